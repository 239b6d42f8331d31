"""What several acts do with the file in front of them: mark it as edited, tell its story, keep a document."""

from __future__ import annotations

from datetime import date
from typing import Any

from app import clock, story
from app.access import Permission
from app.db import db
from decisions.bibob.models import BibobDocument, BibobInquiry, BibobPerson, DocumentKind, Recipient
from decisions.compartments import desk


def edited(row: BibobInquiry) -> None:
    """Move ``saved_at``, so that the version moves also when only a part was changed."""
    row.saved_at = desk.moved(row.saved_at)
    db.session.flush()


def tell(row: BibobInquiry, kind: str, on: date | None = None, **facts: Any) -> None:
    """Add an event that only who may read the file can read; others learn only that there is something."""
    at = None if on is None or on == clock.today() else clock.moment(on)
    dossiers = [row.establishment_id, row.id]
    url = f"/bibob/{row.id}"
    story.tell(kind, dossiers, power=Permission.BIBOB_READ, url=url, at=at, number=row.number, **facts)


def attach(
    row: BibobInquiry,
    kind: DocumentKind,
    title: str,
    dated_on: date,
    content: bytes,
    name: str,
    *,
    person: BibobPerson | None = None,
    letter_kind: str = "",
    recipient: Recipient | None = None,
) -> BibobDocument:
    """Keep a document in the closed file."""
    document = BibobDocument(
        inquiry=row,
        kind=kind,
        title=desk.text(title, 200),
        dated_on=dated_on,
        file_sha256=desk.keep(content, name, Permission.BIBOB_READ),
        person_id=person.id if person else None,
        letter_kind=letter_kind,
        recipient=recipient,
    )
    db.session.add(document)
    return document
