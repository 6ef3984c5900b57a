"""What is put in: a report becomes a draft in seconds, anything else a clear message."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from review_rig import OTHER, Reviewer, copy_district, reviewer


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewer]:
    folder = tmp_path_factory.mktemp("review")
    with reviewer(copy_district(folder), folder / "var") as made:
        yield made


def upload(desk: Reviewer, data: bytes, name: str) -> tuple[int, dict[str, str]]:
    """Status and error of a file put in by the form."""
    head = f'--cut\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    answer = desk.client.post(
        "/api/drafts",
        data=head.encode() + data + b"\r\n--cut--\r\n",
        content_type="multipart/form-data; boundary=cut",
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    return answer.status_code, (answer.json or {}).get("error", {})


def test_a_report_becomes_a_draft_within_seconds(desk: Reviewer) -> None:
    before = time.monotonic()
    draft = desk.put_in(OTHER)
    assert time.monotonic() - before < 5
    assert draft["title"] == "云溪县人民政府工作报告"
    assert draft["counts"]["works"] >= 4
    assert draft["counts"]["indicators"] >= 2
    body = desk.one(draft["id"])
    names = [item["mention"] for item in body["mentions"]]
    assert "北岭水泥厂" in names
    for item in body["mentions"]:
        ref = item["ref"]
        assert body["text"][ref["start"] : ref["end"]] == item["mention"]


def test_a_draft_of_an_unknown_district_has_no_layers(desk: Reviewer) -> None:
    draft = desk.put_in(OTHER)
    assert draft["adcode"] == ""
    assert not draft["is_written"]
    assert desk.get(f"/{draft['id']}/layers").json["urls"] == {}


def test_the_same_text_as_file_or_pasted_is_the_same_draft(desk: Reviewer) -> None:
    draft = desk.put_in(OTHER)
    answer = desk.client.post(
        "/api/drafts",
        data={"file": (io.BytesIO(OTHER.encode("gb18030")), "../../云溪.txt")},
        headers={"Origin": "http://localhost"},
    )
    assert answer.status_code == 201
    assert answer.json["draft"]["id"] == draft["id"]


@pytest.mark.parametrize(
    ("data", "name", "zh"),
    [
        (b"", "empty.txt", "没有内容"),
        (b"  \n\t ", "blank.txt", "没有内容"),
        (bytes(range(256)) * 40, "binary.txt", "binary.txt"),
        (b"MZ" + bytes(range(256)) * 4, "report.exe", "report.exe"),
        (b"PK\x03\x04" + bytes(500), "broken.docx", "broken.docx"),
        (
            "今天天气很好,我们去湖边看鸟,回来吃了一碗面。".encode() * 30,
            "diary.txt",
            "不像一份政府工作报告",
        ),
        (("各位代表:政府工作报告重点工作。" * 20_000).encode(), "long.txt", "过长"),
    ],
)
def test_what_is_no_report_is_refused_in_words(
    desk: Reviewer, data: bytes, name: str, zh: str
) -> None:
    before = len(desk.get().json["drafts"])
    status, error = upload(desk, data, name)
    assert status == 422
    assert zh in error["zh"]
    assert error["en"].isascii()
    assert "Traceback" not in str(error)
    assert len(desk.get().json["drafts"]) == before


def test_a_huge_file_is_refused_before_it_is_read(desk: Reviewer) -> None:
    status, error = upload(desk, b"x" * 6_000_000, "huge.txt")
    assert status == 413
    assert "5 MB" in error["zh"]
    assert "5 MB" in error["en"]


def test_markup_in_a_text_stays_text(desk: Reviewer) -> None:
    hostile = OTHER.replace("北岭水泥厂", "<img src=x onerror=alert(1)>水泥厂")
    body = desk.one(desk.put_in(hostile)["id"])
    assert "<img src=x onerror=alert(1)>水泥厂" in body["text"]
    answer = desk.get(f"/{body['draft']['id']}")
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_other_sites_are_refused(desk: Reviewer, headers: dict[str, str]) -> None:
    answer = desk.post("", {"text": OTHER}, **headers)
    assert answer.status_code == 403
    assert set(answer.json["error"]) == {"zh", "en"}


def test_a_form_without_any_sign_of_our_page_is_refused(desk: Reviewer) -> None:
    answer = desk.client.post("/api/drafts", data={"file": (io.BytesIO(OTHER.encode()), "a.txt")})
    assert answer.status_code == 403


@pytest.mark.parametrize("body", ["[]", "{", "3", '{"text": 3}', "{}"])
def test_a_body_that_is_no_such_object_is_refused(desk: Reviewer, body: str) -> None:
    answer = desk.client.post("/api/drafts", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert set(answer.json["error"]) == {"zh", "en"}


def test_text_as_text_is_the_wrong_type(desk: Reviewer) -> None:
    answer = desk.client.post(
        "/api/drafts", data=OTHER, content_type="text/plain", headers={"Origin": "http://localhost"}
    )
    assert answer.status_code == 415


@pytest.mark.parametrize("path", ["/nothing", "/nothing/changes?since=0", "/nothing/layers"])
def test_what_is_not_there_is_said(desk: Reviewer, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "nothing" in answer.json["error"]["zh"]


def test_a_failure_is_an_answer_and_no_trace(
    desk: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("app.review.routes.take_in", broken)
    answer = desk.post("", {"text": OTHER})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert set(answer.json["error"]) == {"zh", "en"}


def test_pages_ask_again_only_for_what_changed(desk: Reviewer) -> None:
    first = desk.get()
    again = desk.get(**{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_layer_name_cannot_leave_its_folder(desk: Reviewer, tmp_path: Path) -> None:
    for path in ("/drafts/..%2f..%2fetc/layers/x", "/drafts/abc/layers/..%2f..%2fhetu.db"):
        # What no address fits is the page itself.
        assert desk.client.get(path).mimetype == "text/html"
