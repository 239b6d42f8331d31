"""Where the visits of the team stand, tablets included."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import select

from app import clock
from app.db import db
from inspections.lifecycle import InspectionState
from inspections.models import Inspection
from inspections.sync import queries
from inspections.sync.models import Clash, Device

LOOK_BACK = timedelta(days=7)
LOOK_AHEAD = timedelta(days=7)
MOST = 50


@dataclass(frozen=True)
class Team:
    """``clashes`` wait for a person; ``waiting``: tablets with something unsent, each with the visits it named."""

    clashes: list[Clash]
    waiting: list[tuple[Device, list[Inspection]]]
    under_way: list[Inspection]
    planned: list[Inspection]
    sealed: list[Inspection]


def team(day: date) -> Team:
    """The visits that matter around a day: what is sealed is looked back on for a week, what is planned ahead."""
    devices = queries.devices_waiting()
    named = _visits({key for device in devices for key in device.open_visits})
    planned = (Inspection.state == InspectionState.PLANNED) & (Inspection.planned_on <= day + LOOK_AHEAD)
    since = clock.moment(day - LOOK_BACK, time())
    sealed = (Inspection.state == InspectionState.SEALED) & (Inspection.sealed_at >= since)
    return Team(
        clashes=queries.open_clashes(),
        waiting=[(one, [named[key] for key in one.open_visits if key in named]) for one in devices],
        under_way=_listed(Inspection.state == InspectionState.UNDER_WAY, Inspection.begun_at),
        planned=_listed(planned, Inspection.planned_on),
        sealed=_listed(sealed, Inspection.sealed_at.desc()),
    )


def _listed(where: object, order: object) -> list[Inspection]:
    question = select(Inspection).where(where).order_by(order, Inspection.id).limit(MOST)  # type: ignore[arg-type]
    return list(db.session.scalars(question))


def _visits(keys: set[str]) -> dict[str, Inspection]:
    ids = [uuid.UUID(key) for key in keys]
    found = db.session.scalars(select(Inspection).where(Inspection.id.in_(ids)))
    return {str(visit.id): visit for visit in found}
