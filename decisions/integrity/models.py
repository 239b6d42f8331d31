"""Rows of an integrity investigation and of the ordinance that asks for it. The audit line does not repeat them."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal, Versioned
from decisions.compartments.models import closed
from decisions.integrity.lifecycle import InvestigationState
from permits.models import Application, Establishment, Party, Permit, Sector


class FactStatus(StrEnum):
    ESTABLISHED = "established"
    INDICATIONS = "indications"
    CONVICTION = "conviction"


class DocumentKind(StrEnum):
    REGISTER = "register"
    SOURCE = "source"  # underlying data: destroyed earlier than the file
    ADVICE = "advice"
    DEFENCE = "defence"
    MINUTES = "minutes"
    PROOF = "proof"
    LETTER = "letter"
    OTHER = "other"


class IntegrityScope(Identified, Municipal, Versioned, Base):
    """One sector that the council's ordinance names: only there, and in that zone, is an investigation possible.

    ``activity``: the item of the royal decree. ``risk_analysis``: its reference. ``protocol_on``: with the prosecutor.
    ``ariec_on``: the binding advice that is needed when the zone is only a part of the municipality. ``permit_kind``:
    the permit that the municipality asks for the activity, empty when it asks none, with its rule.
    ``finish_by``: the day before which the existing places must have been investigated.
    """

    __tablename__ = "integrity_scope"
    sector_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sector.id"), index=True)
    activity: Mapped[str] = mapped_column(String(200))
    ordinance: Mapped[str] = mapped_column(String(200))
    ordinance_on: Mapped[date]
    risk_analysis: Mapped[str] = mapped_column(String(200))
    protocol_on: Mapped[date]
    zone: Mapped[str] = mapped_column(String(200))
    whole_territory: Mapped[bool] = mapped_column(default=True)
    ariec_on: Mapped[date | None]
    permit_kind: Mapped[str] = mapped_column(String(120), default="")
    permit_rule: Mapped[str] = mapped_column(String(200), default="")
    permit_article: Mapped[str] = mapped_column(String(120), default="")
    finish_by: Mapped[date | None]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    sector: Mapped[Sector] = relationship(lazy="joined")
    __table_args__ = (
        # Only part of the territory: the ARIEC must have advised (119ter § 1).
        CheckConstraint("whole_territory or ariec_on is not null", name="ariec"),
        CheckConstraint("valid_until is null or valid_until >= valid_from", name="period"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class IntegrityInvestigation(Identified, Municipal, Versioned, Base):
    """One investigation of who runs a place, in law or in fact.

    ``opened_on`` is the day of the mayor's decision; the fifty working days start the next one. ``voluntary``: a
    starter asked for it. ``persons``: whom it is about, by name and capacity. ``sources``: what else was consulted,
    part of the underlying data. ``diob_receipt_on`` the day on which the directorate got the (completed) request.
    ``measure``: id of the law book, empty when nothing is done. ``grounds``: ids of the law book. ``udn_on``: the party
    asked the council of state for suspension in extreme urgency and told the college; ``udn_ended_on`` its judgment.
    ``remedies_done_on``: no appeal is possible or pending any more; the underlying data go then.
    """

    __tablename__ = "integrity_investigation"
    number: Mapped[str] = mapped_column(String(40))
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    application_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("application.id"), index=True)
    permit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("permit.id"), index=True)
    scope_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("integrity_scope.id"), index=True)
    subject_id: Mapped[uuid.UUID] = closed(ForeignKey("party.id"))
    state: Mapped[InvestigationState] = closed(String(16), default=InvestigationState.OPENED, index=True)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    voluntary: Mapped[bool] = closed(default=False)
    opened_on: Mapped[date] = closed()
    opened_because: Mapped[str] = closed(Text, default="")
    persons: Mapped[str] = closed(Text, default="")
    persons_extended_on: Mapped[date | None] = closed()
    persons_extended: Mapped[str] = closed(Text, default="")
    extended_on: Mapped[date | None] = closed()
    extended_because: Mapped[str] = closed(Text, default="")
    register_on: Mapped[date | None] = closed()
    register_hit: Mapped[bool | None] = closed()
    sources: Mapped[str] = closed(Text, default="")

    diob_asked_on: Mapped[date | None] = closed()
    diob_why: Mapped[str] = closed(Text, default="")
    diob_receipt_on: Mapped[date | None] = closed()
    diob_incomplete_on: Mapped[date | None] = closed()
    diob_completed_on: Mapped[date | None] = closed()
    diob_admissible_on: Mapped[date | None] = closed()
    diob_advice_on: Mapped[date | None] = closed()
    diob_received_on: Mapped[date | None] = closed()
    diob_number: Mapped[str] = closed(String(80), default="")
    diob_outcome: Mapped[str] = closed(Text, default="")

    considered: Mapped[str] = closed(String(60), default="")
    invited_on: Mapped[date | None] = closed()
    hearing_at: Mapped[datetime | None] = closed()
    hearing_place: Mapped[str] = closed(String(200), default="")
    hearing_outcome: Mapped[str] = closed(String(12), default="")
    hearing_on: Mapped[date | None] = closed()
    hearing_summary: Mapped[str] = closed(Text, default="")
    hearing_reply: Mapped[str] = closed(Text, default="")

    proposed_on: Mapped[date | None] = closed()
    measure: Mapped[str] = closed(String(60), default="")
    grounds: Mapped[list[str]] = closed(JSON, default=list)
    reasoning: Mapped[str] = closed(Text, default="")
    seriousness: Mapped[str] = closed(Text, default="")
    sector_link: Mapped[str] = closed(Text, default="")
    benefit: Mapped[str] = closed(Text, default="")
    alternatives: Mapped[str] = closed(Text, default="")
    balanced: Mapped[str] = closed(Text, default="")
    follows_diob: Mapped[str] = closed(Text, default="")
    deviates: Mapped[bool] = closed(default=False)
    consequence: Mapped[str] = closed(Text, default="")
    conditions: Mapped[str] = closed(Text, default="")
    duration_from: Mapped[date | None] = closed()
    duration_until: Mapped[date | None] = closed()
    duration_reason: Mapped[str] = closed(Text, default="")

    college_on: Mapped[date | None] = closed()
    college_number: Mapped[str] = closed(String(40), default="")
    notified_on: Mapped[date | None] = closed()
    udn_on: Mapped[date | None] = closed()
    udn_ended_on: Mapped[date | None] = closed()
    executed_on: Mapped[date | None] = closed()
    authorities_told_on: Mapped[date | None] = closed()
    ended_because: Mapped[str] = closed(Text, default="")
    closed_on: Mapped[date | None] = closed()
    remedies_done_on: Mapped[date | None] = closed()
    data_erased_on: Mapped[date | None] = closed()
    hold_because: Mapped[str] = closed(Text, default="")

    establishment: Mapped[Establishment] = relationship(lazy="joined")
    application: Mapped[Application | None] = relationship()
    permit: Mapped[Permit | None] = relationship()
    scope: Mapped[IntegrityScope] = relationship(lazy="joined")
    subject: Mapped[Party] = relationship(lazy="joined")
    facts: Mapped[list[IntegrityFact]] = relationship(
        back_populates="investigation", order_by="IntegrityFact.happened_on", cascade="all, delete-orphan"
    )
    documents: Mapped[list[IntegrityDocument]] = relationship(
        back_populates="investigation", order_by="IntegrityDocument.added_at", cascade="all, delete-orphan"
    )
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("(state = 'closed') = (closed_on is not null)", name="closed"),
        CheckConstraint("measure = '' or diob_received_on is not null", name="advice_first"),
        CheckConstraint("executed_on is null or notified_on is not null", name="notified_first"),
        CheckConstraint("duration_until is null or duration_until >= duration_from", name="duration"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    @property
    def permit_needed(self) -> bool:
        """Whether the municipality asks a permit for this activity: then the place cannot be closed on this ground."""
        return bool(self.scope.permit_kind)


class IntegrityFact(Identified, Municipal, Base):
    """A concrete, verifiable fact with its number on the closed list of offences; never a worker or a victim."""

    __tablename__ = "integrity_fact"
    investigation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("integrity_investigation.id"), index=True)
    text: Mapped[str] = closed(Text)
    happened_on: Mapped[date] = closed()
    status: Mapped[FactStatus] = closed(String(12))
    listed: Mapped[int] = closed()
    investigation: Mapped[IntegrityInvestigation] = relationship(back_populates="facts")


class IntegrityDocument(Identified, Municipal, Base):
    """A document of the file; a letter has its ``letter_kind``."""

    __tablename__ = "integrity_document"
    investigation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("integrity_investigation.id"), index=True)
    kind: Mapped[DocumentKind] = closed(String(12))
    title: Mapped[str] = closed(String(200))
    dated_on: Mapped[date] = closed()
    file_sha256: Mapped[str] = closed(String(64))
    letter_kind: Mapped[str] = closed(String(40), default="")
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
    investigation: Mapped[IntegrityInvestigation] = relationship(back_populates="documents")
