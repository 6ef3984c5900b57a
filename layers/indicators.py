"""Layer `indicators`: targets and figures of the report (no geometry)."""

from __future__ import annotations

from layers.base import IndicatorProperties, Layer

LAYER = Layer(
    name="indicators",
    title_zh="指标",
    title_en="Indicators",
    model=IndicatorProperties,
    about_zh="报告的目标与数字（无几何）",
    about_en="Targets and figures of the report (no geometry)",
)
