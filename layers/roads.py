"""Layer `roads`: every street and road work of the report."""

from __future__ import annotations

from layers.base import Layer, WorkProperties

LAYER = Layer(
    name="roads",
    title_zh="道路桥梁",
    title_en="Roads and bridges",
    model=WorkProperties,
    about_zh="报告点名的街路及道路工程",
    about_en="Every street and road work of the report",
)
