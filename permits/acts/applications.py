"""The way of an application up to the decision, and its clock."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l

import law
from app import clock, files, numbers, story
from app.access import Permission
from app.acts import act, check_version, note
from app.db import db
from app.errors import Lacking, Refusal
from permits import register_line
from permits.acts.establishments import NoReason
from permits.acts.origin import Origin, stated, tell_paper
from permits.decision_clock import (
    CLOSED_CAUSES,
    COMPLETION,
    DAY,
    EXTENSION,
    decision_clock,
    decision_term,
    extension_left,
    here,
    right_to_leave_untreated,
)
from permits.lifecycle import APPLICATION, ApplicationState, lacks_to_complete
from permits.models import Application, ApplicationDocument, ClockEvent, Establishment, Party


class WrongDay(Refusal):
    """A day that cannot be, seen from the days around it."""

    status = 422
    sentence = _l("This date cannot be right. Compare it with the other dates of the application.")


class NoTermThen(Refusal):
    status = 422
    sentence = _l("The law book has no decision term for this date. Check the date of receipt.")


class CannotExtend(Refusal):
    status = 422


class NotYetUntreated(Refusal):
    status = 422
    sentence = _l("The applicant can still complete the application. Leave it untreated only after that time.")


class RightHasLapsed(Refusal):
    sentence = _l(
        "The right to leave this application untreated has lapsed: the law gives four weeks. Decide on its substance."
    )


class NothingIsMissing(Refusal):
    status = 422
    sentence = _l("No required document is missing. Find the application complete instead.")


class ClockRefuses(Refusal):
    """The clock cannot be stopped or started like this."""

    status = 422


@act(Permission.APPLICATION_WRITE)
def receive_application(
    establishment: Establishment, applicant: Party, received_on: date, permit_type: str | None = None
) -> Application:
    """Enter an application: case number, decision term and document checklist come from the sector."""
    if received_on > clock.today():
        raise WrongDay(_l("The day of receipt lies in the future. Fill in the day on which the application came in."))
    sector = establishment.sector
    case_number = numbers.next_number("ZK")
    row = Application(
        establishment=establishment,
        applicant=applicant,
        case_number=case_number,
        state=ApplicationState.RECEIVED,
        permit_type=permit_type or sector.permit_type,
        decision_term=sector.decision_term,
        received_on=received_on,
        documents=[
            ApplicationDocument(position=number, label=dict(label), required=True)
            for number, label in enumerate(sector.required_documents, 1)
        ],
    )
    db.session.add(row)
    _check_term(row)
    _tell(row, "application.received", received_on, number=row.case_number, name=applicant.name)
    return row


def _check_term(application: Application) -> None:
    try:
        decision_term(application)
    except law.UnknownEntry as fault:
        raise NoTermThen from fault


@act(Permission.APPLICATION_WRITE)
def note_document(
    document: ApplicationDocument,
    received_on: date | None,
    content: bytes | None = None,
    name: str = "",
    waived_because: str = "",
    *,
    seen_version: int | None = None,
) -> ApplicationDocument:
    """Note that a document came in (with or without its file), or why it is not needed."""
    check_version(document, seen_version)
    if received_on is not None and received_on > clock.today():
        raise WrongDay(_l("This day lies in the future. Fill in the day on which the document came in."))
    document.received_on, document.waived_because = received_on, waived_because.strip()
    attached: list[dict[str, str]] = []
    if content is not None:
        stored = files.keep(content, name)
        document.file_sha256 = stored.sha256
        attached = [{"label": stored.name, "sha256": stored.sha256}]
    if received_on is not None and attached:
        dossier = document.application.establishment_id
        at = None if received_on == clock.today() else clock.moment(received_on)
        story.tell("application.document", [dossier], files=attached, at=at, label=document.label)
    return document


@act(Permission.APPLICATION_WRITE)
def ask_completion(
    application: Application, seen_version: int | None, asked_on: date, until: date, *, origin: Origin | None = None
) -> Application:
    """Ask for what is missing, to be sent at the latest on ``until``; the clock stands still from the next day."""
    check_version(application, seen_version)
    known = stated(origin)
    if not application.received_on <= asked_on <= clock.today():
        raise WrongDay(_l("Ask between the day of receipt and today. Check the date."))
    if until <= asked_on:
        raise WrongDay(_l("Give at least one day to complete the application. Choose a later last day."))
    application.state = APPLICATION.after(application.state, "ask_completion")
    application.completion_asked_on, application.completion_until = asked_on, until
    term = decision_term(application)
    if term is not None and COMPLETION in term.suspensions:
        rule = here().suspension_rule(COMPLETION, on=asked_on)
        application.clock_events.append(ClockEvent(cause=COMPLETION, from_on=asked_on + rule.first_offset * DAY))
    missing = [document.label for document in application.documents if _is_missing(document)]
    _tell(application, "application.completion-asked", asked_on, until=until, missing=missing)
    tell_paper(application, known)
    return application


def _is_missing(document: ApplicationDocument) -> bool:
    return document.required and document.received_on is None and not document.waived_because


@act(Permission.APPLICATION_WRITE)
def find_complete(application: Application, seen_version: int | None, on: date) -> Application:
    """The application is complete since ``on``. Raises Lacking while a required document is missing."""
    check_version(application, seen_version)
    APPLICATION.after(application.state, "find_complete")  # a decided application lacks nothing: it has no such road
    lacks = lacks_to_complete(application.documents)
    if lacks:
        raise Lacking(lacks)
    first = application.completion_asked_on or application.received_on
    if not first <= on <= clock.today():
        raise WrongDay(_l("The day of completion lies between the last step and today. Check the date."))
    application.state = APPLICATION.after(application.state, "find_complete")
    application.completed_on = on
    for event in application.clock_events:
        if event.cause == COMPLETION and event.until_on is None:
            _end_completion(application, event, on)
    _tell(application, "application.complete", on, on=on)
    return application


def _end_completion(application: Application, event: ClockEvent, completed_on: date) -> None:
    """The day of completion itself counts again; after a term that passed unused the clock had already gone on."""
    rule = here().suspension_rule(COMPLETION, on=event.from_on)
    last = completed_on + rule.last_offset * DAY
    if application.completion_until is not None:
        last = min(last, application.completion_until)
    if last < event.from_on:
        application.clock_events.remove(event)
    else:
        event.until_on = last


@act(Permission.APPLICATION_WRITE)
def extend_term(
    application: Application,
    weeks: int,
    reason: str,
    *,
    seen_version: int | None = None,
    on: date | None = None,
    origin: Origin | None = None,
) -> Application:
    """Put the decision off by some weeks, at most what the term allows and before it has ended.

    ``on`` is the day on which the party was told; today when it is left out.
    """
    check_version(application, seen_version)
    known, told_on = stated(origin), on or clock.today()
    _must_be_open(application)
    term, computed = decision_term(application), decision_clock(application)
    if term is None or computed is None or term.extension is None:
        raise CannotExtend(_l("This decision term cannot be extended."))
    if not reason.strip():
        raise NoReason
    left = extension_left(application)
    if not 1 <= weeks <= left:
        raise CannotExtend(_l("Extend by 1 to %(most)s weeks.", most=left))
    if computed.last_day < told_on:
        raise CannotExtend(_l("The decision term has already ended; it cannot be extended any more."))
    application.clock_events.append(ClockEvent(cause=EXTENSION, from_on=told_on, days=weeks * 7))
    _tell(application, "application.extended", told_on, weeks=weeks, reason=reason.strip())
    tell_paper(application, known)
    return application


@act(Permission.APPLICATION_WRITE)
def suspend_clock(
    application: Application,
    cause: str,
    from_on: date,
    until_on: date | None = None,
    *,
    seen_version: int | None = None,
    origin: Origin | None = None,
) -> ClockEvent:
    """Stop the clock for a cause of the law book from a day on (both days included)."""
    check_version(application, seen_version)
    known = stated(origin)
    _must_be_open(application)
    term = decision_term(application)
    if term is None or cause not in term.suspensions:
        raise ClockRefuses(_l("The law gives no suspension for this cause."))
    if cause in CLOSED_CAUSES:
        raise ClockRefuses(_l("For this cause the term stands still by itself, from the file it belongs to."))
    if from_on < application.received_on or (until_on is not None and until_on < from_on):
        raise WrongDay
    apart = {EXTENSION, *CLOSED_CAUSES}
    if until_on is None and any(e.until_on is None and e.cause not in apart for e in application.clock_events):
        raise ClockRefuses(_l("The clock already stands still. Let it run again first."))
    event = ClockEvent(cause=cause, from_on=from_on, until_on=until_on)
    application.clock_events.append(event)
    name = here().suspension_rule(cause, on=from_on).name
    _tell(application, "application.clock-stopped", from_on, from_on=from_on, cause=dict(name))
    tell_paper(application, known)
    return event


@act(Permission.APPLICATION_WRITE)
def resume_clock(
    application: Application, cause: str, until_on: date, *, seen_version: int | None = None
) -> ClockEvent:
    """Let the clock run again; ``until_on`` is the last day on which it stood still."""
    check_version(application, seen_version)
    event = next((e for e in application.clock_events if e.cause == cause and e.until_on is None), None)
    if event is None or cause == EXTENSION or cause in CLOSED_CAUSES:
        raise ClockRefuses(_l("The clock does not stand still for this cause."))
    if until_on < event.from_on:
        raise WrongDay(_l("The last day of the suspension lies before its first day. Check the date."))
    event.until_on = until_on
    _tell(application, "application.clock-resumed", clock.today(), until_on=until_on)
    return event


@act(Permission.APPLICATION_WRITE)
def withdraw(application: Application, seen_version: int | None = None) -> Application:
    """The applicant takes the application back."""
    check_version(application, seen_version)
    application.state = APPLICATION.after(application.state, "withdraw")
    application.decided_on = clock.today()
    _tell(application, "application.withdrawn", clock.today(), number=application.case_number)
    return application


@act(Permission.APPLICATION_WRITE)
def leave_untreated(
    application: Application, seen_version: int | None, on: date, reason: str, *, origin: Origin | None = None
) -> Application:
    """Leave an incomplete application untreated, on the day on which that decision was sent.

    Raises NotYetUntreated while the time to complete still runs, RightHasLapsed after four weeks (Awb 4:5),
    NothingIsMissing when every required document is there.
    """
    check_version(application, seen_version)
    APPLICATION.after(application.state, "leave_untreated")  # no road, no questions
    known = stated(origin)
    right = right_to_leave_untreated(application)
    if right is None or application.completion_until is None or clock.today() <= application.completion_until:
        raise NotYetUntreated
    if not application.completion_until < on <= clock.today():
        raise WrongDay(_l("The decision was sent after the time to complete had passed, and not in the future."))
    if on > right.last_day:
        raise RightHasLapsed
    if not reason.strip():
        raise NoReason
    if not lacks_to_complete(application.documents):
        raise NothingIsMissing
    application.state = APPLICATION.after(application.state, "leave_untreated")
    application.decided_on = on
    _tell(application, "application.untreated", on, reason=reason.strip())
    tell_paper(application, known)
    return application


@act(Permission.PERMIT_END)
def refuse(application: Application, on: date, decision_id: UUID | None = None) -> Application:
    """The permit is refused; called when that decision takes effect."""
    application.state = APPLICATION.after(application.state, "refuse")
    application.decided_on = on
    note(decision=str(decision_id or ""))
    _tell(application, "application.refused", on, number=application.case_number)
    return application


@act(Permission.PERMIT_END)
def reopen_application(application: Application, decision_id: UUID) -> Application:
    """The decision was annulled: the application waits for another one, under the same clock."""
    application.state = APPLICATION.after(application.state, "reopen_application")
    application.decided_on = None
    note(decision=str(decision_id))
    _tell(application, "application.reopened", clock.today(), number=application.case_number)
    return application


def _must_be_open(application: Application) -> None:
    if application.state in APPLICATION.final:
        raise ClockRefuses(_l("This application has been decided; its clock has stopped."))


def _tell(application: Application, kind: str, day: date, /, **facts: Any) -> None:
    """Flush, add the line of the story at its own day, and bring the register up to date."""
    db.session.flush()
    at = None if day == clock.today() else clock.moment(day)
    story.tell(kind, [application.establishment_id], at=at, url=f"/applications/{application.id}", **facts)
    register_line.refresh(application.establishment)
