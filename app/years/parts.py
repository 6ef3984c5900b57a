"""Small parts that the tables of two years share."""

from __future__ import annotations

from typing import Any

from dash import html

from app.components import bi
from app.components.marks import aria, data
from app.years.read import Release, label, reference
from etl.codes import FOCUS_AREA_NUMERALS

GLYPHS = {
    "kept": "✓", "going_on": "→", "changed": "≠", "late": "!", "suspended": "‖", "cancelled": "×",
    "not_mentioned": "?", "unsettled": "～", "met": "✓", "missed": "!", "no_actual": "?",
}  # fmt: skip
"""Colour is never the only carrier: every result has a sign of its own."""


def result_chip(release: Release, kind: str, code: str) -> html.Span:
    """The result as a chip with sign and label."""
    sign = html.Span(GLYPHS[code], className="yr-glyph", **aria(hidden="true"))
    return html.Span(
        [sign, bi(*label(release, kind, code))], className="yr-chip", **data(fate=code)
    )


def area_mark(number: int, names: dict[int, tuple[str, str]]) -> html.Span:
    """Numeral and name of a focus area."""
    numeral = FOCUS_AREA_NUMERALS.get(number, "总")
    mark = html.Span(numeral, className="numeral", **aria(hidden="true"))
    return html.Span(
        [mark, " ", bi(*names.get(number, ("", "")))],
        className="yr-area",
        **data(area=str(number)),
    )


def clause_slot(ref: dict[str, Any]) -> html.Div:
    """A reference; where this machine has the text, the script puts the sentence under it."""
    return html.Div(
        [
            html.Span(bi(*reference(ref)), className="muted small"),
            html.Blockquote(className="yr-clause", hidden=True),
        ],
        className="yr-ref",
        **data(
            report=str(ref["report"]),
            sentence=str(ref["sentence_index"]),
            span=f"{ref['start']},{ref['end']}",
        ),
    )
