"""The invented county for every test of the intake."""

from intake_district import county, ground

__all__ = ["county", "ground"]
