"""Dates worked out by hand from the statutes; when one moves, the arithmetic or the law has changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

import law
from law.terms import Event

NL = law.jurisdiction("nl")
BE = law.jurisdiction("be-vlg")


def day(text: str) -> date:
    return date.fromisoformat(text)


def last_day(
    where: law.Jurisdiction, term_id: str, start: str, events: Mapping[str, Event] | None = None
) -> law.Computed:
    return law.terms.last_day(where.term(term_id, on=day(start)), day(start), events=events)


@pytest.mark.parametrize(
    ("announced", "last"),
    [
        ("2026-03-02", "2026-04-13"),
        ("2026-02-20", "2026-04-07"),  # Good Friday, weekend, Easter Monday
        ("2026-04-03", "2026-05-18"),  # a day equated by decree, then a weekend
        ("2026-04-13", "2026-05-26"),  # Whit Monday
        ("2026-05-04", "2026-06-15"),
        ("2026-11-20", "2027-01-04"),  # New Year's Day
        ("2026-11-23", "2027-01-04"),
        ("2027-02-12", "2027-03-30"),  # Good Friday, weekend, Easter Monday
    ],
)
def test_the_objection_term_ends_on_the_day_worked_out_by_hand(announced: str, last: str) -> None:
    assert last_day(NL, "nl.objection", announced).last_day == day(last)


@pytest.mark.parametrize(
    ("term_id", "start", "last"),
    [
        ("nl.decision-8-weeks", "2026-03-19", "2026-05-18"),
        ("nl.decision-8-weeks", "2026-11-02", "2026-12-28"),
        ("nl.decision-8-weeks", "2026-03-02", "2026-04-28"),  # King's Day
        ("nl.decision-12-weeks", "2026-10-02", "2026-12-28"),
        ("nl.decision-13-weeks", "2026-09-25", "2026-12-25"),  # too long to move
        ("nl.not-treat", "2026-11-27", "2026-12-28"),
        ("nl.objection-decision-6-weeks", "2027-01-04", "2027-02-15"),
        ("nl.objection-decision-12-weeks", "2027-01-04", "2027-03-30"),
        ("nl.objection-by-post", "2026-12-28", "2027-01-04"),
        ("nl.penalty-payment", "2026-11-16", "2026-12-28"),
        ("nl.late-decision-notice", "2026-12-01", "2026-12-15"),
        ("nl.late-decision-days", "2026-12-16", "2027-01-26"),
    ],
)
def test_a_dutch_term_ends_on_the_day_worked_out_by_hand(term_id: str, start: str, last: str) -> None:
    assert last_day(NL, term_id, start).last_day == day(last)


@pytest.mark.parametrize(("start", "last"), [("2026-04-30", "2026-05-04"), ("2026-04-02", "2026-04-08")])
def test_a_term_of_three_days_holds_two_working_days(start: str, last: str) -> None:
    from dataclasses import replace

    three_days = replace(NL.term("nl.objection", on=day(start)), length=3, unit=law.Unit.DAYS)
    assert law.terms.last_day(three_days, day(start)).last_day == day(last)


def suspended(rule_id: str, opened: str, closed: str) -> law.Computed:
    received = day("2026-03-02")
    pause = law.terms.suspension(NL.suspension_rule(rule_id, on=received), day(opened), day(closed))
    return law.terms.last_day(NL.term("nl.decision-8-weeks", on=received), received, suspensions=[pause])


def test_asking_for_completion_stops_the_clock_between_the_two_letters() -> None:
    computed = suspended("nl.completion", "2026-03-09", "2026-03-23")
    assert computed.nominal_day == day("2026-05-10")
    assert computed.last_day == day("2026-05-11")


def test_a_bibob_advice_stops_the_clock_on_both_days_as_well() -> None:
    computed = suspended("nl.bibob-advice", "2026-03-16", "2026-05-29")
    assert computed.nominal_day == day("2026-07-11")
    assert computed.last_day == day("2026-07-13")


def test_a_bibob_advice_stops_the_clock_no_longer_than_the_cap() -> None:
    assert suspended("nl.bibob-advice", "2026-03-16", "2026-12-31").nominal_day == day("2026-07-20")


@pytest.mark.parametrize(
    ("day_number", "cents"),
    [(0, 0), (1, 2300), (14, 32200), (15, 35700), (28, 81200), (29, 85700), (42, 144200), (43, 144200)],
)
def test_a_late_decision_costs_what_the_statute_says(day_number: int, cents: int) -> None:
    first = day("2026-12-16")
    assert law.terms.late_penalty(date.fromordinal(first.toordinal() + day_number - 1), first) == cents


@pytest.mark.parametrize(
    ("served_by", "start", "last"),
    [
        ("registered-receipt", "2026-03-02", "2026-05-04"),  # 1 May is a holiday
        ("refused", "2026-09-14", "2026-11-13"),
        ("registered-receipt", "2026-10-26", "2026-12-28"),
        ("receipt", "2026-10-26", "2026-12-28"),
        # Sent on Friday: Monday, Tuesday, Wednesday 2 September is day 1, so 31 October (Saturday) is day 60;
        # 1 November is a Sunday.
        ("registered", "2026-08-28", "2026-11-02"),
    ],
)
def test_the_council_of_state_term_depends_on_how_the_letter_was_served(served_by: str, start: str, last: str) -> None:
    assert last_day(BE, "be.council-of-state", start, {"served-by": served_by}).last_day == day(last)


@pytest.mark.parametrize(
    ("term_id", "start", "last"),
    [
        ("be.119ter-investigation", "2026-03-31", "2026-06-15"),
        ("be.119ter-investigation-extended", "2026-03-31", "2026-07-28"),
        ("be.diob-admissibility", "2026-04-01", "2026-04-09"),
        ("be.diob-advice", "2026-04-09", "2026-05-26"),
    ],
)
def test_working_days_are_counted_without_weekends_and_holidays(term_id: str, start: str, last: str) -> None:
    assert last_day(BE, term_id, start).last_day == day(last)


def test_the_standstill_ends_on_a_saturday_and_the_decision_is_free_on_sunday() -> None:
    computed = last_day(BE, "be.119ter-standstill", "2026-05-08")
    assert (computed.last_day, computed.answer) == (day("2026-05-23"), day("2026-05-24"))


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2026-03-10", 6, "2026-09-09"),
        ("2026-09-10", 6, "2027-03-09"),
        ("2027-03-10", 6, "2027-09-09"),
        ("2026-07-06", 3, "2026-10-05"),
        ("2026-08-31", 6, "2027-02-28"),  # February has no 31st: its last day is the end
        ("2026-01-01", 1, "2026-01-31"),
    ],
)
def test_a_closure_runs_from_the_nth_to_the_day_before_the_nth(start: str, months: int, last: str) -> None:
    assert last_day(BE, "be.closure-months", start, {"months": months}).last_day == day(last)


@pytest.mark.parametrize(
    ("until", "fits"),
    [("2026-10-05", True), ("2026-10-06", False), ("2026-07-06", True), ("2026-07-05", False)],
)
def test_a_closure_of_three_months_and_a_day_is_too_long(until: str, fits: bool) -> None:
    assert law.terms.within_months(day("2026-07-06"), day(until), 3) is fits


def test_the_closure_may_be_renewed_twice_since_2024_and_not_before() -> None:
    measure = "be.closure-134quinquies"
    assert BE.measure(measure, on=day("2024-02-17")).renewals == 2
    assert BE.measure(measure, on=day("2024-02-16")).renewals == 0
    assert BE.measure(measure, on=day("2024-02-16")).confirmation is None
