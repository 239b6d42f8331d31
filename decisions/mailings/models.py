"""Rows of the letters that go to many at once."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal, Versioned
from app.people import User
from decisions.mailings.lifecycle import LetterState, MailingState
from permits.models import Establishment, Permit, Sector


class Mailing(Identified, Municipal, Versioned, Base):
    """A letter of one kind to the holders of the permits that were chosen.

    ``sector_id`` None: every sector; ``ends_by``: only permits that end on or before this day. ``letter_date`` is the
    day of starting; from then on who gets a letter stands in :class:`MailingLetter` and changes no more.
    """

    __tablename__ = "mailing"
    number: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    subject: Mapped[str] = mapped_column(String(200), default="")
    message: Mapped[str] = mapped_column(Text, default="")
    sector_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("sector.id"))
    ends_by: Mapped[date | None]
    state: Mapped[MailingState] = mapped_column(String(12), default=MailingState.DRAFT, index=True)
    prepared_at: Mapped[datetime] = mapped_column(default=clock.now)
    prepared_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    letter_date: Mapped[date | None]
    finished_at: Mapped[datetime | None]
    prepared_by: Mapped[User] = relationship(lazy="joined")
    sector: Mapped[Sector | None] = relationship(lazy="joined")
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("(state in ('running', 'finished')) = (letter_date is not null)", name="started"),
        CheckConstraint("(state = 'finished') = (finished_at is not null)", name="finished"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}


class MailingLetter(Identified, Municipal, Base):
    """The letter to one establishment, whether it has been made yet, and if not why not."""

    __tablename__ = "mailing_letter"
    mailing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("mailing.id"))
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    permit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("permit.id"))
    position: Mapped[int]
    state: Mapped[LetterState] = mapped_column(String(12), default=LetterState.WAITING)
    sha256: Mapped[str | None] = mapped_column(String(64))
    fault: Mapped[str] = mapped_column(String(300), default="", server_default="")
    mailing: Mapped[Mailing] = relationship(lazy="joined")
    establishment: Mapped[Establishment] = relationship(lazy="joined")
    permit: Mapped[Permit] = relationship(lazy="joined")
    __table_args__ = (
        UniqueConstraint("mailing_id", "establishment_id"),
        UniqueConstraint("mailing_id", "position"),
        CheckConstraint("(state = 'made') = (sha256 is not null)", name="made"),
    )
