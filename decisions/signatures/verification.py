"""Is this file a letter of ours, unchanged, and does it still hold? Answers without saying anything of the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

import law
from app.db import db, everywhere
from app.people import Municipality
from decisions import codes
from decisions.codes.models import LetterCode
from decisions.lifecycle import DecisionState
from decisions.models import Decision, DecisionLetter
from decisions.signatures.models import SignedCopy
from reports.press import Level, glance, revision_digests
from reports.press.guarded import Seen, State

MOST_REVISIONS = 40
"""A letter of ours has at most a dozen; what a file holds beyond these is not looked up."""
COVERING_NOTE = "covering-note"
_ENDED_BY = {
    law.Effect.GRANT: frozenset({law.Effect.REVOKE, law.Effect.SUSPEND}),
    law.Effect.REVOKE: frozenset({law.Effect.LIFT}),
    law.Effect.SUSPEND: frozenset({law.Effect.LIFT}),
    law.Effect.CLOSE: frozenset({law.Effect.LIFT}),
    law.Effect.ORDER: frozenset({law.Effect.LIFT}),
}


@dataclass(frozen=True)
class Hand:
    """A signature on a letter that is kept elsewhere: of which town, when, how well proven, with the seal or not.

    ``counts`` False: the letter was taken back after it, and another was made in its place.
    """

    municipality_code: str
    at: datetime
    level: Level
    sealed: bool
    counts: bool = True


HANDS: list[Callable[[Sequence[str]], Hand | None]] = []
"""Who else knows signed bytes by their SHA-256; rooms above hang themselves in."""
CERTIFICATES: list[Callable[[set[str]], bool]] = []
"""Who else knows certificates with which was signed."""


class Verdict(StrEnum):
    """What can be said of a file."""

    ISSUED = "issued"  # a letter with this code left the municipality; the paper in hand was not looked at
    NO_SUCH_CODE = "no-such-code"
    GENUINE = "genuine"  # byte for byte as it left the municipality
    GENUINE_WITH_ADDITIONS = "genuine-with-additions"  # the same, and something was added that its signatures allow
    CHANGED = "changed"  # it began as a letter of ours
    TAKEN_BACK = "taken-back"  # signed by one hand, sent back by another, and never issued
    WITHOUT_SIGNATURE = "without-signature"  # the text of a letter that we signed, without its signature
    UNKNOWN = "unknown"  # not issued by a municipality that works with this Drempel
    NOT_A_PDF = "not-a-pdf"
    ENCRYPTED = "encrypted"
    TOO_HARD = "too-hard"


class Standing(StrEnum):
    """What happened to the decision since."""

    HOLDS = "holds"
    ENDED = "ended"  # annulled, or not confirmed
    FOLLOWED = "followed"  # a later decision changed or ended it
    CORRECTED = "corrected"  # a covering note names another last day


@dataclass(frozen=True)
class Finding:
    """The answer. Town, moment and proof only where the letter is ours; never a name, number or subject."""

    verdict: Verdict
    municipality: str = ""
    country: str = ""
    signed: bool = False
    signed_at: datetime | None = None
    level: Level | None = None
    sealed: bool = False
    standings: tuple[Standing, ...] = ()

    @property
    def genuine(self) -> bool:
        return self.verdict in {Verdict.GENUINE, Verdict.GENUINE_WITH_ADDITIONS, Verdict.ISSUED}


def examine(content: bytes) -> Finding:
    """Look a file up among the letters of all municipalities by the SHA-256 of each of its revisions.

    What is not known byte for byte is read in a guarded process: the file may come from anybody.
    """
    if not content.startswith(b"%PDF-"):
        return Finding(Verdict.NOT_A_PDF)
    whole, *earlier = reversed(revision_digests(content, MOST_REVISIONS))
    with everywhere("somebody asks whether a letter is genuine, whichever municipality issued it"):
        exact = _issued([whole])
        if exact is not None:
            return exact
        began = _issued(earlier)
        looked = glance(content)
        if looked.state in {State.ENCRYPTED, State.TOO_HARD}:
            return Finding(Verdict.ENCRYPTED if looked.state == State.ENCRYPTED else Verdict.TOO_HARD)
        if began is not None:
            return _with_additions(began, looked.signatures)
        return _changed(looked.signatures)


def examine_code(code: str) -> Finding:
    """What became of the letter that carries this code, whichever municipality issued it; of its words nothing."""
    with everywhere("somebody asks whether a letter on paper was issued, whichever municipality issued it"):
        row = db.session.get(LetterCode, codes.written(code))
        if row is None or row.sha256 is None:
            return _NO_SUCH_CODE
        bare = select(DecisionLetter).where(DecisionLetter.sha256 == row.sha256)
        letter = db.session.scalars(bare.where(DecisionLetter.decision_id == row.decision_id)).first()
        found = _issued([letter.signed_sha256 or letter.sha256]) if letter is not None else None
    return replace(found, verdict=Verdict.ISSUED) if found is not None and found.genuine else _NO_SUCH_CODE


_NO_SUCH_CODE = Finding(Verdict.NO_SUCH_CODE)
_TAKEN_BACK = Finding(Verdict.TAKEN_BACK)


def _issued(digests: Sequence[str]) -> Finding | None:
    """The signed letter with one of these fingerprints, or else the unsigned one."""
    copy = db.session.scalars(
        select(SignedCopy).where(SignedCopy.sha256.in_(digests)).order_by(SignedCopy.made_at.desc())
    ).first()
    if copy is not None:
        if copy.letter.signed_sha256 is None:
            return _TAKEN_BACK
        return _of_ours(copy.letter, Level(copy.level), sealed=copy.sealed)
    put = next((hand for asked in HANDS if (hand := asked(digests)) is not None), None)
    if put is not None:
        return _of_the_college(put) if put.counts else _TAKEN_BACK
    letter = db.session.scalars(select(DecisionLetter).where(DecisionLetter.signed_sha256.in_(digests))).first()
    if letter is not None:
        return _of_ours(letter, Level.BASIC, sealed=False)
    bare = db.session.scalars(select(DecisionLetter).where(DecisionLetter.sha256.in_(digests))).all()
    if any(row.signed_sha256 is not None for row in bare):
        return Finding(Verdict.WITHOUT_SIGNATURE)
    sent = next((row for row in bare if row.sent_on is not None), None)  # a draft that stayed inside is nobody's letter
    return _of_ours(sent, None, sealed=False) if sent is not None else None


def _of_ours(letter: DecisionLetter, level: Level | None, *, sealed: bool) -> Finding:
    decision = letter.decision
    town = db.session.get(Municipality, letter.municipality_code)
    assert town is not None
    return Finding(
        verdict=Verdict.GENUINE,
        municipality=town.name,
        country=town.jurisdiction.partition("-")[0],
        signed=level is not None,
        signed_at=decision.signed_at if level is not None else None,
        level=level,
        sealed=sealed,
        standings=_standings(decision, letter) if level is not None else (),
    )


def _of_the_college(hand: Hand) -> Finding:
    """A letter of a closed file: that it is ours, and nothing of what became of it."""
    town = db.session.get(Municipality, hand.municipality_code)
    assert town is not None
    return Finding(
        verdict=Verdict.GENUINE,
        municipality=town.name,
        country=town.jurisdiction.partition("-")[0],
        signed=True,
        signed_at=hand.at,
        level=hand.level,
        sealed=hand.sealed,
    )


def _with_additions(began: Finding, signatures: Sequence[Seen]) -> Finding:
    allowed = began.signed and bool(signatures) and all(one.intact for one in signatures)
    if not allowed or not _known({one.certificate_sha256 for one in signatures[:1]}):
        return Finding(Verdict.CHANGED)
    return replace(began, verdict=Verdict.GENUINE_WITH_ADDITIONS)


def _changed(signatures: Sequence[Seen]) -> Finding:
    """Nothing of it is known by its bytes: does it carry a certificate with which we signed?"""
    ours = _known({one.certificate_sha256 for one in signatures if one.certificate_sha256})
    return Finding(Verdict.CHANGED if ours else Verdict.UNKNOWN)


def _known(certificates: set[str]) -> bool:
    if not certificates:
        return False
    ours = select(SignedCopy.id).where(SignedCopy.certificate_sha256.in_(certificates)).limit(1)
    return db.session.scalar(ours) is not None or any(asked(certificates) for asked in CERTIFICATES)


def _standings(decision: Decision, letter: DecisionLetter) -> tuple[Standing, ...]:
    found = []
    if decision.state == DecisionState.LAPSED:
        found.append(Standing.ENDED)
    elif _followed(decision):
        found.append(Standing.FOLLOWED)
    if any(other.kind == COVERING_NOTE and other.made_at >= letter.made_at for other in decision.letters):
        found.append(Standing.CORRECTED)
    return tuple(found) or (Standing.HOLDS,)


def _followed(decision: Decision) -> bool:
    """Whether a later decision about the same place ended what this one did."""
    ends = _ENDED_BY.get(law.Effect(decision.measure_copy["effect"]), frozenset())
    later = select(Decision).where(
        Decision.municipality_code == decision.municipality_code,
        Decision.establishment_id == decision.establishment_id,
        Decision.state == DecisionState.IN_EFFECT,
        Decision.signed_at > decision.signed_at,
    )
    return any(law.Effect(row.measure_copy["effect"]) in ends for row in db.session.scalars(later))
