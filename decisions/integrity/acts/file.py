"""What several acts do with the file in front of them: mark it as edited, tell its story, keep a document."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import force_locale

from app import clock, story
from app.access import Permission
from app.db import db
from decisions.compartments import desk
from decisions.compartments.letters import language_for
from decisions.countersigning import acts as countersigning
from decisions.countersigning.acts import returning
from decisions.countersigning.lifecycle import PaperState
from decisions.countersigning.models import PaperHand, PaperToSign
from decisions.integrity.models import DocumentKind, IntegrityDocument, IntegrityInvestigation
from decisions.integrity.words import LETTERS

ABOUT = "integrity"


def edited(row: IntegrityInvestigation) -> None:
    """Move ``saved_at``, so that the version moves also when only a part was changed."""
    row.saved_at = desk.moved(row.saved_at)
    db.session.flush()


def tell(row: IntegrityInvestigation, kind: str, on: date | None = None, **facts: Any) -> None:
    """Add an event that only who may read the file can read; others learn only that there is something."""
    at = None if on is None or on == clock.today() else clock.moment(on)
    dossiers = [row.establishment_id, row.id]
    url = f"/integrity/{row.id}"
    story.tell(kind, dossiers, power=Permission.INTEGRITY_READ, url=url, at=at, number=row.number, **facts)


def attach(
    row: IntegrityInvestigation,
    kind: DocumentKind,
    title: str,
    dated_on: date,
    content: bytes,
    name: str,
    letter_kind: str = "",
) -> IntegrityDocument:
    """Keep a document in the closed file."""
    document = IntegrityDocument(
        investigation=row,
        kind=kind,
        title=desk.text(title, 200),
        dated_on=dated_on,
        file_sha256=desk.keep(content, name, Permission.INTEGRITY_READ),
        letter_kind=letter_kind,
    )
    db.session.add(document)
    return document


def file_letter(row: IntegrityInvestigation, kind: str, content: bytes, on: date) -> IntegrityDocument:
    """Keep a letter that was made, and put it before who signs it; the signed bytes take the place of the bare ones."""
    document = attach(row, DocumentKind.LETTER, kind, on, content, f"{row.number} {kind}.pdf", kind)
    db.session.flush()
    language = language_for(row.subject)
    with force_locale(language):
        title = f"{LETTERS.get(kind, kind)!s}, {row.establishment.name}"
    countersigning.offer(
        content,
        about=ABOUT,
        about_id=document.id,
        kind=kind,
        title=title,
        number=row.number,
        language=language,
        secret=True,
    )
    return document


def after_hand(paper: PaperToSign, hand: PaperHand) -> None:
    """Somebody signed a letter of the file."""
    document = db.session.get(IntegrityDocument, paper.about_id)
    assert document is not None, "the papers of a destroyed file go with it"
    document.file_sha256 = hand.sha256
    edited(document.investigation)
    tell(document.investigation, "integrity.signed", letter=paper.kind)


countersigning.AFTER_HAND[ABOUT] = after_hand


def after_turn(paper: PaperToSign) -> None:
    """A letter of the file was sent back or offered again; the reason stays with the letter, and goes with it."""
    document = db.session.get(IntegrityDocument, paper.about_id)
    assert document is not None, "the papers of a destroyed file go with it"
    edited(document.investigation)
    kind = "integrity.letter-returned" if paper.state == PaperState.RETURNED else "integrity.letter-offered"
    tell(document.investigation, kind, letter=paper.kind)


returning.TELL[ABOUT] = after_turn
