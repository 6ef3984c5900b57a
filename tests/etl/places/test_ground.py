"""A district's own ground under a layer: names matched, datum told."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from etl.codes import LocationMethod, Precision
from etl.crs.convert import from_wgs84
from etl.crs.datum import Datum
from etl.crs.detective import Verdict
from etl.places.ground import investigate_layer, known_positions
from etl.places.model import Place

SPOTS = [(124.05, 47.10), (124.10, 47.25), (124.30, 47.12), (124.35, 47.30), (124.20, 47.20)]
NAMES = ["东河村", "西河村", "南河村", "北河村", "中河村"]


def place(name: str, lon: float | None, lat: float | None, *aliases: str) -> Place:
    return Place(
        place_id=f"{name}{lon}", name=name, kind="village", aliases=aliases, lon=lon, lat=lat,
        uncertainty_m=None if lon is None else 60.0, precision=Precision.SITE,
        method=LocationMethod.GAZETTEER, source="", source_ref="", licence="", confidence="",
    )  # fmt: skip


PLACES = [place(name, *spot) for name, spot in zip(NAMES, SPOTS, strict=True)]


def test_names_find_their_places_and_doubtful_ones_none() -> None:
    others = [
        place("河口村", None, None),
        place("双河村", 124.0, 47.0),
        place("双河村", 124.5, 47.4),
    ]
    known, radius = known_positions(["东河村", "双河村", "河口村", "", "无此村"], PLACES + others)
    assert known[0].tolist() == [124.05, 47.10]
    assert np.isnan(known[1:]).all()
    assert radius.tolist() == [60, 0, 0, 0, 0]


def test_an_alias_is_a_name() -> None:
    known, _ = known_positions(["老东河"], [place("东河村", 124.05, 47.1, "老东河")])
    assert known[0].tolist() == [124.05, 47.10]


@pytest.mark.parametrize("datum", [Datum.WGS84, Datum.GCJ02])
def test_a_named_layer_tells_its_datum(datum: Datum) -> None:
    spots = np.array(SPOTS)
    x, y = from_wgs84(spots[:, 0], spots[:, 1], datum)
    found = investigate_layer(x, y, NAMES, PLACES, shapely.box(124.0, 47.0, 124.4, 47.4))
    assert found.verdict is Verdict.FITS
    assert found.matched == 5
    assert found.remaining[0].reference.datum is datum


def test_a_layer_without_names_is_not_told() -> None:
    spots = np.array(SPOTS)
    x, y = from_wgs84(spots[:, 0], spots[:, 1], Datum.GCJ02)
    found = investigate_layer(x, y, [""] * 5, PLACES, shapely.box(124.0, 47.0, 124.4, 47.4))
    assert found.verdict is Verdict.UNDECIDED
