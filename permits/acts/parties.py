"""Who answers for an establishment, and from when until when."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app import story
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import Refusal
from permits import register_line
from permits.decision_clock import here
from permits.facts import PartyFacts
from permits.models import Establishment, Party, PartyRole, PartyRoleName


class HoldsRoleAlready(Refusal):
    status = 422
    sentence = _l("This party already holds this role in that period. End the role first, or choose other dates.")


class EndsBeforeItBegins(Refusal):
    status = 422
    sentence = _l("A role cannot end before it begins. Check the dates.")


class RoleHasEnded(Refusal):
    sentence = _l("This role has already ended.")


@act(Permission.REGISTER_WRITE)
def add_party(facts: PartyFacts) -> Party:
    """Enter a person or company that answers for a business. Raises the refusals of :meth:`PartyFacts.checked`."""
    row = Party(**facts.checked(here().country).columns())
    db.session.add(row)
    db.session.flush()
    return row


@act(Permission.REGISTER_WRITE)
def change_party(party: Party, seen_version: int | None, facts: PartyFacts) -> Party:
    """Change a party; the register lines of all its establishments follow."""
    check_version(party, seen_version)
    for name, value in facts.checked(here().country).columns().items():
        setattr(party, name, value)
    db.session.flush()
    held = db.session.scalars(select(PartyRole).where(PartyRole.party_id == party.id)).all()
    for establishment in {role.establishment_id: role.establishment for role in held}.values():
        register_line.refresh(establishment)
    return party


@act(Permission.REGISTER_WRITE)
def give_role(
    establishment: Establishment, party: Party, role: PartyRoleName, from_on: date, until_on: date | None = None
) -> PartyRole:
    """Let a party hold a role from a day to a day (both included; None: until further notice)."""
    if until_on is not None and until_on < from_on:
        raise EndsBeforeItBegins
    for held in establishment.roles:
        same = held.party_id == party.id and held.role == role
        if same and (until_on or date.max) >= held.from_on and (held.until_on or date.max) >= from_on:
            raise HoldsRoleAlready
    row = PartyRole(establishment=establishment, party=party, role=role, from_on=from_on, until_on=until_on)
    db.session.add(row)
    db.session.flush()
    story.tell(f"role.given.{role}", [establishment.id], name=party.name, from_on=from_on)
    register_line.refresh(establishment)
    return row


@act(Permission.REGISTER_WRITE)
def bring_in(establishment: Establishment, facts: PartyFacts, role: PartyRoleName, from_on: date) -> PartyRole:
    """A new party and its role in one transaction: both or neither."""
    return give_role(establishment, add_party(facts), role, from_on)


@act(Permission.REGISTER_WRITE)
def end_role(role: PartyRole, until_on: date) -> PartyRole:
    """The last day on which the party holds the role."""
    if role.until_on is not None:
        raise RoleHasEnded
    if until_on < role.from_on:
        raise EndsBeforeItBegins
    role.until_on = until_on
    story.tell(f"role.ended.{role.role}", [role.establishment_id], name=role.party.name, until_on=until_on)
    register_line.refresh(role.establishment)
    return role
