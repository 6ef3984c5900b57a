"""One indicator as a card and as a row of the table."""

from __future__ import annotations

from typing import Any

from dash import html

from app.components.base import link
from app.components.marks import data
from app.components.text import bi, t
from app.export.wording import THIN, Reading, beside, reading, reading_en


def card(p: Any) -> html.Article:
    """The card: name, value as worded, companion unit, reference, links to the works."""
    also = beside(p)
    return html.Article(
        [
            html.H3([p["name"], _place(p)], className="ind-name", lang="zh-CN"),
            html.P(value(p), className="ind-value"),
            html.P(bi(*also), className="ind-also num muted") if also else None,
            html.Div([_where(p), _hand(p), *_works(p)], className="ind-foot"),
            html.Details(
                [
                    html.Summary(t("indicators.clause")),
                    html.Blockquote(className="ind-clause", lang="zh-CN"),
                ],
                className="ind-source",
                hidden=True,
            ),
        ],
        id=p["id"],
        className="card ind-card",
        **_marks(p),
    )


def table_row(p: Any, label: Any) -> html.Tr:
    """The same as a row."""
    also = beside(p)
    return html.Tr(
        [
            html.Th([p["name"], _place(p)], scope="row", lang="zh-CN"),
            html.Td(label),
            html.Td(value(p), className="ind-cell"),
            html.Td(bi(*also) if also else "", className="num"),
            html.Td(t("indicators.review" if p["is_review"] else "indicators.target")),
            html.Td(_where(p)),
            html.Td(_works(p)),
        ],
        **_marks(p),
    )


def value(p: Any) -> html.Span:
    """The value: words small, number large, unit after a thin space; both languages."""
    return html.Span(
        [
            html.Span(_spoken(reading(p)), className="zh", lang="zh-CN"),
            html.Span(_spoken(reading_en(p)), className="en", lang="en"),
        ],
        className="bi",
    )


def _spoken(words: Reading) -> list[Any]:
    gap = "" if words.unit[:1] in ("%", "‰") else THIN
    return [
        html.Span(f"{words.head}{THIN}", className="ind-word") if words.head else None,
        html.B(words.number, className="num"),
        html.Span(f"{gap}{words.unit}{words.tail}", className="ind-word"),
    ]


def _marks(p: Any) -> dict[str, Any]:
    """What the page's script filters by."""
    words = [p["name"], p["paragraph_title"], p["unit"], p["comparator"], p["place"]]
    return data(
        id=p["id"],
        text=" ".join(filter(None, words)).lower(),
        report=p["report"],
        sentence=str(p["sentence_index"]),
        span=f"{p['start']},{p['end']}",
    )


def _place(p: Any) -> html.Span | None:
    return html.Span(f" · {p['place']}", className="muted") if p["place"] else None


def _where(p: Any) -> html.Span:
    title = f"{p['paragraph_title']} " if p["paragraph_title"] else ""
    said = t("indicators.section", section=p["section"], title=title, sentence=p["sentence_index"])
    review = html.Span(t("indicators.review"), className="ind-review") if p["is_review"] else None
    return html.Span([review, said], className="ind-where muted")


def _hand(p: Any) -> html.Span | None:
    """A record that extraction did not find as it stands says so."""
    if p["origin"] == "text":
        return None
    return html.Span(t("indicators.by_hand"), className="muted")


def _works(p: Any) -> list[Any]:
    """Every number leads to the works behind it."""
    ids = p["work_ids"]
    if not ids:
        return []
    if len(ids) == 1:
        return [link(f"/?sel={ids[0]}", t("indicators.work"))]
    return [link(f"/?id={','.join(ids)}", t("indicators.works", n=len(ids)))]
