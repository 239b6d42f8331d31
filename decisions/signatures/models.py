"""Every signed copy of a letter that ever left the press, so that each can be recognised."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal
from decisions.models import DecisionLetter


class SignedCopy(Identified, Municipal, Base):
    """The bytes of a letter with its signatures; a later copy holds an earlier one and more proof.

    ``level``: B-B, B-T or B-LTA. ``certificate_sha256``: of the mayor's certificate. ``proven_until``: when the
    certificate of the last time stamp over the whole expires; None before there is one.
    """

    __tablename__ = "signed_copy"
    letter_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision_letter.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    level: Mapped[str] = mapped_column(String(8))
    sealed: Mapped[bool]
    certificate_sha256: Mapped[str] = mapped_column(String(64), index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    proven_until: Mapped[datetime | None]
    letter: Mapped[DecisionLetter] = relationship(lazy="joined")
    __table_args__ = (UniqueConstraint("municipality_code", "sha256"),)
