"""The mayor's signature: a fresh password, the bytes that were shown, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from flask_babel import lazy_gettext as _l
from flask_security import verify_password

from app import acts, clock, files
from app.access import Permission
from app.acts import act
from app.db import db
from app.errors import NotAllowed
from app.people import User, municipality_now
from decisions import letters
from decisions.acts import desk
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import Decision
from decisions.refusals import (
    NotFromTheDrafter,
    NotTheMayorOnPaper,
    SignedAlready,
    SigningBlocked,
    TextHasMoved,
    WrongPassword,
)
from decisions.signing_key import house_signer
from permits.models import RegisterStatus
from reports.press import sign as put_signature

TRIES = 5
BLOCKED_FOR = timedelta(minutes=15)


def sign(decision: Decision, seen_sha256: str, password: str) -> Decision:
    """Sign the letter whose fingerprint was shown, after a fresh password check.

    Raises WrongPassword and, after five of them, SigningBlocked for a quarter of an hour; SignedAlready, TextHasMoved,
    NotFromTheDrafter, NotTheMayorOnPaper. A wrong password is counted even though nothing is signed.
    """
    if Permission.DECISION_SIGN not in acts.actor().powers:
        raise NotAllowed(power=Permission.DECISION_SIGN.value)
    if decision.signed_by_id is not None:
        raise SignedAlready
    if not check_password(password):
        raise WrongPassword
    return _sign(decision, seen_sha256)


@act(Permission.DECISION_SIGN)
def check_password(password: str) -> bool:
    """Whether this is the password of the person who acts; counts the failures. Raises SigningBlocked."""
    user = _signer()
    if user.signing_blocked_until is not None and clock.now() < user.signing_blocked_until:
        raise SigningBlocked
    if verify_password(password, user.password):
        user.failed_signatures, user.signing_blocked_until = 0, None
        return True
    user.failed_signatures += 1
    if user.failed_signatures >= TRIES:
        user.failed_signatures, user.signing_blocked_until = 0, clock.now() + BLOCKED_FOR
    return False


def _signer() -> User:
    user = db.session.get(User, desk.person_id())
    assert user is not None, "an actor without an account"
    return user


@act(Permission.DECISION_SIGN, name="decisions.sign")
def _sign(decision: Decision, seen_sha256: str) -> Decision:
    user = _signer()
    if decision.signed_by_id is not None:
        raise SignedAlready
    if user.id == decision.drafter_id:
        raise NotFromTheDrafter
    DECISION.after(DecisionState(decision.state), "sign")  # no road, no work
    content = _bytes_as_shown(decision, seen_sha256)
    if letters.mayor_on_paper(decision).name != user.name:
        raise NotTheMayorOnPaper
    signed = _signed(decision, content, user)
    decision.state = DECISION.after(DecisionState(decision.state), "sign")
    decision.signed_by, decision.signed_at, decision.signed_sha256 = user, clock.now(), signed
    for letter in decision.letters:
        if letter.sha256 == decision.letter_sha256:
            letter.signed_sha256 = signed
    desk.tell(decision, "decision.signed", files_of=[(_l("signed letter"), signed)])
    desk.show(decision, "serve", decision.sending_on, RegisterStatus.WITH_MAYOR)
    return decision


def _bytes_as_shown(decision: Decision, seen_sha256: str) -> bytes:
    """The letter made afresh from the rows of now: it must be the stored one and the one that was read."""
    _letter, content = letters.decision_letter(decision)
    fresh = sha256(content).hexdigest()
    if not fresh == decision.letter_sha256 == seen_sha256:
        raise TextHasMoved
    return files.read(fresh)


def _signed(decision: Decision, content: bytes, user: User) -> str:
    signed = put_signature(
        content,
        house_signer(),
        "Mayor",
        name=user.name,
        reason=letters.phrase(decision.language, "signing_reason", number=decision.number),
        at=clock.civil(clock.now()),
        place=municipality_now().name,
    )
    assert signed.startswith(content), "the signature must leave the bytes that were read"
    return files.keep(signed, f"{decision.number}.pdf", "application/pdf").sha256
