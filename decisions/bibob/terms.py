"""The days of a Bibob inquiry: the advice, the stand-still of the decision clock, the five years of reuse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

import law
from decisions.bibob.lifecycle import ARTICLES, Danger, InquiryState, must_tell_bureau
from decisions.bibob.models import BibobInquiry
from decisions.compartments.lifecycle import Deadline
from permits.decision_clock import EXTENSION, decision_clock, decision_term
from permits.models import Application, ClockEvent

DAY = timedelta(days=1)
ADVICE = "nl.bibob-advice"
REUSE = "nl.bibob-reuse"
_WEEK = 7


def _here() -> law.Jurisdiction:
    return law.jurisdiction("nl")


def advice_term(row: BibobInquiry) -> law.Computed | None:
    """By when the Bureau must advise: its own extension and the days it waited for data come on top."""
    if row.advice_asked_on is None:
        return None
    term = _here().term(ADVICE, on=row.advice_asked_on)
    more = row.advice_extra_weeks * _WEEK + sum(request.days for request in row.data_requests)
    return law.terms.last_day(term, row.advice_asked_on, extension_days=more)


@dataclass(frozen=True)
class Stretch:
    """Days on which the decision clock stands still; ``last`` None: still standing; ``most`` days at the longest."""

    first: date
    last: date | None
    most: int | None


def stretches(row: BibobInquiry) -> list[Stretch]:
    """The stand-still of the decision clock (Wet Bibob 31): from the day of asking to that of receipt, both included.

    An inquiry that is stopped ends it on that day. The law book caps it; days on which the Bureau waited for data come
    on top and are a stretch of their own.
    """
    asked, received = row.advice_asked_on, row.advice_received_on or row.closed_on
    if asked is None:
        return []
    cap = _here().suspension_rule(ADVICE, on=asked).cap_days
    if cap is None:
        return [Stretch(asked, received, None)]
    last = asked + (cap - 1) * DAY
    found = [Stretch(asked, None if received is None else min(received, last), cap)]
    more = sum(request.days for request in row.data_requests)
    if more and (received is None or received > last):
        end = last + more * DAY
        found.append(Stretch(last + DAY, None if received is None else min(received, end), more))
    return found


def longest_until(row: BibobInquiry) -> date | None:
    """The last day to which the decision clock can stand still."""
    lasts = [one.first + (one.most - 1) * DAY for one in stretches(row) if one.most]
    return max(lasts, default=None)


def move_clock(row: BibobInquiry) -> None:
    """Write the stand-still into the clock of the application, which is replayed from its events. Inside an act."""
    application = row.application
    if application is None or not _can_stand_still(application):
        return
    application.clock_events[:] = [event for event in application.clock_events if event.cause != ADVICE]
    application.clock_events += [
        ClockEvent(cause=ADVICE, from_on=one.first, until_on=one.last, days=one.most) for one in stretches(row)
    ]


def _can_stand_still(application: Application) -> bool:
    term = decision_term(application)
    return term is not None and ADVICE in term.suspensions


def decide_by(row: BibobInquiry) -> law.Computed | None:
    """The last day to decide on the application as it stands today; None for an inquiry about a permit."""
    return decision_clock(row.application) if row.application is not None else None


def decide_at_the_latest(row: BibobInquiry) -> date | None:
    """The last day to decide when the clock stands still for as long as it can: what the party is told."""
    application, until = row.application, longest_until(row)
    term = decision_term(application) if application is not None else None
    if application is None or term is None or row.advice_asked_on is None or until is None:
        return None
    rule = _here().suspension_rule(ADVICE, on=row.advice_asked_on)
    others = [event for event in application.clock_events if event.cause not in {ADVICE, EXTENSION}]
    held = [law.Suspension(first=row.advice_asked_on, last=until, cause=rule.id, source=rule.source)]
    for event in others:
        other = _here().suspension_rule(event.cause, on=event.from_on)
        if event.until_on is not None and event.until_on >= event.from_on:
            held.append(law.Suspension(first=event.from_on, last=event.until_on, cause=other.id, source=other.source))
    days = sum(event.days or 0 for event in application.clock_events if event.cause == EXTENSION)
    return law.terms.last_day(term, application.received_on, suspensions=held, extension_days=days).last_day


def basis_on(row: BibobInquiry) -> date | None:
    """The day of the advice, or of the own inquiry's conclusion: the five years run from it."""
    if row.reused is not None:
        return basis_on(row.reused)
    return row.advice_received_on or row.danger_on


