"""Renewals of a closure: which closure one prolongs, the chain behind it, and how many the law still allows."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.db import db
from decisions.enforcement.lifecycle import ClosureState
from decisions.enforcement.models import Closure
from decisions.enforcement.refusals import NoRenewalLeft, NothingToRenew
from decisions.models import Decision

_CAN_BE_RENEWED = (ClosureState.ORDERED, ClosureState.EXECUTED, ClosureState.EXPIRED)


def renewed_by(decision: Decision) -> Closure | None:
    """The closure that a measure of renewal prolongs; None for any other measure. The newest of the chain."""
    renews = decision.measure_copy.get("renews")
    if not renews:
        return None
    question = (
        select(Closure)
        .join(Decision, Closure.decision_id == Decision.id)
        .where(
            Closure.establishment_id == decision.establishment_id,
            Closure.state.in_(_CAN_BE_RENEWED),
            Decision.measure_id.in_([renews, decision.measure_id]),
            Decision.id != decision.id,
        )
        .order_by(Closure.due_from.desc())
    )
    return db.session.scalars(question.limit(1)).one_or_none()


def chain_of(row: Closure) -> list[Closure]:
    """The closure and those before it that it renews, the first of all last."""
    found = [row]
    while found[-1].renewal_of is not None:
        found.append(found[-1].renewal_of)
    return found


def renewals_left(row: Closure) -> int | None:
    """How often the closure may still be renewed by law; None where the measure says nothing about it."""
    chain = chain_of(row)
    most = chain[-1].decision.measure_copy.get("renewals")
    return None if most is None else max(0, most - (len(chain) - 1))


def check_renewal(decision: Decision) -> None:
    """Refuse to begin a renewal of nothing, or one more than the law allows. Part of the act that drafts it."""
    if not decision.measure_copy.get("renews"):
        return
    before = renewed_by(decision)
    if before is None:
        raise NothingToRenew
    if renewals_left(before) == 0:
        done = len(chain_of(before)) - 1
        raise NoRenewalLeft(
            _l("This closure has been renewed %(done)s times. The law allows no further renewal.", done=done)
        )
