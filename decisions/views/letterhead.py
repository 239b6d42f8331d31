"""The administrator's page of the letterhead, with a letter as it will look."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, flash, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l

from app.access import Permission, open_to
from app.errors import ChangedMeanwhile
from app.people import municipality_now
from app.web.navigation import place
from decisions.letterheads import acts
from decisions.letterheads.forms import LetterheadForm
from decisions.letterheads.heading import kept, letterhead
from decisions.letterheads.models import PLAIN, TownLetterhead
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, status_of, tried
from decisions.views.blueprint import bp
from decisions.views.letters import page_png_of, pages_of
from reports.press import render
from reports.samples import sample

place(
    _l("Letterhead"),
    "decisions.letterhead_page",
    Permission.MUNICIPALITY_MANAGE,
    65,
    under="web.town",
    about=_l("The logo, the colour and the lines at the top of every letter."),
)
_SHOWN = "covering-note"  # the shortest letter that every country has


def _form(row: TownLetterhead | None) -> LetterheadForm:
    if row is None:
        return LetterheadForm(data={"colour": PLAIN, "version": acts.NONE_YET})
    return LetterheadForm(obj=row, data={"logo": None})


def _sample_letter() -> bytes:
    """The first page of a made-up letter under one's own head."""
    town = municipality_now()
    language = town.languages[0]
    letter = sample(_SHOWN, town.jurisdiction, language)
    return render(replace(letter, letterhead=letterhead(town, language)))


@bp.route("/letterhead", methods=["GET", "POST"])
@open_to(Permission.MUNICIPALITY_MANAGE)
def letterhead_page() -> Answer:
    row = kept()
    form = _form(row)
    if form.validate_on_submit():
        try:
            saved = tried(form, lambda: _saved(form))
        except ChangedMeanwhile:
            return _two_versions(form)
        if saved is not None:
            flash(_("Saved. New letters carry this head."), "ok")
            return redirect(url_for("decisions.letterhead_page"))
    pages = pages_of(_sample_letter(), lambda number: url_for("decisions.letterhead_sample", page=number))
    return render_template(
        "decisions/letterhead.html", form=form, head=row, town=municipality_now(), pages=pages[:1]
    ), status_of(form)


def _saved(form: LetterheadForm) -> TownLetterhead:
    upload = form.logo.data
    return acts.change(
        form.version.data,
        colour=form.colour.data or "",
        address=form.address.data or "",
        contact=form.contact.data or "",
        logo=upload.stream.read() if upload else b"",
        alt=form.logo_alt.data or "",
        without=bool(form.without.data),
    )


def _two_versions(form: LetterheadForm) -> Answer:
    theirs = kept()
    assert theirs is not None
    fields = (form.colour, form.address, form.contact, form.logo_alt)
    address = url_for("decisions.letterhead_page")
    page = render_template(
        "both_versions.html",
        title=_("Two versions of the letterhead"),
        links=[(_("Letterhead"), address)],
        here=_("Two versions"),
        rows=[(field.label.text, field.data, getattr(theirs, field.name)) for field in fields],
        typed=[(field.name, field.data) for field in fields],
        version=theirs.version,
        action=address,
        back_url=address,
    )
    return page, 409


@bp.get("/letterhead/sample/<int:page>.png")
@open_to(Permission.MUNICIPALITY_MANAGE)
def letterhead_sample(page: int) -> Response:
    return page_png_of(_sample_letter(), page)
