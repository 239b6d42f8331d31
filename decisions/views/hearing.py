"""The third step: the announcement, the hearing or the view of the party, and the judicial consultation."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from app.access import Permission, open_to
from app.errors import ChangedMeanwhile
from app.web.fields import HouseForm
from decisions import acts, queries
from decisions.forms import (
    AnnounceForm,
    ConsultationForm,
    ExceptionForm,
    HearingForm,
    ResponseForm,
    SeenForm,
    choices,
)
from decisions.models import Decision
from decisions.presenting import hearing as shown
from decisions.presenting.facts import is_belgian
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, both_versions, day_of, framed, status_of, tried, upload
from decisions.views.blueprint import bp
from decisions.views.letters import preview_of_announcement


@bp.get("/decisions/<uuid:decision_id>/hearing")
@open_to(Permission.DECISION_DRAFT, recorded=True)
def hearing(decision_id: uuid.UUID) -> str:
    return _page(queries.decision(decision_id))


def _page(decision: Decision, refused: HouseForm | None = None) -> str:
    """The page in the stage of the decision; ``refused`` is the form that came back with errors."""
    forms = shown.forms(decision)
    if refused is not None:
        forms[type(refused).__name__] = refused
    stage = shown.stage(decision)
    return render_template(
        "decisions/hearing.html",
        frame=framed(decision, "hearing"),
        form=refused,
        stage=stage,
        words=shown.words(decision),
        hearing=shown.hearing(decision),
        consultation=shown.consultation(decision, forms),
        announce_form=forms.get("AnnounceForm"),
        exception_form=forms.get("ExceptionForm"),
        response_form=forms.get("HearingForm") or forms.get("ResponseForm"),
        silent_form=forms.get("SeenForm"),
        preview=preview_of_announcement(decision) if stage == "announce" else None,
    )


def _recorded(decision_id: uuid.UUID, form: HouseForm, deed: Callable[[Decision], Any], done: str) -> Answer:
    """One form of this page: back to it with a message, or with the errors and what was typed."""
    decision = queries.decision(decision_id)
    if form.validate_on_submit():
        try:
            answer = tried(form, lambda: deed(decision))
        except ChangedMeanwhile:
            fresh = queries.decision(decision_id)
            theirs = {field.name: getattr(fresh, field.name) for field in form if hasattr(fresh, field.name)}
            return both_versions(form, fresh, theirs, url_for("decisions.hearing", decision_id=decision_id))
        if answer is not None:
            flash(done, "ok")
            return redirect(url_for("decisions.hearing", decision_id=decision_id))
    return _page(decision, form), status_of(form)


@bp.post("/decisions/<uuid:decision_id>/announce")
@open_to(Permission.DECISION_DRAFT)
def announce(decision_id: uuid.UUID) -> Answer:
    form = AnnounceForm()
    if request.form.get("way") == "announce":
        return _recorded(decision_id, form, lambda d: _announce(d, form), _("The letter has been made. Send it today."))
    return _recorded(decision_id, form, lambda d: _fix(d, form), _("Saved."))


def _fix(decision: Decision, form: AnnounceForm) -> Decision:
    return acts.write(
        decision, form.version.data, hearing_at=form.moment(), hearing_place=form.hearing_place.data or ""
    )


def _announce(decision: Decision, form: AnnounceForm) -> Decision:
    return acts.announce(
        decision, form.version.data, hearing_place=form.hearing_place.data or "", hearing_at=form.moment()
    )


@bp.post("/decisions/<uuid:decision_id>/announce-nothing")
@open_to(Permission.DECISION_DRAFT)
def announce_nothing(decision_id: uuid.UUID) -> Answer:
    form = ExceptionForm()
    form.hearing_exception.choices = choices(shown.exceptions(queries.decision(decision_id)))

    def deed(decision: Decision) -> Decision:
        return acts.announce_nothing(
            decision, form.version.data, form.hearing_exception.data, form.hearing_exception_reason.data
        )

    return _recorded(decision_id, form, deed, _("The exception has been recorded."))


@bp.post("/decisions/<uuid:decision_id>/response")
@open_to(Permission.DECISION_DRAFT)
def respond(decision_id: uuid.UUID) -> Answer:
    belgian = is_belgian(queries.decision(decision_id))
    form = HearingForm() if belgian else ResponseForm()

    def deed(decision: Decision) -> Decision:
        act = acts.record_hearing if belgian else acts.record_response
        return act(
            decision,
            form.version.data,
            day_of(form.hearing_received_on),
            form.hearing_summary.data,
            form.hearing_reply.data or "",
            *upload(form.file.data),
        )

    return _recorded(decision_id, form, deed, _("Recorded."))


@bp.post("/decisions/<uuid:decision_id>/no-response")
@open_to(Permission.DECISION_DRAFT)
def no_response(decision_id: uuid.UUID) -> Answer:
    form = SeenForm()
    return _recorded(
        decision_id, form, lambda d: acts.record_no_response(d, form.version.data), _("Recorded: nobody responded.")
    )


@bp.post("/decisions/<uuid:decision_id>/consultation")
@open_to(Permission.DECISION_DRAFT)
def consult(decision_id: uuid.UUID) -> Answer:
    form = ConsultationForm()

    def deed(decision: Decision) -> Decision:
        return acts.record_consultation(
            decision,
            form.version.data,
            form.consulted_authority.data,
            day_of(form.consulted_on),
            form.consultation_answer.data,
        )

    return _recorded(decision_id, form, deed, _("The consultation has been recorded."))
