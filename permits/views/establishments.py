"""Registering an establishment, its dossier, changing and closing it, and who looked."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app import clock, story
from app.access import Permission, open_to
from app.web import navigation
from app.web.fields import clean
from app.web.language import in_language, long_date
from permits import acts, dossier, dossier_page, opening_hours, queries, told
from permits.forms import CloseForm, EstablishmentForm
from permits.models import Establishment
from permits.views import form_pages
from permits.views.blueprint import bp
from permits.views.form_pages import Differences, Page, filled
from permits.words import COLUMNS, DAYS, ROLES

navigation.start_action(_l("Register an establishment"), "permits.new_establishment", Permission.REGISTER_WRITE, "plus")

_HELP: dict[str, Any] = {
    "sector": _l("Is the sector not there? An administrator can add it."),
    "kvk_number": _l("8 digits. It stands on the extract of the trade register."),
    "kvk_establishment_number": _l(
        "12 digits, zeros in front included. It stands on the extract of the trade register."
    ),
    "kbo_number": _l("10 digits, for instance 0417.497.106."),
    "kbo_establishment_number": _l("10 digits, the first is 2 to 8."),
    "registered_on": _l("For instance 1 3 2027"),
    "note": _l("No names of workers and no numbers of identity documents."),
}


def trail(row: Establishment) -> list[tuple[Any, str]]:
    """The breadcrumb of a page below a dossier."""
    return [(_("Register"), url_for("permits.register")), (row.name, dossier_url(row))]


def dossier_url(row: Establishment) -> str:
    return url_for("permits.establishment", establishment_id=row.id)


def wizard(current: int) -> list[dict[str, Any]]:
    """The three steps of registering."""
    words = (_("Establishment"), _("Persons"), _("Application"))
    return [
        {"label": word, "href": None, "state": "done" if n < current else "current" if n == current else "ahead"}
        for n, word in enumerate(words, 1)
    ]


@bp.route("/establishments/new", methods=["GET", "POST"])
@open_to(Permission.REGISTER_WRITE)
def new_establishment() -> Any:
    form = EstablishmentForm(queries.here().country, queries.sectors())
    page = Page(
        title=_("Register an establishment"),
        links=[(_("Register"), url_for("permits.register"))],
        button=_("On to persons"),
        back_url=url_for("permits.register"),
        help=_HELP,
        template="permits/establishment_form.html",
        more={"steps": wizard(1), "doubles": _doubles(form), "days": list(DAYS)},
    )

    def save() -> str:
        row = acts.register(form.facts())
        if request.form.get("then") == "draft":
            return dossier_url(row)
        return url_for("permits.parties", establishment_id=row.id, new=1)

    return form_pages.answer(form, page, save)


@bp.get("/establishments/doubles")
@open_to(Permission.REGISTER_WRITE)
def possible_doubles() -> str:
    form = EstablishmentForm(queries.here().country, queries.sectors())
    return render_template("permits/doubles.html", doubles=_doubles(form))


def _doubles(form: EstablishmentForm) -> list[Establishment]:
    values = request.form if request.method == "POST" else request.args
    name, code, number = (clean(values.get(key)) for key in ("name", "postal_code", "house_number"))
    return queries.possible_doubles(name, code, number) if name.strip() or code.strip() else []


@bp.get("/establishments/<uuid:establishment_id>")
@open_to(Permission.REGISTER_READ, recorded=True)
def establishment(establishment_id: UUID) -> str:
    row = queries.establishment(establishment_id)
    day, oldest = clock.today(), request.args.get("order") == "oldest"
    terms = dossier.terms_of(row, day)
    happened = told.events(story.of(row.id, newest_first=not oldest))
    coming = [told.expectation(t.due_on, t.name, t.consequence) for t in reversed(terms) if t.due_on >= day]
    return render_template(
        "permits/establishment.html",
        **dossier_page.frame(row, "story"),
        events=[*happened, *reversed(coming)] if oldest else [*coming, *happened],
        oldest=oldest,
        actions=dossier.actions_for(row),
        next_step=dossier.next_step(row, day),
        terms=terms,
        flags=dossier.flags_of(row),
        people=_people(row),
        printed_at=clock.now(),
    )


def _people(row: Establishment) -> list[dict[str, Any]]:
    day, elsewhere = clock.today(), queries.other_roles(row)
    found = []
    for held in row.roles:
        if held.until_on is not None and held.until_on < day:
            continue
        text = _("%(role)s since %(day)s", role=ROLES[held.role], day=long_date(held.from_on))
        if elsewhere.get(held.party_id):
            text += ", " + _("also at other establishments: %(number)s", number=elsewhere[held.party_id])
        href = url_for("permits.parties", establishment_id=row.id)
        end = _("at present") if held.from_on <= day else None
        found.append({"label": held.party.name, "href": href, "text": text, "end": end})
    return found


@bp.route("/establishments/<uuid:establishment_id>/edit", methods=["GET", "POST"])
@open_to(Permission.REGISTER_WRITE)
def edit_establishment(establishment_id: UUID) -> Any:
    row = queries.establishment(establishment_id)
    form = EstablishmentForm(queries.here().country, _sectors_for(row), row)
    page = Page(
        title=_("Change the facts"),
        links=trail(row),
        button=_("Save the changes"),
        back_url=dossier_url(row),
        help=_HELP,
        template="permits/establishment_form.html",
        more={"steps": None, "doubles": [], "days": list(DAYS)},
    )

    def save() -> str:
        acts.change(row, form.version.data, form.facts())
        return dossier_url(row)

    return form_pages.answer(form, page, save, lambda: _versions(form, queries.establishment(establishment_id)))


def _sectors_for(row: Establishment) -> list[Any]:
    known = queries.sectors()
    return known if row.sector in known else [*known, row.sector]


def _versions(form: EstablishmentForm, saved: Establishment) -> tuple[int, Differences]:
    mine, names = (
        form.facts(),
        ("name", "subtype", "street", "house_number", "postal_code", "city", "rooms", "note", *_NUMBERS),
    )
    rows: Differences = [(COLUMNS[name], getattr(mine, name), getattr(saved, name)) for name in names]
    rows.append((COLUMNS["sector_id"], in_language(mine.sector.name), in_language(saved.sector.name)))
    rows += [
        (
            word,
            opening_hours.written(mine.opening_hours.get(day) or []),
            opening_hours.written(saved.opening_hours.get(day) or []),
        )
        for day, word in DAYS.items()
    ]
    return saved.version, rows


_NUMBERS = ("kvk_number", "kvk_establishment_number", "kbo_number", "kbo_establishment_number")


@bp.route("/establishments/<uuid:establishment_id>/close", methods=["GET", "POST"])
@open_to(Permission.REGISTER_WRITE)
def close_establishment(establishment_id: UUID) -> Any:
    row = queries.establishment(establishment_id)
    form = CloseForm(data={"on": clock.today(), "version": row.version})
    page = Page(
        title=_("The business has stopped"),
        links=trail(row),
        button=_("Record that the business has stopped"),
        back_url=dossier_url(row),
        intro=_(
            "Planned visits are taken off. A permit stays until it lapses or is revoked. This is not a closure order."
        ),
        danger=True,
    )

    def save() -> str:
        acts.close(row, filled(form.on), form.reason.data)
        return dossier_url(row)

    return form_pages.answer(form, page, save)


@bp.get("/establishments/<uuid:establishment_id>/looked")
@open_to(Permission.REGISTER_READ, recorded=True)
def looked(establishment_id: UUID) -> str:
    row = queries.establishment(establishment_id)
    lines = [(line, json.loads(line.note).get("path", "")) for line in queries.looks(row)]
    return render_template("permits/looked.html", **dossier_page.frame(row, "looked"), lines=lines)
