"""A clock that is replayed from its events stops, goes on, and says at each turn what moved the end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import law
from law import Happened, Turn, replay

NL = law.jurisdiction("nl")
RECEIVED = date(2026, 3, 2)
EIGHT_WEEKS = NL.term("nl.decision-8-weeks", on=RECEIVED)
DAY = timedelta(days=1)


def asked(on: date, cause: str = "nl.completion") -> Happened:
    return Happened(on=on, turn=Turn.SUSPENDED, cause=cause)


def answered(on: date, cause: str = "nl.completion") -> Happened:
    return Happened(on=on, turn=Turn.RESUMED, cause=cause)


def extended(on: date, days: int) -> Happened:
    return Happened(on=on, turn=Turn.EXTENDED, cause="extension", days=days)


def test_a_clock_without_events_ends_where_the_term_ends() -> None:
    assert [moment.last_day for moment in replay(EIGHT_WEEKS, RECEIVED)] == [date(2026, 4, 28)]


def test_each_event_shows_the_end_and_by_how_much_it_moved() -> None:
    moments = replay(EIGHT_WEEKS, RECEIVED, [asked(date(2026, 3, 9)), answered(date(2026, 3, 23))])
    assert [(moment.on.day, moment.last_day, moment.moved, moment.stands_still) for moment in moments] == [
        (2, date(2026, 4, 28), 0, False),
        (9, date(2026, 4, 28), 0, True),  # the day of asking still counts: standing still begins the next day
        (23, date(2026, 5, 11), 13, False),
    ]


def test_while_nobody_answers_each_day_that_passes_moves_the_end() -> None:
    events = [asked(date(2026, 3, 9))]
    ends = [replay(EIGHT_WEEKS, RECEIVED, events, as_of=date(2026, 3, day))[-1] for day in (12, 13, 14)]
    assert [moment.computed.nominal_day for moment in ends] == [date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 2)]
    assert all(moment.stands_still for moment in ends)


def test_a_bibob_advice_that_never_comes_stops_the_clock_no_longer_than_its_cap() -> None:
    events = [asked(date(2026, 3, 16), "nl.bibob-advice")]
    last = replay(EIGHT_WEEKS, RECEIVED, events, as_of=date(2026, 12, 31))[-1]
    assert (last.computed.nominal_day, last.stands_still) == (date(2026, 7, 20), False)


def test_the_worked_example_of_the_bibob_advice_comes_out_of_its_events() -> None:
    events = [asked(date(2026, 3, 16), "nl.bibob-advice"), answered(date(2026, 5, 29), "nl.bibob-advice")]
    assert replay(EIGHT_WEEKS, RECEIVED, events)[-1].last_day == date(2026, 7, 13)


def test_an_extension_counts_when_it_comes_in_time_and_not_afterwards() -> None:
    in_time, late = extended(date(2026, 4, 28), 28), extended(date(2026, 4, 29), 28)
    assert [m.counted for m in replay(EIGHT_WEEKS, RECEIVED, [in_time])] == [True, True]
    assert replay(EIGHT_WEEKS, RECEIVED, [in_time])[-1].last_day == date(2026, 5, 26)  # Whit Monday is the 25th
    assert [(m.counted, m.moved) for m in replay(EIGHT_WEEKS, RECEIVED, [late])][-1] == (False, 0)


def test_asking_after_the_term_has_ended_changes_nothing() -> None:
    moments = replay(EIGHT_WEEKS, RECEIVED, [asked(date(2026, 6, 1)), answered(date(2026, 6, 30))])
    assert [moment.last_day for moment in moments] == [date(2026, 4, 28)] * 3
    assert not moments[1].counted


def test_the_order_in_which_events_are_handed_over_does_not_matter() -> None:
    events = [asked(date(2026, 3, 9)), extended(date(2026, 3, 20), 7), answered(date(2026, 3, 23))]
    assert replay(EIGHT_WEEKS, RECEIVED, events) == replay(EIGHT_WEEKS, RECEIVED, reversed(events))


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([answered(date(2026, 3, 9))], "did not stand still for 'nl.completion'"),
        ([asked(date(2026, 3, 9)), asked(date(2026, 3, 10))], "stood still for 'nl.completion' already"),
        ([asked(date(2026, 3, 9), "nl.repair")], "cannot be suspended for 'nl.repair'"),
        ([extended(date(2026, 3, 9), 0)], "must be one day or more, not 0"),
    ],
)
def test_events_that_cannot_be_are_refused(events: list[Happened], sentence: str) -> None:
    with pytest.raises(law.LawError, match=sentence):
        replay(EIGHT_WEEKS, RECEIVED, events)


@given(
    received=st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31)),
    after=st.integers(min_value=0, max_value=55),
    waited=st.integers(min_value=1, max_value=200),
    cause=st.sampled_from(["nl.completion", "nl.consent", "nl.bibob-advice", "nl.force-majeure"]),
)
def test_the_replay_agrees_with_the_plain_computation(received: date, after: int, waited: int, cause: str) -> None:
    opened, closed = received + after * DAY, received + (after + waited) * DAY
    moments = replay(EIGHT_WEEKS, received, [asked(opened, cause), answered(closed, cause)])
    pause = law.terms.suspension(NL.suspension_rule(cause, on=opened), opened, closed)
    plain = law.terms.last_day(EIGHT_WEEKS, received, suspensions=[pause] if pause.days else [])
    assert moments[-1].computed == plain
    assert sum(moment.moved for moment in moments) == (plain.last_day - moments[0].last_day).days
