"""A question about a term, put in plain words: an id, a day, and events as pairs of name and value.

The names of the events come from the book: a term that counts given months knows ``months``, one that can be
suspended knows ``suspended-from``, ``suspended-until`` and the two events of each of its causes. Days are calendar
dates in local law. Every refusal is a LawError with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from law.book import Penalty, SuspensionRule, Term
from law.entries import SPOKEN
from law.jurisdictions import JURISDICTIONS, entries_of, jurisdiction, suspension_rule
from law.notions import LawError, StartRule, Unit, UnknownEntry
from law.terms import SERVED_BY, UNNAMED, Computed, Event, Step, Suspension, last_day, late_penalty, suspension

DAY = timedelta(days=1)
FROM, UNTIL, SERVED, EXTENDED, LAPSED = "suspended-from", "suspended-until", "served-by", "extended-by", "lapsed"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
Given = Sequence[tuple[str, str]]
_Stretch = Callable[[date, date], Suspension]


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """What a late decision costs up to a day: euro cents, the first and the last day that cost, and the steps."""

    cents: int
    first_day: date
    last_day: date
    steps: tuple[Step, ...]
    warnings: tuple[Step, ...]


def known(on: date) -> dict[str, Term | Penalty]:
    """Every term and penalty in force on that day by its id, in the order of the books."""
    found: dict[str, Term | Penalty] = {}
    for code in JURISDICTIONS:
        here = jurisdiction(code)
        every: tuple[Term | Penalty, ...] = (*here.terms(on), *here.penalties(on))
        found |= {one.id: one for one in every if one.id not in found}
    return found


def entry(term_id: str, on: date) -> Term | Penalty:
    """The term or penalty of that id. Raises UnknownEntry: with the ids that look like it, or when it began."""
    terms = known(on)
    if term_id in terms:
        return terms[term_id]
    every = [one for country in SPOKEN for one in entries_of(country) if isinstance(one, Term | Penalty)]
    if begun := [one.in_force_from for one in every if one.id == term_id]:
        raise UnknownEntry(f"The book knows {term_id} from {min(begun)}; on {on} it was not in force.")
    near = get_close_matches(term_id, terms, n=3, cutoff=0.4)
    hint = f"Did you mean {' or '.join(near)}?" if near else "flask law terms lists them all."
    raise UnknownEntry(f"There is no term {term_id!r}. {hint}")


def event_names(of: Term | Penalty, on: date) -> tuple[str, ...]:
    """The names of the events that a question about this term may give."""
    if isinstance(of, Penalty):
        return (LAPSED,)
    served = [SERVED] if of.start_rule is StartRule.AFTER_SERVICE else []
    length = [of.length_from] if of.length_from else []
    causes = [name for rule in _rules(of, on) for name in (rule.opened_by, rule.closed_by)]
    return (*served, *length, *((FROM, UNTIL) if causes else ()), *causes, *((EXTENDED,) if of.extension else ()))


def _rules(term: Term, on: date) -> tuple[SuspensionRule, ...]:
    return tuple(suspension_rule(term.jurisdiction, cause, on) for cause in term.suspensions)


def ask(term: Term, start: date, given: Given = ()) -> Computed:
    """The last day of the term that began on ``start``, under these events."""
    _must_know(term, start, given)
    try:
        return _computed(term, start, given)
    except OverflowError as fault:
        raise _too_far() from fault


def _too_far() -> LawError:
    return LawError("That day lies beyond the calendar.")


def _computed(term: Term, start: date, given: Given) -> Computed:
    stretches = _between(given, FROM, UNTIL, None, lambda first, last: _unnamed(term, first, last))
    for rule in _rules(term, start):
        stretches += _between(given, rule.opened_by, rule.closed_by, rule.cap_days, _by(rule))
    days = _extension(term, given)
    return last_day(term, start, suspensions=stretches, extension_days=days, events=_values(term, given))


def ask_penalty(penalty: Penalty, notice: date, on: date | None, given: Given = ()) -> Owed:
    """What a late decision costs up to and including ``on``; without it, up to the last day.

    ``notice`` is the day on which the notice of default was received. The event ``lapsed`` is the last day of the
    decision term, for a notice that came before it had passed.
    """
    _must_know(penalty, notice, given)
    try:
        return _owed(penalty, notice, on, given)
    except OverflowError as fault:
        raise _too_far() from fault


def _owed(penalty: Penalty, notice: date, on: date | None, given: Given) -> Owed:
    here = next(one for code in JURISDICTIONS if (one := jurisdiction(code)).country == penalty.jurisdiction)
    begin = max([notice, *(_day(name, value) for name, value in given)])
    waited = last_day(here.term(penalty.notice_term, begin), begin)
    first = waited.last_day + DAY
    run = last_day(here.term(penalty.days_term, first), first)
    until = run.last_day if on is None else on
    cents = late_penalty(until, first, penalty)
    counted = max(0, (min(until, run.last_day) - first).days + 1)
    owed = Step(
        on=until,
        rule="penalty-owed",
        params={"end": until, "length": counted, "unit": "days", "amount": euros(cents)},
        source=penalty.source,
    )
    steps = (*waited.steps, *run.steps, owed)
    return Owed(cents=cents, first_day=first, last_day=run.last_day, steps=steps, warnings=waited.warnings)


def euros(cents: int) -> str:
    """An amount as a number: whole euros without decimals, else with two."""
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02d}"


def day_of(text: str) -> date:
    """A day written as year-month-day."""
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise LawError(f"{text!r} is no date; write year-month-day, for instance 2026-03-02.")


def _day(name: str, text: str) -> date:
    try:
        return day_of(text)
    except LawError as fault:
        raise LawError(f"The event {name}: {fault}") from None


def _must_know(of: Term | Penalty, on: date, given: Given) -> None:
    names = event_names(of, on)
    for name, _value in given:
        if name not in names:
            takes = f"it knows {', '.join(names)}" if names else "it knows no events"
            raise LawError(f"{of.id} has no event {name!r}; {takes}.")


def _all(given: Given, name: str) -> list[date]:
    return [_day(name, value) for key, value in given if key == name]


def _between(given: Given, opening: str, closing: str, cap: int | None, make: _Stretch) -> list[Suspension]:
    """One stand-still per pair of events, in the order given; where the law has a cap the end may be left out."""
    begun, ended = _all(given, opening), _all(given, closing)
    if cap is not None and len(begun) == len(ended) + 1:
        ended.append(begun[-1] + cap * DAY)
    if len(begun) != len(ended):
        lacking, other = (closing, opening) if len(begun) > len(ended) else (opening, closing)
        raise LawError(f"The event {other} needs the event {lacking} beside it.")
    for first, last in zip(begun, ended, strict=True):
        if last < first:
            raise LawError(f"The event {closing} ({last}) lies before {opening} ({first}).")
    return [stretch for pair in zip(begun, ended, strict=True) if (stretch := make(*pair)).days]


def _by(rule: SuspensionRule) -> _Stretch:
    return lambda opened, closed: suspension(rule, opened, closed)


def _unnamed(term: Term, first: date, last: date) -> Suspension:
    """A stand-still of which only the first and the last day are given."""
    return Suspension(first=first, last=last, cause=UNNAMED, source=term.source)


MOST = 9999  # more than any term of the book bears, so a slip of the pen


def _whole(name: str, text: str) -> int:
    if not re.fullmatch(r"[1-9]\d*", text) or len(text) > len(str(MOST)):
        raise LawError(f"The event {name} must be a whole number from 1 to {MOST}, not {text!r}.")
    return int(text)


def _extension(term: Term, given: Given) -> int:
    """The extension in days (working days where the term counts those)."""
    asked = [_whole(name, value) for name, value in given if name == EXTENDED]
    if sum(asked) > (term.extension or 0):
        raise LawError(f"{term.id} can be extended by {term.extension} {term.unit.value} at most, not {sum(asked)}.")
    return sum(asked) * (7 if term.unit is Unit.WEEKS else 1)


def _values(term: Term, given: Given) -> dict[str, Event]:
    values: dict[str, Event] = {}
    for name, value in given:
        if name == term.length_from:
            values[name] = _whole(name, value)
        elif name == SERVED:
            if value not in SERVED_BY:
                raise LawError(f"The event {SERVED} must be {', '.join(SERVED_BY)}, not {value!r}.")
            values[name] = value
    if term.length_from and term.length_from not in values:
        raise LawError(f"{term.id} needs the event {term.length_from}, a whole number above zero.")
    return values
