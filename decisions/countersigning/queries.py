"""What one asks about letters that wait for their hands."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from hashlib import sha256

from sqlalchemy import func, select

import law
from app import files
from app.access import RoleName
from app.acts import actor
from app.db import db, fetch
from app.errors import NotHere
from app.people import User, municipality_now
from decisions.countersigning.lifecycle import HAND, MAYOR, PaperState
from decisions.countersigning.models import PaperHand, PaperToSign
from decisions.models import Decision
from decisions.signatures.verification import Hand
from reports.press import Level

_ROLE_STATES = {RoleName.MAYOR: PaperState.WITH_MAYOR, RoleName.GENERAL_DIRECTOR: PaperState.WITH_DIRECTOR}


def paper(paper_id: uuid.UUID) -> PaperToSign:
    return fetch(PaperToSign, paper_id)


def paper_of(about_id: uuid.UUID) -> PaperToSign | None:
    """The letter of a row, when it is one that waits or waited for its hands."""
    return db.session.scalars(select(PaperToSign).where(PaperToSign.about_id == about_id)).one_or_none()


def states_of(about_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Where the letters of these rows stand, by the id of the row."""
    question = select(PaperToSign).where(PaperToSign.about_id.in_(list(about_ids)))
    return {row.about_id: row.state for row in db.session.scalars(question).unique()}


def is_signed(about_id: uuid.UUID) -> bool:
    """Whether everybody signed the letter of a row; a row without such a letter lacks nothing."""
    found = paper_of(about_id)
    return found is None or found.state == PaperState.SIGNED


def all_signed(decision: Decision) -> bool:
    """Whether no letter of a decision waits for a further hand."""
    keys = [letter.id for letter in decision.letters if letter.sha256 == decision.letter_sha256]
    waiting = select(PaperToSign.id).where(PaperToSign.about_id.in_(keys), PaperToSign.state != PaperState.SIGNED)
    return db.session.scalar(waiting.limit(1)) is None


def college_signs() -> bool:
    """Whether a college with a general director signs here: in Belgium."""
    return law.jurisdiction(municipality_now().jurisdiction).country == "be"


def states_for_actor() -> list[PaperState]:
    """What waits for the offices of who acts."""
    person = db.session.get(User, uuid.UUID(actor().id)) if actor().kind == "person" else None
    held = set(person.role_names) if person is not None else set()
    return [state for role, state in _ROLE_STATES.items() if role.value in held]


def waiting() -> list[PaperToSign]:
    """The letters that wait for who acts, the oldest first; none that the same person prepared."""
    question = select(PaperToSign).where(PaperToSign.state.in_(states_for_actor()))
    rows = db.session.scalars(question.order_by(PaperToSign.prepared_at)).unique()
    return [row for row in rows if str(row.prepared_by_id) != actor().id]


def returned_to_actor() -> list[PaperToSign]:
    """The letters that who acts prepared and that were sent back, the oldest first."""
    if actor().kind != "person":
        return []
    mine = (PaperToSign.state == PaperState.RETURNED, PaperToSign.prepared_by_id == uuid.UUID(actor().id))
    return list(db.session.scalars(select(PaperToSign).where(*mine).order_by(PaperToSign.prepared_at)).unique())


def taken_back(about_ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Why letters of these rows had been sent back that were taken back since, by the id of the row."""
    question = select(PaperToSign).where(
        PaperToSign.about_id.in_(about_ids), PaperToSign.state == PaperState.TAKEN_BACK
    )
    return {row.about_id: row.returned_because for row in db.session.scalars(question).unique()}


def reason_before(row: PaperToSign) -> str:
    """Why the letter in whose place this one was made had been sent back; empty for a first letter."""
    theirs = (PaperToSign.number == row.number, PaperToSign.kind == row.kind)
    question = select(PaperToSign).where(*theirs, PaperToSign.state == PaperState.TAKEN_BACK)
    before = db.session.scalars(question.order_by(PaperToSign.prepared_at.desc())).first()
    return before.returned_because if before is not None else ""


def number_waiting() -> int:
    """How many letters wait, for the navigation."""
    question = select(func.count()).select_from(PaperToSign).where(PaperToSign.state.in_(states_for_actor()))
    return db.session.scalar(question) or 0


def signed_by_actor(limit: int = 20) -> list[PaperToSign]:
    """What who acts has signed, the newest first."""
    mine = PaperToSign.hands.any(signer_id=uuid.UUID(actor().id))
    question = select(PaperToSign).where(mine).order_by(PaperToSign.prepared_at.desc()).limit(limit)
    return list(db.session.scalars(question).unique())


def place_to_sign(row: PaperToSign) -> str:
    """The place that waits; that of the mayor when none does."""
    return HAND.get(PaperState(row.state), MAYOR)


def content_of(row: PaperToSign) -> bytes:
    """The bytes for who signs, also those of a closed file: the letter was put before him by one of its officers.

    Raises NotHere when the file is gone.
    """
    mine = PaperState(row.state) in states_for_actor() or any(str(one.signer_id) == actor().id for one in row.hands)
    path = files.path_of(row.sha256)
    if not mine or not path.exists():
        raise NotHere(table="paper_to_sign", key=str(row.id))
    content = path.read_bytes()
    if sha256(content).hexdigest() != row.sha256:
        raise files.BrokenFile(row.sha256)
    return content


def hand_on(digests: Sequence[str]) -> Hand | None:
    """The newest signature that left one of these bytes behind, in whichever town; see ``verification.HANDS``."""
    question = select(PaperHand).where(PaperHand.sha256.in_(digests)).order_by(PaperHand.at.desc())
    row = db.session.scalars(question).first()
    if row is None:
        return None
    counts = row.paper.state != PaperState.TAKEN_BACK
    return Hand(row.municipality_code, row.at, Level(row.level), row.sealed, counts=counts)


def signed_with(certificates: set[str]) -> bool:
    """Whether one of these certificates has put a hand on a letter here."""
    question = select(PaperHand.id).where(PaperHand.certificate_sha256.in_(certificates)).limit(1)
    return db.session.scalar(question) is not None
