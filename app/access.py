"""Who may write. Hetu has no accounts: on this machine's own address everybody may.

Where it listens for others too, writing needs the token of `HETU_TOKEN`; without one it is read
only. A token that is set is wanted on every address (a proxy in front speaks to 127.0.0.1).
"""

from __future__ import annotations

import hmac
import ipaddress
from typing import Literal
from urllib.parse import unquote

import flask

from app.settings import Settings
from etl.errors import HetuError

HEADER = "X-Hetu-Token"
"""Holds the token, percent-encoded (a header is ASCII)."""
Writing = Literal["open", "token", "closed"]


class LockedError(HetuError):
    """Writing is not allowed; `status` is the HTTP status that says so."""

    def __init__(self, zh: str, en: str, status: int) -> None:
        super().__init__(zh, en)
        self.status = status


def is_own(host: str) -> bool:
    """Whether an address to listen on is reached from this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def writing(settings: Settings) -> Writing:
    """Whether writing is `open`, wants the `token`, or is `closed`."""
    if settings.token:
        return "token"
    return "open" if is_own(settings.host) else "closed"


def check_writer(settings: Settings) -> None:
    """LockedError where this request may not write: 403 read only, 401 wrong or no token."""
    match writing(settings):
        case "closed":
            raise LockedError(
                "本服务对外开放且未设口令，因此只读。请管理员设置环境变量 HETU_TOKEN 后重新启动。",
                "This server listens for other machines and has no token, so it is read only. Ask "
                "the administrator to set HETU_TOKEN and start it again.",
                403,
            )
        case "token":
            given = unquote(flask.request.headers.get(HEADER, ""))
            if not hmac.compare_digest(given.encode(), settings.token.encode()):
                raise LockedError(
                    "口令不对或没有填写，未作更改。请填写管理员给的口令。",
                    "The token is wrong or missing; nothing was changed. Give the one that the "
                    "administrator has set.",
                    401,
                )
        case _:
            pass
