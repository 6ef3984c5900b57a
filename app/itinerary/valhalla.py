"""Roads by Valhalla, one short-lived process a question: a crash there never takes us down.

Where the engine is missing, is killed, is too slow or does not cover a point, the estimate stands
in and the note says so.
"""

from __future__ import annotations

import itertools
import json
import math
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from app.itinerary.defaults import load_defaults
from app.itinerary.model import EngineNote, LonLat
from app.itinerary.roads import (
    Roads,
    RoadsError,
    config_for,
    program,
    read_roads,
    widened,
)
from app.itinerary.travel import Drive, Estimate, Matrix, Point
from etl.crs.geodesy import distance_m

#: A point farther from the next road than this is not covered, metres.
REACH_M = 2000.0
TIMEOUT_S = 20
#: After a failure the engine is left alone for so long, seconds.
REST_S = 30.0
_KEPT = 64
#: What an answer of another shape than Valhalla's raises when read.
_ODD = (KeyError, IndexError, TypeError, ValueError)


class Valhalla:
    """Travel times on the roads imported in `folder`; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._estimate = Estimate()
        self._matrices: dict[tuple[Point, ...], Matrix] = {}
        self._lines: dict[tuple[Point, ...], list[tuple[LonLat, ...]]] = {}
        self._covered: dict[LonLat, bool] = {}
        self._lock = Lock()
        self._failed: tuple[float, RoadsError] | None = None
        self._config: dict[str, object] | None = None

    def matrix(self, points: Sequence[Point]) -> Matrix:
        """Drives between all points; those to points off the roads are estimated."""
        key = tuple(points)
        with self._lock:
            if key not in self._matrices:
                try:
                    found = self._matrix(key)
                except RoadsError as error:
                    return Estimate(why=_fallen_back(error)).matrix(points)
                except _ODD as error:
                    return Estimate(why=_fallen_back(_stopped(repr(error)))).matrix(points)
                _keep(self._matrices, key, found)
            return self._matrices[key]

    def lines(self, points: Sequence[Point]) -> list[tuple[LonLat, ...]]:
        """The road of each leg, or both its ends where it is estimated."""
        key = tuple(points)
        with self._lock:
            if key not in self._lines:
                try:
                    found = self._routes(key)
                except (RoadsError, *_ODD):
                    return self._estimate.lines(points)
                _keep(self._lines, key, found)
            return self._lines[key]

    def covers(self, points: Sequence[Point]) -> int:
        """How many points have a road within reach; RoadsError where the engine fails."""
        with self._lock:
            reached = self._reached(points)
        return sum((point.lon, point.lat) in reached for point in points)

    def _matrix(self, points: tuple[Point, ...]) -> Matrix:
        roads = self._roads()
        guess = self._estimate.matrix(points)
        reached = self._reached(points)
        on = [at for at, point in enumerate(points) if (point.lon, point.lat) in reached]
        if len(on) < 2:
            return Matrix(guess.drives, _not_covered(roads, points, on))
        spots = [{"lon": points[at].lon, "lat": points[at].lat} for at in on]
        answer = self._ask(
            "sources_to_targets", {"sources": spots, "targets": spots, "costing": "auto"}
        )
        drives = [list(row) for row in guess.drives]
        for row in answer["sources_to_targets"]:
            for cell in row:
                a, b = on[cell["from_index"]], on[cell["to_index"]]
                if a != b and cell.get("time") is not None and cell.get("distance") is not None:
                    drives[a][b] = _drive(cell, points[a], points[b])
        estimated = any(
            drives[a][b].is_estimate
            for a in range(len(points))
            for b in range(len(points))
            if a != b
        )
        note = _not_covered(roads, points, on) if estimated else _on_roads(roads)
        return Matrix(tuple(tuple(row) for row in drives), note)

    def _routes(self, points: tuple[Point, ...]) -> list[tuple[LonLat, ...]]:
        lines = self._estimate.lines(points)
        reached = self._reached(points)
        for at, (a, b) in enumerate(itertools.pairwise(points)):
            if a.point_id == b.point_id or not {(a.lon, a.lat), (b.lon, b.lat)} <= reached:
                continue
            try:
                answer = self._ask(
                    "route",
                    {
                        "locations": [{"lon": p.lon, "lat": p.lat} for p in (a, b)],
                        "costing": "auto",
                        "format": "osrm",
                        "shape_format": "geojson",
                    },
                )
            except _NoRouteError:
                continue
            lines[at] = tuple(
                (float(lon), float(lat))
                for lon, lat in answer["routes"][0]["geometry"]["coordinates"]
            )
        return lines

    def _reached(self, points: Sequence[Point]) -> set[LonLat]:
        """The points that have a road within reach."""
        new = [p for p in {(p.lon, p.lat) for p in points} if p not in self._covered]
        if new:
            answer = self._ask(
                "locate",
                {
                    "locations": [{"lon": lon, "lat": lat} for lon, lat in new],
                    "costing": "auto",
                },
            )
            for spot, found in zip(new, answer, strict=True):
                self._covered[spot] = any(
                    distance_m(spot, (edge["correlated_lon"], edge["correlated_lat"])) <= REACH_M
                    for edge in found.get("edges") or []
                )
        return {(p.lon, p.lat) for p in points if self._covered[p.lon, p.lat]}

    def _roads(self) -> Roads:
        if self._failed and time.monotonic() - self._failed[0] < REST_S:
            raise self._failed[1]
        return read_roads(self.folder)

    def _ask(self, action: str, request: dict[str, Any]) -> Any:
        """One question to the engine in a process of its own; RoadsError where it fails."""
        try:
            return self._answer(action, request)
        except _NoRouteError:
            raise
        except RoadsError as error:
            self._failed = (time.monotonic(), error)
            raise

    def _answer(self, action: str, request: dict[str, Any]) -> Any:
        roads, service = self._roads(), program("valhalla_service")
        with tempfile.TemporaryDirectory() as work:
            if self._config is None:
                self._config = config_for(Path(work))
            config = widened(self._config, self.folder / roads.tiles)
            path = Path(work) / "valhalla.json"
            path.write_text(json.dumps(config), "utf-8")
            command = [str(service), str(path), action, json.dumps(request)]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S)
            except subprocess.TimeoutExpired:
                raise _stopped(f"{TIMEOUT_S} s") from None
            except OSError as error:
                raise _stopped(str(error.strerror)) from None
        try:
            answer = json.loads(done.stdout)
        except ValueError:
            raise _stopped(f"code {done.returncode}") from None
        if isinstance(answer, dict) and "error_code" in answer:
            if answer["error_code"] in _NO_ROUTE:
                raise _NoRouteError(str(answer["error"]), str(answer["error"]))
            raise _stopped(str(answer["error"]))
        return answer


#: Valhalla's codes for: unconnected, no edges near, no path, path too long.
_NO_ROUTE = (170, 171, 442, 154)


class _NoRouteError(RoadsError):
    """There is no road between two points."""


def _stopped(cause: str) -> RoadsError:
    return RoadsError(
        f"道路引擎 Valhalla 没有回答（{cause}），路程改用估算。稍后会再试；"
        "若一再出现，请重新运行 hetu roads build。",
        f"the road engine Valhalla gave no answer ({cause}); drives are estimated. It is tried "
        "again later; if this goes on, run hetu roads build anew.",
    )


def _drive(cell: dict[str, Any], start: Point, end: Point) -> Drive:
    roads = load_defaults().roads
    metres = round(cell["distance"] * 1000)
    spread = ((start.radius_m or 0.0) + (end.radius_m or 0.0)) * roads.detour
    minutes, more = cell["time"] / 60, roads.minutes(spread)
    return Drive(
        math.ceil(minutes),
        math.floor(max(0.0, minutes - more) * roads.low_factor),
        math.ceil((minutes + more) * roads.high_factor),
        metres,
        max(0, round(metres - spread)),
        round(metres + spread),
        False,
    )


def _keep(kept: dict[tuple[Point, ...], Any], key: tuple[Point, ...], value: object) -> None:
    while len(kept) >= _KEPT:
        kept.pop(next(iter(kept)))
    kept[key] = value


def _fallen_back(error: RoadsError) -> EngineNote:
    base = Estimate().note
    return EngineNote("estimate", f"{error.zh}{base.zh}", f"{error.en} {base.en}")


def _on_roads(roads: Roads) -> EngineNote:
    return EngineNote(
        "valhalla",
        f"路程由 Valhalla 按导入的道路（{roads.source}，{roads.built[:10]}）计算。"
        "© OpenStreetMap 贡献者，ODbL 1.0。",
        f"Drives by Valhalla on the imported roads ({roads.source}, {roads.built[:10]}). "
        "© OpenStreetMap contributors, ODbL 1.0.",
    )


def _not_covered(roads: Roads, points: Sequence[Point], on: Sequence[int]) -> EngineNote:
    off = len(points) - len(on)
    base = Estimate().note
    return EngineNote(
        "mixed" if len(on) > 1 else "estimate",
        f"导入的道路（{roads.source}）没有覆盖 {len(points)} 个点中的 {off} 个，"
        f"或其间没有道路相连；这些路段用估算。{base.zh}",
        f"The imported roads ({roads.source}) do not reach {off} of {len(points)} points, or do "
        f"not join them; those drives are estimated. {base.en}",
    )
