"""The datums an input may declare, as a code list.

GCJ-02 and BD-09 are the offset systems of Chinese online maps; they have no EPSG code.
CGCS2000 and WGS84 differ by centimetres, far below map scale: the conversion is a recorded no-op.
Xi'an 80 and Beijing 54 reach WGS84 only approximately (see `etl.crs.old`): `uncertainty_m` says
by how much, and whoever takes such a coordinate adds it to the radius of the place.
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
    CGCS2000_GK6 = "CGCS2000_GK6", "2000 坐标系 6 度带高斯投影", "CGCS2000 6-degree Gauss-Kruger"
    XIAN80 = (
        "XIAN80",
        "1980 西安坐标系经纬度（近似）",
        "Xi'an 1980 longitude/latitude (approximate)",
    )
    XIAN80_GK3 = (
        "XIAN80_GK3",
        "1980 西安坐标系 3 度带（近似）",
        "Xi'an 1980 3-degree Gauss-Kruger (approximate)",
    )
    XIAN80_GK6 = (
        "XIAN80_GK6",
        "1980 西安坐标系 6 度带（近似）",
        "Xi'an 1980 6-degree Gauss-Kruger (approximate)",
    )
    BEIJING54 = (
        "BEIJING54",
        "1954 北京坐标系经纬度（近似）",
        "Beijing 1954 longitude/latitude (approximate)",
    )
    BEIJING54_GK3 = (
        "BEIJING54_GK3",
        "1954 北京坐标系 3 度带（近似）",
        "Beijing 1954 3-degree Gauss-Kruger (approximate)",
    )
    BEIJING54_GK6 = (
        "BEIJING54_GK6",
        "1954 北京坐标系 6 度带（近似）",
        "Beijing 1954 6-degree Gauss-Kruger (approximate)",
    )

    @property
    def zone_width(self) -> int:
        """Width of the projection's zones, 3 or 6 degrees; 0 for longitude and latitude."""
        return {"_GK3": 3, "_GK6": 6}.get(self.value[-4:], 0)

    @property
    def is_projected(self) -> bool:
        """Whether the numbers are metres east and north, not degrees."""
        return self.zone_width > 0

    @property
    def frame(self) -> Datum:
        """The datum of the degrees behind the metres; itself where it is degrees."""
        return Datum[self.value.split("_")[0]]

    def in_zones(self, width: int) -> Datum:
        """The same datum in Gauss-Kruger zones of 3 or 6 degrees."""
        return Datum[f"{self.frame.value}_GK{width}"]

    @property
    def uncertainty_m(self) -> float:
        """What the way to WGS84 adds to the radius of a place, in metres; 0 where it is exact.

        Sources of the two figures: `etl.crs.old`.
        """
        return {Datum.XIAN80: 40.0, Datum.BEIJING54: 50.0}.get(self.frame, 0.0)


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
    "EPSG:4610": Datum.XIAN80,
    "EPSG:4214": Datum.BEIJING54,
}


def parse_datum(text: str, *, file: str = "", row: int | None = None) -> Datum:
    """The datum a table names, by code or usual alias (EPSG:4490, GCJ-02 …).

    `etl.crs.reference.parse_reference` reads more: the central meridian, any EPSG code of a zone,
    names in words, WKT. Raises CoordinateError naming file and row for an unknown or empty datum.
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
