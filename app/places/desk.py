"""The place desk: the store's placements over the published works of the served district."""

from __future__ import annotations

import os
from collections.abc import Mapping
from threading import Lock
from typing import Any

from sqlalchemy import Engine

from app.layerfiles import LayerStore
from app.places.disputes import dispute_of, told
from app.places.ground import Ground, GroundStore
from app.review.districts import geodata_of, known_districts
from app.review.guard import RefusedError
from app.settings import Settings
from app.store.engine import open_store
from app.store.placements import Placement, Placements, standing
from etl.district import District
from etl.places.queue import is_queued, points_of

LAYERS = ("projects", "roads", "villages")
"""Layers whose works can be placed; zones and lines of tourism have tables of their own."""


class PlaceDesk:
    """Everything the desk's addresses work with; opened in each worker when first asked."""

    def __init__(self, settings: Settings, layers: LayerStore) -> None:
        self.settings = settings
        self.layers = layers
        self._engines: dict[int, Engine] = {}
        self._grounds: dict[str, GroundStore] = {}
        self._lock = Lock()

    @property
    def placements(self) -> Placements:
        """The store, opened once in each process: a connection must not pass a fork."""
        return Placements(self.engine)

    @property
    def engine(self) -> Engine:
        """The engine of this process."""
        with self._lock:
            me = os.getpid()
            if me not in self._engines:
                self._engines = {me: open_store(self.settings.var)}
            return self._engines[me]

    def close(self) -> None:
        """Let go of the store."""
        for engine in self._engines.values():
            engine.dispose()
        self._engines = {}

    def district(self) -> District:
        """The district whose layers are served; RefusedError where they lie outside one."""
        own = self.settings.layers.parent.name
        for item in known_districts(geodata_of(self.settings)):
            if item.adcode == own:
                return item
        raise RefusedError(
            "当前图层不属于任何区县的资料文件夹，不能定位。请用 HETU_DISTRICT 启动。",
            "The served layers lie in no district's folder: nothing can be placed. Start with "
            "HETU_DISTRICT.",
        )

    def ground(self) -> Ground:
        """Gazetteer and works of the district, as its tables say now."""
        district = self.district()
        with self._lock:
            kept = self._grounds.setdefault(district.adcode, GroundStore(district))
        return kept.get()

    def works(self) -> dict[str, Mapping[str, Any]]:
        """The properties of every published work that can be placed, by id, as the report goes."""
        found = [feature["properties"] for name in LAYERS for feature in self.layers.features(name)]
        works = [item for item in found if item.get("mentions") or item.get("focus_areas")]
        works.sort(key=lambda item: min((m["start"] for m in item["mentions"]), default=1 << 30))
        return {item["id"]: item for item in works}

    def work(self, work_id: str) -> Mapping[str, Any]:
        """The properties of one; RefusedError where there is none."""
        found = self.works().get(work_id)
        if found is None:
            raise RefusedError(
                "没有这一项，或它有自己的表（旅游片区、线路）。请刷新页面。",
                "There is no such work, or it has a table of its own. Load the page anew.",
                404,
            )
        return found

    def queue(self) -> list[dict[str, Any]]:
        """The works to place, most consequential first, then those placed here."""
        adcode = self.district().adcode
        weights = self.ground().weights
        histories = self.placements.histories(adcode)
        out: list[dict[str, Any]] = []
        for order, (work_id, work) in enumerate(self.works().items()):
            steps = histories.get(work_id, [])
            if not (is_queued(work) or steps):
                continue
            points, given = points_of(work, weights)
            now = standing(steps)
            out.append(
                {
                    "id": work_id,
                    "points": points,
                    "order": order,
                    "why": [[item.label_zh, item.label_en, item.points] for item in given],
                    "placed": step_json(now) if now and now.geometry else None,
                    "latest": steps[-1].placement_id if steps else None,
                    "dispute": told(dispute_of(steps)),
                }
            )
        out.sort(key=lambda item: (-int(item["points"]), item["order"]))
        return out


def step_json(step: Placement) -> dict[str, Any]:
    """A step of a work's history, as the page shows it."""
    return {
        "id": step.placement_id,
        "rev": step.rev,
        "geometry": step.geometry,
        "radius_m": step.radius_m,
        "precision": step.precision,
        "method": step.method,
        "source": step.source,
        "source_ref": step.source_ref,
        "note": step.note,
        "raw": " ".join(part for part in (step.raw_value, step.raw_datum) if part),
        "who": step.who,
        "when": step.when_utc,
        "undoes": step.undoes_id,
        "undone_by": step.undone_by,
        "undone_who": step.undone_who,
    }
