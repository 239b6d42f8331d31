"""What was seen: the reports of the visits that carry the decision, and their photos with their fingerprints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

import law
from app import clock
from app.db import db
from app.web.language import in_language
from decisions.bundles.drafts import Draft, Row
from decisions.bundles.parts.paper import day, day_and_time, in_cell, moment_of
from decisions.bundles.profiles import Field, PartKind
from decisions.models import Decision
from decisions.presenting.tongue import _
from inspections import queries
from inspections.models import Finding, Inspection, Photo
from inspections.sheet import Sheet
from inspections.words import ANSWERS, BASES, COUNTERS, FUNCTIONS, KINDS, SEVERITIES
from reports.bundle import Grid, Picture, Section


def visits_behind(decision: Decision) -> list[Inspection]:
    """The visits whose findings stand under a ground, the earliest first."""
    keys = {one.finding.inspection_id for row in decision.grounds for one in row.evidence if one.finding is not None}
    question = select(Inspection).where(Inspection.id.in_(keys)).order_by(Inspection.begun_at, Inspection.number)
    return list(
        db.session.scalars(question.options(selectinload(Inspection.findings), selectinload(Inspection.addenda)))
    )


def visit_drafts(decision: Decision, visits: Sequence[Inspection]) -> list[Draft]:
    return [_visit(visit, decision.language) for visit in visits]


def photo_drafts(decision: Decision, visits: Sequence[Inspection]) -> list[Draft]:
    """The photos of each visit that has any, in the order in which they were taken."""
    by_visit = queries.photos_of(list(visits))
    found = []
    for visit in visits:
        photos = [one for of_item in by_visit.get(visit.id, {}).values() for one in of_item]
        if photos:
            found.append(_photos(visit, sorted(photos, key=_taken), decision.language))
    return found


def _taken(photo: Photo) -> tuple[Any, ...]:
    return photo.taken_at, photo.item_code, photo.file_sha256


def _visit(visit: Inspection, language: str) -> Draft:
    sheet = Sheet.from_dict(visit.sheet)
    findings = sorted(visit.findings, key=lambda one: one.number)
    on = clock.civil(visit.begun_at).date() if visit.begun_at else visit.planned_on
    tables = [(_("Findings"), _found(findings, language))] if findings else []
    tables.append((_("Everything that was looked at"), _looked_at(sheet, language)))
    return Draft(
        PartKind.VISITS,
        title=_("Report of visit %(number)s", number=visit.number),
        key=f"visit:{visit.id}",
        on=day(on, language),
        rows=(
            Row(_("Kind"), str(KINDS[visit.kind]), "kind", str(visit.kind)),
            Row(_("Number"), visit.number, "visit"),
            Row(_("Inspector"), visit.inspector.name if visit.inspector else "", "inspector", masked=Field.OFFICIALS),
            Row(_("Begun"), day_and_time(visit.begun_at, language), "begun_at", moment_of(visit.begun_at)),
            Row(_("Sealed"), day_and_time(visit.sealed_at, language), "sealed_at", moment_of(visit.sealed_at)),
            Row(_("Fingerprint of the sheet"), visit.sheet_sha256 or "", "sheet_sha256", visit.sheet_sha256),
            Row(_("Who was present"), _present(sheet), "present", dict(sheet.present or {})),
        ),
        tables=tuple(tables),
        texts=_addenda(visit, language),
        lists={"findings": [_finding(one, language) for one in findings]},
        free=frozenset({"remark", "severity_reason"}),
    )


def _present(sheet: Sheet) -> str:
    there = [(FUNCTIONS.get(name, name), number) for name, number in (sheet.present or {}).items() if number]
    return ", ".join(f"{name}: {number}" for name, number in there) or _("nobody")


def _found(findings: Sequence[Finding], language: str) -> Grid:
    heads = ((_("Number"), 0.16), (_("Item"), 0.23), (_("What was seen"), 0.31), (_("Weight"), 0.13), (_("When"), 0.17))
    rows = tuple(
        (
            one.number,
            f"{one.item_code} {in_language(one.label, language)}",
            " ".join(part for part in (one.remark, _counts(one)) if part),
            f"{SEVERITIES[one.severity]}, {BASES[one.basis]}",
            ", ".join(part for part in (in_cell(day_and_time(one.seen_at, language)), one.place) if part),
        )
        for one in findings
    )
    return Grid("", heads, rows, text=(2,))


def _counts(one: Finding) -> str:
    return "; ".join(f"{COUNTERS.get(name, name)}: {number}" for name, number in sorted(one.counts.items()))


def _finding(one: Finding, language: str) -> dict[str, Any]:
    return {
        "number": one.number,
        "item": one.item_code,
        "label": in_language(one.label, language),
        "kind": one.kind,
        "severity": one.severity,
        "severity_reason": one.severity_reason,
        "basis": str(one.basis),
        "remark": one.remark,
        "counts": dict(one.counts),
        "seen_at": moment_of(one.seen_at),
        "place": one.place,
        "photos": list(one.photo_sha256s),
        "resolved_on": one.resolved_on.isoformat() if one.resolved_on else None,
    }


def _looked_at(sheet: Sheet, language: str) -> Grid:
    heads = ((_("Code"), 0.12), (_("Item"), 0.5), (_("Answer"), 0.2), (_("Time"), 0.18))
    return Grid("", heads, tuple(_line(item, sheet, language) for item in sheet.checklist))


def _line(item: law.Item, sheet: Sheet, language: str) -> tuple[str, ...]:
    answer = sheet.answers.get(item.code)
    label = in_language(dict(item.label), language)
    if answer is None:
        return item.code, label, str(ANSWERS["not_seen"]), "–"
    seen = clock.civil(answer.seen_at).strftime("%H:%M") if answer.seen_at else "–"
    return item.code, label, str(ANSWERS[answer.state.value]), seen


def _addenda(visit: Inspection, language: str) -> tuple[Section, ...]:
    told = tuple(f"{day_and_time(one.added_at, language)}. {one.text}" for one in visit.addenda)
    return (Section(_("Addenda"), told),) if told else ()


def _photos(visit: Inspection, photos: Sequence[Photo], language: str) -> Draft:
    number = len(photos)
    return Draft(
        PartKind.PHOTOS,
        title=_("Photos of visit %(number)s", number=visit.number),
        key=f"photos:{visit.id}",
        on=day(clock.civil(photos[0].taken_at).date(), language),
        rows=(Row(_("Number of photos"), str(number), "number", number),),
        texts=(
            Section(
                _("How they are kept"),
                (
                    _(
                        "Each photo is kept without what a camera hides in it. Below it stand the fingerprints "
                        "(SHA-256) of the kept file and of the file that the camera made."
                    ),
                ),
            ),
        ),
        pictures=tuple(_picture(at, one, visit, language) for at, one in enumerate(photos, 1)),
    )


def _picture(at: int, photo: Photo, visit: Inspection, language: str) -> Picture:
    label = in_language(dict(law.item(photo.item_code).label), language)
    when = day_and_time(photo.taken_at, language)
    alt = _(
        "Photo %(at)s of visit %(number)s at item %(item)s: %(label)s",
        at=at,
        number=visit.number,
        item=photo.item_code,
        label=label,
    )
    lines = [
        _("Photo %(at)s, item %(item)s, %(when)s.", at=at, item=photo.item_code, when=when),
        photo.caption,
        f"SHA-256 {photo.file_sha256}.",
        _("Camera: %(sha256)s.", sha256=photo.original_sha256),
    ]
    return Picture(photo.file_sha256, alt, " ".join(line for line in lines if line))
