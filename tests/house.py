"""What the house rules look at: the files of the repository and the names of its districts."""

from __future__ import annotations

import csv
import gzip
import re
import subprocess
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

BINARY = {".png", ".jpg", ".ico", ".woff", ".woff2", ".gpkg", ".xlsx", ".pdf", ".docx", ".pmtiles"}
_UNICODE_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
NAME_COLUMNS = re.compile(r"(official_|place_|canonical_)?names?(_zh)?|alias(es)?|subject|object")
_SUFFIX = re.compile(r"(?:街道办事处|街道|满族村|社区|地区|村|屯|镇|乡|区|县|市)$")


@cache
def tracked(root: Path) -> tuple[Path, ...]:
    """Files git holds; in an unpacked archive, every file shipped."""
    ask = ["git", "ls-files", "-z"]
    try:
        done = subprocess.run(ask, cwd=root, capture_output=True, text=True, check=True)
        found = [root / name for name in done.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        ours = ("app", "assets", "etl", "geodata", "layers", ".ci", "tests")
        found = [path for top in ours for path in (root / top).rglob("*")]
        found = [path for path in found if "__pycache__" not in path.parts] + list(root.glob("*.*"))
    return tuple(sorted(path for path in found if path.is_file()))


@cache
def text_of(path: Path) -> str:
    """The text of a file, gzip undone; nothing for a binary one."""
    if path.suffix in BINARY:
        return ""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return raw.decode("utf-8", errors="ignore")


def bare(text: str) -> str:
    """Text as its letters and digits only, width and case folded, JSON's escapes undone."""
    text = _UNICODE_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def columns(table: Path, wanted: re.Pattern[str]) -> set[str]:
    """The cells of a CSV's columns whose heading matches, split where a cell lists several."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        names = [name for name in reader.fieldnames or () if wanted.fullmatch(name)]
        cells = {row[name] or "" for row in reader for name in names}
    return {part.strip() for cell in cells for part in re.split(r"[|;；、]", cell) if part.strip()}


def district_names(district: Path) -> set[str]:
    """Names a district's tables hold, three characters or more, and its code.

    A name of an administrative unit counts without its suffix too, from two characters on: the
    district and its town are mostly spoken of that way.
    """
    names: set[str] = set()
    for table in sorted(district.glob("*/*.csv")):
        names |= columns(table, NAME_COLUMNS)
    units = {name for name in names if _SUFFIX.search(name)}
    settings = tomllib.loads((district / "district.toml").read_text(encoding="utf-8"))
    tables = [settings, *(part for part in settings.values() if isinstance(part, dict))]
    own = {table[key] for table in tables for key in ("name_zh", "name_en") if key in table}
    stems = {_SUFFIX.sub("", name) for name in own} | set(settings.get("name_stems", ()))
    stems |= {stem for name in units if len(stem := _SUFFIX.sub("", name)) >= 3}
    wide = {name for name in names if len(name) >= 3 and re.search("[\u4e00-\u9fff]", name)}
    return wide | own | {stem for stem in stems if len(stem) >= 2} | {district.name}
