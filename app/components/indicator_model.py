"""The page of targets as plain data: what the script draws, worded and measured here.

Dash takes some 10 ms a component: a page of thousands would take a minute to appear, so the server
sends facts and the browser makes the elements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.components.indicator_facts import Panel, Props, bound, growth_axis, panels, signed
from app.export.wording import THIN, Reading, beside, number_text, reading, reading_en, unit_en
from etl.codes import FOCUS_AREA_NUMERALS

Text = list[str]
"""Chinese and English."""


def page_model(every: Sequence[Props], manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One entry for each focus area that has figures, in order: label, charts, cards."""
    labels = area_labels(manifest)
    axis = growth_axis(every)
    found = []
    for area in sorted({p["focus_area"] for p in every}):
        own = [p for p in every if p["focus_area"] == area]
        found.append(
            {
                "area": area,
                "numeral": labels[area][0],
                "label": list(labels[area][1:]),
                "panels": [panel_model(panel) for panel in panels(own, axis)],
                "cards": [card_model(p) for p in own],
            }
        )
    return found


def area_labels(manifest: Mapping[str, Any]) -> dict[int, tuple[str, str, str]]:
    """Focus area → numeral, Chinese and English name."""
    found = {n: (numeral, numeral, str(n)) for n, numeral in FOCUS_AREA_NUMERALS.items()}
    found[0] = ("总", "总目标", "Overall targets")
    for row in manifest.get("focus_areas", []):
        found[row["number"]] = (row["numeral"], row["label_zh"], row["label_en"])
    return found


def card_model(p: Props) -> dict[str, Any]:
    """One figure: what it is called, how it reads in both languages, where it stands."""
    also = beside(p)
    words = [p["name"], p["paragraph_title"], p["unit"], p["comparator"], p["place"]]
    return {
        "id": p["id"],
        "name": p["name"],
        "place": p["place"],
        "value": [_parts(reading(p)), _parts(reading_en(p))],
        "also": list(also) if also else None,
        "review": p["is_review"],
        "byHand": p["origin"] != "text",
        "works": p["work_ids"],
        "report": p["report"],
        "section": p["section"],
        "title": p["paragraph_title"],
        "sentence": p["sentence_index"],
        "span": [p["start"], p["end"]],
        "text": " ".join(filter(None, words)).lower(),
    }


def panel_model(panel: Panel) -> dict[str, Any]:
    """One chart: rows and ticks with their positions in per cent of the axis."""
    zero = panel.at(0)
    rows = []
    for p in panel.rows:
        here = panel.at(signed(p))
        rows.append(
            {
                "id": p["id"],
                "name": p["name"],
                "left": min(zero, here),
                "width": round(abs(here - zero), 2),
                "at": here,
                "bound": bound(p),
                "value": _short(p),
            }
        )
    ticks = [[panel.at(v), number_text(v).replace("-", "−")] for v in panel.ticks]
    return {
        "family": panel.family,
        "unit": [panel.unit, unit_en(panel.unit)],
        "zero": zero,
        "rows": rows,
        "ticks": ticks,
    }


def _parts(words: Reading) -> Text:
    """Words before, number, unit and words after; percent signs stand close."""
    gap = "" if words.unit[:1] in ("%", "‰", "") else THIN
    return [
        f"{words.head}{THIN}" if words.head else "",
        words.number,
        f"{gap}{words.unit}{words.tail}",
    ]


def _short(p: Props) -> Text:
    """The value as short as a chart row allows: sign, number, unit; both languages."""
    strict = {"gt": ">", "lt": "<"}
    sign = strict.get(p["comparator_code"]) or {"least": "≥", "most": "≤", "at": ""}[bound(p)]
    minus = "−" if p["comparator_code"] == "reduce" else ""
    space = "" if p["unit"][:1] in ("%", "‰") else THIN
    zh, en = reading(p), reading_en(p)
    number = en.number.replace("million", "mn").replace("billion", "bn").replace("trillion", "tn")
    return [f"{sign}{minus}{zh.number}{space}{zh.unit}", f"{sign}{number}{space}{en.unit}"]
