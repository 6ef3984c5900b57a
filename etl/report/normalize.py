"""Normalise a report's text: one line per paragraph, one form of punctuation.

Rules (the whole is idempotent; apart from joined lines and dropped blanks every character keeps
its neighbours, so an offset still means something to a reader of the source):

1. Byte-order mark, zero-width and control characters go; CRLF, CR, form feed become line ends.
2. Full-width Latin letters, digits, % and . between digits become half-width; tabs, no-break and
   ideographic blanks become blanks; blanks at line ends and between Chinese characters go.
3. `,` `;` `:` `!` `?` become full-width, except between digits or Latin letters; brackets stay as
   written (names carry them); straight double quotes are paired into “ ”.
4. A line broken inside a sentence is joined with its successor.
"""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u2028-\u202e\u2060\u00ad\x00-\x08\x0e-\x1f\x7f]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
_WIDE |= {code: code - 0xFEE0 for code in range(0xFF21, 0xFF3B)}
_WIDE |= {code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)}
_WIDE |= {0xFF05: ord("%"), 0xFF0B: ord("+"), 0x3000: ord(" "), 0xA0: ord(" "), 0x9: ord(" ")}
_TO_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_HALF = re.compile(r"[,;:!?]")
_DIGIT_DOT = re.compile(r"(?<=\d)．(?=\d)")
_CJK = "\u2e80-\u9fff\uf900-\ufaff，。、；：！？（）“”‘’《》—…"
_BLANKS = re.compile(rf"(?<=[{_CJK}]) +(?=[{_CJK}])")
_STRAIGHT = re.compile(r'"([^"\n]{1,60})"')
_LATIN = re.compile(r"[0-9A-Za-z]")

HEADING_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}(?:部分|章)|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]|——|—(?!—)|--|[●■◆•▲★◎]|[一二三四五六七八九十]是)"
)
_TERMINAL = "。！？；：…”）)》】"


def _full_width(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if _LATIN.match(before) and _LATIN.match(after):
        return match.group()
    return _TO_FULL[match.group()]


def _clean_line(line: str) -> str:
    line = line.translate(_WIDE).strip()
    line = _DIGIT_DOT.sub(".", line)
    line = re.sub(" {2,}", " ", line)
    line = _STRAIGHT.sub(r"“\1”", line)
    line = _HALF.sub(_full_width, line)
    return _BLANKS.sub("", line)


def _wrap_width(lines: list[str]) -> int:
    """The width at which the source breaks its lines, or 0 when it does not wrap."""
    long_lines = [line for line in lines if len(line) >= 16]
    if len(long_lines) < 8:
        return 0
    broken = [len(line) for line in long_lines if line[-1] not in _TERMINAL]
    if len(broken) < 0.4 * len(long_lines):
        return 0
    return sorted(broken)[len(broken) // 2]


def _joins(line: str, successor: str, width: int) -> bool:
    if not line or not successor or HEADING_MARK.match(successor):
        return False
    if line[-1] in "，、":
        return True
    if line[-1] in _TERMINAL:
        return bool(width) and len(line) >= width - 1 and line[-1] not in "。！？：；"
    if width and len(line) >= 0.85 * width:
        return True
    return len(line) >= 45


def normalise(text: str) -> str:
    """Return `text` normalised by the rules above; lines end with `\\n`, none is empty."""
    text = re.sub(r"\r\n?|[\f\v]", "\n", text)
    text = _INVISIBLE.sub("", text)
    rows = [_clean_line(line) for line in text.split("\n")]
    lines = [line for line in rows if line]
    width = _wrap_width(lines)
    joined: list[str] = []
    tail = 0
    for line in lines:
        # `tail` is the length of the last source line: joined lines are as long as their last part.
        if joined and _joins(joined[-1][-tail:], line, width):
            gap = " " if re.search(r"[A-Za-z]$", joined[-1]) and re.match("[A-Za-z]", line) else ""
            joined[-1] = joined[-1] + gap + line
        else:
            joined.append(line)
        tail = len(line)
    return "".join(f"{line}\n" for line in joined)
