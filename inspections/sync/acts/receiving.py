"""Receiving an edit of a visit: once for each key, merged per question, never over what somebody else wrote."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from app import clock
from app.access import Permission
from app.acts import act, actor, note
from app.db import db
from app.errors import Lacking
from app.numbers import hold
from app.privacy import looks_like_identity_number
from inspections import acts as visits
from inspections import merge
from inspections.acts.planning import lock
from inspections.acts.visit import LooksLikeIdentityNumber, NotACount, NotOnTheSheet, check_answer, check_counts
from inspections.lifecycle import InspectionState
from inspections.models import Inspection, Photo
from inspections.sheet import FUNCTIONS_ALONG, FUNCTIONS_THERE, Sheet, open_sheet
from inspections.sync import problems, queries, shown
from inspections.sync.acts import late
from inspections.sync.acts.devices import locked
from inspections.sync.acts.handing import note_handed
from inspections.sync.acts.pieces import SIGNATURE, kept_flag, known_item
from inspections.sync.acts.places import place_of
from inspections.sync.clocks import Implausible
from inspections.sync.models import Attachment, Clash, HandedVisit, Operation
from inspections.sync.sent import VisitSent, put_right

CONFLICT, WITHDRAWN = "conflict", "withdrawn"


@dataclass(frozen=True)
class Outcome:
    """What is answered. ``clash``: "conflict" or "withdrawn" when a person must look at it."""

    status: int
    answer: dict[str, Any] = field(default_factory=dict)
    version: int = 0
    replayed: bool = False
    clash: str = ""


@act(Permission.INSPECTION_LOG, name="inspections.receive_visit")
def receive_visit(device_id: uuid.UUID, sent: VisitSent) -> Outcome:
    """Take an edit in. Raises the problems of docs/tablet-protocol.md; then nothing of it is stored.

    A clash is stored for a person to decide, and is not remembered under the key.
    """
    locked(device_id)
    done = queries.operation(sent.operation_id)
    if done is not None:
        if (done.device_id, done.request_sha256) != (device_id, sent.request_sha256):
            raise problems.KeyReused
        return Outcome(done.status, dict(done.answer), done.version, replayed=True)
    visit, created = _visit(device_id, sent), False
    _queue_up(visit, sent)
    if visit is None:
        visit, created = _begun_by_tablet(sent), True
    base = _base(device_id, visit, sent, created=created)
    theirs = _right(sent, base)
    if str(visit.inspector_id) != actor().id or visit.state == InspectionState.CANCELLED:
        return _withdrawn(device_id, visit, sent, base, theirs)
    for flag in sent.findings:
        kept_flag(device_id, flag)
    attached = _attached(sent)
    if visit.state == InspectionState.SEALED:
        late.keep(visit, base, theirs, attached)
        return remember(device_id, visit, sent, theirs, [], 200)
    ours = base if visit.state == InspectionState.PLANNED else Sheet.from_dict(visit.sheet)
    merged = merge.merge(base, ours, theirs)
    if merged.clashes:
        return _clashed(device_id, visit, sent, (base, ours, theirs), merged)
    return _written(device_id, visit, sent, theirs, merged.sheet, attached, created=created)


def write(visit: Inspection, sheet: Sheet, sent: VisitSent, attached: Sequence[Attachment]) -> None:
    """Put a merged sheet on the visit, which begins with it when it had not begun."""
    if visit.state == InspectionState.PLANNED:
        visits.begin(visit)
    visit.sheet = replace(sheet, evidence=sent.clock.evidence(clock.now())).to_dict()
    for one in attached:
        use(visit, one)
    db.session.flush()
    if sent.seal:
        try:
            visits.seal(visit, None)
        except Lacking as fault:
            told = [{"key": lack.key, "sentence": str(lack.sentence), "anchor": lack.anchor} for lack in fault.lacks]
            raise problems.Incomplete(lacks=told) from fault


def use(visit: Inspection, one: Attachment) -> None:
    """Make a photo of the visit of an attachment, once; the same bytes at the same item are one photo."""
    if one.used_at is not None or one.kind == SIGNATURE:
        return
    one.used_at = clock.now()
    where = (
        Photo.inspection_id == visit.id,
        Photo.item_code == one.item_code,
        Photo.original_sha256 == one.sha256,
    )
    if db.session.scalar(select(Photo.id).where(*where)) is None:
        db.session.add(
            Photo(
                id=one.id,
                inspection_id=visit.id,
                item_code=one.item_code,
                file_sha256=one.file_sha256,
                original_sha256=one.sha256,
                taken_at=one.taken_at,
                latitude=one.latitude,
                longitude=one.longitude,
            )
        )
        db.session.flush()


def _visit(device_id: uuid.UUID, sent: VisitSent) -> Inspection | None:
    """The visit, alone until the end of the act; None when the tablet begins it itself."""
    question = select(Inspection).where(Inspection.id == sent.visit_id).with_for_update(of=Inspection)
    found = db.session.scalars(question.execution_options(populate_existing=True)).unique().one_or_none()
    if found is None:
        if sent.base_version or sent.place is None or queries.is_elsewhere(Inspection, sent.visit_id):
            raise problems.VisitUnknown
        return None
    if sent.base_version == 0 and queries.last_operation(found.id, device_id) is None:
        raise problems.IdTaken(taken=str(found.id))
    if sent.base_version and not queries.was_handed(found.id, device_id):
        raise problems.VisitNotYours if str(found.inspector_id) != actor().id else problems.VersionUnknown
    return found


def _queue_up(visit: Inspection | None, sent: VisitSent) -> None:
    """Take the locks of the coming work in the order in which the desk takes them, so that nobody waits in a ring.

    An act inside this one ends with a line of the audit chain, whose head is the last lock everywhere else.
    """
    if sent.seal:
        hold("BV")
    known = visit.establishment_id if visit is not None else sent.place
    if isinstance(known, uuid.UUID):
        lock(known)
    if visit is None or sent.seal:
        hold("BZ")


def _begun_by_tablet(sent: VisitSent) -> Inspection:
    assert sent.place is not None, "asked when the visit was looked up"
    place = place_of(sent.place)
    return visits.visit_now(place, "unplanned", sent.visit_id)


def _base(device_id: uuid.UUID, visit: Inspection, sent: VisitSent, *, created: bool) -> Sheet:
    """What the edit was made on: what this device sent last, when that is newer than what it names as its base.

    An answer that got lost leaves the tablet with an old base, and yet its next edit holds the former one.
    """
    if created:
        return open_sheet([known_item(code) for code in sent.sheet.items])
    last = queries.last_operation(visit.id, device_id)
    if last is not None and last.version > sent.base_version:
        return Sheet.from_dict(last.sheet)
    handed: HandedVisit | None = queries.handed(visit.id, device_id, sent.base_version)
    if handed is None:
        raise problems.VersionUnknown
    return Sheet.from_dict(handed.sheet)


def _right(sent: VisitSent, base: Sheet) -> Sheet:
    """The sheet that was sent, in the time of the house; everything the tablet changed is checked."""
    try:
        sheet = put_right(sent.sheet, base, sent.clock, clock.now(), actor().name)
        sent.clock.taken_at(clock.now())
    except Implausible as fault:
        raise problems.ClockImplausible from fault
    for code in {*sheet.items, *sheet.answers}:
        known_item(code)
    if set(sheet.answers) - set(sheet.items):
        raise problems.UnknownItem(field=min(set(sheet.answers) - set(sheet.items)))
    _check(sheet, base)
    return sheet


def _check(sheet: Sheet, base: Sheet) -> None:
    for code in merge.changed_fields(base, sheet):
        try:
            check_answer(code, sheet.answers.get(code))
        except LooksLikeIdentityNumber as fault:
            raise problems.IdentityNumber(field=code) from fault
        except (NotACount, NotOnTheSheet) as fault:
            raise problems.Invalid(errors={code: [str(fault.sentence)]}) from fault
    if sheet.present is not None:
        if set(sheet.present) - {*FUNCTIONS_THERE, *FUNCTIONS_ALONG}:
            raise problems.Invalid(errors={"present": [str(NotOnTheSheet.sentence)]})
        check_counts(sheet.present)
    texts = {"operator_remark": sheet.operator_remark, **{f"notes.{k}": n.text for k, n in sheet.notes.items()}}
    for name, text in texts.items():
        if looks_like_identity_number(text):
            raise problems.IdentityNumber(field=name)


def _attached(sent: VisitSent) -> list[Attachment]:
    """What the edit names, in the order of receipt. Raises AttachmentsMissing."""
    there = queries.attachments([sent.visit_id]).get(sent.visit_id, [])
    wanted = {str(one) for one in sent.attachments} | ({sent.sheet.signature} if sent.sheet.signature else set())
    missing = sorted(wanted - {str(one.id) for one in there})
    if missing:
        raise problems.AttachmentsMissing(missing=missing)
    return [one for one in there if str(one.id) in wanted]


def _written(
    device_id: uuid.UUID, visit: Inspection, sent: VisitSent, theirs: Sheet, sheet: Sheet,
    attached: Sequence[Attachment], *, created: bool,
) -> Outcome:  # fmt: skip
    from_others = merge.changed_fields(theirs, sheet)
    write(visit, sheet, sent, attached)
    close_clash(device_id, visit)
    return remember(device_id, visit, sent, theirs, from_others, 201 if created else 200)


def close_clash(device_id: uuid.UUID, visit: Inspection) -> None:
    """The tablet's own newer edit was the decision."""
    waiting = queries.open_clash(visit.id, device_id)
    if waiting is not None:
        waiting.decided_at, waiting.decided_by, waiting.decided_on_device = clock.now(), actor().name, True


