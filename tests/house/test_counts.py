"""A page asks the database as often for thirty rows as for a few: no question per row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app import clock
from app.db import db
from tests.conftest import As
from tests.decisions import factories as decisions
from tests.inspections import factories as visits
from tests.permits import factories as permits


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


def test_decisions_and_the_mayors_pile_ask_no_question_per_row(
    app: Flask, client_of: Callable[[str], FlaskClient]
) -> None:
    joris, hanneke = client_of("joris"), client_of("hanneke")
    pages = [(joris, "/decisions"), (joris, "/today"), (hanneke, "/to-sign")]
    for _ in range(2):
        decisions.refusal("with-mayor")
    few = [questions(client, path) for client, path in pages]
    for _ in range(5):
        decisions.refusal("with-mayor")
    assert [questions(client, path) for client, path in pages] == few
