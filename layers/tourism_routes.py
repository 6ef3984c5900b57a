"""Layer `tourism_routes`: themed lines as named lists of candidate stops."""

from __future__ import annotations

from layers.base import Layer, RouteProperties

LAYER = Layer(
    name="tourism_routes",
    title_zh="旅游线路",
    title_en="Tourism routes",
    model=RouteProperties,
    about_zh="主题旅游线路及候选站点",
    about_en="Themed lines as named lists of candidate stops",
)
