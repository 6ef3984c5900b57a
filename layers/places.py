"""Layer `places`: points and areas of the gazetteer."""

from __future__ import annotations

from layers.base import Layer, PlaceProperties

LAYER = Layer(
    name="places",
    title_zh="地名库",
    title_en="Places",
    model=PlaceProperties,
    about_zh="地名库中的点与面",
    about_en="Points and areas of the gazetteer",
)
