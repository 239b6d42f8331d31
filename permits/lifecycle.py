"""States of an application and of a permit, and the roads between them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol

from flask_babel import lazy_gettext as _l

from app.lifecycle import Lack, Lifecycle
from app.web.language import in_language


class ApplicationState(StrEnum):
    RECEIVED = "received"
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UNTREATED = "untreated"


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
        # The term passed in silence, where that grants the permit (Awb 4:20b).
        (ApplicationState.RECEIVED, "grant_by_silence"): ApplicationState.GRANTED,
        (ApplicationState.INCOMPLETE, "grant_by_silence"): ApplicationState.GRANTED,
        (ApplicationState.COMPLETE, "grant_by_silence"): ApplicationState.GRANTED,
        (ApplicationState.RECEIVED, "refuse"): ApplicationState.REFUSED,
        (ApplicationState.INCOMPLETE, "refuse"): ApplicationState.REFUSED,
        (ApplicationState.COMPLETE, "refuse"): ApplicationState.REFUSED,
        (ApplicationState.INCOMPLETE, "leave_untreated"): ApplicationState.UNTREATED,  # Awb 4:5
        # What decided on it was annulled.
        (ApplicationState.REFUSED, "reopen_application"): ApplicationState.COMPLETE,
        (ApplicationState.GRANTED, "reopen_application"): ApplicationState.COMPLETE,
        (ApplicationState.UNTREATED, "reopen_application"): ApplicationState.INCOMPLETE,
    },
    start=ApplicationState.RECEIVED,
    final=frozenset(
        {
            ApplicationState.GRANTED,
            ApplicationState.REFUSED,
            ApplicationState.WITHDRAWN,
            ApplicationState.UNTREATED,
        }
    ),
)

PERMIT = Lifecycle(
    {
        (PermitState.GRANTED, "suspend"): PermitState.SUSPENDED,
        (PermitState.SUSPENDED, "resume"): PermitState.GRANTED,
        (PermitState.GRANTED, "revoke"): PermitState.REVOKED,
        (PermitState.SUSPENDED, "revoke"): PermitState.REVOKED,
        (PermitState.GRANTED, "lapse"): PermitState.LAPSED,
        (PermitState.SUSPENDED, "lapse"): PermitState.LAPSED,
        (PermitState.REVOKED, "restore"): PermitState.GRANTED,  # what revoked it was annulled
    },
    start=PermitState.GRANTED,
    final=frozenset({PermitState.REVOKED, PermitState.LAPSED}),
)


class Listed(Protocol):
    """A line of the document checklist, as far as completeness is concerned."""

    @property
    def position(self) -> int: ...
    @property
    def required(self) -> bool: ...
    @property
    def received_on(self) -> date | None: ...
    @property
    def waived_because(self) -> str: ...
    @property
    def label(self) -> dict[str, str]: ...


def lacks_to_complete(documents: Iterable[Listed]) -> list[Lack]:
    """The required documents that did not come in and were not waived; ``anchor`` is ``document-<position>``."""
    return [
        Lack(
            key=f"document-{document.position}",
            sentence=_l(
                "“%(label)s” is missing. Note when it came in, or why it is not needed.",
                label=in_language(document.label),
            ),
            anchor=f"document-{document.position}",
        )
        for document in documents
        if document.required and document.received_on is None and not document.waived_because
    ]


def lacks_to_grant(state: ApplicationState, documents: Iterable[Listed]) -> list[Lack]:
    """What stands between an application and its permit."""
    if state == ApplicationState.COMPLETE:
        return []
    if state in APPLICATION.final:
        return [Lack(key="state", sentence=_l("This application has already been decided."))]
    complete = Lack(key="state", sentence=_l("The application has not been found complete yet."), anchor="complete")
    return [*lacks_to_complete(documents), complete]
