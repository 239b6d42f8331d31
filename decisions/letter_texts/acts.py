"""Writing an edition, putting it to use, and going back to the house's own text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app import clock
from app.access import Permission
from app.acts import act, actor, check_version
from app.db import db
from app.people import municipality_now
from decisions.letter_texts.models import LetterEdition
from decisions.letter_texts.queries import as_text, draft_of, edition_in_use, editions, house_text
from decisions.letter_texts.refusals import FaultyText, NotADraft, NotInUse
from decisions.letter_texts.words import sentence_of
from reports import LetterText
from reports.checking import faults_in

NO_DRAFT = 0  # the version that a form holds when there was no draft to show


@dataclass(frozen=True)
class Faulty:
    """A fault as the page shows it, at the field of this name."""

    anchor: str
    sentence: str


@act(Permission.LETTER_TEXT_WRITE)
def write_edition(kind: str, language: str, subject: str, body: str, seen: int | None) -> LetterEdition:
    """Save the draft of an edition, or begin one. ``seen``: the version of the draft that was shown, or NO_DRAFT.

    Raises FaultyText with every fault, ChangedMeanwhile when somebody else wrote the draft first, UnknownLetter.
    """
    base = house_text(kind, language)
    draft = draft_of(kind, language)
    if draft is not None:
        check_version(draft, seen or NO_DRAFT)
    _must_be_whole(replace(base, head={**base.head, "subject": subject}, body=body), kind, language)
    if draft is None:
        written = editions(kind, language)
        draft = LetterEdition(kind=kind, language=language, number=max((row.number for row in written), default=0) + 1)
        db.session.add(draft)
    draft.subject, draft.body, draft.house_edition = subject, body, base.edition
    draft.written_at, draft.written_by = clock.now(), actor().name
    db.session.flush()
    return draft


@act(Permission.LETTER_TEXT_WRITE)
def use_edition(row: LetterEdition, seen: int | None) -> LetterEdition:
    """Make new letters from this draft from now on; the edition used until now is kept. Checked once more."""
    check_version(row, seen)
    if not row.is_draft:
        raise NotADraft
    _must_be_whole(as_text(row), row.kind, row.language)
    before = edition_in_use(row.kind, row.language)
    if before is not None:
        before.used_until = clock.now()
    row.used_from, row.used_by = clock.now(), actor().name
    return row


@act(Permission.LETTER_TEXT_WRITE)
def stop_edition(row: LetterEdition, seen: int | None) -> LetterEdition:
    """Let the house's own text speak again. Letters that were made keep the edition they name."""
    check_version(row, seen)
    if not row.in_use:
        raise NotInUse
    row.used_until = clock.now()
    return row


def _must_be_whole(text: LetterText, kind: str, language: str) -> None:
    faults = faults_in(text, house_text(kind, language), municipality_now().jurisdiction, language)
    if faults:
        raise FaultyText([Faulty("body", sentence_of(fault)) for fault in faults])
