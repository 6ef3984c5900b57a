"""The gazetteer of a district: load it, look things up, list the names it knows."""

from __future__ import annotations

from etl.places.index import NAMED_KINDS, Gazetteer, gazetteer_names
from etl.places.load import load_gazetteer

__all__ = ["NAMED_KINDS", "Gazetteer", "gazetteer_names", "load_gazetteer"]
