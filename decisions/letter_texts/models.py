"""One edition of a letter text, as a municipality wrote it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Base, Identified, Municipal, Versioned


class LetterEdition(Identified, Municipal, Versioned, Base):
    """Subject and body in the grammar of reports/letters/README.md; all else comes from the house's own text.

    ``house_edition``: the edition of the house's text that it was written beside. A draft has no ``used_from``; the
    one in use has no ``used_until``. Nothing is edited once it was used, because letters name it.
    """

    __tablename__ = "letter_edition"
    kind: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    number: Mapped[int]
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    house_edition: Mapped[date]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[str] = mapped_column(String(200))
    used_from: Mapped[datetime | None]
    used_by: Mapped[str] = mapped_column(String(200), default="")
    used_until: Mapped[datetime | None]
    __table_args__ = (
        UniqueConstraint("municipality_code", "kind", "language", "number"),
        CheckConstraint("used_until is null or used_from is not null", name="used"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}

    @property
    def is_draft(self) -> bool:
        """Nobody has put it to use yet."""
        return self.used_from is None

    @property
    def in_use(self) -> bool:
        """New letters are made from it now."""
        return self.used_from is not None and self.used_until is None
