"""What happens to an objection when the decision on it is submitted and takes effect, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from app import clock
from app.errors import Lacking
from app.lifecycle import Lack
from decisions import events
from decisions.models import Decision
from decisions.objections import days
from decisions.objections.acts import decide_objection
from decisions.objections.days import Timely
from decisions.objections.deciding import queries
from decisions.objections.deciding.models import ObjectionDecision
from decisions.objections.models import ObjectionOutcome
from decisions.objections.rules import rules_of


def install() -> None:
    """Listen to the decisions."""
    events.decision_submitted.connect(_before_submission)
    events.decision_in_effect.connect(_after_effect)


def _before_submission(decision: Decision) -> None:
    row = queries.behind(decision)
    lacks = list(lacking(row)) if row is not None else []
    if lacks:
        raise Lacking(lacks)


def lacking(row: ObjectionDecision) -> Iterator[Lack]:
    """What the decision on an objection cannot do without."""
    objection = row.objection
    if row.outcome is None:
        yield Lack("outcome", _l("Choose what is decided on the objection."), "outcome", "art. 7:11 Awb")
    late = days.timely(objection) is Timely.LATE
    if late and row.outcome not in (None, ObjectionOutcome.INADMISSIBLE):
        sentence = _l("The objection came too late: it is inadmissible, unless the lateness is excused.")
        yield Lack("late", sentence, "outcome", rules_of(objection.decision.jurisdiction).late_source)
    if objection.committee and row.advice_on is None:
        yield Lack(
            "advice", _l("Fill in the advice of the committee that heard the party."), "adviser", "art. 7:13 Awb"
        )
    if row.deviates and not row.advice_reason.strip():
        yield Lack("deviation", _l("Write why the advice is not followed."), "advice_reason", "art. 7:13 Awb")


def _after_effect(decision: Decision, *, on: date, **facts: Any) -> None:
    row = queries.behind(decision)
    if row is None or row.outcome is None:
        return
    decide_objection(
        row.objection,
        None,
        outcome=row.outcome,
        on=clock.civil(decision.signed_at or clock.now()).date(),
        reason=row.considerations,
        not_heard_because=row.not_heard_because,
        served_on=on,
        origin=decision.id,
    )
