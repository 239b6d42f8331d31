"""The letters about an application, from its own page."""

from __future__ import annotations

import uuid

from flask import Response, url_for

from app.access import Permission, open_to
from app.errors import NotHere
from decisions.application_letters import kinds_for, made_for
from decisions.views.blueprint import bp
from decisions.views.letters import file_answer
from permits import beside
from permits import queries as register
from permits.models import Application


@bp.get("/applications/<uuid:application_id>/letters/<string:kind>.pdf")
@open_to(Permission.APPLICATION_WRITE, recorded=True)
def application_letter(application_id: uuid.UUID, kind: str) -> Response:
    application = register.application(application_id)
    if kind not in kinds_for(application):
        raise NotHere(table="letter", key=kind)
    content = made_for(application, kind)[1]
    return file_answer(content, "application/pdf", f"{application.case_number}-{kind}.pdf")


def _shown(application: Application) -> list[tuple[str, str, str]]:
    found = []
    for kind in kinds_for(application):
        letter = made_for(application, kind)[0]
        address = url_for("decisions.application_letter", application_id=application.id, kind=kind)
        found.append((letter.subject, address, letter.language))
    return found


beside.LETTERS.append(_shown)
