"""Check my order: agreement with a second opinion, and what is said about what breaks."""

from __future__ import annotations

import random

from route_evaluator import Verdict, day_verdict
from route_plans import random_plan

from app.itinerary.check import check
from app.itinerary.model import DayAnswer, DayPlan, Finding

FAMILY = {
    "closed_all_year": "shut",
    "visit_too_long": "shut",
    "no_show": "show",
    "missed_show": "show",
    "overlap": "pinned",
    "pinned_closed": "pinned",
    "last_entry": "late",
    "closes_early": "late",
}


def family(finding: Finding, verdict: str) -> str:
    """The reason in the second opinion's words; `closed` is shut all day or shut by then."""
    if finding.code == "closed":
        return verdict if verdict in ("shut", "late") else "?"
    return FAMILY[finding.code]


def same_times(answer: DayAnswer, verdict: Verdict, spec: DayPlan) -> None:
    """The day's clock agrees."""
    assert tuple(call.arrive for call in answer.calls) == verdict.arrive
    assert tuple(call.begin for call in answer.calls) == verdict.begin
    assert tuple(call.is_ok for call in answer.calls) == tuple(not why for why in verdict.why)
    assert answer.is_ok == (verdict.faults == 0)
    if answer.calls:
        assert answer.arrive == verdict.end
        assert answer.lunch_leg == verdict.lunch


def test_check_agrees_with_a_second_opinion_on_a_thousand_plans() -> None:
    feasible = broken = slacks = 0
    reasons: set[str] = set()
    for seed in range(1000):
        plan, book, travel = random_plan(seed)
        answer = check(plan, book, travel)
        dice = random.Random(seed)
        hard = {(f.day, f.stop_id): f for f in answer.findings if f.severity == "break"}
        verdicts = []
        for day, spec in enumerate(plan.days):
            stops = [book.stops[visit.stop_id] for visit in spec.visits]
            verdict = day_verdict(spec, stops, travel.minutes)
            verdicts.append(verdict)
            same_times(answer.days[day], verdict, spec)
            for stop, why in zip(stops, verdict.why, strict=True):
                found = hard.get((day, stop.stop_id))
                assert (found is not None) == bool(why), (seed, stop.stop_id, why, found)
                if found is not None:
                    assert family(found, why) == why, (seed, why, found)
                    reasons.add(why)
            codes = {f.code for f in answer.findings if f.day == day}
            assert ("too_long" in codes) == verdict.too_long
            assert ("lunch_missed" in codes) == verdict.no_lunch
            if verdict.faults == 0 and stops:
                at = dice.randrange(len(stops))
                slack = answer.days[day].calls[at].slack_min
                assert slack is not None and slack >= 0
                for more, works in ((slack, True), (slack + 1, False)):
                    later = day_verdict(spec, stops, travel.minutes, (at, more), verdict.lunch)
                    assert (later.faults == 0) == works, (seed, day, at, slack)
                slacks += 1
        assert answer.is_feasible == all(verdict.faults == 0 for verdict in verdicts), seed
        feasible += answer.is_feasible
        broken += not answer.is_feasible
    # The plans are of all kinds, or the agreement would say little.
    assert feasible > 200 and broken > 200 and slacks > 300
    assert reasons == {"shut", "show", "pinned", "late"}
