"""The comparison of two years as a workbook: promises, figures, doubtful matches, new works."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from openpyxl.workbook import Workbook

from app.export.tables import save_still
from app.export.wording import code_label, reading, reference
from app.export.workbook import Column, add_sheet
from etl.codes import Category, Comparator
from etl.years.codes import Fate, FateSign, FigureResult, FigureSign, Sign

Row = dict[str, Any]


def export_years(release: Mapping[str, Any]) -> bytes:
    """The bytes of an XLSX with Chinese headers; the same release gives the same bytes."""
    old, new = release["old"], release["new"]
    note = f"{old['title_zh']} 与 {new['title_zh']} 对照 · 未再提及不等于已完成"
    areas = {item["number"]: item["label_zh"] for item in release["focus_areas"]}
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = f"{old['year']} 年承诺与 {new['year']} 年报告对照"
    book.properties.creator = "鹤图 Hetu"
    add_sheet(book, "承诺", _promise_columns(areas), release["promises"], note=note)
    add_sheet(book, "指标", _figure_columns(areas), release["figures"], note=note)
    add_sheet(book, "待核对", _doubt_columns(), release["doubtful"], note=note)
    add_sheet(book, "新出现", _new_columns(areas), release["new_works"], note=note)
    buffer = io.BytesIO()
    book.save(buffer)
    return save_still(buffer.getvalue())


def _area(row: Row, areas: Mapping[int, str]) -> str:
    return areas.get(row["focus_area"], str(row["focus_area"]))


def _said(row: Row, key: str) -> str:
    return reference(row[key]) if row[key] else ""


def _promise_columns(areas: Mapping[int, str]) -> list[Column]:
    return [
        Column("项目", 26, lambda row: row["name"]),
        Column("方面", 12, lambda row: _area(row, areas)),
        Column("类别", 12, lambda row: code_label(Category, row["category"])),
        Column("承诺", 34, lambda row: row["promise"]),
        Column("期限", 12, lambda row: row["due"]),
        Column("期限是否写明", 10, lambda row: "写明" if row["is_due_stated"] else "按年底计"),
        Column("结果", 12, lambda row: code_label(Fate, row["fate"])),
        Column("若为同一项目", 12, lambda row: code_label(Fate, row["if_same"])),
        Column("理由", 30, lambda row: "；".join(code_label(FateSign, s) for s in row["signs"])),
        Column("现名", 26, lambda row: row["match"]["new_name"]),
        Column("匹配分", 8, lambda row: row["match"]["score"] or None, "number"),
        Column("新报告所述", 34, lambda row: row["evidence"]["core"] if row["evidence"] else ""),
        Column("承诺出处", 34, lambda row: _said(row, "ref")),
        Column("结果出处", 34, lambda row: _said(row, "evidence")),
        Column("经度", 12, lambda row: row["lon"], "degrees"),
        Column("纬度", 12, lambda row: row["lat"], "degrees"),
        Column("编号", 14, lambda row: row["id"]),
        Column("新编号", 14, lambda row: row["match"]["new_id"]),
    ]


def _figure_columns(areas: Mapping[int, str]) -> list[Column]:
    return [
        Column("指标", 26, lambda row: row["name"]),
        Column("方面", 12, lambda row: _area(row, areas)),
        Column("目标", 20, lambda row: reading(row["target"]).line),
        Column("实绩", 20, lambda row: reading(row["actual"]).line if row["actual"] else ""),
        Column("结果", 10, lambda row: code_label(FigureResult, row["result"])),
        Column("差额（目标单位；百分比为百分点）", 16, lambda row: row["difference"], "number"),
        Column("目标单位", 10, lambda row: row["target"]["unit"]),
        Column(
            "比较方式", 10, lambda row: code_label(Comparator, row["target"]["comparator_code"])
        ),
        Column("说明", 30, lambda row: "；".join(code_label(FigureSign, s) for s in row["signs"])),
        Column("目标出处", 34, lambda row: _said(row, "target")),
        Column("实绩出处", 34, lambda row: _said(row, "actual")),
    ]


def _doubt_columns() -> list[Column]:
    return [
        Column("上年名称", 26, lambda row: row["old_name"]),
        Column("本年名称", 26, lambda row: row["new_name"]),
        Column("匹配分", 8, lambda row: row["score"], "number"),
        Column(
            "依据",
            40,
            lambda row: "；".join(
                f"{code_label(Sign, item['sign'])} {item['points']:+.2f}" for item in row["reasons"]
            ),
        ),
        Column("old_id", 14, lambda row: row["old_id"]),
        Column("new_id", 14, lambda row: row["new_id"]),
    ]


def _new_columns(areas: Mapping[int, str]) -> list[Column]:
    return [
        Column("项目", 26, lambda row: row["name"]),
        Column("方面", 12, lambda row: _area(row, areas)),
        Column("类别", 12, lambda row: code_label(Category, row["category"])),
        Column("所述", 34, lambda row: row["ref"]["core"]),
        Column("出处", 34, lambda row: reference(row["ref"])),
        Column("编号", 14, lambda row: row["id"]),
    ]
