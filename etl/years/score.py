"""How well two years are compared: precision and recall of matches, fates and figures right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.tables import read_table
from etl.years.codes import MatchKind
from etl.years.compare import YearsComparison
from etl.years.names import key_of


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `found`, and of `wanted`."""

    hits: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Hits among what was found; 1 where nothing was."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Hits among what was wanted; 1 where nothing was."""
        return self.hits / self.wanted if self.wanted else 1.0

    def line(self, title: str) -> str:
        """One line for the reader."""
        return (
            f"{title}: P {self.precision:.3f} R {self.recall:.3f} "
            f"({self.hits} / {self.found} found / {self.wanted} true)"
        )


def true_pairs(path: Path) -> set[tuple[str, str]]:
    """The pairs of names that are one work, from a truth table `matches.csv`."""
    rows = read_table(path, ("old_name", "new_name", "kind"))
    return {
        (key_of(row["old_name"]), key_of(row["new_name"]))
        for row in rows
        if row["old_name"] and row["new_name"]
    }


def score_matches(
    comparison: YearsComparison, truth: set[tuple[str, str]], kinds: Sequence[MatchKind]
) -> Share:
    """Pairs of the given kinds against the true pairs."""
    found = {
        (key_of(match.old.name), key_of(match.new.name))
        for match in comparison.matching.matches
        if match.old and match.new and match.kind in kinds
    }
    return Share(len(found & truth), len(found), len(truth))


def score_fates(comparison: YearsComparison, path: Path) -> Share:
    """Fates right, by the name of the promised work, against a truth table `promises.csv`."""
    rows = read_table(path, ("name", "fate"))
    truth = {(key_of(row["name"]), row["fate"]) for row in rows}
    found = {(key_of(item.pledge.work.name), item.fate.value) for item in comparison.outcomes}
    return Share(len(found & truth), len(found), len(truth))


def score_figures(comparison: YearsComparison, path: Path) -> Share:
    """Results right, by name and target value, against a truth table `figures.csv`."""
    rows = read_table(path, ("name", "target", "result"))
    truth = {(row["name"], row.number_of("target"), row["result"]) for row in rows}
    found = {
        (item.target.fact.name, item.target.fact.value, item.result.value)
        for item in comparison.figures
    }
    return Share(len(found & truth), len(found), len(truth))
