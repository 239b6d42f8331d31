"""Reminders: once for each task and day, for who can do it, and gone with the task."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import acts, clock, jobs, people, reminders
from app.access import RoleName
from app.audit import AuditLine
from app.db import db, everywhere
from app.reminders import Kind, Reminder
from app.tasks import agenda
from decisions.bibob import acts as bibob
from demonstration import region
from inspections import acts as visiting
from inspections import queries as visits_known
from inspections.models import Inspection
from tests.conftest import As
from tests.inspections import factories as visits
from tests.permits import factories as permits

MONDAY = date(2026, 6, 8)
ClientOf = Callable[[str], FlaskClient]
EARLY = time(6, 45)


def morning(day: date) -> datetime:
    return clock.moment(day, EARLY)


def remind(day: date) -> None:
    """The morning's run, as the process of jobs does it."""
    task = jobs.JOBS["remind-of-terms"]
    with clock.set_to(morning(day)):
        slot = jobs.last_slot(task, clock.now())
        assert slot is not None
        jobs.run_slot(task, slot)
    db.session.remove()


def rows(short: str) -> list[Reminder]:
    with everywhere("the test counts for one person"):
        own = select(Reminder).where(Reminder.person_id == region.member(short).id)
        return list(db.session.scalars(own.order_by(Reminder.due_on, Reminder.kind)))


def visit_on(acting: As, day: date, short: str = "bram") -> Inspection:
    with acting("anna"):
        return visits.planned_visit(permits.operated(), short, on=day)


def told(app: Flask, acting: As, short: str, day: date) -> list[str]:
    """The addresses of the tasks that this person reads under Reminders on that day."""
    with app.test_request_context(), clock.set_to(morning(day)), acting(short) as actor:
        return [one.task.url for one in reminders.standing(actor, agenda(actor, day))]


def test_an_inspector_is_reminded_once_of_a_visit_within_a_week(app: Flask, acting: As) -> None:
    with clock.set_to(MONDAY):
        near, far = visit_on(acting, MONDAY + timedelta(days=7)), visit_on(acting, MONDAY + timedelta(days=8))
        assert near.planned_on != far.planned_on
        address = f"/visits/{near.id}"
    remind(MONDAY)
    assert [(row.due_on, row.kind) for row in rows("bram")] == [(MONDAY + timedelta(days=7), Kind.SOON)]
    assert told(app, acting, "bram", MONDAY) == [address]
    assert rows("dirk") == []


def test_the_same_morning_twice_and_the_morning_after_remind_no_second_time(app: Flask, acting: As) -> None:
    with clock.set_to(MONDAY):
        visit_on(acting, MONDAY + timedelta(days=3))
    remind(MONDAY)
    remind(MONDAY)
    machine = acts.machine("job", "again", "GM0983")
    with clock.set_to(MONDAY), acts.acting_as(machine), acts.named("test"):
        assert reminders.remind_of_terms(morning(MONDAY)) == "0 reminders"
    remind(MONDAY + timedelta(days=1))
    assert len(rows("bram")) == 1


def test_the_database_takes_no_second_row_for_the_same_reminder(app: Flask, acting: As) -> None:
    with clock.set_to(MONDAY):
        visit_on(acting, MONDAY)
    remind(MONDAY)
    (row,) = rows("bram")
    twin = {"person_id": row.person_id, "task_key": row.task_key, "due_on": row.due_on, "kind": row.kind}
    with pytest.raises(IntegrityError), acting("anna"), acts.named("test"):
        db.session.add(Reminder(**twin))


def test_a_term_that_has_passed_reminds_once_more_as_late(app: Flask, acting: As) -> None:
    with clock.set_to(MONDAY):
        visit_on(acting, MONDAY)
    for day in range(3):
        remind(MONDAY + timedelta(days=day))
    assert [row.kind for row in rows("bram")] == [Kind.LATE, Kind.SOON]
    assert len(told(app, acting, "bram", MONDAY + timedelta(days=2))) == 1


def test_a_moved_day_reminds_anew(app: Flask, acting: As) -> None:
    with clock.set_to(MONDAY):
        visit_id = visit_on(acting, MONDAY + timedelta(days=2)).id
    remind(MONDAY)
    moved = MONDAY + timedelta(days=4)
    with clock.set_to(MONDAY), acting("anna"):
        visit = visits_known.inspection(visit_id)
        visiting.plan(visit, visit.version, moved, region.member("bram"))
    assert told(app, acting, "bram", MONDAY) == []
    remind(MONDAY + timedelta(days=1))
    assert [row.due_on for row in rows("bram")] == [MONDAY + timedelta(days=2), moved]
    assert told(app, acting, "bram", MONDAY + timedelta(days=1)) == [f"/visits/{visit_id}"]


def test_the_reminder_of_a_finished_task_is_no_longer_shown(app: Flask, acting: As) -> None:
    with clock.set_to(MONDAY):
        visit_id = visit_on(acting, MONDAY).id
    remind(MONDAY)
    assert told(app, acting, "bram", MONDAY) == [f"/visits/{visit_id}"]
    with clock.set_to(MONDAY), acting("anna"):
        known = visits_known.inspection(visit_id)
        visiting.cancel(known, known.version, "The business closed its doors.")
    assert told(app, acting, "bram", MONDAY) == []


def test_who_no_longer_works_here_is_not_reminded(app: Flask, acting: As) -> None:
    with clock.set_to(MONDAY):
        visit_on(acting, MONDAY)
    with acting("adri"):
        bram = region.member("bram")
        people.change_person(bram, bram.version, roles=[RoleName.INSPECTOR], active=False)
    remind(MONDAY)
    assert rows("bram") == []


