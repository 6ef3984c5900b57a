"""The server: hashed files, headers, compression, boot data, a page for every address."""

from __future__ import annotations

import gzip
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.index import HetuDash
from app.server import create_app
from app.serving import check_port, options
from app.settings import Settings
from etl.errors import ServeError
from etl.paths import ROOT

LAYERS = ROOT / "geodata" / "230204" / "layers"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> HetuDash:
    var = tmp_path_factory.mktemp("var")
    (var / "clauses").mkdir()
    (var / "clauses" / "2025.json").write_text('{"report": "2025", "sentences": {}}', "utf-8")
    return create_app(Settings(layers=LAYERS, var=var))


@pytest.fixture
def client(app: HetuDash) -> Iterator[FlaskClient]:
    with app.server.test_client() as client:
        yield client


def _boot(html: str) -> dict[str, object]:
    found = re.search(r'id="hetu-boot">(.*?)</script>', html, re.S)
    assert found
    boot: dict[str, object] = json.loads(found[1])
    return boot


def test_the_page_carries_what_its_scripts_need(client: FlaskClient) -> None:
    boot = _boot(client.get("/").text)
    layers = boot["layers"]
    assert isinstance(layers, dict)
    assert set(layers) >= {"projects", "villages", "boundaries", "indicators"}
    assert boot["problems"] == []
    for url in [*layers.values(), *boot["clauses"].values()]:  # type: ignore[attr-defined]
        assert client.get(url).status_code == 200


def test_layers_are_immutable_and_answered_by_etag(client: FlaskClient) -> None:
    url = _boot(client.get("/").text)["layers"]["projects"]  # type: ignore[index]
    answer = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert gzip.decompress(answer.data) == (LAYERS / "projects.geojson").read_bytes()
    again = client.get(
        url, headers={"Accept-Encoding": "gzip", "If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
    assert client.get(url).data == (LAYERS / "projects.geojson").read_bytes()


def test_a_hash_that_was_never_served_is_not_found(client: FlaskClient) -> None:
    assert client.get("/layers/projects.0000000000000000.geojson").status_code == 404
    assert "central_meridian" not in client.get("/layers/%2e%2e%2fdistrict.toml").text


def test_every_answer_keeps_the_page_to_this_machine(client: FlaskClient) -> None:
    for path in ("/", "/_dash-layout", "/assets/icons/crane.svg", "/nothing-here"):
        with client.get(path) as answer:
            policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
        assert "http" not in policy


def test_the_page_asks_for_nothing_outside(client: FlaskClient) -> None:
    html = client.get("/").text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert len(addresses) > 8
    assert [a for a in addresses if not a.startswith(("/", "data:"))] == []


def test_scripts_are_compressed_once(client: FlaskClient) -> None:
    html = client.get("/").text
    script = next(a for a in re.findall(r'src="([^"]+)"', html) if "dash_leaflet" in a)
    packed = client.get(script, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == client.get(script).data


def test_boot_data_cannot_end_its_script(app: HetuDash, client: FlaskClient) -> None:
    from app.boot import inert_json

    hostile = "</script><script>alert(1)</script>\u2028"
    text = inert_json({"name": hostile})
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text) == {"name": hostile}


def test_heavy_components_stay_out(client: FlaskClient) -> None:
    scripts = re.findall(r'src="([^"]+)"', client.get("/").text)
    assert [s for s in scripts if re.search(r"plotly|graph|mantine|ag_grid", s)] == []


def test_no_layers_at_all_still_gives_a_page(tmp_path: Path) -> None:
    app = create_app(Settings(layers=tmp_path / "none", var=tmp_path))
    with app.server.test_client() as client:
        assert client.get("/").status_code == 200
        layout = client.get("/_dash-layout").text
    assert "hetu build" in layout
    assert "Traceback" not in layout


def test_port_in_use_says_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServeError) as caught:
            check_port("127.0.0.1", port)
    assert f"HETU_PORT={port + 1}" in caught.value.zh
    assert f"HETU_PORT={port + 1}" in caught.value.en


def test_gunicorn_opens_no_control_socket() -> None:
    assert options(Settings())["control_socket_disable"] is True
