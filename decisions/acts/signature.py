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
from app.people import User
from decisions import events, letters
from decisions.acts import desk
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import Decision, DecisionLetter
from decisions.refusals import (
    NotFromTheDrafter,
    NotTheMayorOnPaper,
    SignedAlready,
    SigningBlocked,
    TextHasMoved,
    WrongPassword,
)
from decisions.signatures.models import SignedCopy
from decisions.signatures.putting import Signed, put_signatures
from permits.models import RegisterStatus

TRIES = 5
BLOCKED_FOR = timedelta(minutes=15)


def sign(decision: Decision, seen_sha256: str, password: str) -> Decision:
    """Sign the letter whose fingerprint was shown, after a fresh password check.

    Raises WrongPassword and, after five of them, SigningBlocked for a quarter of an hour; SignedAlready, TextHasMoved,
    NotFromTheDrafter, NotTheMayorOnPaper, and CannotSign when key or service fails: then nothing is signed and it can
    be tried again. A wrong password is counted even though nothing is signed.
    """
    if Permission.DECISION_SIGN not in acts.actor().powers:
        raise NotAllowed(power=Permission.DECISION_SIGN.value)
    if decision.signed_by_id is not None:
        raise SignedAlready
    if not check_password(password):
        raise WrongPassword
    # Card, signing service and time stamps may be slow: what they make is made first and written in one moment.
    user, content = _may_sign(decision, seen_sha256)
    return _sign(decision, seen_sha256, put_signatures(decision, content, user))


@act(Permission.DECISION_SIGN)
def check_password(password: str) -> bool:
    """Whether this is the password of the person who acts; counts the failures. Raises SigningBlocked."""
    return password_is_right(password)


def password_is_right(password: str) -> bool:
    """The same, inside an act of who signs another letter."""
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
def _sign(decision: Decision, seen_sha256: str, signed: Signed) -> Decision:
    user, content = _may_sign(decision, seen_sha256)
    if not signed.content.startswith(content):
        raise TextHasMoved
    digest = files.keep(signed.content, f"{decision.number}.pdf", "application/pdf").sha256
    decision.state = DECISION.after(DecisionState(decision.state), "sign")
    decision.signed_by, decision.signed_at, decision.signed_sha256 = user, signed.at, digest
    for letter in decision.letters:
        if letter.sha256 == decision.letter_sha256:
            letter.signed_sha256 = digest
            db.session.add(_copy(letter, signed))
    desk.tell(decision, "decision.signed", files_of=[(_l("signed letter"), digest)])
    events.decision_signed.send(decision, content=signed.content)
    desk.show(decision, "serve", decision.sending_on, RegisterStatus.WITH_MAYOR)
    return decision


def _may_sign(decision: Decision, seen_sha256: str) -> tuple[User, bytes]:
    """Who signs and the bytes that were read, or the refusal."""
    user = _signer()
    if decision.signed_by_id is not None:
        raise SignedAlready
    if user.id == decision.drafter_id:
        raise NotFromTheDrafter
    DECISION.after(DecisionState(decision.state), "sign")  # no road, no work
    content = _bytes_as_shown(decision, seen_sha256)
    if letters.mayor_on_paper(decision).name != user.name:
        raise NotTheMayorOnPaper
    return user, content


def _bytes_as_shown(decision: Decision, seen_sha256: str) -> bytes:
    """The letter made afresh from the rows of now: it must be the stored one and the one that was read."""
    _letter, content = letters.decision_letter(decision)
    fresh = sha256(content).hexdigest()
    if not fresh == decision.letter_sha256 == seen_sha256:
        raise TextHasMoved
    return files.read(fresh)


def _copy(letter: DecisionLetter, signed: Signed) -> SignedCopy:
    return SignedCopy(
        letter=letter,
        sha256=signed.sha256,
        level=signed.level.value,
        sealed=signed.sealed,
        certificate_sha256=signed.certificate_sha256,
    )
