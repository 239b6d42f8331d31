"""Who was reminded of which term, once. A reminder holds no word of its task: nothing of a closed file leaks."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

import law
from app import acts, clock
from app.acts import Actor
from app.db import Base, Identified, Municipal, db
from app.jobs import job
from app.people import Municipality, as_actor, people_of
from app.tasks import Agenda, Task, agenda

# How long before its day a term is announced. A week always reaches past the next working day.
AHEAD = timedelta(days=7)


class Kind(StrEnum):
    SOON = "soon"
    LATE = "late"


class Reminder(Identified, Municipal, Base):
    """One person, one task, one day: said once before it (``soon``) and once after it (``late``).

    ``task_key`` is :attr:`app.tasks.Task.key`; ``due_on`` is the day as it was then, so that a moved day reminds anew.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("municipality_code", "person_id", "task_key", "due_on", "kind"),)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    task_key: Mapped[str] = mapped_column(String(64))
    due_on: Mapped[date]
    kind: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Told:
    """A reminder whose task still stands, with that task as it is now. ``new``: its person has not seen it."""

    id: uuid.UUID
    task: Task
    due_on: date
    new: bool


@job("remind-of-terms", "40 6 * * mon-fri", _l("Remind everybody of their terms"))
def remind_of_terms(slot: datetime) -> str:
    """Remind every person who works here of each own term that is late or near. Again is no more."""
    day = clock.civil(max(slot, clock.now())).date()
    town = db.session.get_one(Municipality, acts.actor().municipality_code)
    if law.calendar.is_rest_day(law.jurisdiction(town.jurisdiction).country, day):
        return "no working day"
    made = [row for person in people_of(town.code) for row in _lacking(as_actor(person), day)]
    db.session.add_all(made)
    return f"{len(made)} reminders"


def _lacking(person: Actor, day: date) -> list[Reminder]:
    """What this person has not been told yet; the tasks are asked with the person's own powers."""
    # The lines of the start page carry addresses, which Flask makes only for a request.
    with acts.acting_as(person), current_app.test_request_context():
        tasks = agenda(person, day).mine
    wanted = {(task.key, due, _kind(due, day)) for task in tasks if (due := task.due_on) and due <= day + AHEAD}
    known = {(row.task_key, row.due_on, row.kind) for row in _of(person, {due for _, due, _ in wanted})}
    return [
        Reminder(person_id=uuid.UUID(person.id), task_key=key, due_on=due, kind=kind)
        for key, due, kind in sorted(wanted - known)
    ]


def _kind(due: date, day: date) -> str:
    return Kind.LATE if due < day else Kind.SOON


def _of(person: Actor, days: Collection[date]) -> Iterable[Reminder]:
    """A person's reminders about these days, the oldest first."""
    own = select(Reminder).where(Reminder.person_id == uuid.UUID(person.id), Reminder.due_on.in_(days))
    return db.session.scalars(own.order_by(Reminder.made_at))


def standing(person: Actor, known: Agenda) -> list[Told]:
    """The reminders of which the task is still this person's with the same day; the new first, then by day."""
    dated = [(task, task.due_on) for task in known.mine if task.due_on]
    last = {(row.task_key, row.due_on): row for row in _of(person, {due for _, due in dated})}
    pairs = [(last[task.key, due], task, due) for task, due in dated if (task.key, due) in last]
    told = [Told(row.id, task, due, new=row.seen_at is None) for row, task, due in pairs]
    return sorted(told, key=lambda one: (not one.new, one.due_on))


def see(shown: Iterable[Told]) -> None:
    """Record that their person saw what was new among these; nothing is written when nothing was."""
    new = [one.id for one in shown if one.new]
    if not new:
        return
    with acts.named("reminders-seen", number=len(new)):
        for row in db.session.scalars(select(Reminder).where(Reminder.id.in_(new))):
            row.seen_at = clock.now()
