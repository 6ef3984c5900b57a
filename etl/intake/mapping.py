"""Which column is the name, the code, the kind …: guessed by its heading, confirmed by a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from etl.crs.notation import read_columns, split_pair
from etl.errors import CoordinateError
from etl.intake.model import FIELDS, IntakeError, Raw
from etl.paths import LEXICON
from etl.tables import read_table

_PROBE = 40


def guess_mapping(raw: Raw) -> dict[str, str]:
    """field → column. Coordinates are looked for only where the file has no geometry itself."""
    found: dict[str, str] = {}
    for field, pattern in _patterns(LEXICON / "import_columns.csv"):
        if raw.has_geometry and field in ("lon", "lat", "position"):
            continue
        if field in found:
            continue
        for column in raw.columns:
            if (
                column not in found.values()
                and pattern.search(_plain(column))
                and _is_used(raw, column)
            ):
                found[field] = column
                break
    if not raw.has_geometry:
        found = _with_coordinates(raw, found)
    if "name" not in found:
        column = _wordiest(raw, set(found.values()))
        if column:
            found["name"] = column
    return {field: found[field] for field in FIELDS if field in found}


def check_mapping(raw: Raw, mapping: Mapping[str, str]) -> dict[str, str]:
    """The mapping, "" taken off; IntakeError for a field or column that is not there."""
    for field, column in mapping.items():
        if field not in FIELDS:
            raise IntakeError(
                f"没有字段“{field}”；可用：{'、'.join(FIELDS)}。",
                f"there is no field '{field}'; there are: {', '.join(FIELDS)}.",
                file=raw.file,
            )
        if column and column not in raw.columns:
            raise IntakeError(
                f"没有列“{column}”；文件里有：{'、'.join(raw.columns)}。",
                f"there is no column '{column}'; the file has: {', '.join(raw.columns)}.",
                file=raw.file,
            )
    return {field: column for field, column in mapping.items() if column}


def _with_coordinates(raw: Raw, found: dict[str, str]) -> dict[str, str]:
    """Coordinate columns that truly hold coordinates; by their content where no heading tells."""
    pair = (found.get("lon", ""), found.get("lat", ""))
    if all(pair) and _reads(raw, *pair):
        found.pop("position", None)
        return found
    if "position" in found and _reads_one(raw, found["position"]):
        found.pop("lon", None)
        found.pop("lat", None)
        return found
    for field in ("lon", "lat", "position"):
        found.pop(field, None)
    free = [column for column in raw.columns if column not in found.values()]
    # A column headed 位置 may hold an address or the coordinates: its content tells.
    for column in [*free, *filter(None, [found.get("address")])]:
        if _reads_one(raw, column):
            kept = {field: name for field, name in found.items() if name != column}
            return {**kept, "position": column}
    for first, second in pairwise(free):
        if _reads(raw, first, second):
            return {**found, "lon": first, "lat": second}
    return found


def _reads(raw: Raw, first: str, second: str) -> bool:
    probe = [row.values for row in raw.rows if row.values[first] and row.values[second]][:_PROBE]
    if not probe:
        return False
    read = read_columns([v[first] for v in probe], [v[second] for v in probe], near=(123.0, 45.0))
    # Metres without a zone may be far from any given point: both being metres is enough here.
    far = sum(_is_metric(probe[index], first, second) for index in read.faults)
    return len(read.faults) - far <= len(probe) // 4


def _is_metric(values: Mapping[str, str], first: str, second: str) -> bool:
    try:
        low, high = sorted(abs(float(values[column])) for column in (first, second))
    except ValueError:
        return False
    return low > 100_000 and high < 50_000_000


def _reads_one(raw: Raw, column: str) -> bool:
    probe = [row.values[column] for row in raw.rows if row.values[column]][:_PROBE]
    good = 0
    for text in probe:
        try:
            first, second = split_pair(text)
            good += not read_columns([first], [second]).faults
        except CoordinateError:
            continue
    return bool(probe) and good * 4 >= len(probe) * 3


def _is_used(raw: Raw, column: str) -> bool:
    return any(row.values.get(column) for row in raw.rows[:500])


def _wordiest(raw: Raw, taken: set[str]) -> str:
    """A column of short, mostly distinct Chinese words: a name, where no heading says so."""
    best, score = "", 0.5
    for column in raw.columns:
        if column in taken:
            continue
        cells = [row.values.get(column, "") for row in raw.rows[:200]]
        words = [cell for cell in cells if re.search("[\u4e00-\u9fff]", cell) and len(cell) <= 30]
        share = len(set(words)) / max(1, len(cells))
        if share > score:
            best, score = column, share
    return best


def _plain(text: str) -> str:
    return re.sub(r"[\s()（）°]+", "", unicodedata.normalize("NFKC", text)).lower()


@cache
def _patterns(path: Path) -> Sequence[tuple[str, re.Pattern[str]]]:
    out = []
    for row in read_table(path, ("field", "pattern")):
        if row["field"] not in FIELDS:
            raise row.fault(f"没有字段“{row['field']}”。", f"there is no field '{row['field']}'.")
        out.append((row["field"], re.compile(row.required("pattern"))))
    return out
