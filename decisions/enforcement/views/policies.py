"""The municipality's enforcement policy as a matrix: entered, fixed, ended, and a new edition opened."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission, open_to
from app.errors import NotHere
from app.web.language import capital, in_language
from app.web.navigation import place
from decisions.enforcement import acts, presenting, queries
from decisions.enforcement.acts import Cell
from decisions.enforcement.forms import EditionForm, EndPolicyForm, PolicyForm, ViolationForm
from decisions.enforcement.lifecycle import POLICY, PolicyState
from decisions.enforcement.models import Policy, TermUnit
from decisions.enforcement.words import OCCURRENCES, POLICY_STATES
from decisions.form_pages import Page, answered
from decisions.forms import SeenForm, choices
from decisions.particulars import PenaltyUnit
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, day_of, tried
from decisions.views.blueprint import bp

# Officers reach it from the enforcement of an establishment; the administrator has it in the bar.
place(
    _l("Enforcement policy"),
    "decisions.policies",
    Permission.POLICY_MANAGE,
    64,
    under="web.town",
    about=_l("Which measure follows the first, the second and the third time."),
)


@bp.get("/policies")
@open_to(Permission.POLICY_MANAGE)
def policies() -> str:
    return render_template("decisions/policies.html", policies=queries.policies(), states=POLICY_STATES)


@bp.get("/policies/<uuid:policy_id>")
@open_to(Permission.POLICY_MANAGE)
def policy(policy_id: uuid.UUID) -> str:
    return _page(queries.policy(policy_id))


def _page(row: Policy, form: SeenForm | None = None) -> str:
    state = PolicyState(row.state)
    return render_template(
        "decisions/policy.html",
        policy=row,
        state=POLICY_STATES[state],
        rows=presenting.matrix(row),
        times=list(OCCURRENCES.values()),
        can={verb: POLICY.allows(state, verb) for verb in ("fix_policy", "end_policy", "discard_policy")},
        form=form,
        seen_form=SeenForm(formdata=None, data={"version": row.version}),
    )


def _links(row: Policy | None = None) -> list[tuple[Any, str]]:
    found = [(_("Enforcement policy"), url_for("decisions.policies"))]
    return found if row is None else [*found, (row.name, _url(row))]


def _url(row: Policy) -> str:
    return url_for("decisions.policy", policy_id=row.id)


@bp.route("/policies/new", methods=["GET", "POST"])
@open_to(Permission.POLICY_MANAGE)
def new_policy() -> Answer:
    form = PolicyForm()
    page = Page(
        title=_("New enforcement policy"),
        links=_links(),
        button=_("Go on to the matrix"),
        back_url=url_for("decisions.policies"),
        intro=_("First the edition as it was adopted and published; then its matrix, row by row."),
        help={"source": _("Gazette and number, or an address."), "valid_until": _("Leave empty while it holds.")},
    )

    def enter() -> Policy:
        return acts.enter_policy(
            name=form.name.data,
            reference=form.reference.data,
            source=form.source.data or "",
            valid_from=day_of(form.valid_from),
            valid_until=form.valid_until.data,
        )

    return answered(form, page, enter, _("The edition has been begun."), onward=_url)


@bp.route("/policies/<uuid:policy_id>/violations/new", methods=["GET", "POST"])
@open_to(Permission.POLICY_MANAGE)
def new_violation(policy_id: uuid.UUID) -> Answer:
    row = queries.policy(policy_id)
    form = ViolationForm(data={"version": row.version, "lookback": 24})
    words = queries.violation_codes()
    form.codes.choices = choices([(code, f"{code} · {text}") for code, text in words.items()])
    measures = [(one.id, capital(in_language(dict(one.name)))) for one in queries.policy_measures()]
    for number in OCCURRENCES:
        form[f"measure_{number}"].choices = choices([("", _("no step")), *measures])
    page = Page(
        title=_("Add a violation"),
        links=_links(row),
        button=_("Add the row"),
        back_url=_url(row),
        intro=_("One row of the matrix: the violation, and the measure for each time that it is found."),
        template="decisions/policy_violation.html",
        more={"times": OCCURRENCES},
    )

    def add() -> Any:
        return acts.add_violation(
            row,
            form.version.data,
            label=form.label.data,
            codes=form.codes.data or [],
            lookback_months=form.lookback.data,
            cells=[cell for number in OCCURRENCES if (cell := _cell(form, number)) is not None],
        )

    return answered(form, page, add, _("The row has been added."), lambda: _versions(policy_id))


def _cell(form: ViolationForm, number: int) -> Cell | None:
    """What was typed for the first, second or third time; None where no measure was chosen."""
    measure = form[f"measure_{number}"].data
    if not measure:
        return None
    amount = form[f"amount_{number}"].cents()
    return Cell(
        number,
        measure,
        form[f"length_{number}"].data,
        TermUnit(form[f"unit_{number}"].data) if form[f"length_{number}"].data else None,
        amount,
        PenaltyUnit(form[f"per_{number}"].data) if amount is not None else None,
        form[f"most_{number}"].cents() if amount is not None else None,
    )


def _versions(policy_id: uuid.UUID) -> tuple[int, list[tuple[Any, Any, Any]]]:
    saved = queries.policy(policy_id)
    rows = ", ".join(one.label for one in saved.violations)
    return saved.version, [(_("Rows of the matrix"), _("your step"), rows)]


@bp.post("/policies/<uuid:policy_id>/violations/<uuid:violation_id>/drop")
@open_to(Permission.POLICY_MANAGE)
def drop_violation(policy_id: uuid.UUID, violation_id: uuid.UUID) -> Answer:
    row, form = queries.policy(policy_id), SeenForm()
    violation = queries.policy_violation(violation_id)
    if violation.policy_id != row.id:
        raise NotHere(table="policy_violation", key=str(violation_id))
    if form.validate_on_submit():
        tried(form, lambda: acts.drop_violation(row, form.version.data, violation))
    return redirect(_url(row)) if not form.errors else (_page(queries.policy(policy_id), form), 422)


@bp.post("/policies/<uuid:policy_id>/fix")
@open_to(Permission.POLICY_MANAGE)
def fix_policy(policy_id: uuid.UUID) -> Answer:
    row, form = queries.policy(policy_id), SeenForm()
    if form.validate_on_submit() and tried(form, lambda: acts.fix_policy(row, form.version.data)) is not None:
        flash(_("The edition has been fixed. It proposes steps from its first day."), "ok")
        return redirect(_url(row))
    return _page(queries.policy(policy_id), form), 422


@bp.post("/policies/<uuid:policy_id>/discard")
@open_to(Permission.POLICY_MANAGE)
def discard_policy(policy_id: uuid.UUID) -> Answer:
    row, form = queries.policy(policy_id), SeenForm()
    if form.validate_on_submit() and tried(form, lambda: acts.discard_policy(row, form.version.data)) is not None:
        flash(_("The draft has been thrown away."), "ok")
        return redirect(url_for("decisions.policies"))
    return _page(queries.policy(policy_id), form), 422


@bp.route("/policies/<uuid:policy_id>/end", methods=["GET", "POST"])
@open_to(Permission.POLICY_MANAGE)
def end_policy(policy_id: uuid.UUID) -> Answer:
    row = queries.policy(policy_id)
    form = EndPolicyForm(data={"version": row.version})
    page = Page(
        title=_("End this edition"),
        links=_links(row),
        button=_("End the edition"),
        back_url=_url(row),
        intro=_("What was found up to and including this day is still measured by it."),
    )
    deed = lambda: acts.end_policy(row, form.version.data, day_of(form.valid_until))  # noqa: E731
    return answered(form, page, deed, _("The edition has been ended."), lambda: _versions(policy_id))


@bp.route("/policies/<uuid:policy_id>/new-edition", methods=["GET", "POST"])
@open_to(Permission.POLICY_MANAGE)
def new_edition(policy_id: uuid.UUID) -> Answer:
    row = queries.policy(policy_id)
    form = EditionForm(data={"valid_from": clock.today()})
    page = Page(
        title=_("New edition of this policy"),
        links=_links(row),
        button=_("Begin the new edition"),
        back_url=_url(row),
        intro=_("The rows are copied into a draft, which you can change and then fix."),
    )
    deed = lambda: acts.new_edition(row, day_of(form.valid_from), form.reference.data)  # noqa: E731
    return answered(form, page, deed, _("The edition has been begun."), onward=_url)
