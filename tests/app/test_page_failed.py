"""A page that cannot be made says why, in both languages, and never shows a trace."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from app import server
from app.pages.registry import Page, PageContext, load_pages
from app.settings import Settings
from etl.errors import TableError

ASKED = {
    "output": "page.children",
    "outputs": {"id": "page", "property": "children"},
    "inputs": [{"id": "location", "property": "pathname", "value": "/indicators"}],
    "changedPropIds": ["location.pathname"],
}


def _shown(error: Exception, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    def fail(_ctx: PageContext) -> None:
        raise error

    def broken(names: tuple[str, ...]) -> list[Page]:
        return [
            dataclasses.replace(page, layout=fail) if page.key == "indicators" else page  # type: ignore[arg-type]
            for page in load_pages(names)
        ]

    monkeypatch.setattr(server, "load_pages", broken)
    app = server.create_app(Settings(layers=folder, var=folder))
    with app.server.test_client() as client:
        answer = client.post("/_dash-update-component", json=ASKED)
    assert answer.status_code == 200
    return str(answer.get_json()["response"]["page"]["children"])


def test_a_broken_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = TableError(
        "单位重复，请删去一行", "unit stands twice; delete one row", file="u.csv", row=4
    )
    shown = _shown(error, tmp_path, monkeypatch)
    assert "u.csv:4" in shown
    assert "单位重复" in shown and "unit stands twice" in shown


def test_what_was_not_foreseen_goes_to_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown = _shown(ZeroDivisionError("secret detail"), tmp_path, monkeypatch)
    assert "服务器日志" in shown and "server's log" in shown
    assert "secret detail" not in shown
    assert "secret detail" in caplog.text
