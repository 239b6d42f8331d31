"""Registering a tablet, hearing from it, taking it back."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select

from app import clock
from app.access import Permission
from app.acts import act, actor
from app.db import db, everywhere
from inspections.sync.models import Device, Receipt
from inspections.sync.problems import DeviceOfAnother, DeviceRevoked

# A shift; web.md 3: the token is renewed by any sign-in with a network.
TOKEN_LASTS = timedelta(hours=12)
_TOKEN_BYTES = 32


@dataclass(frozen=True)
class Registered:
    """``token`` is shown once and kept as a fingerprint only. ``fresh``: the device was not known before."""

    device: Device
    token: str
    fresh: bool


@dataclass(frozen=True)
class StateTold:
    """What a tablet says of itself: visits not yet sent, and whether its store was kept or found emptied."""

    waiting: int
    oldest_waiting_at: datetime | None
    persisted: bool
    lost: bool
    open_visits: Sequence[str]


def fingerprint(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@act(Permission.INSPECTION_LOG, name="inspections.register_device")
def register(device_id: uuid.UUID, name: str, client: int, *, persisted: bool, lost: bool) -> Registered:
    """Give a tablet its token; the one before stops working. Raises DeviceOfAnother or DeviceRevoked."""
    person = uuid.UUID(actor().id)
    with everywhere("the id of a tablet is unique over all municipalities"):
        known = db.session.get(Device, device_id, with_for_update={"of": Device})
    if known is not None and (known.municipality_code != actor().municipality_code or known.person_id != person):
        raise DeviceOfAnother
    if known is not None and known.revoked_at is not None:
        raise DeviceRevoked
    device = known or Device(id=device_id, person_id=person)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    device.name, device.client, device.persisted = name, client, persisted
    device.token_sha256, device.expires_at = fingerprint(token), clock.now() + TOKEN_LASTS
    device.last_seen_at = clock.now()
    if lost:
        device.lost_at = clock.now()
    db.session.add(device)
    db.session.flush()
    return Registered(device, token, known is None)


@act(Permission.INSPECTION_LOG, name="inspections.report_device_state")
def report_state(device_id: uuid.UUID, told: StateTold) -> Device:
    """Keep what the tablet says of itself."""
    device = locked(device_id)
    device.waiting, device.oldest_waiting_at = told.waiting, told.oldest_waiting_at
    device.persisted, device.open_visits = told.persisted, list(told.open_visits)
    if told.lost and device.lost_at is None:
        device.lost_at = clock.now()
    return device


@act(Permission.INSPECTION_LOG, name="inspections.sign_off_device")
def sign_off(device_id: uuid.UUID) -> Device:
    """The inspector erased the tablet himself: its token stops, it may be registered again."""
    device = locked(device_id)
    device.token_sha256, device.expires_at = None, None
    device.waiting, device.oldest_waiting_at, device.open_visits = 0, None, []
    return device


@act(Permission.DEVICE_MANAGE, name="inspections.revoke_device")
def revoke(device: Device) -> Device:
    """Take a tablet back at once: from its next call on it is told to erase itself. Twice is once."""
    if device.revoked_at is None:
        device.revoked_at, device.revoked_by = clock.now(), actor().name
    return device


@act(Permission.INSPECTION_LOG, name="inspections.keep_receipt")
def keep_receipt(device_id: uuid.UUID, kind: str, object_id: uuid.UUID, key: Sequence[str], body: bytes) -> uuid.UUID:
    """Store a body as it came, before it is read; the same call again (``key`` and body) is the same receipt."""
    locked(device_id)
    digest = sha256(body).hexdigest()
    key_digest = sha256("\x1f".join([kind, str(object_id), *key, digest]).encode()).hexdigest()
    known = db.session.scalar(
        select(Receipt.id).where(Receipt.device_id == device_id, Receipt.key_sha256 == key_digest)
    )
    if known is not None:
        return known
    row = Receipt(device_id=device_id, kind=kind, object_id=object_id, key_sha256=key_digest, sha256=digest, body=body)
    db.session.add(row)
    db.session.flush()
    return row.id


def locked(device_id: uuid.UUID) -> Device:
    """The device, alone until the end of the act, so that what one tablet sends at once is handled in turn.

    Raises DeviceRevoked: also when it was taken back while this call was on its way.
    """
    question = select(Device).where(Device.id == device_id).with_for_update(of=Device)
    device = db.session.scalars(question.execution_options(populate_existing=True)).one()
    if device.revoked_at is not None:
        raise DeviceRevoked
    device.last_seen_at = clock.now()
    return device
