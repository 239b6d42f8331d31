"""The page that tells the story of one decision, and its documents."""

from __future__ import annotations

import uuid

from flask import Response, render_template, request

from app import files, story
from app.access import Permission, open_to
from app.errors import NotHere
from decisions import beside, queries
from decisions.presenting import dossier as shown
from decisions.presenting.evidence import reasons_of
from decisions.presenting.frame import aside, frame
from decisions.views.blueprint import bp
from decisions.views.letters import file_answer


@bp.get("/decisions/<uuid:decision_id>")
@open_to(Permission.DECISION_READ, recorded=True)
def decision(decision_id: uuid.UUID) -> str:
    row = queries.decision(decision_id)
    oldest = request.args.get("order") == "oldest"
    return render_template(
        "decisions/decision.html",
        frame=frame(row),
        next=shown.next_step(row),
        terms=shown.open_terms(row),
        grounds=reasons_of(row),
        aside=aside(row),
        events=shown.events(row, story.of(row.id, newest_first=not oldest)),
        letters=shown.letters(row),
        panels=beside.panels(row),
        oldest=oldest,
    )


@bp.get("/decisions/<uuid:decision_id>/documents/<string:sha256>")
@open_to(Permission.DECISION_READ, recorded=True)
def document(decision_id: uuid.UUID, sha256: str) -> Response:
    """A document that the story of this decision names."""
    row = queries.decision(decision_id)
    told = {file["sha256"] for happening in story.of(row.id) if story.readable(happening) for file in happening.files}
    if sha256 not in told:
        raise NotHere(table="stored_file", key=sha256)
    content = files.read(sha256)
    return file_answer(content, files.media_type_of(content), f"{row.number}-{sha256[:8]}")
