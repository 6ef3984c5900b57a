"""Asking a geocoder: from the cache, else over the network, no faster than it allows."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

from etl.errors import HetuError
from etl.files import locked
from etl.providers.dialects import DIALECTS, MOST, key_refused, over_quota, unreadable
from etl.providers.model import Cache, Found, Provider, ProviderError, Question

TIMEOUT_S = 8.0
MOST_BYTES = 1_000_000
AGENT = "Hetu/0.1 (places works of government reports on a map)"


def ask(provider: Provider, question: Question, *, cache: Cache, folder: Path) -> list[Found]:
    """What a geocoder finds, brought to WGS84, at most five; candidates, nothing more.

    `folder` holds the lock that keeps all workers within the provider's rate. An answer is kept as
    it came, an error never. Raises ProviderError (key, quota, timeout, answer, offline).
    """
    dialect = DIALECTS[provider.code]
    asked = json.dumps([question.text, question.city, question.box], ensure_ascii=False)
    kept = cache.get(provider.code, asked)
    body = kept if kept is not None else _fetch(provider, question, folder)
    try:
        found = dialect.read(provider, json.loads(body))[:MOST]
        out = [_to_wgs84(provider, item) for item in found]
    except ProviderError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise unreadable(provider, type(error).__name__) from None
    if kept is None:
        cache.put(provider.code, asked, body)
    return out


def _to_wgs84(provider: Provider, found: Found) -> Found:
    from etl.crs.convert import to_wgs84

    lon, lat = to_wgs84([found.lon], [found.lat], provider.datum)
    return replace(found, lon=round(float(lon[0]), 6), lat=round(float(lat[0]), 6))


def _fetch(provider: Provider, question: Question, folder: Path) -> str:
    address = DIALECTS[provider.code].address(provider, question)
    if not address.startswith(("https://", "http://")):
        raise HetuError(
            f"{provider.label_zh}的地址应以 https:// 开头。请改正环境变量。",
            f"The address of {provider.label_en} should begin with https://. Correct the variable.",
        )
    stamp = folder / f"{provider.code}.last"
    with locked(folder / f"{provider.code}.lock"):
        _wait(stamp, provider.wait_s)
        stamp.touch()
        return _get(provider, address)


def _wait(stamp: Path, seconds: float) -> None:
    try:
        since = time.time() - stamp.stat().st_mtime
    except FileNotFoundError:
        return
    if 0 <= since < seconds:
        time.sleep(seconds - since)


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another address."""

    def redirect_request(self, *_args: object, **_more: object) -> None:
        """Never followed."""
        return


def _get(provider: Provider, address: str) -> str:
    request = urllib.request.Request(address, headers={"User-Agent": AGENT})
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=TIMEOUT_S) as answer:
            data: bytes = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        with error:
            if error.code in (401, 403):
                raise key_refused(provider) from None
            if error.code in (429, 509):
                raise over_quota(provider) from None
            raise unreadable(provider, f"HTTP {error.code}") from None
    except TimeoutError:
        raise _late(provider) from None
    except (urllib.error.URLError, OSError) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise _late(provider) from None
        raise ProviderError(
            f"连不上{provider.label_zh}。请检查网络或代理；不联网也可用其他方式定位。",
            f"{provider.label_en} cannot be reached. Check the network or its proxy; everything "
            "else works without it.",
            "offline",
        ) from None
    if len(data) > MOST_BYTES:
        raise unreadable(provider, "> 1 MB")
    return data.decode("utf-8", errors="replace")


def _late(provider: Provider) -> ProviderError:
    return ProviderError(
        f"{provider.label_zh} {TIMEOUT_S:.0f} 秒没有答复。请稍后再试。",
        f"{provider.label_en} gave no answer within {TIMEOUT_S:.0f} s. Try later.",
        "timeout",
    )
