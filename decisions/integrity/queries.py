"""What one asks about integrity investigations. Only who holds the power gets to a page that asks this."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db, fetch
from decisions.compartments.lifecycle import ErasureState
from decisions.compartments.models import Compartment, Erasure
from decisions.integrity.lifecycle import InvestigationState
from decisions.integrity.models import IntegrityDocument, IntegrityFact, IntegrityInvestigation, IntegrityScope


def _with_all(question: Select[IntegrityInvestigation]) -> Select[IntegrityInvestigation]:
    return question.options(
        selectinload(IntegrityInvestigation.facts),
        selectinload(IntegrityInvestigation.documents),
        joinedload(IntegrityInvestigation.application),
        joinedload(IntegrityInvestigation.permit),
    )


def investigation(investigation_id: uuid.UUID) -> IntegrityInvestigation:
    """One investigation with all that its page shows. Raises NotHere."""
    question = _with_all(select(IntegrityInvestigation).where(IntegrityInvestigation.id == investigation_id))
    return db.session.scalars(question).unique().one_or_none() or fetch(IntegrityInvestigation, investigation_id)


def fact(fact_id: uuid.UUID) -> IntegrityFact:
    return fetch(IntegrityFact, fact_id)


def document(document_id: uuid.UUID) -> IntegrityDocument:
    return fetch(IntegrityDocument, document_id)


def scope(scope_id: uuid.UUID) -> IntegrityScope:
    return fetch(IntegrityScope, scope_id)


def scopes() -> list[IntegrityScope]:
    """The sectors that ordinances name, the newest rule first."""
    return list(db.session.scalars(select(IntegrityScope).order_by(IntegrityScope.valid_from.desc())))


def scope_on(sector_id: uuid.UUID, day: date) -> IntegrityScope | None:
    """The rule that names a sector on a day; the newest when several do."""
    question = select(IntegrityScope).where(
        IntegrityScope.sector_id == sector_id,
        IntegrityScope.valid_from <= day,
        or_(IntegrityScope.valid_until.is_(None), IntegrityScope.valid_until >= day),
    )
    return db.session.scalars(question.order_by(IntegrityScope.valid_from.desc()).limit(1)).one_or_none()


def running_at(establishment_id: uuid.UUID) -> bool:
    """Whether an investigation of this place is not closed."""
    question = select(IntegrityInvestigation.id).where(
        IntegrityInvestigation.establishment_id == establishment_id,
        IntegrityInvestigation.state != InvestigationState.CLOSED,
    )
    return db.session.scalar(question.limit(1)) is not None


def investigations_of(establishment_id: uuid.UUID) -> list[IntegrityInvestigation]:
    """The investigations of one establishment, newest first."""
    question = select(IntegrityInvestigation).where(IntegrityInvestigation.establishment_id == establishment_id)
    return list(db.session.scalars(_with_all(question.order_by(IntegrityInvestigation.id.desc()))).unique())


def number_of_investigations(establishment_id: uuid.UUID) -> int:
    question = select(func.count()).select_from(IntegrityInvestigation)
    return db.session.scalar(question.where(IntegrityInvestigation.establishment_id == establishment_id)) or 0


def all_investigations() -> list[IntegrityInvestigation]:
    """Every investigation of the municipality, newest first."""
    question = select(IntegrityInvestigation).order_by(IntegrityInvestigation.id.desc())
    return list(db.session.scalars(_with_all(question)).unique())


def open_investigations() -> list[IntegrityInvestigation]:
    """The investigations that are not closed."""
    question = select(IntegrityInvestigation).where(IntegrityInvestigation.state != InvestigationState.CLOSED)
    return list(db.session.scalars(_with_all(question.order_by(IntegrityInvestigation.id))).unique())


def erasure(erasure_id: uuid.UUID) -> Erasure:
    """A proposal to destroy an integrity file or its data. Raises NotHere."""
    found = fetch(Erasure, erasure_id)
    return found if found.compartment == Compartment.INTEGRITY else fetch(Erasure, uuid.UUID(int=0))


def erasures(state: ErasureState | None = None) -> list[Erasure]:
    """What is proposed for destruction, or was destroyed or kept; newest first."""
    question = select(Erasure).where(Erasure.compartment == Compartment.INTEGRITY).order_by(Erasure.id.desc())
    return list(db.session.scalars(question if state is None else question.where(Erasure.state == state)))
