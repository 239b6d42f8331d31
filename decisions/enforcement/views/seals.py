"""Seals on a closed place, and the decisions that stand beside a closure."""

from __future__ import annotations

import uuid

from flask import url_for

from app.access import Permission, open_to
from decisions.enforcement import acts, presenting, queries
from decisions.enforcement.forms import AttachForm, BrokenSealForm, SealAgainForm, SealForm, UnsealForm
from decisions.enforcement.models import Sealing
from decisions.enforcement.views.following import closure_here, page_of
from decisions.enforcement.words import SEAL_STATES
from decisions.form_pages import Differences, answered, state_versions
from decisions.forms import choices
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, day_of
from decisions.views.blueprint import bp


def _who() -> dict[str, str]:
    return {"by": _("For instance: inspectors of the municipality, with the police. No names.")}


@bp.route("/decisions/<uuid:decision_id>/closure/seal", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def put_seals(decision_id: uuid.UUID) -> Answer:
    row = closure_here(decision_id)
    form = SealForm(data={"version": row.version})
    page = page_of(decision_id, _("The place has been sealed"), _("Record the seals"), help=_who())

    def deed() -> Sealing:
        given = {"by": form.by.data, "numbers": form.numbers.data, "places": form.places.data or ""}
        return acts.put_seals(row, form.version.data, on=day_of(form.on), **given)

    versions = lambda: (row.version, [(_("Seals"), "", len(queries.seals_of(row)))])  # noqa: E731
    return answered(form, page, deed, _("The seals have been recorded."), versions)


def _versions(row: Sealing) -> tuple[int, Differences]:
    return state_versions(row.version, SEAL_STATES[row.state][0])


@bp.route("/seals/<uuid:seal_id>/broken", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def report_broken(seal_id: uuid.UUID) -> Answer:
    row = queries.sealing(seal_id)
    form = BrokenSealForm(data={"version": row.version})
    page = page_of(
        row.closure.decision_id,
        _("A seal was found broken"),
        _("Record the broken seal"),
        intro=_("Seals %(numbers)s. Breaking a seal is an offence: report it to the police.", numbers=row.numbers),
        help={"reported_to": _("For instance: the local police. No names.")},
    )

    def deed() -> Sealing:
        given = {"reported_to": form.reported_to.data or "", "reference": form.reference.data or ""}
        return acts.report_broken(row, form.version.data, on=day_of(form.on), note=form.note.data, **given)

    return answered(form, page, deed, _("The broken seal has been recorded."), lambda: _versions(row))


@bp.route("/seals/<uuid:seal_id>/again", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def seal_again(seal_id: uuid.UUID) -> Answer:
    row = queries.sealing(seal_id)
    form = SealAgainForm(data={"version": row.version})
    page = page_of(row.closure.decision_id, _("The place has been sealed again"), _("Record the seals"), help=_who())

    def deed() -> Sealing:
        given = {"by": form.by.data, "numbers": form.numbers.data}
        return acts.seal_again(row, form.version.data, on=day_of(form.on), **given)

    return answered(form, page, deed, _("The seals have been recorded."), lambda: _versions(row))


@bp.route("/seals/<uuid:seal_id>/remove", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def remove_seals(seal_id: uuid.UUID) -> Answer:
    row = queries.sealing(seal_id)
    form = UnsealForm(data={"version": row.version})
    intro = _("Seals %(numbers)s.", numbers=row.numbers)
    page = page_of(
        row.closure.decision_id, _("The seals have been taken away"), _("Record the removal"), intro=intro, help=_who()
    )
    deed = lambda: acts.remove_seals(row, form.version.data, on=day_of(form.on), by=form.by.data)  # noqa: E731
    return answered(form, page, deed, _("The removal has been recorded."), lambda: _versions(row))


@bp.route("/decisions/<uuid:decision_id>/closure/beside", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def attach(decision_id: uuid.UUID) -> Answer:
    """Begin a decision on a closure: to seal, a penalty payment, or its renewal."""
    row, form = closure_here(decision_id), AttachForm()
    form.measure.choices = choices([(one.id, presenting.measure_word(one.id)) for one in acts.attachable(row)])
    intro = _("The decision names this closure.")
    page = page_of(decision_id, _("A decision beside this closure"), _("Start the draft"), intro=intro)
    onward = lambda made: url_for("decisions.grounds", decision_id=made.id)  # noqa: E731
    deed = lambda: acts.attach_to_closure(row, form.measure.data)  # noqa: E731
    return answered(form, page, deed, _("The draft has been begun."), onward=onward)
