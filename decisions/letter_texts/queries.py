"""Which text a letter is made from, and which editions there are."""

from __future__ import annotations

import uuid
from dataclasses import replace

from sqlalchemy import select

from app.db import db, fetch
from app.people import municipality_now
from decisions.letter_texts.models import LetterEdition
from reports import LetterText, text_of


def house_text(kind: str, language: str) -> LetterText:
    """The text as the house wrote it, for this municipality. Raises UnknownLetter."""
    return text_of(kind, municipality_now().jurisdiction, language)


def editions(kind: str, language: str) -> list[LetterEdition]:
    """All editions of one text, the newest first."""
    question = select(LetterEdition).where(LetterEdition.kind == kind, LetterEdition.language == language)
    return list(db.session.scalars(question.order_by(LetterEdition.number.desc())))


def edition(edition_id: uuid.UUID) -> LetterEdition:
    """One edition. Raises NotHere."""
    return fetch(LetterEdition, edition_id)


def draft_of(kind: str, language: str) -> LetterEdition | None:
    """The edition that is being written; there is one at most."""
    return next((row for row in editions(kind, language) if row.is_draft), None)


def used_now() -> dict[tuple[str, str], LetterEdition]:
    """The editions in use, by kind and language."""
    rows = db.session.scalars(
        select(LetterEdition).where(LetterEdition.used_from.is_not(None), LetterEdition.used_until.is_(None))
    )
    return {(row.kind, row.language): row for row in rows}


def edition_in_use(kind: str, language: str) -> LetterEdition | None:
    """The municipality's own edition that new letters are made from; None where the house's own text speaks."""
    return next((row for row in editions(kind, language) if row.in_use), None)


def as_text(row: LetterEdition) -> LetterText:
    """An edition as the press reads it: its own words in the frame of the house's text."""
    base = house_text(row.kind, row.language)
    return replace(
        base,
        id=f"{base.id}@{row.municipality_code}.{row.number}",
        edition=row.written_at.date(),
        head={**base.head, "subject": row.subject},
        body=row.body,
    )


def text_for(kind: str, language: str, made_with: str = "") -> LetterText | None:
    """The municipality's own text for a new letter; None where the house's own text speaks.

    ``made_with``: the text and edition that a letter already names ("nl/nl/refusal@GM0983.2 2026-11-22"). That
    edition is found again, also when another one has come into use since.
    """
    named = made_with.partition(" ")[0]
    own = [row for row in editions(kind, language) if not row.is_draft]
    if named.rpartition("/")[2].partition("@")[0] == kind:
        wanted = named.rpartition(".")[2] if "@" in named else ""
        return next((as_text(row) for row in own if str(row.number) == wanted), None)
    return next((as_text(row) for row in own if row.in_use), None)
