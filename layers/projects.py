"""Layer `projects`: every named work and site that is no road, village, zone or route."""

from __future__ import annotations

from layers.base import Layer, WorkProperties

LAYER = Layer(
    name="projects",
    title_zh="工程与单位",
    title_en="Works and sites",
    model=WorkProperties,
    about_zh="报告点名的项目、企业、小区、学校、景点等",
    about_en="Every named work and site of the report that is no road, village, zone or route",
)
