"""Taking up a copy that came in after its visit had been taken back: it becomes a visit of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask_babel import lazy_gettext as _l

from app import clock, story
from app.access import Permission
from app.acts import act, actor, note
from app.db import db, new_id
from app.errors import Refusal
from app.privacy import REASON, looks_like_identity_number
from inspections import queries as visits
from inspections.acts.planning import address, planned, proposed
from inspections.acts.visit import begun
from inspections.models import Inspection, InspectionKind, RedFlag
from inspections.sheet import Sheet
from inspections.sync import queries
from inspections.sync.acts.deciding import alone, as_sent
from inspections.sync.acts.receiving import WITHDRAWN, use
from inspections.sync.clocks import Reading
from inspections.sync.models import Attachment, Clash
from inspections.sync.sent import FlagSent, VisitSent


class NothingToTakeUp(Refusal):
    sentence = _l("Only what came in after its visit was taken back can be taken up.")


class WhyTakenUp(Refusal):
    status = 422
    sentence = _l("Say why this is taken up: one sentence is enough.")


class WhyHasIdentityNumber(Refusal):
    status = 422
    sentence = REASON


@act(Permission.INSPECTION_PLAN, name="inspections.take_up")
def take_up(clash: Clash, because: str) -> Inspection:
    """Make a visit of the copy, under way in the name of who made it and who seals it; the copy itself stays.

    The visit that was taken back is left as it is: another inspector may be working on it. Raises NothingToTakeUp,
    WhyTakenUp, WhyHasIdentityNumber, or AlreadyDecided.
    """
    if clash.kind != WITHDRAWN:
        raise NothingToTakeUp
    if not because.strip():
        raise WhyTakenUp
    if looks_like_identity_number(because):
        raise WhyHasIdentityNumber
    former, theirs = alone(clash), Sheet.from_dict(clash.theirs)
    sent = as_sent(clash, theirs)
    at = _first_moment(theirs, sent, clash.received_at)
    made = _visit(clash, former, because.strip(), at)
    copies = _copied(former, made, sent)
    signature = copies.get(theirs.signature)
    kept = replace(theirs, signature=str(signature.id) if signature else "")
    made.sheet = replace(kept, evidence=sent.clock.evidence(clash.received_at)).to_dict()
    for one in copies.values():
        use(made, one)
    _move_flags(clash, made)
    clash.decided_at, clash.decided_by = clock.now(), actor().name
    story.tell(
        "inspection.taken-up",
        [made.id, former.id, former.establishment_id],
        url=address(made),
        number=made.number,
        former=former.number,
        because=made.reason,
    )
    note(clash=str(clash.id), former=former.number)
    return made


def _visit(clash: Clash, former: Inspection, because: str, at: datetime) -> Inspection:
    day, slot = clock.civil(at).date(), queries.slot_of(clash)
    kind = InspectionKind.EXTRA
    made = proposed(former.establishment, kind, slot, day, because[:300], follows=former, made=True)
    return begun(planned(made, day, clash.device.person), at)


def _first_moment(sheet: Sheet, sent: VisitSent, received_at: datetime) -> datetime:
    """When the visit was begun: what the inspector noted, else the first answer, else when the copy was sent."""
    seen = [answer.seen_at for answer in sheet.answers.values() if answer.seen_at]
    return sheet.started_at or min(seen, default=sent.clock.taken_at(received_at))


def _copied(former: Inspection, made: Inspection, sent: VisitSent) -> dict[str, Attachment]:
    """Id of what was sent → the same for the new visit, under an id of its own: the former visit keeps what it has."""
    copies: dict[str, Attachment] = {}
    wanted = {*map(str, sent.attachments), sent.sheet.signature}
    for one in queries.attachments([former.id]).get(former.id, []):
        if str(one.id) in wanted:
            same = {name: getattr(one, name) for name in _SAME}
            copies[str(one.id)] = Attachment(id=new_id(), visit_id=made.id, **same)
    db.session.add_all(copies.values())
    db.session.flush()
    return copies


_SAME = (
    "device_id", "kind", "item_code", "sha256", "file_sha256", "captured_at", "zone", "offset_ms", "taken_at",
    "received_at", "latitude", "longitude",
)  # fmt: skip


def _move_flags(clash: Clash, made: Inspection) -> None:
    """A red flag stands with the visit at which it was seen, once; one that became a finding stays where it is."""
    for flag in visits.flags_sent_ahead(clash.inspection_id):
        if flag.device_id == clash.device_id and flag.finding_id is None:
            flag.visit_id = made.id
            flag.content_sha256 = _told(flag).content_sha256


def _told(flag: RedFlag) -> FlagSent:
    """The flag as the tablet sends it from now on, with the visit at which it stands."""
    return FlagSent(
        id=flag.id,
        visit_id=flag.visit_id,
        item=flag.item_code,
        basis=str(flag.basis),
        remark=flag.remark,
        counts=flag.counts,
        severity=flag.severity,
        severity_reason=flag.severity_reason,
        place=flag.place,
        clock=Reading(flag.captured_at, flag.zone, flag.offset_ms),
    )
