"""Give places without a position the one that follows from a published offset or order."""

from __future__ import annotations

import math
from dataclasses import replace

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.codes import LocationMethod, Precision
from etl.crs.geodesy import area_m2
from etl.errors import TableError
from etl.places import georef
from etl.places.across import by_across, parse_across
from etl.places.georef import Circle
from etl.places.index import Gazetteer
from etl.places.model import Place
from etl.places.precision import LIMITS_M, finest_for
from etl.places.records import Relation, RelationKind
from etl.places.reference import circle_of_place

_WINDS_ZH = {"N": "北", "NE": "东北", "E": "东", "SE": "东南", "S": "南", "SW": "西南",
             "W": "西", "NW": "西北"}  # fmt: skip
_WIDEST_M = LIMITS_M[-1][1]
_ROUND_UP_M = 10
_ZH_MARK, _EN_MARK = "；", "; "


def with_offsets(gazetteer: Gazetteer) -> Gazetteer:
    """The gazetteer with derived positions: method `offset`, radius and how it was worked out.

    A derived circle that is wider than the classes allow (or than the containing area) pins
    nothing: the place keeps its containing area and the note says what the circle would be.
    """
    raises = gazetteer.outranks("offset", "gazetteer")
    places = dict(gazetteer.places)
    for place in gazetteer.places.values():
        # Where the ladder trusts an offset more than the gazetteer, it moves what is there.
        if (place.lon is None or raises) and not place.is_area:
            derived = _derived(gazetteer, place)
            if derived is not None:
                places[place.place_id] = derived
    return replace(gazetteer, places=places)


def _derived(gazetteer: Gazetteer, place: Place) -> Place | None:
    names = (place.name, *place.aliases)
    kinds = (RelationKind.OFFSET_FROM, RelationKind.ACROSS_FROM, RelationKind.ORDER_ALONG)
    relation = next(iter(gazetteer.relations_of(names, *kinds)), None)
    if relation is None:
        return None
    if relation.kind is RelationKind.OFFSET_FROM:
        found, zh, en = _by_offset(gazetteer, place, relation)
        is_line = False
    elif relation.kind is RelationKind.ACROSS_FROM:
        found, zh, en = _by_across(gazetteer, place, relation)
        is_line = False
    else:
        found, zh, en = _by_order(gazetteer, place, relation)
        is_line = True
    radius = math.ceil(found.radius_m / _ROUND_UP_M) * _ROUND_UP_M
    cut = ("（按区界收窄）", " (cut to the boundary)") if found.is_cut else ("", "")
    source = gazetteer.sources[relation.source_id]
    zh = f"{zh}，半径约{_km(radius)}公里{cut[0]}"
    en = f"{en}; radius about {_km(radius)} km{cut[1]}"
    if relation.is_inferred:
        zh, en = f"{zh}；其中有推断", f"{en}; partly inferred"
    if _too_wide(gazetteer, place, found, is_line):
        area = gazetteer.area_of(place)
        return replace(
            place,
            note_zh=_joined(place.note_zh, f"{zh}；范围过大，不定点，归入{area.name}", _ZH_MARK),
            note_en=_joined(
                place.note_en, f"{en}; too wide for a point, shown by its area", _EN_MARK
            ),
        )
    return replace(
        place,
        lon=round(found.centre[0], 6),
        lat=round(found.centre[1], 6),
        uncertainty_m=float(radius),
        precision=Precision.LINE if is_line else finest_for(radius),
        method=LocationMethod.OFFSET,
        source=source.title_zh,
        source_ref=relation.source_ref,
        confidence=relation.confidence,
        note_zh=_joined(place.note_zh, zh, _ZH_MARK),
        note_en=_joined(place.note_en, en, _EN_MARK),
    )


def _too_wide(gazetteer: Gazetteer, place: Place, found: Circle, is_line: bool) -> bool:
    if not is_line and found.radius_m > _WIDEST_M:
        return True
    container = shape(gazetteer.area_of(place).geometry)
    return math.pi * found.radius_m**2 >= area_m2(container)


