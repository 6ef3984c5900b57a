"""Mentions and corrections to the catalogue of works."""
