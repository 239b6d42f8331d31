"""Putting a letter before its hands, and signing it: a fresh password, the bytes that were shown, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from app import acts, files
from app.access import Permission, RoleName
from app.acts import act
from app.db import db
from app.errors import NotAllowed
from app.people import User, municipality_now, people_of
from app.powers import CLOSED
from decisions.acts import desk
from decisions.acts.signature import password_is_right
from decisions.countersigning import queries
from decisions.countersigning.lifecycle import DIRECTOR, MAYOR, ORDER, PAPER, PaperState
from decisions.countersigning.models import PaperHand, PaperToSign
from decisions.countersigning.refusals import NoDirector, NotByWhoPrepared, NotYourTurn
from decisions.refusals import TextHasMoved, WrongPassword
from decisions.signatures.putting import Signed, put_hand
from reports import press

# What a room does when a hand was put on its letter: by ``about``. Called with the row, the hand and the bytes' name.
AFTER_HAND: dict[str, Callable[[PaperToSign, PaperHand], None]] = {}


def offer(
    content: bytes,
    *,
    about: str,
    about_id: uuid.UUID,
    kind: str,
    title: str,
    number: str,
    language: str,
    secret: bool = False,
    prepared_by: uuid.UUID | None = None,
) -> PaperToSign:
    """Put a letter that was made before its hands; inside the act that makes it.

    A letter whose mayor's place is signed already goes to the general director. Raises NoDirector where nobody is.
    """
    open_places = press.empty_fields(content)
    places = [place for place in ORDER if place in open_places]
    if DIRECTOR in places and not people_of(municipality_now().code, RoleName.GENERAL_DIRECTOR):
        raise NoDirector
    row = PaperToSign(
        about=about,
        about_id=about_id,
        kind=kind,
        title=title,
        number=number,
        language=language,
        secret=secret,
        fields=places,
        sha256=_keep(content, f"{number} {kind}.pdf", secret=secret),
        state=PaperState.WITH_DIRECTOR if places == [DIRECTOR] else PaperState.WITH_MAYOR,
        prepared_by_id=prepared_by or desk.person_id(),
        hands=[],
    )
    db.session.add(row)
    db.session.flush()
    return row


def _keep(content: bytes, name: str, *, secret: bool) -> str:
    power = Permission.INTEGRITY_READ if secret else None
    assert power is None or power in CLOSED
    return files.keep(content, name, "application/pdf", power=power).sha256


def put(row: PaperToSign, seen_sha256: str, password: str) -> PaperToSign:
    """Sign the letter whose fingerprint was shown, after a fresh password check.

    Raises NotYourTurn, NotByWhoPrepared, TextHasMoved, WrongPassword, SigningBlocked, and CannotSign when key or
    service fails: then nothing is signed and it can be tried again.
    """
    if Permission.COLLEGE_SIGN not in acts.actor().powers:
        raise NotAllowed(power=Permission.COLLEGE_SIGN.value)
    user = _may_sign(row, seen_sha256)
    if not check_password(password):
        raise WrongPassword
    place, content = queries.place_to_sign(row), queries.content_of(row)
    # Card, signing service and time stamps may be slow: what they make is made first and written in one moment.
    signed = put_hand(content, place, user, number=row.number, language=row.language)
    if place == DIRECTOR:
        return countersign(row, seen_sha256, signed)
    return (sign_first if DIRECTOR in row.fields else sign_alone)(row, seen_sha256, signed)


@act(Permission.COLLEGE_SIGN, name="papers.check_password")
def check_password(password: str) -> bool:
    """Whether this is the password of the person who acts; counts the failures. Raises SigningBlocked."""
    return password_is_right(password)


def _may_sign(row: PaperToSign, seen_sha256: str) -> User:
    user = db.session.get(User, desk.person_id())
    assert user is not None, "an actor without an account"
    if row.state not in queries.states_for_actor():
        raise NotYourTurn
    if user.id == row.prepared_by_id or any(one.signer_id == user.id for one in row.hands):
        raise NotByWhoPrepared
    if seen_sha256 != row.sha256:
        raise TextHasMoved
    return user


@act(Permission.COLLEGE_SIGN, name="papers.sign_alone")
def sign_alone(row: PaperToSign, seen_sha256: str, signed: Signed) -> PaperToSign:
    """The mayor signs what nobody countersigns; part of :func:`put`."""
    user = _may_sign(row, seen_sha256)
    row.state = PAPER.after(PaperState(row.state), "sign_alone")
    return _add_hand(row, user, MAYOR, signed)


@act(Permission.COLLEGE_SIGN, name="papers.sign_first")
def sign_first(row: PaperToSign, seen_sha256: str, signed: Signed) -> PaperToSign:
    """The mayor signs before the general director; part of :func:`put`."""
    user = _may_sign(row, seen_sha256)
    row.state = PAPER.after(PaperState(row.state), "sign_first")
    return _add_hand(row, user, MAYOR, signed)


@act(Permission.COLLEGE_SIGN, name="papers.countersign")
def countersign(row: PaperToSign, seen_sha256: str, signed: Signed) -> PaperToSign:
    """The general director signs after the mayor; part of :func:`put`."""
    user = _may_sign(row, seen_sha256)
    row.state = PAPER.after(PaperState(row.state), "countersign")
    return _add_hand(row, user, DIRECTOR, signed)


def _add_hand(row: PaperToSign, user: User, place: str, signed: Signed) -> PaperToSign:
    before = row.sha256
    row.sha256 = _keep(signed.content, f"{row.number} {row.kind}.pdf", secret=row.secret)
    hand = PaperHand(
        paper=row,
        field=place,
        signer=user,
        at=signed.at,
        sha256=row.sha256,
        level=signed.level.value,
        sealed=signed.sealed,
        certificate_sha256=signed.certificate_sha256,
    )
    db.session.add(hand)
    db.session.flush()
    AFTER_HAND[row.about](row, hand)
    if row.secret:
        files.destroy(before)  # of a closed letter only the newest bytes are kept, so that they can all be destroyed
    return row


def forget(about_ids: list[uuid.UUID]) -> None:
    """The letters of a closed file were destroyed: nothing of them stays here. Inside the act that destroys it."""
    for key in about_ids:
        row = queries.paper_of(key)
        if row is not None:
            db.session.delete(row)
    db.session.flush()
