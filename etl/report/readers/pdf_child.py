"""The lines of a PDF, read in a process of its own: the bytes on stdin, JSON on stdout.

Run by `pdf.py` as a script, never imported there. A PDF is a program for a large C library; here
it can use up no more than this process's memory and time, and a crash is an answer like another.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

MAX_PAGES = 400
MAX_CHARS = 400_000
MEMORY_BYTES = 700_000_000
CPU_SECONDS = 10

Line = tuple[float, float, float, float, str]
"""Left, right, baseline and top in points (origin at the lower left), and the text."""


def _limit() -> None:
    """Bound memory and time, where the system can."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lines(page: Any, raw: Any, most: int) -> list[Line]:
    """The lines of a page as the characters stand on it, in reading order of the file.

    A line is what shares a baseline: boxes will not do, for 一 is flat and a comma is low.
    """
    from ctypes import c_double

    text = page.get_textpage()
    lines: list[Line] = []
    box = raw.FS_RECTF()
    x, y = c_double(), c_double()
    left = right = base = size = 0.0
    codes: list[str] = []

    def end() -> None:
        words = "".join(codes).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if words.strip():
            lines.append((left, right, base, base + size, words.strip()))
        codes.clear()

    for index in range(min(text.count_chars(), most)):
        sign = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if sign in "\r\n":
            continue  # put in by the library: the baselines say where a line ends
        if sign.isspace() or sign == "\x00":
            if codes:
                codes.append(" ")
            continue
        raw.FPDFText_GetLooseCharBox(text.raw, index, box)
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        extent = max(box.right - box.left, box.top - box.bottom)
        reach = max(size, extent, 4.0)
        if not codes or abs(y.value - base) > 0.4 * reach or box.left < left - 2 * reach:
            end()
            left, right, base, size = box.left, box.right, y.value, extent
        codes.append("-" if sign in "\x02\ufffe" else sign)
        left, right, size = min(left, box.left), max(right, box.right), max(size, extent)
    end()
    return lines


def read(data: bytes) -> dict[str, Any]:
    """`{"pages": [[line, …], …]}` or `{"error": "password" | "damaged" | "pages" | "long"}`."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return {"error": "password" if locked else "damaged"}
    if len(document) > MAX_PAGES:
        return {"error": "pages"}
    pages: list[list[Line]] = []
    left = MAX_CHARS
    for number in range(len(document)):
        page = document[number]
        pages.append(_lines(page, raw, left + 1))
        page.close()
        left -= sum(len(line[4]) for line in pages[-1])
        if left < 0:
            return {"error": "long"}
    return {"pages": pages}


def main() -> int:
    """Read stdin, answer on stdout; 0 unless the process is brought down."""
    data = sys.stdin.buffer.read()
    try:
        import pypdfium2  # noqa: F401  # before the limits: the library's own size is not the file's
    except ImportError:
        answer: dict[str, Any] = {"error": "library"}
    else:
        _limit()
        try:
            answer = read(data)
        except MemoryError:
            answer = {"error": "memory"}
        except Exception as error:  # whatever a broken file does to the library
            answer = {"error": "damaged", "why": type(error).__name__}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