def remember(
    device_id: uuid.UUID, visit: Inspection, sent: VisitSent, theirs: Sheet, from_others: list[str], status: int
) -> Outcome:
    """Hand out the visit as it now stands and keep the answer under the key of the edit."""
    db.session.flush()  # the version that is handed out is the one after this edit
    sheet = note_handed(device_id, visit)
    answer = {
        "visit": shown.visit(visit, sheet),
        "version": visit.version,
        "received_at": clock.now().isoformat(),
        "receipt": str(sent.receipt_id),
        "merged": from_others,
    }
    db.session.add(
        Operation(
            id=sent.operation_id,
            device_id=device_id,
            inspection_id=visit.id,
            request_sha256=sent.request_sha256,
            status=status,
            answer=answer,
            sheet=theirs.to_dict(),
            version=visit.version,
        )
    )
    db.session.flush()
    note(operation=str(sent.operation_id), receipt=str(sent.receipt_id))
    return Outcome(status, answer, visit.version)


def _clashed(
    device_id: uuid.UUID, visit: Inspection, sent: VisitSent, sheets: tuple[Sheet, Sheet, Sheet], merged: merge.Merged
) -> Outcome:
    base, ours, theirs = sheets
    fields = sorted(merged.clashes)
    changed_by = _who(ours, fields)
    _store_clash(device_id, visit, sent, sheets, CONFLICT, fields, changed_by)
    copy = shown.visit(visit, note_handed(device_id, visit))
    answer = {
        "current_version": visit.version,
        "changed_by": changed_by,
        "changed_fields": fields,
        "server_copy": copy,
        "device_copy": shown.as_sent(theirs),
        "would_merge": [name for name in merge.changed_fields(base, ours) if name not in merged.clashes],
        "receipt": str(sent.receipt_id),
    }
    return Outcome(409, answer, visit.version, clash=CONFLICT)


