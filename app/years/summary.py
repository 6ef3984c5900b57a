"""The head of the page: how many promises met which fate, by focus area, and a small map."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from dash import html
from shapely.geometry import shape

from app.components import attr, bi, button, t
from app.components.marks import aria, data
from app.years.parts import GLYPHS, area_mark
from app.years.read import Release, area_names, label
from layers.base import Feature

_WIDTH, _HEIGHT, _EDGE = 420, 300, 14


def fate_buttons(release: Release) -> html.Div:
    """One button a fate, with its count: legend and filter at once."""
    counts = release["counts"]["fate"]
    return html.Div(
        [
            button(
                [
                    html.Span(GLYPHS[fate], className="yr-glyph", **aria(hidden="true")),
                    bi(*label(release, "Fate", fate)),
                    html.Span(str(count), className="num"),
                ],
                name="fate",
                class_name="yr-fate",
                **data(fate=fate),
                **aria(pressed="false"),
            )
            for fate, count in counts.items()
            if count
        ],
        className="yr-fates",
        role="group",
        **attr("aria-label", "years.fates"),
    )


def bars(release: Release) -> html.Div:
    """One bar of fates for each focus area; each piece filters the table below."""
    names = area_names(release)
    by_area: dict[int, Counter[str]] = {}
    for item in release["promises"]:
        by_area.setdefault(item["focus_area"], Counter())[item["fate"]] += 1
    most = max((sum(count.values()) for count in by_area.values()), default=1)
    return html.Div(
        [_bar(release, area, by_area[area], names, most) for area in sorted(by_area)],
        className="yr-bars",
    )


def _bar(
    release: Release,
    area: int,
    count: Counter[str],
    names: dict[int, tuple[str, str]],
    most: int,
) -> html.Div:
    total = sum(count.values())
    pieces = []
    for fate in release["labels"]["Fate"]:
        if not count[fate]:
            continue
        zh, en = label(release, "Fate", fate)
        pieces.append(
            html.Button(
                [
                    html.Span(GLYPHS[fate], className="yr-glyph", **aria(hidden="true")),
                    html.Span(str(count[fate]), className="num"),
                    html.Span(
                        [" ", bi(f"{names[area][0]} {zh}", f"{names[area][1]}: {en}")],
                        className="sr-only",
                    ),
                ],
                type="button",
                title=f"{zh} {en}",
                className="yr-piece",
                style={"flexGrow": str(count[fate])},
                **data(do="piece", fate=fate, piece=str(area)),
            )
        )
    return html.Div(
        [
            area_mark(area, names),
            html.Div(
                html.Div(pieces, className="yr-bar", style={"width": f"{100 * total / most:.1f}%"}),
                className="yr-track",
            ),
            html.Span(str(total), className="num yr-total"),
        ],
        className="yr-bar-row",
    )


def small_map(release: Release, boundaries: Sequence[Feature]) -> html.Figure | None:
    """Outline and dots for the script to draw; what has no point of its own is counted beside."""
    outline = next((item for item in boundaries if item["properties"]["role"] == "district"), None)
    if outline is None or not outline["geometry"]:
        return None
    form = shape(outline["geometry"])
    west, south, east, north = form.bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min(
        (_WIDTH - 2 * _EDGE) / ((east - west) * squeeze), (_HEIGHT - 2 * _EDGE) / (north - south)
    )
    left = (_WIDTH - (east - west) * squeeze * scale) / 2
    top = (_HEIGHT - (north - south) * scale) / 2

    def at(lon: float, lat: float) -> tuple[float, float]:
        x, y = left + (lon - west) * squeeze * scale, top + (north - lat) * scale
        return round(x, 1), round(y, 1)

    form = form.simplify(0.5 / scale)
    parts = list(form.geoms) if form.geom_type == "MultiPolygon" else [form]
    path = "".join(
        "M"
        + "L".join(f"{x},{y}" for x, y in (at(*point[:2]) for point in part.exterior.coords))
        + "Z"
        for part in parts
    )
    dots: list[dict[str, Any]] = []
    for item in release["promises"]:
        if (
            item["lon"] is not None
            and west <= item["lon"] <= east
            and south <= item["lat"] <= north
        ):
            x, y = at(item["lon"], item["lat"])
            dots.append(
                {"x": x, "y": y, "fate": item["fate"], "id": item["id"], "name": item["name"]}
            )
    rest = len(release["promises"]) - len(dots)
    return html.Figure(
        [
            html.Div(
                className="yr-map",
                **data(
                    slot="map",
                    path=path,
                    dots=json.dumps(dots, ensure_ascii=False),
                    box=f"0 0 {_WIDTH} {_HEIGHT}",
                ),
            ),
            html.Figcaption(t("years.map_note", n=len(dots), rest=rest), className="muted small"),
        ],
        className="yr-figure",
    )
