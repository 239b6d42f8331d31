"""What a decision on an application says beside the decision itself."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Identified, Municipal
from decisions.models import Decision
from permits.models import Application


class ApplicationDecision(Identified, Municipal, Base):
    """Beside one decision on an application; which columns count follows from the letter of its measure.

    ``permit_number`` is kept from the first draft on, because the letter names it. ``organ`` ("mayor", "college"),
    ``regulation`` and ``article``: what a Belgian regulation says. ``weeks``, ``cause``, ``from_on``, ``until_on``: how
    the term moves. ``complete_until``: last day to complete. ``old_end_on``, ``new_end_on``, ``missing``: as the letter
    prints them, fixed when it is submitted.
    """

    __tablename__ = "application_decision"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    permit_number: Mapped[str] = mapped_column(String(40), default="")
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(Text, default="")
    organ: Mapped[str] = mapped_column(String(8), default="")
    regulation: Mapped[str] = mapped_column(String(200), default="")
    article: Mapped[str] = mapped_column(String(120), default="")
    weeks: Mapped[int | None]
    cause: Mapped[str] = mapped_column(String(60), default="")
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    complete_until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    old_end_on: Mapped[date | None]
    new_end_on: Mapped[date | None]
    missing: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    decision: Mapped[Decision] = relationship(lazy="joined")
    application: Mapped[Application] = relationship(lazy="joined")
    conditions: Mapped[list[DecidedCondition]] = relationship(
        back_populates="behind", order_by="DecidedCondition.number", cascade="all, delete-orphan"
    )
    __table_args__ = (
        CheckConstraint("valid_until is null or valid_until >= valid_from", name="validity"),
        CheckConstraint("until_on is null or until_on >= from_on", name="stretch"),
        CheckConstraint("organ in ('', 'mayor', 'college')", name="organ"),
    )


class DecidedCondition(Identified, Municipal, Base):
    """A condition of the permit, with why it is needed and the rule that allows it."""

    __tablename__ = "decided_condition"
    behind_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application_decision.id"), index=True)
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text, default="")
    rule: Mapped[str] = mapped_column(String(200), default="")
    behind: Mapped[ApplicationDecision] = relationship(back_populates="conditions")
    __table_args__ = (UniqueConstraint("behind_id", "number"),)
