"""A worked-out route as files to hand out: timetable, GPX, KML, GeoJSON, ICS, XLSX, QR.

    sheet_of(answer, book, lang) -> Sheet      the timetable in words, for page, print and XLSX
    gpx(sheet, datum)            -> str        waypoints and one route a day (GPX 1.1)
    kml(sheet)                   -> str        the same for map programs (KML 2.2)
    geojson(sheet)               -> dict       points and drives, RFC 7946
    ics(sheet, stamp)            -> bytes      one event a visit, RFC 5545
    xlsx(sheet)                  -> bytes      timetable, stops, sources
    qr_svg(text)                 -> str        a code a phone reads

All take a `Sheet`, so that every file says the same. A stop without a position of its own is
written with the words that say so, never as a sure pin.
"""
