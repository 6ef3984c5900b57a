from pathlib import Path

import pytest

from etl.errors import TableError
from etl.tables import read_table, write_table


def put(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_round_trip_keeps_commas_quotes_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_table(path, ("a", "b"), [('x,"y"', "第一行\n第二行"), (None, 2)])
    rows = read_table(path, ("a", "b"))
    assert [dict(row.cells) for row in rows] == [
        {"a": 'x,"y"', "b": "第一行\n第二行"},
        {"a": "", "b": "2"},
    ]


def test_a_bom_as_excel_writes_it_is_no_part_of_the_header(tmp_path: Path) -> None:
    rows = read_table(put(tmp_path / "t.csv", "a,b\n1,2\n", "utf-8-sig"), ("a",))
    assert rows[0]["a"] == "1"


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [
        ("a,b\n1,2\n1,2,3\n", 3, "应有 2 列"),
        ("a\n1\n", 1, "缺少列：b"),
        ('a,b\n"1,2\n', 2, "CSV"),
    ],
)
def test_a_fault_names_file_row_and_cause(tmp_path: Path, text: str, row: int, words: str) -> None:
    with pytest.raises(TableError) as caught:
        read_table(put(tmp_path / "t.csv", text), ("a", "b"))
    assert (caught.value.file, caught.value.row) == ("t.csv", row)
    assert words in caught.value.zh
    assert caught.value.en


def test_another_encoding_is_named_not_garbled(tmp_path: Path) -> None:
    path = put(tmp_path / "t.csv", "名称,b\n甲,乙\n", "gb18030")
    with pytest.raises(TableError, match="UTF-8"):
        read_table(path, ("b",))


@pytest.mark.parametrize("cell", ["三", "nan", "inf", "-Infinity", "1e999"])
def test_what_is_no_number_is_refused(tmp_path: Path, cell: str) -> None:
    row = read_table(put(tmp_path / "t.csv", f"a\n{cell}\n"), ("a",))[0]
    with pytest.raises(TableError, match=r"t\.csv:2"):
        row.number_of("a")
