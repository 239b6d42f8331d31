"""What is decided on a Belgian closure: to seal, a penalty payment with it (NGW 133ter), or its renewal."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.access import Permission
from app.acts import act
from app.db import db
from decisions import acts as decision_acts
from decisions import town_law
from decisions.enforcement import queries
from decisions.enforcement.acts.penalties import end_order
from decisions.enforcement.lifecycle import CLOSURE, ORDER, ClosureState, OrderState
from decisions.enforcement.models import Closure
from decisions.enforcement.refusals import NotInThisLaw
from decisions.enforcement.renewals import chain_of, renewals_left
from decisions.models import Decision
from decisions.particulars import Particulars

ENDED = _l("The closure beside which it stood has ended.")
ATTACHED = (law.Instrument.SEAL, law.Instrument.PENALTY_PAYMENT)


def attachable(row: Closure) -> list[law.Measure]:
    """What the law here lets the mayor decide on this closure; nothing in most countries."""
    here = town_law.here().measures(on=clock.today())
    renewal = chain_of(row)[-1].decision.measure_id if renewals_left(row) else None
    return [
        one
        for one in here
        if (one.instrument in ATTACHED or (renewal is not None and one.renews == renewal))
        and town_law.measure_to_draft(one.id, clock.today())
    ]


@act(Permission.DECISION_DRAFT)
def attach_to_closure(row: Closure, measure_id: str) -> Decision:
    """Begin the decision that seals a closed place, puts a penalty on opening it or keeps it closed for longer.

    Raises NotInThisLaw, NoSuchRoad.
    """
    CLOSURE.after(ClosureState(row.state), "reopen")  # only on a closure that holds
    measure = next((one for one in attachable(row) if one.id == measure_id), None)
    if measure is None:
        raise NotInThisLaw
    before = row.decision
    decision = decision_acts.draft(before.establishment, measure_id, before.addressee)
    if measure.instrument in ATTACHED:  # a renewal finds the newest closure by itself, and does not end with it
        db.session.add(Particulars(decision_id=decision.id, earlier_id=before.id))
        db.session.flush()
    return decision


def end_attached(row: Closure) -> None:
    """A closure ended: a penalty on opening the place has nothing left to enforce. Part of that act."""
    for order in queries.orders_beside(row):
        if ORDER.allows(OrderState(order.state), "lift_order"):
            end_order(order, row.ended_on or clock.today(), str(ENDED))
