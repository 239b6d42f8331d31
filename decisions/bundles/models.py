"""Rows of the bundles that were made of a case."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal, Versioned
from app.people import User
from decisions.bundles.lifecycle import BundleState
from decisions.compartments.models import closed
from decisions.models import Decision


class Bundle(Identified, Municipal, Versioned, Base):
    """The evidence of one decision, gathered for one recipient, as one PDF.

    ``profile`` is an id of ``profiles.toml``. ``plan_sha256``: all that the bundle says, kept when it was asked, so
    that making it again gives the same bytes. ``bare_sha256`` the bytes before the seal, ``file_sha256`` those that are
    sent. ``power``: the mark without which nobody sees a bundle with documents of a closed file; ``closed_case_id``
    that file. ``basis``: on which legal ground a recipient without a ground of its own gets it. ``fault``: why it was
    not made.
    """

    __tablename__ = "bundle"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), index=True)
    objection_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("objection.id"))
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("court_case.id"))
    number: Mapped[str] = mapped_column(String(60))
    profile: Mapped[str] = mapped_column(String(24))
    recipient: Mapped[str] = mapped_column(String(200))
    reference: Mapped[str] = mapped_column(String(80), default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    photo_files: Mapped[bool] = mapped_column(default=False, server_default=false())
    language: Mapped[str] = mapped_column(String(2))
    power: Mapped[str | None] = closed(String(40))
    closed_case_id: Mapped[uuid.UUID | None] = closed()
    state: Mapped[BundleState] = mapped_column(String(12), default=BundleState.ASKED, index=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    documents: Mapped[int] = closed(default=0)
    withheld: Mapped[int] = closed(default=0)
    plan_sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime | None]
    bare_sha256: Mapped[str | None] = mapped_column(String(64))
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None] = mapped_column(BigInteger)
    sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    fault: Mapped[str] = mapped_column(String(300), default="", server_default="")
    decision: Mapped[Decision] = relationship(lazy="joined")
    asked_by: Mapped[User] = relationship(lazy="joined")
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("(state = 'made') = (file_sha256 is not null)", name="made"),
        CheckConstraint("(state = 'made') = (made_at is not null)", name="made_at"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}
