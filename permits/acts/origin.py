"""Behind every step that is the municipality's own decision stands a decision made here, or a letter made elsewhere.

So no page of the register is a side door: what was not drafted, signed and served in this house names its paper.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l

from app import story
from app.acts import note
from app.errors import Refusal
from app.privacy import looks_like_identity_number
from permits.facts import IdentityNumber
from permits.models import Application

# The id of the decision, or the reference of a letter on paper.
Origin = UUID | str


class NoDecision(Refusal):
    status = 422
    sentence = _l(
        "This is a decision. Begin it from the application, or fill in the reference of the letter that was signed on "
        "paper."
    )


def stated(origin: Origin | None) -> Origin:
    """Where the step comes from; it goes into the audit line. Raises NoDecision or IdentityNumber."""
    if isinstance(origin, UUID):
        note(decision=str(origin))
        return origin
    reference = (origin or "").strip()
    if not reference:
        raise NoDecision
    if looks_like_identity_number(reference):
        raise IdentityNumber
    note(paper=reference)
    return reference


def tell_paper(application: Application, origin: Origin, **more: Any) -> None:
    """Add to the story that the step was taken on paper, outside this house."""
    if isinstance(origin, str):
        url = f"/applications/{application.id}"
        story.tell("application.on-paper", [application.establishment_id], url=url, reference=origin, **more)
