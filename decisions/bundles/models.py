"""Rows of the bundles that were made of a case."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false
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
    not made. ``proof_due``: its seal waits to be made to last.
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
    proof_due: Mapped[bool] = mapped_column(default=False, server_default=false())
    decision: Mapped[Decision] = relationship(lazy="joined")
    asked_by: Mapped[User] = relationship(lazy="joined")
    copies: Mapped[list[BundleCopy]] = relationship(
        back_populates="bundle", order_by="BundleCopy.made_at", cascade="all, delete-orphan"
    )
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("(state = 'made') = (file_sha256 is not null)", name="made"),
        CheckConstraint("(state = 'made') = (made_at is not null)", name="made_at"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}


class BundleCopy(Identified, Municipal, Base):
    """The bytes of a sealed bundle; a later copy begins with the earlier one and holds more proof.

    ``proven_until``: when the certificate of the last time stamp over the whole expires; None before there is one.
    """

    __tablename__ = "bundle_copy"
    bundle_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("bundle.id", ondelete="CASCADE"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    proven_until: Mapped[datetime | None]
    bundle: Mapped[Bundle] = relationship(back_populates="copies")
    __table_args__ = (UniqueConstraint("municipality_code", "sha256"),)


class Masking(Identified, Municipal, Versioned, Base):
    """What an officer gives of one document to one kind of recipient, instead of what the profile says.

    ``document``: its key among the documents of the decision. ``less``, ``rule``, ``letter``, ``places``, ``words`` and
    ``files`` as in :class:`decisions.bundles.drafts.Masked`; a file that is withheld has an empty name of its copy.
    ``letter_sha256``: the bytes to which the places belong. ``power`` and ``closed_case_id`` as of a bundle.
    """

    __tablename__ = "masking"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"))
    profile: Mapped[str] = mapped_column(String(24))
    document: Mapped[str] = mapped_column(String(80))
    less: Mapped[str] = mapped_column(String(12))
    rule: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = closed(Text)
    letter: Mapped[str] = mapped_column(String(12), default="", server_default="")
    letter_sha256: Mapped[str] = mapped_column(String(64), default="", server_default="")
    places: Mapped[list[str]] = closed(JSON, default=list)
    words: Mapped[list[str]] = closed(JSON, default=list)
    files: Mapped[dict[str, str]] = closed(JSON, default=dict)
    power: Mapped[str | None] = closed(String(40))
    closed_case_id: Mapped[uuid.UUID | None] = closed()
    chosen_at: Mapped[datetime] = mapped_column(default=clock.now)
    chosen_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    chosen_by: Mapped[User] = relationship(lazy="joined")
    __table_args__ = (
        UniqueConstraint("decision_id", "profile", "document"),
        CheckConstraint("less in ('withheld', 'facts', 'masked')", name="less"),
        CheckConstraint("letter in ('', 'masked', 'withheld')", name="letter"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}
