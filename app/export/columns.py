"""The columns of the workbook's sheets, with Chinese headers."""

from __future__ import annotations

from typing import Any

from app.export import wording
from app.export.published import Published
from app.export.workbook import Column
from layers.base import Feature
from layers.registry import LAYERS


def _p(feature: Feature) -> dict[str, Any]:
    properties: dict[str, Any] = feature["properties"]
    return properties


def _lead(feature: Feature) -> dict[str, Any]:
    """The mention that says what is done this year: a task, not the review; else the first."""
    mentions = _p(feature)["mentions"]
    tasks = [ref for ref in mentions if ref["stage"] and not ref["is_review"]]
    return dict((tasks or mentions or [{}])[0])


def _position(feature: Feature, axis: int) -> float | None:
    """Longitude (0) or latitude (1) of a point; None for an area or a line: it has no one point."""
    geometry = feature["geometry"]
    if geometry is None or geometry["type"] != "Point":
        return None
    return float(geometry["coordinates"][axis])


def _due(feature: Feature) -> str:
    return str(_p(feature)["due"])


_SHAPES = {
    "Point": "点",
    "MultiPoint": "点",
    "LineString": "线",
    "MultiLineString": "线",
    "Polygon": "面",
    "MultiPolygon": "面",
}


def _shape(feature: Feature) -> str:
    return _SHAPES.get(feature["geometry"]["type"], "") if feature["geometry"] else "无"


def work_columns(published: Published) -> list[Column]:
    """Works: what, promised by when, where and how surely, and where the report says so."""
    focus, areas = published.focus_labels, published.area_names
    return [
        Column("名称", 28, lambda f: _p(f)["name"]),
        Column("类别", 11, lambda f: wording.category(_p(f))),
        Column("所属方面", 12, lambda f: wording.focus(_p(f), focus)),
        Column("阶段", 12, lambda f: wording.stage(_p(f))),
        Column("工作类型", 11, lambda f: wording.work_type(_p(f))),
        Column("承诺", 34, lambda f: _p(f)["promise_zh"]),
        Column("期限", 11, _due),
        Column("数量", 9, lambda f: _lead(f).get("quantity"), "number"),
        Column("单位", 7, lambda f: _lead(f).get("unit")),
        Column("相关指标", 28, lambda f: wording.figures_text(_p(f)["figures"])),
        Column("所在区域", 12, lambda f: areas.get(_p(f)["area_id"], _p(f)["area_id"])),
        Column("定位精度", 14, lambda f: wording.precision(_p(f))),
        Column("误差半径（米）", 9, lambda f: _p(f)["uncertainty_m"], "number"),
        Column("定位方法", 10, lambda f: wording.method(_p(f))),
        Column("定位来源", 16, lambda f: _p(f)["location_source"]),
        Column("来源编号", 16, lambda f: _p(f)["location_source_ref"]),
        Column("说明", 28, lambda f: _p(f)["reason_zh"] or _p(f)["location_note_zh"]),
        Column("经度", 11, lambda f: _position(f, 0), "degrees"),
        Column("纬度", 11, lambda f: _position(f, 1), "degrees"),
        Column("几何", 6, _shape),
        Column("区划代码", 15, lambda f: _p(f).get("code", "")),
        Column("报告位置", 30, lambda f: wording.reference(_lead(f)) if _lead(f) else ""),
        Column("节", 8, lambda f: _lead(f).get("section")),
        Column("段落标题", 20, lambda f: _lead(f).get("paragraph_title")),
        Column("句序", 7, lambda f: _lead(f).get("sentence_index"), "whole"),
        Column("全部出处", 34, lambda f: "\n".join(map(wording.reference, _p(f)["mentions"]))),
        Column("别名", 20, lambda f: "、".join(_p(f)["aliases"])),
        Column("专名", 6, lambda f: "是" if _p(f)["named"] else "否"),
        Column("记录来源", 12, lambda f: wording.ORIGINS[_p(f)["origin"]]),
        Column("核定人", 9, lambda f: _p(f)["verified_by"]),
        Column("核定日期", 11, lambda f: _p(f)["verified_on"]),
        Column("图层", 12, lambda f: LAYERS[_p(f)["layer"]].title_zh),
        Column("编号", 14, lambda f: _p(f)["id"]),
    ]


def indicator_columns(published: Published) -> list[Column]:
    """Indicators: as worded, as a number, in SI units, and where the report says so."""
    focus = published.focus_labels
    names = {str(_p(f)["id"]): str(_p(f)["name"]) for f in published.works()}
    return [
        Column("指标", 28, lambda f: _p(f)["name"]),
        Column("所属方面", 12, lambda f: focus.get(_p(f)["focus_area"], "")),
        Column("报告口径", 24, lambda f: wording.reading(_p(f)).line),
        Column("比较", 12, lambda f: _p(f)["comparator"]),
        Column("数值", 10, lambda f: _p(f)["value"], "number"),
        Column("上限", 9, lambda f: _p(f)["value_max"], "number"),
        Column("单位", 12, lambda f: _p(f)["unit"]),
        Column("换算值", 14, lambda f: _p(f)["value_si"], "number"),
        Column("换算单位", 10, lambda f: _p(f)["unit_si"]),
        Column("性质", 8, lambda f: "回顾" if _p(f)["is_review"] else "目标"),
        Column("时期", 10, lambda f: _p(f)["period"]),
        Column("地点", 12, lambda f: _p(f)["place"]),
        Column("相关工作", 30, lambda f: "、".join(names.get(i, i) for i in _p(f)["work_ids"])),
        Column("报告位置", 30, lambda f: wording.reference(_p(f))),
        Column("句序", 7, lambda f: _p(f)["sentence_index"], "whole"),
        Column("记录来源", 12, lambda f: wording.ORIGINS[_p(f)["origin"]]),
        Column("编号", 12, lambda f: _p(f)["id"]),
    ]


def village_columns(published: Published) -> list[Column]:
    """Villages and towns: the code is text, or a spreadsheet would round it."""
    focus = published.focus_labels
    return [
        Column("名称", 18, lambda f: _p(f)["name"]),
        Column("统计用区划代码", 16, lambda f: _p(f)["code"]),
        Column("代码年份", 9, lambda f: _p(f)["code_year"], "whole"),
        Column("上级", 14, lambda f: _p(f)["parent_name"]),
        Column("上级代码", 14, lambda f: _p(f)["parent_code"]),
        Column("所属方面", 12, lambda f: wording.focus(_p(f), focus)),
        Column("承诺", 32, lambda f: _p(f)["promise_zh"]),
        Column("定位精度", 14, lambda f: wording.precision(_p(f))),
        Column("误差半径（米）", 9, lambda f: _p(f)["uncertainty_m"], "number"),
        Column("定位来源", 18, lambda f: _p(f)["location_source"]),
        Column("经度", 11, lambda f: _position(f, 0), "degrees"),
        Column("纬度", 11, lambda f: _position(f, 1), "degrees"),
        Column("编号", 14, lambda f: _p(f)["id"]),
    ]


def source_columns() -> list[Column]:
    """Sources and licences, as the manifest has them."""
    return [
        Column("来源", 30, lambda row: row.get("title_zh", "")),
        Column("发布者", 22, lambda row: row.get("publisher", "")),
        Column("地址", 44, lambda row: row.get("address", "")),
        Column("许可", 28, lambda row: row.get("licence", "")),
        Column("日期或版本", 14, lambda row: row.get("date", "")),
        Column("用于", 34, lambda row: row.get("taken", "")),
        Column("编号", 16, lambda row: row.get("source_id", "")),
    ]
