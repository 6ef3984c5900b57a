"""Readers: bytes of one file format in, plain text out; one module per format.

A new format is a module with `read(data: bytes, name: str) -> str` and a row in `READERS`. What a
file says of itself in its first bytes counts for more than its suffix.
"""

from __future__ import annotations

from collections.abc import Callable

from etl.errors import ReportError
from etl.report.readers import docx, html, old, pdf, txt
from etl.report.readers.radicals import without_radicals

Reader = Callable[[bytes, str], str]

READERS: dict[str, Reader] = {
    "": txt.read,
    ".txt": txt.read,
    ".text": txt.read,
    ".md": txt.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": docx.read,
    ".pdf": pdf.read,
}
_CONVERTED = frozenset({".doc", ".dot", ".wps", ".rtf", ".odt", ".ofd", ".pages"})
_ZIPPED = frozenset({".odt", ".ofd", ".pages"})
"""Archives like .docx by their first bytes, and no Word documents."""
_MAGIC: tuple[tuple[bytes, Reader], ...] = (
    (b"%PDF-", pdf.read),
    (b"PK\x03\x04", docx.read),
    (old.OLE, old.read),
    (old.RTF, old.read),
)


def read_bytes(data: bytes, name: str, suffix: str) -> str:
    """Text of a file called `name`; ReportError for a suffix nobody reads."""
    suffix = suffix.lower()
    if suffix in _ZIPPED:
        return old.read(data, name)
    for magic, reader in _MAGIC:
        if data.startswith(magic):
            return without_radicals(reader(data, name))
    known = READERS.get(suffix)
    if suffix in _CONVERTED:
        # Sites hand out web pages under the name of Word documents.
        known = html.read if data[:400].lstrip().startswith(b"<") else old.read
    if known is None:
        listed = " ".join(sorted(key for key in READERS if key))
        raise ReportError(
            f"不支持的报告格式 {suffix}；请另存为以下格式之一：{listed}",
            f"Unknown report format {suffix}; save it as one of: {listed}",
            file=name,
        )
    return without_radicals(known(data, name))
