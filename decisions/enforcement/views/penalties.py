"""Penalties that became due under an order: recorded, collected by a second decision, paid, or not collected."""

from __future__ import annotations

import uuid

from flask import url_for

from app.access import Permission, open_to
from app.errors import NotHere
from app.web.language import long_date
from decisions import queries as decision_queries
from decisions.enforcement import acts, presenting, queries, rules
from decisions.enforcement.forms import CollectForm, ForfeitureForm, PaymentForm, ReasonForm
from decisions.enforcement.lifecycle import ForfeitureState
from decisions.enforcement.models import Forfeiture, PenaltyOrder
from decisions.enforcement.views.following import page_of
from decisions.enforcement.words import FORFEITURE_STATES
from decisions.form_pages import Differences, answered, state_versions
from decisions.forms import choices
from decisions.models import Decision
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, day_of
from decisions.views.blueprint import bp
from inspections import queries as visits


def _order(decision_id: uuid.UUID) -> PenaltyOrder:
    found = queries.order_of(decision_queries.decision(decision_id).id)
    if found is None:
        raise NotHere(table="penalty_order", key=str(decision_id))
    return found


@bp.route("/decisions/<uuid:decision_id>/penalties/new", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def new_forfeiture(decision_id: uuid.UUID) -> Answer:
    order = _order(decision_id)
    form = ForfeitureForm(data={"version": order.version, "units": 1})
    sealed = {str(visit.id): visit for visit in queries.sealed_after(order.establishment_id, order.comply_by)}
    form.visit.choices = choices(
        [(key, f"{visit.number}, {long_date(visit.begun_at or visit.sealed_at)}") for key, visit in sealed.items()]
    )
    page = page_of(
        decision_id,
        _("A penalty became due"),
        _("Record the penalty"),
        intro=_("A penalty becomes due by law. You record it from a sealed visit after the term to comply."),
        help={"units": presenting.money_words(order.cents, order.unit, order.max_cents)},
    )

    def deed() -> Forfeiture:
        visit = visits.inspection(uuid.UUID(form.visit.data))
        return acts.record_forfeiture(order, form.version.data, visit, form.units.data, form.reason.data)

    versions = lambda: (order.version, [(_("Became due"), "", len(order.forfeitures))])  # noqa: E731
    return answered(form, page, deed, _("The penalty has been recorded."), versions)


@bp.route("/decisions/<uuid:decision_id>/collect", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def collect(decision_id: uuid.UUID) -> Answer:
    order = _order(decision_id)
    form = CollectForm()
    usable = {str(one.row.id): one for one in presenting.due_rows(order) if one.usable}
    waiting = {key: one for key, one in usable.items() if one.row.state == ForfeitureState.DUE}
    form.rows.choices = choices(
        [(key, f"{one.amount}, {long_date(one.row.due_on)}, {one.visit.number}") for key, one in waiting.items()]
    )
    source = rules.rules_of(order.decision.jurisdiction).circumstances_source
    page = page_of(
        decision_id,
        _("Collect by a second decision"),
        _("Start the draft"),
        intro=_(
            "Collecting is a decision of its own (%(source)s): it weighs the circumstances again, and the party is "
            "heard on it. What has lapsed is not offered.",
            source=source,
        ),
        template="decisions/collect.html",
    )

    def deed() -> Decision:
        return acts.collect_by_decision(order, [waiting[key].row for key in form.rows.data])

    onward = lambda row: url_for("decisions.grounds", decision_id=row.id)  # noqa: E731
    return answered(form, page, deed, _("The draft has been begun."), onward=onward)


def _versions(row: Forfeiture) -> tuple[int, Differences]:
    return state_versions(row.version, FORFEITURE_STATES[row.state][0])


@bp.route("/penalties/<uuid:forfeiture_id>/waive", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def waive(forfeiture_id: uuid.UUID) -> Answer:
    row = queries.forfeiture(forfeiture_id)
    form = ReasonForm(data={"version": row.version})
    page = page_of(
        row.order.decision_id,
        _("Do not collect this penalty"),
        _("Record that it is not collected"),
        intro=_("Only special circumstances stand in the way of collecting. Say which."),
    )
    deed = lambda: acts.waive(row, form.version.data, form.reason.data)  # noqa: E731
    return answered(form, page, deed, _("It has been recorded."), lambda: _versions(row))


@bp.route("/penalties/<uuid:forfeiture_id>/pay", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def pay(forfeiture_id: uuid.UUID) -> Answer:
    row = queries.forfeiture(forfeiture_id)
    form = PaymentForm(data={"version": row.version})
    page = page_of(row.order.decision_id, _("The penalty has been paid"), _("Record the payment"))
    deed = lambda: acts.pay(row, form.version.data, day_of(form.on))  # noqa: E731
    return answered(form, page, deed, _("The payment has been recorded."), lambda: _versions(row))
