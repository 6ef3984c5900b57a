"""The datums an input may declare, as a code list.

GCJ-02 and BD-09 are the offset systems of Chinese online maps; they have no EPSG code.
CGCS2000 and WGS84 differ by centimetres, far below map scale: the conversion is a recorded no-op.
"""

from __future__ import annotations

from etl.codes import CodeList
from etl.errors import CoordinateError


class Datum(CodeList):
    """What the numbers of a coordinate refer to."""

    WGS84 = "WGS84", "WGS84 经纬度", "WGS84 longitude/latitude"
    CGCS2000 = "CGCS2000", "2000 国家大地坐标系经纬度", "CGCS2000 longitude/latitude"
    CGCS2000_GK3 = "CGCS2000_GK3", "2000 坐标系 3 度带高斯投影", "CGCS2000 3-degree Gauss-Kruger"
    GCJ02 = "GCJ02", "GCJ-02（火星坐标）", "GCJ-02"
    BD09 = "BD09", "BD-09（百度坐标）", "BD-09"


_ALIASES = {
    "EPSG:4326": Datum.WGS84,
    "4326": Datum.WGS84,
    "WGS-84": Datum.WGS84,
    "EPSG:4490": Datum.CGCS2000,
    "4490": Datum.CGCS2000,
    "GCJ-02": Datum.GCJ02,
    "BD-09": Datum.BD09,
    "EPSG:4529": Datum.CGCS2000_GK3,
    "EPSG:4550": Datum.CGCS2000_GK3,
}


def parse_datum(text: str, *, file: str = "", row: int | None = None) -> Datum:
    """The datum a table names, by code or usual alias (EPSG:4490, GCJ-02 …).

    Raises CoordinateError naming file and row for an unknown or empty datum.
    """
    key = text.strip().upper()
    if key in _ALIASES:
        return _ALIASES[key]
    for datum in Datum:
        if datum.value == key:
            return datum
    raise CoordinateError(
        f"坐标基准“{text}”不认识；请写明 {'、'.join(Datum)} 之一。",
        f"unknown datum '{text}'; state one of {', '.join(Datum)}.",
        file=file,
        row=row,
    )
