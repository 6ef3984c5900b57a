"""How works look, as data: the icon of a category, the ring of a stage, the colour of a focus area.

Used by the map, the stand-alone HTML and prints alike. Colours are those of the light theme; the
style sheet holds the dark ones under the same names. Each area colour reaches 4.5:1 against white
(tested); 一 and 五, both blue, part by lightness, and the numeral always stands beside the colour.
"""

from __future__ import annotations

from etl.codes import Category, Precision, Stage

CATEGORY_ICONS: dict[Category, str] = {
    Category.INDUSTRY: "factory",
    Category.PARK: "park",
    Category.INCUBATOR: "incubator",
    Category.ENERGY: "bolt",
    Category.WATER: "droplet",
    Category.ROAD_BRIDGE: "road",
    Category.SCHOOL: "school",
    Category.HEALTH: "heart",
    Category.CULTURE: "book",
    Category.RESIDENTIAL_COMPOUND: "house",
    Category.VILLAGE: "village",
    Category.TOWN: "town",
    Category.SCENIC_SITE: "crane",
    Category.HOTEL: "bed",
    Category.ZONE: "zone",
    Category.ROUTE: "route",
    Category.EVENT: "flag",
    Category.ECOLOGY: "leaf",
    Category.PUBLIC_SERVICE: "people",
    Category.ENTERPRISE: "enterprise",
    Category.FARM: "sprout",
    Category.TRANSPORT_HUB: "train",
    Category.COMMERCE: "shop",
}
"""Category to the name of its drawing (20 px grid, 1.5 px stroke)."""

STAGE_RINGS: dict[Stage, str] = {
    Stage.IDENTIFICATION: "dotted",
    Stage.PREPARATION: "dashed",
    Stage.IMPLEMENTATION: "three-quarter",
    Stage.COMPLETION: "full",
    Stage.MAINTENANCE: "full-dot",
    Stage.SUSPENDED: "bars",
    Stage.CANCELLED: "crossed",
    Stage.NOT_MENTIONED: "hollow",
}
"""Stage to the form of its ring; readable without colour."""

SURENESS_BODIES: dict[Precision, str] = {
    Precision.SURVEYED: "solid",
    Precision.SITE: "solid",
    Precision.VILLAGE: "circle",
    Precision.LINE: "hatched",
    Precision.TOWN: "area",
    Precision.DISTRICT: "area",
    Precision.OUTSIDE: "list",
    Precision.NOT_PLACED: "list",
}
"""Precision to the form of the symbol's body."""

AREA_COLOURS: dict[int, str] = {
    0: "#4A5560",
    1: "#0A4F7D",
    2: "#93600F",
    3: "#A83E7C",
    4: "#2E7D4F",
    5: "#2F7FC1",
    6: "#B44E14",
    7: "#6B5B95",
}
"""Focus area to its fill in the light theme (0: overall targets)."""


def area_colour(number: int) -> str:
    """The fill of any focus area: from the eighth on the colours come round again.

    Reports have five to eleven sections; the numeral beside the colour tells them apart.
    """
    return AREA_COLOURS[number if number in AREA_COLOURS else (number - 1) % 7 + 1]


AREA_TOKENS: dict[str, str] = {str(number): f"--a{number}" for number in AREA_COLOURS}
"""Focus area to the custom property that carries its colour in the style sheet."""
