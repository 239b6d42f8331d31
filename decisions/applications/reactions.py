"""What a decision on an application does to application and permit, inside the same act and transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from app import numbers
from app.db import db
from app.web.language import in_language
from decisions import events
from decisions.applications import queries
from decisions.applications.acts import fix
from decisions.applications.kinds import GRANTS, Kind, kind_of
from decisions.applications.models import ApplicationDecision
from decisions.models import Decision
from permits import acts as permit_acts
from permits import queries as register


def install() -> None:
    """Listen to the decisions."""
    events.decision_drafted.connect(_after_draft)
    events.decision_submitted.connect(_before_submission)
    events.decision_in_effect.connect(_after_effect)


def _after_draft(decision: Decision) -> None:
    kind, application = kind_of(decision.measure_copy), decision.application
    if kind is None or application is None:
        return
    row = ApplicationDecision(decision=decision, application=application, conditions=[])
    if kind in GRANTS:
        row.permit_number = numbers.next_number("VG")
    db.session.add(row)
    db.session.flush()


def _before_submission(decision: Decision) -> None:
    row = queries.behind(decision)
    if row is not None:
        fix(row)


def _after_effect(decision: Decision, *, on: date, **facts: Any) -> None:
    row, kind = queries.behind(decision), kind_of(decision.measure_copy)
    if row is None or kind is None:
        return
    application, origin = row.application, decision.id
    if kind in GRANTS:
        decision.permit = permit_acts.grant(
            decision.establishment,
            application.applicant,
            row.valid_from or on,
            row.valid_until,
            [one.text for one in row.conditions],
            application,
            origin=origin,
            number=row.permit_number,
        )
    elif kind is Kind.SILENCE:
        decision.permit = queries.permit_by_silence(application)
    elif kind is Kind.COMPLETION:
        assert row.complete_until is not None
        permit_acts.ask_completion(application, None, on, row.complete_until, origin=origin)
    elif kind is Kind.UNTREATED:
        reason = row.reason or "; ".join(in_language(label, decision.language) for label in row.missing)
        permit_acts.leave_untreated(application, None, on, reason, origin=origin)
    elif register.decision_term(application) is None:
        return  # a term of the town's own regulation: the letter moves it, no clock runs here
    elif kind is Kind.EXTENSION:
        permit_acts.extend_term(application, row.weeks or 0, row.reason, on=on, origin=origin)
    elif kind is Kind.SUSPENSION:
        assert row.from_on is not None
        permit_acts.suspend_clock(application, row.cause, row.from_on, row.until_on, origin=origin)
