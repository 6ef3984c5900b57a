"""The whole flow on the real district: repeatable, the same with and without the text, and safe."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from etl.catalogue.corrections import COLUMNS
from etl.district import District
from etl.errors import CoordinateError, HetuError, LayerError, ReportError, TableError
from etl.files import locked
from etl.pipeline import build
from etl.tables import write_table


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def load(folder: Path) -> District:
    return District.load(folder.name, folder.parent)


@pytest.fixture
def no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(District, "report_text", lambda _self: None)


def test_the_committed_layers_are_what_the_tables_give(
    repo_root: Path, tmp_path: Path, no_text: None
) -> None:
    district = District.load("230204", repo_root / "geodata")
    build(district, layers=tmp_path, var=tmp_path / "var")
    assert snapshot(tmp_path) == snapshot(district.layers)


def test_two_builds_give_the_same_bytes(district_copy: Path, tmp_path: Path, no_text: None) -> None:
    district = load(district_copy)
    build(district, layers=tmp_path / "a", var=tmp_path)
    build(district, layers=tmp_path / "b", var=tmp_path)
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b")


@pytest.mark.report_text
def test_with_the_text_the_catalogue_and_layers_are_those_of_record(
    district_copy: Path, report_text_path: Path, tmp_path: Path
) -> None:
    before = snapshot(district_copy / "layers")
    result = build(load(district_copy), report_file=report_text_path, var=tmp_path)
    assert not result.tables_changed, "run `hetu build`: the rules give other records now"
    assert snapshot(district_copy / "layers") == before


@pytest.mark.report_text
def test_the_clauses_stay_out_of_what_is_published(
    district_copy: Path, report_text_path: Path, tmp_path: Path
) -> None:
    build(load(district_copy), report_file=report_text_path, var=tmp_path)
    clauses = json.loads((tmp_path / "clauses" / "2025.json").read_text("utf-8"))
    longest = max((item["text"] for item in clauses["sentences"].values()), key=len)
    published = b"".join(snapshot(district_copy / "layers").values()).decode()
    assert longest[:40] not in published


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


OTHER = """云溪县人民政府工作报告

一、2025年重点工作

(一)聚焦产业强县。推进北岭水泥厂建设,新增规上工业企业3家。扩建南湖景区,改造危桥2座。

