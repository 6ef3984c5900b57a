"""What the readers give: rows with their values and geometry, in the file's own coordinates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from etl.crs.reference import Reference
from etl.errors import HetuError

FIELDS = (
    "name", "alias", "code", "kind", "address", "uncertainty", "lon", "lat", "position",
)  # fmt: skip
"""What a column may be taken for; `position` is one column that holds both coordinates."""

Progress = Callable[[float, str, str], None]
"""Called with the share done (0…1) and the step's Chinese and English name."""


class IntakeError(HetuError):
    """A file cannot be taken in: what is wrong, where, and what to do.

    `columns` and `layers` are what a person may choose from to read it after all.
    """

    columns: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()


def quiet(_share: float, _zh: str, _en: str) -> None:
    """No progress."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one row that a person should know; the rest of the file is still taken."""

    row: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row. `geometry` is in the file's own coordinates, None where columns hold them."""

    row: int
    values: Mapping[str, str]
    geometry: BaseGeometry | None = None
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as read. `reference` is what the file itself declares, `said` its words.

    `is_firm` is False where only the format implies it (GeoJSON, KML): files made in China often
    carry GCJ-02 under that name. `licence` and `attribution` are the format's own (OpenStreetMap).
    """

    file: str
    format: str
    columns: tuple[str, ...]
    rows: list[RawRow]
    reference: Reference | None = None
    said: str = ""
    is_firm: bool = False
    problems: list[Problem] = field(default_factory=list)
    layers: tuple[str, ...] = ()

    @property
    def has_geometry(self) -> bool:
        """Whether the rows bring their geometry themselves."""
        return any(row.geometry is not None for row in self.rows)
