"""When the next visit is due; days worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.cadence import Slot, Standing, due_slot, follow_up_due, months_later, periodic_slot

GRANTED = date(2026, 1, 31)


def _standing(**changed: object) -> Standing:
    plain = {"visits_per_year": 6, "first_visit_days": 30, "permit_id": "p", "granted_on": GRANTED}
    return Standing(**{**plain, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 2, date(2027, 2, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 8, 31), 12, date(2027, 8, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_the_first_visit_is_due_within_the_days_of_the_sector() -> None:
    assert due_slot(_standing()) == Slot("first", "first:p", date(2026, 3, 2))


def test_after_the_first_visit_the_cadence_counts_from_it() -> None:
    found = due_slot(_standing(last_visit_on=date(2026, 2, 20), taken=frozenset({"first:p"})))
    assert found == Slot("periodic", "periodic:2026-04-20", date(2026, 4, 20))


def test_a_visit_before_the_grant_does_not_count_as_the_first() -> None:
    found = due_slot(_standing(last_visit_on=date(2026, 1, 10)))
    assert found is not None
    assert found.kind == "first"


def test_a_cancelled_periodic_visit_gives_the_one_after_it() -> None:
    taken = frozenset({"first:p", "periodic:2026-04-20"})
    found = due_slot(_standing(last_visit_on=date(2026, 2, 20), taken=taken))
    assert found is not None
    assert found.due_on == date(2026, 6, 20)


def test_without_a_permit_or_a_cadence_nothing_is_due() -> None:
    assert due_slot(_standing(permit_id=None, granted_on=None)) is None
    assert due_slot(_standing(visits_per_year=0, taken=frozenset({"first:p"}))) is None


@pytest.mark.parametrize(
    ("severities", "due_on"),
    [
        ([4, 1], date(2026, 12, 7)),
        ([3], date(2026, 12, 21)),
        ([2, 3], date(2026, 12, 21)),
        ([2], date(2027, 2, 22)),
        ([1, 1], None),
        ([], None),
    ],
)
def test_the_gravest_violation_sets_the_day_of_the_follow_up(severities: list[int], due_on: date | None) -> None:
    assert follow_up_due(severities, date(2026, 11, 23)) == due_on


@settings(deadline=None)
@given(st.integers(1, 52), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_periodic_visits_come_one_after_another_and_as_often_as_asked(per_year: int, counted_from: date) -> None:
    taken: set[str] = set()
    days = [counted_from]
    for _number in range(per_year):
        slot = periodic_slot(per_year, counted_from, taken)
        assert slot is not None
        taken.add(slot.key)
        days.append(slot.due_on)
    assert days == sorted(set(days))
    assert timedelta(days=364) <= days[-1] - days[0] <= timedelta(days=366)
