"""Every format gives the same names at the same places."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pandas
import pytest
from intake_district import AT, NAMES, frame
from PIL import Image
from PIL.ExifTags import GPS, IFD
from shapely.geometry import Point, Polygon

from etl.crs.convert import from_wgs84
from etl.crs.datum import Datum
from etl.crs.geodesy import distance_m
from etl.intake.plan import Ground, Plan, Wishes, make_plan
from etl.intake.read import read_file

POINT = slice(1, 2)


def planned(path: Path, ground: Ground, **wishes: object) -> Plan:
    return make_plan(path, read_file(path), ground, Wishes(**wishes), "2026-01-02")  # type: ignore[arg-type]


def place(plan: Plan, name: str) -> tuple[float, float]:
    (found,) = [item for item in plan.features if item.name == name]
    return (found.lon, found.lat)


def check(plan: Plan, within_m: float = 0.2) -> None:
    """All three things are where they were put."""
    assert [item.name for item in plan.features] == list(NAMES)
    assert [item.kind for item in plan.features] == ["compound", "public_service", "street"]
    there = (AT[0] + 0.01, AT[1])
    assert distance_m(place(plan, NAMES[1]), there) < within_m
    compound, _, street = plan.features
    assert street.uncertainty_m is None and street.is_line
    # Half the diagonal of some 180 by 220 metres.
    assert 130 < (compound.uncertainty_m or 0) < 160


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4490", "EPSG:4550", "EPSG:4529"])
def test_a_geopackage_in_any_reference(tmp_path: Path, ground: Ground, crs: str) -> None:
    path = tmp_path / "地块.gpkg"
    frame(crs).to_file(path, layer="things")
    check(planned(path, ground))


def test_a_geojson_and_a_kml(tmp_path: Path, ground: Ground) -> None:
    frame().to_file(tmp_path / "a.geojson")
    check(planned(tmp_path / "a.geojson", ground))
    kml = frame().rename(columns={"名称": "Name"})
    kml.to_file(tmp_path / "a.kml", driver="KML")
    plan = planned(tmp_path / "a.kml", ground)
    assert [item.name for item in plan.features] == list(NAMES)
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.write(tmp_path / "a.kml", "doc.kml")
    assert place(planned(tmp_path / "a.kmz", ground), NAMES[1]) == place(plan, NAMES[1])


@pytest.mark.parametrize("with_cpg", [True, False])
@pytest.mark.parametrize("encoding", ["GBK", "UTF-8"])
def test_a_shapefile_whatever_its_encoding(
    tmp_path: Path, ground: Ground, encoding: str, with_cpg: bool
) -> None:
    path = tmp_path / "set" / "图斑.shp"
    path.parent.mkdir()
    frame("EPSG:4550", POINT).to_file(path, encoding=encoding)
    if not with_cpg:
        path.with_suffix(".cpg").unlink()
        table = bytearray(path.with_suffix(".dbf").read_bytes())
        table[29] = 0  # the header names no code page either
        path.with_suffix(".dbf").write_bytes(table)
    plan = planned(path, ground)
    assert plan.features[0].name == NAMES[1]
    assert distance_m(place(plan, NAMES[1]), (AT[0] + 0.01, AT[1])) < 0.2
    assert plan.how == "file"


def test_a_zip_of_a_shapefile(tmp_path: Path, ground: Ground) -> None:
    frame(only=POINT).to_file(tmp_path / "a.shp", encoding="GBK")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for suffix in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
            archive.write(tmp_path / f"a{suffix}", f"资料/a{suffix}")
    assert planned(tmp_path / "a.zip", ground).features[0].name == NAMES[1]


def test_a_gpx(tmp_path: Path, ground: Ground) -> None:
    path = tmp_path / "a.gpx"
    path.write_text(
        '<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">'
        f'<wpt lat="{AT[1]}" lon="{AT[0]}"><name>{NAMES[1]}</name></wpt></gpx>',
        encoding="utf-8",
    )
    assert place(planned(path, ground), NAMES[1]) == AT


def test_a_drawing_in_metres_without_a_reference(tmp_path: Path, ground: Ground) -> None:
    path = tmp_path / "a.dxf"
    x, y = (float(v) for v in from_wgs84(*AT, Datum.CGCS2000_GK3, central_meridian=123))
    pairs = [(0, "SECTION"), (2, "ENTITIES"), (0, "TEXT"), (8, "注记"), (10, x), (20, y), (30, 0),
             (40, 5), (1, NAMES[1]), (0, "ENDSEC"), (0, "EOF")]  # fmt: skip
    path.write_text("".join(f"{code:>3}\n{value}\n" for code, value in pairs), encoding="utf-8")
    plan = planned(path, ground)
    assert distance_m(place(plan, NAMES[1]), AT) < 0.2
    assert (plan.reference.datum, plan.reference.central_meridian) == (Datum.CGCS2000_GK3, 123)
    assert plan.how == "found"


def gk(prefix: bool) -> tuple[str, str]:
    x, y = from_wgs84(*AT, Datum.CGCS2000_GK3, central_meridian=123, prefixed=prefix)
    return f"{float(x):.3f}", f"{float(y):.3f}"


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("经度", "纬度"), ("123.3", "36.2")),
        (("纬度", "经度"), ("36.2", "123.3")),
        (("经度", "纬度"), ("36.2", "123.3")),
        (("东经", "北纬"), ("123°18′00″", "36°12′00″")),
        (("经度", "纬度"), ("123度18分0秒", "36度12分0秒")),
        (("X", "Y"), gk(prefix=True)),
        (("X", "Y"), gk(prefix=True)[::-1]),
        (("X坐标", "Y坐标"), gk(prefix=False)[::-1]),
        (("坐标", "备注"), ("123.3, 36.2", "")),
        (("甲", "乙"), ("123.3", "36.2")),
    ],
)
@pytest.mark.parametrize("form", ["csv", "gbk", "xlsx"])
def test_a_table_in_any_notation(
    tmp_path: Path, ground: Ground, heads: tuple[str, str], cells: tuple[str, str], form: str
) -> None:
    lines = [["某县养老机构一览", "", ""], ["名称", *heads], [NAMES[1], *cells]]
    path = tmp_path / ("a.xlsx" if form == "xlsx" else "a.csv")
    if form == "xlsx":
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(line)  # type: ignore[union-attr]
        book.save(path)
    else:
        quoted = [",".join(f'"{cell}"' for cell in line) for line in lines]
        path.write_bytes("\r\n".join(quoted).encode("gbk" if form == "gbk" else "utf-8-sig"))
    plan = planned(path, ground)
    assert plan.mapping["name"] == "名称"
    assert distance_m(place(plan, NAMES[1]), AT) < 0.5


def test_a_column_headed_as_an_address_may_hold_coordinates(tmp_path: Path, ground: Ground) -> None:
    path = tmp_path / "a.csv"
    lon, lat = AT
    degrees = f"东经{int(lon)}度{lon % 1 * 60:.4f}分，北纬{int(lat)}度{lat % 1 * 60:.4f}分"
    path.write_text(f'名称,位置\n{NAMES[1]},"{degrees}"\n', encoding="utf-8")
    plan = planned(path, ground)
    assert plan.mapping == {"name": "名称", "position": "位置"}
    assert distance_m(place(plan, NAMES[1]), AT) < 0.3


def test_a_declared_datum_overrules(tmp_path: Path, ground: Ground) -> None:
    x, y = (float(v) for v in from_wgs84(*AT, Datum.GCJ02))
    path = tmp_path / "a.csv"
    path.write_text(f"名称,lng,lat\n{NAMES[1]},{x},{y}\n", encoding="utf-8")
    assert 300 < distance_m(place(planned(path, ground), NAMES[1]), AT) < 900
    assert distance_m(place(planned(path, ground, datum="GCJ-02"), NAMES[1]), AT) < 0.2


def photo(path: Path, at: tuple[float, float] | None) -> Path:
    exif = Image.Exif()
    if at:
        gps = exif.get_ifd(IFD.GPSInfo)
        gps.update({GPS.GPSLatitudeRef: "N", GPS.GPSLongitudeRef: "E"})
        for tag, value in ((GPS.GPSLongitude, at[0]), (GPS.GPSLatitude, at[1])):
            whole, rest = divmod(value, 1)
            gps[tag] = (whole, rest * 60, 0.0)
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    path.write_bytes(out.getvalue())
    return path


def test_photos_by_their_position(tmp_path: Path, ground: Ground) -> None:
    with zipfile.ZipFile(tmp_path / "照片.zip", "w") as archive:
        archive.write(photo(tmp_path / f"{NAMES[1]}.jpg", AT))
        archive.write(photo(tmp_path / "无.jpg", None))
    plan = planned(tmp_path / "照片.zip", ground)
    assert distance_m(place(plan, NAMES[1]), AT) < 1
    assert [(item.row, item.zh[:1]) for item in plan.problems] == [(1, "无")]


def test_what_is_mended_left_out_and_far_away_is_said(tmp_path: Path, ground: Ground) -> None:
    x, y = AT
    e = 0.002
    bow = Polygon([(x, y), (x + e, y + e), (x + e, y), (x, y + e)])
    data = frame(only=slice(0, 1)).set_geometry([bow], crs="EPSG:4326")
    far = frame(only=POINT).set_geometry([Point(100, 30)], crs="EPSG:4326")
    pandas.concat([data, far]).to_file(tmp_path / "a.geojson")
    plan = planned(tmp_path / "a.geojson", ground)
    assert (plan.repaired, plan.outside) == (1, 1)
    assert [problem.row for problem in plan.problems] == [1]
    assert plan.features[0].geometry.is_valid
