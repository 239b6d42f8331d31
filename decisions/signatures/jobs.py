"""What happens by itself: signatures get the proof with which they can be checked in later years."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import aliased

from app import clock, files
from app.db import db
from app.jobs import job
from decisions import signing_key
from decisions.models import DecisionLetter
from decisions.signatures.models import SignedCopy
from reports import press

log = logging.getLogger(__name__)
GRACE = timedelta(days=1)
"""A list of revoked certificates must be younger than the signature to say something of it (EN 319 102-1, 5.2.7)."""
AHEAD = timedelta(days=365)
"""So long before its certificate expires a time stamp is covered by a new one."""
MOST = 20
"""Letters made to last per slot: the job holds the write lock meanwhile. One that cannot be does not count, so that
many of those keep no other from its turn."""
ALSO: list[Callable[[], int]] = []
"""What else has seals: each puts those that are due in a queue of its own and returns how many."""


@job("signatures-last", "17 4-22 * * *", _l("Make signatures provable for years"))
def make_signatures_last(slot: datetime) -> str:
    """Add certificates, lists of revoked ones and a time stamp to signatures of yesterday, and renew what is old."""
    authority, roots = signing_key.authority(), signing_key.roots()
    if authority is None or not roots:
        return "no time-stamping authority or no roots configured"
    due, done = _due(), 0
    for copy in due:
        if done == MOST:
            break
        try:
            _make_last(copy, authority, roots)
            done += 1
        except (press.TimestampServiceDown, press.RevocationUnknown) as fault:
            log.warning("a service is away, the next slot tries again: %s", fault)
            break
        except press.SigningFault as fault:
            log.warning("%s cannot be made to last: %s", copy.sha256, type(fault).__name__)
    others = sum(want() for want in ALSO)
    return f"{done} of {len(due)} made to last" + (f", {others} in a queue" if others else "")


def _due() -> list[SignedCopy]:
    newer = aliased(SignedCopy)
    newest = (
        ~select(newer.id).where(newer.letter_id == SignedCopy.letter_id, newer.made_at > SignedCopy.made_at).exists()
    )
    waits = (SignedCopy.proven_until.is_(None)) & (SignedCopy.made_at <= clock.now() - GRACE)
    old = SignedCopy.proven_until <= clock.now() + AHEAD
    # What was taken back needs no proof that lasts: its signature does not count.
    counts = SignedCopy.letter.has(DecisionLetter.signed_sha256.is_not(None))
    question = select(SignedCopy).where(newest, counts, SignedCopy.level != press.Level.BASIC.value, waits | old)
    return list(db.session.scalars(question.order_by(SignedCopy.made_at)))


def _make_last(copy: SignedCopy, authority: press.Authority, roots: tuple[bytes, ...]) -> None:
    content = press.make_lasting(files.read(copy.sha256), authority, roots)
    # Here and not when it is signed: the mayor waits for that. What is found is told; the proof is made all the same.
    for flaw in press.flaws(content, copy.letter.sha256):
        log.error("%s is a letter with a flaw: %s", copy.sha256, flaw)
    name = f"{copy.letter.decision.number}.pdf"
    files.keep(content, name, "application/pdf")
    digest = sha256(content).hexdigest()
    newest = SignedCopy(
        letter=copy.letter,
        sha256=digest,
        level=press.Level.LASTING.value,
        sealed=copy.sealed,
        certificate_sha256=copy.certificate_sha256,
        proven_until=press.proven_until(content),
    )
    db.session.add(newest)
    copy.letter.signed_sha256 = digest
    db.session.flush()
