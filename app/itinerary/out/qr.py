"""A QR code (ISO/IEC 18004) as SVG, and what to put into it."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

import segno

from app.itinerary.out.gpx import position
from app.itinerary.out.sheet import Sheet
from app.itinerary.out.words import clean
from etl.crs.datum import Datum
from etl.errors import HetuError

LONGEST = 1200
"""Bytes that a phone still reads from a code of 4 cm (version 24 at level M holds 1,273)."""


def qr_svg(text: str, side_mm: float = 40) -> str:
    """The code as an SVG element of `side_mm`, four modules of quiet zone, black on white.

    HetuError where the text is longer than a phone reads.
    """
    if len(text.encode()) > LONGEST:
        raise HetuError(
            f"内容超过 {LONGEST} 字节，手机读不出这样密的二维码；请改用下载的 GPX。",
            f"More than {LONGEST} bytes: a phone cannot read so dense a code; use the GPX file.",
        )
    code = segno.make(text, error="m", micro=False)
    out = io.BytesIO()
    code.save(out, kind="svg", border=4, xmldecl=False, svgns=True, unit="mm",
              scale=side_mm / code.symbol_size(border=4)[0], light="#fff")  # fmt: skip
    return out.getvalue().decode()


def small_gpx(sheet: Sheet) -> str:
    """The placed stops as the least GPX there is: for a code where no address can be reached."""
    points = []
    for spot in sheet.spots:
        at = position(spot, Datum.WGS84)
        if at is not None:
            name = escape(clean(spot.name))
            points.append(f'<wpt lat="{at[1]:.5f}" lon="{at[0]:.5f}"><name>{name}</name></wpt>')
    return (
        '<gpx version="1.1" creator="Hetu" xmlns="http://www.topografix.com/GPX/1/1">'
        + "".join(points)
        + "</gpx>"
    )
