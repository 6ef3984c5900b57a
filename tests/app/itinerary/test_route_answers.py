"""What is said of bad input and of what does not work, and what is offered instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from route_instances import BASE, FIRST, SOURCE, book_of, rule, show, stop

from app.itinerary.check import check
from app.itinerary.choose import choose
from app.itinerary.improve import improve
from app.itinerary.model import (
    Answer,
    Book,
    DayPlan,
    Finding,
    Holiday,
    Lunch,
    Plan,
    Season,
    Stop,
    Visit,
    Wish,
    ZoneRule,
)
from app.itinerary.offers import nearest
from app.itinerary.travel import Estimate

NEAR = stop("near", 124.02, 47.0, 60, (rule("near", 480, 1020, last_entry=960),))


def plan(*visits: Visit, **more: object) -> Plan:
    values = {"day": FIRST, "start": BASE, "end": BASE, "lunch": None, "visits": visits}
    return Plan((DayPlan(**{**values, **more}),))  # type: ignore[arg-type]


def asked(given: Plan, *stops: Stop, **more: object) -> Answer:
    return check(given, book_of(*stops, **more), Estimate())


def codes(answer: Answer) -> set[str]:
    return {finding.code for finding in (*answer.findings, *answer.assumptions)}


def one(answer: Answer, code: str) -> Finding:
    found = [f for f in (*answer.findings, *answer.assumptions) if f.code == code]
    assert len(found) == 1, codes(answer)
    assert found[0].zh and found[0].en
    return found[0]


def test_a_stop_without_position_is_named_and_the_others_are_planned() -> None:
    lost = stop("lost", None, None)
    answer = asked(plan(Visit("lost"), Visit("near")), lost, NEAR)
    assert one(answer, "no_position").stop_id == "lost"
    assert not answer.is_feasible
    assert [call.stop_id for call in answer.days[0].calls] == ["near"]
    better = improve(plan(Visit("lost"), Visit("near")), book_of(lost, NEAR), Estimate())
    assert [item.visit.stop_id for item in better.dropped] == ["lost"]
    assert [offer.code for offer in better.offers] == ["drop"]
    assert check(better.offers[0].plan, book_of(lost, NEAR), Estimate()).is_feasible


def test_a_candidate_without_position_is_left_out_and_belongs_to_no_day() -> None:
    wish = Wish(plan(), (Visit("lost"), Visit("near")))
    answer = choose(wish, book_of(stop("lost", None, None), NEAR), Estimate())
    assert answer.is_feasible and [item.visit.stop_id for item in answer.dropped] == ["lost"]
    assert [reason.day for reason in answer.dropped[0].reasons] == [None]


def test_an_unknown_stop_and_a_base_without_position() -> None:
    answer = asked(plan(Visit("gone")), NEAR)
    assert one(answer, "unknown_stop").stop_id == "gone"
    nowhere = replace(BASE, lon=None, lat=None)
    answer = asked(plan(Visit("near"), start=nowhere), NEAR)
    assert one(answer, "no_base").day == 0 and not answer.is_feasible
    assert improve(plan(Visit("near"), start=nowhere), book_of(NEAR), Estimate()).plan.days


def test_closed_all_year_closed_today_and_unknown_hours() -> None:
    shut = stop("shut", 124.0, 47.0, rules=(rule("shut", 0, None, state="closed"),))
    monday = stop("monday", 124.0, 47.0, rules=(
        rule("monday", 480, 1020),
        rule("monday", 0, None, state="closed", weekdays=(1,))))  # fmt: skip
    assert FIRST.isoweekday() == 1
    assert one(asked(plan(Visit("shut")), shut), "closed_all_year").severity == "break"
    assert one(asked(plan(Visit("monday")), monday), "closed").stop_id == "monday"
    assert asked(plan(Visit("monday"), day=FIRST + timedelta(days=1)), monday).is_feasible
    answer = asked(plan(Visit("dark")), stop("dark", 124.0, 47.0))
    assert answer.is_feasible and one(answer, "hours_unknown").severity == "warn"


def test_a_date_outside_the_data_is_an_assumption_not_an_invention() -> None:
    summer = stop("s", 124.0, 47.0, rules=(rule("s", 480, 1020, season=Season("06-01", "08-31")),))
    answer = asked(plan(Visit("s"), day=date(2026, 12, 1)), summer)
    assert "12月1日" in one(answer, "hours_outside").zh
    golden = replace(show("s", (600,), 5), holiday="golden_week")
    holiday = Holiday("golden_week", "国庆", "National Day", FIRST, FIRST, SOURCE)
    with_show = replace(summer, shows=(golden,))
    known = asked(plan(Visit("s")), with_show, holidays=(holiday,))
    assert "holidays_unknown" not in codes(known)
    later = asked(plan(Visit("s"), day=date(2031, 7, 1)), with_show, holidays=(holiday,))
    assert "2031" in one(later, "holidays_unknown").en


def test_two_stops_at_one_place_and_start_that_is_the_end() -> None:
    twin = replace(NEAR, stop_id="twin")
    answer = asked(plan(Visit("near"), Visit("twin")), NEAR, twin)
    assert answer.is_feasible
    assert one(answer, "same_place").stop_id == "twin"
    assert answer.days[0].legs[1].minutes == 0
    assert one(answer, "round_trip").severity == "note"
    assert one(asked(plan(Visit("near"), Visit("near")), NEAR), "twice").severity == "warn"


def test_sources_that_disagree_leave_what_all_allow() -> None:
    other = replace(SOURCE, source_id="t", title_zh="另一处")
    two = stop(
        "two", 124.0, 47.0, 60, (rule("two", 420, 1020), rule("two", 480, 990, source=other))
    )
    answer = asked(plan(Visit("two"), leave=430), two)
    said = one(answer, "hours_disagree")
    assert "另一处" in said.zh and len(said.sources) == 2
    assert answer.days[0].calls[0].begin == 480
    chosen = replace(two, opening=(replace(two.opening[0], is_chosen=True), two.opening[1]))
    settled = asked(plan(Visit("two"), leave=430), chosen)
    assert "hours_disagree" not in codes(settled) and settled.days[0].calls[0].begin == 430


def test_a_show_counts_only_with_the_walk_from_the_gate() -> None:
    cranes = stop("c", 124.0, 47.0, 60, (rule("c", 480, 1020),), (show("c", (570,), 20, 2),))
    early = asked(plan(Visit("c", wants_show=True), leave=550), cranes)
    assert early.is_feasible and early.days[0].calls[0].show_at == 570
    late = asked(plan(Visit("c", wants_show=True), leave=551), cranes)
    missed = one(late, "missed_show")
    assert missed.slack_min == -1 and "20" in missed.zh and "09:30" in missed.zh
    # Without the wish the same visit is fine, and no show is claimed.
    calm = asked(plan(Visit("c"), leave=551), cranes)
    assert calm.is_feasible and calm.days[0].calls[0].show_at is None
    offers = {offer.code for offer in nearest(late.plan, book_of(cranes), Estimate())}
    assert {"leave_earlier", "no_show"} <= offers


def test_shows_at_unknown_times_are_said_and_not_reckoned_with() -> None:
    vague = replace(show("v", (), 20), per_day=2)
    answer = asked(plan(Visit("v", wants_show=True)), stop("v", 124.0, 47.0, shows=(vague,)))
    assert answer.is_feasible and one(answer, "show_unknown").severity == "warn"
    assert answer.days[0].calls[0].show_at is None


@pytest.mark.parametrize("zone", ["core", "buffer"])
def test_protected_land_is_refused_with_its_source(zone: str) -> None:
    law = ZoneRule("r", zone, Season("2026-03-15", ""), "refuse", "不得进入", "closed", SOURCE)  # type: ignore[arg-type]
    inside = stop("in", 124.0, 47.0, zone_class=zone)
    answer = asked(plan(Visit("in"), Visit("near")), inside, NEAR, zone_rules=(law,))
    refused = one(answer, "protected")
    assert refused.severity == "refuse" and refused.sources == (SOURCE,) and "某处" in refused.zh
    assert not answer.is_feasible
    book = book_of(inside, NEAR, zone_rules=(law,))
    better = improve(plan(Visit("in"), Visit("near")), book, Estimate())
    assert [item.visit.stop_id for item in better.dropped] == ["in"]
    assert better.dropped[0].reasons[0].code == "protected"
    # Before the rule came into force it does not bind.
    assert asked(plan(Visit("in"), day=date(2026, 3, 14)), inside, zone_rules=(law,)).is_feasible


def test_a_breeding_season_is_a_rule_with_dates() -> None:
    nest = ZoneRule(
        "n", "", Season("04-15", "06-30"), "refuse", "繁殖期", "breeding", SOURCE, ("m",)
    )
    marsh = stop("m", 124.0, 47.0)
    assert not asked(plan(Visit("m"), day=date(2026, 5, 1)), marsh, zone_rules=(nest,)).is_feasible
    may = plan(Visit("m"), day=date(2026, 6, 25))
    offers = nearest(may, book_of(marsh, zone_rules=(nest,)), Estimate())
    assert {o.code: o.plan.days[0].day for o in offers}["other_date"] == date(2026, 7, 1)


def test_uncertain_positions_show_their_effect_on_time() -> None:
    vague = stop("u", 124.3, 47.0, 200, (rule("u", 480, 800),), radius=5000.0, is_stand_in=True)
    sure = replace(vague, radius_m=20.0, is_stand_in=False)
    wide, narrow = (asked(plan(Visit("u"), leave=550), item) for item in (vague, sure))
    a, b = wide.days[0].legs[0], narrow.days[0].legs[0]
    assert a.minutes == b.minutes and a.high_min > b.high_min and a.low_min < b.low_min
    assert one(wide, "position_uncertain").severity == "warn"
    assert "position_uncertain" not in codes(narrow)
    assert one(wide, "may_fail").stop_id == "u" and wide.is_feasible
    assert "radius_unknown" in codes(asked(plan(Visit("u")), replace(vague, radius_m=None)))


def test_too_long_a_day_and_no_time_for_lunch() -> None:
    long = stop("l", 124.0, 47.0, 600)
    answer = asked(plan(Visit("l"), leave=480, back=1000), long)
    assert one(answer, "too_long").slack_min == -80
    hungry = asked(plan(Visit("l"), leave=480, back=1300, lunch=Lunch(660, 780, 45)), long)
    assert {"lunch_missed"} <= codes(hungry)
    codes_ = [o.code for o in nearest(hungry.plan, book_of(long), Estimate())]
    assert "no_lunch" in codes_


def test_every_offer_works() -> None:
    stops = [stop(f"x{at}", 124.0, 47.0, 120, (rule(f"x{at}", 540, 900),)) for at in range(5)]
    book: Book = book_of(*stops)
    full = plan(*(Visit(item.stop_id) for item in stops))
    assert not check(full, book, Estimate()).is_feasible
    offers = nearest(full, book, Estimate())
    assert {offer.code for offer in offers} == {"other_day", "drop"}
    for offer in offers:
        assert check(offer.plan, book, Estimate()).is_feasible, offer.code
    many = plan(*(Visit(item.stop_id) for item in stops), back=800)
    days = {o.code: len(o.plan.days) for o in nearest(many, book, Estimate())}
    assert days["other_day"] == 3
    kept = [visit.stop_id for visit in offers[-1].plan.days[0].visits]
    assert len(kept) == 3


def test_a_plan_with_nothing_in_it() -> None:
    assert "empty_day" in codes(asked(plan()))
    assert "days" in codes(check(Plan(()), book_of(), Estimate()))
    assert improve(Plan(()), book_of(), Estimate()).days == ()
    backwards = asked(plan(Visit("near"), leave=1000, back=500), NEAR)
    assert {"day_order", "too_long"} <= codes(backwards)
    better = improve(backwards.plan, book_of(NEAR), Estimate())
    assert [item.visit.stop_id for item in better.dropped] == ["near"]
    assert "engine" not in codes(better)
