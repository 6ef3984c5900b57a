"""Online geocoders on the place page: not there by default, candidates only, kept in the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from places_rig import Placer, placer
from sqlalchemy import update

from app.store.provider_cache import KEPT_DAYS, ProviderCache
from app.store.tables import ProviderCacheRow
from etl.providers import ask as asking

ANSWER = (
    '{"status": "1", "geocodes": [{"formatted_address": "某处", "level": "村庄", '
    '"location": "124.2,47.3"}]}'
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Placer]:
    with placer(tmp_path_factory.mktemp("online")) as found:
        yield found


def test_nothing_is_asked_unless_configured(desk: Placer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HETU_AMAP_KEY", raising=False)
    monkeypatch.setattr(asking, "_get", lambda *_: pytest.fail("asked"))
    assert desk.get().json["providers"] == []
    answer = desk.post(f"/{desk.first()}/ask", {"provider": "amap"})
    assert answer.status_code == 422 and answer.json["error"]["zh"]


def test_an_answer_is_a_candidate_and_is_kept(
    desk: Placer, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def get(_provider: Any, address: str) -> str:
        calls.append(address)
        return ANSWER

    monkeypatch.setenv("HETU_AMAP_KEY", "k-123")
    monkeypatch.setattr(asking, "_get", get)
    work = desk.first()
    assert desk.get().json["providers"] == [["amap", "高德", "AMap"]]
    for _ in range(2):
        (found,) = desk.post(f"/{work}/ask", {"provider": "amap"}).json["candidates"]
    assert len(calls) == 1
    assert (found["origin"], found["method"], found["radius_m"]) == ("provider", "provider", 1500)
    assert found["source_ref"] == "amap · 124.2,47.3 · GCJ02"
    assert abs(found["lon"] - 124.2) > 0.003
    assert desk.get(f"/{work}").json["history"] == [], "a find places nothing"


def test_an_old_answer_is_asked_for_anew(desk: Placer, tmp_path: Path) -> None:
    cache = ProviderCache(desk.desk.engine)
    cache.put("amap", "问", "一")
    cache.put("amap", "问", "二")
    assert cache.get("amap", "问") == "二" and cache.get("tianditu", "问") is None
    old = (datetime.now(UTC) - timedelta(days=KEPT_DAYS + 1)).isoformat(timespec="seconds")
    with desk.desk.engine.begin() as connection:
        connection.execute(update(ProviderCacheRow).values(fetched_at=old))
    assert cache.get("amap", "问") is None
