"""The pages of the dashboard, one module each with a `PAGE` (see `app.pages.registry`)."""

NAMES = ("map", "indicators", "years", "routes", "review", "places", "report", "imports", "data")