def _by_offset(gazetteer: Gazetteer, place: Place, relation: Relation) -> tuple[Circle, str, str]:
    reference, name = _circle_of(gazetteer, relation)
    offset = georef.parse_offset(relation.value)
    found = georef.by_offset(
        reference.centre, reference.radius_m, offset, _certain_area(gazetteer, place)
    )
    length, unit, wind = relation.value.split(" ")
    unit_zh = "公里" if unit == "km" else "米"
    return (
        found,
        f"按距离方位推算：{name}{_WINDS_ZH.get(wind, wind)}{length}{unit_zh}",
        f"georeferenced by offset: {length} {unit} {wind} of {name}",
    )


def _by_across(gazetteer: Gazetteer, place: Place, relation: Relation) -> tuple[Circle, str, str]:
    reference, name = _circle_of(gazetteer, relation)
    width = parse_across(relation.value)
    return (
        by_across(reference, width, _certain_area(gazetteer, place)),
        f"按隔水相望推算：与{name}隔{relation.value}相望，宽度按{_km(width)}公里估计",
        f"georeferenced across the water from {name}, its width taken as {_km(width)} km",
    )


def _by_order(gazetteer: Gazetteer, place: Place, relation: Relation) -> tuple[Circle, str, str]:
    line = (relation.object,)
    parts = {
        kind: next(iter(gazetteer.relations_of(line, kind)), None)
        for kind in (RelationKind.LINE_START, RelationKind.LINE_END, RelationKind.LINE_LENGTH)
    }
    start, end, length = parts.values()
    if start is None or end is None or length is None:
        raise TableError(
            f"“{relation.object}”缺少起点、终点或长度，不能按次序推算。请补关系行。",
            f"'{relation.object}' lacks start, end or length: add those relations.",
            file="relations.csv",
            row=relation.row,
        )
    rank, count = georef.parse_order(relation.value)
    try:
        found = georef.by_order(
            _circle_of(gazetteer, start)[0],
            _circle_of(gazetteer, end)[0],
            georef.parse_length(length.value),
            rank,
            count,
            _certain_area(gazetteer, place),
        )
    except ValueError as error:
        raise TableError(
            f"“{place.name}”按“{relation.object}”推算的位置不在其所属区内。请核对关系行。",
            f"'{place.name}' reckoned along '{relation.object}' misses its own area ({error}).",
            file="relations.csv",
            row=relation.row,
        ) from error
    return (
        found,
        f"按沿线次序推算：{relation.object}（长{length.value.split(' ')[0]}公里）"
        f"两端之间{count}村中的第{rank}个，间距未知，取九成区间",
        f"georeferenced by order: {rank} of {count} between the ends of {relation.object} "
        f"({length.value}), spacing unknown, 90 % interval",
    )


def _circle_of(gazetteer: Gazetteer, relation: Relation) -> tuple[Circle, str]:
    """The object of a relation as centre and radius: its point, or the circle of its area."""
    place = gazetteer.resolve(relation.object)
    found = circle_of_place(place) if place is not None else None
    if place is not None and found is not None:
        return found, place.name
    raise TableError(
        f"参照地“{relation.object}”没有坐标，不能推算。",
        f"reference '{relation.object}' has no position to reckon from.",
        file="relations.csv",
        row=relation.row,
    )


def _certain_area(gazetteer: Gazetteer, place: Place) -> BaseGeometry | None:
    """The nearest container whose outline is published, not drawn by us."""
    for area in gazetteer.containers(place):
        if area.geometry is not None and not area.is_schematic:
            return shape(area.geometry)
    return None


def _km(metres: float) -> str:
    return f"{metres / 1000:.1f}"


def _joined(first: str, second: str, mark: str) -> str:
    return f"{first}{mark}{second}" if first else second
