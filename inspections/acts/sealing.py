"""Sealing a visit: deviations become findings, what was mended is resolved; after that there are only addenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from app import clock, story
from app.access import Permission
from app.acts import act, actor, check_version
from app.acts import note as audit_note
from app.db import db
from app.errors import Lacking, NoSuchRoad, Refusal
from app.numbers import next_number
from app.privacy import REASON, looks_like_identity_number
from inspections import cadence, queries
from inspections.acts.planning import address, cancelled, due_moved, propose, settle, source
from inspections.lifecycle import INSPECTION, InspectionState
from inspections.models import Addendum, Basis, Finding, Inspection, InspectionKind, RedFlag
from inspections.sheet import Answer, Sheet, State, deviations, severity_of, what_lacks
from permits import register_line

GRAVE = 3


class VisitIsSealed(Refusal):
    sentence = _l("This visit is sealed and can no longer be changed. Add an addendum instead.")


class TextIsAsked(Refusal):
    status = 422
    sentence = _l("Write down what was wrong or forgotten.")


class TextHasIdentityNumber(Refusal):
    status = 422
    sentence = REASON


def must_be_under_way(inspection: Inspection) -> None:
    """Refuse with :class:`VisitIsSealed`, or :class:`NoSuchRoad` before the visit began or after it was cancelled."""
    if inspection.state == InspectionState.SEALED:
        raise VisitIsSealed
    if inspection.state != InspectionState.UNDER_WAY:
        raise NoSuchRoad(state=inspection.state, verb="write")


@act(Permission.INSPECTION_LOG)
def seal(inspection: Inspection, seen: int | None) -> Inspection:
    """Seal the visit. Raises :class:`Lacking` with everything that must be mended first."""
    must_be_under_way(inspection)
    check_version(inspection, seen)
    flags = queries.flags_sent_ahead(inspection.id)
    sheet = with_flags(Sheet.from_dict(inspection.sheet), flags)
    lacks = what_lacks(sheet)
    if lacks:
        raise Lacking(lacks)
    inspection.sheet = sheet.to_dict()
    inspection.state = INSPECTION.after(inspection.state, "seal")
    inspection.sealed_at = inspection.ended_at = clock.now()
    inspection.sheet_sha256 = sheet.sha256
    resolved = _resolve(inspection, sheet)
    findings = [_finding(inspection, one, answer) for one, answer in deviations(sheet)]
    db.session.flush()
    _join(flags, findings)
    _propose_follow_up(inspection)
    _note_in_register(inspection)
    _tell(inspection, findings, resolved)
    audit_note(sheet_sha256=sheet.sha256)
    return inspection


@act(Permission.INSPECTION_LOG)
def add_addendum(inspection: Inspection, text: str, finding: Finding | None = None, **more: Any) -> Addendum:
    """Add beside a sealed visit what was wrong or forgotten; the sealed text stays as it is.

    ``more``: further columns, for what a tablet sent: its ``id``, ``late_key``, ``file_sha256``.
    """
    if inspection.state != InspectionState.SEALED:
        raise NoSuchRoad(state=inspection.state, verb="add_addendum")
    if not text.strip():
        raise TextIsAsked
    if looks_like_identity_number(text):
        raise TextHasIdentityNumber
    assert finding is None or finding.inspection_id == inspection.id, "a finding of another visit"
    addendum = Addendum(
        inspection_id=inspection.id,
        finding_id=finding.id if finding else None,
        text=text.strip(),
        added_by=actor().name,
        **more,
    )
    db.session.add(addendum)
    db.session.flush()
    story.tell(
        "inspection.addendum",
        [inspection.id, inspection.establishment_id],
        power=Permission.FINDING_READ,
        url=f"{address(inspection)}/report",
        number=inspection.number,
    )
    return addendum


@act(Permission.FINDING_READ)
def mark_looked(inspection: Inspection) -> Inspection:
    """The officer has looked at the report of a visit with grave findings; the task goes."""
    if inspection.state != InspectionState.SEALED:
        raise NoSuchRoad(state=inspection.state, verb="mark_looked")
    if not queries.was_looked_at(inspection.id):
        story.tell("inspection.looked", [inspection.id], url=address(inspection), number=inspection.number)
    return inspection


def with_flags(sheet: Sheet, flags: Sequence[RedFlag]) -> Sheet:
    """The sheet with each red flag that was sent ahead as the answer of its item, where that has none yet."""
    for flag in flags:
        if flag.item_code not in sheet.answers:
            items = sheet.items if flag.item_code in sheet.items else (*sheet.items, flag.item_code)
            sheet = replace(sheet, items=items).answer(flag.item_code, flag.answer())
    return sheet


def _join(flags: Sequence[RedFlag], findings: Sequence[Finding]) -> None:
    """Note at each red flag which finding it became; one answered otherwise afterwards stays beside the report."""
    by_item = {finding.item_code: finding.id for finding in findings}
    for flag in flags:
        flag.finding_id = by_item.get(flag.item_code)


def _finding(inspection: Inspection, one: law.Item, answer: Answer) -> Finding:
    photos = [photo.file_sha256 for photo in inspection.photos if photo.item_code == one.code]
    finding = Finding(
        inspection_id=inspection.id,
        establishment_id=inspection.establishment_id,
        number=next_number("BV"),
        item_code=one.code,
        label=dict(one.label),
        kind=one.cls.value,
        severity=severity_of(one, answer),
        severity_reason=answer.severity_reason,
        basis=Basis(answer.basis),
        remark=answer.remark,
        counts=dict(answer.counts),
        seen_at=answer.seen_at or inspection.begun_at or clock.now(),
        place=answer.place,
        photo_sha256s=list(dict.fromkeys(photos)),
    )
    db.session.add(finding)
    return finding


def _resolve(inspection: Inspection, sheet: Sheet) -> int:
    """What was open and is now in order is resolved by this visit; what deviates again stays open."""
    mended = {code for code, answer in sheet.answers.items() if answer.state is State.IN_ORDER}
    open_findings = queries.unresolved(inspection.establishment_id, mended)
    for finding in open_findings:
        finding.resolved_by_id, finding.resolved_on = inspection.id, clock.today()
    return len(open_findings)


def _propose_follow_up(inspection: Inspection) -> None:
    remaining = queries.open_violations(inspection.establishment_id)
    due_on = cadence.follow_up_due([finding.severity for finding in remaining], clock.today())
    waiting = queries.open_follow_up(inspection.establishment_id)
    if waiting is not None:
        _adjust(waiting, due_on)
        return
    closed = inspection.establishment.closed_on
    if due_on is None or (closed is not None and closed <= clock.today()):
        return
    slot = f"follow-up:{inspection.id}"
    propose(inspection.establishment, InspectionKind.FOLLOW_UP, slot, due_on, "violations-open", follows=inspection)


def _adjust(waiting: Inspection, due_on: date | None) -> None:
    """A follow-up that already waits comes earlier when it must, and goes when nothing is left to look at."""
    if due_on is None:
        cancelled(waiting, "violations-resolved")
    elif due_on < waiting.due_on:
        due_moved(waiting, due_on)


def _note_in_register(inspection: Inspection) -> None:
    register_line.clear_term(source(inspection))
    flags = queries.red_flags(inspection.establishment_id)
    register_line.note_visits(inspection.establishment_id, clock.today(), len(flags))
    if inspection.kind != InspectionKind.FOLLOW_UP:
        settle(inspection.establishment, clock.today())


def _tell(inspection: Inspection, findings: Sequence[Finding], resolved: int) -> None:
    dossiers, url, number = [inspection.id, inspection.establishment_id], address(inspection), inspection.number
    report = f"{url}/report"
    story.tell("inspection.sealed", dossiers[:1] if findings else dossiers, url=url, number=number)
    flags = sum(finding.is_red_flag for finding in findings)
    if findings:
        kind = "inspection.findings-with-flags" if flags else "inspection.findings"
        grave = max(findings, key=lambda finding: finding.severity)
        story.tell(
            kind,
            dossiers,
            power=Permission.FINDING_READ,
            url=report,
            number=number,
            findings=len(findings),
            flags=flags,
            remark=grave.remark[:300],
        )
    if resolved:
        story.tell(
            "inspection.resolved", dossiers, power=Permission.FINDING_READ, url=report, number=number, resolved=resolved
        )
