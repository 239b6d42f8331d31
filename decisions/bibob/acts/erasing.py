"""Destroying a Bibob file when its five years are over: proposed by the job, confirmed or put off by a person."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from app import files
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import Lacking
from app.lifecycle import Lack
from app.story import tell
from decisions.bibob.lifecycle import ARTICLES
from decisions.bibob.models import BibobDocument, BibobInquiry
from decisions.bibob.retention import due_for_erasure
from decisions.bibob.terms import REUSE
from decisions.compartments import erasing
from decisions.compartments.models import Compartment, Erasure

_WRITE = Permission.BIBOB_WRITE


@act(_WRITE, name="bibob.propose_erasure")
def propose_erasure(row: BibobInquiry) -> Erasure | None:
    """Propose to destroy a file whose time has come; None when it has not, or a proposal already stands."""
    due = due_for_erasure(row)
    if due is None:
        return None
    return erasing.propose(Compartment.BIBOB, row.id, row.number, "file", REUSE, due)


@act(_WRITE, name="bibob.keep_longer")
def keep_longer(proposal: Erasure, seen: int | None, because: str, until: date) -> Erasure:
    """Keep the file for longer, with the reason and a last day."""
    return erasing.keep_longer(proposal, seen, because, until)


@act(_WRITE, name="bibob.erase")
def erase(proposal: Erasure, seen: int | None) -> Erasure:
    """Destroy the file with its documents and its story; what stays is the declaration. Raises Lacking."""
    check_version(proposal, seen)
    row = db.session.get(BibobInquiry, proposal.case_id)
    counts = {"documents": 0, "persons": 0, "story": 0}
    if row is not None:
        if due_for_erasure(row) is None:
            sentence = _l("This file is kept: its time has not come, or a case about it is pending.")
            raise Lacking([Lack("kept", sentence, source=ARTICLES["reuse"])])
        establishment_id, number = row.establishment_id, row.number
        counts = {"documents": len(row.documents), "persons": len(row.persons), "story": _destroy(row)}
        tell("bibob.erased", [establishment_id], power=Permission.BIBOB_READ, number=number)
    return erasing.declare(proposal, counts)


def _destroy(row: BibobInquiry) -> int:
    digests = {document.file_sha256 for document in row.documents}
    for later in db.session.scalars(select(BibobInquiry).where(BibobInquiry.reused_id == row.id)):
        later.reused_id = None
    lines = erasing.forget_story(row.id)
    for document in list(row.documents):
        document.person_id = None
    db.session.flush()
    db.session.delete(row)
    db.session.flush()
    for digest in digests:
        still = select(func.count()).select_from(BibobDocument).where(BibobDocument.file_sha256 == digest)
        if not db.session.scalar(still):
            files.destroy(digest)
    return lines
