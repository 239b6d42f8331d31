"""Establishments, parties, applications and permits of the practice towns, made through the real acts.

Call inside ``with acting("anna"):`` (Venlo) or ``with acting("femke"):`` (Genk). Names and numbers are made up.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from app import clock
from app.db import db
from permits import acts
from permits.facts import EstablishmentFacts, PartyFacts
from permits.models import Application, Establishment, Party, PartyKind, PartyRoleName, Permit, Sector

_numbers = count(1)


def sector(kind: str = "massage") -> Sector:
    """A sector of the actor's town: sex_establishment, massage or carwash."""
    return db.session.scalars(select(Sector).where(Sector.kind == kind)).one()


def facts(kind: str = "massage", **changed: Any) -> EstablishmentFacts:
    """Facts of a salon in the Molenkade; each call has a house number of its own."""
    plain: dict[str, Any] = {
        "name": "Massagesalon Stille Maas",
        "sector": sector(kind),
        "street": "Molenkade",
        "house_number": str(next(_numbers)),
        "city": "Venlo",
        "opening_hours": {"tue": [["12:00", "22:00"]], "sat": [["12:00", "22:00"]]},
        "rooms": 4,
    }
    return EstablishmentFacts(**plain | changed)


def establishment(kind: str = "massage", **changed: Any) -> Establishment:
    """An establishment without permit, application or roles."""
    return acts.register(facts(kind, **changed))


def party(name: str = "Rust & Balans V.O.F.", **changed: Any) -> Party:
    plain: dict[str, Any] = {"kind": PartyKind.LEGAL_PERSON, "name": name, "language": "nl"}
    return acts.add_party(PartyFacts(**plain | changed))


def operated(kind: str = "massage", *, since: date | None = None, **changed: Any) -> Establishment:
    """An establishment with an operator."""
    row = establishment(kind, **changed)
    acts.give_role(row, party(), PartyRoleName.OPERATOR, since or clock.today())
    return row


def operator_of(row: Establishment) -> Party:
    return row.parties(PartyRoleName.OPERATOR, clock.today())[0]


def application(row: Establishment | None = None, received_on: date | None = None) -> Application:
    """An application that has just come in (or on a day), nothing of its checklist received."""
    row = row or operated()
    return acts.receive_application(row, operator_of(row), received_on or clock.today())


def complete_application(row: Establishment | None = None, received_on: date | None = None) -> Application:
    """An application with all documents, found complete on the day of receipt."""
    wanted = application(row, received_on)
    for document in list(wanted.documents):
        acts.note_document(document, wanted.received_on)
    return acts.find_complete(wanted, wanted.version, wanted.received_on)


def permit(row: Establishment | None = None, *, valid_until: date | None = None, **changed: Any) -> Permit:
    """A permit granted today for three years on a complete application, with one condition."""
    wanted = complete_application(row)
    plain: dict[str, Any] = {
        "valid_from": clock.today(),
        "valid_until": valid_until or clock.today() + timedelta(days=3 * 365),
        "conditions": ["De inrichting is gesloten tussen 23.00 en 9.00 uur."],
    }
    return acts.grant(
        wanted.establishment, wanted.applicant, application=wanted, origin="B-papier-1", **plain | changed
    )
