"""Seals on a closed place: put, found broken, put again, taken away."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from decisions.acts import desk
from decisions.enforcement import queries
from decisions.enforcement.lifecycle import SEAL, ClosureState, SealState
from decisions.enforcement.models import Closure, Sealing
from decisions.enforcement.refusals import NotClosedYet, SealedBefore, SealNumbersLack
from decisions.refusals import WrongDay

_HANGS = (SealState.HANGING, SealState.BROKEN)


@act(Permission.DECISION_SERVE)
def put_seals(row: Closure, seen: int | None, *, on: date, by: str, numbers: str, places: str = "") -> Sealing:
    """Record that a closed place was sealed: the day, by whom (a function), the numbers of the seals, where they are.

    Raises NotClosedYet, SealedBefore while earlier seals are there, SealNumbersLack, or WrongDay.
    """
    check_version(row, seen)
    if row.state != ClosureState.EXECUTED or row.executed_on is None:
        raise NotClosedYet
    if any(one.state in _HANGS for one in queries.seals_of(row)):
        raise SealedBefore
    _within(on, row.executed_on, "on")
    found = _put(row, on, by, numbers, places)
    row.sealed = True
    desk.tell(row.decision, "seal.put", on=on, by=found.put_by, numbers=found.numbers)
    return found


def _put(row: Closure, on: date, by: str, numbers: str, places: str) -> Sealing:
    if not numbers.strip():
        raise SealNumbersLack
    order = queries.sealing_order_of(row)
    found = Sealing(
        closure=row,
        establishment_id=row.establishment_id,
        order_id=order.id if order else None,
        put_on=on,
        put_by=desk.bounded(by, 200),
        numbers=desk.bounded(numbers, 400),
        places=desk.bounded(places),
    )
    db.session.add(found)
    db.session.flush()
    return found


def _within(on: date, first: date, field: str) -> None:
    if not first <= on <= clock.today():
        raise WrongDay(_l("This day lies before the seals could be there, or in the future."), field=field)


@act(Permission.DECISION_SERVE)
def report_broken(
    row: Sealing, seen: int | None, *, on: date, note: str, reported_to: str = "", reference: str = ""
) -> Sealing:
    """A seal was found broken: what was seen, and to whom it was reported."""
    check_version(row, seen)
    row.state = SEAL.after(SealState(row.state), "report_broken")
    _within(on, row.put_on, "on")
    row.broken_on, row.broken_note = on, desk.reason(note)
    row.reported_to, row.report_reference = desk.bounded(reported_to, 200), desk.bounded(reference, 80)
    decision = row.closure.decision
    desk.tell(decision, "seal.broken", on=on, note=row.broken_note, reported_to=row.reported_to)
    return row


@act(Permission.DECISION_SERVE)
def seal_again(row: Sealing, seen: int | None, *, on: date, by: str, numbers: str) -> Sealing:
    """New seals in the place of broken ones, with their own numbers; the broken ones stay in the file."""
    check_version(row, seen)
    row.state = SEAL.after(SealState(row.state), "seal_again")
    if row.closure.state != ClosureState.EXECUTED:
        raise NotClosedYet
    _within(on, row.broken_on or row.put_on, "on")
    fresh = _put(row.closure, on, by, numbers, row.places)
    desk.tell(row.closure.decision, "seal.again", on=on, by=fresh.put_by, numbers=fresh.numbers)
    return fresh


@act(Permission.DECISION_SERVE)
def remove_seals(row: Sealing, seen: int | None, *, on: date, by: str) -> Sealing:
    """The seals were taken away, because the closure ended or for a deed that the mayor allowed."""
    check_version(row, seen)
    row.state = SEAL.after(SealState(row.state), "remove_seals")
    _within(on, row.put_on, "on")
    row.removed_on, row.removed_by = on, desk.bounded(by, 200)
    row.closure.sealed = False
    desk.tell(row.closure.decision, "seal.removed", on=on, by=row.removed_by)
    return row
