"""A file or pasted text to a draft's facts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from app.review.districts import Home, home_of
from app.review.facts import Facts, facts_json
from etl.district import District
from etl.errors import ReportError
from etl.extraction import extract_report
from etl.places.index import gazetteer_names
from etl.places.load import load_gazetteer
from etl.report.load import MAX_BYTES
from etl.report.model import Report
from etl.report.parse import parse_report
from etl.report.readers import read_bytes

MAX_CHARS = 150_000
"""Reports of provinces run to some 30,000 characters; beyond five of them it is something else."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A report as it was taken in."""

    report: Report
    home: Home
    facts: Facts


def parse_upload(data: bytes, file_name: str) -> Report:
    """Bytes of an uploaded file (`.txt` for pasted text) to a report; ReportError says why not."""
    name = PurePath(file_name.replace("\\", "/")).name
    if not data.strip():
        raise ReportError(
            "没有内容。请放入政府工作报告全文。",
            "There is nothing in it. Put in the full work report.",
            file=name,
        )
    if len(data) > MAX_BYTES:
        raise ReportError(
            f"文件过大（{len(data) / 1e6:.1f} MB，上限 5 MB）。请只提供报告正文。",
            f"The file is too big ({len(data) / 1e6:.1f} MB, limit 5 MB). Give the text only.",
            file=name,
        )
    try:
        text = read_bytes(data, name, PurePath(name).suffix)
        if len(text) > MAX_CHARS:
            raise ReportError(
                f"正文过长（{len(text)} 字，上限 {MAX_CHARS} 字）。请一次只放一份报告。",
                f"The text is too long ({len(text)} characters, limit {MAX_CHARS}). "
                "Put in one report at a time.",
            )
        return parse_report(text)
    except ReportError as error:
        raise ReportError(error.zh, error.en, file=error.file or name, row=error.row) from None


def take_in(report: Report, districts: list[District]) -> Taken:
    """Extract; ReportError where there is nothing to review."""
    home = home_of(report, districts)
    names = gazetteer_names(load_gazetteer(home.district.root)) if home.district else []
    extraction = extract_report(report, home.report_id, names)
    if not extraction.mentions and not extraction.indicators:
        raise ReportError(
            "没有找到任何项目或指标。请确认放入的是报告全文。",
            "No work and no figure was found. Check that this is the full report.",
        )
    facts = facts_json(report, extraction.mentions, extraction.indicators)
    return Taken(report, home, facts)
