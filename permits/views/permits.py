"""One permit: validity, conditions, and the moment at which it lapses by itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask_babel import gettext as _

from app import clock
from app.access import Permission, open_to
from permits import acts, queries
from permits.forms_applications import LapseForm
from permits.views import form_pages
from permits.views.blueprint import bp
from permits.views.establishments import trail
from permits.views.form_pages import Page, filled
from permits.words import PERMIT_STATES


@bp.get("/permits/<uuid:permit_id>")
@open_to(Permission.REGISTER_READ, recorded=True)
def permit(permit_id: UUID) -> str:
    row = queries.permit(permit_id)
    return render_template(
        "permits/permit.html", permit=row, links=trail(row.establishment), state_word=PERMIT_STATES[row.state]
    )


@bp.route("/permits/<uuid:permit_id>/lapse", methods=["GET", "POST"])
@open_to(Permission.PERMIT_END)
def lapse_permit(permit_id: UUID) -> Any:
    row = queries.permit(permit_id)
    back = url_for("permits.permit", permit_id=row.id)
    page = Page(
        title=_("Permit %(number)s has lapsed", number=row.number),
        links=[*trail(row.establishment), (_("Permit %(number)s", number=row.number), back)],
        button=_("Record that the permit has lapsed"),
        back_url=back,
        intro=_(
            "A permit lapses by itself, for instance when the holder stops. To take a permit away, make a decision."
        ),
        danger=True,
    )
    form = LapseForm(data={"on": clock.today()})

    def save() -> str:
        acts.lapse(row, filled(form.on))
        return back

    return form_pages.answer(form, page, save)
