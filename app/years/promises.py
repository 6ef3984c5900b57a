"""The table of promises, the list of doubtful matches, the list of new works."""

from __future__ import annotations

from typing import Any

from dash import html

from app.components import attr, bi, link, t
from app.components.marks import data
from app.years.parts import area_mark, clause_slot, result_chip
from app.years.read import Release, area_names, label


def promise_table(release: Release) -> html.Div:
    """One row a promise, in the order of the old report; the script hides what the filter drops."""
    heads = ("work", "area", "promise", "fate", "why")
    names = area_names(release)
    return html.Div(
        html.Table(
            [
                html.Caption(t("years.caption"), className="sr-only"),
                html.Thead(
                    html.Tr([html.Th(t(f"years.col_{name}"), scope="col") for name in heads])
                ),
                html.Tbody([_row(release, item, names) for item in release["promises"]]),
            ],
            className="table yr-table",
        ),
        className="yr-table-box",
        tabIndex=0,
        role="region",
        **attr("aria-label", "years.caption"),
    )


def _row(release: Release, item: dict[str, Any], names: dict[int, tuple[str, str]]) -> html.Tr:
    new = item["match"]
    words = " ".join([item["name"], new["new_name"], item["promise"]]).lower()
    shown = new["new_id"] or item["id"]
    name: list[Any] = [link(f"/?sel={shown}", item["name"])]
    if new["new_name"] and new["new_name"] != item["name"]:
        name.append(html.Div(t("years.now_called", name=new["new_name"]), className="muted small"))
    due = "years.due_stated" if item["is_due_stated"] else "years.due_assumed"
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(area_mark(item["focus_area"], names)),
            html.Td(
                [
                    html.Div(item["promise"]),
                    html.Div(t(due, date=item["due"]), className="muted small num"),
                    clause_slot(item["ref"]),
                ]
            ),
            html.Td(_fate(release, item)),
            html.Td(_why(release, item)),
        ],
        id=f"promise-{item['id']}",
        **data(id=item["id"], area=str(item["focus_area"]), fate=item["fate"], text=words),
    )


def _fate(release: Release, item: dict[str, Any]) -> list[Any]:
    out: list[Any] = [result_chip(release, "Fate", item["fate"])]
    if item["if_same"]:
        zh, en = label(release, "Fate", item["if_same"])
        out.append(
            html.Div(bi(f"若为同一项目：{zh}", f"if the same work: {en}"), className="muted small")
        )
    return out


def _why(release: Release, item: dict[str, Any]) -> list[Any]:
    signs = [label(release, "FateSign", sign) for sign in item["signs"]]
    out: list[Any] = [
        html.Div(bi("；".join(zh for zh, _ in signs), "; ".join(en for _, en in signs)))
    ]
    said = item["evidence"]
    if said:
        kind = t("years.said_review" if said["is_review"] else "years.said_task")
        out.append(html.Div([kind, " ", said["core"]], className="small"))
        out.append(clause_slot(said))
    return out


def doubtful_list(release: Release) -> html.Section | None:
    """Pairs a person has to decide, each with the row to put into matches.csv."""
    if not release["doubtful"] and not release["unmet_decisions"]:
        return None
    rows = []
    for item in release["doubtful"]:
        signs = [
            (*label(release, "Sign", reason["sign"]), reason["points"])
            for reason in item["reasons"]
        ]
        rows.append(
            html.Li(
                [
                    html.Div(
                        [html.B(item["old_name"]), " ⇢ ", html.B(item["new_name"])],
                        className="yr-pair",
                    ),
                    html.Div(
                        bi(
                            "；".join(f"{zh} {points:+.2f}" for zh, _, points in signs),
                            "; ".join(f"{en} {points:+.2f}" for _, en, points in signs),
                        ),
                        className="muted small num",
                    ),
                    html.Code(f"{item['old_id']},{item['new_id']},same,", className="small"),
                ]
            )
        )
    lost = [
        html.Li(t("years.unmet", row=item["row"]), className="notice")
        for item in release["unmet_decisions"]
    ]
    return html.Section(
        [
            html.H2(t("years.doubtful", n=len(release["doubtful"]))),
            html.P(t("years.doubtful_note"), className="muted"),
            html.Ul([*rows, *lost], className="yr-doubts"),
        ]
    )


def new_works(release: Release) -> html.Details | None:
    """What only the new report names."""
    works = release["new_works"]
    if not works:
        return None
    return html.Details(
        [
            html.Summary(t("years.new_works", n=len(works))),
            link(f"/?id={','.join(work['id'] for work in works)}", t("years.on_map")),
            html.Ul(
                [html.Li(link(f"/?sel={work['id']}", work["name"])) for work in works],
                className="yr-new",
            ),
        ],
        className="yr-more",
    )
