"""Plain text in UTF-8 (with or without mark), UTF-16 with mark, or GB18030."""

from __future__ import annotations

import codecs

from etl.errors import ReportError


def _binary(name: str) -> ReportError:
    return ReportError(
        "文件不是文本（含二进制内容或无法识别的编码）；请另存为 UTF-8 或 GB18030 的 .txt",
        "The file is not text (binary content or unknown encoding); save it as UTF-8 or GB18030",
        file=name,
    )


def read(data: bytes, name: str) -> str:
    """Decode `data`; ReportError if it is binary or in no encoding we know."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise _binary(name) from None
    if b"\x00" in data:
        raise _binary(name)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = sum(1 for char in text if char < " " and char not in "\t\n\r\f\v")
        if odd > 0.01 * len(text):
            raise _binary(name)
        return text
    raise _binary(name)
