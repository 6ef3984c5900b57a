"""Two years of one district side by side: matches, fates of promises, figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from etl.catalogue.model import IndicatorRecord, Work
from etl.codes import Precision, Stage
from etl.places.model import Location
from etl.years.codes import Fate, MatchKind
from etl.years.decisions import Decision
from etl.years.figures import Comparison, compare_figures
from etl.years.match import Matching, match_works
from etl.years.promises import Outcome, follow_promises

_OWN_PLACE = {Precision.SURVEYED, Precision.SITE, Precision.VILLAGE}


@dataclass(frozen=True, slots=True)
class Year:
    """One report with its catalogue. `locations` maps work_id to where the work is."""

    report_id: str
    year: int
    title_zh: str
    title_en: str
    delivered_on: date | None
    works: Sequence[Work]
    indicators: Sequence[IndicatorRecord]
    locations: Mapping[str, Location] = field(default_factory=dict)
    focus_areas: Sequence[tuple[int, str, str]] = ()

    @property
    def heard_on(self) -> date:
        """The day of the report; the first of its year where it is not known."""
        return self.delivered_on or date(self.year, 1, 1)

    @property
    def own_places(self) -> dict[str, str]:
        """work_id to place_id, of works that are placed by themselves (precision 1 to 3)."""
        return {
            work_id: place.place_id
            for work_id, place in self.locations.items()
            if place.place_id and place.precision in _OWN_PLACE
        }


@dataclass(frozen=True, slots=True)
class YearsComparison:
    """What two reports say of each other."""

    old: Year
    new: Year
    matching: Matching
    outcomes: tuple[Outcome, ...]
    figures: tuple[Comparison, ...]
    decisions: tuple[Decision, ...] = ()


def compare_years(old: Year, new: Year, decisions: Sequence[Decision] = ()) -> YearsComparison:
    """Match the works, follow the promises, compare the figures of report N and report N+1.

    Decisions on other years are left aside; those that met their works are told again.
    """
    decisions = [item for item in decisions if item.is_of(old.report_id, new.report_id)]
    was, now = old.own_places, new.own_places
    matching = match_works(old.works, new.works, decisions, old_places=was, new_places=now)
    outcomes = follow_promises(
        matching.matches, old.year, new.heard_on, old_places=was, new_places=now
    )
    figures = compare_figures(old.indicators, new.indicators)
    met = tuple(item for item in decisions if item not in matching.unmet)
    return YearsComparison(old, new, matching, tuple(outcomes), tuple(figures), met)


def carried_over(comparison: YearsComparison) -> list[Work]:
    """Promised works that the new report does not name, with stage not_mentioned.

    For the layers of the new year, so that a dropped promise stays on the map. Ids are kept.
    """
    return [
        replace(outcome.pledge.work, stage=Stage.NOT_MENTIONED)
        for outcome in comparison.outcomes
        if outcome.fate == Fate.NOT_MENTIONED and outcome.match.kind == MatchKind.GONE
    ]
