"""The letterhead of a municipality, one row."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Municipal, Versioned, scope

PLAIN = "#294a6b"
"""The colour of the house, until a municipality chooses its own."""


class TownLetterhead(Municipal, Versioned, Base):
    """``logo_sha256`` the mark as it was accepted, ``logo_kind`` svg or png, ``logo_alt`` what it shows.

    ``address`` and ``contact``: lines as printed; empty: those of the municipality. ``colour`` as #rrggbb.
    """

    __tablename__ = "town_letterhead"
    municipality_code: Mapped[str] = mapped_column(
        String(12), ForeignKey("municipality.code"), primary_key=True, default=scope
    )
    logo_sha256: Mapped[str | None] = mapped_column(String(64))
    logo_kind: Mapped[str | None] = mapped_column(String(4))
    logo_alt: Mapped[str] = mapped_column(String(200), default="")
    colour: Mapped[str] = mapped_column(String(7), default=PLAIN)
    address: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(Text, default="")
    __table_args__ = (CheckConstraint("(logo_sha256 is null) = (logo_kind is null)", name="logo"),)
    __mapper_args__ = {"version_id_col": Versioned.version}
