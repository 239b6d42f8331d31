"""The decision on an objection: where it begins, and the step in which it is written."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access import Permission, open_to
from app.errors import ChangedMeanwhile, NotHere
from app.web.language import long_date
from decisions import queries as decision_queries
from decisions.form_pages import Page, answered
from decisions.forms import choices
from decisions.models import Decision
from decisions.objections import presenting
from decisions.objections import queries as objections
from decisions.objections.deciding import acts, queries
from decisions.objections.deciding.forms import AnswerForm, BeginAnswerForm
from decisions.objections.deciding.models import ObjectionDecision
from decisions.objections.views.objecting import url_of, way_to
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, both_versions, framed, onward, status_of, tried
from decisions.views.blueprint import bp

_TEXTS = ("considerations", "not_heard_because", "adviser", "advice_reason", "costs")
_FIELDS = ("outcome", "advice_on", "deviates", *_TEXTS)


@bp.route("/objections/<uuid:objection_id>/answer", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def begin_answer(objection_id: uuid.UUID) -> Answer:
    row = objections.objection(objection_id)
    parties = queries.addressees(row)
    form = BeginAnswerForm(data={"addressee": str(row.decision.addressee_id) if row.by_addressee else None})
    form.addressee.choices = choices((key, party.name) for key, party in parties.items())
    page = Page(
        title=_("Decide on the objection"),
        links=way_to(row),
        button=_("Begin the decision"),
        back_url=url_of(row),
        intro=_("You write the decision as a letter. It is read along, signed and served like every decision."),
    )
    return answered(
        form,
        page,
        lambda: acts.begin_answer(row, parties[form.addressee.data]),
        _("The decision has been begun. Fill in its content."),
        onward=lambda made: url_for("decisions.answer", decision_id=made.id),
    )


@bp.route("/decisions/<uuid:decision_id>/answer", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def answer(decision_id: uuid.UUID) -> Answer:
    decision = decision_queries.decision(decision_id)
    row = queries.behind(decision)
    if row is None:
        raise NotHere(table="objection_decision", key=str(decision_id))
    form = _form(decision, row)
    if form.validate_on_submit():
        given = {name: form[name].data for name in _FIELDS if name in form}
        try:
            saved = tried(form, lambda: acts.write_answer(decision, form.version.data, **given))
        except ChangedMeanwhile:
            return _both(decision_id, form)
        if saved is not None:
            return onward(decision, "answer")
    page = render_template(
        "decisions/answer.html",
        frame=framed(decision, "answer"),
        form=form,
        gist=row.objection.gist,
        timely=presenting.timely_words(row.objection),
        heard=long_date(row.objection.heard_on),
    )
    return page, status_of(form)


def _form(decision: Decision, row: ObjectionDecision) -> AnswerForm:
    form = AnswerForm(data={"version": decision.version, **{name: getattr(row, name) for name in _FIELDS}})
    if row.objection.heard_on is not None:
        del form.not_heard_because
    return form


def _both(decision_id: uuid.UUID, form: AnswerForm) -> Answer:
    fresh = decision_queries.decision(decision_id)
    row = queries.behind(fresh)
    theirs = {name: getattr(row, name) for name in _TEXTS if name in form}
    return both_versions(form, fresh, theirs, url_for("decisions.answer", decision_id=decision_id))


@bp.post("/objections/<uuid:objection_id>/replace")
@open_to(Permission.DECISION_DRAFT, recorded=True)
def begin_replacement(objection_id: uuid.UUID) -> Response:
    row = queries.answer_to(objections.objection(objection_id))
    if row is None:
        raise NotHere(table="objection_decision", key=str(objection_id))
    made = acts.begin_replacement(row)
    flash(_("The new decision has been begun, with the grounds of the old one. Write what is different now."), "ok")
    return redirect(url_for("decisions.grounds", decision_id=made.id))
