"""What a closed file asks of somebody now, and the line of the start page that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from app.tasks import Task


@dataclass(frozen=True)
class Wanted:
    """One step. ``due_on`` None: at once. ``waits_for``: somebody else must act first."""

    due_on: date | None
    title: Any
    consequence: Any
    page: str
    button: Any
    waits_for: Any = None


class ClosedFile(Protocol):
    """An inquiry or an investigation: a number, and the establishment it is about."""

    @property
    def number(self) -> str: ...

    @property
    def establishment(self) -> Any: ...


def task_of(row: ClosedFile, want: Wanted) -> Task:
    """The line of the start page."""
    return Task(
        due_on=want.due_on,
        title=want.title,
        case=f"{row.establishment.name} · {row.number}",
        consequence=want.consequence,
        url=want.page,
        button=want.button,
        waits_for=want.waits_for,
        subject=row.establishment.name,
        what=want.title,
    )
