"""Who answers for an establishment."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission, open_to
from app.people import municipality_now
from app.web.fields import clean
from app.web.language import long_date
from permits import acts, dossier_page, queries
from permits.forms import EndRoleForm, NewPartyForm, PartyForm, RoleForm
from permits.models import Party, PartyRoleName
from permits.views import form_pages
from permits.views.blueprint import bp
from permits.views.establishments import dossier_url, trail, wizard
from permits.views.form_pages import Differences, Page, filled
from permits.words import ROLES

_HELP: dict[str, Any] = {
    "contact_name": _l("Who signs or speaks for the company."),
    "language_source": _l("Belgian law asks on what the language of a letter rests."),
}


@bp.route("/establishments/<uuid:establishment_id>/parties", methods=["GET", "POST"])
@open_to(Permission.REGISTER_READ, recorded=True)
def parties(establishment_id: UUID) -> Any:
    row = queries.establishment(establishment_id)
    chosen = queries.party(UUID(request.args["party"])) if _is_uuid(request.args.get("party")) else None
    form = _form(chosen)
    find = clean(request.args.get("find"))[:200]
    page = Page(
        title=row.name,
        links=trail(row),
        button=_("Add this person or company"),
        back_url=dossier_url(row),
        help=_HELP,
        template="permits/parties.html",
        more={
            **dossier_page.frame(row, "parties"),
            "steps": wizard(2) if "new" in request.args else None,
            "roles": ROLES,
            "find": find,
            "hits": queries.parties(find, 20) if find else [],
            "chosen": chosen,
            "role_rows": sorted(row.roles, key=lambda held: (held.until_on is not None, held.from_on)),
        },
    )

    def save() -> str:
        role, from_on = PartyRoleName(form.role.data), form.from_on.data
        if chosen is None:
            acts.bring_in(row, form.facts(), role, from_on)
        else:
            acts.give_role(row, chosen, role, from_on, form.until_on.data)
        return url_for("permits.parties", establishment_id=row.id, new=request.args.get("new"))

    return form_pages.answer(form, page, save)


def _form(chosen: Party | None) -> Any:
    if chosen is not None:
        return RoleForm(data={"from_on": clock.today()})
    town = municipality_now()
    return NewPartyForm(queries.here().country, list(town.languages))


def _is_uuid(text: str | None) -> bool:
    try:
        return bool(text) and bool(UUID(text))
    except ValueError:
        return False


@bp.route("/roles/<uuid:role_id>/end", methods=["GET", "POST"])
@open_to(Permission.REGISTER_WRITE, recorded=True)
def end_role(role_id: UUID) -> Any:
    held = queries.role(role_id)
    row = held.establishment
    back = url_for("permits.parties", establishment_id=row.id)
    form = EndRoleForm(data={"until_on": clock.today()})
    page = Page(
        title=_("End the role of %(name)s", name=held.party.name),
        links=[*trail(row), (_("Persons and roles"), back)],
        button=_("End the role"),
        back_url=back,
        intro=_("%(role)s since %(day)s", role=ROLES[held.role], day=long_date(held.from_on)),
    )

    def save() -> str:
        acts.end_role(held, filled(form.until_on))
        return back

    return form_pages.answer(form, page, save)


@bp.route("/parties/<uuid:party_id>/edit", methods=["GET", "POST"])
@open_to(Permission.REGISTER_WRITE, recorded=True)
def edit_party(party_id: UUID) -> Any:
    party = queries.party(party_id)
    form = PartyForm(queries.here().country, list(municipality_now().languages), party)
    held = queries.establishments_of(party)
    back = url_for("permits.parties", establishment_id=held[0].id) if held else url_for("permits.register")
    page = Page(
        title=_("Change %(name)s", name=party.name),
        links=trail(held[0]) if held else [(_("Register"), url_for("permits.register"))],
        button=_("Save the changes"),
        back_url=back,
        help=_HELP,
        intro=_("This changes the party at every establishment where it holds a role: %(number)s.", number=len(held)),
    )

    def save() -> str:
        acts.change_party(party, form.version.data, form.facts())
        return back

    return form_pages.answer(form, page, save, lambda: _versions(form, queries.party(party_id)))


def _versions(form: PartyForm, saved: Party) -> tuple[int, Differences]:
    mine = form.facts()
    shown = (
        "name",
        "contact_name",
        "legal_form",
        "kvk_number",
        "kbo_number",
        "street",
        "house_number",
        "postal_code",
        "city",
        "country",
        "language",
    )
    return saved.version, [(form[name].label.text, getattr(mine, name), getattr(saved, name)) for name in shown]
