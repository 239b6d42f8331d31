"""What follows a warning, a closure or an order: one page with its next legal day, and the steps that are due."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for

from app import story
from app.access import Permission, open_to
from app.errors import NotHere
from decisions import queries as decision_queries
from decisions.enforcement import acts, presenting, queries, sealing
from decisions.enforcement.acts.warnings import look_of, was_repeated
from decisions.enforcement.forms import ExecuteForm, LiftForm, ReopenForm
from decisions.enforcement.lifecycle import CLOSURE, ORDER, ClosureState, OrderState, SealState, WarningState
from decisions.enforcement.models import Closure, PenaltyOrder, WarningFollowUp
from decisions.enforcement.refusals import NoVisitYet
from decisions.enforcement.words import CLOSURE_STATES, FORFEITURE_STATES, ORDER_STATES, WARNING_STATES
from decisions.form_pages import Differences, Page, answered, state_versions
from decisions.forms import SeenForm
from decisions.presenting import dossier as shown
from decisions.presenting.frame import frame, links
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, day_of, tried
from decisions.views.blueprint import bp

_KINDS = (
    "closure.",
    "seal.",
    "warning.",
    "penalty.",
    "decision.signed",
    "decision.served",
    "decision.in-effect",
    "court.",
)


@bp.get("/decisions/<uuid:decision_id>/follow-up")
@open_to(Permission.DECISION_READ, recorded=True)
def follow_up(decision_id: uuid.UUID) -> str:
    return _page(decision_id)


def _page(decision_id: uuid.UUID, form: SeenForm | None = None) -> str:
    decision = decision_queries.decision(decision_id)
    row, mark, view = what_runs(decision_id)
    # A Belgian closure may carry a penalty of its own.
    order = row if isinstance(row, PenaltyOrder) else queries.order_of(decision_id)
    closure = row if isinstance(row, Closure) else None
    told = [one for one in story.of(decision.id) if one.kind.startswith(_KINDS)]
    return render_template(
        "decisions/follow_up.html",
        frame=frame(decision),
        mark=mark,
        shown=view,
        can=_can(row) | ({"record": _records(order)} if order else {}),
        closure=closure,
        seals=sealing.shown(closure) if closure else [],
        sealable=closure is not None and _sealable(closure),
        attachable=closure is not None and closure.ended_on is None and bool(acts.attachable(closure)),
        order_facts=presenting.order(order).facts if closure and order else [],
        order=order,
        due=presenting.due_rows(order) if order else [],
        due_states=FORFEITURE_STATES,
        looked=look_of(row) if isinstance(row, WarningFollowUp) else None,
        events=shown.events(decision, told),
        form=form,
        seen_form=SeenForm(formdata=None, data={"version": row.version}),
    )


def what_runs(decision_id: uuid.UUID) -> tuple[WarningFollowUp | Closure | PenaltyOrder, Any, presenting.Shown]:
    """What a decision set going, with its badge and its facts. Raises NotHere when nothing follows it."""
    warning = queries.warning_of(decision_id)
    if warning is not None:
        return warning, WARNING_STATES[warning.state], presenting.warning(warning)
    closure = queries.closure_of(decision_id)
    if closure is not None:
        return closure, CLOSURE_STATES[closure.state], presenting.closure(closure)
    order = queries.order_of(decision_id)
    if order is not None:
        return order, ORDER_STATES[order.state], presenting.order(order)
    raise NotHere(table="follow_up", key=str(decision_id))


def _can(row: WarningFollowUp | Closure | PenaltyOrder) -> dict[str, bool]:
    """Which steps the lifecycle allows now."""
    if isinstance(row, Closure):
        state = ClosureState(row.state)
        return {verb: CLOSURE.allows(state, verb) for verb in ("execute_closure", "reopen")}
    if isinstance(row, PenaltyOrder):
        return {"lift_order": ORDER.allows(OrderState(row.state), "lift_order")}
    over = row.state == WarningState.RUNNING and presenting.is_over(row)
    return {"ask_visit": over, "look": row.state == WarningState.VISIT_ASKED}


def _records(order: PenaltyOrder) -> bool:
    return ORDER.allows(OrderState(order.state), "exhaust")


def _sealable(row: Closure) -> bool:
    """Whether the place is shut and nothing is sealed on it."""
    there = (SealState.HANGING, SealState.BROKEN)
    return row.state == ClosureState.EXECUTED and not any(one.state in there for one in queries.seals_of(row))


def _back(decision_id: uuid.UUID) -> str:
    return url_for("decisions.follow_up", decision_id=decision_id)


def _warning(decision_id: uuid.UUID) -> WarningFollowUp:
    found = queries.warning_of(decision_queries.decision(decision_id).id)
    if found is None:
        raise NotHere(table="warning_follow_up", key=str(decision_id))
    return found


@bp.post("/decisions/<uuid:decision_id>/warning/visit")
@open_to(Permission.DECISION_DRAFT)
def ask_visit(decision_id: uuid.UUID) -> Answer:
    row, form = _warning(decision_id), SeenForm()
    if form.validate_on_submit() and tried(form, lambda: acts.ask_visit(row, form.version.data)) is not None:
        flash(_("The visit has been asked. It waits for a day and an inspector."), "ok")
        return redirect(_back(decision_id))
    return _page(decision_id, form), 422


@bp.post("/decisions/<uuid:decision_id>/warning/look")
@open_to(Permission.DECISION_DRAFT)
def record_look(decision_id: uuid.UUID) -> Answer:
    row, form = _warning(decision_id), SeenForm()

    def deed() -> WarningFollowUp:
        visit = look_of(row)
        if visit is None:
            raise NoVisitYet
        verb = acts.find_repeated if was_repeated(row, visit) else acts.find_mended
        return verb(row, form.version.data)

    if form.validate_on_submit() and tried(form, deed) is not None:
        flash(_("What the visit found has been recorded."), "ok")
        return redirect(_back(decision_id))
    return _page(decision_id, form), 422


def closure_here(decision_id: uuid.UUID) -> Closure:
    found = queries.closure_of(decision_queries.decision(decision_id).id)
    if found is None:
        raise NotHere(table="closure", key=str(decision_id))
    return found


def page_of(decision_id: uuid.UUID, title: str, button: str, **more: Any) -> Page:
    """A form that belongs to the page of what follows."""
    decision = decision_queries.decision(decision_id)
    way = [*links(decision), (_("What follows"), _back(decision_id))]
    return Page(title=title, links=way, button=button, back_url=_back(decision_id), **more)


@bp.route("/decisions/<uuid:decision_id>/closure/execute", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def execute_closure(decision_id: uuid.UUID) -> Answer:
    row = closure_here(decision_id)
    form = ExecuteForm(data={"version": row.version})
    page = page_of(
        decision_id,
        _("The closure has been executed"),
        _("Record the execution"),
        help={
            "by": _("For instance: inspectors of the municipality, with the police. No names."),
            "seal_numbers": _("Leave empty when the place was not sealed."),
        },
    )

    def deed() -> Closure:
        return acts.execute_closure(
            row,
            form.version.data,
            on=day_of(form.on),
            by=form.by.data,
            seal_numbers=form.seal_numbers.data or "",
            door_notice_on=form.door_notice_on.data,
        )

    return answered(form, page, deed, _("The execution has been recorded."), lambda: _versions(decision_id))


@bp.route("/decisions/<uuid:decision_id>/closure/reopen", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def reopen(decision_id: uuid.UUID) -> Answer:
    row = closure_here(decision_id)
    form = ReopenForm(data={"version": row.version})
    intro = _("Conditions in the decision: %(conditions)s", conditions=row.conditions) if row.conditions else ""
    page = page_of(decision_id, _("The place opens again"), _("Record the reopening"), intro=intro)
    deed = lambda: acts.reopen(row, form.version.data, on=day_of(form.on), because=form.reason.data)  # noqa: E731
    return answered(form, page, deed, _("The reopening has been recorded."), lambda: _versions(decision_id))


@bp.route("/decisions/<uuid:decision_id>/lift", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def lift(decision_id: uuid.UUID) -> Answer:
    decision = decision_queries.decision(decision_id)
    what_runs(decision_id)
    intro = _("The measure ends by a decision of its own, which says why.")
    page = page_of(decision_id, _("Lift the measure"), _("Start the draft"), intro=intro)
    onward = lambda row: url_for("decisions.particulars_page", decision_id=row.id)  # noqa: E731
    return answered(
        LiftForm(), page, lambda: acts.lift_by_decision(decision), _("The draft has been begun."), onward=onward
    )


def _versions(decision_id: uuid.UUID) -> tuple[int, Differences]:
    row, mark, _view = what_runs(decision_id)
    return state_versions(row.version, mark[0])
