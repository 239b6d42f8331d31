"""The next step of an enforcement policy, and which earlier times count for it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from decisions.enforcement.ladder import Breach, Rung, months_before, next_step

OPERATOR = frozenset({"op"})
A04 = frozenset({"A04"})
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def rung(occurrence: int, measure: str, *, lookback: int = 24, **more: object) -> Rung:
    plain = {
        "id": f"{measure}-{occurrence}", "policy": "Beleid", "reference": "X-1", "violation": "manager absent",
        "codes": A04, "occurrence": occurrence, "measure": measure, "lookback": lookback,
        "valid_from": date(2020, 1, 1),
    }  # fmt: skip
    return Rung(**plain | more)  # type: ignore[arg-type]


LADDER = (rung(1, "nl.warning"), rung(2, "nl.order-under-penalty"), rung(3, "nl.close-by-law"))


def found(day: date, *, codes: frozenset[str] = A04, operators: frozenset[str] = OPERATOR) -> Breach:
    return Breach(codes, day, f"BV-{day}", operators)


def measure_of(earlier: list[Breach], now: Breach, ladder: tuple[Rung, ...] = LADDER) -> str | None:
    proposed = next_step(ladder, earlier, now)
    return proposed.rung.measure if proposed else None


def test_the_steps_follow_each_other_and_the_last_is_proposed_again() -> None:
    days = [date(2026, month, 1) for month in (1, 3, 5, 7)]
    steps = [measure_of([found(day) for day in days[:n]], found(days[n])) for n in range(4)]
    assert steps == ["nl.warning", "nl.order-under-penalty", "nl.close-by-law", "nl.close-by-law"]


def test_an_earlier_time_counts_on_the_first_day_of_the_look_back_and_not_the_day_before() -> None:
    now = found(date(2026, 3, 31))
    first = months_before(now.found_on, 24)
    assert first == date(2024, 3, 31)
    inside, outside = next_step(LADDER, [found(first)], now), next_step(LADDER, [found(first - timedelta(days=1))], now)
    assert inside is not None
    assert outside is not None
    assert (inside.rung.measure, inside.lookback_from) == ("nl.order-under-penalty", first)
    assert (outside.rung.measure, len(outside.counted), len(outside.too_old)) == ("nl.warning", 0, 1)


def test_months_before_takes_the_last_day_where_the_month_is_shorter() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2024, 3, 31), 13) == date(2023, 2, 28)


def test_another_operator_or_another_violation_does_not_count() -> None:
    now, before = found(date(2026, 5, 1)), date(2026, 4, 1)
    assert measure_of([found(before, operators=frozenset({"another"}))], now) == "nl.warning"
    assert measure_of([found(before, operators=frozenset())], now) == "nl.warning"
    assert measure_of([found(before, codes=frozenset({"A01"}))], now) == "nl.warning"


def test_several_findings_of_one_day_are_one_time() -> None:
    before = [found(date(2026, 4, 1)), Breach(A04, date(2026, 4, 1), "BV-2", OPERATOR)]
    assert measure_of(before, found(date(2026, 5, 1))) == "nl.order-under-penalty"
    assert measure_of([found(date(2026, 5, 1))], found(date(2026, 5, 1))) == "nl.warning"


def test_the_edition_in_force_on_the_day_of_the_finding_speaks() -> None:
    old = (rung(1, "nl.warning", valid_until=date(2025, 12, 31)),)
    new = (rung(1, "nl.close-by-law", valid_from=date(2026, 1, 1)),)
    assert measure_of([], found(date(2025, 12, 31)), old + new) == "nl.warning"
    assert measure_of([], found(date(2026, 1, 1)), old + new) == "nl.close-by-law"
    assert measure_of([], found(date(2019, 12, 31)), old + new) is None


def test_a_matrix_that_begins_at_the_second_time_proposes_nothing_at_the_first() -> None:
    ladder = (rung(2, "nl.warning"),)
    assert measure_of([], found(date(2026, 5, 1)), ladder) is None
    assert measure_of([found(date(2026, 4, 1))], found(date(2026, 5, 1)), ladder) == "nl.warning"


def test_where_two_violations_hold_a_code_the_narrower_speaks() -> None:
    broad = rung(1, "nl.warning", violation="anything", codes=frozenset({"A04", "A06", "A07"}))
    narrow = rung(1, "nl.close-by-law", violation="manager absent")
    assert measure_of([], found(date(2026, 5, 1)), (broad, narrow)) == "nl.close-by-law"


@given(DAYS, st.lists(DAYS, max_size=8), st.integers(1, 60), st.integers(1, 60))
def test_a_longer_look_back_never_proposes_a_lighter_step(day: date, before: list[date], a: int, b: int) -> None:
    short, long = sorted((a, b))
    earlier = [found(one) for one in before]
    counted = [next_step([rung(n, str(n), lookback=m) for n in (1, 2, 3)], earlier, found(day)) for m in (short, long)]
    assert counted[0] is not None
    assert counted[1] is not None
    assert counted[0].occurrence <= counted[1].occurrence
    assert counted[0].rung.occurrence <= counted[1].rung.occurrence


@given(DAYS, st.lists(DAYS, max_size=8), st.integers(1, 60), DAYS)
def test_one_more_earlier_time_moves_the_count_by_at_most_one(
    day: date, before: list[date], months: int, more: date
) -> None:
    ladder = [rung(n, str(n), lookback=months) for n in (1, 2, 3)]
    earlier = [found(one) for one in before]
    less, also = next_step(ladder, earlier, found(day)), next_step(ladder, [*earlier, found(more)], found(day))
    assert less is not None
    assert also is not None
    assert 0 <= also.occurrence - less.occurrence <= 1


@given(DAYS, st.lists(DAYS, max_size=8), st.integers(1, 60))
def test_each_earlier_time_is_counted_or_too_old_and_never_later(day: date, before: list[date], months: int) -> None:
    proposed = next_step([rung(1, "1", lookback=months)], [found(one) for one in before], found(day))
    assert proposed is not None
    days = {one.found_on for one in (*proposed.counted, *proposed.too_old)}
    assert days == {one for one in before if one < day}
    assert all(proposed.lookback_from <= one.found_on < day for one in proposed.counted)
    assert all(one.found_on < proposed.lookback_from for one in proposed.too_old)
    assert proposed.occurrence == len(proposed.counted) + 1


@given(DAYS, st.integers(0, 120), st.integers(0, 120))
def test_going_back_further_is_never_later(day: date, a: int, b: int) -> None:
    short, long = sorted((a, b))
    assert months_before(day, long) <= months_before(day, short) <= day
