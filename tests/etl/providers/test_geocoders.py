"""Geocoders against a server on this machine that speaks their documented answers."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from etl.crs.convert import to_wgs84
from etl.crs.datum import Datum
from etl.crs.geodesy import distance_m
from etl.providers import ask as asking
from etl.providers.ask import ask
from etl.providers.model import Provider, ProviderError, Question, configured

KEY = "a-secret-key"
SET = {
    "HETU_TIANDITU_KEY": KEY,
    "HETU_AMAP_KEY": KEY,
    "HETU_NOMINATIM_URL": "http://127.0.0.1:1",
}
ANSWERS: dict[str, Any] = {
    "tianditu": {
        "msg": "ok",
        "location": {"score": 90, "level": "兴趣点", "lon": "124.200000", "lat": "47.300000",
                     "keyWord": "新桥学校"},
        "searchVersion": "6.4.9V",
        "status": "0",
    },
    "amap": {
        "status": "1", "info": "OK", "infocode": "10000", "count": "1",
        "geocodes": [{"formatted_address": "某省某市新桥学校", "level": "兴趣点",
                      "location": "124.200000,47.300000", "adcode": "230204"}],
    },
    "nominatim": [
        {"place_id": 1, "lat": "47.3", "lon": "124.2", "category": "amenity", "type": "school",
         "importance": 0.4, "display_name": "新桥学校, 某市",
         "boundingbox": ["47.299", "47.301", "124.199", "124.201"]}
    ],
}  # fmt: skip


class Speaker(BaseHTTPRequestHandler):
    """Answers with what the test put down, and remembers what it was asked."""

    status: ClassVar[int] = 200
    body: ClassVar[bytes] = b"{}"
    wait: ClassVar[float] = 0.0
    asked: ClassVar[list[str]] = []
    agents: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Speaker.asked.append(self.path)
        Speaker.agents.append(self.headers["User-Agent"])
        time.sleep(Speaker.wait)
        self.send_response(Speaker.status)
        if Speaker.status == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        with contextlib.suppress(OSError):  # who asked may have gone
            self.wfile.write(Speaker.body)

    def log_message(self, *_args: object) -> None:
        """Silent."""


class Memory:
    """A cache that is a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get(self, provider: str, query: str) -> str | None:
        return self.kept.get((provider, query))

    def put(self, provider: str, query: str, answer: str) -> None:
        self.kept[provider, query] = answer


@pytest.fixture
def address() -> Iterator[str]:
    Speaker.status, Speaker.body, Speaker.wait = 200, b"{}", 0.0
    Speaker.asked, Speaker.agents = [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Speaker)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/find"
    server.shutdown()
    thread.join()
    server.server_close()


def provider(code: str, address: str, wait_s: float = 0.0) -> Provider:
    found = next(item for item in configured(SET) if item.code == code)
    return replace(found, url=address, wait_s=wait_s)


def speak(answer: Any, status: int = 200) -> None:
    Speaker.body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    Speaker.status = status


def test_without_a_key_there_is_no_geocoder() -> None:
    assert configured({}) == []
    assert configured({"HETU_AMAP_KEY": "  "}) == []
    assert [item.code for item in configured(SET)] == ["tianditu", "amap", "nominatim"]


@pytest.mark.parametrize("code", ["tianditu", "amap", "nominatim"])
def test_a_documented_answer_becomes_a_find_in_wgs84(
    code: str, address: str, tmp_path: Path
) -> None:
    speak(ANSWERS[code])
    asked = provider(code, address)
    question = Question("新桥学校", "某市", (124, 47, 125, 48))
    (found,) = ask(asked, question, cache=Memory(), folder=tmp_path)
    assert "新桥学校" in found.name
    given = (124.2, 47.3)
    lon, lat = to_wgs84([given[0]], [given[1]], asked.datum)
    assert distance_m((found.lon, found.lat), (float(lon[0]), float(lat[0]))) < 0.2
    # AMap answers in GCJ-02: some 568 m away; the others do not move.
    moved = distance_m((found.lon, found.lat), given)
    assert 500 < moved < 650 if asked.datum is Datum.GCJ02 else moved < 0.2
    assert 50 <= found.radius_m <= 500


