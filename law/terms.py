"""Deadline arithmetic: the last day of a term, with every step that leads there.

All days are calendar dates in local law, no clock times. A term is data (`book.Term`); this room holds the
arithmetic: start day, length, extension, suspension, then once the move off a rest day (a choice of method:
suspended days are added to the nominal end, and only the result moves).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from law import calendar
from law.book import Penalty, RestRule, SuspensionRule, Term
from law.jurisdictions import jurisdiction
from law.notions import LawError, StartRule, Unit

DAY = timedelta(days=1)
Event = date | int | str

# A stand-still of which no cause is given.
UNNAMED = "unnamed"

# How a letter reached its addressee, for terms that run from service: which step explains it.
SERVED_BY = {
    "registered-receipt": "start-after-receipt",
    "receipt": "start-after-receipt",
    "refused": "start-after-refusal",
    "registered": "start-counted-from-sending",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of a computation: the day it leads to, a key of steps.toml, its values, and the article."""

    on: date
    rule: str
    params: Mapping[str, Event] = field(hash=False)
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Suspension:
    """Days on which the clock stands still, first and last included; none when `last` is before `first`."""

    first: date
    last: date
    cause: str  # id of a SuspensionRule
    source: str

    @property
    def days(self) -> int:
        """How many days the clock stands still."""
        return max(0, (self.last - self.first).days + 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Computed:
    """The last day of a term, how it was found, and what may still change it.

    `answer` is the day an officer asks for: the last day, or the first free day after a stand-still.
    """

    last_day: date
    nominal_day: date
    answer: date
    steps: tuple[Step, ...]
    warnings: tuple[Step, ...]


@dataclass
class _Clock:
    """The computation under way: the day reached so far and the steps behind it."""

    term: Term
    end: date
    rest: RestRule | None
    steps: list[Step]

    def note(self, rule: str, source: str | None = None, **params: Event) -> None:
        self.steps.append(
            Step(on=self.end, rule=rule, params=params | {"end": self.end}, source=source or self.term.source)
        )

    @property
    def country(self) -> str:
        if self.rest is None:
            raise LawError(f"{self.term.id} counts working days but names no rest-day rule.")
        return self.rest.country


def last_day(
    term: Term,
    start: date,
    *,
    suspensions: Iterable[Suspension] = (),
    extension_days: int = 0,
    events: Mapping[str, Event] | None = None,
) -> Computed:
    """The last day of the term that the event of `start` sets going.

    `events` gives what the term asks for: `months` (whole number) for a closure, `served-by` for a term that
    runs from service: registered-receipt (taken when nothing is said), receipt or refused, `start` being that
    day, or registered, `start` being the day of sending. `extension_days` are added to the end, as working
    days where the term counts those. Suspensions may overlap; no day counts twice.

    Raises LawError when an event is missing or nonsense, when the extension is negative, or when the term
    cannot be suspended for that cause.
    """
    if extension_days < 0:
        raise LawError(f"An extension cannot be {extension_days} days.")
    rest = calendar.rest_rule(term.rest) if term.rest else None
    clock = _Clock(term=term, end=start, rest=rest, steps=[])
    day_zero = _start(clock, start, events or {})
    length = _length(term, events or {})
    clock.end = _count(clock, day_zero, length)
    clock.note("length", length=length, unit=term.unit.value)
    if extension_days:
        clock.end = _later(clock, clock.end, extension_days)
        clock.note("extension", length=extension_days, unit=_day_unit(term))
    first_day = day_zero if term.start_rule is StartRule.ON_EVENT else day_zero + DAY
    _suspend(clock, first_day, suspensions, length)
    nominal = clock.end
    _roll(clock, first_day, length)
    return _computed(clock, nominal)


def _computed(clock: _Clock, nominal: date) -> Computed:
    end, answer = clock.end, clock.end
    if clock.term.stands_still:
        answer = end + DAY
        clock.note("free-from", free=answer)
    warnings: tuple[Step, ...] = ()
    # A decree that is not known yet matters only where rest days do.
    if clock.rest is not None and not calendar.decrees_cover(clock.country, end):
        warnings = (Step(on=end, rule="decrees-unknown", params={"end": end}, source=clock.rest.source),)
    return Computed(last_day=end, nominal_day=nominal, answer=answer, steps=tuple(clock.steps), warnings=warnings)


def _start(clock: _Clock, start: date, events: Mapping[str, Event]) -> date:
    """Day 0 of the term; for a term that starts on its event, the event itself."""
    term = clock.term
    if term.start_rule is not StartRule.AFTER_SERVICE:
        clock.note("start-" + term.start_rule.value, start=start)
        return start
    served_by = events.get("served-by", "registered-receipt")
    if served_by not in SERVED_BY:
        raise LawError(f"served-by must be one of {', '.join(SERVED_BY)}, not {served_by!r}.")
    day_zero = start
    if served_by == "registered":
        if term.sent_working_days is None:
            raise LawError(f"{term.id} does not say when a letter without proof of receipt is received.")
        day_zero = calendar.working_day_after(clock.country, start, term.sent_working_days) - DAY
    clock.end = day_zero + DAY
    clock.note(SERVED_BY[str(served_by)], start=start, first=day_zero + DAY, working_days=term.sent_working_days or 0)
    return day_zero


def _length(term: Term, events: Mapping[str, Event]) -> int:
    if term.length is not None:
        return term.length
    value = events.get(term.length_from or "")
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise LawError(f"{term.id} needs {term.length_from} as a whole number above zero, not {value!r}.")
    return value


def _count(clock: _Clock, day_zero: date, length: int) -> date:
    term = clock.term
    back = DAY if term.start_rule is StartRule.ON_EVENT else timedelta(0)
    if term.unit is Unit.WORKING_DAYS:
        return calendar.working_day_after(clock.country, day_zero - back, length)
    if term.unit in (Unit.DAYS, Unit.WEEKS):
        return day_zero + length * (7 if term.unit is Unit.WEEKS else 1) * DAY - back
    months = length * (12 if term.unit is Unit.YEARS else 1)
    same_day, exists = _months_later(day_zero, months)
    # From the nth to the day before the nth; where the month has no nth, its last day is the end.
    return same_day - back if exists else same_day


def _months_later(day: date, months: int) -> tuple[date, bool]:
    """The same day that many months later; the month's last day and False where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = monthrange(year, month)[1]
    return date(year, month, min(day.day, last)), day.day <= last


def _later(clock: _Clock, day: date, days: int) -> date:
    if clock.term.unit is Unit.WORKING_DAYS:
        return calendar.working_day_after(clock.country, day, days)
    return day + days * DAY


def _day_unit(term: Term) -> str:
    return (Unit.WORKING_DAYS if term.unit is Unit.WORKING_DAYS else Unit.DAYS).value


def _suspend(clock: _Clock, first_day: date, suspensions: Iterable[Suspension], length: int) -> None:
    """Add the suspended days, in order of time; a suspension after the clock has run out changes nothing."""
    counted_until = first_day - DAY
    for suspension in sorted(suspensions, key=lambda one: (one.first, one.last)):
        if not clock.term.suspensions or suspension.cause not in (UNNAMED, *clock.term.suspensions):
            raise LawError(f"{clock.term.id} cannot be suspended for {suspension.cause!r}.")
        first = max(suspension.first, counted_until + DAY)
        last_moment = _rolled(clock, first_day, clock.end, length)
        if first > suspension.last:
            continue
        if first > last_moment:
            clock.note("suspension-too-late", suspension.source, first=first, cause=suspension.cause)
            continue
        # On the days by which a rest day had moved the end the clock was still running: go on from there.
        base = clock.end if first <= clock.end else last_moment
        _stand_still(clock, base, first, suspension)
        counted_until = suspension.last


def _stand_still(clock: _Clock, base: date, first: date, suspension: Suspension) -> None:
    days = _suspended_days(clock, first, suspension.last)
    clock.end = _later(clock, base, days)
    clock.note(
        "suspension",
        suspension.source,
        first=first,
        last=suspension.last,
        length=days,
        unit=_day_unit(clock.term),
        cause=suspension.cause,
    )


def _suspended_days(clock: _Clock, first: date, last: date) -> int:
    days = (first + DAY * number for number in range((last - first).days + 1))
    if clock.term.unit is Unit.WORKING_DAYS:
        return sum(not calendar.is_rest_day(clock.country, day) for day in days)
    return sum(1 for _ in days)


def _may_roll(clock: _Clock, length: int) -> bool:
    if clock.rest is None or not clock.term.rolls:
        return False
    longest = clock.rest.longest
    return longest is None or length <= longest.get(clock.term.unit, 0)


def _rolled(clock: _Clock, first_day: date, day: date, length: int) -> date:
    """The day to which the rest-day rule moves that end."""
    if not _may_roll(clock, length):
        return day
    end = calendar.next_open_day(clock.country, day)
    return _with_open_days(clock, first_day, day, end)


def _with_open_days(clock: _Clock, first_day: date, nominal: date, end: date) -> date:
    rule = clock.rest
    if rule is None or not rule.least_open_days or (nominal - first_day).days + 1 < rule.least_open_from:
        return end
    # Only the last stretch matters: a longer term holds enough open days anyhow.
    open_days = 0
    day = first_day
    while day <= end and open_days < rule.least_open_days:
        open_days += not calendar.is_rest_day(rule.country, day)
        day += DAY
    return calendar.working_day_after(rule.country, end, rule.least_open_days - open_days)


def _roll(clock: _Clock, first_day: date, length: int) -> None:
    nominal, rule = clock.end, clock.rest
    if rule is None:
        return
    why = calendar.why_rest(rule.country, nominal)
    if not _may_roll(clock, length):
        if why is not None:
            clock.note(*_why_it_stays(clock), why=why)
        return
    if why is not None:
        clock.end = calendar.next_open_day(rule.country, nominal)
        clock.note("rest-day", rule.source, nominal=nominal, why=why)
    enough = _with_open_days(clock, first_day, nominal, clock.end)
    if enough != clock.end:
        clock.end = enough
        clock.note("least-open-days", rule.least_open_source, length=rule.least_open_days, unit="working_days")


def _why_it_stays(clock: _Clock) -> tuple[str, str | None]:
    if clock.term.rolls and clock.rest is not None:
        return "too-long-to-move", clock.rest.longest_source
    return "does-not-move", None


def suspension(rule: SuspensionRule, opened_on: date, closed_on: date) -> Suspension:
    """The days on which the clock stands still between two events, cut at the cap of the rule.

    Raises LawError when the closing event lies before the opening one.
    """
    if closed_on < opened_on:
        raise LawError(f"{rule.id} cannot end on {closed_on}, before it began on {opened_on}.")
    first = opened_on + rule.first_offset * DAY
    last = closed_on + rule.last_offset * DAY
    if rule.cap_days is not None:
        last = min(last, first + (rule.cap_days - 1) * DAY)
    return Suspension(first=first, last=last, cause=rule.id, source=rule.source)


def late_penalty(on: date, first_day: date, penalty: Penalty | None = None) -> int:
    """Euro cents forfeited up to and including `on`, when `first_day` was the first day of penalty.

    Without `penalty` the Dutch one in force on that first day (Awb 4:17).
    """
    of = penalty or jurisdiction("nl").penalty("nl.late-decision-penalty", first_day)
    left, cents = max(0, (on - first_day).days + 1), 0
    for step in of.steps:
        days = min(left, step.days)
        cents += days * step.cents
        left -= days
    return cents


def within_months(start: date, until: date, months: int) -> bool:
    """Whether a measure from `start` to `until` (both included) lasts at most that many months."""
    same_day, exists = _months_later(start, months)
    return start <= until <= (same_day - DAY if exists else same_day)
