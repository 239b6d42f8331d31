"""A penalty order in force: what becomes due, its collection by a second decision, payment, and the lapse of the claim.

A penalty becomes due by law; the act only records it, from a sealed visit. All money is in cents.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from decisions import acts as decision_acts
from decisions import particulars
from decisions.acts import desk
from decisions.enforcement import days, rules
from decisions.enforcement.lifecycle import FORFEITURE, ORDER, ForfeitureState, OrderState
from decisions.enforcement.models import Forfeiture, PenaltyOrder
from decisions.enforcement.money import written
from decisions.enforcement.refusals import (
    ClaimLapsed,
    MaximumReached,
    NoCollectionHere,
    NothingSeen,
    RecordedBefore,
    TermToComplyRuns,
)
from decisions.models import Decision
from decisions.particulars import Particulars, PenaltyUnit
from decisions.refusals import WrongDay
from inspections.lifecycle import InspectionState
from inspections.models import Inspection

FELL = _l("The order under which it became due was annulled.")
_NOT_COUNTED = (ForfeitureState.WAIVED,)


def begin_order(decision: Decision, on: date) -> PenaltyOrder | None:
    """An order under penalty takes effect; part of that act. None when nobody wrote an amount."""
    written = particulars.of(decision)
    if written is None or written.penalty_cents is None or written.penalty_max_cents is None:
        return None
    closes = decision.measure_copy["effect"] == law.Effect.CLOSE
    # A penalty in the closure itself can fall due from its first day.
    day_before = (decision.duration_from or on) - timedelta(days=1) if closes else on
    row = PenaltyOrder(
        decision=decision,
        establishment_id=decision.establishment_id,
        comply_by=written.comply_by or day_before,
        cents=written.penalty_cents,
        unit=written.penalty_unit or PenaltyUnit.BREACH,
        max_cents=written.penalty_max_cents,
        forfeitures=[],
    )
    db.session.add(row)
    db.session.flush()
    if not closes:
        desk.show(decision, "mend", row.comply_by)
    return row


@act(Permission.DECISION_DRAFT)
def record_forfeiture(
    order: PenaltyOrder, seen: int | None, visit: Inspection, units: int, circumstances: str
) -> Forfeiture:
    """Record what became due by a breach that a sealed visit found after the term to comply.

    ``units``: breaches, days, weeks or months since the last time; ``circumstances`` what speaks for or against
    collecting. Raises TermToComplyRuns, NothingSeen, RecordedBefore or MaximumReached.
    """
    check_version(order, seen)
    if order.state == OrderState.EXHAUSTED:
        raise MaximumReached
    ORDER.after(OrderState(order.state), "exhaust")  # only a running order makes anything due
    due_on = _day_of(order, visit)
    if units < 1:
        raise WrongDay(_l("Count at least one."), field="units")
    if any(one.due_on == due_on for one in order.forfeitures):
        raise RecordedBefore
    counted = [one.cents for one in order.forfeitures if one.state not in _NOT_COUNTED]
    cents = days.left_of_maximum(order.cents, order.max_cents, counted, 1 if order.unit == PenaltyUnit.ONCE else units)
    if cents == 0:
        raise MaximumReached
    row = Forfeiture(
        order=order,
        due_on=due_on,
        visit=visit,
        units=units,
        cents=cents,
        circumstances=desk.reason(circumstances),
    )
    db.session.add(row)
    db.session.flush()
    desk.tell(order.decision, "penalty.due", on=due_on, amount=_euro(order, cents), visit=visit.number)
    if sum(counted) + cents >= order.max_cents or order.unit == PenaltyUnit.ONCE:
        exhaust(order)
    return row


def _euro(order: PenaltyOrder, cents: int) -> str:
    """The amount as the letter of the order writes it."""
    return written(cents, order.decision.language)


def _day_of(order: PenaltyOrder, visit: Inspection) -> date:
    if visit.establishment_id != order.establishment_id or visit.state != InspectionState.SEALED:
        raise NothingSeen
    day = clock.civil(visit.begun_at or visit.sealed_at or clock.now()).date()
    if day <= order.comply_by:
        raise TermToComplyRuns
    codes = {
        piece.finding.item_code
        for ground in order.decision.grounds
        for piece in ground.evidence
        if piece.finding is not None and not piece.counter
    }
    found = {finding.item_code for finding in visit.findings}
    if not (found & codes if codes else found):
        raise NothingSeen
    return day


@act(Permission.DECISION_DRAFT)
def exhaust(order: PenaltyOrder) -> PenaltyOrder:
    """The maximum has been reached: the order makes nothing due any more; another measure is needed."""
    order.state = ORDER.after(OrderState(order.state), "exhaust")
    desk.tell(order.decision, "penalty.maximum", amount=_euro(order, order.max_cents))
    return order


@act(Permission.DECISION_DRAFT)
def waive(row: Forfeiture, seen: int | None, because: str) -> Forfeiture:
    """Special circumstances stand in the way of collecting; the reason stays in the file."""
    check_version(row, seen)
    row.state = FORFEITURE.after(ForfeitureState(row.state), "waive")
    row.circumstances = desk.reason(because)
    desk.tell(row.order.decision, "penalty.waived", amount=_euro(row.order, row.cents), because=row.circumstances)
    return row


@act(Permission.DECISION_DRAFT)
def collect_by_decision(order: PenaltyOrder, rows: Sequence[Forfeiture]) -> Decision:
    """Begin the decision that collects these penalties: a second decision, with its own weighing (Awb 5:37).

    Raises NoCollectionHere where the law book has none, ClaimLapsed when one of the claims has lapsed.
    """
    measure = rules.rules_of(order.decision.jurisdiction).collection
    if measure is None:
        raise NoCollectionHere
    before = order.decision
    decision = decision_acts.draft(before.establishment, measure, before.addressee, permit=None)
    db.session.add(Particulars(decision_id=decision.id, earlier_id=before.id))
    for row in rows:
        claim(row, decision)
    return decision


@act(Permission.DECISION_DRAFT)
def claim(row: Forfeiture, decision: Decision) -> Forfeiture:
    """Put a penalty under a collection decision. Raises ClaimLapsed."""
    FORFEITURE.after(ForfeitureState(row.state), "claim")  # no road, no claim
    check_claim(row)
    row.state = FORFEITURE.after(ForfeitureState(row.state), "claim")
    row.collection = decision
    return row


def check_claim(row: Forfeiture) -> None:
    """Refuse a claim that has lapsed: a right that is gone cannot be used."""
    last = days.claim_lapses(row)
    if last is not None and last.last_day < clock.today():
        raise ClaimLapsed


@act(Permission.DECISION_SERVE)
def collect(row: Forfeiture) -> Forfeiture:
    """The collection decision took effect: the amount can be demanded."""
    row.state = FORFEITURE.after(ForfeitureState(row.state), "collect")
    desk.tell(row.order.decision, "penalty.collected", amount=_euro(row.order, row.cents))
    return row


@act(Permission.DECISION_DRAFT)
def release(row: Forfeiture) -> Forfeiture:
    """The collection decision was dropped or fell: the penalty stands open again."""
    row.state = FORFEITURE.after(ForfeitureState(row.state), "release")
    row.collection = None
    return row


@act(Permission.DECISION_SERVE)
def pay(row: Forfeiture, seen: int | None, on: date) -> Forfeiture:
    """Record that the amount was paid."""
    check_version(row, seen)
    row.state = FORFEITURE.after(ForfeitureState(row.state), "pay")
    if not row.due_on <= on <= clock.today():
        raise WrongDay(_l("The payment lies after the day on which it became due, and not in the future."), field="on")
    row.paid_on = on
    desk.tell(row.order.decision, "penalty.paid", amount=_euro(row.order, row.cents), on=on)
    return row


@act(Permission.DECISION_SERVE)
def lapse_forfeiture(row: Forfeiture) -> Forfeiture:
    """The claim was not collected in time; it is gone (Awb 5:35)."""
    row.state = FORFEITURE.after(ForfeitureState(row.state), "lapse_forfeiture")
    desk.tell(row.order.decision, "penalty.lapsed", amount=_euro(row.order, row.cents))
    return row


@act(Permission.DECISION_SERVE)
def lift_order(order: PenaltyOrder, seen: int | None, on: date, because: str) -> PenaltyOrder:
    """The authority lifts the order, or limits it in time (Awb 5:34); what became due stays due."""
    check_version(order, seen)
    if not order.comply_by <= on <= clock.today():
        raise WrongDay(_l("The order is lifted after the term to comply, and not in the future."), field="on")
    return end_order(order, on, because)


def end_order(order: PenaltyOrder, on: date, because: str) -> PenaltyOrder:
    """The order ends, by a decision of its own or with the closure beside which it stood. Part of the act that ends it.

    What became due stays due.
    """
    order.state = ORDER.after(OrderState(order.state), "lift_order")
    order.ended_on, order.ended_because = on, desk.reason(because)
    desk.tell(order.decision, "penalty.lifted", on=on, because=order.ended_because)
    if order.decision.measure_copy["effect"] != law.Effect.CLOSE:
        desk.hide(order.decision)
    return order


@act(Permission.DECISION_SERVE)
def fell_order(order: PenaltyOrder, on: date, how: str) -> PenaltyOrder:
    """The decision under it was annulled: nothing became due by it."""
    order.state = ORDER.after(OrderState(order.state), "fell_order")
    order.ended_on, order.ended_because = on, how
    desk.tell(order.decision, "penalty.fell", on=on)
    for row in order.forfeitures:
        if FORFEITURE.allows(ForfeitureState(row.state), "release"):
            release(row)
        if FORFEITURE.allows(ForfeitureState(row.state), "waive"):
            waive(row, None, str(FELL))
    return order
