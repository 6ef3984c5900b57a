"""Datums, offsets, projections and measuring on the ellipsoid.

What other modules use, and where it stands:

    from etl.crs.datum import Datum, parse_datum          # code list; .is_projected, .uncertainty_m
    from etl.crs.reference import Reference, parse_reference
    from etl.crs.convert import to_wgs84, from_wgs84      # arrays, any datum
    from etl.crs.notation import read_position, read_columns
    from etl.crs.gauss import meridian_for                # the zone of a layer by its longitude
    from etl.crs.detective import investigate             # which datum a layer is in

    to_wgs84(x, y, Datum.GCJ02)                                    -> lon, lat
    to_wgs84(x, y, Datum.CGCS2000_GK3, central_meridian=123)       six-digit eastings
    to_wgs84(x, y, Datum.CGCS2000_GK3)                             41xxxxxx names its zone, by row
    to_wgs84(x, y, datum, swapped=None)                            finds out which column is which
    from_wgs84(lon, lat, Datum.CGCS2000_GK3, prefixed=True)        every point in its own zone
    parse_reference("EPSG:4550" | "西安80 41带" | WKT of a .prj)   -> Reference(datum, meridian)
    Reference(datum, 123).to_wgs84(x, y)
    read_position("北纬47°12′30″ 东经124°15′20″")                  -> Position(lon, lat, …)
    read_position("5230123.4", "590123.4", near=(124.0, 47.3))     zone from the district's ground
    read_columns(texts, texts, reference=…, near=…)                -> Positions with faults by row

`lon, lat` are WGS84 degrees. Errors are `etl.errors.CoordinateError`, in both languages. The way
from Xi'an 80 and Beijing 54 is approximate: add `Datum.uncertainty_m` to the radius of a place
(`read_position` does so itself). Outside the rectangle of China there is no offset
(`etl.crs.offset` states the rule).
"""
