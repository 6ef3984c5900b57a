"""The invented pair of reports against its hand-written truth, and the published comparison."""

from __future__ import annotations

import json
from functools import cache

import pytest
from years_rig import INVENTED, TRUTH

from etl.codes import LocationMethod, Precision, Stage
from etl.places.model import Location
from etl.report.load import load_report
from etl.tables import read_table
from etl.years.codes import Fate, FigureResult, MatchKind
from etl.years.compare import YearsComparison, carried_over, compare_years
from etl.years.decisions import read_decisions
from etl.years.release import release_dict, years_release
from etl.years.score import score_figures, score_matches, true_pairs
from etl.years.score_main import load_years


@cache
def compared(*, decided: bool = True) -> YearsComparison:
    old, new = load_years(INVENTED, TRUTH)
    rows = read_decisions(INVENTED / "catalogue" / "matches.csv") if decided else []
    return compare_years(old, new, rows)


def test_both_reports_are_long_enough_and_of_the_district() -> None:
    for year in ("2025", "2026"):
        report = load_report(INVENTED / "reports" / f"yanchuan-{year}.txt")
        assert report.year == int(year)
        sentences = [s for c in report.sections for p in c.paragraphs for s in p.sentences]
        assert len(sentences) >= 40


def test_every_match_is_as_the_truth_has_it() -> None:
    rows = read_table(TRUTH / "matches.csv", ("old_name", "new_name", "kind"))
    truth = {(row["old_name"], row["new_name"], row["kind"]) for row in rows}
    found = {
        (m.old.name if m.old else "", m.new.name if m.new else "", m.kind.value)
        for m in compared(decided=False).matching.matches
    }
    missed = [row for row in truth if row[2] == "missed"]
    # A new name that shares hardly a character is beyond the rules: a person decides.
    assert found == (truth - set(missed)) | {
        pair for old, new, _ in missed for pair in ((old, "", "gone"), ("", new, "new"))
    }
    assert {kind for _, _, kind in found} == {kind.value for kind in MatchKind}


def test_decisions_make_the_matching_whole() -> None:
    pairs = true_pairs(TRUTH / "matches.csv")
    share = score_matches(compared(), pairs, (MatchKind.SURE, MatchKind.DOUBTFUL))
    assert (share.precision, share.recall) == (1, 1)
    assert compared().matching.unmet == ()


def test_every_fate_occurs_and_is_as_the_truth_has_it() -> None:
    rows = read_table(TRUTH / "promises.csv", ("name", "fate", "signs"))
    truth = [(row["name"], row["fate"], row["signs"]) for row in rows]
    found = [
        (o.pledge.work.name, o.fate.value, "|".join(sign.value for sign in o.signs))
        for o in compared().outcomes
    ]
    assert sorted(found) == sorted(truth)
    assert {fate for _, fate, _ in found} == {fate.value for fate in Fate}


def test_both_references_of_a_fate() -> None:
    for outcome in compared().outcomes:
        assert outcome.pledge.record.report.startswith("2025")
        assert not outcome.pledge.record.fact.is_review
        if outcome.fate != Fate.NOT_MENTIONED:
            assert outcome.evidence is not None
            assert outcome.evidence.report.startswith("2026")


def test_every_figure_is_as_the_truth_has_it() -> None:
    columns = ("name", "target", "unit", "actual", "actual_unit", "result", "difference")
    rows = read_table(TRUTH / "figures.csv", columns)
    truth = [
        (r["name"], r.number_of("target"), r.number_of("actual"), r["result"],
         r.number_of("difference"))
        for r in rows
    ]  # fmt: skip
    found = [
        (c.target.fact.name, c.target.fact.value, c.actual.fact.value if c.actual else None,
         c.result.value, c.difference)
        for c in compared().figures
    ]  # fmt: skip
    assert sorted(found, key=str) == sorted(truth, key=str)
    assert {result for *_, result, _ in found} == {result.value for result in FigureResult}
    assert score_figures(compared(), TRUTH / "figures.csv").precision == 1


def test_the_release_is_the_same_twice_and_holds_no_sentence() -> None:
    old, new = load_years(INVENTED, TRUTH)
    rows = read_decisions(INVENTED / "catalogue" / "matches.csv")
    data = years_release(old, new, rows)
    assert data == years_release(old, new, rows)
    release = json.loads(data)
    assert release["counts"]["fate"]["not_mentioned"] == 3
    assert sum(release["counts"]["fate"].values()) == len(release["promises"]) == 33
    texts = [
        sentence.text
        for year in ("2025", "2026")
        for section in load_report(INVENTED / "reports" / f"yanchuan-{year}.txt").sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        if len(sentence.text) > 23
    ]
    assert len(texts) > 60
    assert not [text for text in texts if text in data.decode()]


def test_a_dropped_promise_stays_on_the_map() -> None:
    dropped = carried_over(compared())
    assert {work.stage for work in dropped} == {Stage.NOT_MENTIONED}
    gone = [o.pledge.work.work_id for o in compared().outcomes if o.fate == Fate.NOT_MENTIONED]
    assert [work.work_id for work in dropped] == gone


@pytest.mark.parametrize(("placed_in", "lon"), [("old", 123.2), ("new", 123.4), ("", None)])
def test_a_promise_is_shown_where_it_was_made_else_where_it_is_now(
    placed_in: str, lon: float | None
) -> None:
    years = dict(zip(("old", "new"), load_years(INVENTED, TRUTH), strict=True))
    work = next(item for item in years["old"].works if item.name.endswith("产业园"))
    if placed_in:
        pin = Location(
            Precision.SITE,
            LocationMethod.HAND,
            {"type": "Point", "coordinates": [lon, 36.2]},
            300,
            place_id="p",
        )
        years[placed_in].locations[work.work_id] = pin  # type: ignore[index]
    release = release_dict(compare_years(years["old"], years["new"]))
    found = next(item for item in release["promises"] if item["id"] == work.work_id)
    assert found["lon"] == lon
    assert found["precision"] == (2 if placed_in else 0)
