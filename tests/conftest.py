"""What every test shares: no outside network, and where the district, report and truth lie."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import network_guard
import pytest
from shipped import DISTRICT, ROOT

pytest_plugins = ["browser_fixtures", "postgres_fixtures"]

SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def outside_hosts() -> Iterator[list[str]]:
    """Hosts this test reached for. It fails when any is left, even if its code swallowed the error.

    A test of the guard itself empties the list.
    """
    network_guard.tried.clear()
    yield network_guard.tried
    assert not network_guard.tried, f"asked for other hosts: {', '.join(network_guard.tried)}"


def report_file() -> Path | None:
    """The 2025 report: `tiefeng-2025.txt` in HETU_REPORTS, else in ../shared/report."""
    folder = Path(os.environ.get("HETU_REPORTS") or SHARED / "report")
    path = folder / "tiefeng-2025.txt"
    return path if path.is_file() else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `report_text` when the text is not here."""
    if report_file() is not None:
        return
    absent = pytest.mark.skip(reason="no report text (HETU_REPORTS or ../shared/report)")
    for item in items:
        if item.get_closest_marker("report_text"):
            item.add_marker(absent)


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """Where the repository is."""
    return ROOT


@pytest.fixture(scope="session")
def report_text_path() -> Path:
    """The file of the 2025 report; skips where it is absent."""
    path = report_file()
    if path is None:
        pytest.skip("no report text (HETU_REPORTS or ../shared/report)")
    return path


@pytest.fixture(scope="session")
def report_text(report_text_path: Path) -> str:
    """The text of the 2025 report; skips where it is absent."""
    return report_text_path.read_text(encoding="utf-8-sig")


def _shared(name: str) -> Path:
    path = SHARED / name
    if not path.is_dir():
        pytest.skip(f"no ../shared/{name}")
    return path


@pytest.fixture(scope="session")
def truth_dir() -> Path:
    """Hand-labelled mentions and indicators; skips where they are absent."""
    return _shared("truth")


@pytest.fixture(scope="session")
def oc4ids_dir() -> Path:
    """Schema and code lists of OC4IDS; skips where they are absent."""
    return _shared("oc4ids")


@pytest.fixture
def district_copy(tmp_path: Path) -> Path:
    """A copy of geodata/230204 to break; its sibling `lexicon` comes along, as in the original."""
    geodata = tmp_path / "geodata"
    shutil.copytree(DISTRICT, geodata / DISTRICT.name)
    if (DISTRICT.parent / "lexicon").is_dir():
        shutil.copytree(DISTRICT.parent / "lexicon", geodata / "lexicon")
    return geodata / DISTRICT.name
