"""The sectors and zones that the council's ordinance names."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission, open_to
from app.web.language import in_language
from decisions.compartments import step_pages
from decisions.compartments.step_pages import StepPage
from decisions.integrity import acts, queries
from decisions.integrity.forms import EndScopeForm, ScopeForm
from decisions.integrity.models import IntegrityScope
from decisions.integrity.views.blueprint import bp
from permits import queries as register
from permits.views import form_pages
from permits.views.form_pages import Page

_END: StepPage[IntegrityScope] = StepPage(
    _l("The ordinance no longer names this sector"),
    _l("Save"),
    lambda row: EndScopeForm(data={"version": row.version, "valid_until": row.valid_until or clock.today()}),
    lambda row, form: acts.end_sector(row, form.version.data, form.valid_until.data),
)


@bp.route("/integrity/sectors/new", methods=["GET", "POST"])
@open_to(Permission.INTEGRITY_WRITE)
def new_sector() -> Any:
    rows = {str(row.id): row for row in register.sectors()}
    named = [(key, in_language(row.name)) for key, row in rows.items()]
    form = ScopeForm(named, data={"whole_territory": True, "valid_from": clock.today()})
    page = Page(
        title=_("A sector that the ordinance names"),
        links=[(_("Integrity"), url_for("integrity.index"))],
        button=_("Save the sector"),
        back_url=url_for("integrity.index"),
        intro=_(
            "An investigation is possible only in a sector and zone that a reasoned ordinance of the council names."
        ),
        help={
            "permit_kind": _l("Leave empty when the municipality asks no permit: then only closing is possible."),
            "ariec_on": _l("Needed when the zone is only a part of the municipality."),
        },
    )

    def save() -> str:
        facts = {key: value for key, value in form.data.items() if key not in {"csrf_token", "sector"}}
        texts = {key: value or "" for key, value in facts.items() if key.startswith("permit_")}
        acts.name_sector(rows[form.sector.data], **{**facts, **texts})
        return url_for("integrity.index")

    return form_pages.answer(form, page, save)


@bp.route("/integrity/sectors/<uuid:scope_id>/end", methods=["GET", "POST"])
@open_to(Permission.INTEGRITY_WRITE)
def end_sector(scope_id: UUID) -> Any:
    row = queries.scope(scope_id)
    index = url_for("integrity.index")
    links = [(_("Integrity"), index)]
    return step_pages.answer(_END, row, links, index, lambda: (queries.scope(scope_id).version, row.ordinance))
