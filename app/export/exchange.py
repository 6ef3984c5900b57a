"""Works as flat rows with shapes: what GeoPackage, Shapefile, KML and CSV are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from app.export import wording
from app.export.errors import ExportError
from app.export.frames import Frame, frame_of
from app.export.published import Published, read_published
from app.export.readme import statements
from layers.base import Feature
from layers.registry import LAYERS

Kind = Literal["text", "number", "whole"]
Value = str | float | int | None
Part = Literal["point", "line", "area", "none"]
PARTS: dict[str, Part] = {
    "Point": "point",
    "MultiPoint": "point",
    "LineString": "line",
    "MultiLineString": "line",
    "Polygon": "area",
    "MultiPolygon": "area",
}
PART_NAMES = {"point": "点", "line": "线", "area": "面", "none": "无图形"}


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name (10 ASCII letters at most, which every format can hold), its Chinese
    label, its kind, and what it takes from a feature's properties.
    """

    key: str
    label: str
    kind: Kind
    take: Callable[[dict[str, Any]], Value]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Works to hand on: features as published, and for each its row and its shape in `frame`."""

    published: Published
    frame: Frame
    fields: list[Field]
    features: list[Feature]
    rows: list[dict[str, Value]]
    forms: list[BaseGeometry | None]

    def read_me(self) -> list[tuple[str, str]]:
        """(subject, text): what the file is and is not, its coordinates named as they are."""
        return statements(self.published, self.features, self.frame.label)

    def parts(self) -> dict[Part, list[int]]:
        """The numbers of the rows by what is drawn: point, line, area, none. Empty parts are out.

        Raises ExportError for a shape of mixed kinds.
        """
        found: dict[Part, list[int]] = {}
        for number, form in enumerate(self.forms):
            kind: Part = "none"
            if form is not None:
                if form.geom_type not in PARTS:
                    name = self.rows[number]["name"]
                    raise ExportError(
                        f"“{name}”的图形是 {form.geom_type}，这种格式存不下。请改用 GeoJSON。",
                        f"the shape of '{name}' is a {form.geom_type}, which this format cannot "
                        "hold. Use GeoJSON.",
                    )
                kind = PARTS[form.geom_type]
            found.setdefault(kind, []).append(number)
        return found


def read_exchange(
    layers_dir: Path, works_ids: Iterable[str] | None = None, crs: str = "wgs84"
) -> Exchange:
    """The works of a filter (None: all) in the coordinates asked for.

    Raises LayerError for broken layers, ExportError for unknown ids or coordinates.
    """
    published = read_published(layers_dir)
    features = published.works(works_ids)
    degrees = [shape(each["geometry"]) if each["geometry"] else None for each in features]
    frame = frame_of(crs, published, [form for form in degrees if form is not None])
    fields = work_fields(published)
    rows = [{field.key: field.take(each["properties"]) for field in fields} for each in features]
    forms = [frame.move(form) if form is not None else None for form in degrees]
    return Exchange(published, frame, fields, features, rows, forms)


def work_fields(published: Published) -> list[Field]:
    """The columns, in order: what, promised by when, where and how surely, from where."""
    focus, areas = published.focus_labels, published.area_names

    def text(key: str, label: str, take: Callable[[dict[str, Any]], Any]) -> Field:
        return Field(key, label, "text", lambda props: str(take(props) or ""))

    def plain(key: str, label: str, name: str) -> Field:
        return text(key, label, lambda props: props.get(name))

    return [
        plain("id", "编号", "id"),
        plain("name", "名称", "name"),
        plain("name_en", "英文名称", "name_en"),
        text("aliases", "别名", lambda p: "、".join(p["aliases"])),
        text("layer", "图层", lambda p: LAYERS[p["layer"]].title_zh),
        plain("category", "类别代码", "category"),
        text("cat_zh", "类别", wording.category),
        text("focus", "所属方面", lambda p: wording.focus(p, focus)),
        plain("stage", "阶段代码", "stage"),
        text("stage_zh", "阶段", wording.stage),
        plain("work_type", "工作类型代码", "work_type"),
        text("type_zh", "工作类型", wording.work_type),
        plain("promise", "承诺", "promise_zh"),
        plain("due", "期限", "due"),
        text("figures", "相关指标", lambda p: wording.figures_text(p["figures"])),
        text("area", "所在区域", lambda p: areas.get(p["area_id"], p["area_id"])),
        Field("precision", "定位精度代码", "whole", lambda p: int(p["precision"])),
        text("prec_zh", "定位精度", wording.precision),
        Field("radius_m", "误差半径（米）", "number", lambda p: p["uncertainty_m"]),
        text("method", "定位方法", wording.method),
        plain("source", "定位来源", "location_source"),
        plain("source_ref", "来源编号", "location_source_ref"),
        text("note", "说明", lambda p: p["reason_zh"] or p["location_note_zh"]),
        plain("code", "区划代码", "code"),
        text("refs", "全部出处", lambda p: "\n".join(map(wording.reference, p["mentions"]))),
        text("origin", "记录来源", lambda p: wording.ORIGINS[p["origin"]]),
        plain("verif_by", "核定人", "verified_by"),
        plain("verif_on", "核定日期", "verified_on"),
    ]