def _withdrawn(device_id: uuid.UUID, visit: Inspection, sent: VisitSent, base: Sheet, theirs: Sheet) -> Outcome:
    ours = Sheet.from_dict(visit.sheet)
    for flag in sent.findings:
        kept_flag(device_id, flag)
    # The answer got lost and the copy comes again: what somebody has decided about it stays decided.
    if not queries.was_decided(device_id, sent.operation_id):
        fields = merge.changed_fields(base, theirs)
        _store_clash(device_id, visit, sent, (base, ours, theirs), WITHDRAWN, fields, "")
    return Outcome(410, {"receipt": str(sent.receipt_id)}, visit.version, clash=WITHDRAWN)


def _store_clash(
    device_id: uuid.UUID, visit: Inspection, sent: VisitSent, sheets: tuple[Sheet, Sheet, Sheet],
    kind: str, fields: list[str], changed_by: str,
) -> None:  # fmt: skip
    """One open clash for each visit and tablet: a newer copy takes the place of the older one, whose receipt stays."""
    row = queries.open_clash(visit.id, device_id)
    if row is None:
        row = Clash(inspection_id=visit.id, device_id=device_id)
        db.session.add(row)
    base, ours, theirs = sheets
    row.operation_id, row.request_sha256, row.kind, row.fields = sent.operation_id, sent.request_sha256, kind, fields
    row.base, row.ours, row.theirs = base.to_dict(), ours.to_dict(), theirs.to_dict()
    row.sent, row.changed_by = {**sent.told, "received_at": clock.now().isoformat()}, changed_by
    db.session.flush()


def _who(ours: Sheet, fields: Sequence[str]) -> str:
    names = {ours.answers[code].by for code in fields if code in ours.answers and ours.answers[code].by}
    return ", ".join(sorted(names))
