"""What visits do when something happens in the register: inside the same act and transaction.

The person who ends a permit need not hold the power to cancel visits: the cancelling follows from the facts, so it
runs as an act of the house itself (``acts.named``), with its own audit line.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from app import acts, clock
from inspections import queries
from inspections.acts.planning import cancelled, settled
from permits import events
from permits.models import Establishment, Permit, Sector


def install() -> None:
    """Listen to the register."""
    events.permit_granted.connect(_after_grant)
    events.permit_ended.connect(_after_end)
    events.establishment_closed.connect(_after_closing)
    events.establishment_changed.connect(_after_change)
    events.cadence_changed.connect(_after_cadence)


def _after_grant(permit: Permit, **facts: Any) -> None:
    _settle(permit.establishment)


def _after_end(permit: Permit, *, on: date, **facts: Any) -> None:
    if permit.establishment.permit_on(max(on, clock.today())) is None:
        _cancel_all(permit.establishment, "permit-ended")


def _after_closing(place: Establishment, **facts: Any) -> None:
    _cancel_all(place, "closed")


def _after_change(place: Establishment, *, changed: set[str], **facts: Any) -> None:
    """A new address needs no more than the row itself; another sector has another cadence."""
    if "sector_id" in changed or "sector" in changed:
        _settle(place)


def _after_cadence(sector: Sector, **facts: Any) -> None:
    for place in queries.under_cadence(sector.id):
        _settle(place)


def _settle(place: Establishment) -> None:
    with acts.named("inspections.settle", establishment=str(place.id)):
        settled(place, clock.today())


def _cancel_all(place: Establishment, because: str) -> None:
    visits = queries.open_of(place.id)
    if not visits:
        return
    with acts.named("inspections.cancel", because=because):
        for visit in visits:
            cancelled(visit, because)
