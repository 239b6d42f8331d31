"""What enforcement puts into the case file: a closure under a decision, and penalties it collects (Awb 5:33 and on)."""

from __future__ import annotations

from dataclasses import replace

from app import clock
from decisions.enforcement import days, queries
from decisions.enforcement.lifecycle import ClosureState, OrderState
from decisions.enforcement.models import Forfeiture
from decisions.enforcement.renewals import chain_of, renewed_by
from decisions.models import Decision
from decisions.reasoning import CaseFile
from decisions.reasoning.regimes import Collection

_CENTS = 100


def fill_case(decision: Decision, case: CaseFile) -> CaseFile:
    """The case file with the number of a renewal; and with what is collected, and why nothing stands in the way."""
    if queries.closures_in((ClosureState.ORDERED, ClosureState.EXECUTED), decision.establishment_id):
        case = replace(case, held=case.held | {"closure_decision"})
    before = renewed_by(decision)
    if before is not None:
        chain = chain_of(before)
        case = replace(
            case,
            duration=replace(case.duration, renewal=len(chain)),
            rules=replace(case.rules, most_renewals=chain[-1].decision.measure_copy.get("renewals")),
        )
    if not case.rules.asks("collection"):
        return case
    rows = queries.collected_by(decision.id)
    # Without a penalty that became due there is no breach to show and nothing to collect.
    return replace(case, collection=_section(decision, rows) if rows else Collection(breach=False))


def _section(decision: Decision, rows: list[Forfeiture]) -> Collection:
    first, order = rows[0], rows[0].order
    on = decision.sending_on or clock.today()
    lapses = [last.last_day for row in rows if (last := days.claim_lapses(row)) is not None]
    return Collection(
        breach=all(row.visit.sealed_at is not None for row in rows),
        breach_on=first.due_on,
        term_ended_on=order.comply_by,
        forfeited_on=first.due_on,
        # A remedy against the order holds the lapse up: the day worked out in the law book goes before the plain year.
        interrupted=on <= min(lapses) if lapses else None,
        circumstances=all(row.circumstances.strip() for row in rows),
        order_stands=order.state != OrderState.FALLEN,
        amount=sum(row.cents for row in rows) // _CENTS,
        most=order.max_cents // _CENTS,
    )
