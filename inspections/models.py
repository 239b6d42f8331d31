"""Rows of what is planned and seen. Persons at work are counts and functions, never names."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal, Versioned
from app.people import User
from inspections.lifecycle import InspectionState
from inspections.sheet import Answer, State
from permits.models import Establishment


class InspectionKind(StrEnum):
    FIRST = "first"
    PERIODIC = "periodic"
    FOLLOW_UP = "follow-up"
    EXTRA = "extra"


class Basis(StrEnum):
    """How the inspector knows: seen or heard (fact), or derived (conclusion)."""

    FACT = "fact"
    CONCLUSION = "conclusion"


class Inspection(Identified, Municipal, Versioned, Base):
    """A visit, from proposal to seal. ``slot`` names the reason uniquely ("periodic:2026-11"), so none is doubled.

    ``sheet`` is the visit sheet as a plain value (inspections.sheet), kept until the visit is sealed and after.
    """

    __tablename__ = "inspection"
    number: Mapped[str] = mapped_column(String(40))
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    kind: Mapped[InspectionKind] = mapped_column(String(16))
    slot: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(String(300), default="")
    due_on: Mapped[date]
    planned_on: Mapped[date | None] = mapped_column(index=True)
    inspector_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    follows_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("inspection.id"))
    state: Mapped[InspectionState] = mapped_column(String(16), default=InspectionState.PROPOSED, index=True)
    cancelled_because: Mapped[str] = mapped_column(String(300), default="")
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    sealed_at: Mapped[datetime | None]
    sheet: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    sheet_sha256: Mapped[str | None] = mapped_column(String(64))
    reminded_at: Mapped[datetime | None]
    establishment: Mapped[Establishment] = relationship(lazy="joined")
    inspector: Mapped[User | None] = relationship(lazy="joined")
    findings: Mapped[list[Finding]] = relationship(
        back_populates="inspection", order_by="Finding.number", foreign_keys="Finding.inspection_id"
    )
    addenda: Mapped[list[Addendum]] = relationship(back_populates="inspection", order_by="Addendum.added_at")
    photos: Mapped[list[Photo]] = relationship(back_populates="inspection", order_by="Photo.taken_at")
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        UniqueConstraint("establishment_id", "slot"),
        CheckConstraint("(state = 'sealed') = (sealed_at is not null)", name="sealed"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}


class Photo(Identified, Municipal, Base):
    """A photo of a place, never of a person's face; re-encoded without its metadata.

    ``latitude``, ``longitude``: the position that the camera wrote, moved out of the picture (WGS 84).
    """

    __tablename__ = "photo"
    inspection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("inspection.id"), index=True)
    item_code: Mapped[str] = mapped_column(String(12))
    file_sha256: Mapped[str] = mapped_column(String(64))
    original_sha256: Mapped[str] = mapped_column(String(64))
    caption: Mapped[str] = mapped_column(String(200), default="")
    taken_at: Mapped[datetime] = mapped_column(default=clock.now)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    inspection: Mapped[Inspection] = relationship(back_populates="photos")
    __table_args__ = (UniqueConstraint("inspection_id", "item_code", "original_sha256"),)


class Finding(Identified, Municipal, Base):
    """A deviation, written when the visit is sealed and read-only from then on, but for its resolution.

    ``kind``: V violation, I indicator, B both (of the checklist item). ``counts``: {"sleeping-places": 4}.
    """

    __tablename__ = "finding"
    inspection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("inspection.id"), index=True)
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    item_code: Mapped[str] = mapped_column(String(12))
    label: Mapped[dict[str, str]] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(1))
    severity: Mapped[int]
    severity_reason: Mapped[str] = mapped_column(String(300), default="")
    basis: Mapped[Basis] = mapped_column(String(12))
    remark: Mapped[str] = mapped_column(Text)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    seen_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200), default="")
    photo_sha256s: Mapped[list[str]] = mapped_column(JSON, default=list)
    resolved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("inspection.id"))
    resolved_on: Mapped[date | None]
    inspection: Mapped[Inspection] = relationship(back_populates="findings", foreign_keys=[inspection_id])
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("severity between 1 and 4", name="severity"),
        CheckConstraint("kind in ('V', 'I', 'B')", name="kind"),
        CheckConstraint("(resolved_by_id is null) = (resolved_on is null)", name="resolved"),
    )

    @property
    def is_red_flag(self) -> bool:
        """An indicator (or both) of weight 3 or more; a flag starts a conversation and proves nothing."""
        return self.kind in {"I", "B"} and self.severity >= 3

    @property
    def is_open_violation(self) -> bool:
        return self.kind in {"V", "B"} and self.resolved_on is None


class Addendum(Identified, Municipal, Base):
    """What was wrong or forgotten in a sealed visit, added beside it; the sealed text stays.

    ``late_key``: fingerprint of what a tablet brought after the seal, so that it is added once.
    ``file_sha256``: a photo that came after the seal.
    """

    __tablename__ = "addendum"
    inspection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("inspection.id"), index=True)
    finding_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("finding.id"))
    text: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
    added_by: Mapped[str] = mapped_column(String(200))
    late_key: Mapped[str | None] = mapped_column(String(64))
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    inspection: Mapped[Inspection] = relationship(back_populates="addenda")
    __table_args__ = (UniqueConstraint("inspection_id", "late_key"),)


class RedFlag(Identified, Municipal, Base):
    """A grave sign sent ahead of its visit, so that it cannot be lost in a clash; its id was made on the tablet.

    ``visit_id``: of the visit, which the house need not know yet. ``severity`` None: the one of the list.
    ``captured_at``, ``zone``, ``offset_ms``: the tablet's clock, as evidence; ``received_at`` is the house's.
    ``finding_id``: the finding it became when the visit was sealed. ``content_sha256``: of what was sent.
    """

    __tablename__ = "red_flag"
    visit_id: Mapped[uuid.UUID] = mapped_column(index=True)
    device_id: Mapped[uuid.UUID]
    item_code: Mapped[str] = mapped_column(String(12))
    basis: Mapped[Basis] = mapped_column(String(12))
    remark: Mapped[str] = mapped_column(Text)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    severity: Mapped[int | None]
    severity_reason: Mapped[str] = mapped_column(String(300), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    captured_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(60))
    offset_ms: Mapped[int] = mapped_column(BigInteger)
    seen_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_by: Mapped[str] = mapped_column(String(200))
    content_sha256: Mapped[str] = mapped_column(String(64))
    finding_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("finding.id"))
    __table_args__ = (CheckConstraint("severity is null or severity between 1 and 4", name="severity"),)

    def answer(self) -> Answer:
        """The flag as an answer on the sheet."""
        return Answer(
            State.DEVIATION,
            basis=str(self.basis),
            remark=self.remark,
            counts=dict(self.counts),
            severity=self.severity,
            severity_reason=self.severity_reason,
            seen_at=self.seen_at,
            place=self.place,
            by=self.seen_by,
        )
