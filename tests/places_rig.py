"""What the tests of the place desk share: a copy of the invented district, and who speaks to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from review_rig import ADCODE, copy_district

from app.places.desk import PlaceDesk
from app.server import create_app
from app.settings import ROOT, Settings
from etl.district import District


class Placer:
    """A client that speaks to the desk's addresses as the page does."""

    def __init__(self, client: FlaskClient, desk: PlaceDesk, geodata: Path) -> None:
        self.client = client
        self.desk = desk
        self.geodata = geodata

    @property
    def district(self) -> District:
        return District.load(ADCODE, self.geodata)

    @property
    def table(self) -> Path:
        return self.geodata / ADCODE / "gazetteer" / "overrides.csv"

    def get(self, path: str = "") -> Any:
        return self.client.get(f"/api/places{path}")

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.client.post(f"/api/places{path}", json=body, headers=headers)

    def middle(self) -> list[float]:
        """A point inside the district."""
        spot = self.desk.ground().home.representative_point()
        return [round(spot.x, 6), round(spot.y, 6)]

    def near(self, east: float = 0.0) -> dict[str, Any]:
        lon, lat = self.middle()
        return {"type": "Point", "coordinates": [round(lon + east, 6), lat]}

    def place(self, work_id: str, *, who: str = "甲", east: float = 0.0, **more: Any) -> Any:
        body = {
            "geometry": self.near(east), "radius_m": 100, "method": "hand", "who": who,
            "expected": None, **more,
        }  # fmt: skip
        return self.post(f"/{work_id}", body)

    def first(self) -> str:
        """The id of the first of the queue."""
        return str(self.get().json["items"][0]["id"])


@contextmanager
def placer(folder: Path) -> Iterator[Placer]:
    """The desk over a built copy of the invented district."""
    geodata = copy_district(folder)
    settings = Settings(
        layers=geodata / ADCODE / "layers", var=folder / "var", assets=ROOT / "assets"
    )
    app = create_app(settings)
    desk = app.server.extensions["hetu-places"]
    try:
        yield Placer(app.server.test_client(), desk, geodata)
    finally:
        desk.close()
        app.server.extensions["hetu-review"].close()
