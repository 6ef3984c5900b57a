"""Rules of the repository that can fail: what may stand in which file."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import click
import house
import pytest

import app
import etl
import layers
from etl import codes

CHINESE = re.compile("[\u4e00-\u9fff]")

CODE = ("app", "assets", "etl", "layers", ".ci")

#: Names the district's tables share with the language at large, each with why it is no district's.
GENERAL = {
    "种畜场": "a kind of farm, and the whole name of one in the list of divisions",
    "县人民医院": "what every county calls its hospital",
    "市博物馆": "what every city calls its museum",
    "和平社区": "a community of nearly every city",
}

#: Longest run of the report's characters a file may hold; names of works are shorter.
LONGEST_QUOTE = 23


def under(root: Path, *folders: str) -> list[Path]:
    """Tracked files below the given folders of the repository."""
    tops = [root / folder for folder in folders]
    return [path for path in house.tracked(root) if any(path.is_relative_to(top) for top in tops)]


def test_no_name_of_a_district_stands_in_code_or_lexicon(repo_root: Path) -> None:
    districts = [path.parent for path in sorted((repo_root / "geodata").glob("*/district.toml"))]
    if not districts:
        pytest.skip("no geodata/*/district.toml yet")
    names = set().union(*map(house.district_names, districts)) - GENERAL.keys()
    assert len(names) > 20, "the tables hold hardly a name: the rule would pass on anything"
    found = [
        f"{path.relative_to(repo_root)}: {name}"
        for path in under(repo_root, *CODE, "geodata/lexicon")
        for name in sorted(names)
        if name in house.text_of(path)
    ]
    assert not found, "\n".join(found)


def test_no_registry_host_stands_in_a_file(repo_root: Path) -> None:
    hosts = {"pypi": "org", "pythonhosted": "org", "npmjs": "(?:org|com)", "npmmirror": "com"}
    hosts |= {"yarnpkg": "com", "anaconda": "(?:org|com)", "tuna.tsinghua": "edu", "devpi": "net"}
    pattern = re.compile("|".join(rf"{name}\.{end}" for name, end in hosts.items()))
    settings = re.compile(r"index[-_]url\s*=|--find-links|file:///")
    for path in house.tracked(repo_root):
        if path.name == Path(__file__).name:
            continue
        for rule in (pattern, settings):
            found = rule.search(house.text_of(path))
            assert not found, f"{path.relative_to(repo_root)}: {found}"


def test_no_path_of_a_machine_stands_in_a_file(repo_root: Path) -> None:
    ours = re.compile(rf"{re.escape(str(repo_root))}\b|{re.escape(str(Path.home()))}/")
    anyone = re.compile(r"(?<![\w./])/(?:root|work|(?:home|Users)/[\w.-]+)/[\w.]|[A-Z]:\\Users\\")
    for path in house.tracked(repo_root):
        for rule in (ours, anyone):
            found = rule.search(house.text_of(path))
            assert not found, f"{path.relative_to(repo_root)}: {found}"


@pytest.mark.report_text
def test_no_sentence_of_the_report_stands_in_a_file(repo_root: Path, report_text: str) -> None:
    size = LONGEST_QUOTE + 1
    # Its title is no sentence: sidecars and pages name it.
    lines = [line for line in report_text.splitlines() if "政府工作报告" not in line[:40]]
    report = house.bare("".join(lines))
    runs = {report[at : at + size] for at in range(len(report) - size + 1)}
    assert len(runs) > 5000, "hardly any text: the rule would pass on anything"
    found = []
    for path in house.tracked(repo_root):
        text = house.bare(house.text_of(path))
        run = next((r for at in range(len(text)) if (r := text[at : at + size]) in runs), None)
        if run:
            found.append(f"{path.relative_to(repo_root)}: {run}")
    assert not found, "\n".join(found)


def test_modules_stay_small(repo_root: Path) -> None:
    long = {
        str(path.relative_to(repo_root)): lines
        for path in under(repo_root, *CODE, "tests")
        if path.suffix in {".py", ".js", ".css", ".sh"} and "vendor" not in path.parts
        if (lines := house.text_of(path).count("\n")) > 400
    }
    assert not long, f"over 400 lines: {long}"


def test_every_code_has_both_labels() -> None:
    labels = {
        f"{kind.__name__}.{member.name}": (member.label_zh, member.label_en)
        for kind in descendants(codes.CodeList)
        for member in kind
    }
    tables = [value for name, value in vars(codes).items() if name.endswith("_LABELS")]
    for table in tables:
        assert set(table) == set(type(next(iter(table)))), f"codes without labels: {table}"
        labels |= {repr(member): pair for member, pair in table.items()}
    assert len(labels) > 60, "hardly a code found: the rule would pass on anything"
    for code, (zh, en) in labels.items():
        # A sign (≥) needs no words, but what has words has them in its own language.
        assert zh.strip(), f"{code} has no Chinese label"
        assert en.strip(), f"{code} has no English label"
        assert CHINESE.search(zh) or not any(c.isalpha() for c in zh), f"{code}: {zh} is no Chinese"
        assert not CHINESE.search(en), f"{code}: Chinese in the English label {en}"


def descendants(kind: type[codes.CodeList]) -> list[type[codes.CodeList]]:
    """Every code list derived from one, in whatever module, once all modules are loaded."""
    for package in (etl, layers, app):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    below = kind.__subclasses__()
    return below + [each for child in below for each in child.__subclasses__()]


def commands(command: click.Command | None, prefix: str) -> list[str]:
    """Every command of a click group, nested ones with their group's name before."""
    if not isinstance(command, click.Group):
        return [prefix]
    inside = click.Context(command)
    return [
        name
        for key in command.list_commands(inside)
        for name in commands(command.get_command(inside, key), f"{prefix} {key}")
    ]


def test_the_readme_lists_every_command_and_setting(repo_root: Path) -> None:
    told = house.text_of(repo_root / "README.md")
    wanted = commands(importlib.import_module("app.cli").main, "hetu")
    for path in [*under(repo_root, *CODE), repo_root / "Makefile"]:
        wanted += re.findall(r"HETU_[A-Z_]*[A-Z]", house.text_of(path))
    assert len(wanted) > 15
    missing = sorted({name for name in wanted if name not in told})
    assert not missing, f"README.md does not tell of {missing}"
