"""Beginning a decision from the page of an application, and the step in which its content is written."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

import law
from app.access import Permission, open_to
from app.errors import ChangedMeanwhile, NotHere
from app.web.language import in_language
from decisions import acts as decision_acts
from decisions import queries as decision_queries
from decisions.applications import acts, presenting, queries
from decisions.applications.forms import ContentForm, GiveUpForm, content_form
from decisions.applications.kinds import MOST_CONDITIONS, Kind, fields_of, has_conditions, kind_of
from decisions.applications.models import ApplicationDecision
from decisions.form_pages import Page, answered
from decisions.models import Decision
from decisions.presenting.facts import title
from decisions.presenting.frame import links
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, both_versions, framed, onward, status_of, tried
from decisions.views.blueprint import bp
from permits import queries as register


@bp.post("/applications/<uuid:application_id>/decide/<string:measure_id>")
@open_to(Permission.DECISION_DRAFT, recorded=True)
def decide_on_application(application_id: uuid.UUID, measure_id: str) -> Response:
    decision = acts.begin(register.application(application_id), measure_id)
    flash(_("The decision has been begun. Fill in its content."), "ok")
    return redirect(url_for("decisions.application", decision_id=decision.id))


@bp.route("/decisions/<uuid:decision_id>/content", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def application(decision_id: uuid.UUID) -> Answer:
    decision = decision_queries.decision(decision_id)
    row, kind = queries.behind(decision), kind_of(decision.measure_copy)
    if row is None or kind is None:
        raise NotHere(table="application_decision", key=str(decision_id))
    form = _form(decision, row, kind)
    if form.validate_on_submit():
        try:
            saved = tried(form, lambda: acts.write(decision, form.version.data, form.written()))
        except ChangedMeanwhile:
            return _both(decision_id, form)
        if saved is not None:
            return onward(decision, "application")
    page = render_template(
        "decisions/application_content.html",
        frame=framed(decision, "application"),
        form=form,
        help=presenting.help_words(row, kind),
        facts=presenting.facts_of(row, kind),
        fields=[form[name] for name in _names(decision, row, kind)],
        places=form.places(),
        has_conditions=_conditions(decision, kind),
    )
    return page, status_of(form)


@bp.route("/decisions/<uuid:decision_id>/give-up", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def give_up(decision_id: uuid.UUID) -> Answer:
    decision = decision_queries.decision(decision_id)
    back = url_for("decisions.decision", decision_id=decision_id)
    form = GiveUpForm(data={"version": decision.version})
    page = Page(
        title=_("Do not send this decision"),
        links=[*links(decision), (title(decision), back)],
        button=_("Do not send it"),
        back_url=back,
        intro=_("It was signed, but nobody gets it: it has no effect. It stays in the dossier."),
        danger=True,
    )
    deed = lambda: decision_acts.give_up(decision, form.version.data, form.reason.data)  # noqa: E731
    return answered(form, page, deed, _("The decision will not be sent."))


def _country(decision: Decision) -> str:
    return law.jurisdiction(decision.jurisdiction).country


def _conditions(decision: Decision, kind: Kind) -> bool:
    return has_conditions(kind, _country(decision))


def _names(decision: Decision, row: ApplicationDecision, kind: Kind) -> tuple[str, ...]:
    return fields_of(kind, _country(decision), counted=register.decision_term(row.application) is not None)


def _form(decision: Decision, row: ApplicationDecision, kind: Kind) -> ContentForm:
    here = register.here()
    rules = [here.suspension_rule(cause, on=decision.law_on) for cause in register.causes_to_stop(row.application)]
    causes = [(rule.id, in_language(dict(rule.name))) for rule in rules]
    sent = [number for number in range(1, MOST_CONDITIONS + 1) if f"text_{number}" in request.form]
    typed = max(sent, default=0) if _conditions(decision, kind) else -1
    return content_form(row, _names(decision, row, kind), causes, typed)


def _both(decision_id: uuid.UUID, form: ContentForm) -> Answer:
    fresh = decision_queries.decision(decision_id)
    row = queries.behind(fresh)
    assert row is not None
    theirs: dict[str, Any] = {field.name: getattr(row, field.name) for field in form if hasattr(row, field.name)}
    saved = {one.number: one for one in row.conditions}
    for number, place in enumerate(form.places(), 1):
        theirs |= {
            field.name: getattr(saved[number], field.name.partition("_")[0]) if number in saved else ""
            for field in place
        }
    return both_versions(form, fresh, theirs, url_for("decisions.application", decision_id=decision_id))
