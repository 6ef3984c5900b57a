"""Names to locations: gazetteer, trust ladder, point-radius."""
