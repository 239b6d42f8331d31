"""When must be decided on an application: its received day, its stand-stills and the term of the law book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import law
from app import clock
from app.access import Permission, may
from app.people import municipality_now
from law.notions import Unit
from permits.models import Application, ClockEvent

DAY = timedelta(days=1)
_DAYS_IN = {Unit.DAYS: 1, Unit.WEEKS: 7}
COMPLETION = "nl.completion"
EXTENSION = "extension"
NOT_TREAT = "nl.not-treat"
# Causes that belong to a closed file: the clock stands still for everybody, and only who may read the file learns why.
CLOSED_CAUSES = {"nl.bibob-advice": Permission.BIBOB_READ}


def here() -> law.Jurisdiction:
    """The law of the actor's municipality."""
    return law.jurisdiction(municipality_now().jurisdiction)


def decision_term(application: Application) -> law.Term | None:
    """The term as in force on the day of receipt; None where the law sets none (Belgium)."""
    if not application.decision_term:
        return None
    return here().term(application.decision_term, on=application.received_on)


def decision_clock(application: Application, *further: law.Happened) -> law.Computed | None:
    """The last day to decide as it stands today, with every step; None when there is no statutory term.

    While the clock stands still, the days up to today count as suspended, so the answer is never too late. With
    ``further`` events: the last day as it would become.
    """
    term = decision_term(application)
    if term is None:
        return None
    happened = [*_happened(application), *further]
    today = max([clock.today(), *(one.on for one in further)])
    moments = law.replay(term, application.received_on, happened, as_of=today)
    return _veiled(moments[-1].computed)


def extension_left(application: Application) -> int:
    """By how many weeks the term can still be extended; 0 where the law allows no extension."""
    term = decision_term(application)
    if term is None or term.extension is None:
        return 0
    most = term.extension * _DAYS_IN.get(term.unit, 1)
    used = sum(event.days or 0 for event in application.clock_events if event.cause == EXTENSION)
    return max(0, (most - used) // 7)


def causes_to_stop(application: Application) -> tuple[str, ...]:
    """The causes for which an officer can let the term stand still; those of a closed file and completion go alone."""
    term = decision_term(application)
    apart = {COMPLETION, *CLOSED_CAUSES}
    return tuple(cause for cause in (term.suspensions if term else ()) if cause not in apart)


def _happened(application: Application) -> list[law.Happened]:
    """The rows of the clock as events: a stand-still is opened and, once it is over, closed."""
    found, today = [], clock.today()
    for event in application.clock_events:
        if event.cause == EXTENSION:
            found.append(law.Happened(on=event.from_on, turn=law.Turn.EXTENDED, cause=EXTENSION, days=event.days or 0))
            continue
        last = last_still_day(application, event)
        if last < event.from_on:
            continue
        rule = here().suspension_rule(event.cause, on=event.from_on)
        opened = event.from_on - rule.first_offset * DAY
        found.append(law.Happened(on=opened, turn=law.Turn.SUSPENDED, cause=rule.id))
        if event.until_on is not None or last < today:
            closed = last - rule.last_offset * DAY
            found.append(law.Happened(on=closed, turn=law.Turn.RESUMED, cause=rule.id))
    return found


def is_closed(cause: str) -> bool:
    """Whether the present actor may not learn that the clock stood still for this cause."""
    return cause in CLOSED_CAUSES and not may(CLOSED_CAUSES[cause])


def _veiled(computed: law.Computed) -> law.Computed:
    """The same days; a cause that this reader may not know has no name and no source."""
    steps = tuple(
        replace(step, params={**step.params, "cause": "…"}, source="")
        if is_closed(str(step.params.get("cause", "")))
        else step
        for step in computed.steps
    )
    return replace(computed, steps=steps)


def last_still_day(application: Application, event: ClockEvent) -> date:
    """The last day of a stand-still: as recorded, or today; never after a completion term that was not used.

    Awb 4:15 lid 1: until the day of completion, or until the term set for it has passed unused.
    """
    return min(event.until_on or clock.today(), _bound(application, event))


def stands_still(application: Application, day: date) -> bool:
    """Whether the clock stands still on that day."""
    return any(
        event.from_on <= day and (event.until_on is None or day <= event.until_on) and day <= _bound(application, event)
        for event in application.clock_events
        if event.cause != EXTENSION
    )


def _bound(application: Application, event: ClockEvent) -> date:
    """The day after which the clock runs again whatever happens: by the term that was set, or by a cap of the law."""
    if event.cause == COMPLETION:
        return application.completion_until or date.max
    most = event.days or here().suspension_rule(event.cause, on=event.from_on).cap_days
    return date.max if most is None else event.from_on + (most - 1) * DAY


def right_to_leave_untreated(application: Application) -> law.Computed | None:
    """Until when the application may be left untreated after the time to complete it passed (Awb 4:5, paragraph 4).

    The decision must be announced by that day; afterwards the right is gone. None before anything was asked, and
    where the law knows no such right (Belgium).
    """
    if application.completion_until is None:
        return None
    try:
        term = here().term(NOT_TREAT, on=application.completion_until)
    except law.UnknownEntry:
        return None
    return law.terms.last_day(term, application.completion_until)
