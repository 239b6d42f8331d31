"""Entering, changing and closing an establishment."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from app import clock, story
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import Refusal
from permits import register_line
from permits.decision_clock import here
from permits.events import establishment_changed, establishment_closed
from permits.facts import EstablishmentFacts
from permits.models import Establishment


class AlreadyClosed(Refusal):
    sentence = _l("This establishment has already been closed.")


class ClosesBeforeItOpened(Refusal):
    status = 422
    sentence = _l("An establishment cannot close before it was registered. Check the date.")


class NoReason(Refusal):
    """An act that needs a reason got none."""

    status = 422
    sentence = _l("Write the reason in at least one sentence.")


@act(Permission.REGISTER_WRITE)
def register(facts: EstablishmentFacts) -> Establishment:
    """Enter an establishment. Raises the refusals of :meth:`EstablishmentFacts.checked`."""
    return registered(facts)


def registered(facts: EstablishmentFacts) -> Establishment:
    """The work of :func:`register`, also for a place that an inspector found on the street."""
    row = Establishment(**facts.checked(here().country).columns())
    db.session.add(row)
    db.session.flush()
    at = None if row.registered_on == clock.today() else clock.moment(row.registered_on)
    story.tell("establishment.registered", [row.id], at=at, name=row.name, sector=row.sector.name)
    register_line.refresh(row)
    return row


@act(Permission.REGISTER_WRITE)
def change(establishment: Establishment, seen_version: int | None, facts: EstablishmentFacts) -> Establishment:
    """Change the facts. Listeners learn which columns changed."""
    check_version(establishment, seen_version)
    columns = facts.checked(here().country).columns()
    changed = {name for name, value in columns.items() if getattr(establishment, name) != value}
    if not changed:
        return establishment
    for name in changed:
        setattr(establishment, name, columns[name])
    db.session.flush()
    db.session.expire(establishment, ["sector"])
    story.tell("establishment.changed", [establishment.id], columns=sorted(changed))
    establishment_changed.send(establishment, changed=changed)
    register_line.refresh(establishment)
    return establishment


@act(Permission.REGISTER_WRITE)
def close(establishment: Establishment, on: date, reason: str) -> Establishment:
    """The business has stopped. What is planned there is taken off by listeners."""
    if establishment.closed_on is not None:
        raise AlreadyClosed
    if on < establishment.registered_on:
        raise ClosesBeforeItOpened
    establishment.closed_on = on
    story.tell("establishment.closed", [establishment.id], on=on, reason=_reason(reason))
    establishment_closed.send(establishment, on=on)
    register_line.refresh(establishment)
    return establishment


def _reason(text: Any) -> str:
    reason = str(text or "").strip()
    if not reason:
        raise NoReason
    return reason
