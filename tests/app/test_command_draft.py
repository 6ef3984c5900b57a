"""`hetu extract REPORT --draft`: its drafts are on the review page and on a map of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from review_rig import ADCODE, OTHER, copy_district, reviewer

from app.cli import main

KNOWN = OTHER.replace("云溪县", "砚川县").replace("2026年", "2027年")


@pytest.fixture
def geodata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    geodata = copy_district(tmp_path)
    monkeypatch.setenv("HETU_GEODATA", str(geodata))
    monkeypatch.setenv("HETU_LAYERS", str(geodata / ADCODE / "layers"))
    monkeypatch.setenv("HETU_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("HETU_DATABASE_URL", raising=False)
    return geodata


def run(path: Path, text: str) -> Result:
    path.write_text(text, "utf-8")
    return CliRunner().invoke(main, ["extract", str(path), "--district", ADCODE, "--draft"])


def test_a_draft_of_the_command_line_is_on_the_page(geodata: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "next.txt", KNOWN)
    assert done.exit_code == 0, done.output
    with reviewer(geodata, tmp_path / "var") as desk:
        draft = next(item for item in desk.get().json["drafts"] if item["year"] == 2027)
        assert f"/review?draft={draft['id']}" in done.output
        assert draft["file_name"] == "next.txt"
        layers = desk.get(f"/{draft['id']}/layers").json
        assert layers["state"] == "ready"
        assert "北岭水泥厂" in desk.client.get(layers["urls"]["projects"]).text


def test_what_is_no_report_becomes_no_draft(geodata: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "diary.txt", "今天天气很好，我们去湖边看鸟，回来吃了一碗面。" * 30)
    assert done.exit_code != 0
    assert "diary.txt" in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "var" / "hetu.db").exists()
