"""The questions about visits and findings. Deadlines are worked out when read."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import selectinload

from app import clock, story
from app.db import db, fetch
from inspections.cadence import Standing
from inspections.lifecycle import InspectionState
from inspections.models import Addendum, Finding, Inspection, InspectionKind, Photo, RedFlag
from inspections.sheet import Sheet
from permits.models import Establishment

OPEN = (InspectionState.PROPOSED, InspectionState.PLANNED)
LIVE = (*OPEN, InspectionState.UNDER_WAY)
PER_PAGE = 50


def inspection(inspection_id: uuid.UUID) -> Inspection:
    """The visit with this id, or NotHere."""
    return fetch(Inspection, inspection_id)


def finding(finding_id: uuid.UUID) -> Finding:
    return fetch(Finding, finding_id)


def visit_count(establishment_id: uuid.UUID) -> int:
    """The number behind the tab: visits that were not cancelled."""
    where = (Inspection.establishment_id == establishment_id, Inspection.state != InspectionState.CANCELLED)
    return db.session.scalar(select(func.count()).select_from(Inspection).where(*where)) or 0


def finding_count(establishment_id: uuid.UUID) -> int:
    where = Finding.establishment_id == establishment_id
    return db.session.scalar(select(func.count()).select_from(Finding).where(where)) or 0


def photos_of(visits: Collection[Inspection]) -> dict[uuid.UUID, dict[str, list[Photo]]]:
    """Visit → item code → its photos, in one question."""
    found: dict[uuid.UUID, dict[str, list[Photo]]] = {}
    keys = [visit.id for visit in visits]
    for one in db.session.scalars(select(Photo).where(Photo.inspection_id.in_(keys)).order_by(Photo.taken_at)):
        found.setdefault(one.inspection_id, {}).setdefault(one.item_code, []).append(one)
    return found


def flags_sent_ahead(visit_id: uuid.UUID) -> list[RedFlag]:
    """The red flags that a tablet sent ahead of this visit, in the order in which they came."""
    question = select(RedFlag).where(RedFlag.visit_id == visit_id).order_by(RedFlag.received_at, RedFlag.id)
    return list(db.session.scalars(question))


def photo(photo_id: uuid.UUID) -> Photo:
    return fetch(Photo, photo_id)


def addendum(addendum_id: uuid.UUID) -> Addendum:
    return fetch(Addendum, addendum_id)


def sheet_of(visit: Inspection) -> Sheet:
    return Sheet.from_dict(visit.sheet)


def inspections_of(establishment_id: uuid.UUID) -> list[Inspection]:
    """All visits of one establishment, newest first."""
    question = (
        select(Inspection)
        .where(Inspection.establishment_id == establishment_id)
        .options(selectinload(Inspection.findings))
        .order_by(Inspection.due_on.desc(), Inspection.id.desc())
    )
    return list(db.session.scalars(question))


def findings_of(establishment_id: uuid.UUID) -> list[Finding]:
    """All findings of one establishment with their visit, newest first, gravest first within a visit."""
    question = (
        select(Finding)
        .where(Finding.establishment_id == establishment_id)
        .options(selectinload(Finding.inspection))
        .order_by(Finding.seen_at.desc(), Finding.severity.desc(), Finding.number)
    )
    return list(db.session.scalars(question))


def findings_by_id(ids: Iterable[uuid.UUID]) -> list[Finding]:
    """The findings with these ids in one's own municipality; an unknown id is left out."""
    return list(db.session.scalars(select(Finding).where(Finding.id.in_(list(ids))).order_by(Finding.number)))


def unresolved(establishment_id: uuid.UUID, codes: Collection[str] | None = None) -> list[Finding]:
    """Findings that no later visit found in order, newest first; only those of some items when codes are given."""
    question = select(Finding).where(Finding.establishment_id == establishment_id, Finding.resolved_on.is_(None))
    if codes is not None:
        question = question.where(Finding.item_code.in_(codes))
    return list(db.session.scalars(question.order_by(Finding.seen_at.desc(), Finding.number.desc())))


def open_violations(establishment_id: uuid.UUID) -> list[Finding]:
    """The violations still open, one for each item (its newest finding), gravest first."""
    return _newest_of_each_item(f for f in unresolved(establishment_id) if f.is_open_violation)


