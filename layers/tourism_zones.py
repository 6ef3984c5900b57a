"""Layer `tourism_zones`: tourism layout, schematic quarters, published extent of the reserve."""

from __future__ import annotations

from layers.base import Layer, ZoneProperties

LAYER = Layer(
    name="tourism_zones",
    title_zh="旅游片区",
    title_en="Tourism zones",
    model=ZoneProperties,
    about_zh="旅游布局、片区（示意）与保护区公布范围",
    about_en="Tourism layout, schematic quarters, published extent of the reserve",
)
