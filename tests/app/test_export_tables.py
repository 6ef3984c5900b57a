from __future__ import annotations

from pathlib import Path

import export_layers
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.export.errors import ExportError
from app.export.tables import export_xlsx
from etl.errors import LayerError


@pytest.fixture
def layers(tmp_path: Path) -> Path:
    return export_layers.publish(tmp_path / "layers")


def _column(sheet: Worksheet, header: str) -> list[object]:
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index(header)].value for row in sheet.iter_rows(min_row=2)]


def test_works_come_back_with_chinese_headers_and_codes_in_words(
    layers: Path, tmp_path: Path
) -> None:
    export_xlsx(layers, tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["工作清单"]
    assert _column(sheet, "类别")[:1] == ["学校"]
    assert _column(sheet, "所属方面") == [
        "一 产业",
        "五 民生",
        "一 产业",
        "五 民生",
        "一 产业",
        "一 产业",
    ]
    assert _column(sheet, "阶段")[4] == "线索"
    assert _column(sheet, "说明")[4] == "未选址"
    assert _column(sheet, "报告位置")[0] == "2031 〔一〕甲题 第16句"
    assert _column(sheet, "句序")[0] == 16
    assert _column(sheet, "数量")[0] == 3
    assert _column(sheet, "相关指标")[0] == "校舍 新建\u20093\u2009座"


def test_only_a_point_gets_longitude_and_latitude(layers: Path, tmp_path: Path) -> None:
    export_xlsx(layers, tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["工作清单"]
    assert _column(sheet, "经度") == [10.7, 10.7, None, None, None, 10.3]
    assert _column(sheet, "误差半径（米）") == [300, 300, None, None, None, 2000]


def test_no_cell_is_a_formula(layers: Path, tmp_path: Path) -> None:
    export_xlsx(layers, tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    risky = [c for c in cells if isinstance(c.value, str) and c.value[0] in "=+-@"]
    assert {cell.value for cell in risky} == {export_layers.FORMULA, "+1+cmd"}
    assert all(cell.quotePrefix for cell in risky)


def test_village_codes_are_text(layers: Path, tmp_path: Path) -> None:
    export_xlsx(layers, tmp_path / "out.xlsx")
    cell = load_workbook(tmp_path / "out.xlsx")["村镇"]["B2"]
    assert cell.value == "990101001201"
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_every_list_prints_and_filters(layers: Path, tmp_path: Path) -> None:
    export_xlsx(layers, tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["说明", "工作清单", "指标", "村镇", "来源与许可"]
    assert book.active is not None and book.active.title == "工作清单"
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes and sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet["A2"].alignment.wrap_text


def test_the_read_me_says_intent_and_wgs84(layers: Path, tmp_path: Path) -> None:
    export_xlsx(layers, tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["说明"]
    text = "".join(str(cell.value) for cell in sheet["B"])
    assert "不是完成情况" in text
    assert "WGS84" in text


def test_a_filter_exports_its_works_alone(layers: Path, tmp_path: Path) -> None:
    export_xlsx(layers, tmp_path / "out.xlsx", works_ids=["w6", "w3"])
    book = load_workbook(tmp_path / "out.xlsx")
    assert _column(book["工作清单"], "编号") == ["w3", "w6"]
    assert book["指标"].max_row == 3  # targets are not works: they stay whole


def test_an_unknown_id_is_refused_and_leaves_the_old_file(layers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"old")
    with pytest.raises(ExportError, match="w404"):
        export_xlsx(layers, out, works_ids=["w1", "w404"])
    assert out.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["layers", "out.xlsx"]


def test_a_broken_layer_is_named(layers: Path, tmp_path: Path) -> None:
    export_layers.break_layer(layers)
    with pytest.raises(LayerError, match=r"projects\.geojson.*typo"):
        export_xlsx(layers, tmp_path / "out.xlsx")


def test_a_folder_without_layers_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match="hetu build"):
        export_xlsx(tmp_path, tmp_path / "out.xlsx")


def test_the_same_layers_give_the_same_bytes(layers: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        export_xlsx(layers, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
