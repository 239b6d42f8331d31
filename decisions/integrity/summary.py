"""How far an integrity investigation is, for rooms that may not read it: steps and days, never a fact or a name."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.db import db
from decisions.integrity import terms
from decisions.integrity.lifecycle import InvestigationState
from decisions.integrity.models import IntegrityInvestigation


@dataclass(frozen=True)
class IntegrityState:
    """The newest investigation of a place. ``may_execute_from``: None before notification or while it is blocked."""

    state: InvestigationState
    opened_on: date
    ends_on: date
    extended: bool
    register_queried: bool
    diob_asked: bool
    diob_advice_on: date | None
    diob_due_on: date | None
    heard: bool
    proposed: bool
    measure: str
    college_on: date | None
    notified_on: date | None
    may_execute_from: date | None
    executed_on: date | None
    offences: tuple[int, ...]
    oldest_fact_on: date | None


def integrity_state(establishment_id: uuid.UUID) -> IntegrityState | None:
    """How far the newest investigation of this establishment is; None without one."""
    question = select(IntegrityInvestigation).where(IntegrityInvestigation.establishment_id == establishment_id)
    newest = question.order_by(IntegrityInvestigation.id.desc()).limit(1)
    row = db.session.scalars(newest).unique().one_or_none()
    return of_investigation(row) if row is not None else None


def of_investigation(row: IntegrityInvestigation) -> IntegrityState:
    """The summary of one investigation."""
    due = terms.worked_out(terms.ADVICE, row.diob_admissible_on).last_day if row.diob_admissible_on else None
    return IntegrityState(
        state=InvestigationState(row.state),
        opened_on=row.opened_on,
        ends_on=terms.end(row).last_day,
        extended=row.extended_on is not None,
        register_queried=row.register_on is not None,
        diob_asked=row.diob_asked_on is not None,
        diob_advice_on=row.diob_received_on,
        diob_due_on=due,
        heard=bool(row.hearing_outcome),
        proposed=row.proposed_on is not None,
        measure=row.measure,
        college_on=row.college_on,
        notified_on=row.notified_on,
        may_execute_from=terms.first_day_of_execution(row),
        executed_on=row.executed_on,
        offences=tuple(sorted({fact.listed for fact in row.facts})),
        oldest_fact_on=min((fact.happened_on for fact in row.facts), default=None),
    )
