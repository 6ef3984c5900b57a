"""Errors a user can act on: what is wrong, where, and what to do, in Chinese and English."""

from __future__ import annotations


class HetuError(ValueError):
    """A user-facing error. `zh` and `en` each name the thing, the cause and the next step."""

    def __init__(self, zh: str, en: str, *, file: str = "", row: int | None = None) -> None:
        self.zh = zh
        self.en = en
        self.file = file
        self.row = row
        super().__init__(f"{self.where}{zh} | {en}")

    @property
    def where(self) -> str:
        """`file:row: `, as far as they are known."""
        if not self.file:
            return ""
        return f"{self.file}:{self.row}: " if self.row is not None else f"{self.file}: "


class ReportError(HetuError):
    """The report cannot be read, or is no work report."""


class TableError(HetuError):
    """A table of `geodata/` is broken."""


class CoordinateError(HetuError):
    """A coordinate is impossible or out of the district's reach."""


class LayerError(HetuError):
    """A published layer is missing or does not fit its model."""


class ServeError(HetuError):
    """The dashboard cannot be served (port in use, no layers)."""
