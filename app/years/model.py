"""The page of two years as plain data: what the script draws, worded here.

Dash takes some 10 ms a component: the server sends facts and the browser makes the elements.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.export.wording import number_text, reading, reading_en
from app.years.outline import drawn_outline
from app.years.read import Release, area_names, label, reference
from etl.codes import FOCUS_AREA_NUMERALS
from layers.base import Feature

Text = list[str]
"""Chinese and English."""

GLYPHS = {
    "kept": "✓", "going_on": "→", "changed": "≠", "late": "!", "suspended": "‖", "cancelled": "×",
    "not_mentioned": "?", "unsettled": "～", "met": "✓", "missed": "!", "no_actual": "?",
}  # fmt: skip
"""Colour is never the only carrier: every result has a sign of its own."""


def page_model(
    release: Release, boundaries: Sequence[Feature], places: Sequence[Feature] = ()
) -> dict[str, Any]:
    """All the page shows, each text in both languages."""
    drawn = drawn_outline(release["promises"], boundaries, places)
    dots = {dot["id"] for dot in drawn["dots"]} if drawn else set()
    names = area_names(release)
    used = sorted({item["focus_area"] for item in [*release["promises"], *release["figures"]]})
    return {
        "areas": [
            {"area": number, "numeral": FOCUS_AREA_NUMERALS.get(number, "总"),
             "label": list(names.get(number, ("", "")))}
            for number in used
        ],
        "results": {
            code: {"glyph": GLYPHS[code], "label": texts}
            for kind in ("Fate", "FigureResult")
            for code, texts in release["labels"][kind].items()
        },
        "fates": list(release["labels"]["Fate"]),
        "map": drawn,
        "promises": [
            {**_promise(release, item), "where": "" if item["id"] in dots else item["area_id"]}
            for item in release["promises"]
        ],
        "figures": [_figure(release, item) for item in release["figures"]],
        "doubtful": [_doubt(release, item) for item in release["doubtful"]],
        "decided": release.get("decisions", []),
        "unmet": [item["row"] for item in release["unmet_decisions"]],
        "newWorks": [[work["id"], work["name"]] for work in release["new_works"]],
    }  # fmt: skip


def _labels(release: Release, kind: str, codes: Sequence[str]) -> Text:
    texts = [label(release, kind, code) for code in codes]
    return ["；".join(zh for zh, _ in texts), "; ".join(en for _, en in texts)]


def _ref(ref: dict[str, Any]) -> dict[str, Any]:
    return {
        "words": list(reference(ref)),
        "report": ref["report"],
        "sentence": ref["sentence_index"],
        "span": [ref["start"], ref["end"]],
    }


def _promise(release: Release, item: dict[str, Any]) -> dict[str, Any]:
    match, said = item["match"], item["evidence"]
    if_same = None
    if item["if_same"]:
        zh, en = label(release, "Fate", item["if_same"])
        if_same = [f"若为同一项目：{zh}", f"if the same work: {en}"]
    return {
        "id": item["id"],
        "name": item["name"],
        "shown": match["new_id"] or item["id"],
        "now": match["new_name"] if match["new_name"] != item["name"] else "",
        "area": item["focus_area"],
        "promise": item["promise"],
        "due": item["due"],
        "isDueStated": item["is_due_stated"],
        "fate": item["fate"],
        "ifSame": if_same,
        "why": _labels(release, "FateSign", item["signs"]),
        "said": said and _work_said(said),
        "ref": _ref(item["ref"]),
    }


def difference(item: dict[str, Any]) -> Text:
    """Actual minus target in the target's unit; percentage points for percent."""
    value = item["difference"]
    if value is None:
        return ["", ""]
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    number = sign + number_text(abs(value))
    unit = item["target"]["unit"]
    zh, en = ("百分点", "points") if unit in ("%", "％") else (unit, unit)
    return [f"{number} {zh}", f"{number} {en}"]


def _said(figure: dict[str, Any]) -> dict[str, Any]:
    return {"line": [reading(figure).line, reading_en(figure).line], "ref": _ref(figure)}


def _figure(release: Release, item: dict[str, Any]) -> dict[str, Any]:
    notes = [] if item["signs"] == ["same_figure"] else item["signs"]
    return {
        "name": item["name"],
        "area": item["focus_area"],
        "target": _said(item["target"]),
        "actual": _said(item["actual"]) if item["actual"] else None,
        "difference": difference(item),
        "result": item["result"],
        "notes": _labels(release, "FigureSign", notes),
    }


def _doubt(release: Release, item: dict[str, Any]) -> dict[str, Any]:
    signs = [(*label(release, "Sign", r["sign"]), r["points"]) for r in item["reasons"]]
    return {
        "names": [item["old_name"], item["new_name"]],
        "why": [
            "；".join(f"{zh} {points:+.2f}" for zh, _, points in signs),
            "; ".join(f"{en} {points:+.2f}" for _, en, points in signs),
        ],
        "ids": [item["old_id"], item["new_id"]],
        "said": [_work_said(item[key]) for key in ("old_said", "new_said") if item.get(key)],
        "score": round(100 * item["score"]),
    }


def _work_said(said: dict[str, Any]) -> dict[str, Any]:
    return {"isReview": said["is_review"], "core": said["core"], "ref": _ref(said)}
