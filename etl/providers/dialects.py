"""How each geocoder is asked and how its documented answer is read. Sources: geocoders.csv."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from etl.providers.model import Found, Provider, ProviderError, Question

Json = Any
MOST = 5


@dataclass(frozen=True, slots=True)
class Dialect:
    """`address` makes the URL of a question, `read` turns an answer into finds in its own datum."""

    address: Callable[[Provider, Question], str]
    read: Callable[[Provider, Json], list[Found]]


def key_refused(provider: Provider) -> ProviderError:
    """The key is not taken."""
    return ProviderError(
        f"{provider.label_zh}不认这个密钥（过期、填错或种类不符）。请在其网站核对后重设环境变量。",
        f"{provider.label_en} refuses the key (expired, mistyped or of the wrong kind). Check it "
        "there and set the variable anew.",
        "key",
    )


def over_quota(provider: Provider) -> ProviderError:
    """Too many calls."""
    return ProviderError(
        f"{provider.label_zh}的调用次数已用完或过于频繁。请稍后或明天再试，其他候选仍可使用。",
        f"The calls of {provider.label_en} are used up or came too fast. Try later or tomorrow; "
        "the other candidates still serve.",
        "quota",
    )


def unreadable(provider: Provider, why: str = "") -> ProviderError:
    """The answer is not what its documentation says."""
    told = f"（{why}）" if why else ""
    return ProviderError(
        f"{provider.label_zh}的答复不能用{told}。请稍后再试，或改用其他方式定位。",
        f"The answer of {provider.label_en} cannot be used{f' ({why})' if why else ''}. Try later, "
        "or place it another way.",
        "answer",
    )


def _tianditu_address(provider: Provider, question: Question) -> str:
    word = f"{question.city}{question.text}"
    asked = json.dumps({"keyWord": word}, ensure_ascii=False, separators=(",", ":"))
    return f"{provider.url}?{urlencode({'ds': asked, 'tk': str(provider.key)})}"


def _tianditu(provider: Provider, body: Json) -> list[Found]:
    """status "0" found, "101" nothing, "404" an error; a refused key comes with a `code`."""
    status = str(body.get("status", ""))
    if status == "101":
        return []
    if status != "0":
        said = str(body.get("msg", ""))
        if "次" in said or ("限" in said and "权限" not in said):
            raise over_quota(provider)
        if "code" in body or "key" in said.lower() or "权限" in said:
            raise key_refused(provider)
        raise unreadable(provider, said[:60])
    place = body["location"]
    level = str(place.get("level", ""))
    score = float(place.get("score", 50)) / 100
    return [_found(provider, place.get("keyWord", ""), level, place["lon"], place["lat"], score)]


def _amap_address(provider: Provider, question: Question) -> str:
    asked = {"address": question.text, "output": "JSON", "key": str(provider.key)}
    if question.city:
        asked["city"] = question.city
    return f"{provider.url}?{urlencode(asked)}"


_AMAP_KEY = {"10001", "10002", "10005", "10006", "10007", "10008", "10009", "10012", "10013"}
_AMAP_QUOTA = {"10003", "10004", "10010", "10014", "10015", "10019", "10020", "10021", "10029",
               "10044", "10045"}  # fmt: skip


def _amap(provider: Provider, body: Json) -> list[Found]:
    """status "1" found or nothing, else an `infocode`."""
    if str(body.get("status")) != "1":
        code = str(body.get("infocode", ""))
        if code in _AMAP_KEY:
            raise key_refused(provider)
        if code in _AMAP_QUOTA:
            raise over_quota(provider)
        raise unreadable(provider, f"{code} {str(body.get('info', ''))[:40]}".strip())
    out = []
    for item in body.get("geocodes") or []:
        lon, lat = str(item["location"]).split(",")
        name = item.get("formatted_address") or ""
        out.append(_found(provider, name, str(item.get("level") or ""), lon, lat, 0.5))
    return out


def _nominatim_address(provider: Provider, question: Question) -> str:
    asked: dict[str, str] = {
        "q": f"{question.text} {question.city}".strip(),
        "format": "jsonv2",
        "limit": str(MOST),
        "countrycodes": "cn",
        "accept-language": "zh",
    }
    if question.box:
        asked["viewbox"] = ",".join(f"{value:.4f}" for value in question.box)
    return f"{provider.url.rstrip('/')}/search?{urlencode(asked)}"


def _nominatim(provider: Provider, body: Json) -> list[Found]:
    """A list; `boundingbox` is south, north, west, east, and its half diagonal the radius."""
    if isinstance(body, dict):
        raise unreadable(provider, str(body.get("error", ""))[:60])
    out = []
    for item in body:
        level = f"{item.get('category', '')}/{item.get('type', '')}"
        one = _found(
            provider, item.get("display_name", ""), level, item["lon"], item["lat"],
            float(item.get("importance") or 0.5),
        )  # fmt: skip
        south, north, west, east = map(float, item["boundingbox"])
        tall = (north - south) * 111_320
        wide = (east - west) * 111_320 * math.cos(math.radians(one.lat))
        radius = max(50.0, math.hypot(tall, wide) / 2)
        out.append(Found(one.name, level, one.lon, one.lat, radius, one.score, one.raw))
    return out


def _found(provider: Provider, name: str, level: str, lon: Any, lat: Any, score: float) -> Found:
    x, y = float(lon), float(lat)
    if not (math.isfinite(x) and math.isfinite(y) and abs(x) <= 180 and abs(y) <= 90):
        raise ValueError(f"{lon}, {lat}")
    kept = min(1.0, max(0.0, score))
    return Found(str(name)[:120], level, x, y, provider.radius_of(level), kept, f"{lon},{lat}")


DIALECTS = {
    "tianditu": Dialect(_tianditu_address, _tianditu),
    "amap": Dialect(_amap_address, _amap),
    "nominatim": Dialect(_nominatim_address, _nominatim),
}