def red_flags(establishment_id: uuid.UUID) -> list[Finding]:
    """The red flags that stand, one for each item, gravest first. A flag proves nothing by itself."""
    return _newest_of_each_item(f for f in unresolved(establishment_id) if f.is_red_flag)


def open_violation_counts(establishment_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many items are still in violation, per establishment, in one question."""
    question = (
        select(Finding.establishment_id, func.count(Finding.item_code.distinct()))
        .where(
            Finding.establishment_id.in_(establishment_ids),
            Finding.resolved_on.is_(None),
            Finding.kind.in_(("V", "B")),
        )
        .group_by(Finding.establishment_id)
    )
    return {key: count for key, count in db.session.execute(question)}  # noqa: C416 - a row is not a pair for mypy


def today_for(inspector_id: uuid.UUID, day: date) -> list[Inspection]:
    """The visits of one inspector for a day: under way, planned for that day or before, and sealed that day."""
    planned = (Inspection.state == InspectionState.PLANNED) & (Inspection.planned_on <= day)
    begins = clock.moment(day, time())
    sealed = (Inspection.state == InspectionState.SEALED) & (Inspection.sealed_at >= begins)
    question = (
        select(Inspection)
        .where(
            Inspection.inspector_id == inspector_id,
            planned | (Inspection.state == InspectionState.UNDER_WAY) | sealed,
        )
        .order_by(Inspection.planned_on, Inspection.number)
    )
    order = {InspectionState.UNDER_WAY: 0, InspectionState.PLANNED: 1, InspectionState.SEALED: 2}
    return sorted(db.session.scalars(question), key=lambda visit: order[visit.state])


def next_for(inspector_id: uuid.UUID, day: date) -> Inspection | None:
    """The first visit of one inspector that is planned after a day."""
    question = select(Inspection).where(
        Inspection.inspector_id == inspector_id,
        Inspection.state == InspectionState.PLANNED,
        Inspection.planned_on > day,
    )
    return db.session.scalars(question.order_by(Inspection.planned_on, Inspection.number).limit(1)).first()


def ahead_for(inspector_id: uuid.UUID, until: date) -> list[Inspection]:
    """What one inspector still has to do: under way, and planned up to and including a day."""
    planned = (Inspection.state == InspectionState.PLANNED) & (Inspection.planned_on <= until)
    question = select(Inspection).where(
        Inspection.inspector_id == inspector_id, planned | (Inspection.state == InspectionState.UNDER_WAY)
    )
    return list(db.session.scalars(question.order_by(Inspection.planned_on, Inspection.number)))


def listed(state: str, page: int = 1) -> tuple[list[Inspection], int]:
    """One page of the visits in a state ("planned" has those under way as well) and the number of all of them."""
    where: ColumnElement[bool] = Inspection.state == state
    order: tuple[ColumnElement[Any], ...] = (Inspection.due_on.asc(), Inspection.id.asc())
    if state == InspectionState.PLANNED:
        where = Inspection.state.in_((InspectionState.PLANNED, InspectionState.UNDER_WAY))
        order = (Inspection.planned_on.asc(), Inspection.id.asc())
    elif state == InspectionState.SEALED:
        order = (Inspection.sealed_at.desc(), Inspection.id.desc())
    count = db.session.scalar(select(func.count()).select_from(Inspection).where(where)) or 0
    question = select(Inspection).where(where).options(selectinload(Inspection.findings)).order_by(*order)
    return list(db.session.scalars(question.limit(PER_PAGE).offset((page - 1) * PER_PAGE))), count


def state_counts() -> dict[str, int]:
    """How many visits stand in each state."""
    question = select(Inspection.state, func.count()).group_by(Inspection.state)
    return {str(state): count for state, count in db.session.execute(question)}


def proposals_due(until: date) -> list[Inspection]:
    """Proposed visits without a day, due on or before a day."""
    question = (
        select(Inspection)
        .where(Inspection.state == InspectionState.PROPOSED, Inspection.due_on <= until)
        .order_by(Inspection.due_on)
    )
    return list(db.session.scalars(question))


def unlooked_grave_reports() -> list[Inspection]:
    """Sealed visits with a finding of severity 3 or 4 whose report nobody marked as looked at."""
    grave = exists().where(Finding.inspection_id == Inspection.id, Finding.severity >= 3)
    looked = _told("inspection.looked")
    question = (
        select(Inspection)
        .where(Inspection.state == InspectionState.SEALED, grave, ~looked)
        .order_by(Inspection.sealed_at)
    )
    return list(db.session.scalars(question))


def was_looked_at(inspection_id: uuid.UUID) -> bool:
    return bool(db.session.scalar(select(exists().where(Inspection.id == inspection_id, _told("inspection.looked")))))


def to_remind(day: date) -> list[Inspection]:
    """Visits nobody was reminded of: planned for today or tomorrow, or proposed and due within a week."""
    planned = (Inspection.state == InspectionState.PLANNED) & (Inspection.planned_on <= day + timedelta(days=1))
    proposed = (Inspection.state == InspectionState.PROPOSED) & (Inspection.due_on <= day + timedelta(days=7))
    question = select(Inspection).where(Inspection.reminded_at.is_(None), planned | proposed)
    return list(db.session.scalars(question.order_by(Inspection.due_on)))


def open_of(establishment_id: uuid.UUID) -> list[Inspection]:
    """Proposed and planned visits of one establishment."""
    question = select(Inspection).where(Inspection.establishment_id == establishment_id, Inspection.state.in_(OPEN))
    return list(db.session.scalars(question.order_by(Inspection.due_on)))


def open_visit_of_cadence(establishment_id: uuid.UUID) -> Inspection | None:
    """The first or periodic visit that is proposed or planned; there is at most one."""
    cadence = (InspectionKind.FIRST, InspectionKind.PERIODIC)
    return next((visit for visit in open_of(establishment_id) if visit.kind in cadence), None)


def open_follow_up(establishment_id: uuid.UUID) -> Inspection | None:
    return next((v for v in open_of(establishment_id) if v.kind == InspectionKind.FOLLOW_UP), None)


def standing(place: Establishment, day: date) -> Standing:
    """How one establishment stands as far as the cadence is concerned."""
    visits = db.session.execute(
        select(Inspection.slot, Inspection.kind, Inspection.state, Inspection.sealed_at).where(
            Inspection.establishment_id == place.id
        )
    ).all()
    closed = place.closed_on is not None and place.closed_on <= day
    # A permit that begins later is counted already, so that its first visit can be prepared.
    permit = None if closed else place.permit_on(day) or next((p for p in place.permits if p.valid_from > day), None)
    done = [v.sealed_at for v in visits if v.sealed_at is not None and v.kind != InspectionKind.FOLLOW_UP]
    return Standing(
        visits_per_year=place.sector.visits_per_year,
        first_visit_days=place.sector.first_visit_days,
        permit_id=permit.id if permit else None,
        granted_on=max(permit.granted_on, permit.valid_from) if permit else None,
        last_visit_on=clock.civil(max(done)).date() if done else None,
        taken=frozenset(v.slot for v in visits if v.state not in LIVE),
    )


def under_cadence(sector_id: uuid.UUID | None = None) -> list[Establishment]:
    """Establishments that are open and have a permit of any state, with what the cadence asks about them."""
    question = (
        select(Establishment)
        .where(Establishment.closed_on.is_(None), Establishment.permits.any())
        .options(selectinload(Establishment.permits))
        .order_by(Establishment.id)
    )
    if sector_id is not None:
        question = question.where(Establishment.sector_id == sector_id)
    return list(db.session.scalars(question))


def places_named(text: str, most: int = 20) -> list[Establishment]:
    """Open establishments whose name or street holds the text, for a visit that nobody planned."""
    like = f"%{text.strip()}%"
    question = (
        select(Establishment)
        .where(Establishment.closed_on.is_(None), Establishment.name.ilike(like) | Establishment.street.ilike(like))
        .order_by(Establishment.name)
    )
    return list(db.session.scalars(question.limit(most)))


def _told(kind: str) -> ColumnElement[bool]:
    return exists().where(
        story.Happening.kind == kind,
        story.HappeningOf.happening_id == story.Happening.id,
        story.HappeningOf.dossier_id == Inspection.id,
    )


def _newest_of_each_item(findings: Iterable[Finding]) -> list[Finding]:
    newest: dict[str, Finding] = {}
    for one in findings:
        newest.setdefault(one.item_code, one)
    return sorted(newest.values(), key=lambda one: (-one.severity, one.item_code))
