"""What an officer writes beside a draft: the particulars of the measure, and why it deviates from the policy."""

from __future__ import annotations

import uuid
from typing import Any

from flask import url_for

import law
from app.access import Permission, open_to
from app.errors import NotHere
from app.web.language import long_date
from decisions import particulars
from decisions import queries as decision_queries
from decisions.enforcement import acts, presenting, queries
from decisions.enforcement.forms import ParticularsForm, ReasonForm
from decisions.enforcement.money import typed
from decisions.enforcement.money import written as euro
from decisions.form_pages import Page, answered
from decisions.models import Decision
from decisions.particulars import Particulars, PenaltyUnit
from decisions.presenting.facts import title
from decisions.presenting.frame import links
from decisions.presenting.tongue import _
from decisions.views.answering import Answer
from decisions.views.blueprint import bp

_TO_MEND = frozenset({"warning", "order", "order_under_penalty", "order_under_coercion", "penalty_payment"})
_MONEY = frozenset({"order_under_penalty", "penalty_payment"})
_PLAIN = ("deeds", "comply_by", "comply_reason", "penalty_reason", "reopening", "sealing_on", "account")
_TERM, _AMOUNT = ("deeds", "comply_by", "comply_reason"), ("penalty", "per", "most", "penalty_reason")


def fields_for(decision: Decision) -> list[str]:
    """Which particulars fit the measure of a decision."""
    kind = decision.measure_copy.get("instrument", "")
    found = [*_TERM] if kind in _TO_MEND else []
    if kind in _MONEY:
        found += _AMOUNT
    if decision.measure_copy["effect"] in (law.Effect.CLOSE, law.Effect.SUSPEND):
        found.append("reopening")
    # Only a measure of administrative police of the mayor can carry seals and a penalty (NGW 133ter).
    if decision.measure_copy["effect"] == law.Effect.CLOSE and decision.measure_copy["confirmation"] == "college":
        found += ["sealing_on", *_AMOUNT]
    if kind == law.Instrument.URGENT_ORDINANCE:
        found.append("deeds")
    if kind == law.Instrument.FINE:
        found += ["penalty", "penalty_reason"]
    if kind in (law.Instrument.COLLECTION, law.Instrument.FINE):
        found.append("account")
    return found if kind != "lift" else ["comply_reason"]


@bp.route("/decisions/<uuid:decision_id>/particulars", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def particulars_page(decision_id: uuid.UUID) -> Answer:
    decision = decision_queries.decision(decision_id)
    wanted, row = fields_for(decision), particulars.of(decision)
    if not wanted:
        raise NotHere(table="particulars", key=str(decision_id))
    form = ParticularsForm(data=_shown(row))
    for name in [*_TERM, *_AMOUNT, "reopening", "sealing_on", "account"]:
        if name not in wanted:
            del form[name]
    _reword(decision, form)
    page = Page(
        title=_("Term, amount and conditions"),
        links=[*links(decision), (title(decision), url_for("decisions.decision", decision_id=decision.id))],
        button=_("Save"),
        back_url=url_for("decisions.decision", decision_id=decision.id),
        help=_help(decision),
    )
    deed = lambda: _save(decision, form)  # noqa: E731
    return answered(form, page, deed, _("Saved."), lambda: _versions(decision))


def _reword(decision: Decision, form: ParticularsForm) -> None:
    """What a field asks under this measure, where that is not what it asks under most."""
    kind = decision.measure_copy.get("instrument", "")
    if kind == law.Instrument.LIFT:
        form.comply_reason.label.text = _("Why is the measure lifted?")
    elif kind == law.Instrument.URGENT_ORDINANCE:
        form.deeds.label.text = _("What does the ordinance order or forbid?")
    elif kind == law.Instrument.FINE:
        form.penalty.label.text = _("Amount of the fine")


def _help(decision: Decision) -> dict[str, str]:
    most = decision.measure_copy.get("most_cents")
    amount = _("In euros, for instance 2.500.")
    if most is not None:
        amount = _("In euros, at most %(most)s.", most=euro(most, presenting.language()))
    return {
        "deeds": _("One thing a line. Say what, not how, so that the party can choose."),
        "comply_by": _("An explicit day: the term that the authority sets does not move by itself."),
        "penalty": amount,
        "most": _("The order names a maximum above which nothing becomes due."),
        "reopening": _("Only what the party can check and fulfil himself."),
    }


def _shown(row: Particulars | None) -> dict[str, Any]:
    if row is None:
        return {}
    names = ("version", *_TERM, "penalty_reason", "reopening", "sealing_on", "account")
    plain = {name: getattr(row, name) for name in names}
    return plain | {"penalty": typed(row.penalty_cents), "per": row.penalty_unit, "most": typed(row.penalty_max_cents)}


def _save(decision: Decision, form: ParticularsForm) -> Particulars:
    given = {name: form[name].data for name in _PLAIN if name in form}
    if "penalty" in form:
        cents = form.penalty.cents()
        # A fine is one amount, once; a penalty has a maximum and falls due per something.
        given["penalty_cents"], given["penalty_max_cents"] = cents, form.most.cents() if "most" in form else cents
        given["penalty_unit"] = PenaltyUnit(form.per.data) if "per" in form else PenaltyUnit.ONCE
    return acts.write_particulars(decision, form.version.data, **given)


def _versions(decision: Decision) -> tuple[int, list[tuple[Any, Any, Any]]]:
    row = particulars.of(decision)
    assert row is not None, "only what exists can have been changed"
    saved = [(_("Last day to do it"), "", row.comply_by and long_date(row.comply_by))]
    return row.version, [*saved, (_("What must the party do?"), "", row.deeds)]


@bp.route("/decisions/<uuid:decision_id>/deviation", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def deviation(decision_id: uuid.UUID) -> Answer:
    decision = decision_queries.decision(decision_id)
    choice = queries.choice_of(decision.id)
    if choice is None or not choice.deviates:
        raise NotHere(table="policy_choice", key=str(decision_id))
    form = ReasonForm(data={"version": choice.version, "reason": choice.reason})
    page = Page(
        title=_("Why another step than the policy proposes?"),
        links=[*links(decision), (title(decision), url_for("decisions.decision", decision_id=decision.id))],
        button=_("Save the reason"),
        back_url=url_for("decisions.decision", decision_id=decision.id),
        intro=_(
            "%(policy)s proposes: %(measure)s. Which circumstances of this case ask for another step?",
            policy=choice.policy,
            measure=presenting.measure_word(choice.measure_id),
        ),
    )
    deed = lambda: acts.explain_deviation(choice, form.version.data, form.reason.data)  # noqa: E731
    return answered(
        form,
        page,
        deed,
        _("The reason has been saved. It is told in the story of the decision."),
        lambda: (choice.version, [(_("Reason"), form.reason.data, choice.reason)]),
    )
