"""PDF reports: text survives, page furniture does not; what cannot be read says why, in time."""

from __future__ import annotations

import html
import os
import subprocess
import time
import zlib
from pathlib import Path

import pytest
import rig
from pdf_bytes import pdf, set_in_lines

from etl.errors import ReportError
from etl.report.load import load_report
from etl.report.readers import pdf as reader
from etl.report.readers import read_bytes
from etl.report.readers.pdf_lines import paragraphs
from etl.report.readers.radicals import without_radicals

LINES = (
    "松湖县人民政府工作报告",
    "一、2024年工作回顾",
    "过去一年，全县上下顶住压力，完成了长风大桥、龙门水厂、青石小学三个项目，见效很快，群众满意。",
    "二、2025年重点工作",
    "主要预期目标是：地区生产总值增长5%，规模以上工业增加值增长6.5%，城镇新增就业3200人以上。",
    "（一）抓项目。建设松湖路、黄鱼港码头、飞马产业园等项目，年内完成投资12.6亿元，力争在第三季度全部开工。",
    "（二）惠民生。新建民乐小学、韦家门卫生院，改造老旧小区18个，让一万二千户居民受益，日子一天比一天好。",
    "（三）强农业。建成高标准农田3.2万亩，粮食产量稳定在4亿斤以上，麦子、黄豆、玉米齐头并进，年年有余。",
)


def pages() -> list[list[tuple[float, float, str]]]:
    body = set_in_lines(LINES * 3, header="松湖县人民政府公报 2025年第2期")
    assert len(body) >= 2
    return body


@pytest.mark.parametrize("encoding", ["UniGB-UCS2-H", "GBK-EUC-H"])
def test_text_in_a_font_without_a_map_of_its_own(encoding: str) -> None:
    text = reader.read(pdf(pages(), encoding=encoding), "report.pdf")
    assert text.splitlines() == list(LINES * 3)


def test_a_pdf_is_a_report(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(set_in_lines(LINES)))
    report = load_report(path)
    assert report.text.splitlines() == list(LINES)
    assert (report.district_name, report.year) == ("松湖县", 2025)


