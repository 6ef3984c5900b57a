"""Chinese words for where a thing lies, to centre and radius: "市区东南9公里", "与某村隔湖相望".

By the point-radius method: an offset combines the errors of reference, distance and direction
(`etl.places.georef`); what lies across a water is around its reference (`etl.places.across`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.places.across import by_across, widths
from etl.places.georef import Circle, Offset, by_offset, parse_offset
from etl.places.index import Gazetteer
from etl.places.reference import circle_of_place

WINDS = {
    "北": "N", "东北": "NE", "东": "E", "东南": "SE", "南": "S", "西南": "SW", "西": "W",
    "西北": "NW",
}  # fmt: skip
_UNITS = {"公里": ("km", 1.0), "千米": ("km", 1.0), "里": ("km", 0.5), "米": ("m", 1.0),
          "km": ("km", 1.0), "m": ("m", 1.0)}  # fmt: skip
_NUMBERS = {"一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5", "六": "6",
            "七": "7", "八": "8", "九": "9", "十": "10"}  # fmt: skip
_OFFSET = re.compile(
    r"^(?:距离?|在|位于)?(?P<place>.{2,}?)(?:以|的|往|向|偏)?(?P<wind>[东西][南北]|[东西南北])"
    r"(?:方向|方|面|侧|部)?(?:约|大约|近)?(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十])"
    r"(?P<unit>公里|千米|里|米|km|m)(?:处|外|远)?$"
)
_URBAN = frozenset({"市区", "城区", "市中心", "主城区", "县城"})


@dataclass(frozen=True, slots=True)
class Said:
    """What a phrase says: the reference's name, and either an offset or a width in metres."""

    reference: str
    offset: Offset | None
    across_m: float | None
    word: str = ""


def parse_phrase(text: str) -> Said | None:
    """What a phrase says, None where it is no such phrase."""
    plain = re.sub(r"\s+", "", text)
    found = _OFFSET.match(plain)
    if found:
        unit, factor = _UNITS[found["unit"]]
        number = _NUMBERS.get(found["number"], found["number"])
        number = number if factor == 1.0 else f"{float(number) * factor:g}"
        offset = parse_offset(f"{number} {unit} {WINDS[found['wind']]}")
        return Said(found["place"], offset, None, found["wind"])
    words = "|".join(sorted(widths(), key=len, reverse=True))
    across = re.match(
        rf"^(?:与|和|同)?(?P<place>.{{2,}}?)(?:隔(?P<word>{words})相[望对]|(?P<bank>{words})?对岸)$",
        plain,
    )
    if across:
        word = across["word"] or across["bank"] or "河"
        return Said(across["place"], None, widths()[word], word)
    return None


def located_by(said: Said, gazetteer: Gazetteer) -> tuple[Circle, str] | None:
    """The circle a phrase gives and its reference's name; None where nobody knows the reference."""
    found = _reference(said.reference, gazetteer)
    if found is None:
        return None
    start, name = found
    if said.offset is not None:
        return by_offset(start.centre, start.radius_m, said.offset), name
    return by_across(start, said.across_m or 0.0), name


def _reference(name: str, gazetteer: Gazetteer) -> tuple[Circle, str] | None:
    place = gazetteer.resolve(name)
    urban = gazetteer.district.roles.get("urban")
    if place is None and name in _URBAN and urban is not None:
        place = gazetteer.places[urban.place_id]
    if place is not None:
        circle = circle_of_place(place)
        return (circle, place.name) if circle else None
    match = gazetteer.imports.find((name,))
    feature = match.only if match else None
    if feature is None or feature.is_line:
        return None
    return Circle((feature.lon, feature.lat), feature.uncertainty_m or 0.0), feature.name
