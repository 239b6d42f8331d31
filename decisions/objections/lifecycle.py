"""States of an objection with the authority, and of a case before a court. Pure."""

from __future__ import annotations

from enum import StrEnum

from app.lifecycle import Lifecycle


class ObjectionState(StrEnum):
    RECEIVED = "received"
    HEARD = "heard"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class CourtState(StrEnum):
    LODGED = "lodged"
    RULED = "ruled"
    WITHDRAWN = "withdrawn"


OBJECTION = Lifecycle(
    {
        (ObjectionState.RECEIVED, "hear_objection"): ObjectionState.HEARD,
        (ObjectionState.RECEIVED, "decide_objection"): ObjectionState.DECIDED,  # Awb 7:3: no hearing, with the reason
        (ObjectionState.HEARD, "decide_objection"): ObjectionState.DECIDED,
        (ObjectionState.DECIDED, "reopen_objection"): ObjectionState.RECEIVED,  # a court wants it decided anew
        (ObjectionState.RECEIVED, "withdraw_objection"): ObjectionState.WITHDRAWN,
        (ObjectionState.HEARD, "withdraw_objection"): ObjectionState.WITHDRAWN,
    },
    start=ObjectionState.RECEIVED,
    final=frozenset({ObjectionState.DECIDED, ObjectionState.WITHDRAWN}),
)

COURT = Lifecycle(
    {
        (CourtState.LODGED, "rule"): CourtState.RULED,
        (CourtState.LODGED, "withdraw_case"): CourtState.WITHDRAWN,
    },
    start=CourtState.LODGED,
    final=frozenset({CourtState.RULED, CourtState.WITHDRAWN}),
)
