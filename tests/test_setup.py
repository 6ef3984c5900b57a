"""Setting up: what `make` says when it cannot, what it skips, and that every version is pinned."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

#: All that the scripts may count on besides Python: no apt, no pip.
BASICS = ("sh", "cat", "cksum", "dirname", "id", "mktemp", "mkdir", "rm", "tail")


def set_up(root: Path, tmp_path: Path, *pythons: Path | str) -> subprocess.CompletedProcess[str]:
    """Run `env.sh run` for an environment in `tmp_path`, on a machine with nothing but BASICS."""
    bin_dir = tmp_path / "bin"
    bin_dir.mkdir()
    for name in BASICS:
        (bin_dir / name).symlink_to(shutil.which(name) or name)
    environment = {
        "PATH": str(bin_dir),
        "VENV": str(tmp_path / "venv"),
        "HETU_PYTHON": " ".join(map(str, pythons)),
        "LANG": "C.UTF-8",
    }
    return subprocess.run(
        [root / ".ci" / "setup" / "env.sh", "run"],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_no_python_says_what_to_type(repo_root: Path, tmp_path: Path) -> None:
    done = set_up(repo_root, tmp_path, "python-that-is-not-there")
    assert done.returncode == 1
    assert "请输入：sudo apt-get install python3 python3-venv" in done.stderr
    assert "Type: sudo apt-get install python3 python3-venv" in done.stderr


def test_python_without_venv_says_which_package(repo_root: Path, tmp_path: Path) -> None:
    python = tmp_path / "python3"
    python.write_text(
        f'#!/bin/sh\ncase "$*" in *"-m venv"*) exit 1;; esac\nexec {sys.executable} "$@"\n'
    )
    python.chmod(0o755)
    done = set_up(repo_root, tmp_path, python)
    package = f"python3.{sys.version_info.minor}-venv"
    assert done.returncode == 1
    assert f"请输入：sudo apt-get install {package}" in done.stderr
    assert f"Type: sudo apt-get install {package}" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_what_is_no_environment_is_never_removed(repo_root: Path, tmp_path: Path) -> None:
    precious = tmp_path / "venv" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("years of work")
    done = set_up(repo_root, tmp_path, sys.executable)
    assert done.returncode == 1
    assert "exists and is no Python environment" in done.stderr
    assert precious.read_text() == "years of work"


def test_second_run_installs_nothing(repo_root: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "hetu").write_text("")
    (venv / "bin" / "hetu").chmod(0o755)
    cksum = subprocess.run(
        "cat pyproject.toml constraints.txt | cksum",
        shell=True,
        cwd=repo_root,
        capture_output=True,
        text=True,
    )
    (venv / ".hetu-run").write_text(f"{repo_root} {cksum.stdout.strip()}")
    done = set_up(repo_root, tmp_path, "python-that-is-not-there")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (venv / ".hetu-run").write_text(f"{repo_root} 1 2")
    shutil.rmtree(tmp_path / "bin")
    assert set_up(repo_root, tmp_path, "python-that-is-not-there").returncode == 1


def pins(root: Path) -> dict[str, str]:
    """The pinned version of every package, for this Python."""
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {
        canonicalize_name(each.name): re.sub("^==", "", str(each.specifier))
        for each in wanted
        if each.marker is None or each.marker.evaluate()
    }


def requirements(root: Path) -> list[Requirement]:
    """What pyproject.toml asks for with this Python, extras included."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for extra in project["optional-dependencies"].values() for name in extra]
    wanted = [Requirement(text) for text in project["dependencies"] + extras]
    return [each for each in wanted if each.marker is None or each.marker.evaluate()]


