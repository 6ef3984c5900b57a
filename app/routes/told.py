"""Books, plans and answers as JSON values for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from app.itinerary.model import Answer, Book, Offer, Plan
from app.itinerary.onthway import WorkMet
from app.itinerary.wire import plan_to_json


def plain(value: Any) -> Any:
    """Dataclasses as objects, dates as ISO text, tuples as lists; plans as `wire` writes them."""
    if isinstance(value, Plan):
        return plan_to_json(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def book_json(book: Book) -> dict[str, Any]:
    """Stops, places, lines and rules, each list in table order."""
    return {
        "stops": [plain(stop) for stop in book.stops.values()],
        "places": [plain(place) for place in book.places.values()],
        "lines": [plain(line) for line in book.lines.values()],
        "zone_rules": plain(book.zone_rules),
        "holidays": plain(book.holidays),
    }


def answer_json(answer: Answer, works: tuple[WorkMet, ...]) -> dict[str, Any]:
    """An answer with the works on its way; every offer carries its whole plan."""
    told: dict[str, Any] = plain(answer)
    told["offers"] = [_offer(offer) for offer in answer.offers]
    told["works"] = [
        {
            "id": met.work_id,
            "day": met.day,
            "leg": met.leg,
            "distance_m": met.distance_m,
            "sureness": met.sureness,
            "name": met.feature["properties"].get("name", ""),
            "name_en": met.feature["properties"].get("name_en", ""),
        }
        for met in works
    ]
    return told


def _offer(offer: Offer) -> dict[str, Any]:
    return {
        "code": offer.code,
        "zh": offer.zh,
        "en": offer.en,
        "plan": plan_to_json(offer.plan),
    }
