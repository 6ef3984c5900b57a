"""The tourism tables of a district as records: opening hours, shows, other facts, rules.

Each row is what one source says. Rows that disagree stand side by side; nothing is merged here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import get_args

from app.itinerary.model import (
    Fact,
    Holiday,
    OpeningRule,
    OpenState,
    Severity,
    Show,
    Source,
    ZoneClass,
    ZoneRule,
)
from app.itinerary.rows import (
    Edits,
    clock,
    minute_of,
    one_of,
    read_rows,
    season_of,
    source_of,
    whole,
)
from etl.tables import Row, read_table

_SOURCE = ("source_id", "source_ref", "date", "confidence", "note_zh", "note_en")
HOUR_COLUMNS = (
    "rule_id", "stop_id", "first", "last", "weekdays", "state", "opens", "closes", "last_entry",
    "is_exception", "is_chosen", *_SOURCE,
)  # fmt: skip
SHOW_COLUMNS = (
    "show_id", "stop_id", "name_zh", "name_en", "first", "last", "holiday", "times", "per_day",
    "lasts_min", "walk_min", "is_chosen", *_SOURCE,
)  # fmt: skip
FACT_COLUMNS = ("fact_id", "stop_id", "kind", "value", "unit", "is_chosen", *_SOURCE)
HOLIDAY_COLUMNS = (
    "kind", "name_zh", "name_en", "first", "last", "source_zh", "source_en", "source_ref", "date",
)  # fmt: skip
ZONE_COLUMNS = (
    "rule_id", "zone_class", "first", "last", "severity", "stop_ids", "zh", "en", "source_zh",
    "source_en", "source_ref", "date",
)  # fmt: skip
#: Kinds of facts that must be numbers, so that a plan can reckon with them.
NUMBERS = ("visit_min", "gate_walk_min", "gate_walk_m", "ticket_cny", "shuttle_cny", "boat_cny")


def read_sources(district_dir: Path) -> dict[str, Source]:
    """gazetteer/sources.csv by id."""
    columns = ("source_id", "title_zh", "title_en", "address", "date")
    rows = read_table(district_dir / "gazetteer" / "sources.csv", columns)
    # What staff add on the page names who said so in its reference.
    staff = Source("local", "工作人员核实", "Checked by staff")
    return {
        staff.source_id: staff,
        **{row["source_id"]: Source(*(row[column] for column in columns)) for row in rows},
    }


def read_hours(
    folder: Path, sources: Mapping[str, Source], edits: Edits | None
) -> list[OpeningRule]:
    """hours.csv; TableError names file, row and cause."""
    out = []
    for row in read_rows(folder, "hours", HOUR_COLUMNS, edits):
        state = one_of(row, "state", get_args(OpenState))
        opens, closes = minute_of(row, "opens"), minute_of(row, "closes")
        if opens is not None and closes is not None and closes <= opens:
            raise row.fault(
                "关门时间应晚于开门时间。请改正。",
                "closing should be later than opening. Correct it.",
            )
        if state == "open" and opens is None:
            raise row.fault(
                "开放的时段要写开门时间；不知道的写 unknown。",
                "an open season needs its opening time; if it is not known, write unknown.",
            )
        out.append(
            OpeningRule(
                rule_id=row.required("rule_id"),
                stop_id=row.required("stop_id"),
                season=season_of(row),
                state=state,
                opens=opens,
                closes=closes,
                last_entry=minute_of(row, "last_entry"),
                source=source_of(row, sources),
                weekdays=_weekdays(row),
                is_exception=row["is_exception"] == "true",
                is_chosen=row["is_chosen"] == "true",
                note_zh=row["note_zh"],
                note_en=row["note_en"],
            )
        )
    return out


def read_shows(folder: Path, sources: Mapping[str, Source], edits: Edits | None) -> list[Show]:
    """shows.csv, times parted by `|`."""
    return [
        Show(
            show_id=row.required("show_id"),
            stop_id=row.required("stop_id"),
            name_zh=row.required("name_zh"),
            name_en=row["name_en"],
            season=season_of(row),
            times=tuple(
                sorted(clock(row, "times", text) for text in row["times"].split("|") if text)
            ),
            per_day=whole(row, "per_day", high=200),
            lasts_min=whole(row, "lasts_min") or 0,
            walk_min=whole(row, "walk_min") or 0,
            source=source_of(row, sources),
            holiday=row["holiday"],
            is_chosen=row["is_chosen"] == "true",
            note_zh=row["note_zh"],
            note_en=row["note_en"],
        )
        for row in read_rows(folder, "shows", SHOW_COLUMNS, edits)
    ]


def read_facts(folder: Path, sources: Mapping[str, Source], edits: Edits | None) -> list[Fact]:
    """facts.csv; `zone_class` must be a class the rules know."""
    out = []
    for row in read_rows(folder, "facts", FACT_COLUMNS, edits):
        kind = row.required("kind")
        if kind == "zone_class":
            one_of(row, "value", get_args(ZoneClass))
        number = None
        if kind in NUMBERS:
            number = float(whole(Row(row.file, row.number, {"value": row["value"]}), "value",
                                 high=100_000) or 0)  # fmt: skip
        out.append(
            Fact(
                fact_id=row.required("fact_id"),
                stop_id=row.required("stop_id"),
                kind=kind,
                value=row.required("value"),
                number=number,
                unit=row["unit"],
                source=source_of(row, sources),
                is_chosen=row["is_chosen"] == "true",
                note_zh=row["note_zh"],
                note_en=row["note_en"],
            )
        )
    return out


def read_holidays(path: Path) -> list[Holiday]:
    """holidays.csv: movable holidays by the dates of each year."""
    return [
        Holiday(
            row.required("kind"),
            row.required("name_zh"),
            row["name_en"],
            _day(row, "first"),
            _day(row, "last"),
            _named_source(row),
        )
        for row in read_table(path, HOLIDAY_COLUMNS)
    ]


def read_zone_rules(path: Path) -> list[ZoneRule]:
    """zone_rules.csv: what each class of protected land means for a route, and since when."""
    return [
        ZoneRule(
            row.required("rule_id"),
            one_of(row, "zone_class", get_args(ZoneClass)),
            season_of(row),
            one_of(row, "severity", get_args(Severity)),
            row.required("zh"),
            row.required("en"),
            _named_source(row),
            tuple(item for item in row["stop_ids"].split("|") if item),
        )
        for row in read_table(path, ZONE_COLUMNS)
    ]


def _weekdays(row: Row) -> tuple[int, ...]:
    if set(row["weekdays"]) - set("1234567"):
        raise row.fault(
            f"列“weekdays”应由 1（周一）至 7 组成，现为“{row['weekdays']}”。请改正。",
            f"column 'weekdays' should hold digits 1 (Monday) to 7, found '{row['weekdays']}'. "
            "Correct it.",
        )
    return tuple(sorted({int(digit) for digit in row["weekdays"]}))


def _day(row: Row, column: str) -> date:
    try:
        return date.fromisoformat(row.required(column))
    except ValueError:
        raise row.fault(
            f"列“{column}”应为日期（2026-10-01），现为“{row[column]}”。请改正。",
            f"column '{column}' should be a date (2026-10-01), found '{row[column]}'. Correct it.",
        ) from None


def _named_source(row: Row) -> Source:
    return Source("", row.required("source_zh"), row["source_en"], row["source_ref"], row["date"])
