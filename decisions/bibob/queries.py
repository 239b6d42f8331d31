"""What one asks about Bibob inquiries. Only who holds the power gets to a page that asks this."""

from __future__ import annotations

import uuid

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app import clock
from app.db import db, fetch
from decisions.bibob.lifecycle import InquiryState
from decisions.bibob.models import BibobCondition, BibobDocument, BibobFact, BibobInquiry, BibobPerson
from decisions.bibob.terms import may_be_reused
from decisions.compartments.lifecycle import ErasureState
from decisions.compartments.models import Compartment, Erasure
from permits.models import Application


def _with_all(question: Select[BibobInquiry]) -> Select[BibobInquiry]:
    return question.options(
        selectinload(BibobInquiry.persons),
        selectinload(BibobInquiry.facts),
        selectinload(BibobInquiry.conditions),
        selectinload(BibobInquiry.documents),
        selectinload(BibobInquiry.data_requests),
        joinedload(BibobInquiry.application).selectinload(Application.clock_events),
        joinedload(BibobInquiry.permit),
        joinedload(BibobInquiry.reused),
    )


def inquiry(inquiry_id: uuid.UUID) -> BibobInquiry:
    """One inquiry with all that its page shows. Raises NotHere."""
    question = _with_all(select(BibobInquiry).where(BibobInquiry.id == inquiry_id))
    return db.session.scalars(question).unique().one_or_none() or fetch(BibobInquiry, inquiry_id)


def person(person_id: uuid.UUID) -> BibobPerson:
    return fetch(BibobPerson, person_id)


def fact(fact_id: uuid.UUID) -> BibobFact:
    return fetch(BibobFact, fact_id)


def condition(condition_id: uuid.UUID) -> BibobCondition:
    return fetch(BibobCondition, condition_id)


def document(document_id: uuid.UUID) -> BibobDocument:
    return fetch(BibobDocument, document_id)


def erasure(erasure_id: uuid.UUID) -> Erasure:
    """A proposal to destroy a Bibob file. Raises NotHere."""
    found = fetch(Erasure, erasure_id)
    return found if found.compartment == Compartment.BIBOB else fetch(Erasure, uuid.UUID(int=0))


def inquiries_of(establishment_id: uuid.UUID) -> list[BibobInquiry]:
    """The inquiries about one establishment, newest first."""
    question = select(BibobInquiry).where(BibobInquiry.establishment_id == establishment_id)
    return list(db.session.scalars(_with_all(question.order_by(BibobInquiry.id.desc()))).unique())


def number_of_inquiries(establishment_id: uuid.UUID) -> int:
    question = select(func.count()).select_from(BibobInquiry)
    return db.session.scalar(question.where(BibobInquiry.establishment_id == establishment_id)) or 0


def all_inquiries() -> list[BibobInquiry]:
    """Every inquiry of the municipality, newest first."""
    return list(db.session.scalars(_with_all(select(BibobInquiry).order_by(BibobInquiry.id.desc()))).unique())


def open_inquiries() -> list[BibobInquiry]:
    """The inquiries that are not closed."""
    question = select(BibobInquiry).where(BibobInquiry.state != InquiryState.CLOSED).order_by(BibobInquiry.id)
    return list(db.session.scalars(_with_all(question)).unique())


def withdrawn_without_word() -> list[BibobInquiry]:
    """Inquiries whose applicant withdrew, which the Bureau has not been told."""
    question = (
        select(BibobInquiry)
        .join(BibobInquiry.application)
        .where(Application.state == "withdrawn", BibobInquiry.withdrawal_told_on.is_(None))
    )
    return list(db.session.scalars(_with_all(question)).unique())


def open_about(case_id: uuid.UUID) -> bool:
    """Whether an inquiry about this application or permit is under way."""
    about = (BibobInquiry.application_id == case_id) | (BibobInquiry.permit_id == case_id)
    question = select(BibobInquiry.id).where(about, BibobInquiry.state != InquiryState.CLOSED).limit(1)
    return db.session.scalar(question) is not None


def earlier_results(row: BibobInquiry) -> list[BibobInquiry]:
    """Closed inquiries about the same party with an advice or conclusion, newest first, too old ones included."""
    question = select(BibobInquiry).where(
        BibobInquiry.subject_id == row.subject_id,
        BibobInquiry.id != row.id,
        BibobInquiry.state == InquiryState.CLOSED,
        BibobInquiry.danger.is_not(None),
    )
    return list(db.session.scalars(_with_all(question.order_by(BibobInquiry.id.desc()))).unique())


def usable_results(row: BibobInquiry) -> list[BibobInquiry]:
    """Those of the earlier results that are not too old today."""
    return [one for one in earlier_results(row) if may_be_reused(one, clock.today())]


def erasures(state: ErasureState | None = None) -> list[Erasure]:
    """What is proposed for destruction, or was destroyed or kept; newest first."""
    question = select(Erasure).where(Erasure.compartment == Compartment.BIBOB).order_by(Erasure.id.desc())
    return list(db.session.scalars(question if state is None else question.where(Erasure.state == state)))
