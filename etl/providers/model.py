"""What a geocoder is, what it is asked and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from etl.crs.datum import Datum, parse_datum
from etl.errors import HetuError
from etl.paths import SHIPPED
from etl.tables import read_table

COLUMNS = (
    "provider", "label_zh", "label_en", "url", "datum", "key_variable", "wait_s", "attribution_zh",
    "attribution_en", "source",
)  # fmt: skip
UNSURE_M = 5000.0
"""The radius of an answer whose level the table does not know."""


class ProviderError(HetuError):
    """A geocoder did not answer, or refused; `code` is key, quota, timeout, answer or offline."""

    def __init__(self, zh: str, en: str, code: str) -> None:
        super().__init__(zh, en)
        self.code = code


@dataclass(frozen=True, slots=True)
class Provider:
    """A row of geocoders.csv with its key. `datum` is that of its answers, `wait_s` the least time
    between two calls. The key is not shown by `repr` and stands in no error.
    """

    code: str
    label_zh: str
    label_en: str
    url: str
    datum: Datum
    wait_s: float
    attribution_zh: str
    attribution_en: str
    levels: Mapping[str, float]
    key: Secret

    def radius_of(self, level: str) -> float:
        """Metres for a level of its answers; a level may be named by its end (…村)."""
        if level in self.levels:
            return self.levels[level]
        return next((m for end, m in self.levels.items() if level.endswith(end)), UNSURE_M)


class Secret(str):
    """A text that is not written into logs."""

    def __repr__(self) -> str:
        """Never the text."""
        return "***"


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for. `box` is west, south, east, north in WGS84: where it should lie."""

    text: str
    city: str = ""
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, WGS84, radius in metres; `raw` is the position as given, in the provider's datum.

    `score` 0…1 is the provider's own, 0.5 where it says none.
    """

    name: str
    level: str
    lon: float
    lat: float
    radius_m: float
    score: float
    raw: str


class Cache(Protocol):
    """Keeps answers by provider and question."""

    def get(self, provider: str, query: str) -> str | None:
        """The answer kept, None where there is none or it is too old."""
        ...

    def put(self, provider: str, query: str, answer: str) -> None:
        """Keep an answer."""
        ...


def configured(
    environment: Mapping[str, str], table: Path = SHIPPED / "geocoders.csv"
) -> list[Provider]:
    """The geocoders whose variable is set, in table order; none by default.

    `HETU_TIANDITU_KEY` and `HETU_AMAP_KEY` are the user's keys (of the server kind);
    `HETU_NOMINATIM_URL` is the address of a Nominatim server: one's own, or the public one under
    its usage policy.
    """
    levels: dict[str, dict[str, float]] = {}
    for row in read_table(
        table.with_name("geocoder_levels.csv"), ("provider", "level", "radius_m")
    ):
        levels.setdefault(row["provider"], {})[row["level"]] = row.number_of("radius_m") or UNSURE_M
    out = []
    for row in read_table(table, COLUMNS):
        value = environment.get(row.required("key_variable"), "").strip()
        if not value:
            continue
        out.append(
            Provider(
                code=row.required("provider"),
                label_zh=row["label_zh"],
                label_en=row["label_en"],
                url=row["url"] or value,
                datum=parse_datum(row["datum"], file=row.file, row=row.number),
                wait_s=row.number_of("wait_s") or 1.0,
                attribution_zh=row["attribution_zh"],
                attribution_en=row["attribution_en"],
                levels=levels.get(row["provider"], {}),
                key=Secret(value if row["url"] else ""),
            )
        )
    return out
