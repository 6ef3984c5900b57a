"""Every string is there in both languages, and every key that is asked for exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.messages import _collect, catalogue, text

ROOT = Path(__file__).resolve().parents[2]
NAMES = re.compile(r"\{(\w+)\}")
KEY = r"([a-z_]+\.[a-z_.]+)"
#: t("key") in scripts; t("key"), attr("…", "key") and label="key" in Python.
USES = {
    "js": re.compile(rf'\b(?:hetu\.)?t\("{KEY}"'),
    "py": re.compile(rf'(?:\bt\(|text\(|attr\("[a-z-]+", |label=)"{KEY}"'),
}


def _used() -> dict[str, str]:
    files = [*ROOT.glob("assets/js/**/*.js"), *ROOT.glob("app/**/*.py")]
    return {
        key: path.name
        for path in files
        for key in USES[path.suffix[1:]].findall(path.read_text(encoding="utf-8"))
    }


def test_every_key_that_is_used_exists() -> None:
    used = _used()
    assert len(used) > 80
    missing = {key: file for key, file in used.items() if key not in catalogue()}
    assert not missing


def test_english_fills_no_name_that_chinese_lacks() -> None:
    def names(text: str) -> set[str]:
        return set(NAMES.findall(text))

    assert not [k for k, m in catalogue().items() if not names(m["en"]) <= names(m["zh"])]


def test_chinese_is_chinese_and_english_is_not() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    assert not [k for k, m in catalogue().items() if han.search(m["en"])]
    # Half-width punctuation between Chinese characters is a slip of the keyboard.
    slip = re.compile(r"[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff]")
    assert not [k for k, m in catalogue().items() if slip.search(m["zh"])]


def test_text_fills_its_names() -> None:
    assert text("map.as_of", "zh", date="2025-01-14") == "数据截至 2025-01-14"


@pytest.mark.parametrize(
    "table", [{"a": {"zh": "一"}}, {"a": {"zh": "一", "en": ""}}, {"a": "text"}]
)
def test_half_a_message_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"x\.toml: a"):
        _collect(table, "", "x.toml", {})
