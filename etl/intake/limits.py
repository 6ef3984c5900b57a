"""Bounds on what is read: time and memory stay bounded whatever the file."""

MAX_FILE = 400_000_000
"""Bytes of a file that is no OpenStreetMap extract."""
MAX_OSM_FILE = 4_000_000_000
"""Bytes of an OpenStreetMap extract, which is read as a stream."""
MAX_ROWS = 200_000
"""Features or rows of one file."""
MAX_UNPACKED = 1_500_000_000
"""Bytes of everything in an archive, unpacked."""
MAX_RATIO = 200
"""How many times larger than itself an archive may unpack, beyond the first 10 MB."""
MAX_MEMBERS = 5_000
"""Files in one archive."""
MAX_PHOTOS = 2_000
"""Photos of one batch."""
MAX_PIXELS = 400_000_000
"""A photo's size as it says itself; only its header is read."""
