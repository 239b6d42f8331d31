"""Enforcement at one establishment: the proposed next step, what runs, and the beginning of a step."""

from __future__ import annotations

import uuid

from flask import render_template, url_for

import law
from app import clock
from app.access import Permission, may, open_to
from app.errors import NotHere
from decisions import acts as decision_acts
from decisions import queries as decision_queries
from decisions import town_law
from decisions.enforcement import deadlines, presenting, queries, rules
from decisions.enforcement.forms import BeginForm
from decisions.enforcement.lifecycle import ClosureState, OrderState, WarningState
from decisions.enforcement.words import CLOSURE_STATES, ORDER_STATES, WARNING_STATES, Mark
from decisions.form_pages import Page, answered
from decisions.forms import choices
from decisions.models import Decision
from decisions.presenting.tongue import _
from decisions.views.answering import Answer
from decisions.views.blueprint import bp
from permits import dossier_page
from permits import queries as register
from permits.models import Establishment, Party


@bp.get("/establishments/<uuid:establishment_id>/enforcement")
@open_to(Permission.DECISION_READ, recorded=True)
def enforcement(establishment_id: uuid.UUID) -> str:
    place = register.establishment(establishment_id)
    rows: list[tuple[Mark, deadlines.Running]] = [
        *((WARNING_STATES[one.state], one) for one in queries.warnings_in(list(WarningState), establishment_id)),
        *((CLOSURE_STATES[one.state], one) for one in queries.closures_in(list(ClosureState), establishment_id)),
        *((ORDER_STATES[one.state], one) for one in queries.orders_in(list(OrderState), establishment_id)),
    ]
    rows.sort(key=lambda row: row[1].decision.drafted_at, reverse=True)
    return render_template(
        "decisions/enforcement.html",
        **dossier_page.frame(place, "enforcement"),
        steps=[presenting.step_shown(step) for step in queries.proposed_steps(place)],
        rows=[(mark, presenting.measure_word(one.decision.measure_id), one.decision) for mark, one in rows],
        deadlines=deadlines.of_place(establishment_id),
        warning=_warning_here() if place.closed_on is None and may(Permission.DECISION_DRAFT) else None,
    )


def _warning_here() -> str | None:
    """The id of the measure by which this municipality warns; None where its law book has no letter for it."""
    for measure in queries.policy_measures():
        if measure.instrument is law.Instrument.WARNING:
            found = town_law.measure_to_draft(measure.id, clock.today())
            return found.id if found else None
    return None


@bp.route("/establishments/<uuid:establishment_id>/begin/<string:measure_id>", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def begin_step(establishment_id: uuid.UUID, measure_id: str) -> Answer:
    place = register.establishment(establishment_id)
    measure = town_law.measure_to_draft(measure_id, clock.today())
    if measure is None or not rules.is_step(measure):
        raise NotHere(table="measure", key=measure_id)
    form = BeginForm()
    parties = {str(party.id): party for party in decision_queries.addressees(place)}
    form.addressee.choices = choices([(key, party.name) for key, party in parties.items()])
    if not form.is_submitted() and len(parties) == 1:
        form.addressee.data = next(iter(parties))
    page = Page(
        title=presenting.measure_word(measure_id),
        links=_links(place),
        button=_("Start the draft"),
        back_url=url_for("decisions.enforcement", establishment_id=place.id),
        intro=_("The law of today is copied into the decision and stays with it."),
        help={"addressee": _("The letter is written in the language of this party.")},
    )
    return answered(
        form,
        page,
        lambda: _begun(place, measure, parties[form.addressee.data]),
        _("The draft has been begun."),
        onward=lambda row: url_for("decisions.grounds", decision_id=row.id),
    )


def _begun(place: Establishment, measure: law.Measure, party: Party) -> Decision:
    on_permit = measure.effect in (law.Effect.REVOKE, law.Effect.SUSPEND)
    permit = place.permit_on(clock.today()) if on_permit else None
    return decision_acts.draft(place, measure.id, party, permit=permit)


def _links(place: Establishment) -> list[tuple[str, str]]:
    return [
        (_("Register"), url_for("permits.register")),
        (place.name, url_for("permits.establishment", establishment_id=place.id)),
        (_("Enforcement"), url_for("decisions.enforcement", establishment_id=place.id)),
    ]
