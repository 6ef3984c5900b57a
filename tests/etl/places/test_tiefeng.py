"""The gazetteer of geodata/230204: whole, sourced, and nowhere finer than its sources."""

from __future__ import annotations

import math
import re

import pytest
import shapely
from shapely.geometry import shape
from shipped import DISTRICT

from etl.codes import LocationMethod, Precision
from etl.crs.geodesy import area_m2, circle, distance_m
from etl.places.draft import draft_places
from etl.places.features import boundaries_features, places_features
from etl.places.index import Gazetteer, gazetteer_names
from etl.places.load import load_gazetteer
from etl.places.place import RUNGS
from etl.places.precision import LIMITS_M
from etl.places.tourism import read_routes, read_stops, read_zones
from etl.sources import divisions
from etl.tables import read_table
from layers.base import BoundaryProperties


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(DISTRICT)


def of_kind(gazetteer: Gazetteer, kind: str) -> list[str]:
    return [place.name for place in gazetteer.places.values() if place.kind == kind]


def test_villages_have_twelve_digits_under_their_town(gazetteer: Gazetteer) -> None:
    villages = [place for place in gazetteer.places.values() if place.kind == "village"]
    assert len(villages) == 12
    for village in villages:
        assert re.fullmatch(r"\d{12}", village.code)
        town = gazetteer.places[village.parent_id]
        assert town.kind == "town"
        assert re.fullmatch(r"\d{9}", town.code)
        assert village.code.startswith(town.code)
        assert village.code_year == divisions.CODE_YEAR == 2023


def test_every_division_of_the_code_list_is_there(gazetteer: Gazetteer) -> None:
    listed = read_table(DISTRICT / "base" / "divisions.csv", divisions.COLUMNS)
    assert len(listed) == 8 + 1 + 34 + 12
    for row in listed:
        place = gazetteer.places[row["code"]]
        assert (place.name, place.kind) == (row["name"], row["kind"])
    assert len(of_kind(gazetteer, "subdistrict")) == 8
    assert len(of_kind(gazetteer, "community")) == 34
    assert len(of_kind(gazetteer, "town")) == 1


def test_what_the_base_files_give_is_still_in_the_table(gazetteer: Gazetteer) -> None:
    """The draft from the base files, and the curated table, agree on every position they share."""
    shared = 0
    for row in draft_places(DISTRICT / "base", DISTRICT.name):
        place = gazetteer.places.get(str(row["place_id"]))
        if place is not None and row.get("lon"):
            shared += 1
            assert (place.lon, place.lat) == (float(str(row["lon"])), float(str(row["lat"])))
    assert shared > 25


