"""Choosing a photo for the letters of a decision, and taking it out again."""

from __future__ import annotations

import uuid

from app.access import Permission
from app.acts import act, actor, check_version
from app.db import db, fetch
from app.errors import NoSuchRoad, NotHere
from decisions.acts import desk
from decisions.models import Decision
from decisions.photos import queries
from decisions.photos.models import DecisionPhoto
from decisions.photos.refusals import AlreadyChosen, NotLookedAt, TooManyPhotos

MOST = 12  # a letter is no album; the rest can go along as an annex
_LONGEST = 300


@act(Permission.DECISION_DRAFT)
def choose_photo(
    decision: Decision,
    seen: int | None,
    finding_id: uuid.UUID,
    sha256: str,
    *,
    caption: str,
    alt: str,
    nobody_recognisable: bool,
) -> DecisionPhoto:
    """Show a photo of a finding in the letters. ``alt``: what is seen on it, for who cannot see it.

    Only a photo of a fact that was chosen as evidence: what the letter does not name, it does not show either.
    Raises NotLookedAt while nobody confirmed that no person can be recognised (AVG art. 5), ReasonLacks without words,
    AlreadyChosen, TooManyPhotos or NotHere.
    """
    check_version(decision, seen)
    _must_be_editable(decision)
    finding = next((one for one in queries.findings_shown(decision) if one.id == finding_id), None)
    if finding is None or sha256 not in finding.photo_sha256s:
        raise NotHere(table="photo", key=sha256)
    if not nobody_recognisable:
        raise NotLookedAt(field="nobody")
    chosen = queries.photos_of(decision.id)
    if any(one.sha256 == sha256 for one in chosen):
        raise AlreadyChosen
    if len(chosen) >= MOST:
        raise TooManyPhotos
    row = DecisionPhoto(
        decision_id=decision.id,
        finding=finding,
        sha256=sha256,
        position=max((one.position for one in chosen), default=0) + 1,
        caption=desk.reason(desk.bounded(caption, _LONGEST)),
        alt=desk.reason(desk.bounded(alt, _LONGEST)),
        looked_at_by=actor().name,
    )
    db.session.add(row)
    desk.edited(decision)
    db.session.flush()
    desk.tell(decision, "decision.photo-chosen", finding=finding.number, caption=row.caption)
    return row


@act(Permission.DECISION_DRAFT)
def drop_photo(decision: Decision, seen: int | None, photo_id: uuid.UUID) -> Decision:
    """Take a photo out of the letters again; the photo itself stays with its visit."""
    check_version(decision, seen)
    _must_be_editable(decision)
    row = fetch(DecisionPhoto, photo_id)
    if row.decision_id != decision.id:
        raise NotHere(table="decision_photo", key=str(photo_id))
    desk.tell(decision, "decision.photo-dropped", finding=row.finding.number)
    db.session.delete(row)
    desk.edited(decision)
    db.session.flush()
    return decision


def _must_be_editable(decision: Decision) -> None:
    if decision.state not in desk.EDITABLE:
        raise NoSuchRoad(state=decision.state, verb="choose_photo")
