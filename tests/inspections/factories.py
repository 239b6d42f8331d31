"""Visits for tests, made through the real acts."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from PIL import Image

from app import clock
from app.db import new_id
from demonstration import region
from inspections import acts, queries
from inspections.models import Inspection, InspectionKind
from inspections.sheet import Answer, Sheet, State
from inspections.sync import acts as sync
from inspections.sync import queries as tablets
from inspections.sync.acts.devices import StateTold
from inspections.sync.clocks import Reading
from inspections.sync.models import Clash, Device
from inspections.sync.sent import VisitSent
from permits.models import Establishment

NOBODY = {"operator": 0, "manager": 0, "at-work": 0, "visitors": 0}


def planned_visit(
    establishment: Establishment, inspector_short: str = "bram", on: date | None = None, slot: str = ""
) -> Inspection:
    """A visit planned for a day. The present actor must hold INSPECTION_PLAN."""
    day = on or clock.today()
    proposed = acts.propose(establishment, InspectionKind.EXTRA, slot or f"extra:test:{day}", day, "for a test")
    return acts.plan(proposed, proposed.version, day, region.member(inspector_short))


def begun_visit(establishment: Establishment, inspector_short: str = "bram", on: date | None = None) -> Inspection:
    """A visit under way. The present actor must be an inspector."""
    return acts.begin(planned_visit(establishment, inspector_short, on))


def deviation(remark: str = "Four mattresses in the back room.", **more: Any) -> Answer:
    """A deviation that was seen, as the inspector fills it in."""
    facts: dict[str, Any] = {"basis": "fact", "seen_at": clock.now(), **more}
    return Answer(State.DEVIATION, remark=remark, **facts)


def in_order() -> Answer:
    return Answer(State.IN_ORDER, seen_at=clock.now())


def sealed_visit(
    establishment: Establishment,
    inspector_short: str,
    deviations: Mapping[str, str | Answer],
    on: date | None = None,
    in_order_codes: tuple[str, ...] = ("A31",),
    present: Mapping[str, int] = NOBODY,
) -> Inspection:
    """A sealed visit on a day (the clock stands at 19:40 then), with a finding for each deviation.

    ``deviations``: item code → remark, or → a whole Answer. Acts as the inspector: call it inside
    ``acting("bram")`` or another inspector of the same town.
    """
    day = on or clock.today()
    with clock.set_to(clock.moment(day, time(19, 40))):
        inspection = begun_visit(establishment, inspector_short, day)
        answers: dict[str, Answer | None] = {code: in_order() for code in in_order_codes if code not in deviations}
        answers |= {c: deviation(given) if isinstance(given, str) else given for c, given in deviations.items()}
        inspection = acts.save_answers(inspection, inspection.version, answers)
        inspection = acts.save_present(inspection, None, present)
        return acts.seal(inspection, inspection.version)


def findings_of(inspection: Inspection) -> dict[str, Any]:
    """The findings of a sealed visit by item code."""
    return {
        f.item_code: f for f in queries.findings_of(inspection.establishment_id) if f.inspection_id == inspection.id
    }


def photo_bytes(colour: str = "grey", size: tuple[int, int] = (64, 48), *, with_place: bool = False) -> bytes:
    """A small JPEG; ``with_place`` gives it the EXIF position that a telephone writes."""
    picture = Image.new("RGB", size, colour)
    saved = io.BytesIO()
    exif = Image.Exif()
    if with_place:
        exif[0x8825] = {1: "N", 2: (51.0, 22.0, 0.0), 3: "E", 4: (6.0, 10.0, 0.0)}
        exif[0x010F] = "Telephone of Bram"
    picture.save(saved, "JPEG", exif=exif)
    return saved.getvalue()


def tablet(name: str = "Tablet 3") -> Device:
    """A tablet of the present actor, an inspector."""
    return sync.register(new_id(), name, 1, persisted=False, lost=True).device


def clashing_visit(establishment: Establishment, inspector_short: str = "bram") -> Clash:
    """A visit of which the tablet and the office changed the same answer. The present actor is the inspector."""
    device = tablet()
    visit = acts.begin(planned_visit(establishment, inspector_short, slot=f"extra:{new_id()}"))
    sheet = Sheet.from_dict(sync.hand_out(device.id, visit)["sheet"])
    base = visit.version
    acts.save_answers(visit, base, {"A21": deviation("One mattress on the floor.", severity=2, severity_reason="few")})
    theirs = sheet.answer("A21", deviation("Two mattresses on the floor, with bedding.", counts={"sleeping-places": 2}))
    reading = Reading(clock.now(), "Europe/Amsterdam", 0)
    told = {"receipt": str(new_id()), "attachments": [], "seal": False, "zone": reading.zone, "offset_ms": 0}
    told["captured_at"] = reading.captured_at.isoformat()
    sent = VisitSent(visit.id, new_id(), base, "0" * 64, new_id(), theirs, reading, told=told)
    assert sync.receive_visit(device.id, sent).status == 409
    sync.report_state(device.id, StateTold(2, clock.now(), False, False, [str(visit.id)]))
    clash = tablets.open_clash(visit.id, device.id)
    assert clash is not None
    return clash
