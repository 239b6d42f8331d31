"""A page asks the database as often for thirty rows as for a few: no question per row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app import acts, clock, reminders
from app.db import db, new_id
from decisions import acts as decision_acts
from inspections import queries
from permits import acts as permit_acts
from permits.models import Establishment, PartyRoleName
from tests.conftest import As
from tests.decisions import factories as decisions
from tests.inspections import factories as visits
from tests.permits import factories as permits

MOST = 60  # questions that any page may ask, however much there is to tell; drafting asks most, at 58


@pytest.fixture
def backend() -> str:
    """How often is asked does not depend on the database."""
    return "sqlite"


@contextmanager
def counted() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def questions(client: FlaskClient, path: str) -> int:
    client.get(path)
    with counted() as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_registers_and_visits_ask_no_question_per_row(
    app: Flask, acting: As, client_of: Callable[[str], FlaskClient]
) -> None:
    anna, bram = client_of("anna"), client_of("bram")
    pages = [(anna, path) for path in ("/register", "/inspections", "/inspections?state=planned", "/today")]
    pages += [(bram, path) for path in ("/visits", "/visits/elsewhere", "/inspections")]
    more(acting, 4)
    few = [questions(client, path) for client, path in pages]
    more(acting, 12)
    assert [questions(client, path) for client, path in pages] == few


def more(acting: As, number: int) -> None:
    with acting("anna"):
        for day in range(number):
            visits.planned_visit(permits.operated(), on=clock.today() + timedelta(days=day % 3))
            permits.application()


def test_the_start_page_asks_no_question_per_reminder_new_or_seen(
    app: Flask, acting: As, client_of: Callable[[str], FlaskClient]
) -> None:
    with clock.set_to(date(2026, 6, 8)):
        bram, numbers = client_of("bram"), []
        for more_visits in (2, 5):
            more(acting, more_visits)
            with acts.acting_as(acts.machine("job", "test", "GM0983")), acts.named("job"):
                assert reminders.remind_of_terms(clock.now()) != "0 reminders"
            numbers.append(first_and_second(bram))
    assert numbers[0] == numbers[1]


def first_and_second(client: FlaskClient) -> tuple[int, int]:
    """How often the start page asks while reminders are new, and when they have been seen."""
    with counted() as new:
        assert 'id="reminders"' in client.get("/today").text
    with counted() as known:
        client.get("/today")
    return len(new), len(known)


def test_decisions_their_bundles_and_the_mayors_pile_ask_no_question_per_row(
    app: Flask, acting: As, client_of: Callable[[str], FlaskClient]
) -> None:
    joris, hanneke, signed = client_of("joris"), client_of("hanneke"), decisions.refusal("signed")
    pages = [(joris, "/decisions"), (joris, "/today"), (hanneke, "/to-sign")]
    pages += [(client_of("anna"), f"/decisions/{signed}/bundles")]

    def enlarged(number: int) -> None:
        for _ in range(number):
            decisions.refusal("with-mayor")
            with acting("anna"):
                decisions.bundle(signed)

    enlarged(2)
    few = [questions(client, path) for client, path in pages]
    enlarged(5)
    assert [questions(client, path) for client, path in pages] == few


def test_the_pages_of_a_dossier_ask_no_question_per_row(
    app: Flask, acting: As, client_of: Callable[[str], FlaskClient]
) -> None:
    decision_id = decisions.refusal("with-mayor")
    with acting("anna"):
        place_id = decisions.of(decision_id).establishment_id
    enlarge(acting, place_id, 3)
    pages = dossier(acting, client_of, decision_id)
    few = {path: questions(client, path) for client, path in pages}
    enlarge(acting, place_id, 12)
    many = {path: questions(client, path) for client, path in pages}
    assert {path: (few[path], many[path]) for path in few if few[path] != many[path]} == {}
    assert {path: number for path, number in many.items() if number > MOST} == {}


def dossier(acting: As, client_of: Callable[[str], FlaskClient], decision_id: Any) -> list[tuple[FlaskClient, str]]:
    """Every page that tells of one establishment, and the start pages."""
    anna, bram, joris, hanneke = (client_of(who) for who in ("anna", "bram", "joris", "hanneke"))
    with acting("anna"):
        row = decisions.of(decision_id)
        place, visit = f"/establishments/{row.establishment_id}", queries.inspections_of(row.establishment_id)[-1]
        application = f"/applications/{row.application_id}"
    tabs = ("", "/inspections", "/findings", "/decisions", "/parties", "/papers", "/looked")
    steps = (
        "",
        "/measure",
        "/grounds",
        "/interests",
        "/questions",
        "/photos",
        "/hearing",
        "/letter",
        "/submit",
        "/service",
    )
    pages = [(anna, place + tab) for tab in tabs] + [(bram, place), (bram, f"{place}/findings")]
    pages += [(anna, application), (anna, f"/inspections/{visit.id}"), (bram, f"/inspections/{visit.id}/report")]
    pages += [(joris, f"/decisions/{decision_id}{step}") for step in steps]
    pages += [(hanneke, f"/to-sign/{decision_id}"), (hanneke, f"/decisions/{decision_id}"), (hanneke, "/to-sign")]
    return [*pages, (anna, "/today"), (bram, "/visits"), (hanneke, "/signed")]


_days_ago = count(1)  # no two visits have the same slot


def enlarge(acting: As, place_id: Any, number: int) -> None:
    """So many visits, findings, decisions, papers and parties more in one dossier."""
    for _ in range(number):
        with acting("bram"):
            day = clock.today() - timedelta(days=next(_days_ago))
            place = db.session.get_one(Establishment, place_id)
            visits.sealed_visit(place, "bram", {"A31": "Geen vluchtweg.", "A32": "Vier matrassen."}, on=day)
        with acting("anna"):
            place = db.session.get_one(Establishment, place_id)
            permit_acts.give_role(place, permits.party(), PartyRoleName.FINANCIER, clock.today())
            visits.planned_visit(place, slot=f"extra:{new_id()}")
            begun = decision_acts.draft(place, "nl.warning", permits.operator_of(place))
            decision_acts.drop(begun, begun.version, "Niet meer nodig.")
