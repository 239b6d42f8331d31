"""The questions about tablets: who sent this, what was handed out, what clashes, where each visit stands."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import date, time, timedelta

from sqlalchemy import and_, exists, func, or_, select

from app import clock
from app.db import db, everywhere, fetch
from inspections.lifecycle import InspectionState
from inspections.models import Inspection
from inspections.sync.models import Attachment, Clash, DangerContact, Device, HandedVisit, Operation, WorkPackage
from permits.models import Establishment

DAYS_AHEAD = timedelta(days=7)
MOST_PLACES = 300


def device_of(token_sha256: str) -> Device | None:
    """The device with this token, whether or not it still holds."""
    with everywhere("a token tells which municipality it belongs to"):
        return db.session.scalar(select(Device).where(Device.token_sha256 == token_sha256))


def device(device_id: uuid.UUID) -> Device:
    return fetch(Device, device_id)


def devices() -> list[Device]:
    """All tablets of the municipality, in use first, last seen first."""
    return list(db.session.scalars(select(Device).order_by(Device.revoked_at.isnot(None), Device.last_seen_at.desc())))


def devices_waiting() -> list[Device]:
    """Tablets in use that said they hold visits not yet sent, longest waiting first."""
    question = select(Device).where(Device.waiting > 0, Device.revoked_at.is_(None))
    return list(db.session.scalars(question.order_by(Device.oldest_waiting_at)))


def packed_for(person_id: uuid.UUID, day: date) -> list[Inspection]:
    """What belongs on the tablet of one inspector: under way, planned in the coming days, sealed today."""
    begins = clock.moment(day, time())
    question = select(Inspection).where(
        Inspection.inspector_id == person_id,
        or_(
            Inspection.state == InspectionState.UNDER_WAY,
            and_(Inspection.state == InspectionState.PLANNED, Inspection.planned_on <= day + DAYS_AHEAD),
            and_(Inspection.state == InspectionState.SEALED, Inspection.sealed_at >= begins),
        ),
    )
    return list(db.session.scalars(question.order_by(Inspection.planned_on, Inspection.number)))


def package(device_id: uuid.UUID, cursor: uuid.UUID | None) -> WorkPackage | None:
    """The package that this device got under a cursor; None when there is none (any more)."""
    if cursor is None:
        return None
    question = select(WorkPackage).where(WorkPackage.id == cursor, WorkPackage.device_id == device_id)
    return db.session.scalars(question).one_or_none()


def places_near(postal_codes: Collection[str]) -> list[Establishment]:
    """Open establishments in these postal codes, for a visit that nobody planned."""
    question = select(Establishment).where(
        Establishment.postal_code.in_([code for code in postal_codes if code]), Establishment.closed_on.is_(None)
    )
    return list(db.session.scalars(question.order_by(Establishment.name, Establishment.id).limit(MOST_PLACES)))


def handed(inspection_id: uuid.UUID, device_id: uuid.UUID, version: int) -> HandedVisit | None:
    return db.session.get(HandedVisit, (inspection_id, device_id, version))


def was_handed(inspection_id: uuid.UUID, device_id: uuid.UUID) -> bool:
    """Whether this device ever got the visit."""
    question = exists().where(HandedVisit.inspection_id == inspection_id, HandedVisit.device_id == device_id)
    return bool(db.session.scalar(select(question)))


def operation(operation_id: uuid.UUID) -> Operation | None:
    with everywhere("the key of an edit is unique over all municipalities"):
        return db.session.get(Operation, operation_id)


def last_operation(inspection_id: uuid.UUID, device_id: uuid.UUID) -> Operation | None:
    """The newest edit of this visit that was accepted from this device."""
    question = select(Operation).where(Operation.inspection_id == inspection_id, Operation.device_id == device_id)
    return db.session.scalars(question.order_by(Operation.version.desc()).limit(1)).first()


def attachments(visit_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Attachment]]:
    """Visit → what was received for it, in order of receipt."""
    question = select(Attachment).where(Attachment.visit_id.in_(visit_ids))
    found: dict[uuid.UUID, list[Attachment]] = {}
    for one in db.session.scalars(question.order_by(Attachment.received_at, Attachment.id)):
        found.setdefault(one.visit_id, []).append(one)
    return found


def attachment(key: uuid.UUID) -> Attachment | None:
    """What a tablet sent under this id, which a photo of the visit keeps; None when it came otherwise."""
    return db.session.scalars(select(Attachment).where(Attachment.id == key)).one_or_none()


def sent_picture(visit_id: uuid.UUID, sha256: str) -> Attachment | None:
    """The first attachment of a visit with this fingerprint of what was sent."""
    question = select(Attachment).where(Attachment.visit_id == visit_id, Attachment.sha256 == sha256)
    return db.session.scalars(question.order_by(Attachment.received_at, Attachment.id).limit(1)).first()


def signature_of(visit_id: uuid.UUID, key: str) -> str:
    """The SHA-256 of the file with what the operator wrote on glass; empty when there is none."""
    there = attachments([visit_id]).get(visit_id, []) if key else []
    return next((one.file_sha256 for one in there if str(one.id) == key), "")


def number_of_attachments(visit_id: uuid.UUID) -> int:
    where = Attachment.visit_id == visit_id
    return db.session.scalar(select(func.count()).select_from(Attachment).where(where)) or 0


def is_elsewhere(model: type[Inspection] | type[Attachment], key: uuid.UUID) -> bool:
    """Whether a row with this id belongs to another municipality."""
    with everywhere("an id made on a tablet is unique over all municipalities"):
        found = db.session.scalar(select(model.municipality_code).where(model.id == key))
    return found is not None and db.session.scalar(select(model.id).where(model.id == key)) is None


def open_clashes() -> list[Clash]:
    """Copies that wait for a person, oldest first."""
    return list(db.session.scalars(select(Clash).where(Clash.decided_at.is_(None)).order_by(Clash.raised_at)))


def clash(clash_id: uuid.UUID) -> Clash:
    return fetch(Clash, clash_id)


def open_clash(inspection_id: uuid.UUID, device_id: uuid.UUID) -> Clash | None:
    question = select(Clash).where(
        Clash.inspection_id == inspection_id, Clash.device_id == device_id, Clash.decided_at.is_(None)
    )
    return db.session.scalars(question).first()


def clashes_of(inspection_id: uuid.UUID) -> list[Clash]:
    """All clashes of a visit, also those decided."""
    return list(db.session.scalars(select(Clash).where(Clash.inspection_id == inspection_id).order_by(Clash.raised_at)))


def was_decided(device_id: uuid.UUID, operation_id: uuid.UUID) -> bool:
    """Whether somebody has decided about the copy that came with this edit."""
    question = exists().where(
        Clash.device_id == device_id, Clash.operation_id == operation_id, Clash.decided_at.isnot(None)
    )
    return bool(db.session.scalar(select(question)))


def taken_up(clash: Clash) -> Inspection | None:
    """The visit that was made of a copy which came in after its own visit had been taken back."""
    question = select(Inspection).where(Inspection.slot == slot_of(clash))
    return db.session.scalars(question).unique().one_or_none()


def slot_of(clash: Clash) -> str:
    """The reason under which a visit made of a copy exists once."""
    return f"taken-up:{clash.id}"


def edits_of(inspection_id: uuid.UUID) -> list[Operation]:
    """The edits of a visit that were accepted from tablets, newest first; those of ninety days are known."""
    question = select(Operation).where(Operation.inspection_id == inspection_id)
    return list(db.session.scalars(question.order_by(Operation.received_at.desc(), Operation.version.desc())))


def contacts() -> list[DangerContact]:
    return list(db.session.scalars(select(DangerContact).order_by(DangerContact.position)))
