"""What plans itself: the job, the reactions to the register, and two processes at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from flask import Flask

from app import acts as door
from app import clock, jobs, story
from app.db import db
from app.errors import NotAllowed
from demonstration import region
from inspections import acts, queries
from inspections.models import Inspection, InspectionKind
from permits import acts as permit_acts
from permits.acts.sectors import SectorFacts
from permits.models import Establishment, RegisterTerm
from tests.conftest import As
from tests.inspections import factories
from tests.permits import factories as register

DAY = date(2026, 11, 23)


def _permitted(acting: As, kind: str = "sex_establishment", granted_on: date = DAY) -> UUID:
    with acting("anna"), clock.set_to(granted_on):
        return register.permit(register.operated(kind)).establishment_id


def _row(place: UUID) -> Establishment:
    """Read anew: a job ends its session."""
    return db.session.get_one(Establishment, place)


def _visits(place: UUID) -> list[Inspection]:
    return queries.inspections_of(place)


def test_granting_a_permit_proposes_the_first_visit(app: Flask, acting: As) -> None:
    place = _permitted(acting)
    with acting("anna"):
        (visit,) = _visits(place)
        assert (visit.kind, visit.state, visit.due_on) == ("first", "proposed", DAY + timedelta(days=30))


def test_a_first_visit_beyond_the_horizon_waits_for_the_job(app: Flask, acting: As) -> None:
    with acting("anna"):
        sector = register.sector("sex_establishment")
    with door.acting_as(door.machine("command", "test", "GM0983")), door.named("test"):
        sector.first_visit_days = 90
    place = _permitted(acting)
    with acting("anna"):
        assert _visits(place) == []
    with clock.set_to(DAY + timedelta(days=40)):
        jobs.catch_up()
    with acting("anna"):
        assert [visit.due_on for visit in _visits(place)] == [DAY + timedelta(days=90)]


def test_the_job_proposes_the_next_periodic_visit_once(app: Flask, acting: As) -> None:
    place = _permitted(acting)
    with acting("bram"):
        (first,) = _visits(place)
        visited = DAY + timedelta(days=20)
        with clock.set_to(visited):
            acts.plan(first, first.version, visited, region.member("bram"))
            acts.begin(first)
            acts.save_answers(first, first.version, {"A31": factories.in_order()})
            acts.save_present(first, None, factories.NOBODY)
            acts.seal(first, first.version)
        expected = date(2027, 2, 13)
        with clock.set_to(expected - timedelta(days=30)):
            jobs.catch_up()
            jobs.catch_up()
            with acting("bram"):
                periodic = [visit for visit in _visits(place) if visit.kind == InspectionKind.PERIODIC]
    assert [visit.due_on for visit in periodic] == [expected]


def test_a_slot_that_was_missed_is_caught_up_and_no_deadline_moved_meanwhile(app: Flask, acting: As) -> None:
    place = _permitted(acting)
    with acting("anna"):
        (visit,) = _visits(place)
        before = (visit.id, visit.due_on)
    with clock.set_to(before[1] + timedelta(days=200)):  # the scheduler was dead for months
        assert jobs.catch_up() > 0
        assert jobs.catch_up() == 0
    with acting("anna"):
        assert [(again.id, again.due_on) for again in _visits(place)] == [before]


def test_a_permit_that_ends_cancels_its_visits(app: Flask, acting: As) -> None:
    place = _permitted(acting)
    with acting("anna"), clock.set_to(DAY + timedelta(days=1)):
        permit_acts.lapse(_row(place).permits[0], clock.today())
        assert [(v.state, v.cancelled_because) for v in _visits(place)] == [("cancelled", "permit-ended")]


def test_an_establishment_that_closes_cancels_its_visits_but_not_the_one_under_way(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"), clock.set_to(DAY):
        factories.begun_visit(place)
        factories.planned_visit(place, on=DAY + timedelta(days=3))
    with acting("anna"), clock.set_to(DAY):
        permit_acts.close(place, DAY, "The business has stopped.")
        states = {visit.planned_on: visit.state for visit in _visits(place.id)}
        assert states == {DAY: "under-way", DAY + timedelta(days=3): "cancelled"}
        with pytest.raises(acts.planning.IsClosed):
            acts.propose(place, InspectionKind.EXTRA, "extra:late", DAY, "")


def test_another_cadence_moves_what_is_proposed_and_doubles_nothing(app: Flask, acting: As) -> None:
    place = _permitted(acting)
    with acting("bram"):
        factories.sealed_visit(_row(place), "bram", {}, DAY + timedelta(days=10))
        (first,) = [visit for visit in _visits(place) if visit.kind == InspectionKind.FIRST]
        assert (first.state, first.cancelled_because) == ("cancelled", "visited")
    with clock.set_to(date(2027, 1, 4)):
        jobs.catch_up()
        with acting("adri"):
            sector = register.sector("sex_establishment")
            facts = SectorFacts(name=sector.name, visits_per_year=12, first_visit_days=30)
            permit_acts.save_sector(sector, sector.version, facts)
    with acting("anna"):
        (periodic,) = [visit for visit in _visits(place) if visit.kind == InspectionKind.PERIODIC]
        assert periodic.due_on == date(2027, 1, 3)
        assert "inspection.due-moved" in {happening.kind for happening in story.of(periodic.id)}


def test_a_sector_without_a_cadence_keeps_no_periodic_proposal(app: Flask, acting: As) -> None:
    place = _permitted(acting)
    with acting("bram"):
        factories.sealed_visit(_row(place), "bram", {}, DAY + timedelta(days=10))
        (first,) = [visit for visit in _visits(place) if visit.kind == InspectionKind.FIRST]
        assert (first.state, first.cancelled_because) == ("cancelled", "visited")
    with clock.set_to(date(2027, 1, 4)):
        jobs.catch_up()
        with acting("adri"):
            sector = register.sector("sex_establishment")
            permit_acts.save_sector(sector, sector.version, SectorFacts(name=sector.name, first_visit_days=30))
    with acting("anna"):
        (periodic,) = [visit for visit in _visits(place) if visit.kind == InspectionKind.PERIODIC]
        assert (periodic.state, periodic.cancelled_because) == ("cancelled", "no-cadence")


def test_reminders_are_noted_once_and_ask_again_after_a_move(app: Flask, acting: As) -> None:
    with clock.set_to(DAY):
        with acting("anna"):
            visit_id = factories.planned_visit(register.establishment(), on=DAY + timedelta(days=1)).id
        jobs.catch_up()
        with acting("anna"):
            visit = queries.inspection(visit_id)
            assert visit.reminded_at is not None
            assert queries.to_remind(DAY) == []
            acts.plan(visit, visit.version, DAY, region.member("bram"))
            assert visit.reminded_at is None
    with acting("hanneke"), pytest.raises(NotAllowed):
        acts.remind(visit)


def test_only_who_plans_may_settle(app: Flask, acting: As) -> None:
    place = _permitted(acting)
    with acting("hanneke"), pytest.raises(NotAllowed):
        acts.settle(_row(place), DAY)
    with acting("anna"):
        settled = acts.settle(_row(place), DAY)
        assert settled is not None
        assert [visit.id for visit in _visits(place)] == [settled.id]


def test_two_processes_with_the_same_slot_make_one_visit(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place_id = register.establishment().id
    db.session.remove()
    together, made, faults = Barrier(2), [], []

    def propose() -> None:
        with app.app_context(), clock.set_to(DAY), door.acting_as(door.machine("job", "test", "GM0983")):
            try:
                place = db.session.get_one(Establishment, place_id)
                together.wait()
                slot = "periodic:2026-12-01"
                made.append(acts.propose(place, InspectionKind.PERIODIC, slot, DAY, "periodic-visit").number)
            except Exception as fault:  # noqa: BLE001 - a thread has no other way to tell
                faults.append(fault)
            finally:
                db.session.remove()

    _both(propose)
    assert faults == []
    assert made == ["BZ-2026-0001"] * 2
    with acting("anna"):
        assert len(queries.inspections_of(place_id)) == 1


def test_two_schedulers_at_once_do_each_slot_once(app: Flask, acting: As) -> None:
    place_id = _permitted(acting)
    with acting("anna"):
        assert len(queries.inspections_of(place_id)) == 1
    with door.acting_as(door.machine("command", "test", "GM0983")), door.named("test"):
        db.session.execute(db.delete(RegisterTerm))
        db.session.execute(db.delete(Inspection))
    db.session.remove()
    together, done, faults = Barrier(2), [], []

    def catch_up() -> None:
        with app.app_context(), clock.set_to(DAY + timedelta(days=1)):
            try:
                together.wait()
                done.append(jobs.catch_up())
            except Exception as fault:  # noqa: BLE001 - a thread has no other way to tell
                faults.append(fault)
            finally:
                db.session.remove()

    _both(catch_up)
    assert faults == []
    towns = len(region.REGION)
    assert sum(done) == towns * len(jobs.JOBS)
    with acting("anna"):
        assert len(queries.inspections_of(place_id)) == 1


def _both(work: Callable[[], None]) -> None:
    threads = [Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
