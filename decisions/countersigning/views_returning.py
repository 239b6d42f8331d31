"""The two pages of a letter of the college that is sent back: of who signs, and of who prepared it."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l

from app.access import Permission, open_to
from app.errors import NotHere
from app.web.fields import ParagraphField
from decisions import confirming
from decisions import queries as decision_queries
from decisions.acts import desk
from decisions.countersigning import acts, queries
from decisions.countersigning.acts import REMADE, Mended, returning
from decisions.countersigning.acts.taking_back import Change
from decisions.countersigning.lifecycle import PaperState
from decisions.countersigning.models import PaperToSign
from decisions.countersigning.words import STATES
from decisions.forms import SeenForm, one_sentence
from decisions.forms_signing import MeetingForm, SendBackForm
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, day_of, status_of, tried
from decisions.views.blueprint import bp

_WHY = _l("Write at least one sentence, so that who signs knows what was done.")


class OfferAgainForm(SeenForm):
    answer = ParagraphField(_l("What did you do with it?"), one_sentence(_WHY), most=2000)


@bp.route("/college-letters/<uuid:paper_id>/return", methods=["GET", "POST"])
@open_to(Permission.COLLEGE_SIGN, recorded=True)
def return_college_letter(paper_id: uuid.UUID) -> Answer:
    row = queries.paper(paper_id)
    if row.state not in queries.states_for_actor():
        flash(_("This letter does not wait for you: %(state)s.", state=STATES[row.state][0]), "info")
        return redirect(url_for("decisions.college_letters"))
    form = SendBackForm(data={"version": row.version})
    name = row.prepared_by.name
    if form.validate_on_submit():
        done = tried(form, lambda: returning.send_back(row, form.version.data, form.reason.data))
        if done is not None:
            flash(_("Sent back. %(name)s reads your reason.", name=name), "ok")
            return redirect(url_for("decisions.college_letters"))
    return render_template("decisions/college_return.html", row=row, form=form), status_of(form)


def _returned(paper_id: uuid.UUID) -> PaperToSign:
    row = queries.paper(paper_id)
    if row.prepared_by_id != desk.person_id() or not row.returned_because:
        raise NotHere(table="paper_to_sign", key=str(paper_id))
    return row


@bp.route("/college-letters/<uuid:paper_id>/returned", methods=["GET", "POST"])
@open_to(Permission.OWN_ACCOUNT, recorded=True)
def returned_college_letter(paper_id: uuid.UUID) -> Answer:
    row = _returned(paper_id)
    form = OfferAgainForm(data={"version": row.version})
    if form.validate_on_submit():
        done = tried(form, lambda: returning.offer_again(row, form.version.data, form.answer.data))
        if done is not None:
            flash(_("Offered again."), "ok")
            return redirect(url_for("decisions.returned_college_letter", paper_id=paper_id))
    return _shown(row, form), status_of(form)


@bp.post("/college-letters/<uuid:paper_id>/taken-back")
@open_to(Permission.OWN_ACCOUNT, recorded=True)
def take_back_college_letter(paper_id: uuid.UUID) -> Answer:
    row = _returned(paper_id)
    form = _change_form(row) or SeenForm()
    if form.validate_on_submit():
        mended = Mended(day_of(form.met_on), form.number.data) if isinstance(form, MeetingForm) else None
        if tried(form, lambda: acts.take_back(row, form.version.data, mended)) is not None:
            flash(_("Another letter is made in the place of this one.") if mended else _("Open again."), "ok")
            return redirect(REMADE[row.about].page(row))
    return _shown(queries.paper(paper_id), form), 422


def _change_form(row: PaperToSign) -> SeenForm | None:
    """The form by which its words are changed; None where they follow from the file alone."""
    match REMADE[row.about].change(row):
        case Change.DRAFT:
            return SeenForm(data={"version": row.version})
        case Change.MEETING:
            return _meeting_form(row)
        case _:
            return None


def _meeting_form(row: PaperToSign) -> MeetingForm:
    """What was recorded of the meeting, in the words of the organ that met."""
    decision = decision_queries.letter(row.about_id).decision
    recorded = {"met_on": decision.college_met_on, "number": decision.college_number}
    form, words = MeetingForm(data={"version": row.version} | recorded), confirming.words_of(decision.measure_copy)
    form.met_on.label.text, form.number.label.text = words.met_on, words.number
    return form


def _shown(row: PaperToSign, form: SeenForm) -> str:
    waits = row.state == PaperState.RETURNED
    change = _change_form(row) if waits else None
    if change is not None and type(change) is type(form):
        change = form
    answer = form if isinstance(form, OfferAgainForm) else OfferAgainForm(formdata=None, data={"version": row.version})
    return render_template(
        "decisions/college_returned.html",
        row=row,
        form=form,
        answer=answer,
        change=change,
        asks_meeting=isinstance(change, MeetingForm),
        open=waits,
        taken_back=row.state == PaperState.TAKEN_BACK,
        page=REMADE[row.about].page(row),
    )
