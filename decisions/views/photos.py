"""The page on which an officer chooses the photos of a letter."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access import Permission, open_to
from app.web.language import in_language
from decisions import queries
from decisions.forms import choices
from decisions.models import Decision
from decisions.photos import acts
from decisions.photos.forms import DropPhotoForm, PhotoForm
from decisions.photos.models import DecisionPhoto
from decisions.photos.queries import findings_shown, photos_of
from decisions.presenting.frame import frame
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, status_of, tried
from decisions.views.blueprint import bp


@dataclass(frozen=True)
class Picture:
    """A photo on the page: the value of its choice, its name, its small picture and the whole one."""

    value: str
    name: str
    small: str
    whole: str


@bp.route("/decisions/<uuid:decision_id>/photos", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def letter_photos(decision_id: uuid.UUID) -> Answer:
    decision = queries.decision(decision_id)
    chosen = photos_of(decision.id)
    offered = _offered(decision, {one.sha256 for one in chosen})
    form = PhotoForm(data={"version": decision.version})
    form.photo.choices = choices([(one.value, one.name) for one in offered])
    if form.validate_on_submit() and tried(form, lambda: _choose(decision, form)) is not None:
        flash(_("The photo stands in the letter. The story of the decision says who looked at it."), "ok")
        return redirect(url_for("decisions.letter_photos", decision_id=decision_id))
    page = render_template(
        "decisions/letter_photos.html",
        frame=frame(decision),
        form=form,
        drop_form=DropPhotoForm(data={"version": decision.version}),
        chosen=[(one, _picture(decision, one.finding, one.sha256)) for one in chosen],
        offered=offered,
    )
    return page, status_of(form)


@bp.post("/decisions/<uuid:decision_id>/photos/<uuid:photo_id>/drop")
@open_to(Permission.DECISION_DRAFT)
def drop_letter_photo(decision_id: uuid.UUID, photo_id: uuid.UUID) -> Response:
    decision, form = queries.decision(decision_id), DropPhotoForm()
    if form.validate_on_submit():
        acts.drop_photo(decision, form.version.data, photo_id)
        flash(_("The photo is no longer in the letter. It stays with its visit."), "ok")
    return redirect(url_for("decisions.letter_photos", decision_id=decision_id))


def _choose(decision: Decision, form: PhotoForm) -> DecisionPhoto:
    finding, _colon, sha256 = form.photo.data.partition(":")
    return acts.choose_photo(
        decision,
        form.version.data,
        uuid.UUID(finding),
        sha256,
        caption=form.caption.data or "",
        alt=form.alt.data or "",
        nobody_recognisable=bool(form.nobody.data),
    )


def _offered(decision: Decision, chosen: set[str]) -> list[Picture]:
    return [
        _picture(decision, finding, sha256)
        for finding in findings_shown(decision)
        for sha256 in finding.photo_sha256s
        if sha256 not in chosen
    ]


def _picture(decision: Decision, finding: Any, sha256: str) -> Picture:
    address: dict[str, Any] = {"decision_id": decision.id, "sha256": sha256}
    number = finding.photo_sha256s.index(sha256) + 1
    return Picture(
        value=f"{finding.id}:{sha256}",
        name=_("%(finding)s, photo %(number)s: %(label)s", finding=finding.number, number=number,
               label=in_language(finding.label)),
        small=url_for("decisions.photo", **address, small=1),
        whole=url_for("decisions.photo", **address),
    )  # fmt: skip
