"""The days of a decision, computed when read: response, decision, objection. A dead scheduler changes none of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import law
from app.people import municipality_now
from decisions.models import Decision, ServiceMethod
from permits.queries import decision_clock

# How the law book calls a way of serving, for terms that run from receipt.
_SERVED_BY = {ServiceMethod.REGISTERED_POST: "registered", ServiceMethod.ORDINARY_POST: "registered"}


def remedy(decision: Decision) -> law.Remedy | None:
    """What can be done against the decision, by the law of the day of drafting; None for what is no decision."""
    name = decision.measure_copy["remedy"]
    return law.jurisdiction(decision.jurisdiction).remedy(name, on=decision.law_on) if name else None


def _remedy_term(decision: Decision) -> law.Term | None:
    against = remedy(decision)
    name = against.term if against else None
    return law.jurisdiction(decision.jurisdiction).term(name, on=decision.law_on) if name else None


def hearing_term(decision: Decision, announced_on: date | None = None) -> law.Computed | None:
    """The last day for a response: the municipality's own number of days, moved to a working day.

    Where the law itself gives the length, that length counts. None without an announcement, or for a measure without
    a hearing term.
    """
    name, start = decision.measure_copy["hearing_term"], announced_on or decision.announced_on
    rest_of = _remedy_term(decision)
    if name is None or start is None or rest_of is None:
        return None
    term = law.jurisdiction(decision.jurisdiction).term(name, on=decision.law_on)
    if not term.town_sets_length:
        return law.terms.last_day(term, start)
    own = replace(term, length=municipality_now().hearing_days, rolls=True, rest=rest_of.rest)
    return law.terms.last_day(own, start)


def decide_before(decision: Decision) -> date | None:
    """The last day to decide on the application; None when no application waits or no term holds."""
    if decision.application is None:
        return None
    computed = decision_clock(decision.application)
    return computed.last_day if computed is not None else None


def printed_last_day(decision: Decision) -> date | None:
    """The last day for objection that the letter prints: from the day of sending fixed before the signature.

    None where the term runs from receipt and the letter prints the rule.
    """
    against, term = remedy(decision), _remedy_term(decision)
    if against is None or not against.prints_last_day or term is None or decision.sending_on is None:
        return None
    return law.terms.last_day(term, decision.sending_on).last_day


def objection_term(decision: Decision) -> law.Computed | None:
    """The term for objection or appeal as it now holds.

    The Netherlands: from the real day of service, before that from the day of sending. Belgium: from receipt; a
    registered letter without proof of receipt counts from the third working day; None while neither is known.
    """
    against, term = remedy(decision), _remedy_term(decision)
    if against is None or term is None:
        return None
    if against.starts_on == "service":
        start = decision.served_on or decision.sending_on
        return law.terms.last_day(term, start) if start else None
    if decision.received_on is not None:
        return law.terms.last_day(term, decision.received_on, events={"served-by": "registered-receipt"})
    if decision.served_on is None or decision.served_by is None:
        return None
    if decision.served_by == ServiceMethod.HANDED_OVER:
        return law.terms.last_day(term, decision.served_on, events={"served-by": "receipt"})
    counted = _SERVED_BY.get(ServiceMethod(decision.served_by))
    return law.terms.last_day(term, decision.served_on, events={"served-by": counted}) if counted else None


def holding_last_day(decision: Decision) -> date | None:
    """The last day of :func:`objection_term`."""
    computed = objection_term(decision)
    return computed.last_day if computed is not None else None


def needs_covering_note(decision: Decision) -> bool:
    """Whether the letter left on another day than it says, so that its printed last day is wrong."""
    printed = printed_last_day(decision)
    return printed is not None and decision.served_on is not None and holding_last_day(decision) != printed


def effect_day(decision: Decision) -> date | None:
    """The day on which the measure works: its own day, but never before service (Awb 3:40)."""
    if decision.served_on is None:
        return None
    own = decision.duration_from or decision.effect_on
    return max(own, decision.served_on) if own is not None else decision.served_on
