"""Which districts this machine knows, and whose report a text is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from app.settings import Settings
from etl.district import District
from etl.errors import HetuError
from etl.report.model import Report
from etl.sources.reports import read_report_sidecar


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
            found.append(District.load(path.parent.name, path.parent.parent))
        except HetuError:
            continue  # its own commands say what is wrong with it
    return found


@dataclass(frozen=True, slots=True)
class Home:
    """A report's district, the report's id there, and whether the repository has that report."""

    district: District | None
    report_id: str
    on_record: bool


def home_of(report: Report, districts: list[District]) -> Home:
    """Where a report belongs: its district by the name in its title, its id by its year."""
    district = next((item for item in districts if item.is_own(report)), None)
    if district is None:
        return Home(None, str(report.year or "undated"), False)
    # Only the report that the catalogue is built from: rows for another would not meet it.
    if report.year == district.sidecar.year:
        return Home(district, district.sidecar.report_id, True)
    # An id begins with a year: promises without a date of their own fall due at its end.
    report_id = str(report.year) if report.year else f"{district.sidecar.year}-undated"
    return Home(district, report_id, False)


def as_of(district: District, report_id: str, head: Mapping[str, Any], title: str) -> District:
    """The district as it would be with a draft's report on record: its layers then say so.

    `head` is the report's head in the draft's facts: year, delivered_on, sha256.
    """
    sidecar = district.sidecar
    if report_id == sidecar.report_id:
        return district
    path = district.root / "reports" / f"{report_id}.toml"
    if path.is_file():
        return replace(district, sidecar=read_report_sidecar(path))
    day = head.get("delivered_on")
    own: dict[str, Any] = {
        "report_id": report_id,
        "year": head.get("year") or sidecar.year,
        "title_zh": title,
        "title_en": title,
        "delivered_on": date.fromisoformat(day) if day else None,
        "sha256": head.get("sha256", ""),
    }
    unknown = replace(sidecar, publisher="", address="", file="")
    return replace(district, sidecar=replace(unknown, **own))
