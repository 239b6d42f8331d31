"""The unsigned papers beside a decision: the sheet that says how it was served, and the notice for the door."""

from __future__ import annotations

import uuid

from flask import Response

from app import clock
from app.access import Permission, open_to
from app.errors import NotHere
from decisions import letters, queries
from decisions.models import Decision
from decisions.presenting.serving import papers
from decisions.views.blueprint import bp
from decisions.views.letters import file_answer


@bp.get("/decisions/<uuid:decision_id>/service-sheet.pdf")
@open_to(Permission.DECISION_SERVE, recorded=True)
def service_sheet_pdf(decision_id: uuid.UUID) -> Response:
    decision = _with_paper(decision_id, "service-sheet")
    content = letters.service_sheet(decision, clock.today())[1]
    return file_answer(content, "application/pdf", f"{decision.number}-service-sheet.pdf")


@bp.get("/decisions/<uuid:decision_id>/door-notice.pdf")
@open_to(Permission.DECISION_SERVE, recorded=True)
def door_notice_pdf(decision_id: uuid.UUID) -> Response:
    decision = _with_paper(decision_id, "door-notice")
    content = letters.door_notice(decision, clock.today())[1]
    return file_answer(content, "application/pdf", f"{decision.number}-door-notice.pdf")


def _with_paper(decision_id: uuid.UUID, name: str) -> Decision:
    """The decision, when this paper belongs to it now."""
    decision = queries.decision(decision_id)
    if all(f"{name}.pdf" not in paper["href"] for paper in papers(decision)):
        raise NotHere(table="decision_letter", key=name)
    return decision
