"""States of an inspection. Pure."""

from __future__ import annotations

from enum import StrEnum

from app.lifecycle import Lifecycle


class InspectionState(StrEnum):
    PROPOSED = "proposed"
    PLANNED = "planned"
    UNDER_WAY = "under-way"
    SEALED = "sealed"
    CANCELLED = "cancelled"


INSPECTION = Lifecycle(
    {
        (InspectionState.PROPOSED, "plan"): InspectionState.PLANNED,
        (InspectionState.PROPOSED, "cancel"): InspectionState.CANCELLED,
        (InspectionState.PLANNED, "plan"): InspectionState.PLANNED,
        (InspectionState.PLANNED, "begin"): InspectionState.UNDER_WAY,
        (InspectionState.PLANNED, "cancel"): InspectionState.CANCELLED,
        (InspectionState.UNDER_WAY, "seal"): InspectionState.SEALED,
        (InspectionState.UNDER_WAY, "cancel"): InspectionState.CANCELLED,
    },
    start=InspectionState.PROPOSED,
    final=frozenset({InspectionState.SEALED, InspectionState.CANCELLED}),
)
