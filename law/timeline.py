"""The clock of a file, replayed from what happened to it: after each event the last day, and what moved it.

Pure: the caller brings the events, for instance the rows of an application; days are calendar dates in local law.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from law.book import SuspensionRule, Term
from law.jurisdictions import suspension_rule
from law.notions import LawError
from law.terms import Computed, Suspension, last_day, suspension

DAY = timedelta(days=1)


class Turn(StrEnum):
    """What an event does to a clock."""

    SUSPENDED = "suspended"
    RESUMED = "resumed"
    EXTENDED = "extended"


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened:
    """An event on the day it happened: the request that stops a clock, the answer that sets it going, an extension.

    `cause` is the id of a SuspensionRule, which says whether the two days themselves stand still; an extension may
    carry any name. `days` belongs to an extension: days, or working days where the term counts those.
    """

    on: date
    turn: Turn
    cause: str
    days: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """How the clock stands after an event; `happened` is None for the start and for the day asked about.

    `moved`: by how many days the last day differs from the moment before. `counted` is False for an event that came
    when the term had ended already. `stands_still`: no answer has come yet, so each day that passes moves the end.
    """

    on: date
    happened: Happened | None
    computed: Computed
    moved: int
    counted: bool
    stands_still: bool

    @property
    def last_day(self) -> date:
        """The last day of the term, as known at this moment."""
        return self.computed.last_day


@dataclass
class _Run:
    """The replay under way: stand-stills that have ended, those that have not, and the days of extension."""

    term: Term
    start: date
    ended: list[Suspension]
    running: dict[str, tuple[SuspensionRule, date]]
    extension: int = 0

    def computed(self, on: date) -> Computed:
        """The clock as it stands at the end of that day."""
        still = (_so_far(rule, opened, on) for rule, opened in self.running.values())
        stretches = [*self.ended, *(stretch for stretch in still if stretch.days)]
        return last_day(self.term, self.start, suspensions=stretches, extension_days=self.extension)

    def stands_still(self, on: date) -> bool:
        return any(_so_far(rule, opened, on + DAY).last > on for rule, opened in self.running.values())

    def take(self, event: Happened) -> bool:
        """Let the event work; False when the term had ended before it."""
        in_time = event.on <= self.computed(event.on).last_day
        if event.turn is Turn.EXTENDED:
            if event.days < 1:
                raise LawError(f"An extension on {event.on} must be one day or more, not {event.days}.")
            self.extension += event.days if in_time else 0
        elif event.turn is Turn.SUSPENDED:
            self._stop(event)
        else:
            self._go_on(event)
        return in_time

    def _stop(self, event: Happened) -> None:
        if event.cause not in self.term.suspensions:
            raise LawError(f"{self.term.id} cannot be suspended for {event.cause!r}.")
        if event.cause in self.running:
            raise LawError(f"On {event.on} {self.term.id} stood still for {event.cause!r} already.")
        self.running[event.cause] = (suspension_rule(self.term.jurisdiction, event.cause, event.on), event.on)

    def _go_on(self, event: Happened) -> None:
        if event.cause not in self.running:
            raise LawError(f"On {event.on} {self.term.id} did not stand still for {event.cause!r}.")
        rule, opened = self.running.pop(event.cause)
        self.ended.append(suspension(rule, opened, event.on))


def replay(
    term: Term, start: date, events: Iterable[Happened] = (), *, as_of: date | None = None
) -> tuple[Moment, ...]:
    """How the clock stood after the start and after each event, in order of their days.

    A stand-still without an answer counts up to the day of the moment, at most up to its cap; with `as_of` a last
    moment on that day is added, so that the days that passed move the end by themselves.

    Raises LawError for a cause the term does not know, an answer without a request, a second request for the same
    cause, or an extension of less than a day.
    """
    run = _Run(term=term, start=start, ended=[], running={})
    moments = [Moment(on=start, happened=None, computed=run.computed(start), moved=0, counted=True, stands_still=False)]
    for event in sorted(events, key=lambda one: one.on):
        counted = run.take(event)
        moments.append(_after(run, moments[-1], event.on, event, counted))
    if as_of is not None and as_of > moments[-1].on:
        moments.append(_after(run, moments[-1], as_of, None, True))
    return tuple(moments)


def _after(run: _Run, before: Moment, on: date, event: Happened | None, counted: bool) -> Moment:
    computed = run.computed(on)
    moved = (computed.last_day - before.last_day).days
    return Moment(
        on=on, happened=event, computed=computed, moved=moved, counted=counted, stands_still=run.stands_still(on)
    )


def _so_far(rule: SuspensionRule, opened: date, on: date) -> Suspension:
    """The stand-still up to and including that day; without days when it has not begun yet."""
    closed = max(opened, on - rule.last_offset * DAY)
    stretch = suspension(rule, opened, closed)
    return Suspension(first=stretch.first, last=min(stretch.last, on), cause=rule.id, source=rule.source)