def test_constraints_hold_names_and_versions_only(repo_root: Path) -> None:
    line = re.compile(r"#.*|[a-z0-9-]+==[0-9][0-9a-z.]*(; python_version (<|>=) \"3\.\d+\")?")
    for text in (repo_root / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert line.fullmatch(text), f"constraints.txt: {text}"


def test_every_requirement_is_pinned_within_its_bounds(repo_root: Path) -> None:
    pinned = pins(repo_root)
    wanted = requirements(repo_root)
    assert len(wanted) > 20
    for each in wanted:
        name = canonicalize_name(each.name)
        assert name in pinned, f"{each} is not in constraints.txt"
        assert each.specifier.contains(pinned[name]), f"{each} pinned to {pinned[name]}"


def imported(root: Path, *folders: str) -> set[str]:
    """Top names of all that the Python files below some folders import."""
    nodes = [
        node
        for folder in folders
        for path in (root / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom) and not n.level}
    return {name.partition(".")[0] for name in names}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported(repo_root: Path) -> None:
    project = tomllib.loads((repo_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {canonicalize_name(Requirement(text).name) for text in project["dependencies"]}
    extras = project["optional-dependencies"]
    optional = {
        canonicalize_name(Requirement(text).name)
        for name, texts in extras.items()
        for text in texts
        if name != "test"
    }
    ours = {"app", "etl", "layers", *sys.stdlib_module_names}
    # Where the name of a package is not the one it is imported by.
    packages = {
        "ahocorasick": "pyahocorasick", "pycrfsuite": "python-crfsuite", "pil": "pillow",
        "valhalla": "pyvalhalla", "vroom": "pyvroom",
    }  # fmt: skip
    by_address = {"psycopg"}  # SQLAlchemy loads it for postgresql+psycopg://
    found = {
        canonicalize_name(packages.get(name.lower(), name))
        for name in imported(repo_root, "app", "etl", "layers") - ours
    }
    assert found - asked - optional == set(), "imported and not declared"
    assert asked - found - by_address == set(), "declared and not imported"


def test_what_is_installed_is_what_is_pinned(repo_root: Path) -> None:
    pinned = pins(repo_root)
    wrong = {}
    for name, number in pinned.items():
        try:
            if version(name) != number:
                wrong[name] = f"{version(name)} for {number}"
        except PackageNotFoundError:
            continue  # of the `acquire` extra, which no test needs
    assert not wrong


@pytest.fixture
def builder(repo_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """.ci/setup/build_if_needed.py, looking at a repository of three files."""
    path = repo_root / ".ci" / "setup" / "build_if_needed.py"
    spec = importlib.util.spec_from_file_location("build_if_needed", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    root = tmp_path / "repository"
    for name in ("etl/a.py", "geodata/999999/district.toml", "geodata/999999/layers/a.geojson"):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(name)
    (root / "constraints.txt").write_text("")
    monkeypatch.setattr(module, "ROOT", root)
    monkeypatch.setattr(module, "STAMP", root / "var" / "build.json")
    places = (tmp_path / "reports", tmp_path / "older", tmp_path / "one.docx")
    monkeypatch.setenv("HETU_REPORTS", os.pathsep.join(map(str, places)))
    monkeypatch.delenv("HETU_VAR", raising=False)
    monkeypatch.setattr(sys, "argv", ["build_if_needed.py"])
    return module


def answer(builder: ModuleType, monkeypatch: pytest.MonkeyPatch, code: int) -> list[list[str]]:
    """Let `hetu build` end with a code; the list fills with the commands that were run."""
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr(builder.subprocess, "run", run)
    return ran


@pytest.mark.parametrize(
    "touched",
    [
        "repository/etl/a.py",
        "repository/geodata/999999/district.toml",
        "repository/geodata/999999/layers/a.geojson",
        "reports/2025.txt",
        "older/2024.txt",
        "one.docx",
        "repository/var/reports/2026.txt",
        "shared/report/2025.txt",
    ],
)
def test_builds_again_only_when_something_changed(
    builder: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, touched: str
) -> None:
    ran = answer(builder, monkeypatch, 0)
    assert builder.main() == 0
    assert builder.main() == 0
    assert len(ran) == 1
    (tmp_path / touched).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / touched).write_text("new")
    assert builder.main() == 0
    assert len(ran) == 2


def test_failed_build_serves_the_last_layers_or_stops(
    builder: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = answer(builder, monkeypatch, 3)
    assert builder.main() == 0
    assert "the last good layers stay served" in capsys.readouterr().out
    shutil.rmtree(builder.ROOT / "geodata" / "999999" / "layers")
    assert builder.main() == 3
    assert len(ran) == 2
