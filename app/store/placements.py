"""Where works lie, as people say: a history that is only ever added to."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely
from shapely.geometry import shape
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.store.tables import PlacementRow
from app.store.values import ValueFaultError, as_json, now, words
from etl.codes import LocationMethod, Precision
from etl.errors import HetuError

Geometry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Placement:
    """One step of a work's history; see `PlacementRow`. `undone_by` is the id of the step that
    took this one back, and `undone_who` its author; None while it stands.
    """

    placement_id: int
    district: str
    work_id: str
    rev: int
    geometry: Geometry | None
    radius_m: float | None
    precision: int
    method: str
    source: str
    source_ref: str
    note: str
    raw_value: str
    raw_datum: str
    import_id: int | None
    who: str
    when_utc: str
    supersedes_id: int | None
    undoes_id: int | None
    request_id: str | None
    undone_by: int | None = None
    undone_who: str = ""


class PlacementConflictError(HetuError):
    """Somebody else has placed the work meanwhile: `latest` is the last step, `current` what
    stands (None: nothing does).
    """

    def __init__(self, latest: Placement | None, current: Placement | None) -> None:
        who = latest.who if latest else "?"
        super().__init__(
            f"{who} 刚刚改动了这一项的位置；请先看他的结果，再作更改。",
            f"{who} has just changed this place; look at that first, then change it.",
        )
        self.latest = latest
        self.current = current


class Placements:
    """The placements of the store."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(
        self,
        district: str,
        work_id: str,
        *,
        expected: int | None,
        geometry: Geometry | None,
        radius_m: float | None,
        precision: int,
        method: str,
        source: str,
        who: str,
        source_ref: str = "",
        note: str = "",
        raw_value: str = "",
        raw_datum: str = "",
        import_id: int | None = None,
        request_id: str | None = None,
    ) -> Placement:
        """Say where a work lies. `expected` is the id of the last step the author has seen (None:
        none); `geometry` GeoJSON in WGS84 (None: no place by hand any more).

        A `request_id` sent again answers what was stored the first time. Raises
        PlacementConflictError where `expected` is past, ValueFaultError for what cannot be.
        """
        row = PlacementRow(
            district=words("district", district, needed=True),
            work_id=words("work_id", work_id, needed=True),
            geometry=as_json("geometry", check_geometry(geometry)) if geometry else None,
            radius_m=_radius(radius_m),
            precision=int(Precision(precision)),
            method=_method(method),
            source=words("source", source, needed=True),
            source_ref=words("source_ref", source_ref),
            note=words("note", note),
            raw_value=words("raw_value", raw_value),
            raw_datum=words("raw_datum", raw_datum),
            import_id=import_id,
            who=words("who", who, needed=True),
            request_id=words("request_id", request_id) if request_id else None,
        )
        return self._append(row, expected)

    def undo(
        self,
        district: str,
        work_id: str,
        *,
        expected: int,
        who: str,
        note: str = "",
        step: int | None = None,
        request_id: str | None = None,
    ) -> Placement:
        """Take back a step (by default the one that stands; an undoing can be taken back too).

        Returns the new last step; `current_of` says what stands now. Raises as `add` does, and
        HetuError where there is nothing to take back.
        """
        steps = self.history(district, work_id)
        target = (
            next((s for s in steps if s.placement_id == step), None) if step else standing(steps)
        )
        if target is None or target.undone_by is not None:
            if request_id and any(item.request_id == request_id for item in steps):
                return next(item for item in steps if item.request_id == request_id)
            raise HetuError("没有可以撤销的定位。", "there is no placement to take back.")
        row = PlacementRow(
            district=district,
            work_id=work_id,
            precision=int(Precision.NOT_PLACED),
            method=LocationMethod.NONE.value,
            source=target.source,
            source_ref="",
            note=words("note", note),
            raw_value="",
            raw_datum="",
            who=words("who", who, needed=True),
            undoes_id=target.placement_id,
            request_id=words("request_id", request_id) if request_id else None,
        )
        return self._append(row, expected)

    def history(self, district: str, work_id: str) -> list[Placement]:
        """Every step of a work, oldest first, with what was taken back by whom."""
        query = (
            select(PlacementRow)
            .where(PlacementRow.district == district, PlacementRow.work_id == work_id)
            .order_by(PlacementRow.rev)
        )
        with Session(self.engine) as session:
            return _told([_placement(row) for row in session.scalars(query)])

    def current_of(self, district: str, work_id: str) -> Placement | None:
        """The placement of a work that stands, None where none does."""
        return standing(self.history(district, work_id))

    def current(self, district: str) -> dict[str, Placement]:
        """The placements that stand, by work. One without geometry is left out."""
        by_work = self.histories(district)
        found = {work: standing(steps) for work, steps in by_work.items()}
        return {work: item for work, item in found.items() if item and item.geometry}

    def latest_ids(self, district: str) -> dict[str, int]:
        """The id of the last step of each work: what `expected` must be."""
        return {work: steps[-1].placement_id for work, steps in self.histories(district).items()}

    def histories(self, district: str) -> dict[str, list[Placement]]:
        """The history of every work that has one, by work."""
        query = (
            select(PlacementRow)
            .where(PlacementRow.district == district)
            .order_by(PlacementRow.work_id, PlacementRow.rev)
        )
        by_work: dict[str, list[Placement]] = {}
        with Session(self.engine) as session:
            for row in session.scalars(query):
                by_work.setdefault(row.work_id, []).append(_placement(row))
        return {work: _told(steps) for work, steps in by_work.items()}

    def _append(self, row: PlacementRow, expected: int | None) -> Placement:
        district, work_id, request_id = row.district, row.work_id, row.request_id
        steps = self.history(district, work_id)
        repeated = self._repeated(request_id)
        if repeated is not None:
            return repeated
        latest = steps[-1] if steps else None
        if (latest.placement_id if latest else None) != expected:
            raise PlacementConflictError(latest, standing(steps))
        row.rev = latest.rev + 1 if latest else 1
        row.supersedes_id = expected
        row.when_utc = now()
        try:
            with Session(self.engine) as session, session.begin():
                session.add(row)
                session.flush()
                return _placement(row)
        except IntegrityError:
            repeated = self._repeated(request_id)  # the same request, by another worker
            if repeated is not None:
                return repeated
            steps = self.history(district, work_id)
            if (steps[-1].placement_id if steps else None) == expected:
                raise ValueFaultError(
                    f"没有编号为 {row.import_id} 的导入。", f"there is no import {row.import_id}."
                ) from None
            raise PlacementConflictError(steps[-1], standing(steps)) from None

    def _repeated(self, request_id: str | None) -> Placement | None:
        if request_id is None:
            return None
        query = select(PlacementRow).where(PlacementRow.request_id == request_id)
        with Session(self.engine) as session:
            row = session.scalar(query)
            return _placement(row) if row else None

    def count(self) -> int:
        """How many steps are stored."""
        with Session(self.engine) as session:
            return int(session.scalar(select(func.count()).select_from(PlacementRow)) or 0)


