"""The pages of what follows a decision, of closed files and of letter texts: accessible, and nothing off the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page

from app import acts, clock
from app.db import db, everywhere
from app.people import User
from decisions.applications import acts as deciding
from decisions.countersigning import queries as papers
from decisions.objections.deciding import acts as answering
from demonstration import region
from tests.browser.test_pages import LOCALES, look, on_screens
from tests.conftest import As
from tests.decisions import (
    factories,
    test_application_decisions,
    test_bibob,
    test_enforcement,
    test_integrity,
    test_objections,
)
from tests.live import Opens


@pytest.fixture
def backend() -> str:
    """How a page looks does not depend on the database."""
    return "sqlite"


@pytest.fixture
def steps(app: Flask, acting: As) -> list[tuple[str, str]]:
    """(who, address) of every page, with a case behind each."""
    revoked, closed = factories.revocation("in-effect"), factories.closure("in-effect")
    drafted = factories.refusal("drafted")
    with acting("anna"):
        policy = test_enforcement.policy()
        objection = test_objections.objected(revoked)
        relief = test_objections.lodged(revoked, "interim", objection=objection)
        place = factories.of(revoked).establishment_id
        ordered = test_enforcement.drafted(place, "nl.order-under-penalty").id
        found = [
            ("anna", f"/objections/{objection.id}"),
            ("anna", f"/objections/{objection.id}/clock"),
            ("anna", f"/cases/{relief.id}"),
            ("anna", f"/cases/{relief.id}/rule"),
            ("anna", f"/decisions/{revoked}/objections"),
            ("anna", f"/decisions/{revoked}/objections/new"),
            ("anna", f"/decisions/{revoked}/cases/new"),
            ("anna", f"/decisions/{ordered}/particulars"),
            ("anna", f"/decisions/{drafted}/set-aside/alternatives"),
            ("anna", f"/establishments/{place}/enforcement"),
            ("anna", "/policies"),
            ("anna", f"/policies/{policy.id}"),
            ("anna", "/letter-texts"),
            ("anna", "/letter-texts/nl/warning"),
            ("anna", "/letter-texts/nl/warning/rules"),
        ]
    with acting("joris"):
        inquiry = test_bibob.closed()
        found += [
            ("joris", "/bibob"),
            ("joris", f"/bibob/{inquiry.id}"),
            ("joris", "/bibob/erasures"),
        ]
    with acting("anna"):
        application = test_application_decisions.received(complete=True)
        granting = deciding.begin(application, "nl.grant-with-conditions").id
        asked = deciding.begin(test_application_decisions.received(), "nl.extend-term").id
        answer = answering.begin_answer(objection, objection.decision.addressee).id
        found += [
            ("anna", f"/applications/{application.id}"),
            ("anna", f"/applications/{application.id}/grant"),
            ("anna", f"/decisions/{granting}/content"),
            ("anna", f"/decisions/{granting}/letter"),
            ("anna", f"/decisions/{asked}/content"),
            ("anna", f"/decisions/{answer}/answer"),
            ("anna", f"/objections/{objection.id}/decide"),
        ]
    with acting("femke"):
        row = test_integrity.heard(test_integrity.opened())
        paper = papers.paper_of(row.documents[0].id)
        assert paper is not None
        found += [("celine", "/college-letters"), ("celine", f"/college-letters/{paper.id}")]
        found += [
            ("femke", "/integrity"),
            ("femke", f"/integrity/{row.id}"),
            ("femke", "/integrity/erasures"),
            ("femke", f"/decisions/{closed}/follow-up"),
            ("femke", f"/decisions/{closed}/closure/execute"),
        ]
    db.session.rollback()
    return found


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_follows_and_what_is_closed_is_accessible_and_fits(
    steps: list[tuple[str, str]], opens: Opens, language: str
) -> None:
    with everywhere("the test speaks one language"), acts.named("test"):
        for user in db.session.scalars(db.select(User)):
            user.language = language
    browsers: dict[str, Page] = {}
    faults = [fault for who, address in steps for fault in of_page(browsers, opens, who, address, language)]
    assert not faults, "\n".join(faults)


def of_page(browsers: dict[str, Page], opens: Opens, who: str, address: str, language: str) -> Iterator[str]:
    if who not in browsers:
        browsers[who] = opens(region.member(who).name, "/", width=1280, locale=LOCALES[language])
    page = browsers[who]
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        yield f"{address}: {answer and answer.status} on {clock.today()}"
        return
    yield from (f"{address}: {fault}" for fault in look(page, language, whole=True))
    yield from (f"{address}: {fault}" for fault in on_screens(page, 1280))