def test_no_reminder_is_made_on_a_holiday_and_a_missed_morning_is_caught_up(app: Flask, acting: As) -> None:
    whit_monday = date(2026, 5, 25)
    with clock.set_to(whit_monday - timedelta(days=4)):
        visit_on(acting, whit_monday + timedelta(days=1))
    remind(whit_monday)
    assert rows("bram") == []
    with clock.set_to(clock.moment(whit_monday + timedelta(days=1), time(16, 0))):
        jobs.catch_up()
    assert [row.kind for row in rows("bram")] == [Kind.SOON]


def test_what_is_done_on_working_days_is_done_on_mondays_and_not_on_saturdays(app: Flask) -> None:
    for name in ("remind-of-terms", "remind"):
        first = jobs.JOBS[name].trigger.get_next_fire_time(None, clock.moment(MONDAY - timedelta(days=2), time(0, 0)))
        assert first is not None
        assert first.date() == MONDAY, name


def test_a_new_reminder_is_marked_until_its_person_has_opened_the_start_page(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    with clock.set_to(MONDAY):
        visit_on(acting, MONDAY + timedelta(days=1))
        remind(MONDAY)
        anna, bram = client_of("anna"), client_of("bram")
        assert 'id="reminders"' not in anna.get("/today").text
        first, second = bram.get("/today").text, bram.get("/today").text
    assert 'id="reminders"' in first
    assert 'dr-badge--blue">nieuw<' in first
    assert 'id="reminders"' in second
    assert 'dr-badge--blue">nieuw<' not in second
    assert [line.actor_name for line in seen_lines()] == ["Bram Coenen"]


def seen_lines() -> list[AuditLine]:
    return list(db.session.scalars(select(AuditLine).where(AuditLine.act == "reminders-seen")))


def test_a_reminder_is_found_again_in_another_language(app: Flask, acting: As, client_of: ClientOf) -> None:
    with clock.set_to(MONDAY):
        visit_on(acting, MONDAY)
        remind(MONDAY)
        with acting("bram"):
            people.change_own_settings(region.member("bram"), language="fr", shortcuts=True)
        page = client_of("bram").get("/today").text
    assert "Rappels" in page
    assert 'dr-badge--blue">nouveau<' in page


def test_a_reminder_of_a_closed_file_tells_nobody_else_that_there_is_one(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    with clock.set_to(MONDAY), acting("joris"):
        inquiry = bibob.open_inquiry(
            permits.application(received_on=MONDAY), "De financiering is niet te volgen.", MONDAY
        )
        bibob.send_form(inquiry, inquiry.version, MONDAY, MONDAY + timedelta(days=14))
        address, place = f"/bibob/{inquiry.id}", inquiry.establishment.name
    late = MONDAY + timedelta(days=15)
    remind(late)
    assert f"{address}/receive-form" in told(app, acting, "joris", late)
    written = " ".join(line.changes + line.note for line in db.session.scalars(select(AuditLine)) if line.act == "job")
    assert '"reminder"' in written
    assert address not in written
    assert place not in written
    with clock.set_to(late):
        assert address in client_of("joris").get("/today").text
        assert "/bibob/" not in client_of("bram").get("/today").text


def test_the_inspector_reads_the_own_reminders_under_the_visits_of_today(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    with clock.set_to(MONDAY):
        visit_id = visit_on(acting, MONDAY + timedelta(days=2)).id
    remind(MONDAY)
    with clock.set_to(morning(MONDAY)):
        page = client_of("bram").get("/visits").text
        assert 'id="reminders"' in page
        assert f"/visits/{visit_id}" in page
        assert 'id="reminders"' not in client_of("hanneke").get("/to-sign").text
    assert rows("bram")[0].seen_at is not None


def test_what_breaks_in_one_town_is_told_after_the_others_were_served(app: Flask, acting: As) -> None:
    served: list[str | None] = []

    def work(slot: datetime) -> str:
        served.append(acts.actor().municipality_code)
        if len(served) == 1:
            raise ValueError("this town only")
        return "done"

    broken = jobs.Job("broken", "0 6 * * *", work)
    with pytest.raises(ValueError, match="this town only"):
        jobs.run_slot(broken, morning(MONDAY))
    towns = [row.code for row in people.municipalities()]
    assert served == towns
    assert jobs.run_slot(broken, morning(MONDAY)) == 1


def broken_job(slot: datetime) -> str:
    raise ValueError("this job only")


def test_what_breaks_in_one_job_is_told_after_the_other_jobs_were_done(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[datetime] = []

    def work(slot: datetime) -> str:
        done.append(slot)
        return "done"

    known = [jobs.Job("broken", "0 6 * * *", broken_job), jobs.Job("whole", "0 6 * * *", work)]
    monkeypatch.setattr(jobs, "JOBS", {one.name: one for one in known})
    with clock.set_to(morning(MONDAY)), pytest.raises(ValueError, match="this job only"):
        jobs.catch_up()
    assert len(done) == len(people.municipalities())


def test_a_broken_job_does_not_keep_the_schedule_from_starting(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    started: list[str] = []

    def start(scheduler: BlockingScheduler) -> None:
        started.extend(entry.id for entry in scheduler.get_jobs())

    monkeypatch.setattr(jobs, "JOBS", {"broken": jobs.Job("broken", "0 6 * * *", broken_job)})
    monkeypatch.setattr(BlockingScheduler, "start", start)
    with clock.set_to(morning(MONDAY)):
        jobs.serve(app)
    assert started == ["broken", "queues", "catch-up"]
    assert "could not all be caught up" in caplog.text
