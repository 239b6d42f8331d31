"""Service of a signed decision: how and when, receipt, covering note, college; and the terms that follow."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for

import law
from app.access import Permission, open_to
from app.errors import NotHere
from app.web.explained import explained
from app.web.fields import HouseForm
from app.web.language import long_date
from decisions import acts, confirming, queries, terms
from decisions.forms import SeenForm
from decisions.forms_signing import CollegeForm, ReceiptForm, ServiceForm
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import Decision
from decisions.presenting import dossier as shown
from decisions.presenting import serving
from decisions.presenting.facts import is_belgian, title
from decisions.presenting.frame import frame, links
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, day_of, tried, upload
from decisions.views.blueprint import bp
from permits import queries as register

_OUT = (DecisionState.SERVED, DecisionState.IN_EFFECT)


@bp.route("/decisions/<uuid:decision_id>/service", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def service(decision_id: uuid.UUID) -> Answer:
    decision = queries.decision(decision_id)
    form = ServiceForm(data=_usual(decision))

    def deed() -> Decision:
        content, name = upload(form.proof.data)
        return acts.serve(decision, form.version.data, form.method.data, day_of(form.served_on), content, name)

    if form.validate_on_submit() and tried(form, deed) is not None:
        flash(_("The service has been recorded."), "ok")
        return redirect(url_for("decisions.service", decision_id=decision_id))
    return _page(decision, form if form.is_submitted() else None)


def _usual(decision: Decision) -> dict[str, Any]:
    """The way and the day that the letter itself names."""
    return {"version": decision.version, "method": decision.served_by, "served_on": decision.sending_on}


def _page(decision: Decision, refused: HouseForm | None = None) -> Answer:
    forms = _forms(decision)
    if refused is not None:
        forms[type(refused).__name__] = refused
    page = render_template(
        "decisions/service.html",
        frame=frame(decision),
        form=refused,
        service=serving.service(decision),
        letters=[*serving.papers(decision), *shown.letters(decision)],
        service_form=forms.get("ServiceForm"),
        receipt_form=forms.get("ReceiptForm"),
        note_form=forms.get("SeenForm"),
        college_form=forms.get("CollegeForm"),
    )
    return page, 422 if refused is not None and refused.errors else 200


def _forms(decision: Decision) -> dict[str, HouseForm]:
    """What can be recorded now, by the name of its form."""
    version = {"version": decision.version}
    found: dict[str, HouseForm] = {}
    if DECISION.allows(DecisionState(decision.state), "serve"):
        found["ServiceForm"] = ServiceForm(formdata=None, data=_usual(decision))
    if decision.state in _OUT and decision.received_on is None:
        found["ReceiptForm"] = ReceiptForm(formdata=None, data=version)
    noted = any(row.kind == "covering-note" for row in decision.letters)
    if decision.state in _OUT and terms.needs_covering_note(decision) and not noted:
        found["SeenForm"] = SeenForm(formdata=None, data=version)
    asks = decision.measure_copy["confirmation"] and decision.college_confirmed is None
    if asks and decision.state in (*_OUT, DecisionState.SIGNED):
        found["CollegeForm"] = _worded(
            decision, CollegeForm(formdata=None, data={**version, "met_on": decision.college_due_on})
        )
    return found


def _worded(decision: Decision, form: CollegeForm) -> CollegeForm:
    """The form in the words of the organ that confirms."""
    words = confirming.words_of(decision.measure_copy)
    form.met_on.label.text, form.number.label.text, form.outcome.label.text = words.met_on, words.number, words.asked
    return form


def _recorded(decision_id: uuid.UUID, form: HouseForm, deed: Callable[[Decision], Any], done: str) -> Answer:
    decision = queries.decision(decision_id)
    if form.validate_on_submit() and tried(form, lambda: deed(decision)) is not None:
        flash(done, "ok")
        return redirect(url_for("decisions.service", decision_id=decision_id))
    return _page(decision, form)


@bp.post("/decisions/<uuid:decision_id>/receipt")
@open_to(Permission.DECISION_SERVE)
def receipt(decision_id: uuid.UUID) -> Answer:
    form = ReceiptForm()
    return _recorded(
        decision_id,
        form,
        lambda decision: acts.record_receipt(decision, form.version.data, day_of(form.received_on)),
        _("The receipt has been recorded."),
    )


@bp.post("/decisions/<uuid:decision_id>/covering-note")
@open_to(Permission.DECISION_SERVE)
def cover(decision_id: uuid.UUID) -> Answer:
    done = _("The covering note has been made. Send it to the party.")
    return _recorded(decision_id, SeenForm(), acts.covering_note, done)


@bp.post("/decisions/<uuid:decision_id>/college")
@open_to(Permission.DECISION_SERVE)
def college(decision_id: uuid.UUID) -> Answer:
    form = CollegeForm()

    def deed(decision: Decision) -> Decision:
        confirmed = form.outcome.data == "confirmed"
        return acts.record_college(decision, form.version.data, day_of(form.met_on), form.number.data, confirmed)

    decision = queries.decision(decision_id)
    done = str(confirming.words_of(decision.measure_copy).recorded)
    return _recorded(decision_id, _worded(decision, form), deed, done)


@bp.get("/decisions/<uuid:decision_id>/objection-term")
@open_to(Permission.DECISION_READ)
def objection_term(decision_id: uuid.UUID) -> str:
    decision = queries.decision(decision_id)
    computed, remedy = terms.objection_term(decision), terms.remedy(decision)
    if computed is None or remedy is None or remedy.term is None:
        raise NotHere(table="decision", key=str(decision_id))
    day = long_date(computed.last_day)
    appeal = is_belgian(decision)
    heading = (
        _("Appeal is possible up to and including %(day)s", day=day)
        if appeal
        else _("Objection is possible up to and including %(day)s", day=day)
    )
    return _explained(
        decision,
        computed,
        heading,
        law.jurisdiction(decision.jurisdiction).term(remedy.term, on=decision.law_on),
        _("the letter was received") if appeal else _("the decision was served"),
        _("Term for appeal") if appeal else _("Term for objection"),
        [
            _("The letter is sent again: then the new service counts."),
            _("The sending cannot be proved: the term has not begun."),
        ],
    )


@bp.get("/decisions/<uuid:decision_id>/decision-term")
@open_to(Permission.DECISION_READ)
def decision_term(decision_id: uuid.UUID) -> str:
    decision = queries.decision(decision_id)
    application = decision.application
    computed = register.decision_clock(application) if application is not None else None
    term = register.decision_term(application) if application is not None else None
    if computed is None or term is None:
        raise NotHere(table="decision", key=str(decision_id))
    heading = _("Decide on the application up to and including %(day)s", day=long_date(computed.last_day))
    return _explained(
        decision, computed, heading, term, _("the application was received"), _("Term for the decision"), []
    )


def _explained(
    decision: Decision,
    computed: law.Computed,
    heading: str,
    term: law.Term,
    start_word: str,
    here: str,
    changes: list[str],
) -> str:
    model = explained(computed, heading, term=term, start_word=start_word, law_on=decision.law_on, changes=changes)
    way = [*links(decision), (title(decision), url_for("decisions.decision", decision_id=decision.id))]
    return render_template("explained.html", explained=model, links=way, here=here)
