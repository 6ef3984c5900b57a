"""The invented county of geodata/999901, built from its reports: once in each worker, then copied.

The repository holds what it is made from, not what is made.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest

from etl.district import District
from etl.pipeline import build

CODE = "999901"
SHIPPED = Path(__file__).resolve().parents[1] / "geodata" / CODE


@cache
def _built() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="hetu-county-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source = folder / "geodata" / CODE
    made = shutil.ignore_patterns("layers", f"20??-{CODE}")
    shutil.copytree(SHIPPED, source, ignore=made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HETU_REPORTS", str(source / "reports"))
        build(District.load(CODE, source.parent), var=folder / "var")
    return source


def county_in(folder: Path) -> Path:
    """A built copy at `folder`/geodata/999901, free to be written to; that folder."""
    target = folder / "geodata" / CODE
    shutil.copytree(_built(), target)
    return target
