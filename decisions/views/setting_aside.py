"""Setting aside what lacks, with a reason, and asking it again."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app import clock
from app.access import Permission, open_to
from app.errors import NotHere
from decisions import acts, queries
from decisions.forms import DropForm, SetAsideForm
from decisions.gates import GATES
from decisions.presenting.frame import frame
from decisions.presenting.gates import help_words, rulings
from decisions.presenting.tongue import _
from decisions.reasoning import points
from decisions.views.answering import Answer, status_of, tried
from decisions.views.blueprint import bp


@bp.route("/decisions/<uuid:decision_id>/set-aside/<string:gate>", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def set_aside(decision_id: uuid.UUID, gate: str) -> Answer:
    decision, form = queries.decision(decision_id), SetAsideForm()
    if gate not in GATES:
        raise NotHere(table="gate", key=gate)
    if not form.is_submitted():
        form.version.data = decision.version
    if form.validate_on_submit():
        reason, seen = form.reason.data or "", form.version.data
        if tried(form, lambda: acts.set_aside(decision, seen, gate, reason)) is not None:
            flash(_("Set aside. The reason stands in the file, with your name and the day."), "ok")
            return redirect(url_for("decisions.submit", decision_id=decision_id))
    lacks = [
        point.lack
        for point in points(queries.case_file(decision), clock.today())
        if point.gate == gate and point.lack is not None
    ]
    page = render_template(
        "decisions/set_aside.html",
        frame=frame(decision),
        form=form,
        lacks=lacks,
        rulings=rulings(gate),
        help=help_words(gate),
    )
    return page, status_of(form)


@bp.post("/decisions/<uuid:decision_id>/set-aside/<string:gate>/restore")
@open_to(Permission.DECISION_DRAFT)
def restore_gate(decision_id: uuid.UUID, gate: str) -> Response:
    decision, form = queries.decision(decision_id), DropForm()
    if form.validate_on_submit():
        acts.restore_gate(decision, form.version.data, gate)
        flash(_("It is asked again."), "ok")
    return redirect(url_for("decisions.submit", decision_id=decision_id))
