"""Layer `boundaries`: the district and its neighbours."""

from __future__ import annotations

from layers.base import BoundaryProperties, Layer

LAYER = Layer(
    name="boundaries",
    title_zh="行政区界",
    title_en="Boundaries",
    model=BoundaryProperties,
    about_zh="本区及相邻区县界线",
    about_en="The district and its neighbours",
)
