"""What one asks about the decisions on objections."""

from __future__ import annotations

from sqlalchemy import select

from app.db import db
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.objections.deciding.models import ObjectionDecision
from decisions.objections.models import Objection
from permits.models import Party
from permits.queries import establishment

_GONE = (DecisionState.DROPPED, DecisionState.LAPSED)


def behind(decision: Decision) -> ObjectionDecision | None:
    """What stands beside a decision on an objection; None for any other decision."""
    if decision.measure_copy.get("procedure") != "objection":
        return None
    question = select(ObjectionDecision).where(ObjectionDecision.decision_id == decision.id)
    return db.session.scalars(question).one_or_none()


def answer_to(row: Objection) -> ObjectionDecision | None:
    """The newest decision on an objection that was not dropped and did not fall."""
    question = (
        select(ObjectionDecision)
        .join(Decision, ObjectionDecision.decision_id == Decision.id)
        .where(ObjectionDecision.objection_id == row.id, Decision.state.not_in(_GONE))
        .order_by(Decision.drafted_at.desc())
    )
    return db.session.scalars(question.limit(1)).one_or_none()


def addressees(row: Objection) -> dict[str, Party]:
    """Who may have objected: the addressee of the decision, and everybody with a role at the place, by id."""
    held = [role.party for role in establishment(row.establishment_id).roles]
    return {str(party.id): party for party in [row.decision.addressee, *held]}
