"""The step of a draft that asks what courts ask besides."""

from __future__ import annotations

import uuid

from flask import render_template, url_for

import law
from app.access import Permission, open_to
from app.errors import ChangedMeanwhile
from decisions import acts, asking, queries
from decisions.forms import SeenForm
from decisions.forms_questions import questions_form, shown
from decisions.models import Decision
from decisions.presenting import questions as presenting
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

_STEP = "questions"


@bp.route("/decisions/<uuid:decision_id>/questions", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def questions(decision_id: uuid.UUID) -> Answer:
    decision = queries.decision(decision_id)
    held = queries.holding(decision)
    asked = asking.asked(held)
    country = law.jurisdiction(decision.jurisdiction).country
    kind = questions_form(asked, country, weighs=asking.weighs(held), secret="secret" in held)
    form = kind(data=_kept(decision) | shown(decision.further, asked) | {"version": decision.version})
    answer = _written(decision, form)
    if answer is not None:
        return answer
    page_frame = framed(decision, _STEP)
    page = render_template(
        "decisions/questions.html",
        frame=page_frame,
        form=form,
        topics=presenting.topics(form, asked, page_frame),
        lighter=presenting.lighter(form) if asking.weighs(held) else [],
        lighter_help=presenting.lighter_help(decision),
        recipients=presenting.recipients(form) if "secret" in held else [],
        kept_elsewhere="bibob-here" in held,
    )
    return page, status_of(form)


def _kept(decision: Decision) -> dict[str, object]:
    return {name: getattr(decision, name) for name in asking.DAYS}


def _written(decision: Decision, form: SeenForm) -> Answer | None:
    """Save the answers; None when the page must be shown (again)."""
    names = [field.name for field in form if field.name not in ("version", "csrf_token")]
    if form.validate_on_submit():
        answers = {name: form[name].data or None for name in names}
        try:
            done = tried(form, lambda: acts.write(decision, form.version.data, **answers))
        except ChangedMeanwhile:
            fresh = queries.decision(decision.id)
            theirs = {name: fresh.further.get(name, "") for name in names if name not in asking.DAYS} | _kept(fresh)
            return both_versions(form, fresh, theirs, url_for("decisions.questions", decision_id=decision.id))
        if done is not None:
            return saved_part(decision, _STEP) if in_background() else onward(decision, _STEP)
    return refused_part(form, decision, _STEP) if in_background() and form.is_submitted() else None
