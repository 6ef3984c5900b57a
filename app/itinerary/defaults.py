"""What is taken for granted where no source says better: `geodata/tourism/defaults.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.itinerary.model import Pace
from etl.errors import TableError
from etl.paths import SHIPPED

SHARED = SHIPPED / "tourism"
"""Tables that hold for every district: holidays, rules of protected land, defaults."""


@dataclass(frozen=True, slots=True)
class RoadDefaults:
    """How a drive is estimated from the straight line: factors, km, km/h."""

    detour: float
    detour_low: float
    detour_high: float
    town_km: float
    town_kmh: float
    open_kmh: float
    low_factor: float
    high_factor: float
    basis_zh: str
    basis_en: str

    def minutes(self, metres: float) -> float:
        """Driving time over a road of this length: town speed first, then open road."""
        town = min(metres, self.town_km * 1000)
        return town / self.town_kmh * 0.06 + (metres - town) / self.open_kmh * 0.06


@dataclass(frozen=True, slots=True)
class Defaults:
    """All assumptions; `visit_min` by kind of stop, `group` as (from size, minutes)."""

    roads: RoadDefaults
    pace: dict[Pace, float]
    group: tuple[tuple[int, int], ...]
    visit_min: dict[str, int]

    def group_minutes(self, size: int) -> int:
        """Minutes a group of this size needs at every stop to get in and out."""
        return max((minutes for least, minutes in self.group if size >= least), default=0)


@cache
def load_defaults(path: Path = SHARED / "defaults.toml") -> Defaults:
    """Read the defaults; TableError where a value is missing or no number."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
        return Defaults(
            RoadDefaults(**values["roads"]),
            values["pace"],
            tuple(zip(values["group"]["sizes"], values["group"]["minutes"], strict=True)),
            values["visit"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(
            f"默认值有误（{error}）。请从版本库恢复。",
            f"broken defaults ({error}). Restore them from the repository.",
            file=path.name,
        ) from None
