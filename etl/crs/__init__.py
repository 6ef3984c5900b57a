"""Datums, projections and geodesic measures."""