def test_the_question_is_put_as_documented(address: str, tmp_path: Path) -> None:
    for code in ANSWERS:
        speak(ANSWERS[code])
        ask(provider(code, address), Question("甲&乙", "某市"), cache=Memory(), folder=tmp_path)
    first, second, third = (parse_qs(urlsplit(path).query) for path in Speaker.asked)
    assert json.loads(first["ds"][0]) == {"keyWord": "某市甲&乙"} and first["tk"] == [KEY]
    assert (second["address"], second["city"], second["key"]) == (["甲&乙"], ["某市"], [KEY])
    assert third["q"] == ["甲&乙 某市"] and third["format"] == ["jsonv2"]
    assert all(agent.startswith("Hetu/") for agent in Speaker.agents)


def test_the_same_is_asked_once_and_the_key_is_not_kept(address: str, tmp_path: Path) -> None:
    speak(ANSWERS["amap"])
    cache = Memory()
    for _ in range(3):
        assert ask(provider("amap", address), Question("甲"), cache=cache, folder=tmp_path)
    assert len(Speaker.asked) == 1
    assert KEY not in repr(cache.kept) and KEY not in repr(provider("amap", address))


def test_calls_keep_their_distance(address: str, tmp_path: Path) -> None:
    speak(ANSWERS["nominatim"])
    slow = provider("nominatim", address, wait_s=0.3)
    begun = time.monotonic()
    for text in ("甲", "乙", "丙"):
        ask(slow, Question(text), cache=Memory(), folder=tmp_path)
    assert time.monotonic() - begun >= 0.5


@pytest.mark.parametrize(
    ("code", "answer", "status", "fault"),
    [
        ("amap", {"status": "0", "info": "INVALID_USER_KEY", "infocode": "10001"}, 200, "key"),
        ("amap", {"status": "0", "info": "DAILY_QUERY_OVER_LIMIT", "infocode": "10003"}, 200,
         "quota"),
        ("amap", {"status": "0", "info": "UNKNOWN", "infocode": "20003"}, 200, "answer"),
        ("tianditu", {"code": 301012, "msg": "权限类型错误"}, 200, "key"),
        ("tianditu", {"code": 301012, "msg": "权限类型错误"}, 403, "key"),
        ("tianditu", {"status": "404", "msg": "error"}, 200, "answer"),
        ("nominatim", {"error": "Unable"}, 200, "answer"),
        ("nominatim", {}, 429, "quota"),
        ("nominatim", {}, 500, "answer"),
        ("amap", b"<html>", 200, "answer"),
        ("amap", {"status": "1", "geocodes": [{"location": "x"}]}, 200, "answer"),
        ("amap", {"status": "1", "geocodes": [{"location": "nan,47"}]}, 200, "answer"),
        ("tianditu", {"status": "0"}, 200, "answer"),
        ("tianditu", [], 200, "answer"),
        ("amap", {}, 302, "answer"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said_and_never_kept(
    code: str, answer: Any, status: int, fault: str, address: str, tmp_path: Path
) -> None:
    speak(answer, status)
    cache = Memory()
    with pytest.raises(ProviderError) as caught:
        ask(provider(code, address), Question("甲"), cache=cache, folder=tmp_path)
    assert caught.value.code == fault
    assert caught.value.zh and caught.value.en and KEY not in str(caught.value)
    assert cache.kept == {}


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("tianditu", {"status": "101", "msg": "ok"}),
        ("amap", {"status": "1", "geocodes": []}),
        ("nominatim", []),
    ],
)
def test_nothing_found_is_no_error(code: str, answer: Any, address: str, tmp_path: Path) -> None:
    speak(answer)
    assert ask(provider(code, address), Question("甲"), cache=Memory(), folder=tmp_path) == []


def test_silence_ends(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "TIMEOUT_S", 0.2)
    Speaker.wait = 0.6
    with pytest.raises(ProviderError) as caught:
        ask(provider("amap", address), Question("甲"), cache=Memory(), folder=tmp_path)
    assert caught.value.code == "timeout"


def test_nobody_there_is_offline(tmp_path: Path) -> None:
    with pytest.raises(ProviderError) as caught:
        nobody = provider("amap", "http://127.0.0.1:1/find")
        ask(nobody, Question("甲"), cache=Memory(), folder=tmp_path)
    assert caught.value.code == "offline"
