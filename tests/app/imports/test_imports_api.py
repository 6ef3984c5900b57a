"""The page's addresses: put in, looked at, taken, taken out; nothing written before."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from invented_county import county_in

from app.server import create_app
from app.settings import Settings

TABLE = "名称,经度,纬度\n锦绣家园小区,123.30,36.20\n文澜阁,123.5,36.2\n<img src=x>,123.31,36.21\n"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return county_in(tmp_path)


@pytest.fixture
def client(county: Path, tmp_path: Path) -> FlaskClient:
    app = create_app(Settings(layers=county / "layers", var=tmp_path / "var"))
    return app.server.test_client()


def put(client: FlaskClient, *files: tuple[str, bytes]) -> Any:
    data = {"file": [(io.BytesIO(body), name) for name, body in files], "who": "王工"}
    headers = {"Sec-Fetch-Site": "same-origin"}
    return client.post("/api/imports", data=data, headers=headers)


def state(client: FlaskClient, token: str) -> dict[str, Any]:
    for _ in range(200):
        found: dict[str, Any] = client.get(f"/api/imports/{token}").json  # type: ignore[assignment]
        if found["state"] != "working":
            return found
        time.sleep(0.05)
    raise TimeoutError


def looked(client: FlaskClient, *files: tuple[str, bytes]) -> tuple[str, dict[str, Any]]:
    answer = put(client, *files)
    assert answer.status_code == 201, answer.json
    token = answer.json["token"]
    return token, state(client, token)


def files_of(county: Path) -> set[str]:
    return {path.name for path in (county / "imports").glob("*")}


def test_a_file_is_looked_at_taken_taken_out_and_put_back(
    client: FlaskClient, county: Path
) -> None:
    token, found = looked(client, ("表.csv", TABLE.encode("gbk")))
    preview = found["preview"]
    changed = {item["name"]: item for item in preview["changes"]}
    assert changed["锦绣家园小区"]["after"] == 2
    assert changed["文澜阁"]["conflict"]
    assert preview["mapping"] == {"name": "名称", "lon": "经度", "lat": "纬度"}
    assert len(preview["features"]) == 3 and preview["home"]["type"] == "Polygon"
    assert not files_of(county)
    taken = client.post(f"/api/imports/{token}/take", json={}).json
    assert taken and [item["who"] for item in taken["batches"]] == ["王工"]
    batch = taken["batch"]
    assert files_of(county) == {f"{batch}.geojson", f"{batch}.geojson.toml"}
    desk = client.application.extensions["hetu-imports"]
    desk.rebuilder.wait()
    assert client.get("/api/imports").json["layers"]["state"] == "ready"  # type: ignore[index]
    assert batch in (county / "layers" / "projects.geojson").read_text(encoding="utf-8")
    undone = client.post(f"/api/imports/batch/{batch}/undo", json={}).json
    assert undone and undone["batches"] == [] and undone["undone"] == [batch]
    assert not files_of(county)
    back = client.post(f"/api/imports/batch/{batch}/back", json={}).json
    assert back and [item["id"] for item in back["batches"]] == [batch]
    desk.rebuilder.wait()


def test_other_wishes_give_another_look(client: FlaskClient) -> None:
    token, found = looked(client, ("a.csv", TABLE.encode()))
    at = found["preview"]["features"][0]["geometry"]["coordinates"]
    client.post(f"/api/imports/{token}", json={"datum": "GCJ02", "mapping": {"name": "名称"}})
    other = state(client, token)["preview"]
    assert other["datum"]["code"] == "GCJ02" and other["datum"]["how"] == "declared"
    assert other["features"][0]["geometry"]["coordinates"] != at


def test_a_set_of_files_is_one_shapefile(client: FlaskClient, tmp_path: Path) -> None:
    import geopandas
    from shapely.geometry import Point

    data = geopandas.GeoDataFrame({"名称": ["甲"]}, geometry=[Point(123.3, 36.2)], crs="EPSG:4490")
    data.to_file(tmp_path / "a.shp", encoding="GBK")
    parts = [(path.name, path.read_bytes()) for path in tmp_path.glob("a.*")]
    _, found = looked(client, *parts)
    assert found["preview"]["features"][0]["properties"]["name"] == "甲"


@pytest.mark.parametrize(
    ("name", "body"),
    [("a.csv", b""), ("a.gpkg", b"nonsense"), ("a.exe", b"x"), ("a.csv", "名称\n甲\n".encode())],
)
def test_a_bad_file_is_told_in_words(client: FlaskClient, name: str, body: bytes) -> None:
    token, found = looked(client, (name, body))
    assert found["state"] == "failed"
    assert found["error"]["zh"].startswith(name) and found["error"]["en"]
    refused = client.post(f"/api/imports/{token}/take", json={})
    assert refused.status_code == 422 and refused.json["error"]["zh"]


def test_what_is_not_there_and_who_may_not(
    client: FlaskClient, county: Path, tmp_path: Path
) -> None:
    assert client.get("/api/imports/../../etc").status_code == 404
    assert client.get("/api/imports/" + "0" * 32).status_code == 200
    assert client.post("/api/imports/" + "0" * 32 + "/take", json={}).status_code == 422
    assert client.post("/api/imports/batch/none/undo", json={}).status_code == 422
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/api/imports/x/take", json={}, headers=foreign).status_code == 403
    assert put(client).status_code == 400
    shared = create_app(Settings(layers=county / "layers", var=tmp_path / "v2", host="0.0.0.0"))
    assert put(shared.server.test_client(), ("a.csv", b"x")).status_code == 403
    named, _ = looked(client, ("../../../x.csv", TABLE.encode()))
    assert not list(tmp_path.glob("x.csv")) and named


def test_an_extract_brings_a_base_map(client: FlaskClient, tmp_path: Path) -> None:
    from osm_maker import Maker

    assert client.get("/api/imports/scenery").status_code == 204
    maker = Maker()
    maker.line([(123.3, 36.2), (123.4, 36.2)], highway="primary", name="<b>路</b>")
    path = maker.write(tmp_path / "a.osm.pbf")
    token, found = looked(client, ("a.osm.pbf", path.read_bytes()))
    assert found["preview"]["scenery"]
    client.post(f"/api/imports/{token}/take", json={})
    answer = client.get("/api/imports/scenery")
    assert "OpenStreetMap" in answer.json["attribution"]  # type: ignore[index]
    assert answer.json["ground"]["features"][0]["properties"]["c"] == "road_primary"  # type: ignore[index]
    again = client.get("/api/imports/scenery", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    client.application.extensions["hetu-imports"].rebuilder.wait()
