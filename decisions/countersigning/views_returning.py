"""The two pages of a letter of the college that is sent back: of who signs, and of who prepared it."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l

from app.access import Permission, open_to
from app.errors import NotHere
from app.web.fields import ParagraphField
from decisions.acts import desk
from decisions.countersigning import queries
from decisions.countersigning.acts import returning
from decisions.countersigning.lifecycle import PaperState
from decisions.countersigning.words import STATES
from decisions.forms import SeenForm, one_sentence
from decisions.forms_signing import SendBackForm
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, status_of, tried
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


@bp.route("/college-letters/<uuid:paper_id>/returned", methods=["GET", "POST"])
@open_to(Permission.OWN_ACCOUNT, recorded=True)
def returned_college_letter(paper_id: uuid.UUID) -> Answer:
    row = queries.paper(paper_id)
    if row.prepared_by_id != desk.person_id() or not row.returned_because:
        raise NotHere(table="paper_to_sign", key=str(paper_id))
    form = OfferAgainForm(data={"version": row.version})
    if form.validate_on_submit():
        done = tried(form, lambda: returning.offer_again(row, form.version.data, form.answer.data))
        if done is not None:
            flash(_("Offered again."), "ok")
            return redirect(url_for("decisions.returned_college_letter", paper_id=paper_id))
    page = render_template("decisions/college_returned.html", row=row, form=form, open=row.state == PaperState.RETURNED)
    return page, status_of(form)
