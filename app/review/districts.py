"""Which districts this machine knows, and whose report a text is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.settings import Settings
from app.store.reviews import Draft
from etl.district import NO_REPORT, District
from etl.errors import HetuError
from etl.report.model import Report
from etl.report.parse import parse_report
from etl.report.sidecar_text import focus_areas
from etl.sources.reports import FocusArea


def geodata_of(settings: Settings, environment: Mapping[str, str] | None = None) -> Path | None:
    """The folder of the districts: HETU_GEODATA, else the one the served layers lie in.

    None where the layers lie outside any district's folder: then nothing is ever written to one.
    """
    named = (os.environ if environment is None else environment).get("HETU_GEODATA")
    if named:
        return Path(named)
    district = settings.layers.parent
    return district.parent if (district / "district.toml").is_file() else None


def known_districts(geodata: Path | None) -> list[District]:
    """Every district whose folder can be read, by code."""
    found = []
    for path in sorted(geodata.glob("*/district.toml")) if geodata else []:
        try:
            found.append(District.load(path.parent.name, path.parent.parent, needs_report=False))
        except HetuError:
            continue  # its own commands say what is wrong with it
    return found


UNDATED = "-undated"
"""Ends the id of a report whose year nobody knows: it stands in no catalogue."""


@dataclass(frozen=True, slots=True)
class Home:
    """A report's district, and the report's id there."""

    district: District | None
    report_id: str


def home_of(report: Report, districts: list[District]) -> Home:
    """Where a report belongs: its district by the name in its title, its id by its year."""
    district = next((item for item in districts if item.is_own(report)), None)
    # An id begins with a year: promises without a date of their own fall due at its end.
    if district is None:
        return Home(None, str(report.year or f"{date.today().year}{UNDATED}"))
    if report.year is None:
        return Home(district, f"{district.sidecar.year or date.today().year}{UNDATED}")
    known = district.sidecar_of(report.year)
    return Home(district, known.report_id if known else f"{report.year}-{district.adcode}")


def as_of(district: District, draft: Draft) -> District:
    """The district as it would be with a draft's report on record: its layers then say so."""
    head = draft.facts["report"]
    known = district.sidecar_of(head.get("year"))
    if known is not None and known.report_id == draft.report_id:
        return replace(district, sidecar=known)
    day = head.get("delivered_on")
    areas = focus_areas(parse_report(draft.text)) if draft.text else []
    sidecar = replace(
        NO_REPORT,
        report_id=draft.report_id,
        year=head.get("year") or int(draft.report_id[:4]),
        title_zh=draft.title,
        title_en=draft.title,
        delivered_on=date.fromisoformat(day) if day else None,
        sha256=head.get("sha256", ""),
        focus_areas=tuple(FocusArea(*area) for area in areas),
    )
    return replace(district, sidecar=sidecar)
