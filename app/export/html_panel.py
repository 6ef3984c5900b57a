"""The panel beside the stand-alone map: what this is, the lists, the legend, the sources."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.export.html_records import OUTSIDE, PLACED, UNPLACED
from app.export.html_symbols import body_sample, icon_sample, ring_sample
from app.export.published import Published
from app.export.readme import statements
from etl.codes import PRECISION_LABELS, Precision, Stage
from layers.base import Feature
from layers.symbology import CATEGORY_ICONS, area_colour

Record = Mapping[str, Any]
_e = html.escape


def heading(published: Published) -> str:
    """District, year, what this is and what it is not."""
    district, year = published.text("district", "name_zh"), published.text("report", "year")
    delivered = published.text("report", "delivered_on")
    return (
        f'<header><p class="brand">鹤图</p><h1>{_e(district)} {_e(year)} 年政府工作报告地图</h1>'
        f'<p class="note"><strong>打算与目标，不是完成情况。</strong>报告于 {_e(delivered)} 提出；'
        "位置只画到来源允许的精度。</p></header>"
    )


def lists(published: Published, records: Mapping[str, Record], areas: Sequence[str]) -> str:
    """Works by where they stand: on the map, by area, outside, not placed with the reason."""
    names = published.area_names
    every = list(records.values())
    known = [PLACED, *areas, OUTSIDE, UNPLACED]
    parts = [
        _group("单独标在图上", PLACED, every, open_=True),
        *(_group(names.get(area, area), area, every) for area in areas),
        _group("区外", OUTSIDE, every),
        _group("未定位（附原因）", UNPLACED, every, open_=True, reasons=True),
    ]
    others = [record for record in every if record["group"] not in known]
    rest = dict.fromkeys(record["group"] for record in others)
    parts += [_group(names.get(area, area), area, every) for area in rest]
    return "".join(parts)


def _group(
    title: str, key: str, records: Iterable[Record], *, open_: bool = False, reasons: bool = False
) -> str:
    rows = [record for record in records if record["group"] == key]
    if not rows:
        return ""
    items = "".join(_row(record, reasons=reasons) for record in rows)
    return (
        f'<details class="group" data-group="{_e(key)}"{" open" if open_ else ""}>'
        f'<summary>{_e(title)} <b class="count">{len(rows)}</b></summary><ul>{items}</ul></details>'
    )


def _row(record: Record, *, reasons: bool) -> str:
    areas = " ".join(map(str, record["areas"]))
    reason = f"<small>{_e(record['reason'])}</small>" if reasons and record["reason"] else ""
    return (
        f'<li data-areas="{areas}"><button type="button" data-id="{_e(str(record["id"]))}">'
        f"{chip(record)}<span>{_e(record['name'])}{reason}</span></button></li>"
    )


def chip(record: Record) -> str:
    """The numeral of the focus area on its colour; a dot where no section names the work."""
    return f'<i class="chip" style="--c:{record["colour"]}">{_e(record["numerals"] or "·")}</i>'


def filters(published: Published, records: Mapping[str, Record]) -> str:
    """Focus areas with counts, and a text box: filtering a file needs no server."""
    counts = {
        number: sum(number in record["areas"] for record in records.values())
        for number in published.focus_labels
    }
    buttons = "".join(
        f'<button type="button" class="area" data-area="{number}" aria-pressed="false" '
        f'style="--c:{area_colour(number)}"><i>{_e(label.split()[0])}</i>'
        f"{_e(label.partition(' ')[2])} <b>{counts[number]}</b></button>"
        for number, label in published.focus_labels.items()
        if counts.get(number)
    )
    return (
        '<div class="filters"><label for="find">查找</label>'
        '<input id="find" type="search" placeholder="名称、承诺、地名" autocomplete="off">'
        f'<div class="areas" role="group" aria-label="各方面">{buttons}</div>'
        '<p id="shown" role="status"></p></div>'
    )


def legend(icons: Mapping[str, str], categories: Iterable[str]) -> str:
    """Icon, ring and body: what a symbol says."""
    used = set(categories)
    rings = "".join(f"<li>{ring_sample(code)}{_e(code.label_zh)}</li>" for code in Stage)
    bodies = "".join(
        f"<li>{body_sample(code)}{_e(PRECISION_LABELS[code][0])}</li>"
        for code in (*list(Precision)[1:], Precision.NOT_PLACED)
    )
    drawn = "".join(
        f"<li>{icon_sample(icons.get(name, ''))}{_e(code.label_zh)}</li>"
        for code, name in CATEGORY_ICONS.items()
        if code.value in used
    )
    return (
        '<details class="legend" open><summary>图例</summary>'
        f"<h2>外圈：阶段</h2><ul>{rings}</ul><h2>形体：定位精度</h2><ul>{bodies}</ul>"
        f"<h2>图标：类别</h2><ul>{drawn}</ul></details>"
    )


def about(published: Published, works: Sequence[Feature]) -> str:
    """What the file says of itself, its sources and their licences."""
    said = "".join(
        f"<dt>{_e(subject)}</dt><dd>{_e(text)}</dd>"
        for subject, text in statements(published, works)
        if subject not in ("许可",)
    )
    sources = "".join(
        f"<li>{_e(str(row.get('title_zh', '')))}"
        f"<small>{_e(' · '.join(str(row.get(k) or '') for k in ('publisher', 'licence', 'date')))}"
        f" {_e(str(row.get('address') or ''))}</small></li>"
        for row in published.rows("sources")
    )
    return (
        f'<details class="about"><summary>说明与来源</summary><dl>{said}</dl><h2>来源与许可</h2>'
        f"<ul>{sources}<li>Leaflet 1.9.4<small>BSD-2-Clause</small></li></ul></details>"
    )
