"""What several acts do with the row in front of them: check it, mark it as edited, file its letter, tell its story."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from app import acts, clock, files, story
from app.db import db
from app.privacy import looks_like_identity_number
from decisions import codes
from decisions.lifecycle import DecisionState
from decisions.models import Decision, DecisionLetter
from decisions.refusals import CannotBePrinted, HoldsIdentityNumber, OnlyAPersonSigns, ReasonLacks, TooLong
from permits import register_line
from permits.models import RegisterStatus
from reports import Letter
from reports.press import PagesUnknown, page_count
from reports.press.sanitise import UnprintableCharacter, printable

LONGEST = 12_000
SENTENCE = 3
EDITABLE = frozenset({DecisionState.DRAFT, DecisionState.ANNOUNCED})


def edited(decision: Decision) -> None:
    """Move ``saved_at``, so that the version moves also when only a ground was changed."""
    decision.saved_at = max(clock.now(), decision.saved_at + timedelta(microseconds=1))


def bounded(text: str, longest: int = LONGEST) -> str:
    """A text that may stand on a letter. Raises TooLong, HoldsIdentityNumber or CannotBePrinted."""
    try:
        clean = printable(text).strip()
    except UnprintableCharacter as fault:
        raise CannotBePrinted(
            _l(
                "The text holds a character that cannot be printed: %(code)s. Write it otherwise.",
                code=fault.code_point,
            )
        ) from fault
    if len(clean) > longest:
        raise TooLong(_l("This text is longer than %(longest)s characters. Make it shorter.", longest=longest))
    if looks_like_identity_number(clean):
        raise HoldsIdentityNumber
    return clean


def reason(text: str) -> str:
    """A reason of at least one sentence."""
    clean = bounded(text)
    if len(clean.split()) < SENTENCE:
        raise ReasonLacks
    return clean


def person_id() -> uuid.UUID:
    """The id of the person who acts; a job or a command is nobody here."""
    who = acts.actor()
    if who.kind != "person":
        raise OnlyAPersonSigns
    return uuid.UUID(who.id)


def tell(decision: Decision, kind: str, *, files_of: Iterable[tuple[Any, str]] = (), **facts: Any) -> None:
    """Add an event to the stories of decision and establishment, with its documents: (name, sha256) each."""
    story.tell(
        kind,
        [decision.establishment_id, decision.id],
        url=f"/decisions/{decision.id}",
        files=[_document(label, digest) for label, digest in files_of],
        number=decision.number,
        **facts,
    )


def _document(label: Any, digest: str) -> dict[str, str]:
    """Its name stays in the language of the source: each reader is told it in his own."""
    with force_locale("en"):
        found = {"label": str(label), "sha256": digest}
    # What a party sends in may be a picture, or a PDF that only its own reader opens: it is kept as it came.
    with suppress(PagesUnknown):
        found["pages"] = str(page_count(files.read(digest)))
    return found


def file_letter(decision: Decision, letter: Letter, content: bytes, sent_on: date | None = None) -> DecisionLetter:
    """Store a letter and its row. Letters are never overwritten; the same bytes again stay one file."""
    stored = files.keep(content, f"{decision.number} {letter.kind}.pdf", "application/pdf")
    row = DecisionLetter(
        decision=decision,
        kind=letter.kind,
        language=letter.language,
        text_id=letter.text_id,
        edition=letter.edition.isoformat(),
        sha256=stored.sha256,
        sent_on=sent_on,
    )
    db.session.add(row)
    codes.bind(decision, letter.kind, stored.sha256)
    db.session.flush()
    return row


def show(decision: Decision, kind: str, due_on: date | None, status: RegisterStatus | None = None) -> None:
    """Show the next day of the decision in the register."""
    db.session.flush()
    register_line.set_term(decision.establishment_id, register_source(decision), kind, due_on, status)


def hide(decision: Decision) -> None:
    """Take the decision out of the register's line; the permit or the application speaks again."""
    db.session.flush()
    register_line.clear_term(register_source(decision))


def register_source(decision: Decision) -> str:
    return f"decision:{decision.id}"
