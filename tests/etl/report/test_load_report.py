"""Reading report files: encodings and refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.errors import ReportError
from etl.report.load import MAX_BYTES, load_report

TEXT = (
    "松湖县人民政府工作报告\n二、2025年重点工作\n主要预期目标是：增长5%。\n"
    "（一）抓项目。建设松湖路。\n（二）惠民生。新建学校。\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(encoding))
    report = load_report(path)
    assert report.district_name == "松湖县"
    assert report.text == TEXT


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空"),
        (b"\n \n", "空"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "二进制"),
        (b"\xfd\xfe\xfd\x81\x20\xff" * 30, "文本"),
        ("只是一篇散文，写山写水写人家。".encode() * 20, "工作报告"),
        (b"a" * (MAX_BYTES + 1), "过大"),
    ],
)
def test_bad_files_are_named_with_cause(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(ReportError, match=word) as caught:
        load_report(path)
    assert caught.value.file == "bad.txt"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="无法读取"):
        load_report(tmp_path / "none.txt")


def test_an_unknown_suffix(tmp_path: Path) -> None:
    path = tmp_path / "report.xyz"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(ReportError, match="格式"):
        load_report(path)
