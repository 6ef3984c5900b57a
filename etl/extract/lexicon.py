"""The word tables of `geodata/lexicon/`, loaded once.

`verbs.csv` word, strength (strong: never inside a name), role, work_type, stage, review_stage,
outcome · `suffixes.csv` suffix, category, min_stem, kind, generic_ok · `heads.csv` head of a
list (等…), category, licence (2: its members are names; 0: they are not) · `words.csv` word, class.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from etl.codes import Category, Stage, WorkType
from etl.errors import TableError
from etl.paths import LEXICON

_WORK_TYPES = {member.value: member for member in WorkType}
_STAGES = {member.value: member for member in Stage}
_CATEGORIES = {member.value: member for member in Category}


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb or action noun and the status it speaks of."""

    word: str
    strong: bool
    role: str
    work_type: WorkType | None
    stage: Stage | None
    review_stage: Stage | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Suffix:
    """The last word of names of one kind."""

    word: str
    category: Category
    min_stem: int
    kind: str
    generic_ok: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What a list is a list of; licence 2 makes its members names, 0 denies it."""

    word: str
    category: Category
    licence: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word tables; `classes` maps a word to the classes it can have."""

    verbs: dict[str, Verb]
    suffixes: dict[str, Suffix]
    heads: dict[str, Head]
    classes: dict[str, frozenset[str]]
    max_length: dict[str, int]
    """First character → length of the longest word that begins with it."""


def _rows(name: str) -> list[dict[str, str]]:
    path = LEXICON / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise TableError(
            f"词表缺失或不可读：{error.strerror}；请恢复该文件",
            f"Word table missing or unreadable: {error.strerror}; restore the file",
            file=f"geodata/lexicon/{name}",
        ) from error
    for number, row in enumerate(rows, 2):
        # The reader fills a short row with None and keeps what is over under the key None.
        if None in row or None in row.values():
            raise TableError(
                "此行的列数与表头不同；请检查该行的逗号和引号",
                "This row has not as many cells as the header; look for a stray comma or quote",
                file=f"geodata/lexicon/{name}",
                row=number,
            )
    return rows


def _verb(row: dict[str, str]) -> Verb:
    return Verb(
        row["word"],
        row["strength"] == "strong",
        row["role"],
        _WORK_TYPES[row["work_type"]] if row["work_type"] else None,
        _STAGES[row["stage"]] if row["stage"] else None,
        _STAGES[row["review_stage"]] if row["review_stage"] else None,
        row["outcome"],
    )


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Load the tables; TableError names the file and row that is wrong."""
    classes: dict[str, set[str]] = {}
    verbs: dict[str, Verb] = {}
    suffixes: dict[str, Suffix] = {}
    heads: dict[str, Head] = {}
    name, number = "", 0
    try:
        name = "verbs.csv"
        for number, row in enumerate(_rows(name), 2):  # noqa: B007  the error below names it
            verbs[row["word"]] = verb = _verb(row)
            classes.setdefault(verb.word, set()).add("strong" if verb.strong else "weak")
        name = "suffixes.csv"
        for number, row in enumerate(_rows(name), 2):  # noqa: B007
            suffixes[row["suffix"]] = Suffix(
                row["suffix"],
                _CATEGORIES[row["category"]],
                int(row["min_stem"]),
                row["kind"],
                row["generic_ok"] == "1",
            )
            classes.setdefault(row["suffix"], set()).add("suffix")
        name = "heads.csv"
        for number, row in enumerate(_rows(name), 2):  # noqa: B007
            heads[row["head"]] = Head(
                row["head"], _CATEGORIES[row["category"]], int(row["licence"])
            )
            classes.setdefault(row["head"], set()).add("head")
            if row["head"].endswith(("项目", "工程")) and row["head"] not in suffixes:
                # 储能项目 heads a list and ends a name alike.
                suffixes[row["head"]] = Suffix(
                    row["head"], _CATEGORIES[row["category"]], 2, "work", False
                )
                classes[row["head"]] |= {"suffix", "common"}
        name = "words.csv"
        for number, row in enumerate(_rows(name), 2):  # noqa: B007
            classes.setdefault(row["word"], set()).add(row["class"])
    except TableError:
        raise  # it names its row already
    except (KeyError, ValueError) as error:
        raise TableError(
            f"词表内容有误：{error}；请按表头更正该行",
            f"Bad row in a word table: {error}; correct it after the header",
            file=f"geodata/lexicon/{name}",
            row=number,
        ) from error
    frozen = {word: frozenset(found) for word, found in classes.items()}
    longest: dict[str, int] = {}
    for word in frozen:
        longest[word[0]] = max(len(word), longest.get(word[0], 0))
    return Lexicon(verbs, suffixes, heads, frozen, longest)
