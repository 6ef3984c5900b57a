"""Word documents (.docx): the paragraphs of the body, read with the standard library.

Guards: at most 2,000 entries, 40 MB unpacked in all, no document type declarations (zip bombs,
entity bombs), no encrypted or old .doc files.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from etl.errors import ReportError

MAX_ENTRIES = 2_000
MAX_UNPACKED = 40_000_000
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLE = b"\xd0\xcf\x11\xe0"


def _refuse(name: str, zh: str, en: str) -> ReportError:
    return ReportError(
        f"{zh};请用 Word 另存为 .docx 或纯文本 .txt",
        f"{en}; save it with Word as .docx or as plain text .txt",
        file=name,
    )


def _document(data: bytes, name: str) -> bytes:
    """The XML of the body, after the guards."""
    if data.startswith(_OLE):
        raise _refuse(
            name,
            "文件是旧版 .doc 或已加密的文档",
            "The file is an old .doc or an encrypted document",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
                raise _refuse(name, "文档解压后过大", "The document is too big when unpacked")
            if _BODY not in archive.namelist():
                raise _refuse(name, "文件里没有 Word 正文", "The file holds no Word text")
            with archive.open(_BODY) as body:
                xml = body.read(MAX_UNPACKED + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, OSError) as error:
        raise _refuse(name, "文档已损坏或已加密", "The document is damaged or encrypted") from error
    if len(xml) > MAX_UNPACKED:
        raise _refuse(name, "文档解压后过大", "The document is too big when unpacked")
    return xml


def _paragraph(node: ElementTree.Element) -> str:
    parts: list[str] = []
    for item in node.iter():
        if item.tag == f"{_W}t":
            parts.append(item.text or "")
        elif item.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif item.tag == f"{_W}tab":
            parts.append(" ")
    return "".join(parts)


def read(data: bytes, name: str) -> str:
    """Text of the body, one line per paragraph; automatic numbers of lists are not text."""
    xml = _document(data, name)
    if re.search(rb"<!DOCTYPE|<!ENTITY", xml):
        raise _refuse(name, "文档结构异常", "The document has an unusual structure")
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise _refuse(name, "文档已损坏", "The document is damaged") from error
    return "\n".join(_paragraph(node) for node in root.iter(f"{_W}p"))
