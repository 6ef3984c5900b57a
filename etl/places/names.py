"""Comparing names: the same thing is written with and without quotes, spaces and 项目."""

from __future__ import annotations

import re
import unicodedata

_NOISE = re.compile(r"[\s“”\"'‘’《》()·]")
_TAIL = re.compile(r"(?:建设项目|改造项目|项目|工程)$")


def name_key(name: str) -> str:
    """A name made comparable: NFKC, no quotes or spaces, no closing 项目 or 工程."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()
    shorter = _TAIL.sub("", plain)
    return shorter if len(shorter) >= 2 else plain
