"""The unit table and its composition."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import TableError
from etl.extract.units import MULTIPLIERS, resolve_unit, to_si, unit_table

HEADER = "unit,kind,factor,unit_si,label_en\n"


@pytest.mark.parametrize(
    ("value", "unit", "si", "unit_si"),
    [
        (1, "亩", 666.6666667, "m2"),
        (10, "万亩", 66666666.67, "m2"),
        (2, "公顷", 20000, "m2"),
        (3, "平方公里", 3e6, "m2"),
        (1, "亿斤", 5e7, "kg"),
        (4.5, "万吨", 4.5e7, "kg"),
        (47, "公里", 47000, "m"),
        (35, "万千瓦", 3.5e8, "W"),
        (100, "亿元", 1e10, "CNY"),
        (93.8, "%", 93.8, "percent"),
        (2, "成", 20, "percent"),
        (1, "个百分点", 1, "percentage_point"),
        (12, "户", 12, "count"),
        (28, "微克/立方米", 28, "ug/m3"),
        (100, "万头(只)", 1e6, "count"),
        (2, "万元/亩", 30, "CNY/m2"),
    ],
)
def test_si_values(value: float, unit: str, si: float, unit_si: str) -> None:
    assert to_si(value, unit) == (pytest.approx(si), unit_si)


def test_unknown_unit_passes_through() -> None:
    assert resolve_unit("斛") is None
    assert to_si(3, "斛") == (3, "斛")


@given(st.sampled_from(sorted(unit_table())), st.sampled_from(sorted(MULTIPLIERS)))
def test_multipliers_scale_every_base_unit(unit: str, multiplier: str) -> None:
    base = unit_table()[unit]
    scaled = resolve_unit(multiplier + unit)
    if multiplier and base.kind == "percent":
        assert scaled is None
        return
    assert scaled is not None
    # A row of its own (千瓦, 千米) wins over composition: the dimension must agree all the same.
    if multiplier + unit not in unit_table():
        assert scaled.factor == pytest.approx(base.factor * MULTIPLIERS[multiplier])
        assert scaled.unit_si == base.unit_si


def test_broken_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text(HEADER + "亩,area,x,m2,mu\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"units\.csv:2"):
        unit_table(path)


def test_double_unit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text(HEADER + "亩,area,1,m2,mu\n亩,area,2,m2,mu\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"units\.csv:3"):
        unit_table(path)
