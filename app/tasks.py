"""What must I do today? Each package offers its tasks; the start page sorts them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from app.acts import Actor


@dataclass(frozen=True)
class Task:
    """One thing somebody must do.

    ``due_on`` is computed when read (a dead scheduler changes no deadline); None means as soon as possible.
    ``verb`` and ``subject`` make the title ("Decide on the application of …"); ``case`` is the line below;
    ``consequence`` says what being late means, with the article; ``waits_for`` is set when another must act first.
    ``what`` names the term itself in a list that begins with the ``subject`` ("Follow-up").
    """

    due_on: date | None
    title: Any
    case: Any
    consequence: Any
    url: str
    button: Any
    note: Any = ""
    waits_for: Any = None
    subject: str = ""
    what: Any = ""

    @property
    def key(self) -> str:
        """The same for the same step of the same case, in each language of the reader; tells nobody which."""
        return sha256(self.url.encode()).hexdigest()


TaskSource = Callable[[Actor, date], list[Task]]
SOURCES: list[TaskSource] = []


def task_source(source: TaskSource) -> TaskSource:
    """Register a function that offers tasks to an actor; it checks the powers itself."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


@dataclass(frozen=True)
class Agenda:
    """Late (longest first), today, this week (to Sunday), later; and what waits for another."""

    late: list[Task]
    today: list[Task]
    week: list[Task]
    later: list[Task]
    waiting: list[Task]

    @property
    def count(self) -> int:
        return len(self.late) + len(self.today) + len(self.week)

    @property
    def mine(self) -> list[Task]:
        """All that waits for nobody else."""
        return [*self.late, *self.today, *self.week, *self.later]


def agenda(actor: Actor, day: date) -> Agenda:
    """All tasks of one person, sorted. A task without a day belongs to today."""
    everything = [task for source in SOURCES for task in source(actor, day)]
    mine = sorted((t for t in everything if t.waits_for is None), key=lambda t: t.due_on or day)
    sunday = day + timedelta(days=6 - day.weekday())
    return Agenda(
        late=[t for t in mine if t.due_on and t.due_on < day],
        today=[t for t in mine if (t.due_on or day) == day],
        week=[t for t in mine if t.due_on and day < t.due_on <= sunday],
        later=[t for t in mine if t.due_on and t.due_on > sunday],
        waiting=[t for t in everything if t.waits_for is not None],
    )
