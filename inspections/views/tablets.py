"""The desk side of the tablets: the team's visits, the tablets themselves, choosing between two versions."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from app import clock
from app.access import Permission, may, open_to
from app.errors import Refusal
from app.web.navigation import place
from inspections import merge
from inspections.forms import TakeUpForm
from inspections.sheet import Sheet
from inspections.sync import acts, waiting
from inspections.sync import queries as tablets
from inspections.sync.acts.deciding import OURS, THEIRS
from inspections.sync.models import Clash
from inspections.versions import choices_of
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


@bp.post("/inspections/versions/<uuid:clash_id>/take-up")
@open_to(Permission.INSPECTION_PLAN)
def take_up(clash_id: uuid.UUID) -> Page:
    found, form, status = tablets.clash(clash_id), TakeUpForm(), 422
    if form.validate_on_submit():
        try:
            made = acts.take_up(found, form.because.data)
            said = _("Visit %(number)s was made of it. %(name)s finds it on the tablet and seals it.",
                     number=made.number, name=made.inspector.name if made.inspector else "")  # fmt: skip
            flash(said, "ok")
            return redirect(url_for("inspections.inspection", inspection_id=made.id))
        except Refusal as refusal:
            form.form_errors.append(refusal.sentence)
            found, status = tablets.clash(clash_id), refusal.status
    return _clash_page(found, form=form), status


def _clash_page(found: Clash, choices: dict[str, str] | None = None, form: TakeUpForm | None = None) -> str:
    base, ours, theirs = (Sheet.from_dict(plain) for plain in (found.base, found.ours, found.theirs))
    merged = merge.merge(base, ours, theirs)
    return render_template(
        "inspections/clash.html",
        clash=found,
        visit=found.inspection,
        choices=choices if choices is not None else found.chosen,
        rows=choices_of(found),
        others=[name for name in merge.changed_fields(base, merged.sheet) if name not in found.fields],
        photos=len(found.sent.get("attachments", [])),
        notes=len(merged.sheet.notes),
        told_notes=[one.text for key, one in theirs.notes.items() if key not in base.notes],
        may_decide=found.decided_at is None and may(Permission.INSPECTION_LOG),
        form=form or TakeUpForm(formdata=None),
        taken_up=tablets.taken_up(found) if found.decided_at is not None else None,
    )
