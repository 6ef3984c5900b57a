"""Who may write: everybody on this machine, holders of the token elsewhere, else nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from review_rig import OTHER

from app.access import HEADER, is_own, writing
from app.server import create_app
from app.settings import Settings, from_environment

TOKEN = "鹤 crane/42"
WRITES = [
    "/api/drafts", "/api/drafts/token", "/api/drafts/abc/decisions", "/api/drafts/abc/undo",
    "/api/drafts/abc/record", "/api/years/matches",
]  # fmt: skip


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("10.0.0.5", False), ("hetu.example", False),
    ],
)  # fmt: skip
def test_this_machines_own_addresses(host: str, own: bool) -> None:
    assert is_own(host) is own
    assert writing(Settings(host=host)) == ("open" if own else "closed")
    assert writing(Settings(host=host, token="x")) == "token"


def test_the_token_is_read_from_the_environment() -> None:
    assert from_environment({"HETU_TOKEN": f" {TOKEN} "}).token == TOKEN
    assert from_environment({}).token == ""


@contextmanager
def client_of(settings: Settings) -> Iterator[FlaskClient]:
    app = create_app(settings)
    try:
        with app.server.test_client() as client:
            yield client
    finally:
        app.server.extensions["hetu-review"].close()


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("HETU_GEODATA", raising=False)
        patch.delenv("HETU_DATABASE_URL", raising=False)
        yield Settings(layers=tmp_path / "layers", var=tmp_path / "var")


def test_open_to_others_without_a_token_nothing_is_written(settings: Settings) -> None:
    with client_of(replace(settings, host="0.0.0.0")) as client:
        for path in WRITES:
            answer = client.post(path, json={"text": OTHER, "who": "甲"}, headers={HEADER: "x"})
            assert answer.status_code == 403, path
            assert "HETU_TOKEN" in answer.json["error"]["zh"]
        told = client.get("/api/drafts").json
        assert (told["drafts"], told["writing"]) == ([], "closed")


def test_a_wrong_token_writes_nothing(settings: Settings) -> None:
    with client_of(replace(settings, host="0.0.0.0", token=TOKEN)) as client:
        for path, given in product(WRITES, ("", "wrong", quote(TOKEN) + "x")):
            answer = client.post(path, json={"text": OTHER, "who": "甲"}, headers={HEADER: given})
            assert answer.status_code == 401, path
            assert TOKEN not in answer.text
        assert client.get("/api/drafts").json["drafts"] == []


def test_every_address_that_writes_is_among_those_tried(settings: Settings) -> None:
    with client_of(settings) as client:
        rules = client.application.url_map.iter_rules()
        found = {r.rule for r in rules if "POST" in r.methods and r.rule.startswith("/api/")}
    tried = {path.replace("/abc/", "/<draft_id>/") for path in WRITES}
    ours = {rule for rule in found if rule.startswith(("/api/drafts", "/api/years"))}
    assert ours == tried


def test_the_right_token_writes(settings: Settings) -> None:
    head = {HEADER: quote(TOKEN)}
    with client_of(replace(settings, host="0.0.0.0", token=TOKEN)) as client:
        assert client.post("/api/drafts/token", json={}, headers=head).status_code == 200
        answer = client.post("/api/drafts", json={"text": OTHER, "who": "甲"}, headers=head)
        assert answer.status_code == 201
        assert len(client.get("/api/drafts").json["drafts"]) == 1


def test_a_token_is_wanted_on_this_machine_too_where_it_is_set(settings: Settings) -> None:
    with client_of(replace(settings, token=TOKEN)) as client:
        assert client.post("/api/drafts/token", json={}).status_code == 401
