"""What can go wrong with an export."""

from __future__ import annotations

from etl.errors import HetuError


class ExportError(HetuError):
    """A file to hand on cannot be made from what was asked for."""
