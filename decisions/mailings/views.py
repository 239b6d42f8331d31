"""The pages of mailings: the list, choosing, the count with one example, progress, and all letters in one archive."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from app import clock, files
from app.access import Permission, open_to
from app.db import fetch
from app.errors import NotHere
from app.web.language import LANGUAGES, in_language
from app.web.navigation import place
from decisions.form_pages import Page, answered
from decisions.forms import choices
from decisions.mailings import acts, queries
from decisions.mailings.acts import Wanted
from decisions.mailings.archive import archive
from decisions.mailings.forms import MailingForm, StartForm
from decisions.mailings.letters import CANNOT_BE_MADE, letter_to
from decisions.mailings.lifecycle import MailingState
from decisions.mailings.models import Mailing, MailingLetter
from decisions.mailings.words import KINDS, STATES
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, tried
from decisions.views.blueprint import bp
from decisions.views.letters import file_answer, page_png_of, pages_of
from permits.models import Establishment, Permit
from permits.queries import sectors

_TRIED = 25  # letters for one example

place(_l("Mailings"), "decisions.mailings", Permission.DECISION_SERVE, 41, under="decisions.index")


def _links(row: Mailing | None = None) -> list[tuple[Any, str]]:
    found = [(_("Mailings"), url_for("decisions.mailings"))]
    return found if row is None else [*found, (row.number, _url(row))]


def _url(row: Mailing) -> str:
    return url_for("decisions.mailing", mailing_id=row.id)


@bp.get("/mailings")
@open_to(Permission.DECISION_SERVE)
def mailings() -> str:
    done, none = queries.progress_of_all(), queries.Progress(0, 0, 0)
    rows = [(row, done.get(row.id, none)) for row in queries.mailings()]
    return render_template(
        "decisions/mailings.html", rows=rows, states=STATES, kinds=KINDS, possible=bool(queries.languages_here())
    )


@bp.route("/mailings/new", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE)
def new_mailing() -> Answer:
    languages = queries.languages_here()
    if not languages:
        raise NotHere(table="mailing", key="new")
    form = MailingForm(data={"language": languages[0], "kind": queries.kinds_here(languages[0])[0]})
    form.kind.choices = choices([(kind, KINDS[kind]) for kind in queries.kinds_here(languages[0])])
    form.language.choices = choices([(language, LANGUAGES[language]) for language in languages])
    every = [("", _("every sector"))]
    form.sector.choices = choices([*every, *((str(one.id), in_language(one.name)) for one in sectors())])
    page = Page(
        title=_("New mailing"),
        links=_links(),
        button=_("Show how many and one example"),
        back_url=url_for("decisions.mailings"),
        intro=_("A letter to the holders of permits. Nothing is sent yet: first you see how many and one example."),
        help={
            "subject": _("Only for a message in your own words."),
            "message": _("An empty line begins a new paragraph."),
            "ends_by": _("Leave empty for every permit."),
            "language": _("Only holders with this language get the letter."),
        },
    )

    def prepare() -> Mailing:
        return acts.prepare_mailing(
            Wanted(
                kind=form.kind.data,
                language=form.language.data,
                subject=form.subject.data or "",
                message=form.message.data or "",
                sector_id=uuid.UUID(form.sector.data) if form.sector.data else None,
                ends_by=form.ends_by.data,
            )
        )

    return answered(form, page, prepare, _("Nothing has been sent yet. Read the example."), onward=_url)


@bp.get("/mailings/<uuid:mailing_id>")
@open_to(Permission.DECISION_SERVE)
def mailing(mailing_id: uuid.UUID) -> Answer:
    row = queries.mailing(mailing_id)
    return _page(row, StartForm(formdata=None, data={"version": row.version}))


def _page(row: Mailing, form: StartForm, status: int = 200) -> Answer:
    chosen = queries.chosen(row) if row.state == MailingState.DRAFT else []
    example = _example(chosen, row)
    page = render_template(
        "decisions/mailing.html",
        row=row,
        state=STATES[row.state],
        kind=KINDS[row.kind],
        language=LANGUAGES[row.language],
        sector=in_language(row.sector.name) if row.sector else "",
        number=len(chosen),
        pages=pages_of(example, lambda number: _picture(row, number)) if example else [],
        progress=queries.progress(row),
        not_made=queries.not_made(row),
        form=form,
    )
    answer = make_response(page, status)
    if "HX-Request" in request.headers and row.state != MailingState.RUNNING:
        answer.headers["HX-Redirect"] = _url(row)  # finished: the whole page shows other things now
    return answer


def _picture(row: Mailing, number: int) -> str:
    return url_for("decisions.mailing_page", mailing_id=row.id, page=number)


def _example(chosen: Sequence[tuple[uuid.UUID, uuid.UUID]], row: Mailing) -> bytes | None:
    """The first letter that can be made, as it would be made today; None when the first few all lack something."""
    for position, (establishment_id, permit_id) in enumerate(chosen[:_TRIED], 1):
        with suppress(*CANNOT_BE_MADE):
            return letter_to(
                row, fetch(Establishment, establishment_id), fetch(Permit, permit_id), clock.today(), position
            )
    return None


@bp.get("/mailings/<uuid:mailing_id>/example/pages/<int:page>.png")
@open_to(Permission.DECISION_SERVE)
def mailing_page(mailing_id: uuid.UUID, page: int) -> Response:
    row = queries.mailing(mailing_id)
    example = _example(queries.chosen(row), row) if row.state == MailingState.DRAFT else None
    if example is None:
        raise NotHere(table="mailing", key=str(mailing_id))
    return page_png_of(example, page)


@bp.post("/mailings/<uuid:mailing_id>/start")
@open_to(Permission.DECISION_SERVE)
def start_mailing(mailing_id: uuid.UUID) -> Answer:
    return _done(mailing_id, acts.start_mailing, _("The letters are being made."))


@bp.post("/mailings/<uuid:mailing_id>/drop")
@open_to(Permission.DECISION_SERVE)
def drop_mailing(mailing_id: uuid.UUID) -> Answer:
    return _done(mailing_id, acts.drop_mailing, _("The draft has been thrown away."))


def _done(mailing_id: uuid.UUID, deed: Callable[[Mailing, int | None], Mailing], said: str) -> Answer:
    row, form = queries.mailing(mailing_id), StartForm()
    if form.validate_on_submit() and tried(form, lambda: deed(row, form.version.data)) is not None:
        flash(said, "ok")
        return redirect(_url(row))
    return _page(row, form, 422)


@bp.get("/mailings/<uuid:mailing_id>/letters/<uuid:mailing_letter_id>.pdf")
@open_to(Permission.DECISION_READ, recorded=True)
def mailing_letter(mailing_id: uuid.UUID, mailing_letter_id: uuid.UUID) -> Response:
    letter = fetch(MailingLetter, mailing_letter_id)
    if letter.mailing_id != mailing_id or letter.sha256 is None:
        raise NotHere(table="mailing_letter", key=str(mailing_letter_id))
    return file_answer(files.read(letter.sha256), "application/pdf", f"{letter.mailing.number}-{letter.position}.pdf")


@bp.get("/mailings/<uuid:mailing_id>/letters.zip")
@open_to(Permission.DECISION_SERVE, recorded=True)
def mailing_archive(mailing_id: uuid.UUID) -> Response:
    row = queries.mailing(mailing_id)
    if row.state != MailingState.FINISHED:
        raise NotHere(table="mailing", key=str(mailing_id))
    # The places are looked up while somebody is signed in; the letters are read one by one as they are sent.
    letters = [(name, files.path_of(sha256)) for name, sha256 in queries.finished_files(row)]
    answer = Response(archive(letters), mimetype="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{row.number}.zip")
    return answer
