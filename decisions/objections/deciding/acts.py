"""Beginning the decision on an objection, writing it, and beginning the decision that takes the old one's place."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import NoSuchRoad, NotHere
from decisions import acts as decision_acts
from decisions import town_law
from decisions.acts import desk
from decisions.models import Decision, DecisionGround
from decisions.objections.deciding import queries
from decisions.objections.deciding.models import ObjectionDecision
from decisions.objections.lifecycle import OBJECTION, ObjectionState
from decisions.objections.models import Objection, ObjectionOutcome
from decisions.objections.refusals import NoObjectionHere
from decisions.refusals import AlreadyUnderWay, NothingToDecideOn, WrongDay
from permits.models import Party

_TEXTS = {
    "considerations": desk.LONGEST,
    "not_heard_because": 2000,
    "adviser": 200,
    "advice_reason": 4000,
    "costs": 2000,
}


@act(Permission.DECISION_DRAFT, name="objections.begin_answer")
def begin_answer(row: Objection, objector: Party) -> Decision:
    """Begin the decision on an open objection, as a letter to who objected.

    Raises AlreadyUnderWay, or NoObjectionHere where the law knows none.
    """
    OBJECTION.after(ObjectionState(row.state), "decide_objection")  # only while it is open
    if queries.answer_to(row) is not None:
        raise AlreadyUnderWay
    measure = next(iter(town_law.objection_measures(clock.today())), None)
    if measure is None:
        raise NoObjectionHere
    decision = decision_acts.draft(row.decision.establishment, measure.id, objector)
    db.session.add(ObjectionDecision(decision=decision, objection=row))
    db.session.flush()
    return decision


@act(Permission.DECISION_DRAFT, name="objections.write_answer")
def write_answer(decision: Decision, seen: int | None, **given: Any) -> ObjectionDecision:
    """Save what the decision on an objection says. Raises TypeError for what it has no place for."""
    check_version(decision, seen)
    row = queries.behind(decision)
    if row is None:
        raise NotHere(table="objection_decision", key=str(decision.id))
    if decision.state not in desk.EDITABLE:
        raise NoSuchRoad(state=decision.state, verb="write")
    for name, value in given.items():
        if name in _TEXTS:
            setattr(row, name, desk.bounded(value or "", _TEXTS[name]))
        elif name == "outcome":
            row.outcome = ObjectionOutcome(value) if value else None
        elif name in ("advice_on", "deviates"):
            setattr(row, name, value)
        else:
            raise TypeError(name)
    if bool(row.adviser) != (row.advice_on is not None):
        raise WrongDay(_l("Fill in both who advised and when, or neither."), field="advice_on")
    if row.advice_on is not None and not row.objection.received_on <= row.advice_on <= clock.today():
        raise WrongDay(_l("The advice came after the objection, and not in the future."), field="advice_on")
    desk.edited(decision)
    db.session.flush()
    return row


@act(Permission.DECISION_DRAFT, name="objections.begin_replacement")
def begin_replacement(row: ObjectionDecision) -> Decision:
    """Begin the decision that takes the place of the one that was revoked (Awb 7:11, second paragraph).

    Of the same measure, against the same application or permit, with the grounds and reasons of before as a start.
    Raises NothingToDecideOn before the objection is decided, AlreadyUnderWay the second time.
    """
    if row.outcome != ObjectionOutcome.REPLACED or row.objection.state != ObjectionState.DECIDED:
        raise NothingToDecideOn(_l("First the decision on the objection must be served, which revokes the old one."))
    if row.replacement_id is not None:
        raise AlreadyUnderWay
    old = row.objection.decision
    new = decision_acts.draft(
        old.establishment, old.measure_id, old.addressee, application=old.application, permit=old.permit
    )
    offered = {ground.id for ground in town_law.grounds_for(old.measure_id, clock.today())}
    for ground in old.grounds:
        if ground.ground_id in offered:
            decision_acts.choose_ground(new, None, ground.ground_id)
            decision_acts.motivate(new, None, ground.ground_id, ground.motivation, _evidence(ground))
    row.replacement = new
    desk.tell(row.decision, "objection.replacement", replacement=new.number)
    return new


def _evidence(ground: DecisionGround) -> list[tuple[str, Any, bool]]:
    return [
        ("finding", one.finding_id, one.counter) if one.finding_id else ("report", one.report_id, one.counter)
        for one in ground.evidence
    ]
