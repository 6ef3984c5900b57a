"""Placements of the store written into gazetteer/overrides.csv: merged, never overwritten.

A row written from the store carries the `ref` of its step. It is taken out again where that step
no longer stands (undone, or placed anew), and left as it is otherwise, so what somebody edits in
the table by hand stays. Rows typed by hand, and rows of another machine's store, are not touched.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shapely.geometry import shape

from etl.files import sha256_of, write_atomic
from etl.places.model import Geometry
from etl.places.overrides_table import COLUMNS, FROM_STORE
from etl.tables import read_table, table_bytes


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A placement that stands. `when` is ISO 8601 in UTC, `geometry` WGS84, radius in metres."""

    name: str
    work_id: str
    rev: int
    geometry: Geometry
    radius_m: float | None
    method: str
    source: str
    who: str
    when: str
    why: str
    raw: str

    @property
    def ref(self) -> str:
        """Names the step for ever: no other step, of this store or another, has it."""
        return ref_of(self.work_id, self.rev, self.who, self.when)


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did to the table."""

    added: int
    removed: int
    kept: int


def ref_of(work_id: str, rev: int, who: str, when: str) -> str:
    """The name of a step: the work, its number, and a hash of who and when."""
    return f"{work_id}.{rev}.{sha256_of(f'{who}|{when}'.encode())[:10]}"


Read = Callable[[], tuple[Sequence[Confirmed], Collection[str]]]
"""Reads the store: what stands, and the refs of every step this store knows."""


def commit(table: Path, read: Read) -> Written:
    """Bring the table to what stands. `read` is called once nobody else writes the table: what an
    earlier run wrote is never taken back by what a later one had read before it.

    Runs at the same time wait for each other; the table is replaced whole, or not at all.
    Raises TableError for a broken table, which is left as it is.
    """
    with _one_at_a_time(table.parent):
        standing, own_refs = read()
        rows = read_table(table, COLUMNS)
        header = list(rows[0].cells) if rows else list(COLUMNS)
        header += [name for name in (*COLUMNS, *FROM_STORE) if name not in header]
        wanted = {item.ref: item for item in standing}
        stays = [
            row
            for row in rows
            if not (ref := row.cells.get("ref", "")) or ref in wanted or ref not in own_refs
        ]
        there = {row.cells.get("ref", "") for row in stays}
        new = [item for item in standing if item.ref not in there]
        if new or len(stays) < len(rows):
            cells = [[row.cells.get(name, "") for name in header] for row in stays]
            cells += [[_cells(item).get(name, "") for name in header] for item in new]
            write_atomic(table, table_bytes(header, cells))
        return Written(len(new), len(rows) - len(stays), len(stays))


def _cells(item: Confirmed) -> dict[str, str]:
    form = shape(item.geometry)
    is_point = form.geom_type == "Point"
    return {
        "name": item.name,
        "lon": f"{form.x:.6f}" if is_point else "",
        "lat": f"{form.y:.6f}" if is_point else "",
        "datum": "WGS84",
        "uncertainty_m": f"{item.radius_m:g}" if item.radius_m else "",
        "geometry_wkt": "" if is_point else _wkt(item.geometry),
        "is_surveyed": "true" if item.method == "survey" else "false",
        "who": item.who,
        "when": item.when,
        "why": item.why,
        "method": item.method,
        "source": item.source,
        "work_id": item.work_id,
        "raw": item.raw,
        "ref": item.ref,
    }


def _wkt(geometry: Geometry) -> str:
    return str(shape(geometry).wkt)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the folder of the table: whatever HETU_VAR says, it is one for all who write there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
