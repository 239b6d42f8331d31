"""Handing visits out: what a tablet gets, and on which version its edits will be made."""

from __future__ import annotations

import uuid
from typing import Any

from app import clock
from app.access import Permission
from app.acts import act, actor
from app.db import db
from inspections.models import Inspection
from inspections.sheet import Sheet
from inspections.sync import queries, shown
from inspections.sync.acts.devices import locked
from inspections.sync.models import HandedVisit, WorkPackage

LIMITS = {
    "attachments": 200,
    "findings": 200,
    "notes": 200,
    "json_bytes": 2 * 1024 * 1024,
}


@act(Permission.INSPECTION_LOG, name="inspections.hand_package")
def hand_package(device_id: uuid.UUID, since: uuid.UUID | None, attachment_bytes: int) -> dict[str, Any]:
    """The work package of the device's person; with ``since`` only what changed after that package."""
    device, day = locked(device_id), clock.today()
    before = queries.package(device_id, since)
    rows = queries.packed_for(device.person_id, day)
    sheets = {row.id: note_handed(device_id, row) for row in rows}
    versions = {str(row.id): row.version for row in rows}
    had = before.versions if before else {}
    fresh = [(number, row) for number, row in enumerate(rows, 1) if had.get(str(row.id)) != row.version]
    made = WorkPackage(device_id=device_id, versions=versions)
    db.session.add(made)
    db.session.flush()
    places = queries.places_near({row.establishment.postal_code for row in rows})
    sectors = shown.sectors()
    lists = [kind["checklist"]["items"] for sector in sectors for kind in sector["subtypes"]]
    return {
        "cursor": str(made.id),
        "complete": before is None,
        "server_time": clock.now().isoformat(),
        "first_day": day.isoformat(),
        "last_day": (day + queries.DAYS_AHEAD).isoformat(),
        "visits": [shown.visit(row, sheets[row.id], number) for number, row in fresh],
        "withdrawn": sorted(set(had) - set(versions)),
        "items": shown.items([*(sheet.items for sheet in sheets.values()), *lists]),
        "sectors": sectors,
        "places": [shown.place(row) for row in places],
        "danger": shown.danger_numbers(),
        "municipality": shown.town(),
        "limits": {"attachment_bytes": attachment_bytes, **LIMITS},
        **shown.words_of_lists(),
    }


@act(Permission.INSPECTION_LOG, name="inspections.hand_out")
def hand_out(device_id: uuid.UUID, visit: Inspection) -> dict[str, Any]:
    """One visit as it stands now, as VISIT of the protocol."""
    locked(device_id)
    assert str(visit.inspector_id) == actor().id, "the call asks this first"
    return shown.visit(visit, note_handed(device_id, visit))


def note_handed(device_id: uuid.UUID, visit: Inspection) -> Sheet:
    """Keep the sheet as this device now gets it; a version handed before is the same again."""
    handed = queries.handed(visit.id, device_id, visit.version)
    if handed is None:
        sheet = shown.first_sheet(visit).to_dict()
        handed = HandedVisit(inspection_id=visit.id, device_id=device_id, version=visit.version, sheet=sheet)
        db.session.add(handed)
        db.session.flush()
    return Sheet.from_dict(handed.sheet)
