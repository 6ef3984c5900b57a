"""A batch is written, rules the ladder, is listed, taken out again, and put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from intake_district import AT, CODE, NAMES, frame

from app.cli import main
from etl.codes import LocationMethod, Precision
from etl.district import District
from etl.errors import HetuError
from etl.files import sha256_of
from etl.intake.changes import changes_of, works_of
from etl.intake.plan import Plan, Wishes
from etl.intake.record import batches, put_back, take, undo
from etl.intake.run import plan_file
from etl.places.load import load_gazetteer
from etl.publish.placing import Placer


def plan_of(county: District, path: Path, **wishes: object) -> Plan:
    frame().to_file(path)
    return plan_file(path, county, Wishes(who="王工", **wishes), when="2026-01-02")  # type: ignore[arg-type]


def located(county: District, name: str):  # type: ignore[no-untyped-def]
    placer = Placer(load_gazetteer(county.root))
    (work,) = [work for work in works_of(county) if work.name == name]
    return placer.place(work)


def test_works_take_the_positions_of_a_batch(tmp_path: Path, county: District) -> None:
    before = located(county, NAMES[0])
    plan = plan_of(county, tmp_path / "a.geojson")
    told = changes_of(county, plan)
    assert {change.name for change in told.changes} == set(NAMES)
    assert told.before != told.after and sum(told.before.values()) == sum(told.after.values())
    batch = take(county.root, plan)
    compound, street = located(county, NAMES[0]), located(county, NAMES[2])
    assert (compound.precision, compound.method) == (Precision.SITE, LocationMethod.IMPORT)
    assert (street.precision, street.geometry["type"]) == (Precision.LINE, "LineString")
    assert batch.batch_id in compound.source_ref
    undo(county.root, batch.batch_id, tmp_path / "kept")
    assert located(county, NAMES[0]) == before
    put_back(county.root, tmp_path / "kept", batch.batch_id)
    assert located(county, NAMES[0]) == compound


def test_a_batch_says_where_it_comes_from(tmp_path: Path, county: District) -> None:
    plan = plan_of(county, tmp_path / "a.geojson", licence="内部资料", title="民政局地名")
    take(county.root, plan)
    (batch,) = batches(county.root)
    assert (batch.title, batch.who, batch.when) == ("民政局地名", "王工", "2026-01-02")
    assert (batch.licence, batch.count) == ("内部资料", 3)
    assert batch.sha256 == sha256_of((tmp_path / "a.geojson").read_bytes())
    assert batch.mapping == {"name": "名称", "kind": "类型"}


def test_the_same_file_gives_the_same_bytes_and_one_batch(tmp_path: Path, county: District) -> None:
    plan = plan_of(county, tmp_path / "a.geojson")
    take(county.root, plan)
    files = {path: path.read_bytes() for path in (county.root / "imports").iterdir()}
    take(
        county.root,
        plan_file(tmp_path / "a.geojson", county, Wishes(who="王工"), when="2026-01-02"),
    )
    assert {path: path.read_bytes() for path in (county.root / "imports").iterdir()} == files
    other = plan_file(tmp_path / "a.geojson", county, Wishes(kind="school"), when="2026-01-02")
    take(county.root, other)
    assert [batch.batch_id for batch in batches(county.root)] == [other.batch.batch_id]


def test_an_open_map_moves_nothing_that_is_known(tmp_path: Path, county: District) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"名称,经度,纬度\n文澜阁,{AT[0]},{AT[1]}\n", encoding="utf-8")
    known = located(county, "文澜阁")
    as_open = plan_file(path, county, Wishes(authority="open"))
    assert changes_of(county, as_open).changes == ()
    own = changes_of(county, plan_file(path, county, Wishes()))
    assert any(change.is_conflict and (change.moved_m or 0) > 4000 for change in own.changes)
    take(county.root, as_open)
    assert located(county, "文澜阁").geometry == known.geometry


def test_an_edited_batch_is_named(tmp_path: Path, county: District) -> None:
    batch = take(county.root, plan_of(county, tmp_path / "a.geojson"))
    path = county.root / "imports" / f"{batch.batch_id}.geojson"
    path.write_bytes(path.read_bytes().replace(b"123.3", b"123.4", 1))
    with pytest.raises(HetuError, match=batch.batch_id):
        load_gazetteer(county.root)


def test_a_batch_that_is_not_there(tmp_path: Path, county: District) -> None:
    with pytest.raises(HetuError, match="--list"):
        undo(county.root, "../../x", tmp_path / "kept")


def test_the_command(tmp_path: Path, county: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HETU_GEODATA", str(county.root.parent))
    monkeypatch.setenv("HETU_VAR", str(tmp_path / "var"))
    frame().to_file(tmp_path / "a.geojson")
    run = CliRunner().invoke
    args = ["import", str(tmp_path / "a.geojson"), "--district", CODE]
    looked = run(main, args, input="n\n")
    assert looked.exit_code == 0 and NAMES[0] in looked.output
    assert not batches(county.root)
    taken = run(main, [*args, "--yes", "--map", "alias="])
    assert taken.exit_code == 0, taken.output
    (batch,) = batches(county.root)
    published = (county.root / "layers" / "projects.geojson").read_text(encoding="utf-8")
    assert batch.batch_id in published
    assert f"import-{batch.batch_id}" in (county.root / "layers" / "manifest.json").read_text()
    listed = run(main, ["import", "--list", "--district", CODE])
    assert batch.batch_id in listed.output
    undone = run(main, ["import", "--undo", batch.batch_id, "--district", CODE])
    assert undone.exit_code == 0, undone.output
    assert batch.batch_id not in (county.root / "layers" / "projects.geojson").read_text("utf-8")
    refused = run(main, ["import", "--undo", "nothing", "--district", CODE])
    assert refused.exit_code == 2 and "Error" in refused.stderr
    assert run(main, [*args, "--map", "name"]).exit_code == 2
