"""A reviewed draft becomes a report of record: tables, text and sidecar of its year.

The sidecar is written last: until it is there nothing is published from the rest.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from app.review.districts import UNDATED
from app.review.facts import records_of
from app.review.guard import RefusedError
from app.store.reviews import Draft
from etl.catalogue.store import indicator_table, mention_table
from etl.district import District
from etl.files import write_atomic
from etl.report.parse import parse_report
from etl.report.sidecar_text import sidecar_toml
from etl.sources.reports import ReportSidecar

_BY_REVIEW = "# 由核对页列为正式报告 put on record from the review page"


def sidecar_of(district: District, draft: Draft) -> ReportSidecar | None:
    """The sidecar of the draft's own report, where that is on record."""
    found = district.sidecar_of(draft.facts["report"].get("year"))
    return found if found is not None and found.report_id == draft.report_id else None


def can_be_kept(draft: Draft) -> bool:
    """Whether the catalogue has a place for the draft's report: it needs a district and a year."""
    return bool(draft.adcode) and not draft.report_id.endswith(UNDATED)


def keep_tables(district: District, draft: Draft) -> None:
    """Write the extracted tables of a report not on record; decisions stand beside them."""
    mentions, indicators = records_of(draft.facts)
    tables = {
        "mentions.csv": mention_table(mentions),
        "indicators.csv": indicator_table(indicators),
    }
    for name, data in tables.items():
        path = district.catalogue / draft.report_id / name
        if not path.is_file() or path.read_bytes() != data:
            write_atomic(path, data)


def put_on_record(district: District, draft: Draft, var: Path, who: str) -> None:
    """Write tables, text (to var/) and sidecar. RefusedError where there is no place for them."""
    if not can_be_kept(draft) or not draft.text:
        raise RefusedError(
            "报告没有写明年份，或本机没有它的原文，不能列为正式报告。请放入写明年份的全文。",
            "The report names no year, or its text is not here: it cannot go on record. Put in "
            "the full text with its year.",
        )
    if sidecar_of(district, draft) is not None:
        raise RefusedError("这份报告已经是正式报告。", "This report is on record already.", 409)
    year = int(draft.facts["report"]["year"])
    name = f"{district.adcode}-{year}.txt"
    made = sidecar_toml(
        parse_report(draft.text), draft.report_id, year, name, district.name_zh, district.name_en
    )
    day = datetime.now(UTC).date().isoformat()
    keep_tables(district, draft)
    write_atomic(var / "reports" / name, draft.text.encode())
    head = f"{_BY_REVIEW}: {who}, {day}\n".encode()
    write_atomic(_path(district, year), head + made)


def take_off_record(district: District, draft: Draft, var: Path) -> None:
    """Undo `put_on_record`: the sidecar goes to var/, tables and decisions stay.

    RefusedError for a report that was not put on record from the page, or is the only one.
    """
    year = draft.facts["report"].get("year")
    path = _path(district, year)
    known = sidecar_of(district, draft)
    if known is None or not was_put_here(district, draft):
        raise RefusedError(
            "这份报告不是从核对页列入的；请在 reports 文件夹中处理它的说明文件。",
            "This report was not put on record from this page; see to its sidecar in reports/.",
            409,
        )
    if len(list(path.parent.glob("*.toml"))) < 2:
        raise RefusedError(
            "这是本区唯一的正式报告，不能撤下。",
            "This is the district's only report of record; it cannot be taken off.",
            409,
        )
    write_atomic(var / "review" / f"withdrawn-{draft.report_id}.toml", path.read_bytes())
    path.unlink()


def was_put_here(district: District, draft: Draft) -> bool:
    """Whether the report was put on record from the page, so that it may be taken off there."""
    path = _path(district, draft.facts["report"].get("year"))
    known = sidecar_of(district, draft) is not None
    return known and path.is_file() and path.read_text("utf-8").startswith(_BY_REVIEW)


def _path(district: District, year: object) -> Path:
    return district.root / "reports" / f"{year}.toml"
