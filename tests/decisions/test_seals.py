"""Seals belong to a closure: put, broken, put again, taken away; a Belgian penalty beside the closure is collected."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

import law
from app import acts as doing
from app import clock
from app.tasks import agenda
from decisions import acts as decision_acts
from decisions import particulars
from decisions import queries as decision_queries
from decisions.enforcement import acts, deadlines, presenting, queries
from decisions.enforcement.lifecycle import ForfeitureState, OrderState, SealState
from decisions.enforcement.models import Closure
from decisions.enforcement.refusals import NotClosedYet, SealedBefore, SealNumbersLack
from decisions.particulars import PenaltyUnit
from demonstration import cases, region
from inspections import queries as visits
from tests.conftest import As
from tests.decisions import factories
from tests.inspections import factories as visiting

ClientOf = Callable[[str], FlaskClient]
DAY = timedelta(days=1)
BY = "toezichthouders van de stad, met de politie"
SEEN = "De zegel op de poort is doorgesneden."


@pytest.fixture
def backend() -> str:
    """One database is enough for the story; the constraints are in the migration that both run."""
    return "sqlite"


@pytest.fixture
def closed(app: Flask, acting: As) -> uuid.UUID:
    """A closure in Genk, in effect and confirmed."""
    decision = cases.play_genk_closure("in-effect")
    cases.confirm(decision, "genk-closure")
    return decision.id


def closure_of(key: uuid.UUID) -> Closure:
    found = queries.closure_of(key)
    assert found is not None
    return found


def test_seals_are_put_broken_put_again_and_outlive_the_closure(
    closed: uuid.UUID, acting: As, client_of: ClientOf
) -> None:
    with acting("femke"):
        row = closure_of(closed)
        first, place = row.due_from, row.establishment_id
        with pytest.raises(NotClosedYet):
            acts.put_seals(row, None, on=clock.today(), by=BY, numbers="V-1")
    with clock.set_to(first + 20 * DAY), acting("femke"):
        row = acts.execute_closure(closure_of(closed), None, on=first, by=BY, seal_numbers="V-0417, V-0418")
        with pytest.raises(SealedBefore):
            acts.put_seals(row, None, on=first, by=BY, numbers="V-1")
        (old,) = queries.seals_of(row)
        acts.report_broken(old, None, on=first + 2 * DAY, note=SEEN)
        assert [tone for tone, _said in presenting.closure(row).notices] == ["danger"]
        asked = presenting.closure(row).next
        assert asked is not None
        assert asked.late
        with pytest.raises(SealNumbersLack):
            acts.seal_again(old, None, on=first + 3 * DAY, by=BY, numbers=" ")
        fresh = acts.seal_again(old, None, on=first + 3 * DAY, by=BY, numbers="V-0420")
        assert [one.state for one in queries.seals_of(row)] == [SealState.HANGING, SealState.REPLACED]
        acts.reopen(row, None, on=first + 10 * DAY, because="Aan alle voorwaarden is voldaan.")
        still = [one.what for one in deadlines.of_place(place)]
        assert still, "the closure is over and its seals are not"
        work = agenda(doing.actor(), clock.today())
        assert any(f"/decisions/{closed}/follow-up" in task.url for task in work.late)
        key = fresh.id
    with clock.set_to(first + 20 * DAY):
        page = client_of("femke").get(f"/decisions/{closed}/follow-up").text
        for said in ("V-0417, V-0418", "V-0420", SEEN, f"/seals/{key}/remove"):
            assert said in page
    with clock.set_to(first + 20 * DAY), acting("femke"):
        acts.remove_seals(queries.sealing(key), None, on=first + 10 * DAY, by=BY)
        assert deadlines.of_place(place) == []
        assert not closure_of(closed).sealed


def test_a_penalty_beside_a_closure_is_collected_and_ends_with_it(closed: uuid.UUID, acting: As) -> None:
    with acting("femke"):
        row = closure_of(closed)
        first, place = row.due_from, row.decision.establishment
    with clock.set_to(first), acting("femke"):
        row = acts.execute_closure(closure_of(closed), None, on=first, by=BY)
        decision = acts.attach_to_closure(row, "be.penalty-payment")
        written = particulars.of(decision)
        acts.write_particulars(
            decision, written.version if written else None, deeds="Houd de zaak gesloten.",
            penalty_cents=100_000, penalty_max_cents=500_000,
            penalty_unit=PenaltyUnit.DAY, penalty_reason="Het bedrag is hoger dan wat openen oplevert.",
        )  # fmt: skip
        decision_acts.choose_ground(decision, None, "be.133ter-penalty")
        report = decision_queries.reports_of(place.id)[0]
        why = "De uitbater heeft gezegd dat hij toch opengaat."
        decision_acts.motivate(decision, None, "be.133ter-penalty", why, [("report", report.id, False)])
        texts = dict.fromkeys(("suitable", "necessary", "balanced"), "Dit is gewogen en passend geacht.")
        decision_acts.write(decision, None, **texts, sending_on=first)
        decision_acts.submit(decision, None)
        key = decision.id
    with clock.set_to(first), acting("celine"):
        signing = factories.of(key)
        decision_acts.sign(signing, signing.letter_sha256 or "", region.PASSWORD)
    with clock.set_to(first), acting("femke"):
        decision_acts.serve(factories.of(key), None, "handed-over", first)
        order = queries.order_of(key)
        assert order is not None
        assert order.comply_by == first
    seen_on = first + 5 * DAY
    with clock.set_to(seen_on), acting("dirk"):
        here = visits.inspections_of(place.id)[0].establishment
        visit = visiting.sealed_visit(
            here, "dirk", {"C16": "De wasstraat was open en er waren vier klanten."}, on=seen_on
        )
        number = visit.id
    with clock.set_to(seen_on + 2 * DAY), acting("femke"):
        order = queries.order_of(key)
        assert order is not None
        found = acts.record_forfeiture(
            order, None, visits.inspection(number), 3, "De uitbater beroept zich niet op overmacht."
        )
        assert found.cents == 300_000
        (due,) = presenting.due_rows(order)
        assert due.pay_by is None, "Belgian law gives no term to pay"
        assert due.lapses_on is not None
        assert due.lapses_on.year == seen_on.year + 1, "it prescribes one year after the day"
        collecting = acts.collect_by_decision(order, [found])
        assert (collecting.measure_id, found.state) == ("be.collect-penalty", ForfeitureState.CLAIMED)
        assert law.jurisdiction("be-vlg").measure("be.collect-penalty", on=clock.today()).announce_required
        acts.reopen(closure_of(closed), None, on=clock.today(), because="Aan alle voorwaarden is voldaan.")
        assert (order.state, found.state) == (OrderState.LIFTED, ForfeitureState.CLAIMED)
