"""Which works a guest meets: by shape and radius along the drives."""

from __future__ import annotations

from typing import Any

from route_instances import BASE, FIRST, KM, book_of, stop

from app.itinerary.check import check
from app.itinerary.model import Answer, DayPlan, Plan, Visit
from app.itinerary.onthway import works_on_the_way
from app.itinerary.travel import Estimate


def work(work_id: str, geometry: dict[str, Any] | None, **said: object) -> dict[str, Any]:
    """A work as the published layers hold it."""
    return {"geometry": geometry, "properties": {"id": work_id, "uncertainty_m": None, **said}}


def point(north_m: float, east_m: float = 0.0) -> dict[str, Any]:
    """A point so far from a spot halfway along the drive."""
    lon = 124.1 + east_m / 1000 * KM / 0.682
    return {"type": "Point", "coordinates": [lon, 47.0 + north_m / 1000 * KM]}


def drive(detour: bool = False) -> Answer:
    """A day along the parallel from 124.0 to 124.2 and back; the road is the line unless asked."""
    far = stop("far", 124.2, 47.0)
    answer = check(
        Plan((DayPlan(FIRST, BASE, BASE, lunch=None, visits=(Visit("far"),)),)),
        book_of(far),
        Estimate(),
    )
    if detour:
        return answer
    from dataclasses import replace

    day = answer.days[0]
    legs = tuple(replace(leg, is_estimate=False) for leg in day.legs)
    return replace(answer, days=(replace(day, legs=legs),))


def test_near_far_and_unsure_works() -> None:
    met = works_on_the_way(
        drive(),
        [
            work("near", point(300)),
            work("far", point(700)),
            work("vague", point(900), uncertainty_m=500.0),
            work("wide", point(100), uncertainty_m=2000.0),
            work("none", None),
        ],
    )
    assert {item.work_id: item.sureness for item in met} == {
        "near": "sure",
        "vague": "maybe",
        "wide": "maybe",
    }
    near = next(item for item in met if item.work_id == "near")
    assert abs(near.distance_m - 300) < 15
    assert met[0].work_id == "near"


def test_a_road_that_crosses_and_an_area_known_only_as_a_whole() -> None:
    road = {"type": "LineString", "coordinates": [[124.05, 46.9], [124.05, 47.1]]}
    ring = [[124.0, 46.99], [124.1, 46.99], [124.1, 47.01], [124.0, 47.01], [124.0, 46.99]]
    town = {"type": "Polygon", "coordinates": [ring]}
    met = works_on_the_way(drive(), [work("town", town, is_area=True), work("road", road)])
    assert [(item.work_id, item.sureness, item.distance_m) for item in met] == [
        ("road", "sure", 0),
        ("town", "area", 0),
    ]


def test_an_estimated_drive_reaches_as_far_as_its_road_may_bend() -> None:
    aside = [work("aside", point(1500))]
    assert works_on_the_way(drive(), aside) == ()
    met = works_on_the_way(drive(detour=True), aside)
    assert [(item.work_id, item.sureness) for item in met] == [("aside", "maybe")]


def test_each_work_is_met_once_and_nothing_without_drives() -> None:
    met = works_on_the_way(drive(), [work("near", point(100))])
    assert [(item.work_id, item.day, item.leg) for item in met] == [("near", 0, 0)]
    empty = check(Plan((DayPlan(FIRST, BASE, BASE),)), book_of(), Estimate())
    assert works_on_the_way(empty, [work("near", point(100))]) == ()