def test_a_pdf_by_another_name_is_read_all_the_same() -> None:
    assert "黄鱼港码头" in read_bytes(pdf(set_in_lines(LINES)), "report.txt", ".txt")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The report as a browser prints it: embedded fonts, header with title, footer with address."""
    chromium = rig.find_chromium()
    if chromium is None:
        pytest.skip("no Chromium on PATH")
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True).stdout
    if not fonts and not os.environ.get("HETU_REQUIRE_BROWSER"):
        pytest.skip("no Chinese font")
    folder = tmp_path_factory.mktemp("print")
    body = "".join(f"<p>{html.escape(line)}</p>" for line in LINES * 5)
    style = "body{font:16px/30px serif}p{text-indent:2em;margin:0}"
    page = folder / "page.html"
    page.write_text(
        f'<html lang="zh-CN"><meta charset="utf-8"><title>公报</title><style>{style}</style>{body}',
        encoding="utf-8",
    )
    out = folder / "page.pdf"
    subprocess.run(
        [chromium, "--headless", *rig.FLAGS, f"--user-data-dir={folder / 'profile'}",
         f"--print-to-pdf={out}", page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return out.read_bytes()


@pytest.mark.browser
def test_chinese_survives_a_browsers_print(printed: bytes) -> None:
    text = read_bytes(printed, "report.pdf", ".pdf")
    assert text.splitlines() == list(LINES * 5)


def test_radicals_become_the_characters_that_were_meant() -> None:
    assert without_radicals("⼀⻓⻔⻋⻩⻰⻢⽔") == "一长门车黄龙马水"
    assert without_radicals("一长门") == "一长门"


def test_lines_without_indent_part_at_a_wide_gap() -> None:
    def line(y: float, text: str) -> tuple[float, float, float, float, str]:
        return (80, 80 + 16 * len(text), y, y + 16, text)

    full = "推进松湖路桥改造项目建设年内完工投入使用。"
    wrapped = "推进松湖路桥改造项目建设年内完工并且投入使"
    assert len({len(full), len(wrapped)}) == 1
    page = [line(700, full), line(650, full), line(600, wrapped), line(572, full)]
    assert paragraphs([page]).splitlines() == [full, full, wrapped + full]


def test_a_line_may_end_early_before_a_figure() -> None:
    first = "推进松湖路桥改造项目建设年内完工投入使用，办结率达到"
    page = [(80, 80 + 16 * 28, 740, 756, "建" * 28), (80, 80 + 16 * 25, 712, 728, first),
            (80, 200, 684, 700, "100.00%。"), (80, 200, 656, 672, "新建学校。")]  # fmt: skip
    assert paragraphs([page]).splitlines() == ["建" * 28 + first + "100.00%。", "新建学校。"]


def test_a_sentence_said_twice_is_no_running_line() -> None:
    page = [(80.0, 740.0 - 28 * row, f"第{row}行说的是松湖县的事情。") for row in range(6)]
    said = [*page, (80.0, 560.0, "（一）抓项目。")], [*page[:5], (80.0, 520.0, "（一）抓项目。")]
    text = reader.read(pdf([said[0], [(x, y - 40, t) for x, y, t in said[1]]]), "a.pdf")
    assert text.count("抓项目") == 2
    assert text.count("第0行") == 2


def test_figures_at_the_edge_of_a_page_are_no_page_numbers() -> None:
    said = "增长5%以上，达到120亿元。"
    text = reader.read(pdf([[(80, 700, LINES[0]), (80, 60, said)]]), "a.pdf")
    assert text.splitlines() == [LINES[0], said]


ENCRYPTED = (
    "/Encrypt<</Filter/Standard/V 1/R 2/P -44"
    f"/O<{'5a' * 32}>/U<{'a5' * 32}>>>/ID[<{'11' * 16}><{'11' * 16}>]"
)


@pytest.mark.parametrize(
    ("data", "zh", "en"),
    [
        (pdf([[], []]), "扫描件", "scan"),
        (pdf([[(285, 60, "— 1 —")], [(285, 60, "— 2 —")]]), "扫描件", "scan"),
        (pdf([[(80, 700, LINES[0])]], trailer=ENCRYPTED), "加密", "encrypted"),
        (b"%PDF-1.7\nnothing", "损坏", "damaged"),
        (pdf([[(80, 700, LINES[0])]])[:400], "损坏", "damaged"),
        (b"no pdf at all", "损坏", "damaged"),
        (pdf([[]] * 401), "页数过多", "too many pages"),
        (pdf([[(80, 700, "\ue5e5" * 40)]]), "乱码", "which characters"),
    ],
    ids=["blank", "numbers", "password", "stub", "cut", "none", "pages", "garbled"],
)
def test_refused(data: bytes, zh: str, en: str) -> None:
    with pytest.raises(ReportError) as caught:
        reader.read(data, "bad.pdf")
    assert caught.value.file == "bad.pdf"
    assert zh in caught.value.zh
    assert en in caught.value.en


def test_a_bomb_costs_bounded_time_and_none_of_our_memory() -> None:
    packer = zlib.compressobj(9)
    parts = [packer.compress(b" " * 10_000_000) for _ in range(60)]
    bomb = pdf([[]], raw_content=b"".join([*parts, packer.flush()]))
    assert len(bomb) < 2_000_000
    begun = time.monotonic()
    with pytest.raises(ReportError):
        reader.read(bomb, "bomb.pdf")
    assert time.monotonic() - begun < reader.TIMEOUT_SECONDS + 5


def test_a_reader_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    child = tmp_path / "child.py"
    child.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(reader, "_CHILD", child)
    monkeypatch.setattr(reader, "TIMEOUT_SECONDS", 0.5)
    with pytest.raises(ReportError, match="超时"):
        reader.read(b"%PDF-1.7", "slow.pdf")


def test_a_reader_that_dies_is_an_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    child = tmp_path / "child.py"
    child.write_text("import os\nos.abort()\n")
    monkeypatch.setattr(reader, "_CHILD", child)
    with pytest.raises(ReportError, match="过大"):
        reader.read(b"%PDF-1.7", "fatal.pdf")
