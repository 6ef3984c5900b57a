"""PDF files with text. pdfium knows the character maps of Chinese fonts that pure Python lacks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from etl.errors import ReportError
from etl.report.readers.pdf_lines import paragraphs

TIMEOUT_SECONDS = 30
MIN_CHARS_PER_PAGE = 12
"""Fewer than these on the average page: the pages are pictures with a number beneath."""
_CHILD = Path(__file__).with_name("pdf_child.py")
_AS_TEXT = ("请另存为 .docx 或纯文本 .txt", "save it as .docx or as plain text .txt")
_WHY: dict[str, tuple[str, str]] = {
    "password": (
        "PDF 已加密；请用密码打开后另存为不加密的 PDF，或复制正文存为 .txt",
        "The PDF is encrypted; open it with its password and save it without one, "
        "or copy the text into a .txt",
    ),
    "damaged": (f"PDF 已损坏；{_AS_TEXT[0]}", f"The PDF is damaged; {_AS_TEXT[1]}"),
    "pages": (
        f"PDF 页数过多，不像一份报告；{_AS_TEXT[0]}",
        f"The PDF has too many pages for one report; {_AS_TEXT[1]}",
    ),
    "long": (
        "PDF 文字过多，不像一份报告；请只提供报告正文",
        "The PDF holds too much text for one report; give the report only",
    ),
    "memory": (
        f"PDF 展开后过大；{_AS_TEXT[0]}",
        f"The PDF is too big when unpacked; {_AS_TEXT[1]}",
    ),
    "time": (f"PDF 读取超时；{_AS_TEXT[0]}", f"Reading the PDF took too long; {_AS_TEXT[1]}"),
    "library": (
        "未安装读取 PDF 的组件；请运行 pip install pypdfium2，或另存为 .docx、.txt",
        "the PDF component is not installed; run pip install pypdfium2, or save as .docx or .txt",
    ),
    "scanned": (
        "PDF 是扫描件，没有文字；请先做文字识别（OCR），或提供 .docx、.txt",
        "The PDF is a scan without text; run text recognition (OCR) on it, or give .docx or .txt",
    ),
    "garbled": (
        f"PDF 的字体没有文字对应表，读出来是乱码；{_AS_TEXT[0]}",
        f"The fonts of the PDF do not say which characters they draw; {_AS_TEXT[1]}",
    ),
}


def _refuse(reason: str, name: str) -> ReportError:
    zh, en = _WHY.get(reason, _WHY["damaged"])
    return ReportError(zh, en, file=name)


def read(data: bytes, name: str) -> str:
    """Text of a PDF, one line per paragraph; ReportError for a locked, scanned or broken one.

    Takes at most `TIMEOUT_SECONDS` and the memory of `pdf_child`, in a process of its own.
    """
    if b"%PDF-" not in data[:1024]:
        raise _refuse("damaged", name)
    try:
        # -P: the folder of the script holds an html.py that must not stand in for Python's own.
        done = subprocess.run(
            [sys.executable, "-P", str(_CHILD)],
            input=data,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
        )
        answer = json.loads(done.stdout or b'{"error": "memory"}')
    except subprocess.TimeoutExpired:
        raise _refuse("time", name) from None
    except (OSError, ValueError) as error:
        raise _refuse("damaged", name) from error
    if "error" in answer:
        raise _refuse(answer["error"], name)
    pages = [[(*line[:4], line[4]) for line in page] for page in answer["pages"]]
    text = paragraphs(pages)
    signs = [sign for sign in text if not sign.isspace()]
    if len(signs) < MIN_CHARS_PER_PAGE * max(1, len(pages)):
        raise _refuse("scanned", name)
    unknown = sum(1 for sign in signs if sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff")
    if unknown > 0.1 * len(signs):
        raise _refuse("garbled", name)
    return text
