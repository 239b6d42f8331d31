"""What only some measures carry: a term to mend or comply with, deeds that are asked, a penalty, the way to reopen.

A room of its own, so that letters and gates can read it and the procedures that follow a decision can as well.
"""

from __future__ import annotations

import uuid
from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Identified, Municipal, Versioned, db
from decisions.models import Decision


class PenaltyUnit(StrEnum):
    """Per what a penalty becomes due (Awb 5:32b; NGW 133ter): once for all, per breach, or per stretch of time."""

    ONCE = "once"
    BREACH = "breach"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Particulars(Identified, Municipal, Versioned, Base):
    """Beside one decision. ``comply_by`` is an explicit last day, because the authority sets it; money is in cents.

    ``deeds``: what the party must do, one a line. ``reopening``: conditions the party can check and fulfil himself.
    ``sealing_on``: the day on which a closure will be sealed. ``account``: where a collected penalty or fine is paid.
    ``earlier_id``: the decision that this one lifts or collects under.
    """

    __tablename__ = "particulars"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    deeds: Mapped[str] = mapped_column(Text, default="")
    comply_by: Mapped[date | None]
    comply_reason: Mapped[str] = mapped_column(Text, default="")
    penalty_cents: Mapped[int | None]
    penalty_unit: Mapped[PenaltyUnit | None] = mapped_column(String(8))
    penalty_max_cents: Mapped[int | None]
    penalty_reason: Mapped[str] = mapped_column(Text, default="")
    reopening: Mapped[str] = mapped_column(Text, default="")
    sealing_on: Mapped[date | None]
    account: Mapped[str] = mapped_column(String(60), default="")
    earlier_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("decision.id"))
    __table_args__ = (
        CheckConstraint(
            "penalty_cents is null or (penalty_cents > 0 and penalty_max_cents >= penalty_cents)", name="penalty"
        ),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}


def of(decision: Decision) -> Particulars | None:
    """The particulars of a decision, when somebody wrote them."""
    return db.session.scalars(select(Particulars).where(Particulars.decision_id == decision.id)).one_or_none()
