"""KML 2.2 (OGC 07-147r2): stops, start and end as placemarks, drives as lines, a folder a day."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from app.itinerary.out.gpx import position
from app.itinerary.out.sheet import DaySheet, Row, Sheet
from app.itinerary.out.words import clean, clock, day_words, word
from etl.crs.datum import Datum

_SPACE = "http://www.opengis.net/kml/2.2"
_ROAD, _GUESS = "road", "guess"


def kml(sheet: Sheet) -> str:
    """The route as KML text, WGS84. Estimated drives have a style of their own (thin)."""
    ET.register_namespace("", _SPACE)
    root = ET.Element(f"{{{_SPACE}}}kml")
    document = _add(root, "Document")
    _add(document, "name", sheet.title)
    _add(document, "description", sheet.travel)
    # aabbggrr; two greys that stay apart in black and white.
    _style(document, _ROAD, "ff5a4a2f", "4")
    _style(document, _GUESS, "ff9a8a6f", "2")
    for number, day in enumerate(sheet.days, start=1):
        _folder(document, day, number, sheet)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _folder(document: ET.Element, day: DaySheet, number: int, sheet: Sheet) -> None:
    folder = _add(document, "Folder")
    when = day_words(day.day, sheet.lang)
    _add(folder, "name", f"{word('day', sheet.lang).format(n=number)} {when}")
    for row in day.rows:
        if row.spot is not None:
            _placemark(folder, row)
    for line, is_estimate in day.drives:
        mark = _add(folder, "Placemark")
        _add(mark, "name", word("estimated" if is_estimate else "drive", sheet.lang))
        _add(mark, "styleUrl", f"#{_GUESS if is_estimate else _ROAD}")
        path = _add(mark, "LineString")
        _add(path, "coordinates", " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in line))


def _placemark(folder: ET.Element, row: Row) -> None:
    assert row.spot is not None
    mark = _add(folder, "Placemark")
    times = clock(row.at) if row.until is None else f"{clock(row.at)}–{clock(row.until)}"
    _add(mark, "name", f"{times} {row.spot.name}")
    _add(mark, "description", row.detail)
    at = position(row.spot, Datum.WGS84)
    if at is not None:
        point = _add(mark, "Point")
        _add(point, "coordinates", f"{at[0]},{at[1]}")


def _style(document: ET.Element, name: str, colour: str, width: str) -> None:
    style = _add(document, "Style")
    style.set("id", name)
    line = _add(style, "LineStyle")
    _add(line, "color", colour)
    _add(line, "width", width)


def _add(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_SPACE}}}{tag}")
    if text is not None:
        child.text = clean(text)
    return child
