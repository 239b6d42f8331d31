"""What one asks about bundles. One with documents of a closed file does not exist for who lacks its mark."""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, func, or_, select

from app.access import Permission, may
from app.db import db, fetch
from app.errors import NotHere
from app.jobs import towns_with
from app.powers import CLOSED
from decisions.bundles.lifecycle import BundleState
from decisions.bundles.models import Bundle


def _visible() -> ColumnElement[bool]:
    held = [power.value for power in CLOSED if may(power)]
    return or_(Bundle.power.is_(None), Bundle.power.in_(held))


def bundle(bundle_id: uuid.UUID) -> Bundle:
    """One bundle. Raises NotHere, also when the mark for it lacks."""
    row = fetch(Bundle, bundle_id)
    if row.power is not None and not may(Permission(row.power)):
        raise NotHere(table="bundle", key=str(bundle_id))
    return row


def bundles_of(decision_id: uuid.UUID) -> list[Bundle]:
    """The bundles of a decision, newest first."""
    question = select(Bundle).where(Bundle.decision_id == decision_id, _visible())
    return list(db.session.scalars(question.order_by(Bundle.asked_at.desc(), Bundle.id.desc())))


def number_of_bundles(decision_id: uuid.UUID) -> int:
    """How many were asked in all, also those one may not see: the next one gets the next number."""
    question = select(func.count()).select_from(Bundle).where(Bundle.decision_id == decision_id)
    return db.session.scalar(question) or 0


def asked() -> list[Bundle]:
    """The bundles that wait to be made, the oldest first."""
    question = select(Bundle).where(Bundle.state == BundleState.ASKED).order_by(Bundle.asked_at, Bundle.id)
    return list(db.session.scalars(question))


def towns_that_wait() -> list[str]:
    """The municipalities in which a bundle waits to be made."""
    return towns_with(Bundle, Bundle.state == BundleState.ASKED)


def of_closed_file(case_id: uuid.UUID) -> list[Bundle]:
    """The bundles that hold documents of a closed file."""
    return list(db.session.scalars(select(Bundle).where(Bundle.closed_case_id == case_id)))
