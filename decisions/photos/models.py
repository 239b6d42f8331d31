"""A photo that a letter shows."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal
from inspections.models import Finding


class DecisionPhoto(Identified, Municipal, Base):
    """One photo of a sealed visit, in the letters of one decision.

    ``alt``: what is seen on it, for who cannot see it. ``looked_at_by``: who confirmed that no person can be recognised
    (AVG art. 5); without that there is no row.
    """

    __tablename__ = "decision_photo"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), index=True)
    finding_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("finding.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    position: Mapped[int]
    caption: Mapped[str] = mapped_column(String(300))
    alt: Mapped[str] = mapped_column(String(300))
    looked_at_by: Mapped[str] = mapped_column(String(200))
    looked_at: Mapped[datetime] = mapped_column(default=clock.now)
    finding: Mapped[Finding] = relationship(lazy="joined")
    __table_args__ = (UniqueConstraint("decision_id", "sha256"),)
