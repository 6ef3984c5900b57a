"""Which encoding a table's text is in: what it says of itself, else what its bytes allow."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

_DBF_LANGUAGE = {0x4D: "gb18030", 0x7A: "gb18030", 0x4F: "big5", 0x57: "", 0x03: ""}
"""Language byte of a dBASE header: 0x4D is code page 936. Windows' own (0x03, 0x57) says little."""


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding: a byte order mark, else UTF-8, else GB 18030."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                       (codecs.BOM_UTF16_BE, "utf-16")):  # fmt: skip
        if data.startswith(mark):
            return data.decode(name), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("gb18030"), "gb18030"


def encoding_of_shapefile(path: Path) -> str:
    """The encoding of a shapefile's .dbf: .cpg, else the header's language, else its bytes."""
    for name in (path.with_suffix(".cpg"), path.with_suffix(".CPG")):
        if name.is_file():
            said = named(name.read_text(encoding="ascii", errors="ignore"))
            if said:
                return said
    table = next((p for s in (".dbf", ".DBF") if (p := path.with_suffix(s)).is_file()), None)
    if table is None:
        return "utf-8"
    with table.open("rb") as file:
        head = file.read(32)
        body = file.read(4_000_000)
    said = _DBF_LANGUAGE.get(head[29], "") if len(head) == 32 else ""
    if said:
        return said
    try:
        # A field may end in half a character: that is no sign against UTF-8.
        codecs.getincrementaldecoder("utf-8")("strict").decode(
            re.sub(rb"[\x80-\xff]{1,3} ", b" ", body)
        )
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8" if _is_utf8(body) else "gb18030"


def _is_utf8(body: bytes) -> bool:
    """Whether most runs of high bytes are UTF-8: fields cut in mid-character spoil a few."""
    runs = re.findall(rb"[\x80-\xff]{2,}", body)
    if not runs:
        return True
    good = 0
    for run in runs:
        try:
            run.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            continue
    return good * 2 > len(runs)


def named(text: str) -> str:
    """A Python codec for what a .cpg says (UTF-8, GBK, 936, CP936, ANSI 936 …), else ""."""
    plain = text.strip().lower().replace("ansi", "").replace("oem", "").strip(" :_-")
    if not plain:
        return ""
    if re.search(r"936|gb", plain):
        return "gb18030"
    if plain in ("950", "cp950", "big5"):
        return "big5"
    if plain in ("65001", "utf8", "utf-8"):
        return "utf-8"
    for name in (plain, f"cp{plain}", plain.replace(" ", "")):
        try:
            return codecs.lookup(name).name
        except LookupError:
            continue
    return ""


GUESS = "guess"
"""For `mend`: UTF-8 where the bytes are, else GB 18030. A drawing seldom says which it is in."""


def mend(text: str, encoding: str) -> str:
    """Text read byte by byte (latin-1) in its true encoding; half a character at the end is cut."""
    if text.isascii():
        return text.strip()
    try:
        if encoding == GUESS:
            return decode(text.encode("latin-1"))[0].strip()
        return text.encode("latin-1").decode(encoding, errors="replace").rstrip("\ufffd").strip()
    except UnicodeError:
        return text.strip()  # read in its own encoding already
