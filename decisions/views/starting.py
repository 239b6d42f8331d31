"""The list of decisions, those of one establishment, and the beginning of a new one."""

from __future__ import annotations

import uuid
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.access import Permission, open_to
from app.errors import NotHere
from app.web.language import in_language, long_date
from app.web.navigation import place
from decisions import acts, beside, queries
from decisions.forms import NewDecisionForm, choices
from decisions.models import Decision
from decisions.presenting import listing
from decisions.presenting.facts import capital
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, status_of, tried
from decisions.views.blueprint import bp
from permits import dossier_page
from permits import queries as register
from permits.models import Establishment, Party, PartyRoleName

place(_l("Decisions"), "decisions.index", Permission.DECISION_DRAFT, 40)


@bp.get("/decisions")
@open_to(Permission.DECISION_DRAFT)
def index() -> str:
    groups = listing.groups(queries.open_decisions())
    return render_template("decisions/index.html", groups=groups, total=sum(len(group.rows) for group in groups))


@bp.get("/establishments/<uuid:establishment_id>/decisions")
@open_to(Permission.DECISION_READ, recorded=True)
def of_establishment(establishment_id: uuid.UUID) -> str:
    establishment = register.establishment(establishment_id)
    group = listing.Group("all", _("Decisions"), [listing.row(d) for d in queries.decisions_of(establishment_id)])
    frame = dossier_page.frame(establishment, "decisions")
    return render_template("decisions/of_establishment.html", **frame, group=group)


@bp.route("/decisions/new", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT)
def new() -> Answer:
    establishment = register.establishment(_key(request.args.get("establishment", "")))
    form = _offered(establishment)
    if form.validate_on_submit():
        decision = tried(form, lambda: _begin(form, establishment))
        if decision is not None:
            return redirect(url_for("decisions.grounds", decision_id=decision.id))
    return _start_page(form, establishment), status_of(form)


def _start_page(form: NewDecisionForm, establishment: Establishment) -> str:
    panels = beside.start_panels(establishment)
    return render_template("decisions/new.html", form=form, establishment=establishment, panels=panels)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise NotHere(table="establishment", key=text) from None


def _parties(establishment: Establishment) -> dict[str, Party]:
    """Who can be addressed: the operators and the owners of the premises of today."""
    held = [
        role
        for role in establishment.roles
        if role.role in (PartyRoleName.OPERATOR, PartyRoleName.OWNER) and role.holds_on(clock.today())
    ]
    held.sort(key=lambda role: role.role != PartyRoleName.OPERATOR)
    return {str(role.party_id): role.party for role in held}


def _subjects(establishment: Establishment) -> list[tuple[str, str]]:
    found = [
        (f"application:{row.id}", _("the application of %(day)s", day=long_date(row.received_on)))
        for row in establishment.applications
        if row.decided_on is None
    ]
    found += [
        (f"permit:{row.id}", _("the permit of %(day)s", day=long_date(row.granted_on)))
        for row in establishment.permits
        if row.ended_on is None
    ]
    return [*found, ("", _("the establishment itself"))]


def _offered(establishment: Establishment) -> NewDecisionForm:
    form = NewDecisionForm()
    subjects, parties = _subjects(establishment), _parties(establishment)
    form.measure.choices = choices([(row.id, _measure_words(row)) for row in queries.measures_here(clock.today())])
    form.addressee.choices = choices(
        [(key, f"{party.name} ({_role_words(establishment, party)})") for key, party in parties.items()]
    )
    form.about.choices = choices(subjects)
    if not form.is_submitted():
        form.about.data = subjects[0][0]
        if len(parties) == 1:
            form.addressee.data = next(iter(parties))
    return form


def _measure_words(measure: law.Measure) -> str:
    name = capital(in_language(dict(measure.name)))
    return name if measure.verified_on else f"{name} ({_('source not yet checked')})"


def _role_words(establishment: Establishment, party: Party) -> str:
    words = {PartyRoleName.OPERATOR: _("operator"), PartyRoleName.OWNER: _("owner of the premises")}
    held = [words[role.role] for role in establishment.roles if role.party_id == party.id and role.role in words]
    return ", ".join(dict.fromkeys(held))


def _begin(form: NewDecisionForm, establishment: Establishment) -> Decision:
    kind, _colon, key = (form.about.data or "").partition(":")
    chosen: dict[str, dict[str, Any]] = {
        "application": {str(row.id): row for row in establishment.applications},
        "permit": {str(row.id): row for row in establishment.permits},
    }
    subject = {kind: chosen[kind][key]} if kind else {}
    addressee = _parties(establishment)[form.addressee.data]
    return acts.draft(establishment, form.measure.data, addressee, **subject)
