"""The owner's fact tables, and the code list's package."""

from __future__ import annotations

import io
import random
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


def test_an_archive_writes_nowhere_else(tmp_path: Path) -> None:
    archive = tmp_path / "china-division.tgz"
    with tarfile.open(archive, "w:gz") as file:
        for name in ("../outside/streets.csv", str(tmp_path / "villages.csv"), "package/x.sh"):
            file.addfile(tarfile.TarInfo(name))
        link = tarfile.TarInfo("package/dist/streets.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "../../../nowhere"
        file.addfile(link)
    with divisions.package_folder(archive) as folder:
        assert {path.name for path in folder.iterdir()} == set(divisions.TABLES)
    assert [path.name for path in tmp_path.iterdir()] == [archive.name]


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "china-division.tgz"
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w:gz") as file:
        text = tarfile.TarInfo("package/dist/streets.csv")
        text.size = 50_000
        file.addfile(text, io.BytesIO(bytes(random.Random(1).choices(b"0123456789", k=text.size))))
    raw = whole.getvalue()
    for broken in (b"", b"PK", raw[:10_000], raw[:1000] + bytes(2000) + raw[3000:]):
        archive.write_bytes(broken)
        with (
            pytest.raises(HetuError, match="no npm package"),
            divisions.package_folder(archive),
        ):
            pass


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
