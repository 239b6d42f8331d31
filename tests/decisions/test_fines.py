"""A Belgian fine: an officer of its own decides, by its own days, before its own court; and the urgent ordinance."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.errors import Lacking
from decisions import acts, letters, particulars, queries, terms
from decisions.case_file import case_file
from decisions.enforcement import acts as enforcement
from decisions.enforcement import fines
from decisions.lifecycle import DecisionState
from decisions.models import Decision, ServiceMethod
from decisions.reasoning import what_lacks
from decisions.refusals import NotTheMayorOnPaper
from demonstration import region
from permits.models import PartyRoleName
from tests.conftest import As
from tests.decisions import factories

ClientOf = Callable[[str], FlaskClient]
DAY = timedelta(days=1)
WEIGHED = {
    "suitable": "De maatregel maakt een einde aan wat is gezien.",
    "necessary": "Een lichtere maatregel hielp niet.",
    "balanced": "Het nadeel treft alleen de uitbater en is te dragen.",
}


@pytest.fixture
def backend() -> str:
    """The acts underneath are tested on both databases; here it is the story that counts."""
    return "sqlite"


@pytest.fixture
def carwash(app: Flask) -> uuid.UUID:
    """The car wash in Genk, by the draft of its closure."""
    return factories.closure("drafted")


def drafted(carwash: uuid.UUID, measure: str, ground: str, **written: Any) -> Decision:
    """A draft by Femke against it, on everything that was found there."""
    place = factories.of(carwash).establishment
    gist = "De politie ziet dat de zaak zonder vergunning werkt en dat er op de parking is gevochten."
    acts.enter_report(place, "police-report", "bestuurlijk verslag BV-2026-25", clock.today(), gist)
    row = acts.draft(place, measure, place.parties(PartyRoleName.OPERATOR, clock.today())[0])
    acts.choose_ground(row, None, ground)
    proof: list[tuple[str, uuid.UUID | str, bool]] = [
        *(("finding", one.id, False) for one in queries.findings_of(place.id)),
        *(("report", one.id, False) for one in queries.reports_of(place.id)),
    ]
    acts.motivate(row, None, ground, "Dit is met eigen ogen vastgesteld en niet hersteld.", proof)
    acts.write(row, None, **WEIGHED)
    enforcement.write_particulars(row, None, **written)
    return row


def test_a_fine_is_defended_signed_and_fought_by_its_own_rules(
    carwash: uuid.UUID, acting: As, client_of: ClientOf
) -> None:
    with acting("femke"):
        why, account = "Het gaat om twee vaststellingen in een week.", "BE00 0000 0000 0000"
        given: dict[str, Any] = {"penalty_reason": why, "account": account}
        too_much = {"penalty_cents": 60_000, "penalty_max_cents": 60_000, **given}
        row = drafted(carwash, "be.fine", "be.local.no-permit", **too_much)
        key, found_on = row.id, fines.found_on(row)
        assert found_on is not None
        assert [str(one.key) for one in fines.lacking(row, None)] == ["penalty", "account"]
        acts.announce(row, None, clock.today())
        assert "sanctionerend ambtenaar" in letters.announcement(row, clock.today())[0].as_text()
        assert row.hearing_until == clock.today() + 15 * DAY, "the law fixes the days, not the municipality"
    later = clock.today() + 16 * DAY
    with clock.set_to(later), acting("femke"):
        row = factories.of(key)
        acts.record_no_response(row, None)
        acts.write(row, None, sending_on=later)
        with pytest.raises(Lacking) as refused:
            acts.submit(row, None)
        assert [str(one.key) for one in refused.value.lacks] == ["penalty"], "it is higher than the law allows"
        written = particulars.of(row)
        enforcement.write_particulars(
            row, written.version if written else None, penalty_cents=35_000, penalty_max_cents=35_000, **given
        )
        acts.submit(row, None)
        text = letters.decision_letter(row)[0].as_text()
        assert "politierechtbank Limburg" in text
        assert "Raad van State" not in text
        assert row.state == DecisionState.WITH_MAYOR
    with clock.set_to(later), acting("celine"):
        assert queries.waiting_for() == [], "a fine is no business of the mayor"
        with pytest.raises(NotTheMayorOnPaper):
            acts.sign(factories.of(key), factories.of(key).letter_sha256 or "", region.PASSWORD)
    with clock.set_to(later):
        assert client_of("celine").get(f"/to-sign/{key}").status_code == 404
        assert client_of("gust").get("/fines").status_code == 200
    with clock.set_to(later), acting("gust"):
        assert [one.id for one in queries.waiting_for()] == [key]
        row = factories.of(key)
        acts.sign(row, row.letter_sha256 or "", region.PASSWORD)
    with clock.set_to(later), acting("femke"):
        row = factories.of(key)
        acts.serve(row, None, ServiceMethod.REGISTERED_RECEIPT, later)
        acts.record_receipt(row, None, later)
        last = terms.holding_last_day(row)
        assert last is not None
        assert 28 <= (last - later).days <= 31, "one month to the police court"
    with clock.set_to(later):
        assert f"/decisions/{key}" in client_of("gust").get("/fines").text
    with clock.set_to(found_on + 190 * DAY), acting("femke"):
        assert "late" in [one.key for one in fines.lacking(factories.of(key), None)]


def test_an_urgent_ordinance_waits_for_the_council(carwash: uuid.UUID, acting: As, client_of: ClientOf) -> None:
    today = clock.today()
    with acting("femke"):
        row = drafted(
            carwash, "be.urgent-ordinance", "be.134-1", deeds="Na 20 uur is samenscholen op de parking verboden."
        )
        meeting = today + 6 * DAY
        acts.write(
            row, None, urgency="De samenscholing is voor vannacht opnieuw aangekondigd.", sending_on=today,
            duration_from=today, duration_until=today + 7 * DAY, duration_reason="Daarna is de dreiging voorbij.",
            college_due_on=meeting,
        )  # fmt: skip
        lacks = [str(one.sentence) for one in what_lacks(case_file(row), today)]
        assert lacks == []
        acts.submit(row, None)
        key = row.id
    with acting("celine"):
        row = factories.of(key)
        acts.sign(row, row.letter_sha256 or "", region.PASSWORD)
    with acting("femke"):
        acts.serve(factories.of(key), None, ServiceMethod.HANDED_OVER, today)
    with clock.set_to(meeting):
        page = client_of("femke").get(f"/decisions/{key}/service").text
        assert "gemeenteraad" in page or "council" in page
        assert "schepenen" not in page
    with clock.set_to(meeting), acting("femke"):
        row = factories.of(key)
        acts.record_college(row, None, meeting, "GR-2026-0007", False)
        assert row.state == DecisionState.LAPSED
        assert {one.kind for one in row.letters} == {"urgent-ordinance", "council-confirmation"}
