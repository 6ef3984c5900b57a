"""What a file, a table or a person says its coordinates refer to, as datum and central meridian."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy.typing as npt
from pyproj import CRS
from pyproj.exceptions import CRSError

from etl.crs.convert import from_wgs84, to_wgs84
from etl.crs.datum import Datum
from etl.crs.gauss import epsg_table, meridian_of_zone, meridians, width_of_zone
from etl.crs.offset import Pair
from etl.errors import CoordinateError


@dataclass(frozen=True, slots=True)
class Reference:
    """A datum, with the central meridian where it is projected and the meridian is known."""

    datum: Datum
    central_meridian: int | None = None

    @property
    def label_zh(self) -> str:
        """For people: the datum and its meridian."""
        at = f"，中央经线 {self.central_meridian}°" if self.central_meridian else ""
        return self.datum.label_zh + at

    @property
    def label_en(self) -> str:
        """The same in English."""
        at = f", CM {self.central_meridian}E" if self.central_meridian else ""
        return self.datum.label_en + at

    def to_wgs84(self, x: npt.ArrayLike, y: npt.ArrayLike, *, swapped: bool | None = False) -> Pair:
        """`etl.crs.convert.to_wgs84` with this datum and meridian."""
        return to_wgs84(x, y, self.datum, central_meridian=self.central_meridian, swapped=swapped)

    def from_wgs84(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
        """`etl.crs.convert.from_wgs84` with this datum and meridian; no zone prefix."""
        return from_wgs84(lon, lat, self.datum, central_meridian=self.central_meridian)


#: Words for a datum, the telling ones first; matched in capitals without blanks and hyphens.
_WORDS = (
    (re.compile(r"BD09|百度|BAIDU"), Datum.BD09),
    (re.compile(r"GCJ0?2|火星|高德|腾讯|国测局|AMAP|GAODE"), Datum.GCJ02),
    (re.compile(r"XI'?AN(?:19)?80|西安|80坐标|国家80"), Datum.XIAN80),
    (re.compile(r"BEIJING(?:19)?54|北京|54坐标"), Datum.BEIJING54),
    (re.compile(r"CGCS|CHINA(?:GEO|2000)|国家?2000|2000(?:国家|坐标|大地)"), Datum.CGCS2000),
    (re.compile(r"WGS(?:19)?84|GPS|北斗|84坐标"), Datum.WGS84),
)  # fmt: skip
_BLANK = re.compile(r"(?<!\d)[\s_/-]+|[\s_/-]+(?!\d)")  # but between two numbers they part them
_METRIC = re.compile(r"高斯|GAUSS|GK|度带|带号|\d带|中央(?:经线|子午线)|CM\d|DEGREE|ZONE")
_WIDTH = re.compile(r"([36])(?:度|°|DEGREE)")
_MERIDIAN = re.compile(r"(?:中央(?:经线|子午线)|CM)[为是:=]?(\d{2,3})|(\d{2,3})°?E")
_ZONE = re.compile(r"(?:ZONE|带号|第)[为是:=]?(\d{2})(?!\d)|(?<!\d)(\d{2})(?:号)?带")


def parse_reference(text: str, *, file: str = "", row: int | None = None) -> Reference:
    """The reference a text names.

    Read: codes of `Datum`; EPSG codes of WGS84, CGCS2000, Xi'an 80, Beijing 54 and every zone of
    theirs ("EPSG:4550", "4529"); WKT of a .prj; names in words ("国家2000 3度带 中央经线123",
    "西安80 41带", "CGCS2000 / 3-degree Gauss-Kruger CM 123E", "高德", "百度").
    Raises CoordinateError naming file and row for what is none of these.
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    found = _by_code(plain) or _by_wkt(text.strip()) or _by_words(_BLANK.sub("", plain))
    if found:
        return found
    raise CoordinateError(
        f"坐标基准“{text[:60]}”不认识；请写 EPSG 代码（如 EPSG:4550）或 {'、'.join(Datum)} 之一。",
        f"unknown datum '{text[:60]}'; give an EPSG code (such as EPSG:4550) or one of "
        f"{', '.join(Datum)}.",
        file=file,
        row=row,
    )


def _by_code(text: str) -> Reference | None:
    if text in Datum.__members__:
        return Reference(Datum[text])
    match = re.fullmatch(r"(?:EPSG:{1,2}|URN:OGC:DEF:CRS:EPSG:[\d.]*:)?(\d{4,5})", text)
    return _by_epsg(int(match[1])) if match else None


def _by_epsg(code: int) -> Reference | None:
    degrees = {4326: Datum.WGS84, 4490: Datum.CGCS2000, 4610: Datum.XIAN80, 4214: Datum.BEIJING54}
    if code in degrees:
        return Reference(degrees[code])
    found = epsg_table().get(code)
    return Reference(*found) if found else None


def _by_wkt(text: str) -> Reference | None:
    if not re.match(r"(?:PROJ|GEOG|GEOD|COMPD|BOUND)\w*\s*\[", text, re.IGNORECASE):
        return None
    try:
        crs = CRS.from_wkt(text)
    except CRSError:
        return None
    # Esri's names and parameters differ a little from EPSG's; 25 lets them find each other.
    code = crs.to_epsg(min_confidence=25)
    return _by_epsg(code) if code else None


def _by_words(text: str) -> Reference | None:
    frame = next((datum for pattern, datum in _WORDS if pattern.search(text)), None)
    if not _METRIC.search(text):
        return Reference(frame) if frame else None
    frame = frame or Datum.CGCS2000
    if frame in (Datum.GCJ02, Datum.BD09, Datum.WGS84):
        return None
    meridian, zone = _number(_MERIDIAN, text), _number(_ZONE, text)
    width = _number(_WIDTH, text) or (width_of_zone(zone) if zone else 3)
    if meridian is None and zone is not None:
        meridian = meridian_of_zone(zone, width)
    if width not in (3, 6) or (meridian is not None and meridian not in meridians(width)):
        return None
    return Reference(frame.in_zones(width), meridian)


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(next(group for group in match.groups() if group)) if match else None