(二)聚焦乡村振兴。新建云岭村文化广场,修缮农村公路5公里,确保粮食产量稳定在3亿斤以上。
"""


@pytest.mark.parametrize("text", ["", "   \n", "今天天气很好。我们去了公园。", OTHER])
def test_a_wrong_report_changes_nothing(district_copy: Path, tmp_path: Path, text: str) -> None:
    before = snapshot(district_copy / "layers"), snapshot(district_copy / "catalogue" / "2025")
    with pytest.raises(ReportError) as caught:
        build(
            load(district_copy),
            report_file=write(tmp_path / "wrong.txt", text),
            var=tmp_path / "var",
        )
    assert caught.value.zh
    assert caught.value.en
    after = snapshot(district_copy / "layers"), snapshot(district_copy / "catalogue" / "2025")
    assert after == before


def test_the_report_of_another_district_is_named(district_copy: Path, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="云溪县"):
        build(load(district_copy), report_file=write(tmp_path / "o.txt", OTHER), var=tmp_path)


def test_a_broken_table_names_its_row_and_leaves_the_layers(
    district_copy: Path, tmp_path: Path, no_text: None
) -> None:
    before = snapshot(district_copy / "layers")
    path = district_copy / "gazetteer" / "relations.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[:4], lines[4] + ",多一列", *lines[5:]]), "utf-8")
    with pytest.raises(TableError) as caught:
        build(load(district_copy), var=tmp_path)
    assert (caught.value.file, caught.value.row) == ("relations.csv", 5)
    assert snapshot(district_copy / "layers") == before


def test_swapped_coordinates_name_their_row(
    district_copy: Path, tmp_path: Path, no_text: None
) -> None:
    path = district_copy / "gazetteer" / "places.csv"
    text = path.read_text("utf-8")
    lon, lat = "123.990047", "47.338497"
    assert f"{lon},{lat}" in text
    path.write_text(text.replace(f"{lon},{lat}", f"{lat},{lon}"), "utf-8")
    with pytest.raises(CoordinateError, match=r"places\.csv:\d+"):
        build(load(district_copy), var=tmp_path)


def test_an_unknown_district_lists_the_known(repo_root: Path) -> None:
    with pytest.raises(HetuError, match="230204"):
        District.load("110101", repo_root / "geodata")


def test_a_correction_survives_a_rebuild(
    district_copy: Path, tmp_path: Path, no_text: None
) -> None:
    district = load(district_copy)
    works = json.loads((district.layers / "projects.geojson").read_text("utf-8"))["features"]
    mention = works[3]["properties"]["mentions"][0]
    write_table(
        district.catalogue / "corrections.csv",
        COLUMNS,
        [
            (
                "mention",
                mention["mention_id"],
                "set",
                "stage",
                "suspended",
                "甲",
                "2025-03-01",
                "停工",
            )
        ],
    )
    for _ in range(2):
        build(district, var=tmp_path)
    corrected = [
        item["properties"]
        for item in features(district, "projects")
        if any(m["mention_id"] == mention["mention_id"] for m in item["properties"]["mentions"])
    ]
    assert [item["mentions"][0]["stage"] for item in corrected] == ["suspended"]
    assert corrected[0]["origin"] == "corrected"


def features(district: District, name: str) -> list[dict[str, Any]]:
    return json.loads((district.layers / f"{name}.geojson").read_text("utf-8"))["features"]


def test_a_hostile_name_is_data_like_any_other(
    district_copy: Path, tmp_path: Path, no_text: None
) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    district = load(district_copy)
    mention = features(district, "projects")[3]["properties"]["mentions"][0]
    write_table(
        district.catalogue / "corrections.csv",
        COLUMNS,
        [("mention", mention["mention_id"], "set", "canonical_name", hostile, "甲", "今", "试")],
    )
    build(district, var=tmp_path)
    assert hostile in [item["properties"]["name"] for item in features(district, "projects")]


def test_nothing_is_left_beside_the_layers(
    district_copy: Path, tmp_path: Path, no_text: None
) -> None:
    shutil.rmtree(district_copy / "layers")
    build(load(district_copy), var=tmp_path)
    names = {path.name for path in (district_copy / "layers").iterdir()}
    assert {name.split(".")[-1] for name in names} == {"geojson", "json"}


def test_two_builds_of_a_district_follow_one_another(
    district_copy: Path, tmp_path: Path, no_text: None
) -> None:
    steps: list[str] = []
    waits = Event()

    def tell(_zh: str, en: str) -> None:
        steps.append(en)
        if "waiting" in en:
            waits.set()

    with locked(tmp_path / f"build-{district_copy.name}.lock"):
        run = {"var": tmp_path, "progress": tell}
        other = Thread(target=build, args=(load(district_copy),), kwargs=run)
        other.start()
        assert waits.wait(10)
        assert len(steps) == 1, "nothing is read before the other build has ended"
    other.join(60)
    assert steps[-1] == "writing the layers"


def test_a_comparison_of_years_that_is_no_more_is_taken_away(
    district_copy: Path, tmp_path: Path, no_text: None
) -> None:
    stale = district_copy / "layers" / "years.json"
    stale.write_text("{}", "utf-8")
    assert build(load(district_copy), var=tmp_path).layers_changed
    assert not stale.exists()


def test_what_a_model_refuses_is_told_in_words(
    district_copy: Path, tmp_path: Path, no_text: None
) -> None:
    path = district_copy / "gazetteer" / "places.csv"
    text = path.read_text("utf-8")
    code = next(row.split(",")[0] for row in text.splitlines() if ",village," in row)
    path.write_text(text.replace(f",{code},", ",12,"), "utf-8")
    with pytest.raises(LayerError) as caught:
        build(load(district_copy), var=tmp_path)
    assert code in caught.value.zh
    assert "code" in caught.value.en
