"""The next step that a municipality's policy proposes for a breach, and why. Pure: no database, no clock.

A policy is never a defence: it proposes, and special circumstances can ask for another step (Awb 4:84).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Rung:
    """One cell of the matrix: the measure for the n-th time. ``codes``: checklist items or grounds of the violation.

    ``valid_from`` and ``valid_until`` bound the edition, both days included; ``lookback`` is in months.
    """

    id: str
    policy: str
    reference: str
    violation: str
    codes: frozenset[str]
    occurrence: int
    measure: str
    lookback: int
    valid_from: date
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Breach:
    """One time that something was found: its codes, the day, the number by which it is known, who ran the place."""

    codes: frozenset[str]
    found_on: date
    number: str
    operators: frozenset[str]


@dataclass(frozen=True)
class Proposed:
    """The step the policy proposes. ``counted`` are the earlier times that count, ``too_old`` those that do not.

    ``occurrence`` is how often it has now been found; the rung may be of a lower number where the matrix ends.
    """

    rung: Rung
    breach: Breach
    occurrence: int
    counted: tuple[Breach, ...]
    too_old: tuple[Breach, ...]
    lookback_from: date


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last day of that month where it has no such day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_step(rungs: Iterable[Rung], earlier: Iterable[Breach], breach: Breach) -> Proposed | None:
    """The step for a breach, under the edition that was in force when it was found; None where there is no step.

    An earlier time counts when it was the same violation, under the same operator (wherever that was), on an earlier
    day within the look-back. Several findings of one day are one time. Beyond the end of the matrix its last step
    is proposed again; a step that is left open for the first times is not proposed before its time.
    """
    row = [rung for rung in rungs if rung.holds_on(breach.found_on) and rung.codes & breach.codes]
    if not row:
        return None
    # Two violations can hold the same code in one edition: the narrower one speaks.
    narrowest = min(row, key=lambda rung: (len(rung.codes), rung.violation))
    row = [rung for rung in row if rung.violation == narrowest.violation and rung.policy == narrowest.policy]
    since = months_before(breach.found_on, narrowest.lookback)
    same = _once_a_day(one for one in earlier if _is_earlier(one, breach, narrowest))
    counted = tuple(one for one in same if one.found_on >= since)
    occurrence = len(counted) + 1
    reached = [rung for rung in row if rung.occurrence <= occurrence]
    if not reached:
        return None
    too_old = tuple(one for one in same if one.found_on < since)
    return Proposed(max(reached, key=lambda rung: rung.occurrence), breach, occurrence, counted, too_old, since)


def _is_earlier(one: Breach, breach: Breach, rung: Rung) -> bool:
    return bool(one.found_on < breach.found_on and one.codes & rung.codes and (one.operators & breach.operators))


def _once_a_day(breaches: Iterable[Breach]) -> list[Breach]:
    """One breach for each day, in order of time."""
    by_day: dict[date, Breach] = {}
    for one in sorted(breaches, key=lambda one: (one.found_on, one.number)):
        by_day.setdefault(one.found_on, one)
    return list(by_day.values())
