"""The route as a GeoJSON FeatureCollection (RFC 7946, WGS84)."""

from __future__ import annotations

from typing import Any

from app.itinerary.out.gpx import position
from app.itinerary.out.sheet import Sheet
from app.itinerary.out.words import clock
from etl.crs.datum import Datum


def geojson(sheet: Sheet) -> dict[str, Any]:
    """Every row with a place as a point (geometry null where not placed), every drive as a line."""
    features: list[dict[str, Any]] = []
    for number, day in enumerate(sheet.days, start=1):
        for row in day.rows:
            if row.spot is None:
                continue
            at = position(row.spot, Datum.WGS84)
            features.append(
                {
                    "type": "Feature",
                    "geometry": at and {"type": "Point", "coordinates": list(at)},
                    "properties": {
                        "kind": row.kind, "id": row.spot.spot_id, "name": row.spot.name,
                        "day": number, "date": day.day.isoformat(), "from": clock(row.at),
                        "to": None if row.until is None else clock(row.until),
                        "detail": row.detail, "uncertainty_m": row.spot.radius_m,
                        "is_own_position": row.spot.is_sure,
                    },
                }
            )  # fmt: skip
        for line, is_estimate in day.drives:
            features.append(
                {
                    "type": "Feature",
                    "geometry": {
                        "type": "LineString",
                        "coordinates": [[round(lon, 6), round(lat, 6)] for lon, lat in line],
                    },
                    "properties": {"kind": "drive", "day": number, "is_estimate": is_estimate},
                }
            )
    return {"type": "FeatureCollection", "name": sheet.title, "features": features}
