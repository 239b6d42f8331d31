"""A letter that waits for its hands, and each hand that was put on it."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal, Versioned
from app.people import User
from decisions.compartments.models import closed
from decisions.countersigning.lifecycle import PaperState


class PaperToSign(Identified, Municipal, Versioned, Base):
    """One letter. ``about`` and ``about_id``: the row whose letter it is ("letter": DecisionLetter; "integrity").

    ``fields``: the places to sign, in their order. ``sha256``: the bytes as they are now, with the signatures so far;
    ``secret``: they are closed to everybody but the readers of the file and who signs. ``number`` and ``title`` are
    told to who signs. ``returned_because``: why it was sent back the last time, and ``answer`` what was done with that.
    """

    __tablename__ = "paper_to_sign"
    about: Mapped[str] = mapped_column(String(12))
    about_id: Mapped[uuid.UUID] = mapped_column(index=True)
    kind: Mapped[str] = closed(String(40))
    title: Mapped[str] = closed(String(400))
    number: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    secret: Mapped[bool] = mapped_column(default=False)
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)
    sha256: Mapped[str] = closed(String(64))
    state: Mapped[PaperState] = mapped_column(String(16), default=PaperState.WITH_MAYOR, index=True)
    returned_because: Mapped[str] = closed(Text, default="", server_default="")
    answer: Mapped[str] = closed(Text, default="", server_default="")
    prepared_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    prepared_at: Mapped[datetime] = mapped_column(default=clock.now)
    prepared_by: Mapped[User] = relationship(lazy="joined")
    hands: Mapped[list[PaperHand]] = relationship(
        back_populates="paper", order_by="PaperHand.at", cascade="all, delete-orphan", lazy="selectin"
    )
    __table_args__ = (UniqueConstraint("municipality_code", "about_id"),)
    __mapper_args__ = {"version_id_col": Versioned.version}


class PaperHand(Identified, Municipal, Base):
    """A signature that was put: in which place, by whom, and the bytes after it; ``sealed`` with the town's seal."""

    __tablename__ = "paper_hand"
    paper_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("paper_to_sign.id"), index=True)
    field: Mapped[str] = mapped_column(String(12))
    signer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    level: Mapped[str] = mapped_column(String(8))
    sealed: Mapped[bool]
    certificate_sha256: Mapped[str] = mapped_column(String(64), index=True)
    paper: Mapped[PaperToSign] = relationship(back_populates="hands")
    signer: Mapped[User] = relationship(lazy="joined")
    __table_args__ = (
        UniqueConstraint("paper_id", "field"),
        CheckConstraint("field in ('Mayor', 'Director')", name="place"),
    )
