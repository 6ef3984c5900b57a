"""Formats that are not read, each with the way to one that is: .doc, .wps, .rtf, .odt and such."""

from __future__ import annotations

from etl.errors import ReportError

OLE = b"\xd0\xcf\x11\xe0"
RTF = b"{\\rtf"


def read(_data: bytes, name: str) -> str:
    """Refuse, and say how to convert."""
    raise ReportError(
        "文件是旧版 .doc、.wps、.rtf 一类文档，或已加密的文档；请用 Word 或 WPS 打开，"
        "选“另存为”.docx（有密码的先取消密码）；装有 LibreOffice 的可运行 "
        "soffice --headless --convert-to docx 文件名",
        "The file is an old .doc, .wps or .rtf, or an encrypted document; open it in Word or WPS "
        "and save it as .docx (take the password off first); with LibreOffice: "
        "soffice --headless --convert-to docx FILE",
        file=name,
    )
