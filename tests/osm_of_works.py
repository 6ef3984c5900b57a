"""An extract that names what a report names, at invented places: what an import can do at best."""

from __future__ import annotations

import random
from pathlib import Path

from osm_maker import Maker, inside

from etl.codes import Category
from etl.district import District
from etl.intake.changes import works_of
from etl.intake.run import ground_of
from etl.places.load import load_gazetteer

TAGS: dict[Category, dict[str, str]] = {
    Category.SCHOOL: {"amenity": "school"},
    Category.HEALTH: {"amenity": "hospital"},
    Category.RESIDENTIAL_COMPOUND: {"landuse": "residential"},
    Category.INDUSTRY: {"landuse": "industrial"},
    Category.ENTERPRISE: {"office": "company"},
    Category.PARK: {"landuse": "industrial"},
    Category.INCUBATOR: {"landuse": "industrial"},
    Category.SCENIC_SITE: {"tourism": "attraction"},
    Category.HOTEL: {"tourism": "hotel"},
    Category.COMMERCE: {"landuse": "retail"},
    Category.WATER: {"man_made": "water_works"},
    Category.ENERGY: {"power": "plant"},
    Category.FARM: {"landuse": "farmyard"},
}
"""How OpenStreetMap would tag a thing of this category."""


def extract_of_works(district: District, path: Path, seed: int = 7) -> Path:
    """Every named work that a map could show, every village without a position, each once."""
    dice = random.Random(seed)
    outline = ground_of(district).outline
    maker = Maker()
    for work in works_of(district):
        if not work.named:
            continue
        at = inside(outline, dice)
        if work.category is Category.ROAD_BRIDGE:
            spots = [(at[0] + step * 0.002, at[1] + (step % 2) * 0.0002) for step in range(6)]
            maker.line(spots, name=work.name, highway="residential")
        elif work.category in TAGS:
            width = dice.choice((120, 200, 300))
            maker.square(at, width, name=work.name, **TAGS[work.category])
    for place in load_gazetteer(district.root).places.values():
        if place.kind == "village" and place.code.startswith(district.adcode):
            maker.point(inside(outline, dice), name=place.name, place="village")
    return maker.write(path)
