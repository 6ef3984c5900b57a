"""`years.json` of the layers' folder: read, checked, in the shape the page wants."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from etl.errors import LayerError
from etl.years.release import FILENAME, SCHEMA

Release = dict[str, Any]


def read_release(folder: Path) -> Release | None:
    """The comparison of two years, None where there is none (one report only).

    Raises `LayerError` for a broken file.
    """
    path = folder / FILENAME
    try:
        release = json.loads(path.read_bytes())
        if release["schema"] != SCHEMA:
            raise ValueError(release["schema"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LayerError(
            f"两年对照读不懂（{error}）。请重新运行 hetu build。",
            f"the comparison of two years cannot be read ({error}). Run hetu build again.",
            file=FILENAME,
        ) from error
    return dict(release)


def area_names(release: Release) -> dict[int, tuple[str, str]]:
    """Focus area → Chinese and English name, as the old report numbers them."""
    found = {
        item["number"]: (item["label_zh"], item["label_en"]) for item in release["focus_areas"]
    }
    return {0: ("总目标", "Overall targets"), **found}


def label(release: Release, kind: str, code: str) -> tuple[str, str]:
    """Chinese and English label of a code."""
    zh, en = release["labels"][kind].get(code, (code, code))
    return zh, en


def reference(ref: dict[str, Any]) -> tuple[str, str]:
    """Where in which report, in both languages; sentences count from 0, as everywhere."""
    year = str(ref["report"])[:4]
    title = f"{ref['paragraph_title']} " if ref["paragraph_title"] else ""
    number = ref["sentence_index"]
    return (
        f"{year} 报告〔{ref['section']}〕{title}第 {number} 句",
        f"report {year}, section {ref['section']}, sentence {number}",
    )
