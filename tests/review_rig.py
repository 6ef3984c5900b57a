"""What the review tests share: a copy of the invented district, built, and a client on it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.review.desk import Desk
from app.server import create_app
from app.settings import ROOT, Settings
from etl.catalogue.corrections import COLUMNS
from etl.district import District
from etl.pipeline import build
from etl.tables import read_table, table_bytes

ADCODE = "999901"
Rows = list[tuple[str, ...]]

OTHER = """云溪县人民政府工作报告

一、2026年重点工作

(一)聚焦产业强县。推进北岭水泥厂建设,新增规上工业企业3家。扩建南湖景区,改造危桥2座。

(二)聚焦乡村振兴。新建云岭村文化广场,修缮农村公路5公里,确保粮食产量稳定在3亿斤以上。
"""


def copy_district(folder: Path) -> Path:
    """Copy the invented district to `folder`/geodata and build it; the geodata folder."""
    geodata = folder / "geodata"
    shutil.copytree(ROOT / "geodata" / ADCODE, geodata / ADCODE)
    for table in (ROOT / "geodata").glob("*.csv"):
        shutil.copy(table, geodata)
    # Rows of the real table would only blur what a test wrote.
    corrections(geodata).write_bytes(table_bytes(COLUMNS, []))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HETU_REPORTS", str(geodata / ADCODE / "reports"))
        build(District.load(ADCODE, geodata), var=folder / "var")
    return geodata


def corrections(geodata: Path) -> Path:
    """The table of record."""
    return geodata / ADCODE / "catalogue" / "corrections.csv"


def rows(geodata: Path) -> Rows:
    """Its rows: target, record_id, action, field, value, who, when, why."""
    return [tuple(row.cells.values()) for row in read_table(corrections(geodata), COLUMNS)]


class Reviewer:
    """A client that speaks to the review's addresses as the page does."""

    def __init__(self, client: FlaskClient, desk: Desk, geodata: Path) -> None:
        self.client = client
        self.desk = desk
        self.geodata = geodata
        self.layers = geodata / ADCODE / "layers"

    def get(self, path: str = "", **headers: str) -> Any:
        return self.client.get(f"/api/drafts{path}", headers=headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.client.post(f"/api/drafts{path}", json=body, headers=headers)

    def put_in(self, text: str, who: str = "甲") -> dict[str, Any]:
        answer = self.post("", {"text": text, "who": who})
        assert answer.status_code == 201, answer.text
        draft: dict[str, Any] = answer.json["draft"]
        return draft

    def current(self) -> dict[str, Any]:
        """The current report's draft, whole."""
        draft = self.get().json["drafts"][0]
        assert draft["is_current"]
        return self.one(draft["id"])

    def one(self, draft_id: str) -> dict[str, Any]:
        answer = self.get(f"/{draft_id}")
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json
        return body

    def decide(self, draft_id: str, record: dict[str, Any], action: str, **more: Any) -> Any:
        body = {
            "target": "mention" if "mention" in record else "indicator",
            "record_id": record["record_id"],
            "rev": 0,
            "action": action,
            "fields": {},
            "who": "甲",
            **more,
        }
        return self.post(f"/{draft_id}/decisions", body)

    def rows(self) -> Rows:
        return rows(self.geodata)


@contextmanager
def reviewer(geodata: Path, var: Path) -> Iterator[Reviewer]:
    """A reviewer on a server of its own; ends what runs in the background."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HETU_REPORTS", str(geodata / ADCODE / "reports"))
        patch.delenv("HETU_GEODATA", raising=False)
        patch.delenv("HETU_DATABASE_URL", raising=False)
        app = create_app(Settings(layers=geodata / ADCODE / "layers", var=var))
        desk: Desk = app.server.extensions["hetu-review"]
        desk.rebuilder.quiet_s = 0.01
        try:
            with app.server.test_client() as client:
                yield Reviewer(client, desk, geodata)
        finally:
            desk.close()


def mention(body: dict[str, Any], n: int = 0) -> dict[str, Any]:
    """A mention whose name stands once, so that its work goes with it."""
    items = [item for item in body["mentions"] if item["named"] and not item["is_review"]]
    names = [item["canonical_name"] for item in body["mentions"]]
    found: dict[str, Any] = [i for i in items if names.count(i["canonical_name"]) == 1][n]
    return found


def published(layers: Path) -> set[str]:
    """Names of the works that this year's report speaks of, as the layers have them."""
    files = [layers / f"{name}.geojson" for name in ("projects", "roads", "villages")]
    features = [item for path in files for item in json.loads(path.read_bytes())["features"]]
    return {
        item["properties"]["name"]
        for item in features
        # A promise of last year that is not spoken of any more stays, and says so.
        if item["properties"].get("stage") not in (None, "not_mentioned")
    }
