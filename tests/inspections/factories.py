"""Visits for tests, made through the real acts."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from PIL import Image

from app import clock
from demonstration import region
from inspections import acts, queries
from inspections.models import Inspection, InspectionKind
from inspections.sheet import Answer, State
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
