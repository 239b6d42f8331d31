"""What a decision on an objection says beside the decision itself."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Identified, Municipal
from decisions.models import Decision
from decisions.objections.models import Objection, ObjectionOutcome


class ObjectionDecision(Identified, Municipal, Base):
    """Beside one decision. ``considerations``: the full weighing anew; for an inadmissible objection why it is that.

    ``adviser``, ``advice_on``: the advisory committee; ``advice_reason`` why its advice can be followed, or, where
    ``deviates``, why it is not (Awb 7:13). ``replacement_id``: the decision that takes the place of the revoked one.
    """

    __tablename__ = "objection_decision"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    objection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("objection.id"), index=True)
    outcome: Mapped[ObjectionOutcome | None] = mapped_column(String(16))
    considerations: Mapped[str] = mapped_column(Text, default="")
    not_heard_because: Mapped[str] = mapped_column(Text, default="")
    adviser: Mapped[str] = mapped_column(String(200), default="")
    advice_on: Mapped[date | None]
    advice_reason: Mapped[str] = mapped_column(Text, default="")
    deviates: Mapped[bool] = mapped_column(default=False)
    costs: Mapped[str] = mapped_column(Text, default="")
    replacement_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("decision.id"))
    decision: Mapped[Decision] = relationship(foreign_keys=[decision_id], lazy="joined")
    objection: Mapped[Objection] = relationship(lazy="joined")
    replacement: Mapped[Decision | None] = relationship(foreign_keys=[replacement_id])
    __table_args__ = (
        CheckConstraint("(adviser = '') = (advice_on is null)", name="advice"),
        CheckConstraint("replacement_id is null or outcome = 'replaced'", name="replaced"),
    )
