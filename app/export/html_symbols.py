"""Symbols of the stand-alone map as SVG text: icon, ring and body, from `layers.symbology`."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence
from typing import Any

from etl.codes import FOCUS_AREA_NUMERALS, Precision, Stage
from layers.symbology import CATEGORY_ICONS, STAGE_RINGS, SURENESS_BODIES, area_colour

INK = "#1F2A30"
NO_AREA = "#5B666B"
_R = 15.0
_AROUND = 2 * math.pi * _R
_RINGS = {code.value: form for code, form in STAGE_RINGS.items()}
_ICONS = {code.value: name for code, name in CATEGORY_ICONS.items()}


def colour(areas: Sequence[int]) -> str:
    """The colour of the first focus area; grey for a place that no section names."""
    return area_colour(areas[0]) if areas else NO_AREA


def numerals(areas: Sequence[int]) -> str:
    """一, or 一三 for a work of two sections."""
    return "".join(FOCUS_AREA_NUMERALS.get(number, "总") for number in areas[:2])


def _circle(extra: str = "", stroke: str = INK) -> str:
    line = f'fill="none" stroke="{stroke}" stroke-width="2"'
    return f'<circle cx="18" cy="18" r="{_R:g}" {line} {extra}/>'


def ring(stage: str | None) -> str:
    """The ring of a stage; "" where the work has none (a definition)."""
    form = _RINGS.get(stage or "", "")
    part = _AROUND / 8
    rings = {
        "dotted": _circle(
            f'stroke-linecap="round" stroke-dasharray="0.1 {_AROUND / 16 - 0.1:.2f}"'
        ),
        "dashed": _circle(f'stroke-dasharray="{part - 4.6:.2f} 4.6"'),
        "three-quarter": _circle(stroke="#C9C3B6")
        + _circle(
            f'stroke-dasharray="{_AROUND * 0.75:.2f} {_AROUND:.2f}" transform="rotate(-90 18 18)"'
        ),
        "full": _circle(),
        "full-dot": _circle() + f'<circle cx="18" cy="33" r="3" fill="{INK}"/>',
        "bars": f'<path d="M2.8 10v16M33.2 10v16" stroke="{INK}" stroke-width="2.4"/>',
        "crossed": _circle() + f'<path d="M7.4 28.6L28.6 7.4" stroke="{INK}" stroke-width="2"/>',
        "hollow": _circle(stroke="#9AA1A4"),
    }
    return rings.get(form, "")


def _body(precision: int, fill: str) -> str:
    form = SURENESS_BODIES[Precision(precision)]
    if form in ("solid", "circle"):
        return f'<circle cx="18" cy="18" r="12" fill="{fill}"/>'
    dash = 'stroke-dasharray="3 2"' if form == "hatched" else ""
    line = f'fill="#FFFFFF" stroke="{fill}" stroke-width="1.6"'
    return f'<circle cx="18" cy="18" r="11.4" {line} {dash}/>'


def _tab(text: str, fill: str) -> str:
    """The numeral of the focus area, at the shoulder: colour is never the only carrier."""
    if not text:
        return ""
    width = 12 if len(text) == 1 else 20
    return (
        f'<rect x="{36 - width}" y="0" width="{width}" height="12" rx="6" fill="#FFFFFF" '
        f'stroke="{fill}" stroke-width="1"/><text x="{36 - width / 2:g}" y="9.2" fill="{fill}" '
        f'text-anchor="middle" font-size="9" font-weight="700">{html.escape(text)}</text>'
    )


def symbol(properties: Mapping[str, Any], icons: Mapping[str, str], *, count: int = 1) -> str:
    """The symbol of a work; `count` > 1 stands in it where several share one place."""
    areas = properties["focus_areas"]
    fill = colour(areas)
    solid = SURENESS_BODIES[Precision(properties["precision"])] in ("solid", "circle")
    line = "#FFFFFF" if solid else fill
    if count > 1:
        inner = (
            f'<text x="18" y="22.5" fill="{line}" text-anchor="middle" font-size="13" '
            f'font-weight="700">{count}</text>'
        )
    else:
        path = icons.get(_ICONS[properties["category"]], "")
        inner = (
            f'<path d="{html.escape(path)}" transform="translate(10 10) scale(0.8)" fill="none" '
            f'stroke="{line}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>'
        )
    tab = _tab(numerals(areas), fill) if count == 1 else ""
    return _svg(
        '<circle cx="18" cy="18" r="17.4" fill="#FFFFFF" fill-opacity="0.94"/>'
        f"{ring(properties['stage'])}{_body(properties['precision'], fill)}{inner}{tab}"
    )


def ring_sample(stage: Stage) -> str:
    """A ring alone, for the legend."""
    return _svg(ring(stage.value))


def icon_sample(path: str) -> str:
    """An icon alone, for the legend."""
    return (
        '<svg class="symbol" viewBox="-2 -2 24 24" aria-hidden="true">'
        f'<path d="{html.escape(path)}" fill="none" stroke="{INK}" stroke-width="1.5" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


def body_sample(precision: Precision) -> str:
    """A body alone, for the legend; a village's carries its circle."""
    form = SURENESS_BODIES[precision]
    if form == "area":
        return '<span class="badge-sample" aria-hidden="true">12</span>'
    if form == "list":
        return '<span class="list-sample" aria-hidden="true">列表</span>'
    halo = ""
    if form == "circle":
        halo = (
            f'<circle cx="18" cy="18" r="17" fill="{NO_AREA}" fill-opacity="0.18" '
            f'stroke="{NO_AREA}" stroke-width="0.8"/>'
        )
    core = f'<circle cx="18" cy="18" r="8" fill="{NO_AREA}"/>'
    if form == "hatched":
        core = f'<path d="M2 24L34 12" stroke="{NO_AREA}" stroke-width="5" stroke-dasharray="4 3"/>'
    return _svg(halo + core)


def _svg(inner: str) -> str:
    return f'<svg class="symbol" viewBox="-1 -1 38 38" aria-hidden="true">{inner}</svg>'
