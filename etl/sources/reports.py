"""The sidecar of a report, and where its text may lie.

The repository holds facts, not the report's sentences: the sidecar names the file, and the text is
looked up on this machine.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.errors import TableError


@dataclass(frozen=True, slots=True)
class FocusArea:
    """One of the report's own sections, 0 for the overall targets."""

    number: int
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class ReportSidecar:
    """What the repository knows of a report without its text."""

    report_id: str
    year: int
    title_zh: str
    title_en: str
    delivered_on: date | None
    publisher: str
    address: str
    file: str
    sha256: str
    licence: str
    focus_areas: tuple[FocusArea, ...]


def read_report_sidecar(path: Path) -> ReportSidecar:
    """Read `reports/<id>.toml`; TableError names the file and the missing or wrong key."""
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        values.setdefault("delivered_on", None)  # a report may not say when
        if not isinstance(values["year"], int):
            raise TypeError(f"year = {values['year']!r}")
        areas = tuple(FocusArea(**item) for item in values.pop("focus_areas"))
        return ReportSidecar(**values, focus_areas=areas)
    except FileNotFoundError:
        raise TableError(
            "报告说明文件不存在。请恢复，或运行 hetu init 重新起草。",
            "the report's sidecar is missing. Restore it, or draft it anew with hetu init.",
            file=path.name,
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise TableError(
            f"报告说明文件有误（{error}）。请改正，或对照别的年份补全。",
            f"the report's sidecar is broken ({error}). Correct it after that of another year.",
            file=path.name,
        ) from None


def report_folders(
    root: Path, var: Path, environment: Mapping[str, str] | None = None
) -> list[Path]:
    """Where texts may lie, in order: HETU_REPORTS, ../shared/report, `reports` of `var`."""
    environment = os.environ if environment is None else environment
    named = [Path(part) for part in environment.get("HETU_REPORTS", "").split(os.pathsep) if part]
    return [*named, root.parent / "shared" / "report", var / "reports"]


def find_report(sidecar: ReportSidecar, folders: list[Path]) -> Path | None:
    """The file of the report's text, or None; a folder entry may be the file itself."""
    for folder in folders:
        if folder.is_file() and folder.name == sidecar.file:
            return folder
        if (folder / sidecar.file).is_file():
            return folder / sidecar.file
    return None
