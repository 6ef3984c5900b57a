"""The lines of a PDF's pages to paragraphs: page headers, footers and numbers off, lines rejoined.

Pure. A line is (left, right, baseline, top, text) in points, as `pdf_child` gives it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

Line = tuple[float, float, float, float, str]
Page = Sequence[Line]

_PAGE_NUMBER = re.compile(
    r"^[-—–－·\s]*\d{1,3}[-—–－·\s]*$|^第?\s*\d{1,3}\s*(?:页|/\s*\d{1,3})"
    r"(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?$"
)
_EDGE = 3
"""How many lines at the head and at the foot of a page may be a header or footer."""
_UNBROKEN = re.compile(r"[0-9A-Za-z.,%+/-]*")
_ENDS = "。！？；：”）"
_OPENS = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[部章，、]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]|——|[●■◆•])"
)


def _shape(text: str) -> str:
    """A line with its numbers and blanks made alike: what a running header keeps."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", text))


def _step(line: Line) -> int:
    """The height of a line on the page, in steps of 6 points."""
    return round(line[2] / 6)


def _edges(page: Page) -> set[int]:
    """Indices of the highest and lowest lines of a page."""
    order = sorted(range(len(page)), key=lambda index: -page[index][3])
    return {*order[:_EDGE], *order[-_EDGE:]}


def without_running_lines(pages: Sequence[Page]) -> list[list[Line]]:
    """The pages without page numbers and without lines that recur at the edge of the pages.

    A running line recurs at its height; a sentence that is said twice does not.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        # Each line counts for its own step of height and the two beside it.
        heights = {(_shape(page[i][4]), _step(page[i])) for i in _edges(page)}
        seen.update({(text, step + near) for text, step in heights for near in (-1, 0, 1)})
    often = max(2, round(0.5 * len(pages)))
    out: list[list[Line]] = []
    for page in pages:
        edges = _edges(page)
        out.append(
            [
                line
                for index, line in enumerate(page)
                if not (
                    index in edges
                    and (_PAGE_NUMBER.match(line[4]) or seen[_shape(line[4]), _step(line)] >= often)
                )
            ]
        )
    return out


def paragraphs(pages: Sequence[Page]) -> str:
    """One line per paragraph, by indent, line end and line distance."""
    kept = without_running_lines(pages)
    lines = [line for page in kept for line in page]
    long_lines = [line for line in lines if len(line[4]) >= 12]
    if not long_lines:
        return "\n".join(line[4] for line in lines)
    size = median(line[3] - line[2] for line in long_lines)
    left = _usual([line[0] for line in long_lines], size, lowest=True)
    right = _usual([line[1] for line in long_lines], size, lowest=False)
    gaps = sorted(a[2] - b[2] for page in kept for a, b in pairwise(page) if a[2] > b[2])
    # A low quarter: within a paragraph lines stand closest, whatever else there is.
    pitch = gaps[len(gaps) // 4] if gaps else size * 1.6
    out: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, (left, right, size, pitch)):
            gap = " " if re.search(r"[A-Za-z]$", out[-1]) and re.match("[A-Za-z]", line[4]) else ""
            out[-1] += gap + line[4]
        else:
            out.append(line[4])
        before = line
    return "\n".join(out)


def _usual(values: Sequence[float], size: float, *, lowest: bool) -> float:
    """The margin: the outermost position that a tenth of the lines share."""
    order = sorted(values, reverse=not lowest)
    need = max(1, len(order) // 10)
    for value in order:
        if sum(1 for other in order if abs(other - value) <= 0.8 * size) >= need:
            return value
    return order[0]


def _goes_on(before: Line, line: Line, page: tuple[float, float, float, float]) -> bool:
    """Whether a line carries on the sentence of the line before it."""
    left, right, size, pitch = page
    if line[0] > left + 0.8 * size:
        return False  # indented: a new paragraph, or a centred title
    # A figure or a Latin word is not broken: the line before it may end early by its width.
    whole = len(_UNBROKEN.match(line[4])[0])  # type: ignore[index]  # it always matches
    if before[1] < right - (2.2 + 0.7 * whole) * size:
        return False  # the line before ended early
    if before[4][-1] in _ENDS and _OPENS.match(line[4]):
        return False
    step = before[2] - line[2]
    is_next_page = step < 0
    wide = step > 1.35 * pitch
    return is_next_page or not (wide and before[4][-1] in _ENDS)
