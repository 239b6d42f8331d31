"""The last steps of a draft: weighing the interests, the letter, submitting; and the second reading."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for

from app.access import Permission, open_to
from app.acts import actor
from app.errors import ChangedMeanwhile
from app.people import municipality_now
from decisions import acts, queries
from decisions.forms import ClosureForm, InterestsForm, LetterForm, SeenForm
from decisions.forms_signing import ApproveForm, SendBackForm, SubmitForm
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.presenting import signing as shown
from decisions.presenting import submitting
from decisions.presenting.frame import STATES, frame
from decisions.presenting.tongue import _
from decisions.views.answering import (
    Answer,
    both_versions,
    framed,
    in_background,
    onward,
    refused_part,
    saved_part,
    status_of,
    tried,
)
from decisions.views.blueprint import bp
from decisions.views.letters import letter_to_sign, pages_of_letter, preview_of_decision


@bp.route("/decisions/<uuid:decision_id>/interests", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def interests(decision_id: uuid.UUID) -> Answer:
    decision = queries.decision(decision_id)
    kind = ClosureForm if decision.measure_copy["needs_duration"] else InterestsForm
    form = kind(obj=decision, data={"version": decision.version})
    answer = _written(decision, form, "interests")
    if answer is not None:
        return answer
    page = render_template(
        "decisions/interests.html",
        frame=framed(decision, "interests"),
        form=form,
        duration_help=submitting.duration_help(decision),
    )
    return page, status_of(form)


@bp.route("/decisions/<uuid:decision_id>/letter", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def letter(decision_id: uuid.UUID) -> Answer:
    decision = queries.decision(decision_id)
    form = LetterForm(obj=decision, data={"version": decision.version})
    answer = _written(decision, form, "letter")
    if answer is not None:
        return answer
    page = render_template(
        "decisions/letter.html",
        frame=framed(decision, "letter"),
        form=form,
        sending_help=submitting.sending_help(decision),
        preview=preview_of_decision(decision),
        photos_url=url_for("decisions.letter_photos", decision_id=decision_id),
    )
    return page, status_of(form)


def _written(decision: Decision, form: SeenForm, step: str) -> Answer | None:
    """Save what a form of texts and days holds; None when the page must be shown (again)."""
    decision_id = decision.id
    names = [field.name for field in form if field.name not in ("version", "csrf_token")]
    if form.validate_on_submit():
        fields = {name: form[name].data or None for name in names}
        try:
            done = tried(form, lambda: acts.write(decision, form.version.data, **fields))
        except ChangedMeanwhile:
            fresh = queries.decision(decision_id)
            theirs = {name: getattr(fresh, name) for name in names}
            return both_versions(form, fresh, theirs, url_for(f"decisions.{step}", decision_id=decision_id))
        if done is not None:
            return saved_part(decision, step) if in_background() else onward(decision, step)
    return refused_part(form, decision, step) if in_background() and form.is_submitted() else None


@bp.route("/decisions/<uuid:decision_id>/submit", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def submit(decision_id: uuid.UUID) -> Answer:
    decision = queries.decision(decision_id)
    form = SubmitForm(data={"version": decision.version})
    page_frame = framed(decision, "submit")
    if form.validate_on_submit() and page_frame.writable and page_frame.lacks:
        # Before the act, which would first say that a draft of this state goes no further.
        form.form_errors = [_("Something still lacks. Each line below leads to its place.")]
    elif form.validate_on_submit() and tried(form, lambda: acts.submit(decision, form.version.data)) is not None:
        flash(submitting.done(municipality_now().second_reader), "ok")
        return redirect(url_for("decisions.decision", decision_id=decision_id))
    page = render_template(
        "decisions/submit.html",
        frame=page_frame,
        form=form,
        submitting=submitting.summary(decision, municipality_now().second_reader),
    )
    return page, status_of(form)


@bp.get("/decisions/<uuid:decision_id>/reading")
@open_to(Permission.DECISION_SECOND_READ, recorded=True)
def reading(decision_id: uuid.UUID) -> Answer:
    return _reading(queries.decision(decision_id), None)


def _reading(decision: Decision, refused: SeenForm | None) -> Answer:
    row = letter_to_sign(decision)
    if row is None or decision.state != DecisionState.SECOND_READING:
        flash(_("This decision is not up for reading: %(state)s.", state=STATES[decision.state].word), "info")
        return redirect(url_for("decisions.decision", decision_id=decision.id))
    seen = {"version": decision.version}
    approve_form, back_form = ApproveForm(formdata=None, data=seen), SendBackForm(formdata=None, data=seen)
    page = render_template(
        "decisions/reading.html",
        frame=frame(decision),
        form=refused or approve_form,
        approve_form=refused if isinstance(refused, ApproveForm) else approve_form,
        send_back_form=refused if isinstance(refused, SendBackForm) else back_form,
        own=actor().id == str(decision.drafter_id),
        pages=pages_of_letter(decision, row),
        pdf_url=url_for("decisions.letter_pdf", decision_id=decision.id, letter_id=row.id),
        reasons=shown.reasons(decision),
    )
    return page, 422 if refused is not None else 200


@bp.post("/decisions/<uuid:decision_id>/approve")
@open_to(Permission.DECISION_SECOND_READ)
def approve(decision_id: uuid.UUID) -> Answer:
    decision, form = queries.decision(decision_id), ApproveForm()

    def deed() -> Decision:
        return acts.approve(decision, form.version.data, form.remark.data or "")

    if form.validate_on_submit() and tried(form, deed) is not None:
        flash(_("You agreed. The decision now waits for the mayor."), "ok")
        return redirect(url_for("decisions.decision", decision_id=decision_id))
    return _reading(decision, form)


@bp.post("/decisions/<uuid:decision_id>/send-back")
@open_to(Permission.DECISION_SECOND_READ)
def send_back(decision_id: uuid.UUID) -> Answer:
    decision, form = queries.decision(decision_id), SendBackForm()

    def deed() -> Decision:
        return acts.send_back(decision, form.version.data, form.reason.data)

    if form.validate_on_submit() and tried(form, deed) is not None:
        flash(_("Sent back. %(name)s reads your reason.", name=decision.drafter.name), "ok")
        return redirect(url_for("decisions.decision", decision_id=decision_id))
    return _reading(decision, form)
