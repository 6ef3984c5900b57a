"""Readers and makers of the base data."""
