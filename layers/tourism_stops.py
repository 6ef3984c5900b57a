"""Layer `tourism_stops`: candidate stops of the themed lines."""

from __future__ import annotations

from layers.base import Layer, StopProperties

LAYER = Layer(
    name="tourism_stops",
    title_zh="线路站点",
    title_en="Tourism stops",
    model=StopProperties,
    about_zh="主题线路的候选站点",
    about_en="Candidate stops of the themed lines",
)
