from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import export_layers
import pytest

from app.export.downloads import KINDS, cached
from app.export.html_geometry import badge_point
from app.export.html_map import export_html
from app.export.html_records import group_of, record
from app.export.published import Published
from etl.errors import ServeError


class _Reader(HTMLParser):
    """Notes elements, what they would fetch, and visible text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.fetched: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "srcset", "data", "poster") and tag != "a":
                self.fetched.append(f"{tag} {name}={value}")
            if name.startswith("on"):
                self.handlers.append(f"{tag} {name}={value}")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("folium")
    export_html(export_layers.publish(folder / "layers"), folder / "map.html")
    return (folder / "map.html").read_text(encoding="utf-8")


def test_nothing_is_linked_or_imported(page: str) -> None:
    reader = _Reader()
    reader.feed(page)
    assert reader.fetched == []
    assert "link" not in reader.tags and "iframe" not in reader.tags
    assert not re.search(r"url\((?!#|&quot;#)", page)
    assert "@import" not in page
    assert "cdn" not in page.lower()


def test_hostile_names_are_text(page: str) -> None:
    reader = _Reader()
    reader.feed(page)
    assert "img" not in reader.tags
    assert reader.handlers == []
    assert "&lt;img src=x onerror=" in page
    # folium renders twice: a name must not become a template on its second way through.
    assert "onerror=" in page and ">49" not in page and ";49" not in page


def test_scripts_are_the_ones_the_policy_names(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy and "default-src 'none'" in policy[1]
    assert len(re.findall(r"'sha256-", policy[1])) == len(re.findall(r"<script>", page)) == 3


def test_records_carry_the_facts(page: str) -> None:
    found = re.search(r'<script type="application/json" id="hetu-records">(.*?)</script>', page)
    assert found
    records = json.loads(found[1])
    assert records["w1"]["name"] == export_layers.HOSTILE
    assert [r["group"] for r in records.values()] == [
        "placed",
        "placed",
        "t-town",
        "t-town",
        "unplaced",
        "placed",
    ]
    rows = dict(records["w6"]["rows"])
    assert rows["区划代码"] == "990101001201"
    assert rows["定位"] == "村/社区（≤2 公里），误差半径 2000\u2009米"
    assert dict(records["w5"]["rows"])["未定位"] == "未选址"


def test_title_year_and_sources_are_said(page: str) -> None:
    assert "<title>甲区 2031 年政府工作报告地图</title>" in page
    assert "打算与目标，不是完成情况" in page
    assert "试验来源" in page


def test_the_approval_number_is_drawn_and_a_public_map_needs_one(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'class="approval"' not in page
    layers = export_layers.publish(tmp_path / "layers")
    monkeypatch.setenv("HETU_PUBLIC", "1")
    with pytest.raises(ServeError, match="审图号"):
        export_html(layers, tmp_path / "map.html")
    monkeypatch.setenv("HETU_BOUNDARY_APPROVAL", "GS(2031)<1>号")
    export_html(layers, tmp_path / "map.html")
    made = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert '<p class="approval">审图号：GS(2031)&lt;1&gt;号</p></main>' in made
    first = cached(KINDS["html"], layers, tmp_path / "cache")
    monkeypatch.setenv("HETU_BOUNDARY_APPROVAL", "GS(2032)2号")
    second = cached(KINDS["html"], layers, tmp_path / "cache")
    assert first != second and "GS(2032)2号" in second.read_text(encoding="utf-8")


def test_the_same_layers_give_the_same_bytes(page: str, tmp_path: Path) -> None:
    export_html(export_layers.publish(tmp_path / "layers"), tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == page


def test_an_area_work_is_grouped_with_or_without_its_polygon() -> None:
    groups = [group_of(feature) for feature in export_layers.features()["projects"]]
    assert groups == ["placed", "placed", "t-town", "t-town", "unplaced"]


def test_a_badge_stands_inside_and_off_what_is_taken() -> None:
    x, y = badge_point(export_layers.SQUARE, [])
    assert (x, y) == pytest.approx((10.5, 50.5), abs=0.02)
    moved = badge_point(export_layers.SQUARE, [(10.5, 50.5)])
    assert 10 < moved[0] < 11 and 50 < moved[1] < 51
    assert abs(moved[0] - 10.5) + abs(moved[1] - 50.5) > 0.3


def test_a_village_without_a_mention_is_listed_and_not_counted() -> None:
    """As on the dashboard, so that both give the same number of works."""
    silent = export_layers.work("v9", "乙村", None, focus_areas=[], mentions=[])
    spoken = export_layers.work("v8", "甲村", None, focus_areas=[2])
    published = cast(Published, SimpleNamespace(focus_labels={}, area_names={}))
    assert [record(each, published)["work"] for each in (silent, spoken)] == [False, True]
