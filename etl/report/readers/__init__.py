"""Readers: bytes of one file format in, plain text out; one module per suffix.

A new format is a module with `read(data: bytes, name: str) -> str` and a row in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable

from etl.errors import ReportError
from etl.report.readers import docx, html, txt

Reader = Callable[[bytes, str], str]

READERS: dict[str, Reader] = {
    "": txt.read,
    ".txt": txt.read,
    ".text": txt.read,
    ".md": txt.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": docx.read,
}


def read_bytes(data: bytes, name: str, suffix: str) -> str:
    """Text of a file called `name`; ReportError for a suffix nobody reads."""
    reader = READERS.get(suffix.lower())
    if reader is None:
        known = " ".join(sorted(key for key in READERS if key))
        raise ReportError(
            f"不支持的报告格式 {suffix};请另存为以下格式之一: {known}",
            f"Unknown report format {suffix}; save it as one of: {known}",
            file=name,
        )
    return reader(data, name)
