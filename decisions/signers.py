"""Who signs a decision: the mayor, or for a Belgian fine the officer appointed by the council (law of 24 June 2013)."""

from __future__ import annotations

from sqlalchemy import ColumnElement

import law
from app.access import Permission, RoleName, may
from app.people import User, people_of
from decisions.models import Decision

_OFFICER = law.Organ.SANCTIONING_OFFICER


def is_fine(decision: Decision) -> bool:
    """Whether the sanctioning officer decides, and neither the mayor nor the college."""
    return bool(decision.measure_copy["decides"] == _OFFICER)


def role_of(decision: Decision) -> RoleName:
    """The office that signs this decision."""
    return RoleName.SANCTIONING_OFFICER if is_fine(decision) else RoleName.MAYOR


def people_for(decision: Decision) -> list[User]:
    """Who holds that office in the municipality of the decision."""
    return people_of(decision.municipality_code, role_of(decision))


def is_for_actor(decision: Decision) -> bool:
    """Whether the decision is for the actor's office: a fine for its officer, all else for the mayor."""
    return may(Permission.FINE_SIGN) is is_fine(decision)


def for_actor() -> ColumnElement[bool]:
    """The decisions that the actor's office signs."""
    decides = Decision.measure_copy["decides"].as_string()
    mine: ColumnElement[bool] = decides == _OFFICER.value
    return mine if may(Permission.FINE_SIGN) else ~mine
