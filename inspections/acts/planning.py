"""Proposing, planning and cancelling visits. One open visit of the cadence at a time; none is doubled."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app import clock, story
from app.access import Permission, RoleName
from app.acts import act, actor, check_version
from app.db import db, new_id
from app.errors import Refusal
from app.numbers import next_number
from app.people import User
from inspections import queries
from inspections.cadence import HORIZON, Slot, due_slot
from inspections.lifecycle import INSPECTION, InspectionState
from inspections.models import Inspection, InspectionKind
from permits import register_line
from permits.models import Establishment

OF_THE_CADENCE = (InspectionKind.FIRST, InspectionKind.PERIODIC)


class NotAnInspector(Refusal):
    status = 422
    sentence = _l("Choose an inspector of your own municipality.")


class DayHasPassed(Refusal):
    status = 422
    sentence = _l("This day has passed. Choose today or a later day.")


class IsClosed(Refusal):
    sentence = _l("This establishment is closed. Open its dossier to see since when.")


class ReasonIsAsked(Refusal):
    status = 422
    sentence = _l("Say why the visit is cancelled: one sentence is enough.")


@act(Permission.INSPECTION_PLAN)
def propose(
    establishment: Establishment,
    kind: InspectionKind,
    slot: str,
    due_on: date,
    reason: str,
    follows: Inspection | None = None,
) -> Inspection:
    """Propose a visit. The same slot twice is one visit: the one that exists is returned, whatever its state."""
    return proposed(establishment, kind, slot, due_on, reason, follows)


def proposed(
    establishment: Establishment,
    kind: InspectionKind,
    slot: str,
    due_on: date,
    reason: str,
    follows: Inspection | None = None,
    key: uuid.UUID | None = None,
    *,
    made: bool = False,
) -> Inspection:
    """The work of :func:`propose`, also for what follows from a fact of the register (inspections.reactions).

    ``key``: the id that a tablet gave the visit. ``made``: it has been made already, also where the place is closed.
    """
    lock(establishment.id)
    known = db.session.scalar(
        select(Inspection).where(Inspection.establishment_id == establishment.id, Inspection.slot == slot)
    )
    if known is not None:
        return known
    if not made and establishment.closed_on is not None and establishment.closed_on <= clock.today():
        raise IsClosed
    inspection = Inspection(
        id=key or new_id(),
        number=next_number("BZ"),
        establishment=establishment,
        kind=kind,
        slot=slot,
        reason=reason,
        due_on=due_on,
        follows_id=follows.id if follows else None,
        state=INSPECTION.start,
    )
    db.session.add(inspection)
    db.session.flush()
    _show_term(inspection)
    story.tell("inspection.proposed", [inspection.id], url=address(inspection), number=inspection.number, due_on=due_on)
    return inspection


@act(Permission.INSPECTION_PLAN)
def plan(inspection: Inspection, seen: int | None, planned_on: date, inspector: User) -> Inspection:
    """Fix the day and the inspector; planning again moves the visit."""
    check_version(inspection, seen)
    if inspector.municipality_code != inspection.municipality_code or RoleName.INSPECTOR not in inspector.role_names:
        raise NotAnInspector
    if planned_on < clock.today():
        raise DayHasPassed
    return planned(inspection, planned_on, inspector)


def planned(inspection: Inspection, planned_on: date, inspector: User) -> Inspection:
    """The work of :func:`plan`, also for a visit that was made before the house knew it."""
    moved = inspection.state == InspectionState.PLANNED
    inspection.state = INSPECTION.after(inspection.state, "plan")
    inspection.planned_on, inspection.inspector, inspection.reminded_at = planned_on, inspector, None
    _show_term(inspection)
    story.tell(
        "inspection.moved" if moved else "inspection.planned",
        [inspection.id, inspection.establishment_id],
        url=address(inspection),
        number=inspection.number,
        planned_on=planned_on,
        inspector=inspector.name,
    )
    return inspection


@act(Permission.INSPECTION_PLAN)
def plan_many(inspections: Sequence[Inspection], planned_on: date, inspector: User) -> list[Inspection]:
    """Plan several visits on one day; all of them or none."""
    return [plan(inspection, None, planned_on, inspector) for inspection in inspections]


@act(Permission.INSPECTION_PLAN)
def propose_and_plan(establishment: Establishment, planned_on: date, inspector: User, reason: str) -> Inspection:
    """A visit that an officer asks for on a day; nothing remains when the day or the inspector is refused."""
    inspection = propose(establishment, InspectionKind.EXTRA, f"extra:{new_id()}", planned_on, reason)
    return plan(inspection, None, planned_on, inspector)


@act(Permission.INSPECTION_PLAN)
def cancel(inspection: Inspection, seen: int | None, because: str) -> Inspection:
    """Take a visit off the list, with the reason."""
    check_version(inspection, seen)
    if not because.strip():
        raise ReasonIsAsked
    return cancelled(inspection, because.strip())


@act(Permission.INSPECTION_PLAN)
def settle(establishment: Establishment, day: date) -> Inspection | None:
    """Bring the visit that the cadence asks in line with the facts: propose it, move it, or cancel it.

    A visit that is due after the horizon waits. Two processes at once: the second sees what the first has done.
    """
    return settled(establishment, day)


def settled(establishment: Establishment, day: date) -> Inspection | None:
    """The work of :func:`settle`, also for what follows from a fact of the register."""
    lock(establishment.id)
    standing = queries.standing(establishment, day)
    open_visit = queries.open_visit_of_cadence(establishment.id)
    slot = due_slot(standing)
    if open_visit is not None and _was_made_otherwise(open_visit, slot):
        cancelled(open_visit, "visited")
        open_visit = None
    if open_visit is not None:
        return _moved(open_visit, slot, without_cadence=standing.visits_per_year == 0)
    if slot is None or slot.due_on > day + HORIZON:
        return None
    return proposed(establishment, InspectionKind(slot.kind), slot.key, slot.due_on, f"{slot.kind}-visit")


@act(Permission.INSPECTION_LOG)
def visit_now(establishment: Establishment, reason: str, key: uuid.UUID | None = None) -> Inspection:
    """A visit that nobody planned: proposed, planned for today and for the inspector who stands there.

    ``key``: the id that a tablet gave it.
    """
    today, key = clock.today(), key or new_id()
    inspection = proposed(establishment, InspectionKind.EXTRA, f"extra:{key}", today, reason, key=key)
    inspector = db.session.get(User, uuid.UUID(actor().id))
    assert inspector is not None, "only a person stands at a door"
    return plan(inspection, None, today, inspector)


@act(Permission.INSPECTION_PLAN)
def remind(inspection: Inspection) -> Inspection:
    """Note that the people concerned have been reminded of this visit; the deadline itself stays."""
    inspection.reminded_at = clock.now()
    story.tell(
        "inspection.reminded",
        [inspection.id],
        url=address(inspection),
        number=inspection.number,
        due_on=inspection.planned_on or inspection.due_on,
    )
    return inspection


def cancelled(inspection: Inspection, because: str) -> Inspection:
    """The road to cancelled, for :func:`cancel` and for what happens by itself (inspections.reactions).

    ``because``: the officer's sentence, or a key of :data:`inspections.words.REASONS`.
    """
    inspection.state = INSPECTION.after(inspection.state, "cancel")
    inspection.cancelled_because = because[:300]
    register_line.clear_term(source(inspection))
    known = f"inspection.cancelled-{because}"
    story.tell(
        known if known in story.SENTENCES else "inspection.cancelled",
        [inspection.id, inspection.establishment_id],
        url=address(inspection),
        number=inspection.number,
        because=inspection.cancelled_because,
    )
    return inspection


def due_moved(inspection: Inspection, due_on: date) -> Inspection:
    """Put the visit's own day elsewhere; a day that was planned stays until somebody plans again."""
    inspection.due_on = due_on
    _show_term(inspection)
    story.tell(
        "inspection.due-moved", [inspection.id], url=address(inspection), number=inspection.number, due_on=due_on
    )
    return inspection


