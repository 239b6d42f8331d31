"""What a further hand does to a letter of a decision: its signed bytes are the newest, and each copy is known."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.db import db
from app.web.language import in_language
from decisions import acts as decision_acts
from decisions import events
from decisions.acts import desk
from decisions.countersigning import queries
from decisions.countersigning.acts import AFTER_HAND, REMADE, Mended, Remade, offer
from decisions.countersigning.acts.returning import TELL
from decisions.countersigning.acts.taking_back import Change
from decisions.countersigning.lifecycle import DIRECTOR, PaperState
from decisions.countersigning.models import PaperHand, PaperToSign
from decisions.countersigning.refusals import NotSignedByAll
from decisions.models import Decision, DecisionLetter
from decisions.presenting import dossier
from decisions.signatures import verification
from decisions.signatures.models import SignedCopy
from reports import press

LETTER = "letter"


def install() -> None:
    """Listen to the decisions, say what happens after a hand was put on a letter of theirs, recognise our hands."""
    AFTER_HAND[LETTER] = _after_hand
    TELL[LETTER] = _tell_turn
    REMADE[LETTER] = Remade(_change, _take_back, _page)
    if _remarks not in dossier.REMARKS:
        dossier.REMARKS.append(_remarks)
    events.decision_signed.connect(_after_mayor)
    events.confirmation_made.connect(_confirmed)
    events.decision_serving.connect(_before_service)
    if queries.hand_on not in verification.HANDS:
        verification.HANDS.append(queries.hand_on)
        verification.CERTIFICATES.append(queries.signed_with)


def _after_mayor(decision: Decision, *, content: bytes, **facts: Any) -> None:
    """Where the college decided, the general director countersigns before the letter is sealed and served."""
    letter = next(one for one in decision.letters if one.sha256 == decision.letter_sha256)
    if DIRECTOR in press.empty_fields(content):
        _offer(decision, letter, content, decision.drafter_id)


def _confirmed(decision: Decision, *, letter: DecisionLetter, content: bytes, **facts: Any) -> None:
    _offer(decision, letter, content, desk.person_id())


def _offer(decision: Decision, letter: DecisionLetter, content: bytes, prepared_by: uuid.UUID) -> None:
    measure = in_language(decision.measure_copy["name"], decision.language)
    offer(
        content,
        about=LETTER,
        about_id=letter.id,
        kind=letter.kind,
        title=f"{measure[:1].upper()}{measure[1:]}, {decision.establishment.name}",
        number=decision.number,
        language=decision.language,
        prepared_by=prepared_by,
    )


def _before_service(decision: Decision, **facts: Any) -> None:
    if not queries.all_signed(decision):
        raise NotSignedByAll


def _after_hand(row: PaperToSign, hand: PaperHand) -> None:
    letter = _letter(row)
    decision = letter.decision
    letter.signed_sha256 = hand.sha256
    if letter.sha256 == decision.letter_sha256:
        decision.signed_sha256 = hand.sha256
    db.session.add(
        SignedCopy(
            letter=letter,
            sha256=hand.sha256,
            level=hand.level,
            sealed=hand.sealed,
            certificate_sha256=hand.certificate_sha256,
        )
    )
    kind = "decision.signed-by-both" if row.state == PaperState.SIGNED else "decision.signed-first"
    desk.edited(decision)
    desk.tell(decision, kind, files_of=[(_l("signed letter"), hand.sha256)])


def _letter(row: PaperToSign) -> DecisionLetter:
    letter = db.session.get(DecisionLetter, row.about_id)
    assert letter is not None, "a letter that waited is never destroyed"
    return letter


def _change(row: PaperToSign) -> Change:
    """The decision of the college is drafted anew; in its letter on the mayor's measure, the meeting is mended."""
    letter = _letter(row)
    return Change.DRAFT if letter.sha256 == letter.decision.letter_sha256 else Change.MEETING


def _take_back(row: PaperToSign, mended: Mended | None) -> None:
    letter = _letter(row)
    decision, letter.signed_sha256 = letter.decision, None
    desk.tell(
        decision,
        "decision.letter-taken-back",
        files_of=[(_l("letter that was sent back"), row.sha256)],
        reason=row.returned_because,
    )
    if mended is not None:
        decision_acts.correct_college(decision, mended.met_on, mended.number)
    else:
        decision_acts.take_back(decision, row.returned_because)


def _remarks(letter_ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What the list of letters says of those that were taken back."""
    found = queries.taken_back(letter_ids)
    return {key: _("sent back and taken back: %(reason)s", reason=reason) for key, reason in found.items()}


def _page(row: PaperToSign) -> str:
    return f"/decisions/{_letter(row).decision_id}"


def _tell_turn(row: PaperToSign) -> None:
    """The story of a decision says that its letter was sent back and why, or was offered again."""
    letter = _letter(row)
    if row.state == PaperState.RETURNED:
        desk.tell(letter.decision, "decision.letter-returned", reason=row.returned_because)
    else:
        desk.tell(letter.decision, "decision.letter-offered", answer=row.answer)
