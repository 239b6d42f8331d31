"""What enforcement does when something happens to a decision: inside the same act and transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.errors import Lacking
from app.lifecycle import Lack
from decisions import events, particulars
from decisions.enforcement import fines, queries, rules
from decisions.enforcement.acts.choice import note_choice
from decisions.enforcement.acts.closures import begin_closure, fell_closure
from decisions.enforcement.acts.lifting import lift
from decisions.enforcement.acts.penalties import begin_order, check_claim, collect, fell_order, release
from decisions.enforcement.acts.warnings import begin_warning, let_warning_go
from decisions.enforcement.lifecycle import CLOSURE, ORDER, WARNING, ClosureState, OrderState, WarningState
from decisions.enforcement.renewals import check_renewal
from decisions.models import Decision
from decisions.particulars import Particulars

_WARNING, _PENALTY = law.Instrument.WARNING.value, law.Instrument.ORDER_UNDER_PENALTY.value
_COERCION, _COLLECTION = law.Instrument.ORDER_UNDER_COERCION.value, law.Instrument.COLLECTION.value


def install() -> None:
    """Listen to the decisions."""
    events.decision_drafted.connect(_after_draft)
    events.decision_submitted.connect(_before_submission)
    events.decision_in_effect.connect(_after_effect)
    events.decision_ended.connect(_after_end)
    events.decision_dropped.connect(_after_drop)


def _after_draft(decision: Decision) -> None:
    check_renewal(decision)
    note_choice(decision)


def _before_submission(decision: Decision) -> None:
    choice = queries.choice_of(decision.id)
    lacks = list(lacking_particulars(decision))
    if choice is not None and choice.deviates and not choice.reason:
        sentence = _l("The policy proposes another step. Write on the page of the decision why you deviate from it.")
        lacks.append(Lack("policy-deviation", sentence))
    for row in queries.collected_by(decision.id):
        check_claim(row)
    if lacks:
        raise Lacking(lacks)


def lacking_particulars(decision: Decision) -> Iterator[Lack]:
    """What the letter of this measure cannot do without, and stands beside the decision."""
    kind, written = decision.measure_copy.get("instrument"), particulars.of(decision)
    anywhere = _l("Fill in on the page of the decision, under “Term, amount and conditions”: %(what)s.")
    if kind in (_WARNING, _PENALTY, _COERCION):
        if written is None or not written.deeds:
            yield Lack("deeds", _said(anywhere, _l("what the party must do")))
        if written is None or written.comply_by is None or written.comply_by <= clock.today():
            yield Lack("comply_by", _said(anywhere, _l("a last day that has not passed")))
    must_be_priced = kind in (_PENALTY, law.Instrument.PENALTY_PAYMENT)
    priced = written is not None and written.penalty_cents is not None
    closes = decision.measure_copy["effect"] == law.Effect.CLOSE
    if (must_be_priced and not priced) or ((must_be_priced or closes) and priced and not _reasoned(written)):
        source = rules.rules_of(decision.jurisdiction).order_source
        yield Lack(
            "penalty", _said(anywhere, _l("the penalty, its maximum and the reason for the amount")), source=source
        )
    if kind == law.Instrument.FINE:
        yield from fines.lacking(decision, written)
    if kind == law.Instrument.URGENT_ORDINANCE and (written is None or not written.deeds):
        yield Lack("deeds", _said(anywhere, _l("what the ordinance orders or forbids")))
    if kind == _COLLECTION and (written is None or not written.account):
        yield Lack("account", _said(anywhere, _l("the account to pay to")))


def _reasoned(written: Particulars | None) -> bool:
    return written is not None and bool(written.penalty_reason)


def _said(sentence: Any, what: Any) -> str:
    return str(sentence) % {"what": what}


def _after_effect(decision: Decision, *, on: date, **facts: Any) -> None:
    copy = decision.measure_copy
    if copy["effect"] == law.Effect.LIFT:
        lift(decision, on)
    elif copy["effect"] == law.Effect.CLOSE:
        begin_closure(decision, on)
        begin_order(decision, on)  # a Belgian closure may carry a penalty of its own (NGW 133ter)
    elif copy.get("instrument") == _WARNING:
        begin_warning(decision, on)
    elif copy.get("instrument") in (_PENALTY, law.Instrument.PENALTY_PAYMENT):
        begin_order(decision, on)
    for row in queries.collected_by(decision.id):
        check_claim(row)
        collect(row)


def _after_end(decision: Decision, *, on: date, how: str, **facts: Any) -> None:
    closure, order, warning = (
        queries.closure_of(decision.id),
        queries.order_of(decision.id),
        queries.warning_of(decision.id),
    )
    if closure is not None and CLOSURE.allows(ClosureState(closure.state), "fell_closure"):
        fell_closure(closure, on, how)
    if order is not None and ORDER.allows(OrderState(order.state), "fell_order"):
        fell_order(order, on, how)
    if warning is not None and WARNING.allows(WarningState(warning.state), "let_warning_go"):
        let_warning_go(warning)
    _after_drop(decision)


def _after_drop(decision: Decision) -> None:
    for row in queries.collected_by(decision.id):
        release(row)
