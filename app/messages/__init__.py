"""The catalogue of messages: every string a person sees, in Chinese and English.

The texts lie beside this module in `*.toml`, one file per part of the dashboard; a key is
`table.name`. `{name}` in a text is filled by the caller.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = ("zh", "en")

Message = dict[str, str]


@cache
def catalogue() -> dict[str, Message]:
    """All messages by key. Raises `ValueError` for a text without both languages or a double."""
    found: dict[str, Message] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        with path.open("rb") as file:
            _collect(tomllib.load(file), "", path.name, found)
    return found


def text(key: str, lang: str, **values: object) -> str:
    """One message in one language, with its `{names}` filled."""
    message = catalogue()[key][lang]
    return message.format(**values) if values else message


def _collect(table: dict[str, object], prefix: str, file: str, into: dict[str, Message]) -> None:
    """Flatten one TOML table; a table with `zh` is a message."""
    for name, value in table.items():
        key = f"{prefix}{name}"
        if not isinstance(value, dict):
            raise ValueError(f"{file}: {key}: neither a message nor a table")
        if "zh" not in value:
            _collect(value, f"{key}.", file, into)
            continue
        if set(value) != set(LANGUAGES) or not all(value.values()):
            raise ValueError(f"{file}: {key}: needs zh and en, and nothing else")
        if key in into:
            raise ValueError(f"{file}: {key}: defined twice")
        into[key] = {lang: str(value[lang]) for lang in LANGUAGES}
