"""The days of objections, worked out when read: in time or late, when must be decided, until when one can appeal."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

import law
from app import clock
from decisions import terms
from decisions.models import Decision
from decisions.objections.models import Objection, ObjectionStretch
from decisions.objections.rules import rules_of

DAY = timedelta(days=1)
EXTENSION, CONSENT = "extension", "consent"


class Timely(StrEnum):
    """How an objection stands to its term."""

    PREMATURE = "premature"  # before service, after the decision was made (Awb 6:10)
    IN_TIME = "in-time"
    POSTED = "posted-in-time"  # posted within the term and received within a week of it (Awb 6:9)
    LATE = "late"
    EXCUSED = "excused"
    UNKNOWN = "unknown"  # the term has not begun: service or receipt is not known yet


def timely(row: Objection) -> Timely:
    """Whether the objection came in time, under the term as it holds now."""
    served, last = row.decision.served_on, terms.holding_last_day(row.decision)
    if served is None:
        return Timely.PREMATURE
    if last is None:
        return Timely.UNKNOWN
    if row.received_on <= last:
        return Timely.PREMATURE if row.received_on < served else Timely.IN_TIME
    if row.sent_on is not None and row.sent_on <= last and row.received_on <= _posted_until(row, last):
        return Timely.POSTED
    return Timely.EXCUSED if row.excuse else Timely.LATE


def _posted_until(row: Objection, last: date) -> date:
    name = rules_of(row.decision.jurisdiction).posted
    if name is None:
        return last
    term = law.jurisdiction(row.decision.jurisdiction).term(name, on=last)
    return law.terms.last_day(term, last).last_day


def term_to_decide(row: Objection) -> law.Term | None:
    """Six weeks, or twelve with an advisory committee, by the law of the day of receipt."""
    rules = rules_of(row.decision.jurisdiction)
    name = rules.decide_with_committee if row.committee else rules.decide
    return None if name is None else law.jurisdiction(row.decision.jurisdiction).term(name, on=row.received_on)


def decide_by(row: Objection) -> law.Computed | None:
    """The last day to decide on the objection as it stands today, with every step.

    The weeks run from the last day of the term for objection (Awb 7:10), or from the ruling that wants it decided
    anew. None while that day is unknown, and in countries without objection.
    """
    term, start = term_to_decide(row), row.anew_from or terms.holding_last_day(row.decision)
    if term is None or start is None:
        return None
    moved = sum(one.days or 0 for one in row.stretches)
    stills = [still for one in row.stretches if one.days is None and (still := _stand_still(row, one)) is not None]
    return law.terms.last_day(term, start, suspensions=stills, extension_days=moved)


def _stand_still(row: Objection, one: ObjectionStretch) -> law.Suspension | None:
    rule = law.jurisdiction(row.decision.jurisdiction).suspension_rule(one.cause, on=one.from_on)
    closed = max(one.until_on or clock.today() + DAY, one.from_on)
    still = law.terms.suspension(rule, one.from_on, closed)
    return still if still.days else None


def extension_left(row: Objection) -> int:
    """How many days the authority may still put the decision off by itself (Awb 7:10, third paragraph)."""
    term = term_to_decide(row)
    if term is None or term.extension is None:
        return 0
    most = term.extension * (7 if term.unit is law.Unit.WEEKS else 1)
    return max(0, most - sum(one.days or 0 for one in row.stretches if one.cause == EXTENSION))


def term_of_appeal(row: Objection) -> law.Term | None:
    """The term for appeal, by the law of the day of service; None before that day, or without appeal."""
    name = rules_of(row.decision.jurisdiction).appeal
    if name is None or row.outcome_served_on is None:
        return None
    return law.jurisdiction(row.decision.jurisdiction).term(name, on=row.outcome_served_on)


def appeal_until(row: Objection) -> law.Computed | None:
    """The last day for appeal against the decision on the objection; None before it is served, or without appeal."""
    term = term_of_appeal(row)
    if term is None or row.outcome_served_on is None:
        return None
    return law.terms.last_day(term, row.outcome_served_on)


def court_term(decision: Decision) -> law.Computed | None:
    """The term for the Council of State, where the remedy against the decision is a court at once."""
    rules = rules_of(decision.jurisdiction)
    return None if rules.objection is not None else terms.objection_term(decision)
