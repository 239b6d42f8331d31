"""Where a tablet began a visit by itself: a place that is known, or one found on the street."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.acts import named
from app.db import db
from app.errors import Refusal
from inspections.sync import problems
from inspections.sync.sent import FoundPlace
from permits import queries as register
from permits.acts.establishments import registered
from permits.facts import EstablishmentFacts, IdentityNumber
from permits.models import Establishment, Sector

FOUND = "tablet"


def place_of(place: uuid.UUID | FoundPlace) -> Establishment:
    """The establishment: known, recognised by its address and name, or entered without a permit.

    The inspector need not hold the power to write in the register: that the place exists follows from the visit, so
    it is entered as an act of the house itself.
    """
    if not isinstance(place, FoundPlace):
        known = db.session.scalars(select(Establishment).where(Establishment.id == place)).one_or_none()
        if known is None:
            raise problems.PlaceUnknown
        return known
    sector = db.session.scalars(select(Sector).where(Sector.id == place.sector)).one_or_none()
    if sector is None:
        raise problems.PlaceUnknown
    return _recognised(place) or _entered(place, sector)


def _recognised(place: FoundPlace) -> Establishment | None:
    """An open establishment of this name at this address. Another name at the address is another business."""
    for known in register.possible_doubles(place.name, place.postal_code, place.house_number):
        same_name = known.name.strip().lower() == place.name.strip().lower()
        same_number = known.house_number.replace(" ", "").lower() == place.house_number.replace(" ", "").lower()
        if same_name and same_number and known.closed_on is None:
            return known
    return None


def _entered(place: FoundPlace, sector: Sector) -> Establishment:
    facts = EstablishmentFacts(
        name=place.name.strip(),
        sector=sector,
        subtype=place.subtype,
        street=place.street,
        house_number=place.house_number,
        postal_code=place.postal_code,
        city=place.city,
        source=FOUND,
        source_key=None,
    )
    with named("inspections.found-on-the-street"):
        try:
            return registered(facts)
        except IdentityNumber as fault:
            raise problems.IdentityNumber(field="place.found.name") from fault
        except Refusal as fault:
            raise problems.Invalid(errors={"place": [str(fault.sentence)]}) from fault
