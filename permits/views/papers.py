"""Papers of a dossier, and every file of the register by its hash."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from flask import Response, request, send_file
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app import clock, files
from app.access import Permission, open_to
from app.web.language import in_language
from permits import acts, dossier_page, queries
from permits.forms import PaperForm
from permits.views import form_pages
from permits.views.blueprint import bp
from permits.views.establishments import dossier_url, trail
from permits.views.form_pages import Page, filled
from permits.words import APPLICATION_STATES, PERMIT_STATES


@bp.route("/establishments/<uuid:establishment_id>/papers", methods=["GET", "POST"])
@open_to(Permission.REGISTER_READ, recorded=True)
def papers(establishment_id: UUID) -> Any:
    row = queries.establishment(establishment_id)
    form = PaperForm(data={"dated_on": clock.today()})
    page = Page(
        title=row.name,
        links=trail(row),
        button=_("Add the document"),
        back_url=dossier_url(row),
        template="permits/papers.html",
        help={"title": _l("For instance: lease, letter of the operator."), "file": _l("PDF, JPEG or PNG.")},
        more={
            **dossier_page.frame(row, "papers"),
            "papers": queries.papers(row.id),
            "application_words": APPLICATION_STATES,
            "permit_words": PERMIT_STATES,
            "label": in_language,
        },
    )

    def save() -> str:
        upload = request.files["file"]
        acts.add_paper(row, form.title.data, filled(form.dated_on), upload.read(), upload.filename or "")
        return request.path

    return form_pages.answer(form, page, save)


@bp.get("/files/<string(length=64):sha256>")
@open_to(Permission.REGISTER_READ, recorded=True)
def file(sha256: str) -> Response:
    """A file of one's own municipality, always as a download: what came from outside is never shown in the page."""
    stored = queries.stored_file(sha256)
    content = files.read(stored.sha256)
    return send_file(io.BytesIO(content), mimetype=stored.media_type, as_attachment=True, download_name=_name(stored))


def _name(stored: files.StoredFile) -> str:
    ending = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}.get(stored.media_type, "")
    return stored.name if not ending or stored.name.lower().endswith(ending) else f"{stored.name}{ending}"
