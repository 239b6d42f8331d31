"""What one asks the register about one establishment, application or permit."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app import acts
from app.audit import AuditLine
from app.db import db, fetch, scope
from app.errors import NotHere
from app.files import StoredFile, readable
from app.powers import CLOSED
from permits.decision_clock import (
    CLOSED_CAUSES,
    COMPLETION,
    EXTENSION,
    causes_to_stop,
    decision_clock,
    decision_term,
    extension_left,
    here,
    is_closed,
    last_still_day,
    right_to_leave_untreated,
    stands_still,
)
from permits.models import (
    Application,
    ApplicationDocument,
    Designation,
    Establishment,
    Paper,
    Party,
    PartyRole,
    Permit,
    RegisterLine,
    RegisterStatus,
    RegisterTerm,
    Sector,
)
from permits.register_line import open_application
from permits.search_words import fold

__all__ = [
    "CLOSED_CAUSES",
    "COMPLETION",
    "EXTENSION",
    "application",
    "causes_to_stop",
    "decision_clock",
    "decision_term",
    "designation_on",
    "designations",
    "document",
    "establishment",
    "establishments_of",
    "extension_left",
    "here",
    "is_closed",
    "last_still_day",
    "line",
    "looks",
    "moved_by_date",
    "number_of_papers",
    "open_application",
    "open_applications",
    "other_roles",
    "papers",
    "parties",
    "party",
    "permit",
    "permits_over",
    "places_being_decided",
    "possible_doubles",
    "right_to_leave_untreated",
    "role",
    "sector",
    "sectors",
    "stands_still",
    "stored_file",
    "suspensions_over",
]


def establishment(establishment_id: uuid.UUID) -> Establishment:
    """One establishment with all that its dossier shows. Raises NotHere."""
    found = db.session.scalars(
        select(Establishment)
        .where(Establishment.id == establishment_id)
        .options(
            selectinload(Establishment.roles),
            selectinload(Establishment.permits).selectinload(Permit.conditions),
            selectinload(Establishment.applications).selectinload(Application.clock_events),
            selectinload(Establishment.applications).selectinload(Application.documents),
        )
    ).one_or_none()
    return found or fetch(Establishment, establishment_id)


def application(application_id: uuid.UUID) -> Application:
    return fetch(Application, application_id)


def document(document_id: uuid.UUID) -> ApplicationDocument:
    return fetch(ApplicationDocument, document_id)


def permit(permit_id: uuid.UUID) -> Permit:
    return fetch(Permit, permit_id)


def party(party_id: uuid.UUID) -> Party:
    return fetch(Party, party_id)


def role(role_id: uuid.UUID) -> PartyRole:
    return fetch(PartyRole, role_id)


def sector(sector_id: uuid.UUID) -> Sector:
    return fetch(Sector, sector_id)


def sectors(*, in_use: bool = True) -> list[Sector]:
    """The sectors of the municipality in order of making; also those no longer in use when asked."""
    question = select(Sector).order_by(Sector.id)
    return list(db.session.scalars(question.where(Sector.in_use) if in_use else question))


def designations(sector_id: uuid.UUID | None = None) -> list[Designation]:
    """The decrees that designate a sector (or all), newest first."""
    question = select(Designation).order_by(Designation.valid_from.desc())
    return list(
        db.session.scalars(question if sector_id is None else question.where(Designation.sector_id == sector_id))
    )


def designation_on(sector_id: uuid.UUID, day: date) -> Designation | None:
    """The decree that designates a sector on a day."""
    covering = (row for row in designations(sector_id) if row.valid_from <= day)
    return next((row for row in covering if row.valid_until is None or day <= row.valid_until), None)


def papers(establishment_id: uuid.UUID) -> list[Paper]:
    question = select(Paper).where(Paper.establishment_id == establishment_id)
    return list(db.session.scalars(question.order_by(Paper.dated_on.desc(), Paper.id.desc())))


def parties(text: str = "", limit: int = 50) -> list[Party]:
    """Parties by name, of which a part is given."""
    question = select(Party).order_by(Party.name, Party.id).limit(limit)
    if text:
        question = question.where(func.lower(Party.name).contains(text.lower(), autoescape=True))
    return list(db.session.scalars(question))


def other_roles(establishment: Establishment) -> dict[uuid.UUID, int]:
    """For each party of an establishment, at how many other establishments it holds a role."""
    keys = {held.party_id for held in establishment.roles}
    question = (
        select(PartyRole.party_id, func.count(func.distinct(PartyRole.establishment_id)))
        .where(PartyRole.party_id.in_(keys), PartyRole.establishment_id != establishment.id)
        .group_by(PartyRole.party_id)
    )
    return {row[0]: row[1] for row in db.session.execute(question)}


def places_being_decided() -> set[uuid.UUID]:
    """Establishments about which an intention is out or a decision lies with the mayor."""
    under_way = (RegisterStatus.INTENTION, RegisterStatus.WITH_MAYOR)
    return set(db.session.scalars(select(RegisterTerm.establishment_id).where(RegisterTerm.status.in_(under_way))))


def open_applications() -> list[Application]:
    """Applications on which nothing has been decided, oldest first, with what their clock needs."""
    question = (
        select(Application)
        .where(Application.state.in_(("received", "incomplete", "complete")))
        .options(joinedload(Application.establishment), selectinload(Application.clock_events))
        .order_by(Application.received_on, Application.id)
    )
    return list(db.session.scalars(question))


def possible_doubles(
    name: str, postal_code: str, house_number: str, *, without: uuid.UUID | None = None, limit: int = 5
) -> list[Establishment]:
    """Establishments at the same address, or with the same name in the same postal code; never more than a warning."""
    code, number = _squeezed(postal_code), _squeezed(house_number)
    wanted = fold(name)
    if not code and not wanted:
        return []
    same_code = func.upper(func.replace(Establishment.postal_code, " ", "")) == code
    same_name = func.lower(Establishment.name) == name.strip().lower()
    question = select(Establishment).where(
        (same_code if code else same_name) | same_name, Establishment.id != (without or uuid.UUID(int=0))
    )
    near = db.session.scalars(question.order_by(Establishment.name, Establishment.id).limit(200))
    found = [row for row in near if fold(row.name) == wanted or (number and _squeezed(row.house_number) == number)]
    return found[:limit]


def _squeezed(text: str) -> str:
    return "".join(text.split()).upper()


def looks(establishment: Establishment, limit: int = 200) -> list[AuditLine]:
    """Who looked at the dossier of an establishment and of its applications and permits, newest first."""
    keys = [establishment.id, *(a.id for a in establishment.applications), *(p.id for p in establishment.permits)]
    of_this = [AuditLine.note.contains(str(key), autoescape=True) for key in keys]
    question = select(AuditLine).where(AuditLine.chain == scope(), AuditLine.act == "look")
    # A look in a closed file would tell that the file exists.
    for power in CLOSED - acts.actor().powers:
        question = question.where(~AuditLine.note.contains(f'"power":"{power.value}"', autoescape=True))
    return list(db.session.scalars(question.where(or_(*of_this)).order_by(AuditLine.id.desc()).limit(limit)))


def line(establishment_id: uuid.UUID) -> RegisterLine | None:
    """The line of the register, with status, last visit and red flags."""
    return db.session.get(RegisterLine, establishment_id)


def establishments_of(party: Party) -> list[Establishment]:
    """Where a party holds or held a role, by name."""
    held = select(PartyRole.establishment_id).where(PartyRole.party_id == party.id)
    return list(
        db.session.scalars(select(Establishment).where(Establishment.id.in_(held)).order_by(Establishment.name))
    )


def stored_file(sha256: str) -> StoredFile:
    """A file of one's own municipality. Raises NotHere."""
    found = db.session.get(StoredFile, (scope(), sha256))
    if found is None or not readable(found):
        raise NotHere(table="stored_file", key=sha256)
    return found


