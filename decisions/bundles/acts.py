"""Asking for a bundle, and what becomes of it."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

from app import clock, files, story
from app.access import Permission
from app.acts import act
from app.db import db
from app.errors import ChangedMeanwhile
from decisions.acts import desk
from decisions.bundles import queries
from decisions.bundles.gathering import Gathered, Order, fingerprint, gathered, offered, profile_for, says_something
from decisions.bundles.lifecycle import BUNDLE, BundleState
from decisions.bundles.models import Bundle, BundleCopy
from decisions.bundles.refusals import (
    BasisLacks,
    ChangedSinceShown,
    NoSuchRecipient,
    NothingToGive,
    NotSignedYet,
    RecipientLacks,
)
from decisions.models import Decision
from decisions.objections.models import CourtCase, Objection


@act(Permission.BUNDLE_MAKE)
def ask_bundle(
    decision: Decision,
    profile: str,
    recipient: str,
    *,
    reference: str = "",
    basis: str = "",
    photo_files: bool = False,
    against: Objection | CourtCase | None = None,
    shown: str = "",
) -> Bundle:
    """Fix what a bundle will say, as the case stands now; the machine makes it soon after.

    ``against``: the objection or case for which it is. ``shown``: the fingerprint of the list that was looked at, when
    there was one. Raises NotSignedYet, NoSuchRecipient, RecipientLacks, BasisLacks, NothingToGive or
    ChangedSinceShown.
    """
    if decision.signed_at is None:
        raise NotSignedYet
    if profile not in {one.id for one in offered(decision)}:
        raise NoSuchRecipient(field="profile")
    chosen = profile_for(profile)
    # Two who ask at once would get the same number; the second waits here until the first is done.
    queries.hold(decision.id)
    number = f"{decision.number}-D{queries.number_of_bundles(decision.id) + 1}"
    order = Order(
        number, desk.bounded(recipient, 200), desk.bounded(reference, 80), desk.bounded(basis, 2000), photo_files
    )
    if not order.recipient:
        raise RecipientLacks(field="recipient")
    if chosen.asks_basis and len(order.basis.split()) < desk.SENTENCE:
        raise BasisLacks(field="basis")
    found = gathered(decision, chosen, order, clock.today())
    if not says_something(chosen, found.bundle.parts):
        raise NothingToGive
    if shown and shown != fingerprint(found.bundle.parts):
        raise ChangedSinceShown
    row = _row(decision, profile, order, found, against)
    db.session.add(row)
    db.session.flush()
    _tell(row, "bundle.asked", recipient=order.recipient)
    return row


def _row(
    decision: Decision, profile: str, order: Order, found: Gathered, against: Objection | CourtCase | None
) -> Bundle:
    plan = json.dumps(found.bundle.to_plain(), ensure_ascii=False, sort_keys=True).encode()
    kept = files.keep(plan, f"{order.number}.json", "application/json", power=found.power)
    return Bundle(
        decision=decision,
        objection_id=against.id if isinstance(against, Objection) else None,
        case_id=against.id if isinstance(against, CourtCase) else None,
        number=order.number,
        profile=profile,
        recipient=order.recipient,
        reference=order.reference,
        basis=order.basis,
        photo_files=order.photo_files,
        language=decision.language,
        power=found.power.value if found.power else None,
        closed_case_id=found.case_id,
        asked_by_id=desk.person_id(),
        documents=len(found.bundle.parts),
        withheld=found.withheld,
        plan_sha256=kept.sha256,
    )


def _tell(row: Bundle, kind: str, **facts: Any) -> None:
    power = Permission(row.power) if row.power else None
    url = f"/bundles/{row.id}"
    story.tell(kind, [row.decision_id], power=power, url=url, bundle=row.number, **facts)


@act(Permission.BUNDLE_MAKE)
def finish_bundle(row: Bundle, made: Path, bare_sha256: str, *, sealed: bool) -> Bundle:
    """Keep the file that was made; ``bare_sha256`` is its fingerprint before the seal."""
    power = Permission(row.power) if row.power else None
    kept = files.keep_file(made, f"{row.number}.pdf", "application/pdf", power=power)
    row.state = BUNDLE.after(BundleState(row.state), "finish_bundle")
    row.made_at, row.bare_sha256, row.file_sha256 = clock.now(), bare_sha256, kept.sha256
    row.size, row.sealed, row.fault = kept.size, sealed, ""
    if sealed:
        row.copies.append(BundleCopy(sha256=kept.sha256, size=kept.size))
    _tell(row, "bundle.made", sha256=kept.sha256)
    return row


@act(Permission.BUNDLE_MAKE)
def want_proof(row: Bundle) -> Bundle:
    """Let the seal wait to be made to last; the machine does it soon after."""
    row.proof_due = True
    return row


@act(Permission.BUNDLE_MAKE)
def keep_proof(row: Bundle, before: str, made: Path, proven_until: datetime | None) -> Bundle:
    """Keep the file whose seal lasts, which begins with the one of ``before``; that one is kept as well.

    Raises ChangedMeanwhile when the bundle has another file by now.
    """
    if row.file_sha256 != before:
        raise ChangedMeanwhile(row=row)
    power = Permission(row.power) if row.power else None
    kept = files.keep_file(made, f"{row.number}.pdf", "application/pdf", power=power)
    row.copies.append(BundleCopy(sha256=kept.sha256, size=kept.size, proven_until=proven_until))
    row.file_sha256, row.size = kept.sha256, kept.size
    return row


@act(Permission.BUNDLE_MAKE)
def proof_tried(row: Bundle) -> Bundle:
    """It was done, or a service is away: the job says when it is tried again."""
    row.proof_due = False
    return row


@act(Permission.BUNDLE_MAKE)
def give_up_bundle(row: Bundle, sentence: str) -> Bundle:
    """Keep why it could not be made."""
    row.state = BUNDLE.after(BundleState(row.state), "give_up_bundle")
    row.fault = sentence[:300]
    return row


@act(Permission.BUNDLE_MAKE)
def ask_bundle_again(row: Bundle) -> Bundle:
    """Have it made after all, with the same words."""
    row.state = BUNDLE.after(BundleState(row.state), "ask_bundle_again")
    row.fault = ""
    return row


def forget_closed(case_id: uuid.UUID) -> int:
    """Destroy the bundles that hold documents of a closed file, inside the act that destroys the file.

    The choices about its documents go as well. Returns how many bundles there were.
    """
    rows, chosen = queries.of_closed_file(case_id), queries.maskings_of_closed_file(case_id)
    digests = [digest for row in rows for digest in (row.plan_sha256, row.file_sha256) if digest]
    digests += [copy.sha256 for row in rows for copy in row.copies if copy.sha256 != row.file_sha256]
    digests += [copy for one in chosen for copy in one.files.values() if copy]
    for row in (*rows, *chosen):
        db.session.delete(row)
    db.session.flush()
    for digest in digests:
        files.destroy(digest)
    return len(rows)
