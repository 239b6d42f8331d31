"""A date of the law, worked out so that an officer can check it by hand: steps, calendar, sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask_babel import format_date, get_locale
from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.web.language import long_date
from law.book import Term

DAY = timedelta(days=1)
# What a day of the calendar is; the word is read out and stands in the legend.
MEANINGS: dict[str, Any] = {
    "runs": _l("the term runs"),
    "still": _l("the term stands still"),
    "nominal": _l("the length of the term is over"),
    "rest": _l("weekend or holiday at the end"),
    "last": _l("last day"),
}


@dataclass(frozen=True)
class ExplainedStep:
    """``sentence`` in the reader's language, the day it leads to, and the article."""

    sentence: str
    on: date
    source: str


@dataclass(frozen=True)
class CalendarDay:
    """``kind``: a key of MEANINGS, "start", or "" for a day outside the term."""

    on: date
    kind: str
    meaning: Any


@dataclass(frozen=True)
class Following:
    """What may come after the day: what, until when (None: unknown yet), and the article."""

    what: Any
    on: date | None
    source: str


@dataclass(frozen=True)
class Explained:
    """Everything that the template ``explained.html`` shows."""

    title: Any
    start_word: Any
    law_on: date
    steps: list[ExplainedStep]
    last_day: date
    answer: date
    warnings: list[str]
    weeks: list[list[CalendarDay]]
    legend: list[tuple[str, Any]]
    sources: list[str]
    confidence: str
    verified_on: date | None
    changes: list[Any] = field(default_factory=list)
    follows: list[Following] = field(default_factory=list)

    @property
    def days_left(self) -> int:
        """Whole days from today to the answer; below zero when it has passed."""
        return (self.answer - clock.today()).days


def explained(
    computed: law.Computed,
    title: Any,
    *,
    term: Term,
    start_word: Any,
    law_on: date,
    changes: Iterable[Any] = (),
    follows: Iterable[Following] = (),
) -> Explained:
    """The view model of a computed term.

    ``start_word`` names the event of day 0 ("application received"); ``law_on`` the day whose law was used;
    ``changes`` sentences about what could still move the day; ``follows`` what may come after it.
    """
    language = str(get_locale() or "nl")[:2]
    steps = [ExplainedStep(law.explain(step, language, long_date), step.on, step.source) for step in computed.steps]
    weeks = _weeks(computed, start_word)
    used = {day.kind for week in weeks for day in week}
    legend = [("start", start_word)] if "start" in used else []
    legend += [(kind, word) for kind, word in MEANINGS.items() if kind in used]
    return Explained(
        title=title,
        start_word=start_word,
        law_on=law_on,
        steps=steps,
        last_day=computed.last_day,
        answer=computed.answer,
        warnings=[law.explain(step, language, long_date) for step in computed.warnings],
        weeks=weeks,
        legend=legend,
        sources=list(dict.fromkeys(step.source for step in computed.steps if step.source)),
        confidence=term.confidence.value,
        verified_on=term.verified_on,
        changes=list(changes),
        follows=list(follows),
    )


def popover_steps(computed: law.Computed) -> list[dict[str, str]]:
    """The steps for the macro ``term_row``: name, source and the day each leads to."""
    language = str(get_locale() or "nl")[:2]
    return [
        {
            "name": law.explain(step, language, long_date),
            "source": step.source,
            "result": str(format_date(step.on, "EEE d MMM", rebase=False)),
        }
        for step in computed.steps
    ]


def _weeks(computed: law.Computed, start_word: Any) -> list[list[CalendarDay]]:
    """Whole weeks, Monday first, from the week of the event to that of the last day."""
    start = _start(computed)
    first = start - start.weekday() * DAY
    last = computed.last_day + (6 - computed.last_day.weekday()) * DAY
    days = []
    for number in range((last - first).days + 1):
        day = first + number * DAY
        kind = _kind(computed, start, day)
        days.append(CalendarDay(day, kind, start_word if kind == "start" else MEANINGS.get(kind, "")))
    return [days[place : place + 7] for place in range(0, len(days), 7)]


def _start(computed: law.Computed) -> date:
    begun = computed.steps[0].params.get("start")
    return begun if isinstance(begun, date) else computed.steps[0].on


def _kind(computed: law.Computed, start: date, day: date) -> str:
    if day == computed.last_day:
        return "last"
    if day == start:
        return "start"
    if not start < day < computed.last_day:
        return ""
    if day == computed.nominal_day:
        return "nominal"
    if day > computed.nominal_day:
        return "rest"
    return "still" if _stood_still(computed, day) else "runs"


def _stood_still(computed: law.Computed, day: date) -> bool:
    for step in computed.steps:
        first, last = step.params.get("first"), step.params.get("last")
        if step.rule == "suspension" and isinstance(first, date) and isinstance(last, date) and first <= day <= last:
            return True
    return False
