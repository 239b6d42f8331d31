"""Rows of the tablet: devices, what they sent as it came, what was handed out to them, what clashed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal, Versioned
from app.people import User
from inspections.models import Inspection

# Columns that hold whole sheets or secrets: the audit line says that they changed, not how.
_UNTOLD = {"sensitive": True}


class Device(Identified, Municipal, Base):
    """A tablet in the hands of one person; its id was made on the tablet.

    ``token_sha256``: fingerprint of the token that holds until ``expires_at``. ``waiting``, ``oldest_waiting_at``,
    ``open_visits``: what the tablet said it had not sent yet. ``lost_at``: the browser had emptied its store.
    ``persisted``: whether the browser promised to keep the store.
    """

    __tablename__ = "device"
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    client: Mapped[int]
    token_sha256: Mapped[str | None] = mapped_column(String(64), unique=True, info=_UNTOLD)
    expires_at: Mapped[datetime | None]
    registered_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    persisted: Mapped[bool] = mapped_column(default=False)
    waiting: Mapped[int] = mapped_column(default=0)
    oldest_waiting_at: Mapped[datetime | None]
    open_visits: Mapped[list[str]] = mapped_column(JSON, default=list)
    lost_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str] = mapped_column(String(200), default="")
    person: Mapped[User] = relationship(lazy="joined")


class Receipt(Identified, Municipal, Base):
    """A body as it came, stored before anybody read it. ``key_sha256``: the same call again is the same receipt."""

    __tablename__ = "sync_receipt"
    device_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("device.id"))
    kind: Mapped[str] = mapped_column(String(12))
    object_id: Mapped[uuid.UUID]
    key_sha256: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary, info=_UNTOLD)
    received_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    __table_args__ = (UniqueConstraint("device_id", "key_sha256"),)


class Operation(Municipal, Base):
    """An edit that was accepted, under the key the tablet gave it: the answer, and the sheet as it was sent."""

    __tablename__ = "sync_operation"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    device_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("device.id"))
    inspection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("inspection.id"))
    request_sha256: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    answer: Mapped[dict[str, Any]] = mapped_column(JSON, info=_UNTOLD)
    sheet: Mapped[dict[str, Any]] = mapped_column(JSON, info=_UNTOLD)
    version: Mapped[int]
    received_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    __table_args__ = (Index("ix_sync_operation_of", "inspection_id", "device_id", "version"),)


class HandedVisit(Municipal, Base):
    """The sheet of a visit as one device got it at one version: what an edit of that device was made on."""

    __tablename__ = "handed_visit"
    inspection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    device_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("device.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    sheet: Mapped[dict[str, Any]] = mapped_column(JSON, info=_UNTOLD)
    handed_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)


class WorkPackage(Identified, Municipal, Base):
    """Which visits at which versions a device got together; the id is the cursor. ``versions``: {visit id: version}."""

    __tablename__ = "work_package"
    device_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("device.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    versions: Mapped[dict[str, int]] = mapped_column(JSON, info=_UNTOLD)


class Attachment(Identified, Municipal, Base):
    """A photo or a signature as it was received, possibly before its visit. ``sha256``: of what was sent;
    ``file_sha256``: of what is kept, re-encoded. Position (WGS 84) and clock of the tablet stand in fields.
    ``used_at``: when it became a photo of the visit."""

    __tablename__ = "attachment"
    visit_id: Mapped[uuid.UUID] = mapped_column(index=True)
    device_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("device.id"))
    kind: Mapped[str] = mapped_column(String(12))
    item_code: Mapped[str] = mapped_column(String(12), default="")
    sha256: Mapped[str] = mapped_column(String(64))
    file_sha256: Mapped[str] = mapped_column(String(64))
    captured_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(60))
    offset_ms: Mapped[int] = mapped_column(BigInteger)
    taken_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(default=clock.now)
    used_at: Mapped[datetime | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Clash(Identified, Municipal, Base):
    """A copy of a visit that a person must look at; both versions stay here, also after the decision.

    ``kind`` "conflict": the same question was changed on both sides; "withdrawn": the visit had been taken back.
    ``base``, ``ours`` (the house's), ``theirs`` (the tablet's): sheets. ``sent``: the rest of what was sent, the clock
    of the tablet and the moment of receipt.
    ``chosen``: {field: "ours" or "theirs"}. ``decided_on_device``: the tablet sent a newer edit instead.
    """

    __tablename__ = "clash"
    inspection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("inspection.id"), index=True)
    device_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("device.id"))
    operation_id: Mapped[uuid.UUID]
    request_sha256: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(12))
    base: Mapped[dict[str, Any]] = mapped_column(JSON, info=_UNTOLD)
    ours: Mapped[dict[str, Any]] = mapped_column(JSON, info=_UNTOLD)
    theirs: Mapped[dict[str, Any]] = mapped_column(JSON, info=_UNTOLD)
    sent: Mapped[dict[str, Any]] = mapped_column(JSON, info=_UNTOLD)
    fields: Mapped[list[str]] = mapped_column(JSON)
    raised_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_by: Mapped[str] = mapped_column(String(200), default="")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    decided_on_device: Mapped[bool] = mapped_column(default=False)
    chosen: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    inspection: Mapped[Inspection] = relationship(lazy="joined")
    device: Mapped[Device] = relationship(lazy="joined")

    @property
    def received_at(self) -> datetime:
        """When the house got this copy; the first copies of a clash did not note it."""
        told = self.sent.get("received_at")
        return datetime.fromisoformat(told) if told else self.raised_at


class DangerContact(Identified, Municipal, Versioned, Base):
    """Whom to call in this municipality, in the order of ``position``; none: the numbers that ship with the house.

    ``minors``: also named for a minor.
    """

    __tablename__ = "danger_contact"
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    number: Mapped[str] = mapped_column(String(40))
    minors: Mapped[bool] = mapped_column(default=False)
    __mapper_args__ = {"version_id_col": Versioned.version}
