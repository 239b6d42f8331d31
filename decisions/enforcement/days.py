"""The days of enforcement, worked out when read: when a claim lapses, when a closure may still be executed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import law
from app import clock
from decisions.enforcement import rules
from decisions.enforcement.ladder import months_before
from decisions.enforcement.models import Closure, Forfeiture
from decisions.objections.queries import pending_stretches

DAY = timedelta(days=1)


def payable_by(row: Forfeiture) -> law.Computed | None:
    """The last day to pay what became due by law; None where the law sets no such day (Belgium)."""
    return _term(row, rules.rules_of(row.order.decision.jurisdiction).payment, [])


def claim_lapses(row: Forfeiture) -> law.Computed | None:
    """The last day on which the penalty can be collected; a pending remedy against the order holds it up.

    Awb 5:35, second paragraph. None where the law book has no such term.
    """
    own = rules.rules_of(row.order.decision.jurisdiction)
    stretches = [] if own.held_up_by is None else pending_stretches(row.order.decision_id)
    return _term(row, own.claim_lapses, [one for one in stretches if one[0] <= one[1]])


def _term(row: Forfeiture, name: str | None, stretches: list[tuple[date, date]]) -> law.Computed | None:
    if name is None:
        return None
    book = law.jurisdiction(row.order.decision.jurisdiction)
    cause = rules.rules_of(book.code).held_up_by or ""
    stills = [law.terms.suspension(book.suspension_rule(cause, on=first), first, last) for first, last in stretches]
    return law.terms.last_day(book.term(name, on=row.due_on), row.due_on, suspensions=stills)


def left_of_maximum(cents: int, most: int, before: Iterable[int], units: int) -> int:
    """What becomes due for so many units, never more than the maximum leaves over. Pure; all in cents."""
    return max(0, min(cents * units, most - sum(before)))


def must_decide_anew(row: Closure) -> bool:
    """Whether a closure waited so long that its necessity needs a new decision before it is executed."""
    months = rules.rules_of(row.decision.jurisdiction).execute_within_months
    return months is not None and months_before(clock.today(), months) > row.due_from


def execute_until(row: Closure) -> date | None:
    """The last day on which the closure can be executed without a new decision, where case law gives one."""
    months = rules.rules_of(row.decision.jurisdiction).execute_within_months
    if months is None:
        return None
    return months_after(row.due_from, months)


def months_after(day: date, months: int) -> date:
    """The last day whose "so many months before" is not after the day; the look-back ends with it. Pure."""
    found = day + 31 * months * DAY
    while months_before(found, months) > day:
        found -= DAY
    return found
