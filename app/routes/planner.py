"""The district's book as edited, travel times, and the three answers about a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from app.itinerary.book import load_book
from app.itinerary.check import check
from app.itinerary.choose import choose
from app.itinerary.improve import improve
from app.itinerary.model import Answer, Book, Plan, Visit, Weights, Wish
from app.itinerary.onthway import WorkMet, works_on_the_way
from app.itinerary.travel import TravelTimes, travel_times
from app.itinerary.wire import MOST_VISITS, PlanError, plan_from_json
from app.pages.registry import PageContext
from app.routes.edits import edits_of
from app.store.stop_edits import StopEdits
from etl.district import District
from etl.errors import HetuError

WORK_LAYERS = ("projects", "roads")
Asker = Callable[[Plan, Mapping[str, Any], Book, TravelTimes], Answer]


class Planner:
    """What the page asks. The book is read anew when a table, a layer or an edit changed."""

    def __init__(
        self,
        ctx: PageContext,
        served: Callable[[], District | None],
        edits: Callable[[], StopEdits],
    ) -> None:
        self.ctx = ctx
        self._served = served
        self._edits = edits
        self._kept: tuple[object, Book] | None = None
        self._lock = Lock()

    @property
    def district(self) -> District:
        """The district served; HetuError where the layers belong to none that is here."""
        found = self._served()
        if found is None:
            raise HetuError(
                "当前图层不属于任何已有的区县目录，无法规划线路。请用 HETU_DISTRICT 指定区县。",
                "The layers served belong to no district folder here, so no route can be planned. "
                "Name the district with HETU_DISTRICT.",
            )
        return found

    def book(self) -> Book:
        """Stops with facts and edits; HetuError names the table that is wrong."""
        district = self.district
        edits = edits_of(self._edits(), district.adcode)
        stamp = (district.adcode, _stamps(district.root / "tourism"),
                 _stamps(self.ctx.settings.layers), repr(edits))  # fmt: skip
        with self._lock:
            if self._kept is None or self._kept[0] != stamp:
                self._kept = stamp, load_book(district.root, self.ctx.settings.layers, edits)
            return self._kept[1]

    def travel(self) -> TravelTimes:
        """Roads imported on this machine, else the estimate."""
        return travel_times(self.ctx.settings.var)

    def ask(self, kind: str, body: Mapping[str, Any]) -> Answer:
        """check, improve or choose; PlanError where the plan is none."""
        return ASK[kind](plan_from_json(body.get("plan")), body, self.book(), self.travel())

    def works(self, answer: Answer) -> tuple[WorkMet, ...]:
        """Works of the report along the drives of an answer."""
        features = [f for layer in WORK_LAYERS for f in self.ctx.layers.features(layer)]
        return works_on_the_way(answer, features)


def _stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    found = [(path, path.stat()) for path in sorted(folder.glob("*.*")) if path.is_file()]
    return tuple((path.name, stat.st_mtime_ns, stat.st_size) for path, stat in found)


def _wish(plan: Plan, body: Mapping[str, Any]) -> Wish:
    lines = _ids(body.get("lines", []), "lines")
    weights = body.get("weights") or {}
    if (
        not isinstance(weights, Mapping)
        or not all(isinstance(value, int) and 0 <= value <= 100 for value in weights.values())
        or not set(weights) <= {"base", "line", "show", "known"}
    ):
        raise PlanError("权重应为 0—100 的整数。", "weights are whole numbers 0–100.")
    rewards = body.get("rewards") or {}
    wanted = _ids(body.get("candidates", []), "candidates")
    visits = tuple(
        Visit(
            stop_id, reward=rewards.get(stop_id) if isinstance(rewards.get(stop_id), int) else None
        )
        for stop_id in wanted
    )
    return Wish(plan, visits, tuple(lines), Weights(**weights))


def _ids(value: Any, name: str) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_VISITS:
        raise PlanError(
            f"“{name}”应为至多 {MOST_VISITS} 项的列表。",
            f"'{name}' should be a list of at most {MOST_VISITS}.",
        )
    if not all(isinstance(each, str) for each in value):
        raise PlanError(f"“{name}”应为编号的列表。", f"'{name}' should be a list of ids.")
    return value


ASK: dict[str, Asker] = {
    "check": lambda plan, _body, book, travel: check(plan, book, travel),
    "improve": lambda plan, _body, book, travel: improve(plan, book, travel),
    "choose": lambda plan, body, book, travel: choose(_wish(plan, body), book, travel),
}
