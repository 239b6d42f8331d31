"""One code under one kind of letter of one decision."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Base, Municipal


class LetterCode(Municipal, Base):
    """``code`` in groups of four; ``address`` as printed; ``sha256`` the unsigned bytes that carry it, once filed."""

    __tablename__ = "letter_code"
    code: Mapped[str] = mapped_column(String(24), primary_key=True)
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"))
    kind: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(300))
    sha256: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    __table_args__ = (UniqueConstraint("decision_id", "kind"),)
