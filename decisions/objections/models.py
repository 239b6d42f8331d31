"""Rows of what is done against a decision: an objection with the authority, a case before a court."""

from __future__ import annotations

import uuid
from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Identified, Municipal, Versioned
from decisions.models import Decision
from decisions.objections.lifecycle import CourtState, ObjectionState


class ObjectionOutcome(StrEnum):
    INADMISSIBLE = "inadmissible"
    DISMISSED = "dismissed"
    REVOKED = "revoked"
    REPLACED = "replaced"


class CourtKind(StrEnum):
    """``INTERIM`` provisional relief and ``APPEAL`` in the Netherlands; the other three before the Council of State."""

    INTERIM = "interim"
    APPEAL = "appeal"
    HIGHER_APPEAL = "higher-appeal"
    ANNULMENT = "annulment"
    SUSPENSION = "suspension"
    EXTREME_URGENCY = "extreme-urgency"


class Ruling(StrEnum):
    """What a court said, by what it does to the decision."""

    DISMISSED = "dismissed"
    SUSPENDED = "suspended"
    ANNULLED = "annulled"
    DECIDE_ANEW = "decide-anew"  # the decision on the objection falls, the decision itself stands meanwhile
    EFFECTS_STAND = "effects-stand"  # Awb 8:72, third paragraph, under a


class Objection(Identified, Municipal, Versioned, Base):
    """An objection against a decision. ``excuse``: why a late one is not held against the party (Awb 6:11).

    ``anew_from``: the day of the ruling after which it must be decided again.
    ``committee``: an advisory committee hears it, which gives twelve weeks instead of six. ``objector`` is a role.
    """

    __tablename__ = "objection"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), index=True)
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    state: Mapped[ObjectionState] = mapped_column(String(12), default=ObjectionState.RECEIVED, index=True)
    by_addressee: Mapped[bool]
    objector: Mapped[str] = mapped_column(String(120), default="")
    sent_on: Mapped[date | None]
    received_on: Mapped[date]
    excuse: Mapped[str] = mapped_column(Text, default="")
    committee: Mapped[bool] = mapped_column(default=False)
    gist: Mapped[str] = mapped_column(Text)
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    anew_from: Mapped[date | None]
    heard_on: Mapped[date | None]
    not_heard_because: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[ObjectionOutcome | None] = mapped_column(String(16))
    outcome_on: Mapped[date | None]
    outcome_served_on: Mapped[date | None]
    outcome_reason: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[Decision] = relationship(lazy="joined")
    stretches: Mapped[list[ObjectionStretch]] = relationship(
        back_populates="objection", order_by="ObjectionStretch.from_on", lazy="selectin", cascade="all, delete-orphan"
    )
    __table_args__ = (
        CheckConstraint("(state = 'decided') = (outcome is not null)", name="decided"),
        CheckConstraint("sent_on is null or sent_on <= received_on", name="sent"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}


class ObjectionStretch(Identified, Municipal, Base):
    """What moves the term to decide: days given by "extension" or "consent", or a stand-still under a rule."""

    __tablename__ = "objection_stretch"
    objection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("objection.id"), index=True)
    cause: Mapped[str] = mapped_column(String(60))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    days: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    objection: Mapped[Objection] = relationship(back_populates="stretches")


class CourtCase(Identified, Municipal, Versioned, Base):
    """A case about a decision before a court. ``objection``: whose outcome is appealed against, in the Netherlands."""

    __tablename__ = "court_case"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), index=True)
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    objection_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("objection.id"))
    kind: Mapped[CourtKind] = mapped_column(String(20))
    state: Mapped[CourtState] = mapped_column(String(12), default=CourtState.LODGED, index=True)
    court: Mapped[str] = mapped_column(String(200))
    reference: Mapped[str] = mapped_column(String(80), default="")
    lodged_on: Mapped[date]
    ruling: Mapped[Ruling | None] = mapped_column(String(16))
    ruled_on: Mapped[date | None]
    ruling_reference: Mapped[str] = mapped_column(String(80), default="")
    ruling_gist: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[Decision] = relationship(lazy="joined")
    objection: Mapped[Objection | None] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("(state = 'ruled') = (ruling is not null)", name="ruled"),)
    __mapper_args__ = {"version_id_col": Versioned.version}


class Stay(Identified, Municipal, Base):
    """A court holds a decision up: from ``from_on``; ``until_on`` None: it still does."""

    __tablename__ = "stay"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), index=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("court_case.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    __table_args__ = (CheckConstraint("until_on is null or until_on >= from_on", name="period"),)
