"""Two people do the same thing in the same moment: one succeeds, the other is told, nothing is done twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app import acts, audit, clock, jobs, numbers, people
from app.acts import Actor
from app.db import db, everywhere
from app.errors import Refusal
from app.numbers import Series
from decisions import acts as decision_acts
from decisions import queries as decided
from decisions.bundles import acts as bundles
from decisions.bundles import masking
from decisions.bundles import queries as bundle_queries
from decisions.models import DecisionLetter, ServiceMethod
from demonstration import region
from inspections import acts as inspection_acts
from inspections import queries as inspected
from permits import acts as permit_acts
from permits import queries as register
from permits.models import Permit
from tests.conftest import As
from tests.decisions import factories as decisions
from tests.inspections import factories as visits
from tests.permits import factories as permits


def at_once(app: Flask, who: Sequence[Actor], deed: Callable[[threading.Barrier], Any]) -> list[Any]:
    """What each got: the result of the deed, or the refusal. ``deed`` waits at the barrier when it has read its row."""
    db.session.remove()
    meeting, now = threading.Barrier(len(who), timeout=30), clock.now()

    def alone(actor: Actor) -> Any:
        with app.app_context(), clock.set_to(now), acts.acting_as(actor):
            try:
                return deed(meeting)
            except Refusal as refusal:
                return refusal
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(who)) as pool:
        return [done.result() for done in [pool.submit(alone, actor) for actor in who]]


def refused(results: list[Any]) -> int:
    return sum(isinstance(result, Refusal) for result in results)


def two(short: str) -> list[Actor]:
    return [people.as_actor(region.member(short))] * 2


def lines(name: str) -> int:
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count()).where(audit.AuditLine.act == name)) or 0


def test_two_change_one_establishment(app: Flask, acting: As) -> None:
    with acting("anna"):
        key = permits.establishment(name="Eerst").id

    def change(meeting: threading.Barrier) -> str:
        row = register.establishment(key)
        seen = row.version
        meeting.wait()
        name = f"Door {threading.get_ident()}"
        permit_acts.change(row, seen, permits.facts(name=name))
        return name

    results = at_once(app, two("anna"), change)
    assert refused(results) == 1
    with acting("anna"):
        assert register.establishment(key).name in results


def test_two_sign_one_letter(app: Flask, acting: As) -> None:
    key = decisions.refusal("with-mayor")

    def sign(meeting: threading.Barrier) -> None:
        row = decided.decision(key)
        seen = row.letter_sha256 or ""
        meeting.wait()
        decision_acts.sign(row, seen, region.PASSWORD)

    before = lines("decisions.sign")
    assert refused(at_once(app, two("hanneke"), sign)) == 1
    assert lines("decisions.sign") == before + 1
    with acting("hanneke"):
        letters = db.session.scalars(db.select(DecisionLetter).where(DecisionLetter.signed_sha256.is_not(None)))
        assert len(letters.all()) == 1


def test_two_serve_one_decision(app: Flask, acting: As) -> None:
    key = decisions.refusal("signed")

    def serve(meeting: threading.Barrier) -> None:
        row = decided.decision(key)
        seen = row.version
        meeting.wait()
        decision_acts.serve(row, seen, ServiceMethod.REGISTERED_POST, clock.today())

    before = lines("decisions.serve")
    assert refused(at_once(app, two("anna"), serve)) == 1
    assert lines("decisions.serve") == before + 1


def test_two_seal_one_visit(app: Flask, acting: As) -> None:
    with acting("anna"):
        place = permits.operated()
    with acting("bram"):
        visit = visits.begun_visit(place)
        visit = inspection_acts.save_answers(visit, visit.version, {"A31": visits.deviation()})
        key = inspection_acts.save_present(visit, None, visits.NOBODY).id

    def seal(meeting: threading.Barrier) -> None:
        row = inspected.inspection(key)
        seen = row.version
        meeting.wait()
        inspection_acts.seal(row, seen)

    assert refused(at_once(app, two("bram"), seal)) == 1
    with acting("bram"):
        assert len(inspected.findings_of(inspected.inspection(key).establishment_id)) == 1


def test_two_grant_one_application(app: Flask, acting: As) -> None:
    with acting("anna"):
        key = permits.complete_application().id

    def grant(meeting: threading.Barrier) -> None:
        row = register.application(key)
        place, holder = row.establishment, row.applicant
        meeting.wait()
        permit_acts.grant(place, holder, clock.today(), None, [], row, origin="B-1")

    assert refused(at_once(app, two("anna"), grant)) == 1
    with acting("anna"):
        assert len(db.session.scalars(db.select(Permit)).all()) == 1


def test_two_grant_on_two_applications_of_one_place(app: Flask, acting: As) -> None:
    with acting("anna"):
        place = permits.operated()
        keys = [permits.complete_application(place).id for _ in range(2)]

    def grant(meeting: threading.Barrier) -> None:
        row = register.application(keys[meeting.wait()])
        permit_acts.grant(row.establishment, row.applicant, clock.today(), None, [], row, origin="B-1")

    assert refused(at_once(app, two("anna"), grant)) == 1


def test_two_draft_one_measure(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = decisions.of(decisions.refusal("drafted"))
        place, measure, key = row.establishment_id, row.measure_id, row.application_id
        decision_acts.drop(row, row.version)

    def draft(meeting: threading.Barrier) -> None:
        found = register.establishment(place)
        application = register.application(key) if key else None
        party = permits.operator_of(found)
        meeting.wait()
        decision_acts.draft(found, measure, party, application=application)

    assert refused(at_once(app, two("anna"), draft)) == 1


def test_two_revoke_one_permit(app: Flask, acting: As) -> None:
    with acting("anna"):
        key = permits.permit().id

    def revoke(meeting: threading.Barrier) -> None:
        row = register.permit(key)
        meeting.wait()
        permit_acts.revoke(row, clock.today())

    assert refused(at_once(app, two("anna"), revoke)) == 1
    assert lines("permits.revoke") == 1


def test_numbers_given_out_at_once_have_no_doubles_and_no_gaps(app: Flask) -> None:
    def some(meeting: threading.Barrier) -> list[str]:
        found = []
        for _ in range(8):
            meeting.wait()
            with acts.named("test"):
                found.append(numbers.next_number("XX"))
        return found

    given = sorted(number for one in at_once(app, two("anna") + two("anna"), some) for number in one)
    assert given == [f"XX-{clock.today().year}-{number:04d}" for number in range(1, 33)]
    with everywhere("the test counts"):
        assert db.session.scalar(db.select(Series.last).where(Series.name == "XX")) == 32


def test_two_ask_a_bundle_and_two_choose_what_is_masked_in_it(app: Flask, acting: As) -> None:
    key = decisions.refusal("signed")

    def ask(meeting: threading.Barrier) -> str:
        row = decided.decision(key)
        meeting.wait()
        return bundles.ask_bundle(row, "nl.court", "Rechtbank Limburg").number

    given = at_once(app, two("anna"), ask)
    assert sorted(one[-3:] for one in given) == ["-D1", "-D2"]

    def choose(meeting: threading.Barrier) -> str:
        row = decided.decision(key)
        meeting.wait()
        wish = masking.Wish("withheld", "nl.weighty", f"Door de ene of de andere, {threading.get_ident()}.")
        return masking.mask_document(row, "nl.third-party", "decision", None, wish).reason

    results = at_once(app, two("anna"), choose)
    assert refused(results) == 1
    with acting("anna"):
        assert bundle_queries.maskings(key, "nl.third-party")["decision"].reason in results


def test_two_processes_do_one_slot_once(app: Flask) -> None:
    done: list[Any] = []

    def work(slot: Any) -> str:
        done.append(slot)
        return "done"

    task = jobs.Job("test-slot", "0 6 * * *", work)
    slot = jobs.last_slot(task, clock.now())
    assert slot is not None

    def run(meeting: threading.Barrier) -> int:
        meeting.wait()
        return jobs.run_slot(task, slot)

    results = at_once(app, two("anna"), run)
    assert refused(results) == 0
    towns = len(people.municipalities())
    assert sum(results) == len(done) == towns


def test_two_register_one_account(app: Flask, client_of: Callable[[str], FlaskClient]) -> None:
    clients = [client_of("adri"), client_of("adri")]
    form = {
        "name": "Nieuw", "email": "nieuw@venlo.example", "role": "inspector", "language": "nl",
        "password": "een lang wachtwoord", "active": "y",
    }  # fmt: skip
    db.session.remove()
    meeting = threading.Barrier(2, timeout=30)

    def post(client: FlaskClient) -> int:
        meeting.wait()
        return client.post("/people/new", data=form).status_code

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(post, clients))
    assert statuses[0] == 302
    assert statuses[1] in {409, 422}


def test_the_audit_chain_stays_whole_when_many_write_at_once(app: Flask) -> None:
    def write(meeting: threading.Barrier) -> None:
        for _ in range(10):
            meeting.wait()
            with acts.named("test"):
                pass

    assert at_once(app, two("anna") + two("bram"), write) == [None] * 4
    assert not list(audit.broken_lines("GM0983"))
    assert lines("test") == 40
