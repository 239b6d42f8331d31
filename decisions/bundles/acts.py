"""Asking for a bundle, and what becomes of it."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

from app import clock, files, story
from app.access import Permission
from app.acts import act
from app.db import db
from decisions.acts import desk
from decisions.bundles import queries
from decisions.bundles.gathering import Gathered, Order, gathered, offered, profile_for
from decisions.bundles.lifecycle import BUNDLE, BundleState
from decisions.bundles.models import Bundle
from decisions.bundles.refusals import BasisLacks, NoSuchRecipient, NotSignedYet, RecipientLacks
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
) -> Bundle:
    """Fix what a bundle will say, as the case stands now; the machine makes it soon after.

    ``against``: the objection or case for which it is. Raises NotSignedYet, NoSuchRecipient, RecipientLacks or
    BasisLacks.
    """
    if decision.signed_at is None:
        raise NotSignedYet
    if profile not in {one.id for one in offered(decision)}:
        raise NoSuchRecipient(field="profile")
    chosen = profile_for(profile)
    number = f"{decision.number}-D{queries.number_of_bundles(decision.id) + 1}"
    order = Order(
        number, desk.bounded(recipient, 200), desk.bounded(reference, 80), desk.bounded(basis, 2000), photo_files
    )
    if not order.recipient:
        raise RecipientLacks(field="recipient")
    if chosen.asks_basis and len(order.basis.split()) < desk.SENTENCE:
        raise BasisLacks(field="basis")
    found = gathered(decision, chosen, order, clock.today())
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
    _tell(row, "bundle.made", sha256=kept.sha256)
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
    """Destroy the bundles that hold documents of a closed file, inside the act that destroys the file."""
    rows = queries.of_closed_file(case_id)
    digests = [digest for row in rows for digest in (row.plan_sha256, row.file_sha256) if digest]
    for row in rows:
        db.session.delete(row)
    db.session.flush()
    for digest in digests:
        files.destroy(digest)
    return len(rows)