def number_of_papers(establishment_id: uuid.UUID) -> int:
    question = select(func.count()).select_from(Paper).where(Paper.establishment_id == establishment_id)
    return db.session.scalar(question) or 0


_RUNNING = ("granted", "suspended")


def permits_over(day: date) -> list[Permit]:
    """Permits whose validity has passed and that have not been ended yet."""
    question = select(Permit).where(Permit.state.in_(_RUNNING), Permit.valid_until < day)
    return list(db.session.scalars(question.order_by(Permit.id)))


def suspensions_over(day: date) -> list[Permit]:
    """Suspended, still valid permits whose suspension has passed."""
    valid = or_(Permit.valid_until.is_(None), Permit.valid_until >= day)
    question = select(Permit).where(Permit.state == "suspended", Permit.suspended_until < day, valid)
    return list(db.session.scalars(question.order_by(Permit.id)))


def moved_by_date(day: date, soon: timedelta) -> list[Establishment]:
    """Establishments whose word or next term in the list may change by the date alone."""
    ending = select(Permit.establishment_id).where(Permit.state.in_(_RUNNING), Permit.valid_until <= day + soon)
    asked = select(Application.establishment_id).where(Application.state.in_(("received", "incomplete", "complete")))
    moved = or_(Establishment.id.in_(ending), Establishment.id.in_(asked), Establishment.closed_on == day)
    return list(db.session.scalars(select(Establishment).where(moved).order_by(Establishment.id)))
