"""`Report` to mentions and indicators."""
