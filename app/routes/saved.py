"""Routes kept on this machine: every saving adds a version; a share link names one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.itinerary.wire import PlanError, plan_from_json, plan_to_json
from app.store.itineraries import Itineraries, Itinerary


def told(route: Itinerary, *, whole: bool = False) -> dict[str, Any]:
    """A saved route for the page; `whole`: with its plan."""
    found = {
        "id": route.itinerary_id,
        "version": route.version,
        "title": route.title,
        "note": route.note,
        "who": route.who,
        "when": route.when_utc,
        "removed": route.is_removed,
        "stops": sum(len(day.get("visits", [])) for day in route.body.get("days", [])),
        "days": len(route.body.get("days", [])),
    }
    return {**found, "plan": route.body} if whole else found


def save(store: Itineraries, adcode: str, body: Mapping[str, Any], who: str) -> Itinerary:
    """Keep {plan, title, note, id?, expected?}: a new route, or the next version of one.

    Raises PlanError for what is no plan, ItineraryConflictError where another version came first.
    """
    plan = plan_from_json(body.get("plan"))
    title = str(body.get("title") or plan.title).strip()
    if not title:
        raise PlanError("请给线路起个名字。", "Give the route a name.")
    written = plan_to_json(plan)
    note = str(body.get("note", ""))[:400]
    known = body.get("id")
    if not known:
        return store.create(adcode, title, written, who, note)
    expected = body.get("expected")
    if not isinstance(expected, int):
        raise PlanError("缺少版本号。", "the version is missing.")
    return store.save(str(known), title, written, who, expected_version=expected, note=note)
