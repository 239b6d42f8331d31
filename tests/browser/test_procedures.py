"""The pages of what follows a decision, of closed files and of letter texts: accessible, and nothing off the screen."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page
from sqlalchemy import select
from werkzeug.routing import Rule

from app import acts, clock
from app.access import Permission, declared, powers_of
from app.db import db, everywhere
from app.people import User
from decisions.applications import acts as deciding
from decisions.bibob.models import BibobInquiry, BibobPerson
from decisions.compartments.models import Erasure
from decisions.countersigning import queries as papers
from decisions.countersigning.acts import returning
from decisions.countersigning.models import PaperToSign
from decisions.enforcement.models import Forfeiture, Policy, Sealing
from decisions.integrity.models import IntegrityInvestigation, IntegrityScope
from decisions.models import Decision
from decisions.objections.deciding import acts as answering
from decisions.objections.models import CourtCase, Objection
from demonstration import procedures, region
from permits.models import Establishment, Party
from tests.browser.test_pages import FILES, LOCALES, OF_OTHER_CASES, SENTENCE, WORD, look, on_screens
from tests.conftest import As, House
from tests.decisions import (
    factories,
    test_application_decisions,
    test_bibob,
    test_integrity,
    test_objections,
)
from tests.decisions import test_enforcement_follow_up as following
from tests.live import Opens

ROWS: dict[str, Any] = {
    "case_id": CourtCase,
    "decision_id": Decision,
    "erasure_id": Erasure,
    "establishment_id": Establishment,
    "forfeiture_id": Forfeiture,
    "inquiry_id": BibobInquiry,
    "investigation_id": IntegrityInvestigation,
    "objection_id": Objection,
    "paper_id": PaperToSign,
    "person_id": BibobPerson,
    "policy_id": Policy,
    "scope_id": IntegrityScope,
    "seal_id": Sealing,
}
WORDS = {
    "gate": ["alternatives", "interest_weighing", "circumstances", "stale"],
    "key": ["advice", "stand-still", "end", "reuse"],
    "kind": ["warning"],
    "language": ["nl"],
    "measure_id": ["nl.warning", "nl.order-under-penalty"],
}
# Joris reads the Dutch half and Femke the Belgian one; the fines have an officer of their own, the college its mayor.
CAST = ("joris", "femke", "gust", "celine")
# Asked of what is not there by itself; each has a test of its own beside its acts.
AT_A_MOMENT = {
    "bibob.erasure_step",
    "decisions.agree_delay",
    "decisions.appeal_term",
    "decisions.end_repair",
    "decisions.serve_outcome",
    "decisions.pay",
    "decisions.reopen",
    "decisions.returned_college_letter",
    "integrity.erasure_step",
}
# What names and language do to a page shows with the long names; the other walk looks at a desk, and at twice the size.
SHORT = [(1280, 1024), (640, 512)]
SCREENS = [(1280, 1024), (820, 1180), (640, 512), (390, 844), (320, 640)]  # 640 by 512: 1280 by 1024 at 200 %
_played: list[House] = []
_found: list[tuple[str, str]] = []


@pytest.fixture
def backend() -> str:
    """How a page looks does not depend on the database."""
    return "sqlite"


@pytest.fixture
def town(house: House, app: Flask, acting: As) -> Flask:
    """Everything that can follow a decision, in progress; played once, then put back."""
    if house in _played:
        db.engine.dispose()
        house.restore("procedures")
        return app
    play(acting)
    db.session.remove()
    db.engine.dispose()
    house.keep("procedures")
    _played.append(house)
    return app


def play(acting: As) -> None:
    procedures.lay_procedures()
    factories.refusal("drafted")
    following.due(acting)
    with acting("joris"):
        test_bibob.closed()
        objection = db.session.scalars(select(Objection)).first()
        assert objection is not None
        test_objections.objected(objection.decision_id)
    with acting("anna"):
        application = test_application_decisions.received(complete=True)
        deciding.begin(application, "nl.grant-with-conditions")
        deciding.begin(test_application_decisions.received(), "nl.extend-term")
        objection = db.session.scalars(select(Objection)).first()
        assert objection is not None
        answering.begin_answer(objection, objection.decision.addressee)
    with acting("femke"):
        test_integrity.heard(test_integrity.opened(scope=False))
        returned = test_integrity.opened(scope=False).documents[0].id
    with acting("celine"):
        paper = papers.paper_of(returned)
        assert paper is not None
        returning.send_back(paper, None, SENTENCE)


@pytest.fixture
def walked(town: Flask) -> list[tuple[str, str]]:
    """(who, address) of each page; looked for once, before the browser asks its forms for a token."""
    if not _found:
        found, faults = addresses(town)
        assert not faults, "\n".join(faults)
        _found.extend(found)
    return _found


def test_what_follows_and_what_is_closed_is_accessible_and_fits(walked: list[tuple[str, str]], opens: Opens) -> None:
    walk(walked, opens, "nl", SHORT)


def test_it_holds_long_names_and_is_accessible_in_french(walked: list[tuple[str, str]], opens: Opens) -> None:
    with everywhere("the test lengthens every name"), acts.named("test"):
        for place in db.session.scalars(select(Establishment)).unique():
            place.name = f"{WORD} {place.name} {SENTENCE}"[:120]
        for party in db.session.scalars(select(Party)):
            party.name = party.contact_name = f"{party.name} {WORD} {SENTENCE}"[:120]
    walk(walked, opens, "fr", SCREENS)


def walk(found: list[tuple[str, str]], opens: Opens, language: str, screens: list[tuple[int, int]]) -> None:
    with everywhere("the test speaks one language"), acts.named("test"):
        for user in db.session.scalars(select(User)):
            user.language = language
    faults: list[str] = []
    browsers: dict[str, Page] = {}
    for who, address in found:
        faults += of_page(browsers, opens, who, address, language, screens)
    assert not faults, "\n".join(faults)


def addresses(app: Flask) -> tuple[list[tuple[str, str]], list[str]]:
    """(who, address) of each page with a case behind it, and the pages that open for no case."""
    clients = {who: signed_in(app, who) for who in CAST}
    found: list[tuple[str, str]] = []
    faults: list[str] = []
    for rule in pages(app):
        one = first_that_opens(app, clients, rule)
        if one is not None:
            found.append(one)
        elif rule.endpoint not in AT_A_MOMENT:
            faults.append(f"{rule.rule}: opens for no row")
    # What follows looks different for a closure, a warning and an order.
    for key, who in itertools.product(keys(Decision), ("joris", "femke")):
        address = f"/decisions/{key}/follow-up"
        if (who, address) not in found and clients[who].get(address).status_code == 200:
            found.append((who, address))
    return found, faults


def signed_in(app: Flask, who: str) -> FlaskClient:
    client = app.test_client()
    assert client.post(f"/practice/{region.member(who).id}").status_code == 302
    return client


def pages(app: Flask) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        ours = OF_OTHER_CASES.search(rule.rule) and not FILES.search(rule.rule) and "/documents/" not in rule.rule
        if ours and "GET" in (rule.methods or ()):
            yield rule


def first_that_opens(app: Flask, clients: dict[str, FlaskClient], rule: Rule) -> tuple[str, str] | None:
    power = declared(app.view_functions[rule.endpoint])
    for who in CAST:
        if isinstance(power, Permission) and power not in powers_of(region.member(who).role_names):
            continue
        for address in filled(rule):
            answer = clients[who].get(address)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                return who, address
    return None


def filled(rule: Rule) -> Iterator[str]:
    """The page for each row it can be about."""
    places = re.findall(r"<([^>]+)>", rule.rule)
    for values in itertools.product(*(values_for(place) for place in places)):
        address = rule.rule
        for value in values:
            address = re.sub(r"<[^>]+>", value, address, count=1)
        yield address


def values_for(place: str) -> list[str]:
    kind, name = place.rsplit(":", 1)
    if kind.startswith("any("):
        return re.findall(r'"([^"]+)"', kind)
    return WORDS[name] if name in WORDS else keys(ROWS[name])


def keys(model: Any) -> list[str]:
    db.session.rollback()
    with everywhere("the test fills every place"):
        return [str(key) for key in db.session.scalars(select(model.id).order_by(model.id.desc()))]


def of_page(
    browsers: dict[str, Page], opens: Opens, who: str, address: str, language: str, screens: list[tuple[int, int]]
) -> Iterator[str]:
    if who not in browsers:
        browsers[who] = opens(region.member(who).name, "/", width=1280, locale=LOCALES[language])
    page = browsers[who]
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        yield f"{address}: {answer and answer.status} on {clock.today()}"
        return
    yield from (f"{address}: {fault}" for fault in look(page, language, whole=True))
    yield from (f"{address}: {fault}" for fault in on_screens(page, 1280, screens))