def test_no_place_without_source_and_licence(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places.values():
        assert place.source, place.name
        assert place.licence, place.name
        assert "unknown" not in place.licence.lower()


def test_precision_is_never_finer_than_the_radius(gazetteer: Gazetteer) -> None:
    limits = dict(LIMITS_M)
    for place in gazetteer.places.values():
        if place.lon is None:
            assert place.precision >= Precision.TOWN, place.name
            assert place.uncertainty_m is None
        else:
            assert place.uncertainty_m and place.uncertainty_m > 0
            assert place.uncertainty_m <= limits.get(place.precision, math.inf), place.name
            assert place.precision is not Precision.SURVEYED


def test_points_of_the_district_lie_in_it(gazetteer: Gazetteer) -> None:
    home = shape(gazetteer.home.geometry)
    for place in gazetteer.places.values():
        if place.lon is not None and gazetteer.home in gazetteer.containers(place):
            assert home.covers(shapely.Point(place.lon, place.lat)), place.name


def test_derived_positions_are_offsets_with_wide_circles(gazetteer: Gazetteer) -> None:
    derived = {
        place.name: place
        for place in gazetteer.places.values()
        if place.method is LocationMethod.OFFSET
    }
    along = ["宛屯村", "卢屯村", "边屯村", "哈拉乌苏村"]
    assert set(along) < set(derived)
    town = area_m2(shape(gazetteer.places["230204100"].geometry))
    end = gazetteer.named("扎龙村")
    assert end is not None and end.lon is not None and end.lat is not None
    gaps = []
    for name in along:
        place = derived[name]
        assert place.precision is Precision.LINE
        assert place.uncertainty_m and place.uncertainty_m > 4000
        assert math.pi * place.uncertainty_m**2 < town
        assert place.lon is not None and place.lat is not None
        gaps.append(distance_m((place.lon, place.lat), (end.lon, end.lat)))
    assert gaps == sorted(gaps, reverse=True)


def test_the_works_lie_where_the_city_gazetteer_says(gazetteer: Gazetteer) -> None:
    works, station = gazetteer.named("中车齐车"), gazetteer.named("齐齐哈尔站")
    assert works and station and works.lon and works.lat and station.lon and station.lat
    assert distance_m((works.lon, works.lat), (station.lon, station.lat)) == pytest.approx(
        2500, abs=5
    )
    assert works.precision is Precision.VILLAGE


def test_areas(gazetteer: Gazetteer) -> None:
    home, urban, town = (
        shape(gazetteer.places[name].geometry) for name in ("230204", "area-urban", "230204100")
    )
    assert area_m2(home) / 1e6 == pytest.approx(751.9, abs=0.3)
    assert home.buffer(1e-5).covers(urban)
    assert urban.intersection(town).area < 1e-6
    assert area_m2(urban) + area_m2(town) == pytest.approx(area_m2(home), rel=1e-4)
    # The published 23.7 km² fits into what is drawn; the drawing is no more than its circle.
    disc = area_m2(circle((124.0, 47.3), 4000))
    assert 23.7e6 < area_m2(urban) <= disc
    schematic = {p.place_id for p in gazetteer.places.values() if p.is_schematic}
    assert schematic == {
        "area-urban", "230204100", "quarter-east", "quarter-south", "quarter-west",
        "quarter-north",
    }  # fmt: skip
    reserve = gazetteer.places["reserve-extent"]
    assert "不是边界" in reserve.note_zh
    assert "not the boundary" in reserve.note_en


def test_features_are_what_the_layers_take(gazetteer: Gazetteer) -> None:
    for feature in boundaries_features(DISTRICT / "base"):
        BoundaryProperties.model_validate({**feature["properties"], "layer": "boundaries"})
    placed = places_features(gazetteer)
    assert [item.place.place_id for item in placed] == list(gazetteer.places)
    for item in placed:
        assert item.area_id in gazetteer.places
        if item.geometry is not None:
            assert shape(item.geometry).is_valid
    drawn = {item.place.name for item in placed if item.geometry is not None}
    assert "扎龙村" in drawn
    assert "克钦村" not in drawn


def test_names_for_extraction(gazetteer: Gazetteer) -> None:
    names = gazetteer_names(gazetteer)
    assert {"扎龙村", "哈拉乌苏村", "扎龙镇", "龙华街道", "保卫路", "齐齐哈尔站"} <= set(names)
    assert not {"铁锋区", "中车齐车", "扎龙"} & set(names)
    assert names == sorted(set(names))


def test_every_rung_of_the_ladder_has_code(gazetteer: Gazetteer) -> None:
    codes = {rung.code for rung in gazetteer.ladder}
    assert codes == {*RUNGS, "provider", "none"}
    assert all(rung.label_zh and rung.label_en for rung in gazetteer.ladder)


def test_tourism_tables(gazetteer: Gazetteer) -> None:
    stops = {stop.stop_id: stop for stop in read_stops(DISTRICT, gazetteer)}
    routes = read_routes(DISTRICT, gazetteer)
    assert len(routes) == 8
    assert {"冰火两重天", "研学亲子"} < {route.name for route in routes}
    for route in routes:
        assert route.is_editorial
        assert "编辑归类" in route.grouping_zh
        for stop_id in route.stop_ids:
            assert route.route_id in stops[stop_id].route_ids
    assert all(stop.route_ids for stop in stops.values())
    gate = stops["stop-zhalong"].location
    assert gate.geometry is None
    assert gate.area_id == "230204100"
    zones = read_zones(DISTRICT, gazetteer)
    assert [zone.zone_kind for zone in zones].count("quarter") == 4
    for zone in zones:
        assert zone.is_schematic == (zone.zone_kind in ("quarter", "centre"))
        assert gazetteer.places[zone.place_id].geometry is not None
