"""What lies across a water or a road from a place whose position is known ("隔湖相望").

By the point-radius method (see `etl.places.georef`) the thing lies within the reference's own
radius and the width of what is between, on a side that nobody states: centre the reference, radius
their sum. The widths are an assumption of ours (lexicon/across_water.csv), for want of an outline.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from shapely.geometry.base import BaseGeometry

from etl.crs.geodesy import circle
from etl.paths import LEXICON
from etl.places.georef import Circle, smallest_circle
from etl.tables import read_table


@cache
def widths() -> dict[str, float]:
    """Assumed width in metres by the word for what lies between."""
    rows = read_table(LEXICON / "across_water.csv", ("word", "width_m"))
    return {row.required("word"): row.number_of("width_m") or 0.0 for row in rows}


def parse_across(word: str) -> float:
    """The width in metres of what a word names; ValueError for an unknown word."""
    if word not in widths():
        raise ValueError(word)
    return widths()[word]


def by_across(start: Circle, width_m: float, within: BaseGeometry | None = None) -> Circle:
    """Where a thing lies across `width_m` from a reference, cut to `within` where that helps."""
    plain = Circle(start.centre, start.radius_m + width_m)
    if within is None:
        return plain
    region = circle(plain.centre, plain.radius_m)
    if within.covers(region):
        return plain
    cut = smallest_circle(region.intersection(within))
    if cut is None or cut.radius_m >= plain.radius_m:
        return plain
    return replace(cut, is_cut=True)
