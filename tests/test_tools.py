"""The tools' verdicts as tests, so that one closing line counts everything."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

# Not wherever PATH leads: the tools of the environment that runs the tests.
BIN = Path(sys.executable).parent


def complaints(root: Path, tool: str, *args: str) -> str:
    """What a tool prints when it exits with another code than 0; else nothing."""
    # Not measured: coverage of child processes would slow mypy down.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    plain["NO_COLOR"] = "1"
    done = subprocess.run([BIN / tool, *args], cwd=root, capture_output=True, text=True, env=plain)
    return f"{tool}:\n{done.stdout}{done.stderr}" if done.returncode else ""


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "--output-format=concise"),
        ("ruff", "format", "--check"),
        ("mypy",),
        ("lint-imports", "--no-cache"),
    ],
    ids=" ".join,
)
def test_tool_is_content(repo_root: Path, command: tuple[str, ...]) -> None:
    found = complaints(repo_root, *command)
    if found:
        pytest.fail(found, pytrace=False)


def test_every_module_of_the_flow_has_its_place(repo_root: Path) -> None:
    """A module the layers contract leaves out could import anything."""
    config = tomllib.loads((repo_root / "pyproject.toml").read_text(encoding="utf-8"))
    order = config["tool"]["importlinter"]["contracts"][0]["layers"]
    placed = {name.strip(" ()") for layer in order for name in layer.replace("|", ":").split(":")}
    modules = {
        f"etl.{path.stem}"
        for path in (repo_root / "etl").iterdir()
        if path.stem != "__init__" and (path.suffix == ".py" or (path / "__init__.py").is_file())
    }
    assert modules <= placed, f"no place in [tool.importlinter]: {sorted(modules - placed)}"
