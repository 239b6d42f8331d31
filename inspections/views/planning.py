"""The officer's list of visits: what is proposed, planned and done; planning one or many, cancelling."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from app import clock
from app.access import Permission, open_to
from app.errors import ChangedMeanwhile, Refusal
from app.people import municipality_now, people_of
from app.powers import RoleName
from app.web.language import capital
from app.web.navigation import place
from inspections import acts, queries, words
from inspections.forms import CancelForm, PlanForm, ProposeForm
from inspections.views.blueprint import bp
from permits import queries as register

Page = str | Response | tuple[str, int]
LISTS = ("proposed", "planned", "sealed", "cancelled")
place(_l("Visits"), "inspections.inspections", Permission.INSPECTION_READ, 30)


@bp.get("/inspections")
@open_to(Permission.INSPECTION_READ)
def inspections() -> str:
    return _list_page(_plan_form())


@bp.post("/inspections/plan-together")
@open_to(Permission.INSPECTION_PLAN)
def plan_together() -> Page:
    form = _plan_form()
    chosen = request.form.getlist("visit", type=uuid.UUID)
    if not form.validate_on_submit():
        return _list_page(form, chosen), 422
    if not chosen:
        form.form_errors.append(_("Choose at least one visit."))
        return _list_page(form, chosen), 422
    try:
        planned = acts.plan_many([queries.inspection(key) for key in chosen], _chosen_day(form), _inspector(form))
    except Refusal as refusal:
        form.form_errors.append(refusal.sentence)
        return _list_page(form, chosen), refusal.status
    flash(_("Planned: %(count)s.", count=len(planned)), "ok")
    return redirect(url_for("inspections.inspections", state="planned"))


@bp.route("/inspections/<uuid:inspection_id>/plan", methods=["GET", "POST"])
@open_to(Permission.INSPECTION_PLAN)
def plan(inspection_id: uuid.UUID) -> Page:
    visit = queries.inspection(inspection_id)
    form, status, theirs = _plan_form(visit), 200, None
    if form.validate_on_submit():
        try:
            acts.plan(visit, form.version.data, _chosen_day(form), _inspector(form))
            return redirect(url_for("inspections.inspection", inspection_id=inspection_id))
        except Refusal as refusal:
            form.form_errors.append(refusal.sentence)
            visit, status = queries.inspection(inspection_id), refusal.status
            if isinstance(refusal, ChangedMeanwhile):
                form.version.data, theirs = visit.version, visit
    page = render_template("inspections/plan.html", visit=visit, form=form, theirs=theirs)
    return page, status if status != 200 else (422 if form.errors else 200)


@bp.route("/inspections/<uuid:inspection_id>/cancel", methods=["GET", "POST"])
@open_to(Permission.INSPECTION_PLAN)
def cancel(inspection_id: uuid.UUID) -> Page:
    visit = queries.inspection(inspection_id)
    form, status = CancelForm(data={"version": visit.version}), 200
    if form.validate_on_submit():
        try:
            acts.cancel(visit, form.version.data, form.because.data)
            return redirect(url_for("inspections.inspection", inspection_id=inspection_id))
        except Refusal as refusal:
            form.form_errors.append(refusal.sentence)
            visit, status = queries.inspection(inspection_id), refusal.status
            form.version.data = visit.version
    page = render_template("inspections/cancel.html", visit=visit, form=form)
    return page, status if status != 200 else (422 if form.errors else 200)


@bp.route("/establishments/<uuid:establishment_id>/inspections/new", methods=["GET", "POST"])
@open_to(Permission.INSPECTION_PLAN)
def propose(establishment_id: uuid.UUID) -> Page:
    found, form, status = register.establishment(establishment_id), ProposeForm(), 200
    form.offer(_inspectors())
    if form.validate_on_submit():
        try:
            visit = acts.propose_and_plan(found, _chosen_day(form), _inspector(form), form.reason.data)
            return redirect(url_for("inspections.inspection", inspection_id=visit.id))
        except Refusal as refusal:
            form.form_errors.append(refusal.sentence)
            found, status = register.establishment(establishment_id), refusal.status
    page = render_template("inspections/propose.html", establishment=found, form=form)
    return page, status if status != 200 else (422 if form.errors else 200)


def _list_page(form: Any, chosen: list[uuid.UUID] | None = None) -> str:
    state = request.args.get("state", "proposed")
    state = state if state in LISTS else "proposed"
    page = min(max(1, request.args.get("page", 1, type=int)), 100_000)  # more than a database counts is no page
    visits, total = queries.listed(state, page)
    counts = queries.state_counts()
    counts["planned"] = counts.get("planned", 0) + counts.get("under-way", 0)
    tabs = [
        {
            "label": capital(words.STATES[key]),
            "href": url_for("inspections.inspections", state=key),
            "count": counts.get(key, 0),
            "current": key == state,
        }
        for key in LISTS
    ]
    return render_template(
        "inspections/inspections.html",
        visits=visits,
        total=total,
        state=state,
        state_tabs=tabs,
        page=page,
        pages=-(-total // queries.PER_PAGE),
        form=form,
        chosen={str(key) for key in chosen or []},
        flagged=queries.open_violation_counts([visit.establishment_id for visit in visits]),
    )


def _plan_form(visit: Any = None) -> PlanForm:
    shown = {} if visit is None else {"version": visit.version, "planned_on": visit.planned_on or _day(visit.due_on)}
    if visit is not None and visit.inspector_id:
        shown["inspector"] = str(visit.inspector_id)
    form = PlanForm(data=shown)
    form.offer(_inspectors())
    return form


def _chosen_day(form: PlanForm | ProposeForm) -> date:
    day = form.planned_on.data
    assert day is not None, "the form was validated"
    return day


def _day(due_on: date) -> date:
    """The day offered: the last day of the proposal, or today when that has passed."""
    return max(due_on, clock.today())


def _inspectors() -> list[tuple[str, str]]:
    return [(str(person.id), person.name) for person in people_of(municipality_now().code, RoleName.INSPECTOR)]


def _inspector(form: Any) -> Any:
    people = people_of(municipality_now().code, RoleName.INSPECTOR)
    return next(person for person in people if str(person.id) == form.inspector.data)
