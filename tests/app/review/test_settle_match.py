"""Doubtful matches of two years settled through the page's address."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from review_rig import ADCODE, Reviewer, copy_district, reviewer


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    geodata = copy_district(tmp_path_factory.mktemp("built"))
    assert release(geodata)["doubtful"], "the invented years have a doubtful match to settle"
    return geodata


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Iterator[Reviewer]:
    geodata = shutil.copytree(built, tmp_path / "geodata")
    with reviewer(geodata, tmp_path / "var") as made:
        yield made


def release(geodata: Path) -> dict[str, Any]:
    path = geodata / ADCODE / "layers" / "years.json"
    return json.loads(path.read_bytes())  # type: ignore[no-any-return]


def settle(desk: Reviewer, pair: dict[str, Any], decision: str, seen: str = "") -> Any:
    body = {
        "old_id": pair["old_id"], "new_id": pair["new_id"],
        "decision": decision, "seen": seen, "who": "甲",
    }  # fmt: skip
    return desk.client.post("/api/years/matches", json=body)


def test_the_same_is_compared_anew_and_undone(desk: Reviewer) -> None:
    pair = release(desk.geodata)["doubtful"][0]
    assert pair["old_said"]["core"]
    assert pair["new_said"]["report"].startswith("2026")
    assert settle(desk, pair, "same").status_code == 200
    desk.desk.rebuilder.wait()
    told = desk.client.get("/api/years?model=1").json
    assert told["layers"]["state"] == "ready"
    assert pair["old_id"] not in [item["ids"][0] for item in told["model"]["doubtful"]]
    assert pair["old_id"] in [item["old_id"] for item in told["model"]["decided"]]
    fates = {item["id"]: item["fate"] for item in told["model"]["promises"]}
    assert fates[pair["old_id"]] != "unsettled"
    assert settle(desk, pair, "", "same").status_code == 200
    desk.desk.rebuilder.wait()
    assert desk.client.get("/api/years").json["doubtful"] == 1


def test_different_parts_the_two(desk: Reviewer) -> None:
    pair = release(desk.geodata)["doubtful"][0]
    settle(desk, pair, "different")
    desk.desk.rebuilder.wait()
    found = release(desk.geodata)
    fate = next(item["fate"] for item in found["promises"] if item["id"] == pair["old_id"])
    assert fate == "not_mentioned"
    assert pair["new_id"] in [item["id"] for item in found["new_works"]]


def test_two_at_once_do_not_overwrite_each_other(desk: Reviewer) -> None:
    pair = release(desk.geodata)["doubtful"][0]
    assert settle(desk, pair, "same").status_code == 200
    answer = settle(desk, pair, "different")
    assert answer.status_code == 409
    assert "甲" in answer.json["error"]["zh"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"old_id": "w1"}, 404),
        ({"decision": "maybe"}, 422),
        ({"decision": None}, 422),
        ({"who": " "}, 422),
        ({"why": "长" * 300}, 422),
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: Reviewer, change: dict[str, Any], status: int
) -> None:
    pair = release(desk.geodata)["doubtful"][0]
    before = (desk.geodata / ADCODE / "catalogue" / "matches.csv").read_bytes()
    body = {"old_id": pair["old_id"], "new_id": pair["new_id"], "decision": "same", "who": "甲"}
    answer = desk.client.post("/api/years/matches", json={**body, **change})
    assert answer.status_code == status
    assert set(answer.json["error"]) == {"zh", "en"}
    assert (desk.geodata / ADCODE / "catalogue" / "matches.csv").read_bytes() == before


def test_without_two_years_there_is_nothing_to_settle(desk: Reviewer) -> None:
    (desk.layers / "years.json").unlink()
    assert desk.client.get("/api/years").json["doubtful"] == 0
    assert settle(desk, {"old_id": "a", "new_id": "b"}, "same").status_code == 422


def test_other_sites_are_refused(desk: Reviewer) -> None:
    answer = desk.client.post(
        "/api/years/matches", json={}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
