"""When the next visit is due. Pure: days in, days out; the clock, the database and the screen stay outside."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

# Days after the seal within which a violation is looked at again, by its gravest severity. A default of the
# product, not a rule of law: 4 (stop now) a fortnight, 3 four weeks, 2 a quarter; 1 waits for the next visit.
FOLLOW_UP_DAYS: dict[int, int | None] = {4: 14, 3: 28, 2: 91, 1: None}
# How far ahead due visits are proposed.
HORIZON = timedelta(days=60)
_MONTHS = 12
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Slot:
    """One reason for one visit: ``key`` is unique for the establishment, so that none is doubled."""

    kind: str
    key: str
    due_on: date


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day when that month is shorter."""
    number = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(number, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def periodic_due(counted_from: date, visits_per_year: int, number: int = 1) -> date:
    """The day of the n-th periodic visit after a day; whole months where the cadence allows it."""
    if _MONTHS % visits_per_year == 0:
        return months_later(counted_from, number * (_MONTHS // visits_per_year))
    return counted_from + _YEAR * number // visits_per_year


def first_slot(permit_id: object, granted_on: date, first_visit_days: int) -> Slot:
    """The first visit after a permit is granted."""
    return Slot("first", f"first:{permit_id}", granted_on + timedelta(days=first_visit_days))


def periodic_slot(visits_per_year: int, counted_from: date, taken: Collection[str]) -> Slot | None:
    """The next periodic visit counted from the last visit (or the grant); None without a cadence.

    A slot in ``taken`` was cancelled or done: the one after it is given.
    """
    if visits_per_year == 0:
        return None
    number = 1
    while True:
        due_on = periodic_due(counted_from, visits_per_year, number)
        key = f"periodic:{due_on.isoformat()}"
        if key not in taken:
            return Slot("periodic", key, due_on)
        number += 1


def follow_up_due(severities: Collection[int], sealed_on: date) -> date | None:
    """When violations of these severities are looked at again; None when the next periodic visit will do."""
    days = [found for severity in severities if (found := FOLLOW_UP_DAYS[severity]) is not None]
    return sealed_on + timedelta(days=min(days)) if days else None


@dataclass(frozen=True)
class Standing:
    """How an establishment stands on a day, as far as the cadence is concerned.

    ``permit_id`` None: no permit that covers the day, so nothing is due by itself. ``last_visit_on``: the last
    sealed visit that was not a follow-up. ``taken``: keys of slots that are done or cancelled.
    """

    visits_per_year: int
    first_visit_days: int
    permit_id: object | None = None
    granted_on: date | None = None
    last_visit_on: date | None = None
    taken: frozenset[str] = frozenset()


def due_slot(standing: Standing) -> Slot | None:
    """The one visit that the cadence asks next: the first after a grant, otherwise the periodic one."""
    if standing.permit_id is None or standing.granted_on is None:
        return None
    visited = standing.last_visit_on is not None and standing.last_visit_on > standing.granted_on
    first = first_slot(standing.permit_id, standing.granted_on, standing.first_visit_days)
    if not visited and first.key not in standing.taken:
        return first
    counted_from = standing.last_visit_on if visited and standing.last_visit_on else standing.granted_on
    return periodic_slot(standing.visits_per_year, counted_from, standing.taken)
