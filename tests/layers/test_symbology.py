"""Symbols: every code has a form of its own; colours are legible and part in grey."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from etl.codes import FOCUS_AREA_NUMERALS, Category, Precision, Stage
from layers.symbology import (
    AREA_COLOURS,
    CATEGORY_ICONS,
    STAGE_RINGS,
    SURENESS_BODIES,
    area_colour,
)

ROOT = Path(__file__).resolve().parents[2]
TOKENS = (ROOT / "assets" / "css" / "00-tokens.css").read_text(encoding="utf-8")


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _theme(dark: bool) -> dict[str, str]:
    block = TOKENS.split('html[data-theme="dark"]')[1 if dark else 0].split("\n}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def test_every_code_has_a_form_of_its_own() -> None:
    assert set(CATEGORY_ICONS) == set(Category)
    assert set(STAGE_RINGS) == set(Stage)
    assert set(SURENESS_BODIES) == set(Precision)
    assert len(set(CATEGORY_ICONS.values())) == len(Category)
    assert len(set(STAGE_RINGS.values())) == len(Stage)


def test_every_icon_is_drawn_on_the_grid() -> None:
    for name in CATEGORY_ICONS.values():
        svg = (ROOT / "assets" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 20 20"' in svg
        assert 'stroke-width="1.5"' in svg


def test_style_sheet_and_python_agree() -> None:
    light = _theme(dark=False)
    assert {n: light[f"a{n}"].upper() for n in AREA_COLOURS} == AREA_COLOURS


@pytest.mark.parametrize("dark", [False, True])
def test_text_and_symbols_are_legible(dark: bool) -> None:
    theme = _theme(dark)
    on_area = theme["on-area"]
    for ground in ("paper", "paper-2", "paper-3"):
        assert _contrast(theme["ink"], theme[ground]) >= 7, ground
        assert _contrast(theme["muted"], theme[ground]) >= 4.5, ground
    for n in AREA_COLOURS:
        assert _contrast(theme[f"a{n}"], on_area) >= 4, n  # icons and bold numerals
        assert _contrast(theme[f"a{n}-ink"], theme[f"a{n}-wash"]) >= 4.5, n
        assert _contrast(theme[f"a{n}-ink"], theme["paper-2"]) >= 4.5, n


def test_the_two_blues_part_in_grey() -> None:
    for dark in (False, True):
        theme = _theme(dark)
        assert _contrast(theme["a1"], theme["a5"]) >= 1.6


def test_no_two_areas_share_a_colour() -> None:
    assert all(one != other for one, other in combinations(AREA_COLOURS.values(), 2))


def test_reports_of_more_than_seven_sections_have_numerals_and_colours() -> None:
    assert [FOCUS_AREA_NUMERALS[n] for n in (7, 8, 11)] == ["七", "八", "11"]
    assert [area_colour(n) for n in (0, 1, 7)] == [AREA_COLOURS[n] for n in (0, 1, 7)]
    assert [area_colour(n) for n in (8, 14, 15)] == [AREA_COLOURS[n] for n in (1, 7, 1)]
