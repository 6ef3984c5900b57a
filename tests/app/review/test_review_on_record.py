"""A dropped report of a known district: decisions go to its catalogue, its year goes on record."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from review_rig import ADCODE, OTHER, Reviewer, copy_district, mention, published, reviewer

from etl.catalogue.store import read_mentions
from etl.district import District
from etl.files import json_bytes, write_atomic

NAME = "砚川县"


def text_of(year: int) -> str:
    return OTHER.replace("云溪县", NAME).replace("2026年", f"{year}年")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_district(tmp_path_factory.mktemp("built"))


@pytest.fixture
def geodata(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "geodata")


@pytest.fixture
def desk(geodata: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reviewer]:
    monkeypatch.setenv("HETU_VAR", str(tmp_path / "var"))
    with reviewer(geodata, tmp_path / "var") as made:
        yield made


def test_accepting_writes_the_catalogue_of_a_year_that_is_not_on_record(desk: Reviewer) -> None:
    draft = desk.put_in(text_of(2027))
    assert draft["report"] == f"2027-{ADCODE}"
    assert (draft["is_written"], draft["record"]) == (True, "free")
    body = desk.one(draft["id"])
    record = next(i for i in body["mentions"] if i["mention"] == "北岭水泥厂")
    before = published(desk.layers)
    assert desk.decide(draft["id"], record, "accept").json["problem"] is None
    assert [row[1:3] for row in desk.rows()] == [(record["record_id"], "accept")]
    table = read_mentions(desk.geodata / ADCODE / "catalogue" / draft["report"] / "mentions.csv")
    assert [item.record_id for item in table] == [i["record_id"] for i in body["mentions"]]
    desk.desk.rebuilder.wait()
    assert published(desk.layers) == before, "nothing is published before it is on record"


def test_a_rejection_on_such_a_draft_is_known_to_another_machine(
    desk: Reviewer, geodata: Path, tmp_path: Path
) -> None:
    draft = desk.put_in(text_of(2027))
    record = desk.one(draft["id"])["mentions"][0]
    desk.decide(draft["id"], record, "reject")
    with reviewer(geodata, tmp_path / "elsewhere") as other:
        again = other.put_in(text_of(2027))
        assert other.one(again["id"])["standings"][record["record_id"]]["status"] == "rejected"


def test_the_next_report_goes_on_record_and_the_years_are_compared(desk: Reviewer) -> None:
    draft = desk.put_in(text_of(2027))
    body = desk.one(draft["id"])
    gone = next(i for i in body["mentions"] if i["mention"] == "南湖景区")
    desk.decide(draft["id"], gone, "reject")
    answer = desk.post(f"/{draft['id']}/record", {"who": "甲"})
    assert answer.status_code == 200, answer.text
    assert answer.json["draft"]["is_current"]
    assert answer.json["draft"]["record"] == "taken"
    desk.desk.rebuilder.wait()
    assert "北岭水泥厂" in published(desk.layers)
    assert "南湖景区" not in published(desk.layers)
    years = json.loads((desk.layers / "years.json").read_bytes())
    assert (years["old"]["year"], years["new"]["year"]) == (2026, 2027)
    manifest = json.loads((desk.layers / "manifest.json").read_bytes())
    assert manifest["report"]["year"] == 2027
    assert [item["label_zh"] for item in manifest["focus_areas"]][1:] != []
    # What was decided stands, whatever the text is called now.
    one = desk.one(desk.get().json["drafts"][0]["id"])
    assert one["draft"]["id"] == draft["id"]
    assert one["standings"][gone["record_id"]]["status"] == "rejected"
    assert desk.post(f"/{draft['id']}/record", {"who": "甲"}).status_code == 409
    assert desk.post(f"/{draft['id']}/record", {"who": "甲", "undo": True}).status_code == 200
    desk.desk.rebuilder.wait()
    assert "北岭水泥厂" not in published(desk.layers)
    assert District.load(ADCODE, desk.geodata).sidecar.year == 2026


def test_an_older_report_becomes_the_year_before(desk: Reviewer) -> None:
    shutil.rmtree(desk.geodata / ADCODE / "catalogue" / f"2025-{ADCODE}")
    (desk.geodata / ADCODE / "reports" / "2025.toml").unlink()
    draft = desk.put_in(text_of(2025))
    assert desk.post(f"/{draft['id']}/record", {"who": "甲"}).status_code == 200
    desk.desk.rebuilder.wait()
    years = json.loads((desk.layers / "years.json").read_bytes())
    assert years["old"]["year"] == 2025
    assert "北岭水泥厂" in {item["name"] for item in years["promises"]}


def test_what_was_not_put_there_from_the_page_is_not_taken_off(desk: Reviewer) -> None:
    draft = desk.current()["draft"]
    assert draft["record"] == "kept"
    answer = desk.post(f"/{draft['id']}/record", {"who": "甲", "undo": True})
    assert answer.status_code == 409
    assert District.load(ADCODE, desk.geodata).sidecar.year == 2026


def test_a_report_without_year_or_district_has_no_place(desk: Reviewer) -> None:
    for text in (OTHER, text_of(2027).replace("2027年", "")):
        draft = desk.put_in(text)
        assert (draft["is_written"], draft["record"]) == (False, "")
        assert desk.post(f"/{draft['id']}/record", {"who": "甲"}).status_code == 422
    assert desk.post(f"/{draft['id']}/record", {"who": ""}).status_code == 422


def test_a_district_without_any_report_takes_its_first(
    geodata: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HETU_VAR", str(tmp_path / "var"))
    root = geodata / ADCODE
    for folder in (root / "layers", root / "reports", *(root / "catalogue").glob("20*")):
        shutil.rmtree(folder)
    (root / "catalogue" / "matches.csv").unlink()
    with reviewer(geodata, tmp_path / "var") as desk:
        assert desk.get().json["drafts"] == []
        draft = desk.put_in(text_of(2027))
        assert draft["adcode"] == ADCODE
        desk.desk.rebuilder.wait()
        layers = desk.get(f"/{draft['id']}/layers").json
        assert layers["state"] == "ready", layers
        assert layers["manifest"]["report"]["year"] == 2027
        assert len(layers["manifest"]["focus_areas"]) == 3
        desk.post(f"/{draft['id']}/record", {"who": "甲"})
        desk.desk.rebuilder.wait()
        assert "北岭水泥厂" in published(root / "layers")
        refused = desk.post(f"/{draft['id']}/record", {"who": "甲", "undo": True})
        assert "唯一" in refused.json["error"]["zh"]


def test_what_a_killed_server_left_undone_is_drawn_after_all(desk: Reviewer) -> None:
    body = desk.current()
    draft, record = body["draft"]["id"], mention(body)
    desk.desk.rebuilder.quiet_s = 60  # killed before it began
    desk.decide(draft, record, "reject")
    key = f"record-{ADCODE}"
    told = desk.desk.rebuilder.folder / f"{key}.json"
    assert desk.get(f"/{draft}/changes").json["layers"]["state"] == "building"
    assert not desk.desk.rebuilder.is_lost(key)
    for timer in desk.desk.rebuilder._timers.values():
        timer.cancel()
    desk.desk.rebuilder._timers.clear()
    desk.desk.rebuilder._since.clear()
    dead = os.fork()
    if dead == 0:
        os._exit(0)
    os.waitpid(dead, 0)
    write_atomic(told, json_bytes({**json.loads(told.read_bytes()), "pid": dead}))
    assert desk.desk.rebuilder.is_lost(key)
    desk.desk.rebuilder.quiet_s = 0.01
    assert desk.get(f"/{draft}/changes").json["layers"]["state"] == "building"
    desk.desk.rebuilder.wait()
    assert mention(body)["canonical_name"] not in published(desk.layers)
