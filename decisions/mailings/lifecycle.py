"""States of a mailing and of each letter in it. Pure."""

from __future__ import annotations

from enum import StrEnum

from app.lifecycle import Lifecycle


class MailingState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    FINISHED = "finished"
    DROPPED = "dropped"


class LetterState(StrEnum):
    WAITING = "waiting"
    MADE = "made"
    NOT_MADE = "not-made"


MAILING = Lifecycle(
    {
        (MailingState.DRAFT, "start_mailing"): MailingState.RUNNING,
        (MailingState.DRAFT, "drop_mailing"): MailingState.DROPPED,
        (MailingState.RUNNING, "finish_mailing"): MailingState.FINISHED,
    },
    start=MailingState.DRAFT,
    final=frozenset({MailingState.FINISHED, MailingState.DROPPED}),
)
