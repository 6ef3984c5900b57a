"""A bad file is refused in both languages, with its name; no other error is ever raised."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import osmium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_district import AT, NAMES, frame

from etl.district import District
from etl.errors import HetuError
from etl.intake import archive, limits, sheets, vector
from etl.intake.plan import Wishes
from etl.intake.read import FORMATS
from etl.intake.run import plan_file

HEADS = {
    ".shp": b"\x00\x00\x27\x0a", ".gpkg": b"SQLite format 3\x00", ".geojson": b'{"type":',
    ".kml": b"<kml>", ".kmz": b"PK\x03\x04", ".gpx": b"<gpx>", ".dxf": b"  0\nSECTION\n",
    ".xlsx": b"PK\x03\x04", ".zip": b"PK\x03\x04", ".csv": "名称,经度\n".encode(),
    ".jpg": b"\xff\xd8\xff\xe0", ".pbf": b"\0\0\0\x0d", ".osm": b"<osm version='0.6'>",
}  # fmt: skip


def refused(path: Path, county: District, **wishes: object) -> HetuError:
    """The error of a file that must not be taken."""
    with pytest.raises(HetuError) as caught:
        plan_file(path, county, Wishes(**wishes))  # type: ignore[arg-type]
    error = caught.value
    assert re.search("[\u4e00-\u9fff]", error.zh) and error.en and not error.en.isspace()
    assert path.name in error.file
    return error


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_an_empty_file(tmp_path: Path, county: District, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_bytes(b"")
    refused(tmp_path / f"a{suffix}", county)


@pytest.mark.parametrize("suffix", sorted(HEADS))
def test_a_damaged_file(tmp_path: Path, county: District, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(HEADS[suffix] + bytes(range(1, 256)) * 20)
    refused(path, county)
    path.write_bytes("这不是数据".encode())
    refused(path, county)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(suffix=st.sampled_from(sorted(HEADS)), body=st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(
    tmp_path: Path, county: District, suffix: str, body: bytes
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(HEADS[suffix] + body)
    try:
        plan_file(path, county, Wishes())
    except HetuError as error:
        assert error.zh and error.en


def test_a_shapefile_without_its_table(tmp_path: Path, county: District) -> None:
    frame(only=slice(1, 2)).to_file(tmp_path / "a.shp")
    (tmp_path / "a.dbf").unlink()
    assert ".dbf" in refused(tmp_path / "a.shp", county).zh


def test_no_feature_and_no_geometry(tmp_path: Path, county: District) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type":"FeatureCollection","features":[]}')
    assert "没有任何要素" in refused(path, county).zh
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":null}]}'
    )
    assert "没有图形" in refused(path, county).zh


def test_a_table_without_coordinates_lists_its_columns(tmp_path: Path, county: District) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,电话\n甲,1\n", encoding="utf-8")
    assert "名称、电话" in refused(path, county).zh


def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, county: District) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"名称,经度,纬度\n{NAMES[0]},{AT[0]},{AT[1]}\n乙,东边,不知\n", encoding="utf-8")
    plan = plan_file(path, county, Wishes(mapping={"lon": "经度", "lat": "纬度"}))
    assert [item.row for item in plan.problems if item.row] == [3]
    path.write_text("名称,经度,纬度\n乙,东边,不知\n", encoding="utf-8")
    assert refused(path, county, mapping={"lon": "经度", "lat": "纬度"}).row == 2


def test_nothing_near_the_district(tmp_path: Path, county: District) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,经度,纬度\n乙,100,30\n", encoding="utf-8")
    assert "本区附近" in refused(path, county).zh


def test_an_unknown_column_field_layer_and_datum(tmp_path: Path, county: District) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"名称,经度,纬度\n乙,{AT[0]},{AT[1]}\n", encoding="utf-8")
    assert "名称、经度、纬度" in refused(path, county, mapping={"name": "无"}).zh
    assert "name、alias" in refused(path, county, mapping={"nom": "名称"}).zh
    with pytest.raises(HetuError, match="乱写"):
        plan_file(path, county, Wishes(datum="乱写"))
    frame().to_file(tmp_path / "a.gpkg", layer="things")
    assert "things" in refused(tmp_path / "a.gpkg", county, layer="x").zh


def test_metres_that_lead_nowhere(tmp_path: Path, county: District) -> None:
    path = tmp_path / "b.csv"
    path.write_text("名称,X,Y\n乙,500.2,612.8\n", encoding="utf-8")
    assert refused(path, county, mapping={"lon": "X", "lat": "Y"}).row == 2


def test_a_zip_with_a_password(tmp_path: Path, county: District) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.csv", "名称,经度,纬度\n")
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(mark)
        data[start + at] |= 1
    path.write_bytes(data)
    assert "密码" in refused(path, county).zh


def test_an_encrypted_workbook(tmp_path: Path, county: District) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "密码" in refused(path, county).zh


@pytest.mark.parametrize("suffix", [".zip", ".xlsx", ".kmz"])
def test_a_zip_bomb(tmp_path: Path, county: District, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("doc.kml", b"0" * 30_000_000)
    assert "过大" in refused(path, county).zh


def test_a_zip_that_lies_about_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_BLOCK", 1000)
    body = zlib.compress(b"0" * 60_000)[2:-4]
    name, crc = b"a.csv", zlib.crc32(b"0" * 60_000)
    sizes = (crc, len(body), 100, len(name))  # it says 100 bytes
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 33, *sizes, 0) + name + body
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 33, *sizes, 0, 0, 0, 0, 0, 0
    )
    entry += name
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(entry), len(local), 0)
    (tmp_path / "a.zip").write_bytes(local + entry + end)
    with pytest.raises(HetuError):
        archive.unpack(tmp_path / "a.zip", tmp_path / "out")
    assert (tmp_path / "out" / "a.csv").stat().st_size < 5_000


def test_a_zip_stays_in_its_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("../../out.csv", "x")
    (path,) = archive.unpack(tmp_path / "a.zip", tmp_path / "in")
    assert path == tmp_path / "in" / "out.csv"


def test_a_file_in_another_disguise_is_not_opened(tmp_path: Path, county: District) -> None:
    path = tmp_path / "a.kml"
    path.write_text('<OGRVRTDataSource><kml/><OGRVRTLayer name="x"/></OGRVRTDataSource>')
    refused(path, county)


def test_too_many_rows(tmp_path: Path, county: District, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (vector, sheets):
        monkeypatch.setattr(module, "MAX_ROWS", 2)
    frame().to_file(tmp_path / "a.gpkg")
    assert "过多" in refused(tmp_path / "a.gpkg", county).zh
    lines = "".join(f"{n},{AT[0]},{AT[1]}\n" for n in range(5))
    (tmp_path / "a.csv").write_text("名称,经度,纬度\n" + lines, encoding="utf-8")
    assert "过多" in refused(tmp_path / "a.csv", county).zh


def test_too_big_a_file(tmp_path: Path, county: District, monkeypatch: pytest.MonkeyPatch) -> None:
    from etl.intake import read

    monkeypatch.setattr(read, "MAX_FILE", 10)
    (tmp_path / "a.csv").write_text("名称,经度,纬度\n")
    assert "过大" in refused(tmp_path / "a.csv", county).zh
    assert limits.MAX_FILE > 1e8


def test_an_extract_of_elsewhere(tmp_path: Path, county: District) -> None:
    path = tmp_path / "a.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        writer.add_node(osmium.osm.mutable.Node(id=1, location=(10, 50), tags={"place": "town"}))
    assert "本区附近" in refused(path, county).zh


def test_a_workbook_without_rows(tmp_path: Path, county: District) -> None:
    book = openpyxl.Workbook()
    out = io.BytesIO()
    book.save(out)
    (tmp_path / "a.xlsx").write_bytes(out.getvalue())
    assert "空" in refused(tmp_path / "a.xlsx", county).zh
