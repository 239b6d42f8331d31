"""A person decides at the desk about a copy that clashed; both versions stay."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app import clock
from app.access import Permission
from app.acts import act, actor
from app.db import db
from app.errors import ChangedMeanwhile, Refusal
from inspections import merge
from inspections.lifecycle import InspectionState
from inspections.models import Inspection
from inspections.sheet import Sheet, what_lacks
from inspections.sync import queries
from inspections.sync.acts import late
from inspections.sync.acts.receiving import CONFLICT, remember, write
from inspections.sync.clocks import Reading
from inspections.sync.models import Clash
from inspections.sync.sent import VisitSent

OURS, THEIRS = "ours", "theirs"


class ChooseForEach(Refusal):
    status = 422
    sentence = _l("Choose a version for each answer.")


class AlreadyDecided(Refusal):
    sentence = _l("Somebody has already decided this.")


@act(Permission.INSPECTION_LOG, name="inspections.decide_clash")
def decide(clash: Clash, choices: Mapping[str, str]) -> Clash:
    """Take the chosen side at each clash and merge the rest; the tablet hears it when it sends its edit again.

    Raises ChooseForEach, AlreadyDecided, or ChangedMeanwhile when other answers clash by now.
    """
    visit = alone(clash)
    base, theirs = Sheet.from_dict(clash.base), Sheet.from_dict(clash.theirs)
    sent = as_sent(clash, theirs)
    attached = [one for one in queries.attachments([visit.id]).get(visit.id, []) if one.id in sent.attachments]
    if visit.state == InspectionState.SEALED:
        late.keep(visit, base, theirs, attached)
        sheet = Sheet.from_dict(visit.sheet)
    else:
        ours = Sheet.from_dict(visit.sheet)
        clashing = merge.merge(base, ours, theirs).clashes
        if set(clashing) - set(clash.fields):
            raise ChangedMeanwhile(row=visit)
        if set(clashing) - {name for name, side in choices.items() if side in (OURS, THEIRS)}:
            raise ChooseForEach
        sheet = merge.decided(base, ours, theirs, {name for name, side in choices.items() if side == THEIRS})
        write(visit, sheet, _sealed_if_whole(sent, sheet), attached)
    clash.chosen = dict(choices)
    clash.decided_at, clash.decided_by = clock.now(), actor().name
    remember(clash.device_id, visit, sent, theirs, merge.changed_fields(theirs, sheet), 200)
    return clash


@act(Permission.INSPECTION_PLAN, name="inspections.set_clash_aside")
def set_aside(clash: Clash) -> Clash:
    """Note that somebody has read what came in after the visit had been taken back. It stays to be read."""
    if clash.kind == CONFLICT:
        raise ChooseForEach
    alone(clash)
    clash.decided_at, clash.decided_by = clock.now(), actor().name
    return clash


def alone(clash: Clash) -> Inspection:
    """The visit of the clash, alone until the end of the act; refuses what somebody else has decided meanwhile."""
    question = select(Inspection).where(Inspection.id == clash.inspection_id).with_for_update(of=Inspection)
    visit = db.session.scalars(question.execution_options(populate_existing=True)).unique().one()
    db.session.refresh(clash)
    if clash.decided_at is not None:
        raise AlreadyDecided
    return visit


def as_sent(clash: Clash, theirs: Sheet) -> VisitSent:
    """The edit as it came, without the red flags, which are kept whatever becomes of it."""
    told = clash.sent
    return VisitSent(
        visit_id=clash.inspection_id,
        operation_id=clash.operation_id,
        base_version=0,
        request_sha256=clash.request_sha256,
        receipt_id=uuid.UUID(told["receipt"]),
        sheet=theirs,
        clock=Reading(datetime.fromisoformat(told["captured_at"]), told["zone"], told["offset_ms"]),
        attachments=tuple(uuid.UUID(one) for one in told["attachments"]),
        seal=told["seal"],
    )


def _sealed_if_whole(sent: VisitSent, sheet: Sheet) -> VisitSent:
    """As sent, but without the seal while something lacks: then the inspector seals when that is mended."""
    return replace(sent, seal=sent.seal and not what_lacks(sheet))