def lock(establishment_id: uuid.UUID) -> None:
    """Make acts on the visits of one establishment queue (PostgreSQL; SQLite has one writer anyway)."""
    db.session.execute(select(Establishment.id).where(Establishment.id == establishment_id).with_for_update())


def address(inspection: Inspection) -> str:
    return f"/inspections/{inspection.id}"


def source(inspection: Inspection) -> str:
    """The name under which the register shows the day of this visit."""
    return f"inspection:{inspection.id}"


def _show_term(inspection: Inspection) -> None:
    due_on = inspection.planned_on or inspection.due_on
    register_line.set_term(inspection.establishment_id, source(inspection), "visit", due_on)


def _was_made_otherwise(inspection: Inspection, slot: Slot | None) -> bool:
    """A first visit that nobody planned yet, while another visit has been made since the grant."""
    waits = inspection.kind == InspectionKind.FIRST and inspection.state == InspectionState.PROPOSED
    return waits and slot is not None and slot.kind == InspectionKind.PERIODIC


def _moved(inspection: Inspection, slot: Slot | None, *, without_cadence: bool) -> Inspection:
    if slot is None and without_cadence and inspection.kind == InspectionKind.PERIODIC:
        return cancelled(inspection, "no-cadence")
    if slot is None or slot.kind != inspection.kind or slot.due_on == inspection.due_on:
        return inspection
    inspection.slot = slot.key
    return due_moved(inspection, slot.due_on)
