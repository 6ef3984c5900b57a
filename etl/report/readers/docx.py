"""Word documents (.docx): the paragraphs of the body, read with the standard library.

Guards: at most 2,000 entries, 40 MB unpacked in all, 20 MB of it body, no document type
declarations (entity bombs), no encrypted files. The body is read as a stream: memory does not grow
with its marks.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from etl.errors import ReportError

MAX_ENTRIES = 2_000
MAX_UNPACKED = 40_000_000
MAX_BODY = 20_000_000
_CHUNK = 1 << 16
_BODY = "word/document.xml"
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""The namespaces of the usual and of the strict form."""


def refuse(name: str, zh: str, en: str) -> ReportError:
    """An error whose next step is to save the document anew."""
    return ReportError(
        f"{zh}；请用 Word 或 WPS 另存为 .docx 或纯文本 .txt",
        f"{en}; save it with Word or WPS as .docx or as plain text .txt",
        file=name,
    )


class _DoctypeError(Exception):
    """The body declares a document type."""


class _Body:
    """Collects the text of `w:t`, a line per paragraph; what repeats a drawing is left out."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._in_text = False
        self._in_fallback = 0
        # Namespaces come before the name, parted by a blank.
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if space in _WORD:
            self._in_text = name == "t"
            if name in ("br", "cr"):
                self.parts.append("\n")
            elif name == "tab":
                self.parts.append(" ")
        elif name == "Fallback":
            self._in_fallback += 1

    def _end(self, tag: str) -> None:
        space, _, name = tag.rpartition(" ")
        if space in _WORD:
            self._in_text = False
            if name == "p":
                self.parts.append("\n")
        elif name == "Fallback":
            self._in_fallback -= 1

    def _text(self, text: str) -> None:
        if self._in_text and not self._in_fallback:
            self.parts.append(text)

    def _doctype(self, *_declared: object) -> None:
        raise _DoctypeError


def _feed(archive: zipfile.ZipFile, name: str) -> str:
    """Text of the body, after the guards."""
    entries = archive.infolist()
    too_big = refuse(name, "文档解压后过大", "The document is too big when unpacked")
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise too_big
    if _BODY not in archive.namelist():
        raise refuse(name, "文件里没有 Word 正文", "The file holds no Word text")
    body = _Body()
    taken = 0
    with archive.open(_BODY) as file:
        while chunk := file.read(_CHUNK):
            taken += len(chunk)
            # The sizes an archive declares may lie; those that come out of it do not.
            if taken > MAX_BODY:
                raise too_big
            body.parser.Parse(chunk, False)
    body.parser.Parse(b"", True)
    return "".join(body.parts)


def read(data: bytes, name: str) -> str:
    """Text of the body, one line per paragraph; automatic numbers of lists are not text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _feed(archive, name)
    except _DoctypeError:
        raise refuse(name, "文档结构异常", "The document has an unusual structure") from None
    except expat.ExpatError as error:
        raise refuse(name, "文档已损坏", "The document is damaged") from error
    except (
        zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, OSError, EOFError,
        ValueError,
    ) as error:  # fmt: skip
        if isinstance(error, ReportError):
            raise
        raise refuse(name, "文档已损坏或已加密", "The document is damaged or encrypted") from error
