"""States of an application and of a permit, and the roads between them. Pure."""

from __future__ import annotations

from enum import StrEnum

from app.lifecycle import Lifecycle


class ApplicationState(StrEnum):
    RECEIVED = "received"
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class PermitState(StrEnum):
    GRANTED = "granted"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    LAPSED = "lapsed"


APPLICATION = Lifecycle(
    {
        (ApplicationState.RECEIVED, "ask_completion"): ApplicationState.INCOMPLETE,
        (ApplicationState.RECEIVED, "find_complete"): ApplicationState.COMPLETE,
        (ApplicationState.INCOMPLETE, "find_complete"): ApplicationState.COMPLETE,
        (ApplicationState.RECEIVED, "withdraw"): ApplicationState.WITHDRAWN,
        (ApplicationState.INCOMPLETE, "withdraw"): ApplicationState.WITHDRAWN,
        (ApplicationState.COMPLETE, "withdraw"): ApplicationState.WITHDRAWN,
        (ApplicationState.COMPLETE, "grant"): ApplicationState.GRANTED,
        (ApplicationState.RECEIVED, "refuse"): ApplicationState.REFUSED,
        (ApplicationState.INCOMPLETE, "refuse"): ApplicationState.REFUSED,
        (ApplicationState.COMPLETE, "refuse"): ApplicationState.REFUSED,
    },
    start=ApplicationState.RECEIVED,
    final=frozenset({ApplicationState.GRANTED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN}),
)

PERMIT = Lifecycle(
    {
        (PermitState.GRANTED, "suspend"): PermitState.SUSPENDED,
        (PermitState.SUSPENDED, "resume"): PermitState.GRANTED,
        (PermitState.GRANTED, "revoke"): PermitState.REVOKED,
        (PermitState.SUSPENDED, "revoke"): PermitState.REVOKED,
        (PermitState.GRANTED, "lapse"): PermitState.LAPSED,
        (PermitState.SUSPENDED, "lapse"): PermitState.LAPSED,
    },
    start=PermitState.GRANTED,
    final=frozenset({PermitState.REVOKED, PermitState.LAPSED}),
)
