"""Lifting a measure before its end, by a decision of its own."""

from __future__ import annotations

from datetime import date

import law
from app import clock
from app.access import Permission
from app.acts import act
from app.db import db, fetch
from decisions import acts as decision_acts
from decisions import particulars, town_law
from decisions.enforcement import queries
from decisions.enforcement.acts.closures import reopen
from decisions.enforcement.acts.penalties import lift_order
from decisions.enforcement.lifecycle import CLOSURE, ORDER, ClosureState, OrderState
from decisions.models import Decision
from decisions.particulars import Particulars
from decisions.refusals import NoSuchMeasure
from permits import acts as permit_acts
from permits.lifecycle import PERMIT, PermitState


@act(Permission.DECISION_DRAFT)
def lift_by_decision(earlier: Decision) -> Decision:
    """Begin the decision that lifts an earlier measure. Raises NoSuchMeasure where the law book has none."""
    day = clock.today()
    measures = town_law.here().measures(on=day)
    found = next((one for one in measures if one.effect is law.Effect.LIFT), None)
    if found is None:
        raise NoSuchMeasure
    decision = decision_acts.draft(earlier.establishment, found.id, earlier.addressee)
    db.session.add(Particulars(decision_id=decision.id, earlier_id=earlier.id))
    db.session.flush()
    return decision


def lift(decision: Decision, on: date) -> None:
    """A lifting takes effect: what it lifts ends. Part of that act."""
    written = particulars.of(decision)
    if written is None or written.earlier_id is None:
        return
    earlier, because = fetch(Decision, written.earlier_id), decision.number
    reason = written.comply_reason or because
    closure, order = queries.closure_of(earlier.id), queries.order_of(earlier.id)
    if closure is not None and CLOSURE.allows(ClosureState(closure.state), "reopen"):
        reopen(closure, None, on=max(on, closure.due_from), because=reason)
    if order is not None and ORDER.allows(OrderState(order.state), "lift_order"):
        lift_order(order, None, max(on, order.comply_by), reason)
    suspends = earlier.measure_copy["effect"] == law.Effect.SUSPEND
    permit = earlier.permit
    if suspends and permit is not None and PERMIT.allows(PermitState(permit.state), "resume"):
        permit_acts.resume(permit)
