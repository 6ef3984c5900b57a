"""Datums, offsets, projections and measuring on the ellipsoid."""
