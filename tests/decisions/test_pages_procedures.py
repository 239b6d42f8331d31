"""The pages of policies, of what follows a measure, and of objections, as plain forms without script."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from decisions.enforcement import queries as enforcement
from decisions.objections import queries as objections
from permits import queries as places
from permits.lifecycle import PermitState
from tests.conftest import As
from tests.decisions import factories
from tests.decisions.test_enforcement import found, policy
from tests.permits import factories as register

ClientOf = Callable[[str], FlaskClient]
WHY = "De feiten zijn niet voldoende vastgesteld in dit dossier."


def version(page: str) -> str:
    match = re.search(r'name="version"[^>]*value="(\d+)"', page)
    return match[1] if match else ""


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def send(client: FlaskClient, path: str, **given: object) -> str:
    """Open the page of a form, send it with its version, and come where it leads."""
    shown = client.get(path)
    assert shown.status_code == 200, shown.text
    answer = client.post(path, data={"version": version(shown.text), **given}, follow_redirects=True)
    assert answer.status_code == 200, re.findall(r'id="errors".*?</ul>', answer.text, re.DOTALL)
    assert 'id="errors"' not in answer.text
    return answer.text


def test_an_administrator_enters_a_policy_and_sees_it_as_a_matrix(app: Flask, client_of: ClientOf, acting: As) -> None:
    adri = client_of("adri")
    facts = {"name": "Handhavingsbeleid (verzonnen)", "reference": "gmb-0000-1"}
    page = send(adri, "/policies/new", **facts, **day("valid_from", date(2026, 1, 1)))
    address = re.search(r'href="(/policies/[0-9a-f-]+)/violations/new"', page)
    assert address is not None
    usual = {f"unit_{n}": "weeks" for n in (1, 2, 3)} | {f"per_{n}": "breach" for n in (1, 2, 3)}
    step = {
        **usual,
        "measure_3": "",
        "measure_1": "nl.warning",
        "length_1": "2",
        "unit_1": "weeks",
        "measure_2": "nl.order-under-penalty",
    }
    money = {"amount_2": "2.500", "per_2": "breach", "most_2": "10000"}
    row = {"label": "Geen beheerder aanwezig", "codes": "A04", "lookback": "24"}
    page = send(adri, f"{address[1]}/violations/new", **row | step | money)
    assert "Geen beheerder aanwezig" in page
    assert "2.500" in page
    fixed = adri.post(f"{address[1]}/fix", data={"version": version(page)}, follow_redirects=True)
    assert fixed.status_code == 200
    with acting("adri"):
        assert [(one.measure, one.lookback) for one in enforcement.rungs()] == [
            ("nl.warning", 24),
            ("nl.order-under-penalty", 24),
        ]
    assert "Handhavingsbeleid" in adri.get("/policies").text
    assert client_of("anna").get("/policies").status_code == 200
    assert client_of("bram").get("/policies").status_code == 403


def test_nonsense_in_the_matrix_stands_at_its_field(app: Flask, client_of: ClientOf, acting: As) -> None:
    with acting("adri"):
        row = policy(fixed=False)
        path = f"/policies/{row.id}/violations/new"
    adri = client_of("adri")
    seen = version(adri.get(path).text)
    wrong = {"version": seen, "label": "x", "codes": "A04", "lookback": "0", "measure_1": "zzz", "amount_1": "veel"}
    answer = adri.post(path, data=wrong)
    assert answer.status_code == 422
    assert 'value="veel"' in answer.text
    assert adri.post(path, data={"version": seen, "label": "x", "lookback": "12"}).status_code == 422


def test_the_dossier_shows_the_proposed_step_and_why(app: Flask, client_of: ClientOf, acting: As) -> None:
    with acting("anna"):
        policy()
        salon = register.operated(since=date(2024, 1, 1))
        salon_id = salon.id
    for days in (40, 2):
        found(salon, acting, clock.today() - timedelta(days=days))
    anna = client_of("anna")
    page = anna.get(f"/establishments/{salon_id}/enforcement").text
    assert "geen beheerder" in page
    assert "gmb-0000-1" in page
    assert f"/establishments/{salon_id}/begin/nl.order-under-penalty" in page
    assert f"/establishments/{salon_id}/begin/nl.warning" in page
    assert "gmb-0000-1" in anna.get(f"/decisions/new?establishment={salon_id}").text
    assert f"/establishments/{salon_id}/enforcement" in anna.get(f"/establishments/{salon_id}").text
    begun = send(anna, f"/establishments/{salon_id}/begin/nl.warning", addressee=_addressee(acting, salon_id))
    assert 'id="grounds"' in begun or "grounds" in begun
    with acting("anna"):
        (choice,) = enforcement.unexplained()
        decision_id = choice.decision_id
    assert f"/decisions/{decision_id}/deviation" in anna.get(f"/decisions/{decision_id}").text
    assert f"/decisions/{decision_id}/deviation" in anna.get("/today").text
    told = send(anna, f"/decisions/{decision_id}/deviation", reason="De exploitant heeft het zelf gemeld en hersteld.")
    assert "zelf gemeld" in told


def _addressee(acting: As, establishment_id: uuid.UUID) -> str:

    with acting("anna"):
        return str(register.operator_of(places.establishment(establishment_id)).id)


@pytest.fixture
def revoked(app: Flask) -> uuid.UUID:
    return factories.revocation("in-effect")


def test_an_objection_goes_its_way_on_the_pages(revoked: uuid.UUID, client_of: ClientOf, acting: As) -> None:
    anna, today = client_of("anna"), clock.today()
    assert f"/decisions/{revoked}/objections" in anna.get(f"/decisions/{revoked}").text
    facts = {"who": "addressee", "gist": WHY, "committee": "y"}
    send(anna, f"/decisions/{revoked}/objections/new", **facts, **day("received_on", today))
    with acting("anna"):
        (row,) = objections.objections_to(revoked)
        path = f"/objections/{row.id}"
    page = anna.get(path).text
    assert row.number in page
    assert anna.get(f"{path}/clock").status_code == 200
    assert path in anna.get("/today").text
    send(anna, f"{path}/extend", weeks="2", reason="De adviescommissie is pas in januari bij elkaar.")
    send(anna, f"{path}/agree-delay", weeks="1", reason="Partijen willen eerst met elkaar overleggen.")
    send(anna, f"{path}/ask-repair", **day("on", today))
    send(anna, f"{path}/end-repair", **day("on", today))
    send(anna, f"{path}/hear", **day("on", today))
    decided = {"outcome": "revoked", "reason": WHY, **day("outcome_on", today)}
    nameless = anna.post(f"{path}/decide", data={"version": version(anna.get(f"{path}/decide").text), **decided})
    assert nameless.status_code == 422, "what is signed on paper is named"
    send(anna, f"{path}/decide", paper="B-2026-114", **decided)
    assert f"{path}/serve" in anna.get("/today").text
    send(anna, f"{path}/serve", **day("on", today))
    assert anna.get(f"{path}/appeal-term").status_code == 200
    with acting("anna"):
        permit = factories.of(revoked).permit
        assert permit is not None
        assert permit.state == PermitState.GRANTED
    assert anna.get(f"/decisions/{revoked}/objections").status_code == 200


def test_interim_relief_is_registered_ruled_and_ended(revoked: uuid.UUID, client_of: ClientOf, acting: As) -> None:
    anna, today = client_of("anna"), clock.today()
    send(anna, f"/decisions/{revoked}/objections/new", who="other", gist=WHY, **day("received_on", today))
    facts = {"kind": "interim", "court": "Rechtbank Limburg", "reference": "ROE 26/1"}
    send(anna, f"/decisions/{revoked}/cases/new", **facts, **day("lodged_on", today))
    with acting("anna"):
        (case,) = objections.cases_about(revoked)
        path = f"/cases/{case.id}"
    assert "ROE 26/1" in anna.get(path).text
    send(anna, f"{path}/rule", ruling="suspended", gist=WHY, **day("ruled_on", today))
    with acting("anna"):
        assert objections.stay_of(revoked) is not None
    send(anna, f"/decisions/{revoked}/end-stay", **day("on", today))
    with acting("anna"):
        assert objections.stay_of(revoked) is None
    refused = anna.post(f"{path}/withdraw", data={"version": version(anna.get(f"{path}/withdraw").text)})
    assert refused.status_code == 422


def test_a_wrong_day_of_an_objection_stands_at_its_field(revoked: uuid.UUID, client_of: ClientOf) -> None:
    path = f"/decisions/{revoked}/objections/new"
    tomorrow = clock.today() + timedelta(days=1)
    answer = client_of("anna").post(path, data={"who": "addressee", "gist": WHY, **day("received_on", tomorrow)})
    assert answer.status_code == 422
    assert 'id="errors"' in answer.text


def test_a_closure_is_executed_and_reopened_on_its_page(app: Flask, client_of: ClientOf, acting: As) -> None:
    closed = factories.closure("in-effect")
    with acting("femke"):
        closure = enforcement.closure_of(closed)
        assert closure is not None
        first, place = closure.due_from, closure.establishment_id
    with clock.set_to(first):
        femke = client_of("femke")
        page = femke.get(f"/decisions/{closed}/follow-up").text
        assert f"/decisions/{closed}/closure/execute" in page
        facts = {"by": "toezichthouders van de stad", "seal_numbers": "V-0417"}
        send(femke, f"/decisions/{closed}/closure/execute", **facts, **day("on", first), **day("door_notice_on", first))
        assert "toezichthouders van de stad" in femke.get(f"/establishments/{place}").text
        again = femke.post(f"/decisions/{closed}/closure/execute", data={**facts, **day("on", first)})
        assert again.status_code == 422
        send(
            femke, f"/decisions/{closed}/closure/reopen", reason="Aan alle voorwaarden is voldaan.", **day("on", first)
        )
    assert client_of("dirk").get(f"/decisions/{closed}/follow-up").status_code == 403
