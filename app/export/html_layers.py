"""The layers of the stand-alone map: our vector basemap, areas with badges, pins with circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import folium
from folium.features import DivIcon

from app.export.html_frame import Bind, OfflineMap, safe
from app.export.html_geometry import badge_point, within
from app.export.html_records import OUTSIDE, PLACED, UNPLACED, group_of
from app.export.html_symbols import colour, symbol
from app.export.published import Published
from layers.base import Feature
from layers.registry import LAYERS, WORK_LAYERS

_ROLES: dict[str, dict[str, Any]] = {
    "context": {"fill": False, "color": "#C9C3B6", "weight": 1},
    "prefecture": {"fill": False, "color": "#C9C3B6", "weight": 1.2},
    "neighbour": {"fillColor": "#EFEBE1", "fillOpacity": 1, "color": "#D8D2C5", "weight": 1},
    "district": {"fillColor": "#FCFBF8", "fillOpacity": 1, "color": "#1F2A30", "weight": 1.8},
}
_MAJOR = ("town", "subdistrict", "seat", "district_centre", "airport", "reserve")
WIDE_M = 3000
"""A circle wider than this would cover the map: it is drawn when its work is opened."""


def _shape(geometry: Mapping[str, Any], style: Mapping[str, Any], **options: Any) -> folium.GeoJson:
    """A geometry without properties: no text of the data passes through folium."""
    bare = {"type": "Feature", "id": "0", "properties": {}, "geometry": dict(geometry)}
    return folium.GeoJson(bare, style_function=lambda _: dict(style), **options)


def add_basemap(chart: OfflineMap, published: Published) -> None:
    """Outlines by role, the district on top; names of neighbours and places."""
    boundaries = published.layers["boundaries"]
    order = list(_ROLES)
    for feature in sorted(boundaries, key=lambda f: order.index(f["properties"]["role"])):
        style = _ROLES[feature["properties"]["role"]]
        _shape(feature["geometry"], style, control=False, interactive=False).add_to(chart)
    names = folium.FeatureGroup(name="地名", overlay=True)
    for feature in boundaries:
        if feature["properties"]["role"] == "neighbour":
            x, y = badge_point(feature["geometry"], [])
            _label(x, y, feature["properties"]["name"], "label-neighbour").add_to(names)
    for feature in published.layers["places"]:
        geometry, properties = feature["geometry"], feature["properties"]
        if geometry and geometry["type"] == "Point":
            major = str(properties["kind"]).startswith(_MAJOR)
            kind = f"label-place {'label-major' if major else 'label-minor'}"
            if properties["kind"] in ("railway_station", "airport"):
                kind += " label-transport"
            x, y = geometry["coordinates"]
            _label(x, y, properties["name"], kind).add_to(names)
    names.add_to(chart)


def _label(x: float, y: float, name: str, kind: str) -> folium.Marker:
    icon = DivIcon(
        html=f'<span class="{kind}">{safe(name)}</span>', icon_size=(0, 0), class_name="label"
    )
    return folium.Marker((y, x), icon=icon, interactive=False, keyboard=False, zIndexOffset=-500)


def _area_shapes(published: Published) -> dict[str, dict[str, Any]]:
    """Area id → its polygon, from the gazetteer and the boundaries."""
    features = [*published.layers["places"], *published.layers["boundaries"]]
    return {
        str(f["properties"]["id"]): f["geometry"]
        for f in features
        if f["geometry"] and f["geometry"]["type"] in ("Polygon", "MultiPolygon")
    }


def add_areas(chart: OfflineMap, published: Published, works: Sequence[Feature]) -> list[str]:
    """One hatched area and one badge for all works that stand for it; returns the area ids."""
    groups: dict[str, list[str]] = defaultdict(list)
    for feature in works:
        if (key := group_of(feature)) not in (PLACED, OUTSIDE, UNPLACED):
            groups[key].append(feature["properties"]["id"])
    shapes, names = _area_shapes(published), published.area_names
    kinds = {p["properties"]["id"]: p["properties"]["kind"] for p in published.layers["places"]}
    layer = folium.FeatureGroup(name="片区汇总")
    district = shapes.get(published.text("district", "adcode"))
    taken = _pins(works)
    for key, ids in sorted(groups.items(), key=lambda item: _extent(shapes.get(item[0]))):
        if key not in shapes:
            continue
        x, y = badge_point(within(shapes[key], district), taken)
        taken.append((x, y))
        if shapes[key] != district:
            _shape(shapes[key], _area_style(kinds.get(key, "")), interactive=False).add_to(layer)
        badge = f'<span class="badge">{safe(names.get(key, key))}<b>{len(ids)}</b></span>'
        icon = DivIcon(html=badge, icon_size=(0, 0), class_name="badge-icon")
        marker = folium.Marker((y, x), icon=icon, zIndexOffset=900)
        Bind(key, ids).on(marker)
        marker.add_to(layer)
    layer.add_to(chart)
    return [key for key in groups if key in shapes]


def _area_style(kind: str) -> dict[str, Any]:
    """A published extent is an outline, for it may reach far out; an area of works is hatched."""
    outline = {"color": "#5B666B", "weight": 1, "dashArray": "3 4"}
    if kind == "reserve":
        return {**outline, "color": "#2F7D86", "weight": 1.4, "fill": False}
    return {**outline, "fillColor": "url(#hatch)", "fillOpacity": 1}


def _pins(works: Sequence[Feature]) -> list[tuple[float, float]]:
    points = [f["geometry"] for f in works if group_of(f) == PLACED]
    return [(g["coordinates"][0], g["coordinates"][1]) for g in points if g["type"] == "Point"]


def _extent(geometry: Mapping[str, Any] | None) -> float:
    """A rough size, so that small areas get their badge first."""
    if geometry is None:
        return 0.0
    rings = geometry["coordinates"]
    ring = rings[0] if geometry["type"] == "Polygon" else rings[0][0]
    xs, ys = [point[0] for point in ring], [point[1] for point in ring]
    return float((max(xs) - min(xs)) * (max(ys) - min(ys)))


def add_works(chart: OfflineMap, works: Sequence[Feature], icons: Mapping[str, str]) -> None:
    """One layer each: shapes and lines hatched, pins with a true-scale circle of uncertainty."""
    for name in WORK_LAYERS:
        placed = [f for f in works if f["properties"]["layer"] == name and group_of(f) == PLACED]
        if not placed:
            continue
        layer = folium.FeatureGroup(name=LAYERS[name].title_zh)
        stacks: dict[tuple[float, float], list[Feature]] = defaultdict(list)
        for feature in placed:
            geometry = feature["geometry"]
            if geometry["type"] == "Point":
                stacks[tuple(geometry["coordinates"][:2])].append(feature)
            else:
                _drawn(feature).add_to(layer)
        for (x, y), features in stacks.items():
            _pin(layer, x, y, features, icons)
        layer.add_to(chart)


def _drawn(feature: Feature) -> folium.GeoJson:
    """A line or an area of the work's own, hatched where it is schematic."""
    properties, geometry = feature["properties"], feature["geometry"]
    ink = colour(properties["focus_areas"])
    style: dict[str, Any] = {"color": ink, "weight": 1.4, "dashArray": "6 4"}
    if geometry["type"] in ("Polygon", "MultiPolygon"):
        wash = properties.get("zone_kind") == "published_extent"
        style |= {
            "fillColor": "#DCE9DC" if wash else "url(#hatch)",
            "fillOpacity": 0.6 if wash else 1,
        }
    else:
        style |= {"weight": 4, "dashArray": "8 6", "fill": False}
    drawn = _shape(geometry, style)
    Bind(properties["id"], [properties["id"]]).on(drawn)
    return drawn


def _pin(
    layer: folium.FeatureGroup,
    x: float,
    y: float,
    features: Sequence[Feature],
    icons: Mapping[str, str],
) -> None:
    """One symbol for all works at one position, and the largest of their circles if it is small."""
    first = features[0]["properties"]
    radius = max(f["properties"]["uncertainty_m"] or 0 for f in features)
    if 0 < radius <= WIDE_M:
        folium.Circle(
            (y, x),
            radius=radius,
            color=colour(first["focus_areas"]),
            weight=1,
            fill=True,
            fill_opacity=0.1,
            interactive=False,
        ).add_to(layer)
    icon = DivIcon(
        html=symbol(first, icons, count=len(features)),
        icon_size=(34, 34),
        icon_anchor=(17, 17),
        class_name="pin",
    )
    marker = folium.Marker((y, x), icon=icon)
    ids = [str(f["properties"]["id"]) for f in features]
    Bind(ids[0], ids).on(marker)
    marker.add_to(layer)
