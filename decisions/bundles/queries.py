"""What one asks about bundles. One with documents of a closed file does not exist for who lacks its mark."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from app.access import Permission, may
from app.db import db, fetch
from app.errors import NotHere
from app.jobs import towns_with
from app.powers import CLOSED
from decisions.bundles.lifecycle import BundleState
from decisions.bundles.models import Bundle, BundleCopy, Masking
from decisions.models import Decision


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


def hold(decision_id: uuid.UUID) -> None:
    """Lock the bundles of a decision until the end of the act; on SQLite every act waits for the one before."""
    db.session.execute(select(Decision.id).where(Decision.id == decision_id).with_for_update())


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


def maskings(decision_id: uuid.UUID, profile: str) -> dict[str, Masking]:
    """What officers chose for one kind of recipient, by key of the document; of a closed file only with its mark."""
    question = select(Masking).where(Masking.decision_id == decision_id, Masking.profile == profile)
    rows = db.session.scalars(question)
    return {row.document: row for row in rows if row.power is None or may(Permission(row.power))}


def held_back(decision_id: uuid.UUID) -> frozenset[str]:
    """The editions in which an officer holds back a document that is open to this reader."""
    question = select(Masking.profile, Masking.power).where(Masking.decision_id == decision_id)
    return frozenset(one for one, power in db.session.execute(question) if power is None or may(Permission(power)))


def maskings_of_closed_file(case_id: uuid.UUID) -> list[Masking]:
    """The choices about documents of a closed file."""
    return list(db.session.scalars(select(Masking).where(Masking.closed_case_id == case_id)))


def unproven(made_before: datetime, ends_before: datetime) -> list[Bundle]:
    """The sealed bundles whose seal was not made to last yet, or whose proof ends before a moment; oldest first.

    ``made_before``: a seal younger than this has no list of revoked certificates that can speak for it yet.
    """
    newer = aliased(BundleCopy)
    newest = (
        ~select(newer.id).where(newer.bundle_id == BundleCopy.bundle_id, newer.made_at > BundleCopy.made_at).exists()
    )
    waits = BundleCopy.proven_until.is_(None) & (BundleCopy.made_at <= made_before)
    due = newest & (waits | (BundleCopy.proven_until <= ends_before))
    question = (
        select(Bundle).join(BundleCopy, BundleCopy.bundle_id == Bundle.id).where(due, Bundle.proof_due.is_(False))
    )
    return list(db.session.scalars(question.order_by(BundleCopy.made_at, Bundle.id)))


def proof_due() -> list[Bundle]:
    """The bundles that wait for the proof of their seal."""
    return list(db.session.scalars(select(Bundle).where(Bundle.proof_due).order_by(Bundle.made_at, Bundle.id)))


def towns_with_proof_due() -> list[str]:
    """The municipalities in which the seal of a bundle waits to be made to last."""
    return towns_with(Bundle, Bundle.proof_due.is_(True))
