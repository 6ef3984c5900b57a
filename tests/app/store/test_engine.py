"""A store that cannot be opened says why and what to do, and keeps passwords to itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store.engine import StoreError, open_store


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "nosuch://u:hidden@localhost/x",
        "sqlite:////nonexistent-folder/of/nobody/a.db",
    ],
)
def test_a_wrong_address_is_told_in_words(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path, {"HETU_DATABASE_URL": url})
    for words in (caught.value.zh, caught.value.en):
        assert "HETU_DATABASE_URL" in words
        assert "hidden" not in words


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "file" / "var", {})
    assert str(tmp_path) in caught.value.zh
    assert str(tmp_path) in caught.value.en
