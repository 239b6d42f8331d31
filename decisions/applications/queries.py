"""What one asks about the decisions on an application, and the days and papers that their letters print."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

import law
from app import clock
from app.db import db
from decisions import terms
from decisions.acts.desk import EDITABLE
from decisions.applications.kinds import Kind, kind_of
from decisions.applications.models import ApplicationDecision
from decisions.lifecycle import DECISION
from decisions.models import Decision
from permits import queries as register
from permits import silence
from permits.models import Application, ApplicationDocument, Permit


def behind(decision: Decision) -> ApplicationDecision | None:
    """What stands beside a decision on an application; None for any other decision."""
    question = select(ApplicationDecision).where(ApplicationDecision.decision_id == decision.id)
    return db.session.scalars(question).one_or_none() if kind_of(decision.measure_copy) else None


def under_way(application_id: uuid.UUID) -> list[Decision]:
    """The decisions on an application that are not finished, refusals too, the newest first."""
    question = select(Decision).where(
        Decision.application_id == application_id, Decision.state.not_in([*DECISION.final])
    )
    return list(db.session.scalars(question.order_by(Decision.drafted_at.desc())))


def taken_on(application_id: uuid.UUID) -> list[Decision]:
    """The decisions on an application that took effect, the newest first."""
    question = select(Decision).where(Decision.application_id == application_id, Decision.state == "in-effect")
    return list(db.session.scalars(question.order_by(Decision.signed_at.desc())))


def permit_by_silence(application: Application) -> Permit | None:
    """The permit that came about by law when the term of the application passed."""
    question = select(Permit).where(Permit.application_id == application.id, Permit.by_silence)
    return db.session.scalars(question.limit(1)).one_or_none()


def unannounced(application: Application) -> Permit | None:
    """The same, as long as its announcement was not served."""
    found = permit_by_silence(application)
    told = any(kind_of(row.measure_copy) is Kind.SILENCE for row in taken_on(application.id))
    return None if told else found


def waiting_for_announcement() -> list[Permit]:
    """The permits granted by silence of which the announcement was not served."""
    question = select(Permit).where(Permit.by_silence, Permit.ended_on.is_(None)).order_by(Permit.valid_from)
    rows = [(row, db.session.get(Application, row.application_id)) for row in db.session.scalars(question)]
    return [row for row, application in rows if application is not None and unannounced(application) is not None]


def announced_on(application: Application) -> date | None:
    """The day on which a permit by silence was announced: that of the service of its announcement."""
    told = (row.served_on for row in taken_on(application.id) if kind_of(row.measure_copy) is Kind.SILENCE)
    return next(told, None)


def still_to_mend(day: date) -> list[tuple[Permit, date]]:
    """The announced permits by silence to which conditions can still be added, with the day of the announcement."""
    question = select(Permit).where(Permit.by_silence, Permit.ended_on.is_(None)).order_by(Permit.valid_from)
    found = []
    for row in db.session.scalars(question):
        application = db.session.get(Application, row.application_id)
        told = announced_on(application) if application is not None and not row.conditions else None
        if told is not None and silence.mend_by(told).last_day >= day:
            found.append((row, told))
    return found


def day_of(decision: Decision) -> date:
    """The day of the letter: of service, before that of sending, before that today."""
    return decision.served_on or decision.sending_on or clock.today()


@dataclass(frozen=True)
class Ends:
    """The last day of the decision term, before and after the letter; None while it is not known."""

    old: date | None
    new: date | None


def ends_of(row: ApplicationDecision) -> Ends:
    """As typed or as fixed at the submission; while it is a draft worked out from the clock of the application."""
    counted = register.decision_clock(row.application)
    if counted is None or row.decision.state not in EDITABLE:
        return Ends(row.old_end_on, row.new_end_on)
    moved = register.decision_clock(row.application, *_would_happen(row))
    known = kind_of(row.decision.measure_copy) is Kind.EXTENSION or row.until_on is not None
    return Ends(counted.last_day, moved.last_day if moved is not None and known else None)


def _would_happen(row: ApplicationDecision) -> list[law.Happened]:
    if kind_of(row.decision.measure_copy) is Kind.EXTENSION:
        on, days = day_of(row.decision), (row.weeks or 0) * 7
        return [law.Happened(on=on, turn=law.Turn.EXTENDED, cause=register.EXTENSION, days=days)] if days else []
    if not row.cause or row.from_on is None:
        return []
    rule = register.here().suspension_rule(row.cause, on=row.from_on)
    day = timedelta(days=1)
    found = [law.Happened(on=row.from_on - rule.first_offset * day, turn=law.Turn.SUSPENDED, cause=rule.id)]
    if row.until_on is not None:
        closed = row.until_on - rule.last_offset * day
        found.append(law.Happened(on=closed, turn=law.Turn.RESUMED, cause=rule.id))
    return found


def lacking(application: Application) -> list[ApplicationDocument]:
    """The required documents that are neither in nor waived."""
    return [one for one in application.documents if one.required and not one.received_on and not one.waived_because]


def asked_for(application: Application) -> list[ApplicationDocument]:
    """What was missing on the day on which completion was asked."""
    asked = application.completion_asked_on
    return [
        one
        for one in application.documents
        if one.required and not one.waived_because and (one.received_on is None or (asked and one.received_on > asked))
    ]


def missing_of(row: ApplicationDecision) -> list[dict[str, Any]]:
    """The labels of what lacks: as fixed at the submission, in a draft as it is now."""
    if row.decision.state not in EDITABLE:
        return row.missing
    return [dict(one.label) for one in lacking(row.application)]


def right_has_lapsed(decision: Decision) -> law.Computed | None:
    """The right to leave the application untreated, when it lapsed before this decision was served."""
    if kind_of(decision.measure_copy) is not Kind.UNTREATED or decision.application is None or decision.served_on:
        return None
    right = register.right_to_leave_untreated(decision.application)
    return right if right is not None and right.last_day < clock.today() else None


def decide_by(decision: Decision) -> date | None:
    """The last day on which this decision is of use: of the term, or of the right to leave it untreated."""
    if kind_of(decision.measure_copy) is Kind.UNTREATED and decision.application is not None:
        right = register.right_to_leave_untreated(decision.application)
        return right.last_day if right is not None else None
    return terms.decide_before(decision)
