"""What is done with a mailing: prepare, start or drop it; the machine makes its letters and finishes it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert

from app import acts as house
from app import clock, files, numbers, story
from app.access import Permission
from app.acts import act, check_version
from app.db import db, scope
from decisions.acts import desk
from decisions.mailings import queries
from decisions.mailings.letters import CANNOT_BE_MADE, letter_to
from decisions.mailings.lifecycle import MAILING, LetterState
from decisions.mailings.models import Mailing, MailingLetter
from decisions.mailings.refusals import NobodyChosen
from decisions.mailings.words import fault_of

SERIES = "VB"


@dataclass(frozen=True)
class Wanted:
    """What an officer chose: the letter, its own words, and to whom it goes."""

    kind: str
    language: str
    subject: str = ""
    message: str = ""
    sector_id: uuid.UUID | None = None
    ends_by: date | None = None


@act(Permission.DECISION_SERVE)
def prepare_mailing(wanted: Wanted) -> Mailing:
    """Begin a mailing as a draft: nothing is sent, and whom it would reach is counted each time it is looked at.

    Raises NobodyChosen when no permit of the register fits.
    """
    row = Mailing(
        number=numbers.next_number(SERIES),
        kind=wanted.kind,
        language=wanted.language,
        subject=wanted.subject,
        message=wanted.message,
        sector_id=wanted.sector_id,
        ends_by=wanted.ends_by,
        prepared_by_id=desk.person_id(),
    )
    if not queries.chosen(row):
        raise NobodyChosen
    db.session.add(row)
    db.session.flush()
    return row


@act(Permission.DECISION_SERVE)
def drop_mailing(row: Mailing, seen: int | None) -> Mailing:
    """Throw a draft away."""
    check_version(row, seen)
    row.state = MAILING.after(row.state, "drop_mailing")
    return row


@act(Permission.DECISION_SERVE)
def start_mailing(row: Mailing, seen: int | None) -> Mailing:
    """Fix who gets a letter, dated today; the machine makes them from now on. Raises NobodyChosen."""
    check_version(row, seen)
    row.state = MAILING.after(row.state, "start_mailing")
    row.letter_date = clock.today()
    chosen = queries.chosen(row)
    if not chosen:
        raise NobodyChosen
    values = [
        {
            "id": uuid.uuid4(),
            "municipality_code": scope(),
            "mailing_id": row.id,
            "establishment_id": establishment_id,
            "permit_id": permit_id,
            "position": position,
            "state": LetterState.WAITING,
        }
        for position, (establishment_id, permit_id) in enumerate(chosen, 1)
    ]
    db.session.flush()
    db.session.execute(insert(MailingLetter), values)  # not row by row: the audit line holds their number
    house.note(letters=len(values))
    return row


@act(Permission.DECISION_SERVE)
def make_letters(row: Mailing, most: int) -> int:
    """Make the next letters, keep each and put it in its dossier; returns how many were taken up.

    All of them or none: what a power cut stops is begun again, and a letter that is there is never made twice.
    """
    taken = queries.waiting(row, most)
    for letter in taken:
        _make(row, letter)
    return len(taken)


def _make(row: Mailing, letter: MailingLetter) -> None:
    assert row.letter_date is not None
    try:
        content = letter_to(row, letter.establishment, letter.permit, row.letter_date, letter.position)
    except CANNOT_BE_MADE as fault:
        letter.state, letter.fault = LetterState.NOT_MADE, fault_of(fault)[:300]
        return
    stored = files.keep(content, f"{row.number}-{letter.position}.pdf", "application/pdf")
    letter.state, letter.sha256 = LetterState.MADE, stored.sha256
    story.tell(
        "mailing-letter",
        [letter.establishment_id],
        power=Permission.DECISION_READ,
        url=f"/mailings/{row.id}/letters/{letter.id}.pdf",
        number=row.number,
        day=row.letter_date,
    )


@act(Permission.DECISION_SERVE)
def finish_mailing(row: Mailing) -> Mailing:
    """Every letter was taken up."""
    row.state = MAILING.after(row.state, "finish_mailing")
    row.finished_at = clock.now()
    house.note(**vars(queries.progress(row)))
    return row
