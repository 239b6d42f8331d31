"""Documents of a closed file, for who holds its mark; for everybody else one line that says the same in every case."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, select

from app import clock
from app.access import Permission, may
from app.db import db
from decisions.bibob.models import BibobDocument, BibobInquiry, Recipient
from decisions.bibob.models import DocumentKind as BibobKind
from decisions.bundles.drafts import Draft, Row
from decisions.bundles.parts.paper import dated, day, original
from decisions.bundles.profiles import Give, PartKind, Profile
from decisions.integrity.models import DocumentKind as IntegrityKind
from decisions.integrity.models import IntegrityDocument, IntegrityInvestigation
from decisions.models import Decision
from decisions.presenting.tongue import _

MARKS = {"nl": Permission.BIBOB_READ, "be": Permission.INTEGRITY_READ}
# What the party gave or got itself (Wet Bibob 28; NGW 119ter: the advice goes along with the decision).
_OF_PARTY_NL = {BibobKind.FORM, BibobKind.RESPONSE}
_OF_PARTY_BE = {IntegrityKind.ADVICE, IntegrityKind.DEFENCE, IntegrityKind.LETTER}


@dataclass(frozen=True)
class Closed:
    """The documents of a closed file, with the mark that they ask for and the id of the file; nothing when not open."""

    drafts: tuple[Draft, ...]
    power: Permission | None = None
    case_id: uuid.UUID | None = None


def holds_mark(country: str) -> bool:
    """Whether the present actor may read the closed file that this country's law knows."""
    return may(MARKS[country])


def closed_drafts(decision: Decision, profile: Profile) -> Closed:
    """What a profile gives of the closed file. Whether there is one is not said where it may not be known."""
    give = profile.shares[PartKind.CLOSED].give
    line = Draft(PartKind.CLOSED, title=_("Documents of a closed file, if there are any"))
    if give not in {Give.WHOLE, Give.OWN}:
        return Closed((line,))
    found = _bibob(decision) if profile.country == "nl" else _integrity(decision)
    kept = tuple(one for one in found.drafts if give is Give.WHOLE or one.own)
    rest = (line,) if give is Give.OWN else ()
    if not kept:
        return Closed(rest)
    return Closed((*kept, *rest), found.power, found.case_id)


def _bibob(decision: Decision) -> Closed:
    question = select(BibobInquiry).where(_about(BibobInquiry, decision)).order_by(BibobInquiry.id.desc())
    row = db.session.scalars(question.limit(1)).first()
    if row is None:
        return Closed(())
    drafts = tuple(_draft(one, decision, row.number, own=_of_party(one)) for one in row.documents)
    return Closed(drafts, MARKS["nl"], row.id)


def _about(file: type[BibobInquiry] | type[IntegrityInvestigation], decision: Decision) -> ColumnElement[bool]:
    """The file about the application or the permit on which was decided; about nothing else."""
    if decision.application_id is not None:
        return file.application_id == decision.application_id
    return file.permit_id == decision.permit_id if decision.permit_id is not None else false()


def _of_party(one: BibobDocument) -> bool:
    return one.recipient == Recipient.PARTY or one.kind in _OF_PARTY_NL


def _integrity(decision: Decision) -> Closed:
    question = select(IntegrityInvestigation).where(_about(IntegrityInvestigation, decision))
    row = db.session.scalars(question.order_by(IntegrityInvestigation.id.desc()).limit(1)).first()
    if row is None:
        return Closed(())
    drafts = tuple(_draft(one, decision, row.number, own=one.kind in _OF_PARTY_BE) for one in row.documents)
    return Closed(drafts, MARKS["be"], row.id)


def _draft(one: BibobDocument | IntegrityDocument, decision: Decision, file: str, *, own: bool) -> Draft:
    on = day(one.dated_on, decision.language)
    return Draft(
        PartKind.CLOSED,
        title=one.title,
        key=f"closed:{one.id}",
        on=on,
        rows=(
            Row(_("File"), file, "file"),
            Row(_("Dated"), on, "dated_on", one.dated_on.isoformat()),
            dated(_("Added on"), "added_on", clock.civil(one.added_at).date(), decision.language),
        ),
        letter=one.file_sha256 if one.letter_kind else None,
        originals=original(one.file_sha256, one.title, _("The file as it is kept")),
        own=own,
    )
