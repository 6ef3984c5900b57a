"""Decisions: what stands, what goes to the table of record, what the layers then show."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from review_rig import (
    ADCODE,
    OTHER,
    Reviewer,
    copy_district,
    corrections,
    mention,
    published,
    reviewer,
    rows,
)

from etl.district import District
from etl.pipeline import build


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_district(tmp_path_factory.mktemp("built"))


@pytest.fixture
def geodata(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "geodata")


@pytest.fixture
def desk(geodata: Path, tmp_path: Path) -> Iterator[Reviewer]:
    with reviewer(geodata, tmp_path / "var") as made:
        yield made


def test_the_current_report_is_always_there(desk: Reviewer) -> None:
    body = desk.current()
    assert body["draft"]["is_written"]
    assert body["text"]
    assert body["mentions"]
    assert any(item["explain"] for item in body["mentions"])


def test_without_the_text_it_is_there_all_the_same(
    desk: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(District, "report_text", lambda _self: None)
    body = desk.current()
    assert body["text"] == ""
    assert not body["draft"]["has_text"]
    assert all(item["core"] for item in body["mentions"])


def test_a_rejection_reaches_table_and_layers_and_an_undo_takes_it_back(desk: Reviewer) -> None:
    body = desk.current()
    record, draft = mention(body), body["draft"]["id"]
    assert record["canonical_name"] in published(desk.layers)
    answer = desk.decide(draft, record, "reject", why="重复")
    assert answer.status_code == 200
    assert answer.json["problem"] is None
    assert [row[:3] for row in desk.rows()] == [("mention", record["record_id"], "drop")]
    assert desk.rows()[0][-1] == "审核：重复"
    desk.desk.rebuilder.wait()
    assert desk.get(f"/{draft}/changes?since=0").json["layers"]["state"] == "ready"
    assert record["canonical_name"] not in published(desk.layers)
    assert desk.post(f"/{draft}/undo", {"who": "甲"}).json["standing"]["status"] == "pending"
    assert desk.rows() == []
    desk.desk.rebuilder.wait()
    assert record["canonical_name"] in published(desk.layers)


def test_a_rejected_draft_stays_rejected_on_the_next_run(desk: Reviewer, tmp_path: Path) -> None:
    body = desk.current()
    record = mention(body)
    desk.decide(body["draft"]["id"], record, "reject")
    desk.desk.rebuilder.wait()
    # Another opening line moves every sentence on by one.
    text = next((desk.geodata / ADCODE / "reports").glob("*2026.txt"))
    moved = tmp_path / text.name
    lines = text.read_text("utf-8").splitlines()
    lines.insert(6, "过去的一年极不平凡。")
    moved.write_text("\n".join(lines), "utf-8")
    district = District.load(ADCODE, desk.geodata)
    result = build(district, report_file=moved, layers=tmp_path / "out", var=tmp_path / "v")
    assert record["canonical_name"] not in {work.name for work in result.catalogue.works}
    # The moved text is another draft; what was said of the first one is known there too.
    other = desk.one(desk.put_in(moved.read_text("utf-8"), who="乙")["id"])
    assert other["draft"]["id"] != body["draft"]["id"]
    standings = [s for s in other["standings"].values() if s["status"] == "rejected"]
    assert [s["record_id"].split("/", 2)[-1] for s in standings] == [record["mention"]]
    assert standings[0]["record_id"] in {item["record_id"] for item in other["mentions"]}


def test_each_action_writes_its_rows(desk: Reviewer) -> None:
    body = desk.current()
    draft = body["draft"]["id"]
    a, b, c = (mention(body, n) for n in range(3))
    figure = body["indicators"][0]
    desk.decide(draft, a, "accept")
    desk.decide(draft, b, "edit", fields={"stage": "completion", "quantity": "12", "unit": "座"})
    desk.decide(draft, c, "merge", fields={"into": a["canonical_name"]})
    answer = desk.decide(draft, figure, "edit", fields={"value": 2, "unit": "万亩"})
    assert answer.json["standing"]["fields"]["value_si"] == pytest.approx(2e4 * 10_000 / 15)
    got = {(row[1], row[2], row[3]): row[4] for row in desk.rows()}
    assert got[a["record_id"], "accept", ""] == ""
    assert got[b["record_id"], "set", "stage"] == "completion"
    assert float(got[b["record_id"], "set", "quantity"]) == 12
    assert got[c["record_id"], "merge", "canonical_name"] == a["canonical_name"]
    assert got[figure["record_id"], "set", "unit_si"] == "m2"
    desk.desk.rebuilder.wait()
    assert desk.get(f"/{draft}/changes").json["layers"]["state"] == "ready"


def test_a_split_makes_its_parts_works(desk: Reviewer) -> None:
    body = desk.current()
    draft, record = body["draft"]["id"], mention(body)
    parts = [{"mention": "甲泵站"}, {"mention": "乙泵站", "category": "water"}]
    assert desk.decide(draft, record, "split", fields={"parts": parts}).status_code == 200
    assert [row[2] for row in desk.rows()] == ["drop", "add", "add"]
    assert json.loads(desk.rows()[2][4])["category"] == "water"
    desk.desk.rebuilder.wait()
    assert "甲泵站" in published(desk.layers)
    assert record["canonical_name"] not in published(desk.layers)
    desk.post(f"/{draft}/undo", {"who": "甲"})
    assert desk.rows() == []


def test_what_the_rules_missed_is_added_from_the_text(desk: Reviewer) -> None:
    body = desk.current()
    draft, text = body["draft"]["id"], body["text"]
    section = next(s for s in body["outline"] if s["focus_area"] == 1)
    start = section["paragraphs"][0]["sentences"][0]["start"]
    fields = {"start": start, "end": start + 5, "category": "water", "stage": "implementation"}
    new = {"mention": text[start : start + 5], "record_id": ""}
    answer = desk.decide(draft, new, "add", fields=fields)
    assert answer.status_code == 200, answer.text
    standing = answer.json["standing"]
    assert standing["status"] == "added"
    assert standing["fields"]["ref"]["focus_area"] == 1
    desk.desk.rebuilder.wait()
    assert desk.get(f"/{draft}/changes").json["layers"]["state"] == "ready"
    assert new["mention"] in published(desk.layers)
    # It stands: another's is a conflict; taken out, it may come in again.
    assert desk.decide(draft, new, "add", fields=fields, who="乙").status_code == 409
    known = {**new, "record_id": standing["record_id"]}
    assert desk.decide(draft, known, "edit", rev=1, fields={"unit": "座"}).status_code == 422
    assert desk.decide(draft, known, "reject", rev=1).status_code == 200
    assert desk.rows() == []
    assert desk.decide(draft, new, "add", fields=fields, who="乙").status_code == 200
    assert [row[2] for row in desk.rows()] == ["add"]


@pytest.mark.parametrize("span", [(0, 0), (-1, 3), (5, 2), (0, 100_000), ("0", 3), (0, 199)])
def test_what_is_no_name_in_the_text_is_not_added(desk: Reviewer, span: tuple[Any, Any]) -> None:
    body = desk.current()
    fields = {"start": span[0], "end": span[1], "category": "water"}
    new = {"mention": "", "record_id": ""}
    assert desk.decide(body["draft"]["id"], new, "add", fields=fields).status_code == 422


def test_an_edit_then_a_merge_keeps_both(desk: Reviewer) -> None:
    body = desk.current()
    draft, record = body["draft"]["id"], mention(body)
    desk.decide(draft, record, "edit", fields={"category": "water"})
    desk.decide(draft, record, "merge", rev=1, fields={"into": "丙水厂"})
    assert {row[3]: row[4] for row in desk.rows()} == {
        "category": "water",
        "canonical_name": "丙水厂",
    }
    assert desk.decide(draft, record, "merge", rev=2, fields={"into": ""}).status_code == 422


def test_a_merged_record_is_not_edited_unseen(desk: Reviewer) -> None:
    body = desk.current()
    draft, record = body["draft"]["id"], mention(body)
    desk.decide(draft, record, "merge", fields={"into": "丙水厂"})
    answer = desk.decide(draft, record, "edit", rev=1, fields={"category": "water"})
    assert answer.status_code == 422
    assert "先撤销" in answer.json["error"]["zh"]


def test_the_second_of_two_hears_what_stands(desk: Reviewer) -> None:
    body = desk.current()
    draft, record = body["draft"]["id"], mention(body)
    desk.decide(draft, record, "reject", who="甲")
    answer = desk.decide(draft, record, "accept", who="乙")
    assert answer.status_code == 409
    assert answer.json["standing"]["status"] == "rejected"
    assert answer.json["standing"]["made"][0]["who"] == "甲"
    assert "甲" in answer.json["error"]["zh"]
    assert [row[2] for row in desk.rows()] == ["drop"]
    # Having seen it, he may say so again.
    assert desk.decide(draft, record, "accept", who="乙", rev=1).status_code == 200
    assert [row[2] for row in desk.rows()] == ["accept"]


def test_the_same_decision_sent_twice_is_one(desk: Reviewer) -> None:
    body = desk.current()
    draft, record = body["draft"]["id"], mention(body)
    first = desk.decide(draft, record, "edit", fields={"quantity": 3})
    again = desk.decide(draft, record, "edit", fields={"quantity": 3})
    assert again.status_code == 200
    assert again.json["standing"] == first.json["standing"]
    assert desk.decide(draft, record, "edit", fields={"quantity": 4}).status_code == 409


def test_undo_takes_back_ones_own_only(desk: Reviewer) -> None:
    body = desk.current()
    draft = body["draft"]["id"]
    a, b = mention(body, 0), mention(body, 1)
    desk.decide(draft, a, "accept", who="甲")
    desk.decide(draft, b, "accept", who="甲")
    desk.decide(draft, b, "reject", who="乙", rev=1)
    undone = desk.post(f"/{draft}/undo", {"who": "甲"}).json["standing"]
    assert undone["record_id"] == a["record_id"]
    assert desk.post(f"/{draft}/undo", {"who": "甲"}).status_code == 404
    assert desk.one(draft)["standings"][b["record_id"]]["status"] == "rejected"


def test_others_decisions_come_with_the_feed(desk: Reviewer) -> None:
    body = desk.current()
    draft = body["draft"]["id"]
    seq = desk.decide(draft, mention(body, 0), "accept").json["seq"]
    assert desk.get(f"/{draft}/changes?since={seq}").json["standings"] == {}
    desk.decide(draft, mention(body, 1), "reject", who="乙")
    news = desk.get(f"/{draft}/changes?since={seq}").json
    assert list(news["standings"]) == [mention(body, 1)["record_id"]]
    assert news["seq"] > seq


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("edit", {}),
        ("edit", {"confidence": 1}),
        ("edit", {"ref": {}}),
        ("edit", {"category": "castle"}),
        ("edit", {"category": ""}),
        ("edit", {"canonical_name": "  "}),
        ("edit", {"canonical_name": "长" * 300}),
        ("edit", {"quantity": "many"}),
        ("edit", {"quantity": "inf"}),
        ("edit", {"named": "yes"}),
        ("split", {"parts": [{"mention": "甲"}]}),
        ("split", {"parts": [{"mention": "甲"}, {"mention": "甲"}]}),
        ("split", {"parts": "甲、乙"}),
        ("split", {"parts": [{"mention": "甲"}, {"mention": ""}]}),
        ("add", {"mention": "甲"}),
        ("undo", {}),
        ("burn", {}),
    ],
)
def test_a_decision_that_would_break_the_build_is_refused(
    desk: Reviewer, action: str, fields: dict[str, Any]
) -> None:
    body = desk.current()
    answer = desk.decide(body["draft"]["id"], mention(body), action, fields=fields)
    assert answer.status_code == 422
    assert set(answer.json["error"]) == {"zh", "en"}
    assert desk.rows() == []


@pytest.mark.parametrize(
    "wrong",
    [{"who": ""}, {"who": " \u202e "}, {"rev": -1}, {"rev": "0"}, {"rev": True}, {"target": "x"}],
)
def test_who_and_rev_are_needed(desk: Reviewer, wrong: dict[str, Any]) -> None:
    body = desk.current()
    answer = desk.decide(body["draft"]["id"], mention(body), "accept", **wrong)
    assert answer.status_code == 422


def test_a_figure_is_not_merged_or_split(desk: Reviewer) -> None:
    body = desk.current()
    figure = body["indicators"][0]
    for action in ("merge", "split"):
        assert desk.decide(body["draft"]["id"], figure, action).status_code == 422


def test_decisions_on_a_strange_report_touch_no_table(desk: Reviewer) -> None:
    before = corrections(desk.geodata).read_bytes()
    body = desk.one(desk.put_in(OTHER)["id"])
    assert desk.decide(body["draft"]["id"], body["mentions"][0], "reject").status_code == 200
    assert corrections(desk.geodata).read_bytes() == before


def test_next_years_report_has_layers_of_its_own(desk: Reviewer) -> None:
    name = District.load(ADCODE, desk.geodata).name_zh
    text = OTHER.replace("云溪县", name).replace("2026年重点", "2027年重点")
    text = text.replace("报告\n", "报告\n\n(2027年1月6日在县人民代表大会上)\n", 1)
    official = published(desk.layers)
    draft = desk.put_in(text)
    assert (draft["adcode"], draft["report"]) == (ADCODE, f"2027-{ADCODE}")
    desk.desk.rebuilder.wait()
    found = desk.get(f"/{draft['id']}/layers").json
    assert found["state"] == "ready"
    assert found["manifest"]["report"]["year"] == 2027
    layer = desk.client.get(found["urls"]["projects"])
    assert "immutable" in layer.headers["Cache-Control"]
    assert "北岭水泥厂" in layer.text
    plain = desk.client.get(f"/drafts/{draft['id']}/layers/projects.geojson")
    assert plain.status_code == 302
    body = desk.one(draft["id"])
    record = next(i for i in body["mentions"] if i["mention"] == "北岭水泥厂")
    desk.decide(draft["id"], record, "reject")
    desk.desk.rebuilder.wait()
    found = desk.get(f"/{draft['id']}/layers").json
    assert "北岭水泥厂" not in desk.client.get(found["urls"]["projects"]).text
    assert published(desk.layers) == official
    assert [row[1:3] for row in rows(desk.geodata)] == [(record["record_id"], "drop")]


def test_many_at_once_lose_nothing(desk: Reviewer) -> None:
    body = desk.current()
    draft = body["draft"]["id"]
    records = body["mentions"][:12]
    app = desk.client.application
    codes: list[int] = []

    def work(who: str) -> None:
        with app.test_client() as client:
            for record in records:
                answer = client.post(
                    f"/api/drafts/{draft}/decisions",
                    json={
                        "target": "mention",
                        "record_id": record["record_id"],
                        "rev": 0,
                        "action": "accept",
                        "who": who,
                    },
                )
                codes.append(answer.status_code)

    threads = [threading.Thread(target=work, args=(who,)) for who in ("甲", "乙", "丙")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(codes)) == [200, 409]
    assert codes.count(200) == len(records)
    assert {row[1] for row in desk.rows()} == {record["record_id"] for record in records}
