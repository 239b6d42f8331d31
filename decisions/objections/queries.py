"""What one asks about objections and cases before a court."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from app import clock
from app.db import db, fetch
from decisions.objections.lifecycle import COURT, OBJECTION, CourtState, ObjectionState
from decisions.objections.models import CourtCase, CourtKind, Objection, Stay

_OPEN = [state for state in ObjectionState if state not in OBJECTION.final]


def objection(objection_id: uuid.UUID) -> Objection:
    return fetch(Objection, objection_id)


def court_case(case_id: uuid.UUID) -> CourtCase:
    return fetch(CourtCase, case_id)


def objections_to(decision_id: uuid.UUID) -> list[Objection]:
    """The objections against a decision, the earliest first."""
    question = select(Objection).where(Objection.decision_id == decision_id).order_by(Objection.received_on)
    return list(db.session.scalars(question))


def cases_about(decision_id: uuid.UUID) -> list[CourtCase]:
    """The cases about a decision, the earliest first."""
    question = select(CourtCase).where(CourtCase.decision_id == decision_id).order_by(CourtCase.lodged_on)
    return list(db.session.scalars(question))


def open_objections(establishment_id: uuid.UUID | None = None) -> list[Objection]:
    """What still must be decided, of the town or of one place."""
    question = select(Objection).where(Objection.state.in_(_OPEN))
    if establishment_id is not None:
        question = question.where(Objection.establishment_id == establishment_id)
    return list(db.session.scalars(question.order_by(Objection.received_on)))


def decided_objections(establishment_id: uuid.UUID | None = None) -> list[Objection]:
    """What was decided and can be appealed against, of the town or of one place."""
    question = select(Objection).where(Objection.state == ObjectionState.DECIDED)
    if establishment_id is not None:
        question = question.where(Objection.establishment_id == establishment_id)
    return list(db.session.scalars(question.order_by(Objection.outcome_on)))


def open_cases(establishment_id: uuid.UUID | None = None) -> list[CourtCase]:
    """The cases that wait for a court, of the town or of one place."""
    question = select(CourtCase).where(CourtCase.state.not_in([*COURT.final]))
    if establishment_id is not None:
        question = question.where(CourtCase.establishment_id == establishment_id)
    return list(db.session.scalars(question.order_by(CourtCase.lodged_on)))


def is_pending(decision_id: uuid.UUID) -> bool:
    """Whether an objection or a main case about the decision waits for its answer."""
    waiting = any(row.state in _OPEN for row in objections_to(decision_id))
    return waiting or any(
        row.state == CourtState.LODGED and row.kind in (CourtKind.APPEAL, CourtKind.HIGHER_APPEAL, CourtKind.ANNULMENT)
        for row in cases_about(decision_id)
    )


def pending_stretches(decision_id: uuid.UUID) -> list[tuple[date, date]]:
    """From when to when objections and cases about the decision were pending; one that still is: up to today."""
    today = clock.today()
    stretches = [(row.received_on, row.outcome_on or today) for row in _went_on(objections_to(decision_id))]
    return stretches + [(row.lodged_on, row.ruled_on or today) for row in cases_about(decision_id)]


def _went_on(rows: Iterable[Objection]) -> list[Objection]:
    return [row for row in rows if row.state != ObjectionState.WITHDRAWN]


def stay_of(decision_id: uuid.UUID) -> Stay | None:
    """The order of a court that holds the decision up today; None when none does."""
    question = select(Stay).where(Stay.decision_id == decision_id, Stay.until_on.is_(None))
    return db.session.scalars(question.limit(1)).one_or_none()
