"""Clause text without the blanks that pages and tables put around numbers (增长 6.5 % 以上)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLANK = re.compile(r"(?<![A-Za-z\d])\s+|\s+(?![A-Za-z\d])")


@dataclass(frozen=True, slots=True)
class Compact:
    """`text` without blanks; `origin[i]` is where its character i stands in the text given."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text[start:end]` in the text given, for 0 ≤ start < end."""
        return self.origin[start], self.origin[end - 1] + 1


def compact(text: str) -> Compact:
    """Drop every blank that does not stand between two ASCII letters or digits."""
    dropped = {at for found in _BLANK.finditer(text) for at in range(*found.span())}
    origin = tuple(at for at in range(len(text)) if at not in dropped)
    return Compact("".join(text[at] for at in origin), origin)
