"""Destroying underlying data and, five years later, the file: proposed by the job, confirmed or put off by a person."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from app import clock, files, story
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import Lacking
from app.lifecycle import Lack
from decisions.compartments import erasing
from decisions.compartments.models import Compartment, Erasure
from decisions.countersigning import acts as papers
from decisions.integrity.acts.file import edited, tell
from decisions.integrity.lifecycle import ARTICLES
from decisions.integrity.models import IntegrityDocument, IntegrityInvestigation
from decisions.integrity.retention import UNDERLYING, data_due, file_due
from decisions.integrity.terms import KEPT

_WRITE = Permission.INTEGRITY_WRITE


@act(_WRITE, name="integrity.propose_erasure")
def propose_erasure(row: IntegrityInvestigation) -> list[Erasure]:
    """Propose to destroy the data or the file whose time has come; empty when there is nothing new to propose."""
    due = (("file", KEPT, file_due(row)), ("data", "", data_due(row)))
    proposed = [
        erasing.propose(Compartment.INTEGRITY, row.id, row.number, what, rule, day)
        for what, rule, day in due
        if day is not None
    ]
    return [one for one in proposed if one is not None]


@act(_WRITE, name="integrity.keep_longer")
def keep_longer(proposal: Erasure, seen: int | None, because: str, until: date) -> Erasure:
    """Keep the file or the data for longer, with the reason and a last day."""
    return erasing.keep_longer(proposal, seen, because, until)


@act(_WRITE, name="integrity.erase")
def erase(proposal: Erasure, seen: int | None) -> Erasure:
    """Destroy the data, or the file with its documents and story; the declaration stays. Raises Lacking."""
    check_version(proposal, seen)
    row = db.session.get(IntegrityInvestigation, proposal.case_id)
    counts = {"documents": 0, "facts": 0, "story": 0}
    if row is not None:
        due = data_due(row) if proposal.what == "data" else file_due(row)
        if due is None:
            sentence = _l("This file is kept: its time has not come, or a case about it is pending.")
            raise Lacking([Lack("kept", sentence, source=ARTICLES["retention"])])
        counts = _erase_data(row) if proposal.what == "data" else _erase_file(row)
    return erasing.declare(proposal, counts)


def _erase_data(row: IntegrityInvestigation) -> dict[str, int]:
    gone = [one for one in row.documents if one.kind in UNDERLYING]
    digests = {one.file_sha256 for one in gone}
    for document in gone:
        row.documents.remove(document)
    row.sources, row.data_erased_on = "", clock.today()
    edited(row)
    _forget(digests)
    tell(row, "integrity.data-erased")
    return {"documents": len(gone), "facts": 0, "story": 0}


def _erase_file(row: IntegrityInvestigation) -> dict[str, int]:
    counts = {"documents": len(row.documents), "facts": len(row.facts)}
    digests = {one.file_sha256 for one in row.documents}
    papers.forget([one.id for one in row.documents])
    establishment_id, number = row.establishment_id, row.number
    lines = erasing.forget_story(row.id)
    db.session.delete(row)
    db.session.flush()
    _forget(digests)
    story.tell("integrity.erased", [establishment_id], power=Permission.INTEGRITY_READ, number=number)
    return counts | {"story": lines}


def _forget(digests: set[str]) -> None:
    """Destroy the files that no other investigation holds."""
    for digest in digests:
        still = select(func.count()).select_from(IntegrityDocument).where(IntegrityDocument.file_sha256 == digest)
        if not db.session.scalar(still):
            files.destroy(digest)
