"""Which photos a decision shows, and which it could show."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.db import db
from decisions.models import Decision
from decisions.photos.models import DecisionPhoto
from inspections.models import Basis, Finding


def photos_of(decision_id: uuid.UUID) -> list[DecisionPhoto]:
    """The chosen photos, in the order of the letter."""
    question = select(DecisionPhoto).where(DecisionPhoto.decision_id == decision_id)
    return list(db.session.scalars(question.order_by(DecisionPhoto.position)))


def findings_shown(decision: Decision) -> list[Finding]:
    """The facts with photos that the letter names: chosen as evidence, and not against. Visits are sealed by then."""
    found = [
        one.finding
        for ground in decision.grounds
        for one in ground.evidence
        if one.finding is not None and not one.counter and one.finding.basis == Basis.FACT
    ]
    once = {one.id: one for one in found if one.photo_sha256s}
    return sorted(once.values(), key=lambda one: (one.seen_at, one.number))
