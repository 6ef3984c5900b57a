"""Reports as web pages and Word documents, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from etl.errors import ReportError
from etl.report.load import load_report
from etl.report.readers import docx, html

LINES = (
    "松湖县人民政府工作报告",
    "二、2025年重点工作",
    "主要预期目标是：增长5%。",
    "（一）抓项目。建设松湖路。",
    "（二）惠民生。新建学校。",
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, part: str = "word/document.xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, f'<?xml version="1.0"?>{body}')
    return buffer.getvalue()


def document(lines: tuple[str, ...] = LINES) -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return f"<w:document {W}><w:body>{paragraphs}</w:body></w:document>"


def test_a_word_document(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(word(document()))
    assert load_report(path).text.splitlines() == list(LINES)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_web_page(tmp_path: Path, charset: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    page = (
        f'<html><head><meta charset="{charset}"><script>alert("x")</script>'
        "<style>p{}</style></head>"
        f"<body><nav>首页</nav>{body}<script>steal()</script></body></html>"
    )
    path = tmp_path / "report.html"
    path.write_bytes(page.encode("gb18030" if charset == "gb2312" else charset))
    assert load_report(path).text.splitlines() == list(LINES)


def test_a_page_that_no_longer_is_what_it_says() -> None:
    page = '<meta charset="gb2312"><p>松湖县</p>'
    assert html.read(page.encode(), "a.html").strip() == "松湖县"


def test_text_of_a_page_keeps_no_script_and_decodes_entities() -> None:
    text = html.read("<p>甲&lt;乙&nbsp;丙</p><script>var a='<p>丁</p>'</script>".encode(), "a.html")
    assert text.strip() == "甲<乙\xa0丙"


@pytest.mark.parametrize(
    ("data", "word_zh"),
    [
        (b"PK\x03\x04 broken", "损坏"),
        (word("<x/>", part="other.xml"), "没有 Word 正文"),
        (word("<w:document"), "损坏"),
        (word(f'<!DOCTYPE a [<!ENTITY b "c">]>{document()}'), "异常"),
    ],
)
def test_refused_documents(data: bytes, word_zh: str) -> None:
    with pytest.raises(ReportError, match=word_zh) as caught:
        docx.read(data, "bad.docx")
    assert caught.value.file == "bad.docx"


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = word("<a>" + " " * (docx.MAX_UNPACKED + 1))
    assert len(bomb) < 100_000
    with pytest.raises(ReportError, match="过大"):
        docx.read(bomb, "bomb.docx")
