"""The sectors of the municipality, for the administrator."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.access import Permission, open_to
from app.people import municipality_now
from app.web import navigation
from app.web.language import capital, in_language
from permits import acts, queries
from permits.acts.sectors import OTHER, SectorFacts
from permits.forms_applications import DesignationForm, SectorForm
from permits.models import Sector
from permits.views import form_pages
from permits.views.blueprint import bp
from permits.views.form_pages import Differences, Page, filled

navigation.place(
    _l("Sectors"),
    "permits.sectors",
    Permission.MUNICIPALITY_MANAGE,
    62,
    under="web.town",
    about=_l("How often each sector is visited and what an application needs."),
)

_HELP: dict[str, Any] = {
    "kind": _l("A sector of the list has a checklist of its own. Any other gets the general checklist."),
    "visits_per_year": _l("0: no periodic visits are planned."),
    "required_documents": _l("One document a line. They become the checklist of a new application."),
    "decision_term": _l("The law book counts it. Choose “no statutory term” where the law sets none."),
}


@bp.get("/sectors")
@open_to(Permission.MUNICIPALITY_MANAGE)
def sectors() -> str:
    return render_template(
        "permits/sectors.html",
        sectors=queries.sectors(in_use=False),
        designations=_by_sector(),
        label=in_language,
        designated=queries.here().country == "nl",
    )


def _by_sector() -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in queries.designations():
        found.setdefault(row.sector_id, []).append(row)
    return found


def _form(row: Sector | None) -> SectorForm:
    here = queries.here()
    kinds = [(kind.id, capital(in_language(dict(kind.name)))) for kind in law.SECTOR_KINDS]
    taken = {sector.kind for sector in queries.sectors(in_use=False)}
    terms = [(t.id, in_language(dict(t.name))) for t in here.terms(on=clock.today()) if ".decision-" in t.id]
    free = [kind for kind in kinds if kind[0] not in taken]
    return SectorForm(
        [*free, (OTHER, _("Another sector"))],
        [("", _("No statutory term")), *terms],
        municipality_now().languages[0],
        row,
    )


def _facts(form: SectorForm, row: Sector | None) -> SectorFacts:
    kind = row.kind if row else form.kind.data
    return SectorFacts(
        name=form.names(),
        visits_per_year=form.visits_per_year.data,
        first_visit_days=form.first_visit_days.data,
        permit_type=row.permit_type if row else "sex_business" if kind == "sex_establishment" else "designated_sector",
        decision_term=form.decision_term.data or "",
        required_documents=form.documents(row.required_documents if row else []),
        in_use=form.in_use.data,
        silence_grants=form.silence_grants(),
        silence_rule=form.silence_rule.data or "",
    )


def _page(title: Any, button: Any) -> Page:
    back = url_for("permits.sectors")
    return Page(title=title, links=[(_("Sectors"), back)], button=button, back_url=back, help=_HELP)


@bp.route("/sectors/new", methods=["GET", "POST"])
@open_to(Permission.MUNICIPALITY_MANAGE)
def new_sector() -> Any:
    form = _form(None)

    def save() -> str:
        acts.add_sector(_facts(form, None), form.kind.data)
        return url_for("permits.sectors")

    return form_pages.answer(form, _page(_("Add a sector"), _("Add the sector")), save)


@bp.route("/sectors/<uuid:sector_id>", methods=["GET", "POST"])
@open_to(Permission.MUNICIPALITY_MANAGE)
def sector(sector_id: UUID) -> Any:
    row = queries.sector(sector_id)
    form = _form(row)

    def save() -> str:
        acts.save_sector(row, form.version.data, _facts(form, row))
        return url_for("permits.sectors")

    page = _page(in_language(row.name), _("Save the sector"))
    return form_pages.answer(form, page, save, lambda: _versions(form, queries.sector(sector_id)))


def _versions(form: SectorForm, saved: Sector) -> tuple[int, Differences]:
    mine = _facts(form, saved)
    return saved.version, [
        (_("Name"), in_language(mine.name), in_language(saved.name)),
        (form.visits_per_year.label.text, mine.visits_per_year, saved.visits_per_year),
        (form.first_visit_days.label.text, mine.first_visit_days, saved.first_visit_days),
        (form.decision_term.label.text, mine.decision_term, saved.decision_term),
        (form.required_documents.label.text, _lines(mine.required_documents), _lines(saved.required_documents)),
    ]


def _lines(documents: list[dict[str, str]]) -> str:
    return "; ".join(in_language(label) for label in documents)


@bp.route("/sectors/<uuid:sector_id>/designate", methods=["GET", "POST"])
@open_to(Permission.MUNICIPALITY_MANAGE)
def designate(sector_id: UUID) -> Any:
    row = queries.sector(sector_id)
    form = DesignationForm()

    def save() -> str:
        first, last = filled(form.valid_from), form.valid_until.data
        acts.designate(row, form.article.data, form.gazette.data, first, last)
        return url_for("permits.sectors")

    page = _page(_("Designate: %(sector)s", sector=in_language(row.name)), _("Record the decree"))
    return form_pages.answer(form, page, save)
