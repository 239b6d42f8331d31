"""What must hold for every term and every date, tried on many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import law
from law import asking, calendar
from law.terms import Suspension

ON = date(2026, 12, 1)
DAY = timedelta(days=1)
NL = law.jurisdiction("nl")
BE = law.jurisdiction("be-vlg")
LU = law.jurisdiction("lu")
EVERY_TERM = [*NL.terms(on=ON), *BE.terms(on=ON), *LU.terms(on=ON)]
STOPPABLE = [term for term in EVERY_TERM if term.suspensions and term.unit is not law.Unit.WORKING_DAYS]

terms = st.sampled_from(EVERY_TERM)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
given_lengths = st.integers(min_value=1, max_value=12)


def computed(term: law.Term, start: date, length: int = 3, pauses: tuple[Suspension, ...] = ()) -> law.Computed:
    return law.terms.last_day(
        term, start, suspensions=pauses, events={"months": length, "days": length, "served-by": "receipt"}
    )


@given(term=terms, start=days, length=given_lengths)
def test_a_term_never_ends_before_its_plain_length(term: law.Term, start: date, length: int) -> None:
    found = computed(term, start, length)
    assert start <= found.nominal_day <= found.last_day <= found.answer
    if term.unit in (law.Unit.DAYS, law.Unit.WEEKS) and term.start_rule is not law.StartRule.ON_EVENT:
        plain = (term.length or length) * (7 if term.unit is law.Unit.WEEKS else 1)
        assert found.last_day >= start + plain * DAY


@given(term=terms, start=days, length=given_lengths)
def test_a_term_that_moves_never_ends_on_a_rest_day(term: law.Term, start: date, length: int) -> None:
    found = computed(term, start, length)
    moves = not {"too-long-to-move", "does-not-move"} & {step.rule for step in found.steps}
    if term.rolls and term.rest is not None and moves:
        assert not calendar.is_rest_day(calendar.rest_rule(term.rest).country, found.last_day)


@given(term=terms, start=days, length=given_lengths)
def test_a_day_later_at_the_start_is_never_a_day_earlier_at_the_end(term: law.Term, start: date, length: int) -> None:
    assert computed(term, start, length).last_day <= computed(term, start + DAY, length).last_day


@given(
    term=st.sampled_from(STOPPABLE),
    start=days,
    after=st.integers(min_value=1, max_value=28),
    pause_days=st.integers(min_value=1, max_value=120),
)
def test_a_suspension_moves_the_end_by_no_less_than_its_own_days(
    term: law.Term, start: date, after: int, pause_days: int
) -> None:
    first = start + after * DAY
    pause = Suspension(first=first, last=first + (pause_days - 1) * DAY, cause=term.suspensions[0], source="x")
    plain, paused = computed(term, start), computed(term, start, pauses=(pause,))
    # Counted from the nominal end: the move off a rest day happens once, after the suspended days are added.
    assert (paused.nominal_day - plain.nominal_day).days == pause.days
    assert paused.last_day >= plain.nominal_day + pause_days * DAY
    assert paused.last_day > pause.last


@given(
    start=days,
    spans=st.lists(
        st.tuples(st.integers(min_value=-5, max_value=56), st.integers(min_value=0, max_value=40)), max_size=4
    ),
)
@settings(max_examples=200)
def test_overlapping_suspensions_never_count_a_day_twice(start: date, spans: list[tuple[int, int]]) -> None:
    term = NL.term("nl.decision-8-weeks", on=ON)
    pauses = tuple(
        Suspension(first=start + after * DAY, last=start + (after + more) * DAY, cause="nl.consent", source="x")
        for after, more in spans
    )
    stopped = {
        pause.first + number * DAY
        for pause in pauses
        for number in range(pause.days)
        if pause.first + number * DAY > start
    }
    found = computed(term, start, pauses=pauses)
    assert (found.nominal_day - computed(term, start).nominal_day).days == len(stopped)
    assert found == computed(term, start, pauses=tuple(reversed(pauses)))


@given(
    start=days,
    first=st.integers(min_value=1, max_value=50),
    pause_days=st.integers(min_value=1, max_value=60),
    longer=st.integers(min_value=1, max_value=30),
)
def test_a_longer_suspension_never_ends_a_term_earlier(start: date, first: int, pause_days: int, longer: int) -> None:
    term = NL.term("nl.decision-8-weeks", on=ON)
    opened = start + first * DAY
    ends = [
        computed(
            term,
            start,
            pauses=(Suspension(first=opened, last=opened + (span - 1) * DAY, cause="nl.consent", source="x"),),
        ).last_day
        for span in (pause_days, pause_days + longer)
    ]
    assert ends[0] <= ends[1]


@given(
    term=terms,
    start=st.dates(min_value=date(2019, 1, 1), max_value=date(2035, 12, 31)),
    given=st.lists(
        st.tuples(
            st.sampled_from([*(name for one in EVERY_TERM for name in asking.event_names(one, ON)), "nonsense"]),
            st.one_of(st.dates().map(str), st.integers().map(str), st.sampled_from(["refused", "", "2026-02-30"])),
        ),
        max_size=4,
    ),
)
def test_whatever_one_asks_the_answer_is_a_day_or_a_sentence(
    term: law.Term, start: date, given: list[tuple[str, str]]
) -> None:
    try:
        answer = asking.ask(term, start, given).answer
    except law.LawError as fault:
        sentence, answer = str(fault), start
    else:
        sentence = f"{answer}."
    assert sentence.endswith((".", "?"))
    assert answer >= start


def test_a_suspension_after_the_clock_ran_out_changes_nothing_and_says_so() -> None:
    start = date(2026, 3, 2)
    late = Suspension(first=date(2026, 6, 1), last=date(2026, 6, 30), cause="nl.consent", source="x")
    found = computed(NL.term("nl.decision-8-weeks", on=ON), start, pauses=(late,))
    assert found.last_day == date(2026, 4, 28)
    assert "suspension-too-late" in {step.rule for step in found.steps}


def test_a_suspension_on_the_days_by_which_the_end_had_moved_still_counts() -> None:
    # Nominal end Saturday 4 April; moved over Easter to Tuesday 7 April, the day on which the clock stops.
    start = date(2026, 2, 7)
    pause = Suspension(first=date(2026, 4, 7), last=date(2026, 4, 10), cause="nl.consent", source="x")
    found = computed(NL.term("nl.decision-8-weeks", on=ON), start, pauses=(pause,))
    assert found.nominal_day == date(2026, 4, 11)
    assert found.last_day == date(2026, 4, 13)


def test_working_days_that_stand_still_are_added_as_working_days() -> None:
    term = BE.term("be.flemish-integrity-investigation", on=ON)
    start = date(2026, 3, 31)
    pause = Suspension(first=date(2026, 4, 13), last=date(2026, 4, 19), cause="be.flemish-diob-request", source="x")
    # Fifty working days end on Monday 15 June; the week holds five working days.
    assert computed(term, start, pauses=(pause,)).last_day == date(2026, 6, 22)


def test_a_clock_cannot_be_stopped_for_a_cause_its_law_does_not_know() -> None:
    pause = Suspension(first=ON, last=ON, cause="nl.completion", source="x")
    with pytest.raises(law.LawError, match=r"nl\.objection cannot be suspended for 'nl.completion'"):
        computed(NL.term("nl.objection", on=ON), ON, pauses=(pause,))


def test_an_extension_is_added_before_the_end_moves() -> None:
    term = NL.term("nl.decision-8-weeks", on=ON)
    found = law.terms.last_day(term, date(2026, 3, 19), extension_days=56)
    assert (found.nominal_day, found.last_day) == (date(2026, 7, 9), date(2026, 7, 9))
    with pytest.raises(law.LawError, match="cannot be -1 days"):
        law.terms.last_day(term, ON, extension_days=-1)


@pytest.mark.parametrize("months", [None, 0, -1, "six", True])
def test_a_closure_without_a_sensible_number_of_months_is_refused(months: int | str | None) -> None:
    term = BE.term("be.closure-months", on=ON)
    with pytest.raises(law.LawError, match="needs months as a whole number above zero"):
        law.terms.last_day(term, ON, events={} if months is None else {"months": months})


def test_an_unknown_way_of_service_is_refused() -> None:
    with pytest.raises(law.LawError, match="served-by must be one of"):
        law.terms.last_day(BE.term("be.council-of-state", on=ON), ON, events={"served-by": "pigeon"})


def test_a_pause_cannot_end_before_it_began() -> None:
    rule = NL.suspension_rule("nl.completion", on=ON)
    with pytest.raises(law.LawError, match="cannot end on 2026-11-30, before it began on 2026-12-01"):
        law.terms.suspension(rule, ON, ON - DAY)
    assert law.terms.suspension(rule, ON, ON).days == 0
