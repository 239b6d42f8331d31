"""The desk side of the tablets: the team's visits, the tablets themselves, choosing between two versions."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

import law
from app import clock
from app.access import Permission, may, open_to
from app.errors import Refusal
from app.web.language import in_language
from app.web.navigation import place
from inspections import merge, words
from inspections.differences import Marked, marked
from inspections.sheet import Answer, Sheet
from inspections.sync import acts, waiting
from inspections.sync import queries as tablets
from inspections.sync.acts.deciding import OURS, THEIRS, ChooseForEach
from inspections.sync.models import Clash
from inspections.views.blueprint import bp

Page = str | Response | tuple[str, int]
place(
    _l("Tablets"),
    "inspections.devices",
    Permission.DEVICE_MANAGE,
    68,
    hidden_from=Permission.INSPECTION_READ,
    under="web.town",
    about=_l("The tablets on which inspectors sign in; revoke one that is lost or stolen."),
)
_NAMES: dict[str, Any] = {
    merge.PRESENT: _l("Who was present"),
    merge.REMARK: _l("Remark of the operator"),
    merge.SIGNATURE: _l("Signature on the tablet"),
}


@dataclass(frozen=True)
class Side:
    """One version of one answer, in rows of (label, pieces of text with whether they differ)."""

    by: str
    facts: list[tuple[Any, Marked]]


@dataclass(frozen=True)
class Choice:
    """One clash: ``field`` is an item code, or what is filled in as a whole."""

    field: str
    title: str
    theirs: Side
    ours: Side


@bp.get("/inspections/team")
@open_to(Permission.INSPECTION_READ)
def team() -> str:
    groups = waiting.team(clock.today())
    return render_template("inspections/team.html", groups=groups, today=clock.today())


@bp.get("/tablets")
@open_to(Permission.DEVICE_MANAGE)
def devices() -> str:
    return render_template("inspections/devices.html", devices=tablets.devices(), now=clock.now())


@bp.post("/tablets/<uuid:device_id>/revoke")
@open_to(Permission.DEVICE_MANAGE)
def revoke_device(device_id: uuid.UUID) -> Response:
    device = acts.revoke(tablets.device(device_id))
    flash(_("%(name)s is revoked. It erases itself as soon as it has a network.", name=device.name), "ok")
    return redirect(url_for("inspections.devices"))


@bp.get("/inspections/versions/<uuid:clash_id>")
@open_to(Permission.FINDING_READ, recorded=True)
def clash(clash_id: uuid.UUID) -> str:
    return _clash_page(tablets.clash(clash_id))


@bp.post("/inspections/versions/<uuid:clash_id>")
@open_to(Permission.INSPECTION_LOG)
def decide(clash_id: uuid.UUID) -> Page:
    found = tablets.clash(clash_id)
    choices = {name: side for name in found.fields if (side := request.form.get(f"keep-{name}")) in (OURS, THEIRS)}
    try:
        acts.decide(found, choices)
    except Refusal as refusal:
        flash(refusal.sentence, "warn")
        return _clash_page(tablets.clash(clash_id), choices), refusal.status
    flash(_("Your choices are saved. The tablet hears them when it has a network."), "ok")
    return redirect(url_for("inspections.inspection", inspection_id=found.inspection_id))


@bp.post("/inspections/versions/<uuid:clash_id>/read")
@open_to(Permission.INSPECTION_PLAN)
def set_aside(clash_id: uuid.UUID) -> Page:
    found = tablets.clash(clash_id)
    try:
        acts.set_aside(found)
    except Refusal as refusal:
        flash(refusal.sentence, "warn")
        return _clash_page(tablets.clash(clash_id)), refusal.status
    return redirect(url_for("inspections.team"))


def _clash_page(found: Clash, choices: dict[str, str] | None = None) -> str:
    base, ours, theirs = (Sheet.from_dict(plain) for plain in (found.base, found.ours, found.theirs))
    merged = merge.merge(base, ours, theirs)
    return render_template(
        "inspections/clash.html",
        clash=found,
        visit=found.inspection,
        choices=choices if choices is not None else found.chosen,
        rows=[_choice(name, ours, theirs, found) for name in found.fields],
        others=[name for name in merge.changed_fields(base, merged.sheet) if name not in found.fields],
        photos=len(found.sent.get("attachments", [])),
        notes=len(merged.sheet.notes),
        may_decide=found.decided_at is None and may(Permission.INSPECTION_LOG),
        must_choose=ChooseForEach.sentence,
    )


def _choice(name: str, ours: Sheet, theirs: Sheet, found: Clash) -> Choice:
    if name in merge.WHOLE:
        title, left, right = str(_NAMES[name]), _whole(name, theirs), _whole(name, ours)
        by = ("", "")
    else:
        title = in_language(dict(law.item(name).label))
        mine, other = theirs.answers.get(name), ours.answers.get(name)
        left, right, by = _told(mine), _told(other), (mine.by if mine else "", other.by if other else "")
    rows = [(label, *marked(left.get(label, ""), right.get(label, ""))) for label in {**left, **right}]
    return Choice(
        name,
        title,
        Side(by[0] or found.device.person.name, [(label, mine) for label, mine, _other in rows if mine]),
        Side(by[1] or found.changed_by, [(label, other) for label, _mine, other in rows if other]),
    )


def _told(answer: Answer | None) -> dict[Any, str]:
    """What an answer says, in rows of the page; their labels are words in the reader's language."""
    if answer is None:
        return {str(_("Answer")): str(_("not answered"))}
    told = {str(_("Answer")): str(words.ANSWERS[answer.state.value])}
    if answer.severity:
        told[str(_("Severity"))] = str(answer.severity)
    if answer.remark:
        told[str(_("What was seen"))] = answer.remark
    told |= {str(words.COUNTERS.get(key, key)): str(count) for key, count in sorted(answer.counts.items())}
    if answer.place:
        told[str(_("Where"))] = answer.place
    return told


def _whole(name: str, sheet: Sheet) -> dict[Any, str]:
    if name == merge.PRESENT:
        return {str(words.FUNCTIONS.get(key, key)): str(count) for key, count in (sheet.present or {}).items()}
    return {str(_NAMES[name]): getattr(sheet, name) if name == merge.REMARK else str(_("signed"))}