def standing(steps: Sequence[Placement]) -> Placement | None:
    """What stands after these steps (oldest first): the last placing that is not taken back."""
    return next(
        (item for item in reversed(_told(steps)) if not item.undoes_id and not item.undone_by), None
    )


def _told(steps: Sequence[Placement]) -> list[Placement]:
    """The steps with who took them back. Newest first: an undone undoing has no effect."""
    undone: dict[int, Placement] = {}
    for item in reversed(steps):
        if item.undoes_id and item.placement_id not in undone:
            undone[item.undoes_id] = item
    out = []
    for item in steps:
        by = undone.get(item.placement_id)
        told = replace(
            item, undone_by=by.placement_id if by else None, undone_who=by.who if by else ""
        )
        out.append(told)
    return out


def check_geometry(geometry: Geometry) -> Geometry:
    """The geometry if it is valid GeoJSON in WGS84 degrees; ValueFaultError otherwise."""
    try:
        form = shape(geometry)
        points = shapely.get_coordinates(form)
        fits = form.is_valid and not form.is_empty and bool(len(points))
        fits = fits and all(math.isfinite(x) and math.isfinite(y) for x, y in points)
        fits = fits and abs(points[:, 0]).max() <= 180 and abs(points[:, 1]).max() <= 90
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
        fits = False
    if not fits:
        raise ValueFaultError(
            "图形不是有效的 WGS84 GeoJSON（自相交、空，或经纬度超出范围）。请重画。",
            "the geometry is no valid GeoJSON in WGS84 (crossing itself, empty or out of range). "
            "Draw it again.",
        )
    return geometry


def _radius(radius_m: float | None) -> float | None:
    if radius_m is None:
        return None
    if not (math.isfinite(radius_m) and 0 < radius_m <= 1_000_000):
        raise ValueFaultError(
            f"误差半径应大于 0 米、不超过 1000 公里，现为 {radius_m}；未知请留空。",
            f"the radius should be above 0 m and at most 1000 km, found {radius_m}; "
            "leave it empty where it is unknown.",
        )
    return float(radius_m)


def _method(method: str) -> str:
    try:
        return LocationMethod(method).value  # type: ignore[call-arg]
    except ValueError:
        raise ValueFaultError(
            f"没有“{method}”这种定位方法。", f"there is no location method '{method}'."
        ) from None


def _placement(row: PlacementRow) -> Placement:
    return Placement(
        placement_id=row.placement_id,
        district=row.district,
        work_id=row.work_id,
        rev=row.rev,
        geometry=json.loads(row.geometry) if row.geometry else None,
        radius_m=row.radius_m,
        precision=row.precision,
        method=row.method,
        source=row.source,
        source_ref=row.source_ref,
        note=row.note,
        raw_value=row.raw_value,
        raw_datum=row.raw_datum,
        import_id=row.import_id,
        who=row.who,
        when_utc=row.when_utc,
        supersedes_id=row.supersedes_id,
        undoes_id=row.undoes_id,
        request_id=row.request_id,
    )
