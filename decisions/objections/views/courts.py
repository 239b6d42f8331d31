"""Cases before a court: lodged, ruled, withdrawn; and the end of a suspension."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, url_for

from app import clock
from app.access import Permission, open_to
from app.web.language import long_date
from decisions import queries as decision_queries
from decisions.form_pages import Page, answered
from decisions.forms import SeenForm, choices
from decisions.models import Decision
from decisions.objections import acts, presenting, queries
from decisions.objections.acts.courts import rulings_in
from decisions.objections.forms import CaseForm, DayForm, RulingForm, labelled
from decisions.objections.lifecycle import COURT, CourtState
from decisions.objections.models import CourtCase, Objection
from decisions.objections.rules import rules_of
from decisions.objections.views.objecting import objections_url
from decisions.objections.words import COURT_KINDS, COURT_STATES, RULINGS
from decisions.presenting.frame import frame, links
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, day_of
from decisions.views.blueprint import bp


def _way(decision: Decision) -> list[tuple[Any, str]]:
    return [*links(decision), (_("Objection and appeal"), objections_url(decision))]


@bp.route("/decisions/<uuid:decision_id>/cases/new", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def new_case(decision_id: uuid.UUID) -> Answer:
    decision = decision_queries.decision(decision_id)
    form = CaseForm(data={"lodged_on": clock.today()})
    form.kind.choices = choices([(kind, COURT_KINDS[kind]) for kind in rules_of(decision.jurisdiction).courts])
    decided = {str(row.id): row for row in queries.objections_to(decision.id) if row.outcome is not None}
    form.objection.choices = choices([("", _("none")), *((key, row.number) for key, row in decided.items())])
    if not decided:
        del form.objection
    page = Page(
        title=_("Register a case at a court"),
        links=_way(decision),
        button=_("Register the case"),
        back_url=objections_url(decision),
    )

    def deed() -> CourtCase:
        chosen: Objection | None = decided.get(form.objection.data) if "objection" in form else None
        return acts.lodge(
            decision,
            kind=form.kind.data,
            court=form.court.data,
            lodged_on=day_of(form.lodged_on),
            reference=form.reference.data or "",
            objection=chosen,
        )

    return answered(form, page, deed, _("The case has been registered."), onward=_url_of)


def _url_of(row: CourtCase) -> str:
    return url_for("decisions.court_case", case_id=row.id)


@bp.get("/cases/<uuid:case_id>")
@open_to(Permission.DECISION_READ, recorded=True)
def court_case(case_id: uuid.UUID) -> str:
    row = queries.court_case(case_id)
    facts = [
        (_("Court"), row.court),
        (_("Number of the case"), row.reference),
        (_("Lodged on"), long_date(row.lodged_on)),
    ]
    if row.ruling is not None:
        facts += [
            (_("Ruling"), RULINGS[row.ruling]),
            (_("Ruled on"), long_date(row.ruled_on)),
            (_("Number of the ruling"), row.ruling_reference),
        ]
    return render_template(
        "decisions/court_case.html",
        frame=frame(row.decision),
        row=row,
        shown=presenting.court_case(row),
        mark=COURT_STATES[row.state],
        facts_of=facts,
        can_rule=COURT.allows(CourtState(row.state), "rule"),
        stay=queries.stay_of(row.decision_id),
    )


def _versions(row: CourtCase) -> tuple[int, list[tuple[Any, Any, Any]]]:
    saved = queries.court_case(row.id)
    return saved.version, [(_("State"), _("your step"), COURT_STATES[saved.state][0])]


def _page(row: CourtCase, title: str, button: str, **more: Any) -> Page:
    way = [*_way(row.decision), (presenting.court_case(row).title, _url_of(row))]
    return Page(title=title, links=way, button=button, back_url=_url_of(row), **more)


@bp.route("/cases/<uuid:case_id>/rule", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def rule(case_id: uuid.UUID) -> Answer:
    row = queries.court_case(case_id)
    form = RulingForm(data={"version": row.version, "ruled_on": clock.today()})
    form.ruling.choices = choices([(ruling, RULINGS[ruling]) for ruling in rulings_in(row.kind)])
    intro = _("What the ruling does to the decision and the permit happens at once, with a line in the story.")

    def deed() -> CourtCase:
        return acts.rule(
            row,
            form.version.data,
            ruling=form.ruling.data,
            on=day_of(form.ruled_on),
            gist=form.gist.data,
            reference=form.reference.data or "",
        )

    page = _page(row, _("Record the ruling"), _("Record the ruling"), intro=intro)
    return answered(form, page, deed, _("The ruling has been recorded."), lambda: _versions(row))


@bp.route("/cases/<uuid:case_id>/withdraw", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def withdraw_case(case_id: uuid.UUID) -> Answer:
    row = queries.court_case(case_id)
    form = SeenForm(data={"version": row.version})
    page = _page(row, _("The case was withdrawn"), _("Record the withdrawal"), danger=True)
    deed = lambda: acts.withdraw_case(row, form.version.data)  # noqa: E731
    return answered(form, page, deed, _("The withdrawal has been recorded."), lambda: _versions(row))


@bp.route("/decisions/<uuid:decision_id>/end-stay", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def end_stay(decision_id: uuid.UUID) -> Answer:
    decision = decision_queries.decision(decision_id)
    form = labelled(DayForm(data={"version": decision.version, "on": clock.today()}), _("Ended on"))
    page = Page(
        title=_("The suspension by the court has ended"),
        links=_way(decision),
        button=_("Let the decision work again"),
        back_url=objections_url(decision),
        intro=_("From this day the decision works again: what it did to the permit is done again."),
        danger=True,
    )
    return answered(form, page, lambda: acts.end_stay(decision, day_of(form.on)), _("The decision works again."))
