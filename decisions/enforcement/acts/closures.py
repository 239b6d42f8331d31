"""A closure in execution: the day it is shut, the seal and the notice on the door, reopening, its end."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from decisions import particulars
from decisions.acts import desk
from decisions.enforcement import days, queries
from decisions.enforcement.acts.attaching import end_attached
from decisions.enforcement.acts.seals import put_seals
from decisions.enforcement.lifecycle import CLOSURE, ClosureState
from decisions.enforcement.models import Closure
from decisions.enforcement.refusals import HeldUp, MustDecideAnew, NotConfirmed
from decisions.enforcement.renewals import renewed_by
from decisions.models import Decision
from decisions.objections import queries as objections
from decisions.refusals import WrongDay


def begin_closure(decision: Decision, on: date) -> Closure:
    """A closure takes effect: it can be executed from that day. Part of the act by which it takes effect."""
    written = particulars.of(decision)
    row = Closure(
        decision=decision,
        establishment_id=decision.establishment_id,
        due_from=decision.duration_from or on,
        until=decision.duration_until,
        renewal_of=renewed_by(decision),
        conditions=written.reopening if written else "",
    )
    if row.renewal_of is not None and row.renewal_of.state == ClosureState.EXECUTED:
        # The seals of the closure it renews are still there.
        row.executed_on, row.executed_by = row.renewal_of.executed_on, row.renewal_of.executed_by
        row.sealed, row.door_notice_on = row.renewal_of.sealed, row.renewal_of.door_notice_on
        row.state = CLOSURE.after(ClosureState.ORDERED, "execute_closure")
    db.session.add(row)
    db.session.flush()
    for one in queries.seals_of(row.renewal_of) if row.renewal_of else []:
        one.closure = row
    return row


@act(Permission.DECISION_SERVE)
def execute_closure(
    row: Closure, seen: int | None, *, on: date, by: str, seal_numbers: str = "", door_notice_on: date | None = None
) -> Closure:
    """Record that the place was shut: the day, by whom (a function), the seals by number, the notice on the door.

    Raises NotConfirmed when the college's meeting passed without confirmation, MustDecideAnew when the closure
    waited more than a year, WrongDay outside its days.
    """
    check_version(row, seen)
    CLOSURE.after(ClosureState(row.state), "execute_closure")  # no road, no questions
    if unconfirmed(row, on):
        raise NotConfirmed
    if objections.stay_of(row.decision_id) is not None:
        raise HeldUp
    if days.must_decide_anew(row):
        raise MustDecideAnew
    last = min(row.until or date.max, clock.today())
    if not row.due_from <= on <= last:
        raise WrongDay(
            _l("A closure is executed between its first and its last day, and not in the future."), field="on"
        )
    if door_notice_on is not None and not row.due_from <= door_notice_on <= clock.today():
        raise WrongDay(
            _l("The notice hangs from the day of the closure, and not in the future."), field="door_notice_on"
        )
    row.executed_on, row.executed_by = on, desk.bounded(by, 200)
    row.door_notice_on = door_notice_on
    row.state = CLOSURE.after(ClosureState(row.state), "execute_closure")
    desk.tell(row.decision, "closure.executed", on=on, by=row.executed_by)
    if seal_numbers.strip():
        put_seals(row, None, on=on, by=by, numbers=seal_numbers)
    if door_notice_on is not None:
        desk.tell(row.decision, "closure.door-notice", on=door_notice_on)
    return row


def unconfirmed(row: Closure, on: date) -> bool:
    """Whether the college had to confirm it at a meeting that has passed before that day, and did not."""
    decision = row.decision
    if not decision.measure_copy["confirmation"] or decision.college_confirmed:
        return False
    return decision.college_confirmed is False or (
        decision.college_due_on is not None and decision.college_due_on < max(on, clock.today())
    )


@act(Permission.DECISION_SERVE)
def reopen(row: Closure, seen: int | None, *, on: date, because: str) -> Closure:
    """The place may open again before the last day, because the conditions are met or the measure is lifted."""
    check_version(row, seen)
    row.state = CLOSURE.after(ClosureState(row.state), "reopen")
    if not row.due_from <= on <= clock.today():
        raise WrongDay(_l("Reopening lies after the first day of the closure, and not in the future."), field="on")
    _end(row, on, desk.reason(because))
    desk.tell(row.decision, "closure.reopened", on=on, because=row.ended_because)
    desk.hide(row.decision)
    return row


@act(Permission.DECISION_SERVE)
def expire_closure(row: Closure) -> Closure:
    """The last day of the closure has passed: the seals may be taken away."""
    row.state = CLOSURE.after(ClosureState(row.state), "expire_closure")
    assert row.until is not None, "a closure without a last day does not end by itself"
    _end(row, row.until, "")
    desk.tell(row.decision, "closure.expired", on=row.until)
    return row


@act(Permission.DECISION_SERVE)
def fell_closure(row: Closure, on: date, how: str) -> Closure:
    """The decision under it lapsed or was annulled: the place may not be kept shut a day longer."""
    row.state = CLOSURE.after(ClosureState(row.state), "fell_closure")
    _end(row, on, how)
    desk.tell(row.decision, f"closure.fell-{how}", on=on)
    return row


def _end(row: Closure, on: date, because: str) -> None:
    row.ended_on, row.ended_because = on, because
    end_attached(row)
