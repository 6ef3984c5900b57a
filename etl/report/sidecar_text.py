"""The sidecar of a report (`reports/<year>.toml`), drafted from the report itself."""

from __future__ import annotations

import json

from etl.report.labels import short_label
from etl.report.model import Report, SectionKind

_LICENCE = "政府公文（《中华人民共和国著作权法》第五条，不适用著作权保护）；原文不入库，只记事实"


def focus_areas(report: Report) -> list[tuple[int, str, str]]:
    """Number and labels of the overall targets and of every section of tasks; labels differ."""
    out = [(0, "总目标", "Overall targets")]
    taken = {"总目标"}
    for section in report.sections:
        if section.kind is not SectionKind.TASK or section.focus_area is None:
            continue
        zh, en = short_label(section.title, section.focus_area)
        if zh in taken:
            zh = f"{zh}（{section.label}）"
        taken.add(zh)
        out.append((section.focus_area, zh, en))
    return out


def sidecar_toml(
    report: Report, report_id: str, year: int, file_name: str, name_zh: str, name_en: str
) -> bytes:
    """The sidecar as TOML: head, SHA-256 of the normalised text, labels of the sections."""
    title = report.title or f"{name_zh}政府工作报告"
    day = report.delivered_on
    if day is not None and f"{day.month}月{day.day}日" not in title:
        title += f"（{day.year}年{day.month}月{day.day}日）"
    fields: list[tuple[str, object]] = [
        ("report_id", report_id),
        ("year", year),
        ("title_zh", title),
        ("title_en", f"Government work report of {name_en}, {year}"),
        ("delivered_on", report.delivered_on),
        ("publisher", f"{name_zh}人民政府"),
        ("address", ""),
        ("file", file_name),
        ("sha256", report.sha256),
        ("licence", _LICENCE),
    ]
    lines = [
        "# Drafted by `hetu init` from the report; correct it freely. The text itself is not kept",
        "# here: `hetu build` looks for `file` in HETU_REPORTS, ../shared/report and var/reports.",
    ]
    for name, value in fields:
        if value is None:
            continue
        plain = value if isinstance(value, int) else json.dumps(str(value), ensure_ascii=False)
        lines.append(f"{name} = {value if name == 'delivered_on' else plain}")
    lines += ["", "# The report's own sections, as short labels for filters and chips."]
    for number, zh, en in focus_areas(report):
        lines += [
            "[[focus_areas]]",
            f"number = {number}",
            f"label_zh = {json.dumps(zh, ensure_ascii=False)}",
            f"label_en = {json.dumps(en, ensure_ascii=False)}",
        ]
    return ("\n".join(lines) + "\n").encode()
