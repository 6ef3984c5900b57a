"""The printed sheet: text is escaped, and what is not sure looks so without colour."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import Any

from out_rig import sheet

from app.itinerary.out.qr import qr_svg
from app.itinerary.out.sheet_html import sheet_html
from app.itinerary.out.sheet_map import name_boxes, numbered, sheet_map

GROUND: list[dict[str, Any]] = [
    {
        "properties": {"role": "district", "name": "某区"},
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[123.9, 47.1], [124.3, 47.1], [124.3, 47.4], [123.9, 47.1]]],
        },
    }
]
NAMES = [
    {"properties": {"name": "<b>"}, "geometry": {"type": "Point", "coordinates": [124.1, 47.25]}},
    {"properties": {"name": "远处"}, "geometry": {"type": "Point", "coordinates": [130.0, 40.0]}},
    {"properties": {"name": "无"}, "geometry": None},
]


def page(**more: Any) -> str:
    return sheet_html(sheet(), ground=GROUND, names=NAMES, script="/static/x.js", **more)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def test_hostile_text_makes_no_element() -> None:
    tags = Tags()
    tags.feed(page(qr=qr_svg("geo"), works=["<img src=x>"], foot="<img>", qr_words="<img>"))
    assert "img" not in tags.found and "b" not in tags.found
    assert tags.found.count("svg") == 2
    assert tags.found.count("script") == 1


def test_the_approval_number_stands_below_the_map() -> None:
    assert "审图号" not in page()
    assert re.search(r"</svg>\s*<p class=\"small\">审图号：1&lt;", page(approval="审图号：1<"))


def test_the_map_tells_sure_from_unsure_without_colour() -> None:
    root = ET.fromstring(sheet_map(sheet(), GROUND, NAMES, (186, 96)))
    kinds = [node.get("class") for node in root]
    assert kinds.count("stop") == 1 and kinds.count("stop unsure") == 1
    assert kinds.count("base") == 1  # where the day begins: a square without a number
    assert kinds.count("reach") == 1
    assert kinds.count("guess") == 3 and kinds.count("road") == 1  # one dash is the legend's
    texts = [node.text or "" for node in root if node.tag.endswith("text")]
    assert "<b>" in texts and "远处" not in texts and "无" not in texts
    assert any(text.startswith("5公里") for text in texts)


def test_stops_lie_where_they_are() -> None:
    root = ET.fromstring(sheet_map(sheet(), [], [], (186, 96)))
    discs = [n for n in root if (n.get("class") or "").startswith("stop")]
    museum, marsh = [(float(n.get("x", "")) + 2.4, float(n.get("y", "")) + 2.4) for n in discs]
    base = next(n for n in root if n.get("class") == "base")
    station = float(base.get("x", "")) + 1.8, float(base.get("y", "")) + 1.8
    assert station[0] < museum[0] < marsh[0]  # eastwards
    assert museum[1] < station[1] < marsh[1]  # southwards
    assert all(0 < x < 186 and 0 < y < 96 for x, y in (station, museum, marsh))


def test_a_stop_without_a_place_is_in_the_timetable_and_not_on_the_map() -> None:
    text = page()
    assert numbered(sheet())["spring"] == 3  # as on the page; the station has none
    assert re.search(r'class="mark unsure">3</span><span class="title">温泉', text)
    assert "温泉" not in sheet_map(sheet(), [], [], (186, 96))


def test_without_any_place_there_is_no_map() -> None:
    empty = sheet()
    bare = type(empty)(empty.title, "zh", (), (), (), "", True)
    assert sheet_map(bare, GROUND, NAMES, (186, 96)) == ""


def test_what_breaks_is_said_first_and_once() -> None:
    text = page()
    assert text.count("已关闭") == 1
    assert text.index("已关闭") < text.index("<table")


def test_names_on_the_map_do_not_lie_on_each_other() -> None:
    """Two stops a hundred metres apart: one of the names steps aside."""
    close = [name_boxes("和平广场", x, 40.0, 3.2) for x in (90.0, 94.0)]
    assert close[0][0].meets(close[1][0])
    whole = sheet()
    root = ET.fromstring(sheet_map(whole, [], [], (186, 96)))
    at = [(float(n.get("x", "")), float(n.get("y", "")), n.text or "") for n in root
          if n.get("class") == "name"]  # fmt: skip
    boxes = [name_boxes(text, x - 3.2, y - 1, 3.2)[0] for x, y, text in at]
    assert len(boxes) == 3
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[:i])
