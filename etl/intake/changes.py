"""What taking a file in would change: which works get which precision, moved by how far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.catalogue.model import Work
from etl.codes import LocationMethod, Precision
from etl.crs.geodesy import LonLat, distance_m
from etl.district import District
from etl.intake.plan import Plan
from etl.pipeline import catalogue_of, read_records
from etl.places.import_records import ImportedFeature
from etl.places.imports import best
from etl.places.index import Gazetteer
from etl.places.load import load_gazetteer
from etl.places.model import Location, Place
from etl.publish.placing import Placer, query_of
from layers.counting import counts_as_work


@dataclass(frozen=True, slots=True)
class Change:
    """A work or a place of the gazetteer whose position an import changes.

    `moved_m` is None where there was no point before; `what` is work or place. `is_conflict`: the
    two points lie farther apart than both their radii allow, so that one of them is wrong.
    """

    what: str
    identity: str
    name: str
    before: Precision
    after: Precision
    moved_m: float | None
    note_zh: str
    note_en: str
    at: LonLat | None
    is_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Namesakes:
    """A work whose name several imported things bear: nothing is placed, a person chooses."""

    identity: str
    name: str
    candidates: tuple[ImportedFeature, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything an import would change. Counts are works by precision class."""

    changes: tuple[Change, ...]
    namesakes: tuple[Namesakes, ...]
    before: dict[int, int]
    after: dict[int, int]


def works_of(district: District) -> Sequence[Work]:
    """The works of record, as the tables hold them."""
    return catalogue_of(district, *read_records(district)).works


def changes_of(
    district: District, plan: Plan | None, works: Sequence[Work] | None = None, without: str = ""
) -> Changes:
    """Compare the places with and without the plan (or, `without` a batch of record, with it)."""
    works = works_of(district) if works is None else works
    old = load_gazetteer(district.root)
    if plan is not None:
        # Another reading of the same file gives way to this one.
        new = load_gazetteer(
            district.root, plan.features, leave_out=lambda batch: batch.sha256 == plan.batch.sha256
        )
    else:
        new = load_gazetteer(district.root, leave_out=lambda batch: batch.batch_id == without)
    placers = Placer(old), Placer(new)
    found: list[Change] = []
    namesakes: list[Namesakes] = []
    counts: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for work in works:
        was, now = (placer.place(work) for placer in placers)
        if _is_counted(work):
            counts[0][int(was.precision)] += 1
            counts[1][int(now.precision)] += 1
        if _differ(was, now):
            found.append(_change("work", work.work_id, work.name, was, now))
        several = _several(work, new)
        if several and now.method is not LocationMethod.IMPORT:
            namesakes.append(Namesakes(work.work_id, work.name, several))
    found += _places(old, new)
    found.sort(key=lambda change: (change.what != "work", change.after, change.name))
    return Changes(tuple(found), tuple(namesakes), dict(counts[0]), dict(counts[1]))


def _is_counted(work: Work) -> bool:
    """The map's rule: what the report only names to be looked up is no work."""
    facts = (record.fact for record in work.mentions)
    said = [{"stage": f.stage, "work_type": f.work_type, "is_review": f.is_review} for f in facts]
    return counts_as_work({"focus_areas": work.focus_areas, "mentions": said})


def _several(work: Work, gazetteer: Gazetteer) -> tuple[ImportedFeature, ...]:
    query = query_of(work)
    if query.is_quantity_only:
        return ()
    match = gazetteer.imports.find(query.names)
    if match is None or match.only is not None:
        return ()
    return tuple(best(group) for group in match.things)


def _places(old: Gazetteer, new: Gazetteer) -> list[Change]:
    out = []
    for place in new.places.values():
        was = old.places.get(place.place_id)
        if was is None or (was.lon, was.lat, was.geometry) == (
            place.lon,
            place.lat,
            place.geometry,
        ):
            continue
        out.append(
            Change(
                "place", place.place_id, place.name, was.precision, place.precision,
                _moved(_spot(was), _spot(place)), place.note_zh, place.note_en, _spot(place),
                _conflict(_spot(was), _spot(place), was.uncertainty_m, place.uncertainty_m),
            )
        )  # fmt: skip
    return out


def _differ(was: Location, now: Location) -> bool:
    return (was.precision, was.geometry, was.method) != (now.precision, now.geometry, now.method)


def _change(what: str, identity: str, name: str, was: Location, now: Location) -> Change:
    before = _point(was)
    after = _point(now)
    return Change(
        what, identity, name, was.precision, now.precision, _moved(before, after),
        now.note_zh or now.reason_zh, now.note_en or now.reason_en, after,
        _conflict(before, after, was.uncertainty_m, now.uncertainty_m),
    )  # fmt: skip


def _conflict(
    before: LonLat | None, after: LonLat | None, was_m: float | None, now_m: float | None
) -> bool:
    moved = _moved(before, after)
    return moved is not None and was_m is not None and moved > was_m + (now_m or 0.0)


def _point(location: Location) -> LonLat | None:
    """The point a location is shown at; None for a whole area or none."""
    if location.geometry is None or location.geometry["type"].endswith("Polygon"):
        return None
    form: BaseGeometry = shape(location.geometry).centroid
    return (round(form.x, 6), round(form.y, 6))


def _spot(place: Place) -> LonLat | None:
    return None if place.lon is None or place.lat is None else (place.lon, place.lat)


def _moved(before: LonLat | None, after: LonLat | None) -> float | None:
    return None if before is None or after is None else round(distance_m(before, after))