def reuse_term(row: BibobInquiry) -> law.Computed | None:
    """Until when the advice or the own inquiry may be used in another case; None while there is neither."""
    start = basis_on(row)
    if start is None:
        return None
    return law.terms.last_day(_here().term(REUSE, on=start), start)


def may_be_reused(row: BibobInquiry, day: date) -> bool:
    """Whether it holds an advice or conclusion that is not too old."""
    term = reuse_term(row)
    return term is not None and day <= term.last_day


def deadlines(row: BibobInquiry) -> list[Deadline]:
    """Every legal day of the inquiry, past ones included, in order of time."""
    found = [one for one in (_form(row), _notice(row), _advice(row), _stand_still(row), _tell(row)) if one is not None]
    found += [_hearing(row, number) for number, person in enumerate(row.persons) if person.until_on is not None]
    found += [one for one in (_decision(row), _reuse(row)) if one is not None]
    return sorted(found, key=lambda one: one.due_on)


def _form(row: BibobInquiry) -> Deadline | None:
    if row.form_due_on is None:
        return None
    applicant = row.application_id is not None
    consequence = (
        _l("After that the application can be left untreated, once its completion was asked for.")
        if applicant
        else _l("After that the law takes it for a serious danger.")
    )
    source = ARTICLES["not-completed-applicant" if applicant else "not-completed-holder"]
    name = _l("The party returns the Bibob form")
    return Deadline("form", name, row.form_due_on, consequence, source, row.form_received_on)


def _notice(row: BibobInquiry) -> Deadline | None:
    if row.advice_asked_on is None:
        return None
    consequence = _l("Without this notice the result cannot carry a decision.")
    name = _l("Tell the party that advice was asked")
    return Deadline("notice", name, row.advice_asked_on, consequence, ARTICLES["notice"], row.notice_sent_on)


def _advice(row: BibobInquiry) -> Deadline | None:
    computed = advice_term(row)
    if computed is None:
        return None
    consequence = _l("The Bureau is late. The decision clock stands still no longer than the law allows.")
    name = _l("Advice of the Bureau")
    day = computed.last_day
    return Deadline(
        "advice",
        name,
        day,
        consequence,
        ARTICLES["advice"],
        row.advice_received_on,
        False,
        computed,
        ADVICE,
        row.advice_asked_on,
    )


def _stand_still(row: BibobInquiry) -> Deadline | None:
    until = longest_until(row)
    if until is None or row.application is None:
        return None
    name = _l("The decision clock stands still at the longest")
    consequence = _l("From the next day the clock runs again, also when the advice has not come.")
    source = ARTICLES["suspension"]
    return Deadline("stand-still", name, until, consequence, source, row.advice_received_on, loses=True)


def _tell(row: BibobInquiry) -> Deadline | None:
    if not must_tell_bureau(row) or row.danger_on is None:
        return None
    consequence = _l("The Bureau must know of a danger that was concluded without it, at once.")
    name = _l("Tell the Bureau the conclusion")
    return Deadline("tell-bureau", name, row.danger_on, consequence, ARTICLES["tell-bureau"], row.bureau_told_on)


def _hearing(row: BibobInquiry, number: int) -> Deadline:
    person = row.persons[number]
    assert person.until_on is not None
    name = _l("Answer of %(name)s", name=person.name)
    consequence = _l("After that the result can be closed without an answer.")
    answered = person.answered_on if person.outcome else None
    return Deadline(f"hearing:{number}", name, person.until_on, consequence, ARTICLES["hearing"], answered)


def _decision(row: BibobInquiry) -> Deadline | None:
    computed = decide_by(row)
    if computed is None or row.application is None:
        return None
    name = _l("Decide on the application")
    consequence = _l("After that the applicant can give notice of default.")
    steps = [step for step in computed.steps if step.source]
    source = steps[0].source if steps else ""
    done = row.application.decided_on
    return Deadline("decision", name, computed.last_day, consequence, source, done, computed=computed)


def _reuse(row: BibobInquiry) -> Deadline | None:
    computed = reuse_term(row)
    if computed is None or row.state != InquiryState.CLOSED or row.danger == Danger.NONE:
        return None
    name = _l("The result may be used in another case")
    consequence = _l("After that nobody may use it any more, and it is destroyed.")
    return Deadline(
        "reuse", name, computed.last_day, consequence, ARTICLES["reuse"], None, True, computed, REUSE, basis_on(row)
    )
