"""The routes page's server side: asks `app.itinerary`, keeps routes and edits, hands files out.

planner   the book of the district served, travel times, the three answers
told      books, plans and answers as JSON
saved     routes kept with versions
edits     facts of stops as staff changed them
files     print sheet, GPX, KML, GeoJSON, calendar, workbook, QR code
addresses the addresses of all these
"""
