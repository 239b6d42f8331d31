"""Receiving what goes before or beside a visit: photos, red flags, addenda. Each has an id of its own."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from PIL import Image

import law
from app import clock, files, story
from app.access import Permission
from app.acts import act, actor, note
from app.db import db, everywhere
from app.people import municipality_now
from app.privacy import looks_like_identity_number
from inspections.acts import photos
from inspections.acts.planning import address
from inspections.acts.sealing import add_addendum
from inspections.acts.visit import NotACount, check_counts
from inspections.lifecycle import InspectionState
from inspections.models import Addendum, Basis, Inspection, RedFlag
from inspections.sync import problems, queries
from inspections.sync.acts.devices import locked
from inspections.sync.acts.handing import LIMITS
from inspections.sync.clocks import Implausible, Reading
from inspections.sync.models import Attachment
from inspections.sync.sent import FlagSent, PictureSent

SIGNATURE = "signature"


@dataclass(frozen=True)
class Taken:
    """``fresh`` false: the house had exactly this already."""

    id: uuid.UUID
    received_at: datetime
    fresh: bool


@act(Permission.INSPECTION_LOG, name="inspections.receive_attachment")
def receive_attachment(device_id: uuid.UUID, sent: PictureSent) -> Taken:
    """Keep a photo, re-encoded; its position stands in fields. Attachments never change."""
    locked(device_id)
    known = db.session.get(Attachment, sent.id)
    if known is not None:
        if (known.sha256, known.visit_id, known.device_id) != (sent.sha256, sent.visit_id, device_id):
            raise problems.AttachmentDiffers(taken=str(sent.id))
        return Taken(known.id, known.received_at, fresh=False)
    if queries.is_elsewhere(Attachment, sent.id):
        raise problems.AttachmentDiffers(taken=str(sent.id))
    must_be_own(device_id, sent.visit_id)
    if queries.number_of_attachments(sent.visit_id) >= LIMITS["attachments"]:
        raise problems.TooMany
    if sent.item:
        known_item(sent.item)
    received_at = clock.now()
    taken_at = right_moment(sent.clock, received_at)
    picture, media_type = re_encoded(sent)
    kept = files.keep(picture, f"{sent.id}.{media_type.rsplit('/')[-1]}", media_type)
    latitude, longitude = photos.position_of(sent.content)
    row = Attachment(
        id=sent.id, visit_id=sent.visit_id, device_id=device_id, kind=sent.kind, item_code=sent.item,
        sha256=sent.sha256, file_sha256=kept.sha256, captured_at=sent.clock.captured_at, zone=sent.clock.zone,
        offset_ms=sent.clock.offset_ms, taken_at=taken_at, received_at=received_at,
        latitude=latitude, longitude=longitude,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    note(original_sha256=sent.sha256)
    return Taken(row.id, received_at, fresh=True)


@act(Permission.INSPECTION_LOG, name="inspections.receive_flag")
def receive_flag(device_id: uuid.UUID, sent: FlagSent) -> Taken:
    """Keep a red flag, whatever has become of its visit; after the seal it is an addendum as well."""
    locked(device_id)
    return kept_flag(device_id, sent)


def kept_flag(device_id: uuid.UUID, sent: FlagSent) -> Taken:
    """The work of :func:`receive_flag`, also for the flags that come with a visit."""
    known = db.session.get(RedFlag, sent.id)
    if known is not None:
        if known.content_sha256 != sent.content_sha256 and not _moved(known, sent):
            raise problems.IdTaken(taken=str(sent.id))
        return Taken(known.id, known.received_at, fresh=False)
    with everywhere("an id made on a tablet is unique over all municipalities"):
        if db.session.get(RedFlag, sent.id) is not None:
            raise problems.IdTaken(taken=str(sent.id))
    visit = must_be_own(device_id, sent.visit_id)
    _check(sent)
    received_at = clock.now()
    row = RedFlag(
        id=sent.id, visit_id=sent.visit_id, device_id=device_id, item_code=sent.item, basis=Basis(sent.basis),
        remark=sent.remark.strip(), counts=dict(sent.counts), severity=sent.severity,
        severity_reason=sent.severity_reason, place=sent.place, captured_at=sent.clock.captured_at,
        zone=sent.clock.zone, offset_ms=sent.clock.offset_ms, seen_at=right_moment(sent.clock, received_at),
        received_at=received_at, seen_by=actor().name, content_sha256=sent.content_sha256,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    if visit is not None:
        _tell(visit, row)
    return Taken(row.id, received_at, fresh=True)


@act(Permission.INSPECTION_LOG, name="inspections.receive_addendum")
def receive_addendum(
    device_id: uuid.UUID, visit: Inspection, addendum_id: uuid.UUID, text: str, reading: Reading
) -> Taken:
    """Add to a sealed visit what was wrong or forgotten; the same addendum twice is one."""
    locked(device_id)
    known = db.session.get(Addendum, addendum_id)
    if known is not None:
        if known.inspection_id != visit.id or known.text != text.strip():
            raise problems.IdTaken(taken=str(addendum_id))
        return Taken(known.id, known.added_at, fresh=False)
    with everywhere("an id made on a tablet is unique over all municipalities"):
        if db.session.get(Addendum, addendum_id) is not None:
            raise problems.IdTaken(taken=str(addendum_id))
    if visit.state != InspectionState.SEALED:
        raise problems.NotSealed
    if looks_like_identity_number(text):
        raise problems.IdentityNumber(field="text")
    right_moment(reading, clock.now())
    made = add_addendum(visit, text, id=addendum_id)
    return Taken(made.id, made.added_at, fresh=True)


def must_be_own(device_id: uuid.UUID, visit_id: uuid.UUID) -> Inspection | None:
    """The visit that a piece belongs to, None while the house does not know it.

    Raises VisitUnknown for one of another municipality, IdTaken for one that neither this person nor this tablet ever
    had: the tablet chose the id of somebody else's visit, and what was seen must not come to stand at another place.
    """
    if queries.is_elsewhere(Inspection, visit_id):
        raise problems.VisitUnknown
    visit = db.session.get(Inspection, visit_id)
    if visit is not None and str(visit.inspector_id) != actor().id and not queries.was_handed(visit_id, device_id):
        raise problems.IdTaken(taken=str(visit_id))
    return visit


def re_encoded(sent: PictureSent) -> tuple[bytes, str]:
    """The picture as it is kept, and its type: photos as JPEG, a signature as PNG on white."""
    try:
        if sent.kind != SIGNATURE:
            return photos.without_metadata(sent.content), "image/jpeg"
        photos.without_metadata(sent.content)  # refuses what is no picture, or too large a one
    except photos.NotAPhoto as fault:
        raise problems.NotAPhoto from fault
    except photos.PhotoTooLarge as fault:
        raise problems.TooLarge from fault
    with Image.open(io.BytesIO(sent.content)) as opened:
        ink = opened.convert("RGBA")
    ink.thumbnail((photos.LONG_SIDE, photos.LONG_SIDE))
    paper = Image.new("RGB", ink.size, "white")
    paper.paste(ink, mask=ink)
    saved = io.BytesIO()
    paper.save(saved, "PNG", optimize=True)
    return saved.getvalue(), "image/png"


def right_moment(reading: Reading, received_at: datetime) -> datetime:
    """The reading in the time of the house. Raises ClockImplausible."""
    try:
        return reading.taken_at(received_at)
    except Implausible as fault:
        raise problems.ClockImplausible from fault


def known_item(code: str) -> law.Item:
    """The item of a checklist. Raises UnknownItem."""
    try:
        return law.item(code)
    except law.UnknownEntry as fault:
        raise problems.UnknownItem(field=code) from fault


def _moved(known: RedFlag, sent: FlagSent) -> bool:
    """Whether this is the same flag, which went along when its withdrawn visit was taken up as another."""
    made = db.session.get(Inspection, known.visit_id)
    if made is None or made.follows_id != sent.visit_id:
        return False
    moved = replace(sent, visit_id=made.id, remark=sent.remark.strip())
    return moved.content_sha256 == known.content_sha256


def _check(sent: FlagSent) -> None:
    known_item(sent.item)
    for field in ("remark", "severity_reason", "place"):
        if looks_like_identity_number(getattr(sent, field)):
            raise problems.IdentityNumber(field=field)
    try:
        check_counts(sent.counts)
    except NotACount as fault:
        raise problems.Invalid(errors={"counts": [str(fault.sentence)]}) from fault


def _tell(visit: Inspection, row: RedFlag) -> None:
    label = law.item(row.item_code).label
    language = municipality_now().languages[0]
    story.tell(
        "inspection.flag",
        [visit.id, visit.establishment_id],
        power=Permission.FINDING_READ,
        url=address(visit),
        number=visit.number,
        remark=row.remark[:300],
    )
    if visit.state == InspectionState.SEALED:
        text = f"{row.item_code}, {label.get(language) or label['nl']}: {row.remark}"
        add_addendum(visit, text, late_key=row.content_sha256)
