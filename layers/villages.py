"""Layer `villages`: every village and town with its statistical code."""

from __future__ import annotations

from layers.base import Layer, VillageProperties

LAYER = Layer(
    name="villages",
    title_zh="村镇",
    title_en="Villages and towns",
    model=VillageProperties,
    about_zh="全部行政村和乡镇，含统计用区划代码",
    about_en="Every village and town with its statistical code",
)
