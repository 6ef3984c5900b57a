"""Candidates of online geocoders for a work: only where a key is set, and only when asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Engine

from app.places.ground import Ground
from app.review.guard import RefusedError
from app.store.provider_cache import ProviderCache
from etl.codes import LocationMethod
from etl.places.candidates import Candidate, weighed
from etl.places.query import PlaceQuery
from etl.providers.ask import ask
from etl.providers.model import Found, Provider, Question, configured


def online_candidates(
    code: str,
    query: PlaceQuery,
    ground: Ground,
    area_id: str,
    environment: Mapping[str, str],
    engine: Engine,
    folder: Path,
) -> list[Candidate]:
    """What one provider says of a work's name. Raises RefusedError where it is not configured,
    ProviderError where it fails.
    """
    provider = next((item for item in configured(environment) if item.code == code), None)
    if provider is None:
        raise RefusedError(
            "没有配置这个在线地理编码服务。请由管理员设置密钥的环境变量。",
            "This online geocoder is not configured. The administrator sets its key as a variable.",
        )
    home = ground.home
    question = Question(
        query.names[0],
        ground.gazetteer.district.prefecture_name_zh,
        None if home.is_empty else home.bounds,
    )
    found = ask(provider, question, cache=ProviderCache(engine), folder=folder)
    known = ground.area(area_id)
    return [weighed(_candidate(provider, item, number), known) for number, item in enumerate(found)]


def _candidate(provider: Provider, found: Found, number: int) -> Candidate:
    level = f"（{found.level}）" if found.level else ""
    return Candidate(
        key=f"p:{provider.code}:{number}",
        origin="provider",
        name=found.name,
        kind=found.level,
        lon=found.lon,
        lat=found.lat,
        radius_m=round(found.radius_m),
        score=round(0.4 + 0.4 * found.score, 3),
        reason_zh=f"{provider.label_zh}的答复{level}，须核对",
        reason_en=f"an answer of {provider.label_en} ({found.level}), to be checked",
        source=provider.attribution_zh,
        source_ref=f"{provider.code} · {found.raw} · {provider.datum.value}",
        method=LocationMethod.PROVIDER,
    )


def known_providers(environment: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Code and labels of the configured providers."""
    return [(item.code, item.label_zh, item.label_en) for item in configured(environment)]
