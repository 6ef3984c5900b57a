"""What the numbers of a layer could be: every datum, zone and order of axes that China allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.crs.axes import LAT_RANGE, LON_RANGE
from etl.crs.datum import Datum
from etl.crs.gauss import PREFIX_M, meridian_of_zone, meridians, width_of_zone
from etl.crs.geodesy import LonLat, distance_m
from etl.crs.offset import Array
from etl.crs.reference import Reference
from etl.errors import CoordinateError

REACH_M = 300_000.0
"""A hypothesis that puts the middle of the layer farther than this from the known ground is not
pursued: two zones of 3 degrees lie closer than that, two orders of axes never do."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A reference, and whether latitude or northing comes first."""

    reference: Reference
    swapped: bool

    @property
    def label_zh(self) -> str:
        """For people."""
        return self.reference.label_zh + ("，两列对调" if self.swapped else "")

    @property
    def label_en(self) -> str:
        """The same in English."""
        return self.reference.label_en + (", columns swapped" if self.swapped else "")


def candidates(x: Array, y: Array, ground: LonLat) -> dict[Hypothesis, tuple[Array, Array]]:
    """Every hypothesis that puts the layer near `ground`, with the WGS84 positions it gives.

    CGCS2000 degrees are WGS84's to a centimetre and are not listed beside them; a 6-degree zone
    without its number is the 3-degree zone of the same meridian.
    """
    found: dict[Hypothesis, tuple[Array, Array]] = {}
    is_metric = float(np.nanmax(np.abs(np.concatenate([x, y])))) > 360
    for swapped in (False, True):
        east, north = (y, x) if swapped else (x, y)
        for reference in _metric(east) if is_metric else _ANGULAR:
            try:
                lon, lat = reference.to_wgs84(east, north)
            except CoordinateError:
                continue
            if _is_near(lon, lat, ground):
                found[Hypothesis(reference, swapped)] = (lon, lat)
    return found


_ANGULAR = tuple(Reference(d) for d in (Datum.WGS84, Datum.GCJ02, Datum.BD09))
_FRAMES = (Datum.CGCS2000, Datum.XIAN80, Datum.BEIJING54)


def _metric(east: Array) -> list[Reference]:
    zone = int(np.nanmedian(east) // PREFIX_M)
    if zone == 0:
        return [Reference(f.in_zones(3), m) for f in _FRAMES for m in meridians(3)]
    width = width_of_zone(zone)
    if not width:
        return []
    meridian = meridian_of_zone(zone, width)
    return [Reference(frame.in_zones(width), meridian) for frame in _FRAMES]


def _is_near(lon: Array, lat: Array, ground: LonLat) -> bool:
    known = np.isfinite(lon) & np.isfinite(lat)
    if not known.any():
        return False
    middle = (float(np.median(lon[known])), float(np.median(lat[known])))
    in_china = (
        LON_RANGE[0] <= middle[0] <= LON_RANGE[1] and LAT_RANGE[0] <= middle[1] <= LAT_RANGE[1]
    )
    return in_china and distance_m(middle, ground) <= REACH_M
