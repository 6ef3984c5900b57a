"""Files that are no report: refused in words, in bounded time and memory, nothing left behind."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.errors import ReportError
from etl.report.load import load_report
from etl.report.parse import MAX_CHARS, parse_report
from etl.report.readers import docx, html, read_bytes
from etl.report.sentences import MAX_SENTENCE

LINES = (
    "松湖县人民政府工作报告",
    "二、2025年重点工作",
    "主要预期目标是：增长5%。",
    "（一）抓项目。建设松湖路。",
    "（二）惠民生。新建学校。",
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
    return buffer.getvalue()


def refused(data: bytes, name: str, tmp_path: Path) -> ReportError:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReportError) as caught:
        load_report(path)
    error = caught.value
    assert error.file == name
    assert error.zh
    assert error.en
    assert [item.name for item in tmp_path.iterdir()] == [name]
    return error


@pytest.mark.parametrize(
    ("name", "data", "zh", "en"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "soffice", "soffice"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "密码", "password"),
        ("note.rtf", b"{\\rtf1\\ansi text}", "另存为", "save it as"),
        ("text.odt", b"PK\x03\x04 whatever", "另存为", "save it as"),
        ("photo.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40, "文本", "not text"),
        ("empty.txt", b" \n\t ", "空的", "empty"),
        ("sheet.xlsx", b"whatever", "不支持", "Unknown"),
        ("other.txt", ("今天天气很好，我们去公园散步。" * 30).encode(), "不像", "not look like"),
        ("other.html", ("<p>菜谱：先放油，再放盐。</p>" * 40).encode(), "不像", "not look like"),
        ("script.html", b"<script>" + b"x=1;" * 500 + b"</script>", "没有文字", "no text"),
        ("table.xlsx.zip", b"PK\x03\x04" + b"\x00" * 100, "损坏", "damaged"),
    ],
)
def test_refused_with_the_way_out(name: str, data: bytes, zh: str, en: str, tmp_path: Path) -> None:
    error = refused(data, name, tmp_path)
    assert zh in error.zh
    assert en in error.en


def test_random_bytes_are_never_a_report(tmp_path: Path) -> None:
    dice = random.Random(7)
    for number in range(20):
        data = bytes(dice.randrange(1, 256) for _ in range(3000))
        refused(data, f"n{number}.txt", tmp_path)
        (tmp_path / f"n{number}.txt").unlink()


def test_a_web_page_under_a_word_documents_name() -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"
    assert "建设松湖路" in read_bytes(page.encode(), "report.doc", ".doc")


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    begun = time.process_time()
    with pytest.raises(ReportError, match=r"50\.0 MB"):
        load_report(path)
    assert time.process_time() - begun < 0.5


MEASURE = """
import json, resource, sys, time
from pathlib import Path
from etl.errors import ReportError
from etl.report.load import load_report
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.process_time()
try:
    load_report(Path(sys.argv[1]))
    said = ""
except ReportError as error:
    said = error.zh
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([said, (after - before) / 1024, time.process_time() - begun]))
"""


def measure(path: Path, root: Path) -> tuple[str, float, float]:
    """What a fresh process says of a file, the MB by which it grew, and its seconds."""
    # Not under coverage, which would make the work cost several times as much.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    command = [sys.executable, "-c", MEASURE, str(path)]
    done = subprocess.run(command, cwd=root, env=plain, capture_output=True, timeout=120)
    said, grown, seconds = json.loads(done.stdout)
    return said, grown, seconds


def lying() -> bytes:
    """A document whose directory says that 30 MB unpack to one byte."""
    data = bytearray(word(" " * 30_000_000))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1).to_bytes(4, "little")
    return bytes(data)


ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]>'
BOMBS: dict[str, Callable[[], bytes]] = {
    "spaces.docx": lambda: word(" " * 39_000_000),
    "marks.docx": lambda: word(
        f"<w:document {W}><w:body>" + "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 200_000
    ),
    "lying.docx": lying,
    "entities.docx": lambda: word(f"{ENTITY}<w:document {W}>&b;</w:document>"),
    "wide.docx": lambda: word(
        f'<?xml version="1.0" encoding="UTF-16"?>{ENTITY}<a>&b;</a>'.encode("utf-16")
    ),
    "quotes.html": lambda: b'<p a="' * 800_000,
    "open.html": lambda: b"<a" * 2_000_000,
    "comments.html": lambda: b"<!--" * 1_200_000,
    "scripts.html": lambda: b"<script>" * 600_000,
    "nested.html": lambda: b"<svg>" * 900_000,
    "entities.html": lambda: b"&amp" * 1_200_000,
    "stops.txt": lambda: "。".encode() * 1_600_000,
    "long.txt": lambda: "\n".join(LINES * 30_000).encode(),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_bombs_cost_bounded_time_and_memory(name: str, tmp_path: Path, repo_root: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BOMBS[name]())
    said, grown, seconds = measure(path, repo_root)
    assert said
    assert grown < 250
    assert seconds < 8
    assert list(tmp_path.iterdir()) == [path]


def test_script_never_comes_through() -> None:
    page = """<html><head><title>松湖县</title><script>evil1()</script>
    <style>p{color:evil2}</style></head><body onload="evil3()">
    <!-- evil4 --><noscript>evil5</noscript><SCRIPT type='x'>if (a<b) evil6("</p>")</SCRIPT >
    <p title="a>b evil7">正文一</p><template><p>evil8</p></template>
    <svg><script>evil9()</script><text>evil10</text></svg><textarea>evil11</textarea>
    <iframe src="x">evil12</iframe><form action="x"><p>正文二</p></form>
    <a href="javascript:evil13()">正文三</a><p>5<6，正文四</p><script>evil14"""
    text = html.read(page.encode(), "a.html")
    assert "evil" not in text
    for part in ("正文一", "正文二", "正文三", "5<6，正文四"):
        assert part in text


def test_a_repeated_drawing_gives_its_text_once() -> None:
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    run = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    body = (
        f'<w:document {W} xmlns:mc="{markup}"><w:body>{run.format("甲")}<mc:AlternateContent>'
        f"<mc:Choice>{run.format('乙')}</mc:Choice><mc:Fallback>{run.format('乙')}</mc:Fallback>"
        "</mc:AlternateContent><w:p><w:del><w:r><w:delText>丙</w:delText></w:r></w:del></w:p>"
        "</w:body></w:document>"
    )
    assert docx.read(word(body), "a.docx").split() == ["甲", "乙"]


def test_a_text_too_long_for_one_report() -> None:
    with pytest.raises(ReportError, match="过长") as caught:
        parse_report("\n".join(LINES) + "\n" + "推进建设。" * (MAX_CHARS // 5))
    assert "too long" in caught.value.en


def test_an_endless_sentence_is_cut_at_its_commas() -> None:
    head = "\n".join(LINES)
    report = parse_report(f"{head}推进松湖路建设，" + "新建学校、" * 2000 + "医院。")
    sentences = [s for part in report.sections for p in part.paragraphs for s in p.sentences]
    assert max(len(sentence.text) for sentence in sentences) <= MAX_SENTENCE
    assert all(report.text[s.start : s.end] == s.text for s in sentences)
    assert [s.index for s in sentences] == list(range(len(sentences)))
    assert "".join(s.text for s in sentences).count("新建学校、") == 2000


def test_an_empty_section_is_no_obstacle() -> None:
    report = parse_report(
        "松湖县人民政府工作报告\n二、2025年重点工作\n（一）抓项目。\n（二）惠民生。新建学校。\n（三）\n"
    )
    assert [section.title for section in report.sections if section.focus_area][:1] == ["抓项目"]
