"""Rows of the register and facts about one row."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal, Versioned
from permits.lifecycle import ApplicationState, PermitState


class PartyKind(StrEnum):
    PERSON = "person"
    LEGAL_PERSON = "legal-person"


class PartyRoleName(StrEnum):
    OPERATOR = "operator"
    MANAGER = "manager"
    OWNER = "owner"
    FINANCIER = "financier"


class RegisterStatus(StrEnum):
    """The one word that the register shows; worked out from permit, application and decision."""

    APPLICATION = "application"
    PAUSED = "paused"
    GRANTED = "granted"
    EXPIRING = "expiring"
    INTENTION = "intention"
    WITH_MAYOR = "with-mayor"
    NO_PERMIT = "no-permit"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    ENDED = "ended"


class Sector(Identified, Municipal, Versioned, Base):
    """A branch in one municipality. ``kind`` is one of law.SECTOR_KINDS, or "other" for a sector the town added.

    ``subtypes``: keys of the law book or words of the town. ``visits_per_year`` 0: no cadence.
    ``first_visit_days``: days after granting within which the first visit is due. ``silence_grants``: what the town's
    own by-law says of a term that passes in silence, with its article in ``silence_rule``; None: as the law book says.
    """

    __tablename__ = "sector"
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    permit_type: Mapped[str] = mapped_column(String(40), default="designated_sector")
    decision_term: Mapped[str] = mapped_column(String(60), default="nl.decision-12-weeks")
    visits_per_year: Mapped[int] = mapped_column(default=0)
    first_visit_days: Mapped[int] = mapped_column(default=90)
    required_documents: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    in_use: Mapped[bool] = mapped_column(default=True)
    silence_grants: Mapped[bool | None]
    silence_rule: Mapped[str] = mapped_column(String(200), default="", server_default="")
    __table_args__ = (
        CheckConstraint("visits_per_year between 0 and 52", name="visits_per_year"),
        CheckConstraint("first_visit_days between 1 and 366", name="first_visit_days"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}


class Designation(Identified, Municipal, Base):
    """The decree that brings a sector under the permit duty (Dutch by-laws); dated, because it must be in force."""

    __tablename__ = "designation"
    sector_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sector.id"), index=True)
    article: Mapped[str] = mapped_column(String(80))
    gazette: Mapped[str] = mapped_column(String(80))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class Establishment(Identified, Municipal, Versioned, Base):
    """A place of business, with or without a permit. ``opening_hours``: {"mon": [["12:00", "22:00"]], …}."""

    __tablename__ = "establishment"
    name: Mapped[str] = mapped_column(String(200))
    sector_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sector.id"), index=True)
    subtype: Mapped[str] = mapped_column(String(40), default="")
    street: Mapped[str] = mapped_column(String(120), default="")
    house_number: Mapped[str] = mapped_column(String(20), default="")
    postal_code: Mapped[str] = mapped_column(String(12), default="")
    city: Mapped[str] = mapped_column(String(80), default="")
    opening_hours: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    rooms: Mapped[int | None]
    kvk_number: Mapped[str | None] = mapped_column(String(8))
    kvk_establishment_number: Mapped[str | None] = mapped_column(String(12))
    kbo_number: Mapped[str | None] = mapped_column(String(10))
    kbo_establishment_number: Mapped[str | None] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(60), default="")
    source_key: Mapped[str | None] = mapped_column(String(120))
    registered_on: Mapped[date] = mapped_column(default=clock.today)
    closed_on: Mapped[date | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    note: Mapped[str] = mapped_column(Text, default="")
    sector: Mapped[Sector] = relationship(lazy="joined")
    roles: Mapped[list[PartyRole]] = relationship(back_populates="establishment", order_by="PartyRole.from_on")
    permits: Mapped[list[Permit]] = relationship(back_populates="establishment", order_by="Permit.granted_on")
    applications: Mapped[list[Application]] = relationship(
        back_populates="establishment", order_by="Application.received_on"
    )
    __table_args__ = (
        UniqueConstraint("municipality_code", "source", "source_key"),
        CheckConstraint("rooms is null or rooms between 0 and 9999", name="rooms"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    @property
    def address(self) -> str:
        """Street and number, as on an envelope."""
        return f"{self.street} {self.house_number}".strip()

    @property
    def full_address(self) -> str:
        return ", ".join(part for part in (self.address, f"{self.postal_code} {self.city}".strip()) if part)

    def parties(self, role: PartyRoleName, on: date) -> list[Party]:
        """Who holds the role on a day."""
        return [held.party for held in self.roles if held.role == role and held.holds_on(on)]

    def permit_on(self, day: date) -> Permit | None:
        """The permit that covers a day, granted or suspended."""
        return next((permit for permit in reversed(self.permits) if permit.covers(day)), None)


class Party(Identified, Municipal, Versioned, Base):
    """Somebody who answers for an establishment: never a worker. ``language`` is that of the letters to them.

    ``language_source``: why that language (``used-by-party``, ``request``, ``usual``), as Belgian law asks.
    """

    __tablename__ = "party"
    kind: Mapped[PartyKind] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(200))
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    legal_form: Mapped[str] = mapped_column(String(40), default="")
    kvk_number: Mapped[str | None] = mapped_column(String(8))
    kbo_number: Mapped[str | None] = mapped_column(String(10))
    street: Mapped[str] = mapped_column(String(120), default="")
    house_number: Mapped[str] = mapped_column(String(20), default="")
    postal_code: Mapped[str] = mapped_column(String(12), default="")
    city: Mapped[str] = mapped_column(String(80), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    language: Mapped[str] = mapped_column(String(2), default="nl")
    language_source: Mapped[str] = mapped_column(String(20), default="usual")
    __mapper_args__ = {"version_id_col": Versioned.version}

    @property
    def address(self) -> str:
        return f"{self.street} {self.house_number}".strip()


class PartyRole(Identified, Municipal, Base):
    """A party in a role at an establishment, from a day to a day (both included)."""

    __tablename__ = "party_role"
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("party.id"), index=True)
    role: Mapped[PartyRoleName] = mapped_column(String(16))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    establishment: Mapped[Establishment] = relationship(back_populates="roles")
    party: Mapped[Party] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("until_on is null or until_on >= from_on", name="period"),)

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class Application(Identified, Municipal, Versioned, Base):
    """A request for a permit. ``case_number`` is printed on letters; the clock is replayed from ``clock_events``."""

    __tablename__ = "application"
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("party.id"))
    case_number: Mapped[str] = mapped_column(String(40))
    permit_type: Mapped[str] = mapped_column(String(40))
    decision_term: Mapped[str] = mapped_column(String(60))
    received_on: Mapped[date]
    state: Mapped[ApplicationState] = mapped_column(String(16), default=ApplicationState.RECEIVED)
    completion_asked_on: Mapped[date | None]
    completion_until: Mapped[date | None]
    completed_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    establishment: Mapped[Establishment] = relationship(back_populates="applications")
    applicant: Mapped[Party] = relationship(lazy="joined")
    documents: Mapped[list[ApplicationDocument]] = relationship(
        back_populates="application", order_by="ApplicationDocument.position", cascade="all, delete-orphan"
    )
    clock_events: Mapped[list[ClockEvent]] = relationship(
        back_populates="application", order_by="ClockEvent.from_on", cascade="all, delete-orphan"
    )
    __table_args__ = (UniqueConstraint("municipality_code", "case_number"),)
    __mapper_args__ = {"version_id_col": Versioned.version}


class ApplicationDocument(Identified, Municipal, Versioned, Base):
    """A line of the document checklist; complete when ``received_on`` is set or ``waived_because`` says why not."""

    __tablename__ = "application_document"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    position: Mapped[int]
    label: Mapped[dict[str, str]] = mapped_column(JSON)
    required: Mapped[bool] = mapped_column(default=True)
    received_on: Mapped[date | None]
    waived_because: Mapped[str] = mapped_column(String(200), default="")
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    application: Mapped[Application] = relationship(back_populates="documents")
    __mapper_args__ = {"version_id_col": Versioned.version}


class ClockEvent(Identified, Municipal, Base):
    """A stretch in which the decision clock stands still, both days included; ``until_on`` None: still standing.

    ``cause`` is a rule of the law book ("nl.completion", "nl.bibob-advice") or "extension". ``days``: the length of an
    extension; of a stand-still, the most it can last.
    """

    __tablename__ = "clock_event"
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    cause: Mapped[str] = mapped_column(String(60))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    days: Mapped[int | None]
    application: Mapped[Application] = relationship(back_populates="clock_events")


class Permit(Identified, Municipal, Versioned, Base):
    """A permit, personal and not transferable. ``granted_by`` and ``ended_by`` are ids of decisions.

    ``paper_reference``: the letter by which it was granted outside this house. ``by_silence``: it came about by law.
    """

    __tablename__ = "permit"
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    application_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("application.id"))
    holder_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("party.id"))
    number: Mapped[str] = mapped_column(String(40))
    permit_type: Mapped[str] = mapped_column(String(40))
    granted_on: Mapped[date]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    state: Mapped[PermitState] = mapped_column(String(16), default=PermitState.GRANTED)
    suspended_until: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_by: Mapped[uuid.UUID | None]
    granted_by: Mapped[uuid.UUID | None]
    paper_reference: Mapped[str] = mapped_column(String(120), default="", server_default="")
    by_silence: Mapped[bool] = mapped_column(default=False, server_default=false())
    establishment: Mapped[Establishment] = relationship(back_populates="permits")
    holder: Mapped[Party] = relationship(lazy="joined")
    conditions: Mapped[list[PermitCondition]] = relationship(
        back_populates="permit", order_by="PermitCondition.number", cascade="all, delete-orphan"
    )
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("(state in ('revoked', 'lapsed')) = (ended_on is not null)", name="ended"),
        CheckConstraint("valid_until is null or valid_until >= valid_from", name="period"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    def covers(self, day: date) -> bool:
        """Whether the permit (suspended or not) has begun and not ended on a day."""
        ended = self.ended_on is not None and day >= self.ended_on
        return self.valid_from <= day and not ended and (self.valid_until is None or day <= self.valid_until)


class PermitCondition(Identified, Municipal, Base):
    __tablename__ = "permit_condition"
    permit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("permit.id"), index=True)
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    permit: Mapped[Permit] = relationship(back_populates="conditions")
    __table_args__ = (UniqueConstraint("permit_id", "number"),)


class RegisterLine(Municipal, Base):
    """What the list shows of an establishment, kept beside it so that 100,000 rows list in one plain question.

    Rewritten by :func:`permits.register_line.refresh` inside each act that changes one of its facts.
    ``next_term_kind``: "decide", "complete", "visit", "expires", "hearing", "sign", "object" …
    """

    __tablename__ = "register_line"
    establishment_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("establishment.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(200))
    sector_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sector.id"))
    address: Mapped[str] = mapped_column(String(200))
    city: Mapped[str] = mapped_column(String(80), default="")
    operator_name: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[RegisterStatus] = mapped_column(String(16))
    red_flags: Mapped[int] = mapped_column(default=0)
    last_visit_on: Mapped[date | None]
    next_term_on: Mapped[date] = mapped_column(default=date.max)
    next_term_kind: Mapped[str] = mapped_column(String(20), default="")
    __table_args__ = (
        Index("ix_register_line_term", "municipality_code", "next_term_on", "establishment_id"),
        Index("ix_register_line_name", "municipality_code", "name", "establishment_id"),
    )


class SearchWord(Municipal, Base):
    """One word by which an establishment is found (name, address, numbers, operator), folded to plain lower case."""

    __tablename__ = "search_word"
    municipality_code: Mapped[str] = mapped_column(String(12), ForeignKey("municipality.code"), primary_key=True)
    # Byte order, so that PostgreSQL answers "begins with" from the index whatever the locale of its server.
    word: Mapped[str] = mapped_column(
        String(60).with_variant(String(60, collation="C"), "postgresql"), primary_key=True
    )
    establishment_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("establishment.id", ondelete="CASCADE"), primary_key=True
    )
    # From an establishment to its words: a search for several words looks up the others here.
    __table_args__ = (Index("ix_search_word_of", "establishment_id", "word"),)


class RegisterTerm(Identified, Municipal, Base):
    """A day that an upper storey (inspections, decisions) wants shown in the register: permits cannot look up.

    ``source`` "inspection:<id>" or "decision:<id>"; ``status`` overrules the word of the permit when set.
    """

    __tablename__ = "register_term"
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    source: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20), default="")
    due_on: Mapped[date | None]
    status: Mapped[RegisterStatus | None] = mapped_column(String(16))
    __table_args__ = (UniqueConstraint("municipality_code", "source"),)


class Paper(Identified, Municipal, Base):
    """A document in the dossier of an establishment: a lease, a report of the police, a letter that came in."""

    __tablename__ = "paper"
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    dated_on: Mapped[date]
    file_sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime] = mapped_column(default=clock.now)


class ImportRun(Identified, Municipal, Base):
    """One import of a register file, with its report. ``state``: waiting, running, done, refused."""

    __tablename__ = "import_run"
    file_name: Mapped[str] = mapped_column(String(255))
    file_sha256: Mapped[str] = mapped_column(String(64))
    mapping: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    dry_run: Mapped[bool] = mapped_column(default=False)
    rows_done: Mapped[int] = mapped_column(default=0)
    rows_total: Mapped[int] = mapped_column(default=0)
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    finished_at: Mapped[datetime | None]
    started_by: Mapped[str] = mapped_column(String(200), default="")
