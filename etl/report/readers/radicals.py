"""Radicals that stand for characters: PDF makers write ⼀ and ⻓ where the reader sees 一 and 长.

Fonts draw both with one glyph, and the maker takes the first code it finds; text copied from such
a file carries the radicals too. Unicode folds the Kangxi block by compatibility; of the supplement
block it folds two, the rest are given here.
"""

from __future__ import annotations

import re
import unicodedata

_SUPPLEMENT = {
    "⺠": "民", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻑": "長",
    "⻓": "长", "⻔": "门", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食",
    "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄",
    "⻪": "黾", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⺁": "厂", "⺟": "母", "⻳": "龟",
}  # fmt: skip
_RADICAL = re.compile("[\u2e80-\u2fdf]")


def _plain(found: re.Match[str]) -> str:
    sign = found.group()
    return _SUPPLEMENT.get(sign) or unicodedata.normalize("NFKC", sign)


def without_radicals(text: str) -> str:
    """The text with the characters that were meant; of the same length."""
    return _RADICAL.sub(_plain, text)
