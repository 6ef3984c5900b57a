"""Small PDF files by hand: Chinese text in a font that is neither embedded nor mapped to Unicode.

That is how offices' typesetters write it: the reader must know the predefined character maps.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Placed = tuple[float, float, str]
"""x, y (points from the lower left) and the text of one line."""
SIZE = 16


def _font(encoding: str) -> list[bytes]:
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}"
        "/DescendantFonts[4 0 R]>>".encode(),
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    ]


def _content(lines: Sequence[Placed], codec: str) -> bytes:
    shown = [
        f"BT /F1 {SIZE} Tf 1 0 0 1 {x} {y} Tm <{text.encode(codec).hex()}> Tj ET"
        for x, y, text in lines
    ]
    return "\n".join(shown).encode()


def pdf(
    pages: Sequence[Sequence[Placed]],
    *,
    encoding: str = "UniGB-UCS2-H",
    trailer: str = "",
    raw_content: bytes | None = None,
) -> bytes:
    """A PDF of A4 pages. `raw_content`: a compressed stream used for every page instead."""
    codec = "utf-16-be" if encoding == "UniGB-UCS2-H" else "gb18030"
    numbers = [6 + 2 * index for index in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        *_font(encoding),
    ]
    for number, lines in zip(numbers, pages, strict=True):
        packed = raw_content or zlib.compress(_content(lines, codec))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {number + 1} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(
            f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
            + packed
            + b"\nendstream"
        )
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def set_in_lines(
    paragraphs: Sequence[str], *, width: int = 26, height: int = 20, header: str = ""
) -> list[list[Placed]]:
    """Paragraphs set as an office sets them: indented by two, broken at `width`, pages numbered."""
    lines: list[tuple[float, str]] = []
    for paragraph in paragraphs:
        text = "　　" + paragraph
        for at in range(0, len(text), width):
            piece = text[at : at + width]
            indent = 2 * SIZE if piece.startswith("　　") else 0
            lines.append((80.0 + indent, piece.strip("　")))
    pages: list[list[Placed]] = []
    for number, at in enumerate(range(0, len(lines), height), start=1):
        page = [(x, 740 - 28 * row, text) for row, (x, text) in enumerate(lines[at : at + height])]
        if header:
            page.insert(0, (200, 800, header))
        page.append((285, 60, f"— {number} —"))
        pages.append(page)
    return pages
