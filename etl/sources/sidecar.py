"""The sidecar of an acquired file: where it comes from, under which licence, how it was made."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from etl.errors import TableError
from etl.files import sha256_of, write_atomic


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What stands in `NAME.toml` beside the file `NAME`.

    `retrieved` is a date as given by the caller or the release of the source (never today's
    date: two runs must give the same bytes).
    """

    title_zh: str
    title_en: str
    source: str
    version: str
    address: str
    licence: str
    retrieved: str
    made: str
    datum: str = ""
    sha256: str = ""


def sidecar_path(path: Path) -> Path:
    """`x.geojson` → `x.geojson.toml`."""
    return path.with_name(f"{path.name}.toml")


def write_with_sidecar(path: Path, data: bytes, about: Sidecar) -> None:
    """Write a file and its sidecar, each atomically; the sidecar carries the file's SHA-256."""
    write_atomic(path, data)
    fields = {name: getattr(about, name) for name in Sidecar.__slots__ if name != "sha256"}
    lines = [f"{name} = {_toml_string(text)}" for name, text in fields.items()]
    lines.append(f'sha256 = "{sha256_of(data)}"')
    write_atomic(sidecar_path(path), ("\n".join(lines) + "\n").encode())


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar of a data file; TableError where it is missing or broken."""
    place = sidecar_path(path)
    try:
        values = tomllib.loads(place.read_text(encoding="utf-8"))
        return Sidecar(**values)
    except (OSError, ValueError, TypeError) as error:
        raise TableError(
            f"来源说明缺失或有误（{error}）。请恢复，或运行 hetu acquire。",
            f"sidecar missing or broken ({error}). Restore it or run hetu acquire.",
            file=place.name,
        ) from error


def verify(path: Path) -> Sidecar:
    """Read the sidecar and check that the file is the one it speaks of."""
    about = read_sidecar(path)
    if sha256_of(path.read_bytes()) != about.sha256:
        raise TableError(
            "文件与来源说明的 SHA-256 不符：被改动过？请运行 hetu acquire 重新取得。",
            "does not match the SHA-256 of its sidecar: edited? Run hetu acquire again.",
            file=path.name,
        )
    return about


def _toml_string(text: str) -> str:
    """A TOML basic string: JSON's escapes are a subset of TOML's."""
    return json.dumps(text, ensure_ascii=False)
