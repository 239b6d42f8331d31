"""What happens by itself: APScheduler in a process of its own (``flask jobs``), each slot exactly once.

A job proposes and reminds. It never changes a deadline: deadlines are computed when read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from flask import Flask
from sqlalchemy import ColumnElement, String, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app import acts, clock
from app.db import Base, Municipal, db, everywhere
from app.people import municipalities

log = logging.getLogger(__name__)
# How far back a missed slot is caught up. Older proposals would be about a world that has moved on.
CATCH_UP = timedelta(days=7)


class JobRun(Base):
    """One slot of one job for one municipality, recorded inside the job's own transaction."""

    __tablename__ = "job_run"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    slot: Mapped[datetime] = mapped_column(primary_key=True)
    municipality_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    finished_at: Mapped[datetime]
    result: Mapped[str] = mapped_column(String(200), default="")


@dataclass(frozen=True)
class Job:
    """``work`` runs once per municipality and slot, as the machine, and returns a short English result line.

    ``cron`` is a crontab line in civil time; never between two and three at night (summer time, docs/adr). ``label``
    says to the administrator what it does, in a few words.
    """

    name: str
    cron: str
    work: Callable[[datetime], str]
    label: Any = ""

    @property
    def trigger(self) -> CronTrigger:
        return CronTrigger.from_crontab(self.cron, timezone=clock.ZONE)

    def next_after(self, moment: datetime) -> datetime | None:
        found: datetime | None = self.trigger.get_next_fire_time(None, moment)
        return found


@dataclass(frozen=True)
class Queue:
    """What somebody asked for on a page and what takes too long for one: done soon after, in the order of asking.

    ``waiting`` gives the municipalities in which something waits; ``work`` does what waits in one, as the machine and
    outside any transaction: it opens acts of its own, and what was cut off is taken up again at the next turn.
    """

    name: str
    waiting: Callable[[], list[str]]
    work: Callable[[], None]


JOBS: dict[str, Job] = {}
QUEUES: dict[str, Queue] = {}
TURN = 3  # seconds between two looks at the queues


def job(name: str, cron: str, label: Any) -> Callable[[Callable[[datetime], str]], Callable[[datetime], str]]:
    """Register ``work(slot)`` as a job."""

    def mark(work: Callable[[datetime], str]) -> Callable[[datetime], str]:
        JOBS[name] = Job(name, cron, work, label)
        return work

    return mark


def queue(name: str, waiting: Callable[[], list[str]]) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register ``work()`` as a queue."""

    def mark(work: Callable[[], None]) -> Callable[[], None]:
        QUEUES[name] = Queue(name, waiting, work)
        return work

    return mark


def towns_with(model: type[Municipal], condition: ColumnElement[bool]) -> list[str]:
    """The municipalities that have such a row: what a queue calls ``waiting``."""
    with everywhere("a queue asks which municipalities have work"):
        question = select(model.municipality_code).where(condition).distinct()
        return sorted(db.session.scalars(question))


def run_queues() -> int:
    """Do what waits in every queue; returns in how many municipalities something was done."""
    done = 0
    for one in list(QUEUES.values()):
        for town in one.waiting():
            try:
                with acts.acting_as(acts.machine("job", one.name, town)):
                    one.work()
                    done += 1
            except Exception:  # the others need not wait for what broke here
                log.exception("queue %s in %s", one.name, town)
            finally:
                db.session.remove()
    return done


def last_slot(task: Job, before: datetime) -> datetime | None:
    """The newest slot at or before a moment, within the catch-up window."""
    slot, fired = None, task.trigger.get_next_fire_time(None, before - CATCH_UP)
    while fired is not None and fired <= before:
        slot, fired = fired, task.trigger.get_next_fire_time(fired, fired + timedelta(seconds=1))
    return slot


def run_slot(task: Job, slot: datetime) -> int:
    """Do one slot in every municipality where it has not been done; returns in how many it was done now.

    Each municipality has a transaction of its own: what breaks in one is told after the others were served.
    """
    done, broke = 0, []
    for town in [row.code for row in municipalities()]:
        try:
            with acts.acting_as(acts.machine("job", task.name, town)):
                done += _run_once(task, slot, town)
        except Exception as fault:  # the others need not wait for what broke here
            log.exception("%s %s in %s", task.name, slot, town)
            broke.append(fault)
        finally:
            db.session.remove()  # a fresh identity map for each municipality
    if broke:
        raise broke[0]
    return done


def _run_once(task: Job, slot: datetime, town: str) -> int:
    if db.session.get(JobRun, (task.name, slot, town)) is not None:
        return 0
    try:
        with acts.named("job", job=task.name, slot=slot.isoformat()):
            row = JobRun(name=task.name, slot=slot, municipality_code=town, finished_at=clock.now())
            db.session.add(row)
            db.session.flush()  # the other process stops here on the primary key
            row.result = task.work(slot)[:200]
            row.finished_at = clock.now()
    except IntegrityError:
        log.info("%s %s %s was done by another process", task.name, slot, town)
        return 0
    return 1


def catch_up() -> int:
    """Run the newest slot of every job that has not run. What breaks in one is told after the others were done."""
    done, broke = 0, []
    for task in JOBS.values():
        slot = last_slot(task, clock.now())
        try:
            done += run_slot(task, slot) if slot is not None else 0
        except Exception as fault:  # noqa: BLE001 - run_slot wrote it in the log; raised below
            broke.append(fault)
    if broke:
        raise broke[0]
    return done


def last_runs() -> dict[str, datetime]:
    """The newest finished slot per job, for ``/health`` and the administrator."""
    runs = db.session.execute(select(JobRun.name, db.func.max(JobRun.slot)).group_by(JobRun.name))
    return {name: slot for name, slot in runs}  # noqa: C416 - a row is not a pair for mypy


def serve(app: Flask) -> None:
    """Run until stopped. Two processes may run at once: a slot is done by the first."""
    scheduler = BlockingScheduler(timezone=clock.ZONE)

    def tick(task: Job) -> None:
        with app.app_context():
            slot = last_slot(task, clock.now())
            if slot is not None:
                try:
                    run_slot(task, slot)
                finally:
                    db.session.remove()

    try:
        _caught_up(app)
    except Exception:  # one broken town must not keep the schedule of all from starting
        log.exception("what was missed could not all be caught up")
    for task in JOBS.values():
        scheduler.add_job(
            tick,
            task.trigger,
            args=[task],
            id=task.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=3600,
        )
    scheduler.add_job(_turned, "interval", seconds=TURN, args=[app], id="queues", coalesce=True, max_instances=1)
    # A slot missed through sleep or a crash is picked up within a quarter of an hour.
    scheduler.add_job(_caught_up, "interval", minutes=15, args=[app], id="catch-up", coalesce=True, max_instances=1)
    scheduler.start()


def _caught_up(app: Flask) -> None:
    with app.app_context():
        try:
            catch_up()
        finally:
            db.session.remove()


def _turned(app: Flask) -> None:
    with app.app_context():
        try:
            run_queues()
        finally:
            db.session.remove()
