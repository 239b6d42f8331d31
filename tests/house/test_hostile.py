"""Nonsense gets a sentence: no form breaks, nothing half-written remains, nobody sees another town."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import encode_multipart

from app import audit
from app.access import Permission, declared, powers_of
from app.db import db, everywhere
from demonstration import region
from tests.conftest import House
from tests.house import walking

ClientOf = Callable[[str], FlaskClient]
ROLES = {"joris": "GM0983", "bram": "GM0983", "hanneke": "GM0983", "adri": "GM0983", "femke": "NIS71016"}
MUST_MEET = {
    "/visits/…/topics/…", "/visits/…/people", "/visits/…/seal", "/decisions/…/approve", "/decisions/…/send-back",
    "/decisions/…/college", "/decisions/…/consultation", "/decisions/…/service", "/decisions/…/grounds",
    "/decisions/…/announce", "/decisions/…/response", "/to-sign/…", "/to-sign/…/return", "/establishments/new",
    "/establishments/…/edit", "/applications/…/grant", "/import", "/people/new", "/municipality/details",
    "/inspections/versions/…", "/tablets/…/revoke", "/municipality/danger-numbers", "/visit-app-sign-in",
    "/sectors/new", "/decisions/…/bundles/new?profile=nl.municipality",
    "/decisions/…/bundles/masking?profile=nl.municipality&document=decision",
}  # fmt: skip
QUERIES = [
    "page=-1", "page=" + "9" * 30, "page=x", "q=" + "x" * 5000, "q=%00%1b%ff", "q=%22%27%25_*)(", "sector=zzz",
    "state=zzz", "sort=zzz", "from=31-02-2027", "until=99999-01-01", "establishment=zzz", "day=2027-02-31",
]  # fmt: skip


_laid_out: list[House] = []


@pytest.fixture
def cases(app: Flask, house: House) -> Flask:
    """Towns with a case in every state: laid out once, then put back, also after each accepted form."""
    if house in _laid_out:
        put_back(house)
    else:
        walking.lay_out_cases()
        keep(house)
        _laid_out.append(house)
    return app


def keep(house: House, name: str = "cases") -> None:
    db.session.remove()
    db.engine.dispose()
    house.keep(name)


def put_back(house: House, name: str = "cases") -> None:
    db.session.remove()
    db.engine.dispose()
    house.restore(name)


def test_no_nonsense_breaks_a_form(cases: Flask, house: House, client_of: ClientOf, backend: str) -> None:
    faults: list[str] = []
    met: set[str] = set()
    for who, town in ROLES.items():
        client = client_of(who)
        keep(house, "signed_in")
        powers = powers_of(region.member(who).role_names)
        forms, broken = walking.forms(client, list(walking.addresses(cases, town, powers)))
        fresh = [form for form in forms if form.key[0] not in met]
        met |= {form.key[0] for form in forms}
        every = backend == "sqlite"
        faults += broken + [fault for form in fresh for fault in attack(house, client, form, every=every)]
    assert faults == []
    assert MUST_MEET - met == set()


def attack(house: House, client: FlaskClient, form: walking.Drawn, *, every: bool) -> list[str]:
    """Send a form in every wrong way; what is accepted is undone."""
    faults, before = [], walking.case_rows()
    for what, sent in walking.nonsense(form, every=every):
        boundary, body = encode_multipart(sent)  # in memory: the client would leave a file open
        answer = client.post(form.action, data=body, content_type=f"multipart/form-data; boundary={boundary}")
        told = f"{form.action} ({what}): {answer.status_code}"
        if answer.status_code >= 500 or "Traceback" in answer.text:
            faults.append(told)
        if answer.status_code >= 400 and walking.case_rows() != before:
            faults.append(f"{told} and something was written")
        if answer.status_code < 400:
            if what == "html" and walking.SCRIPT in client.get(form.page).text:
                faults.append(f"{told} and the script came back as a script")
            put_back(house, "signed_in")
    return faults


def test_no_nonsense_in_an_address_breaks_a_page(app: Flask, client_of: ClientOf) -> None:
    """Each page once, for the first who may open it; test_each_route_is_closed opens it for everybody."""
    done: set[str] = set()
    for who in ROLES:
        client, powers = client_of(who), powers_of(region.member(who).role_names)
        for rule in app.url_map.iter_rules():
            power = declared(app.view_functions[rule.endpoint])
            closed = isinstance(power, Permission) and power not in powers
            if "GET" in (rule.methods or ()) and not rule.arguments and not closed and rule.rule not in done:
                done |= {rule.rule} - {"/"}  # the start page is another one for each role
                for query in QUERIES:
                    answer = client.get(f"{rule.rule}?{query}")
                    assert answer.status_code < 500, (who, rule.rule, query)


def test_another_town_and_nothing_at_all_look_the_same_and_the_log_knows(cases: Flask, client_of: ClientOf) -> None:
    with everywhere("the test asks for rows of Genk"):
        there = {name: key for name, model in walking.ROWS.items() for key in ids_of(model)}
    for who in ("anna", "bram", "hanneke", "adri"):
        client, powers = client_of(who), powers_of(region.member(who).role_names)
        for rule in cases.url_map.iter_rules():
            power = declared(cases.view_functions[rule.endpoint])
            if power not in powers or not rule.arguments or not rule.arguments <= there.keys():
                continue
            for method in sorted({"GET", "POST"} & (rule.methods or set())):
                before = asked()
                values = {name: there[name] for name in rule.arguments}
                answer = client.open(cases.url_map.bind("").build(rule.endpoint, values), method=method)
                assert answer.status_code == 404, (who, method, rule.rule, answer.status_code)
                assert asked() == before + 1, (who, method, rule.rule)
                values = dict.fromkeys(rule.arguments, walking.CHOICES["unknown id"])
                answer = client.open(cases.url_map.bind("").build(rule.endpoint, values), method=method)
                assert answer.status_code == 404, (who, method, rule.rule, answer.status_code)
                assert asked() == before + 1, (who, method, rule.rule)


def ids_of(model: Any) -> list[Any]:
    return list(db.session.scalars(db.select(model.id).where(model.municipality_code == "NIS71016").limit(1)))


def asked() -> int:
    db.session.rollback()
    question = db.select(db.func.count()).select_from(audit.AuditLine).where(audit.AuditLine.act == "asked-elsewhere")
    return db.session.scalar(question) or 0


@pytest.mark.parametrize("who", ["anna", "bram", "hanneke", "adri", None])
def test_each_route_is_closed_to_who_lacks_its_power(app: Flask, client_of: ClientOf, who: str | None) -> None:
    client = client_of(who) if who else app.test_client()
    powers = powers_of(region.member(who).role_names) if who else frozenset()
    for rule in app.url_map.iter_rules():
        power = declared(app.view_functions[rule.endpoint])
        if not isinstance(power, Permission):
            continue
        address = example(rule.rule)
        for method in sorted({"GET", "POST"} & (rule.methods or set())):
            status = client.open(address, method=method).status_code
            if power in powers:
                assert status not in {401, 403, 500, 503}, (method, rule.rule, status)
            else:
                sent_on = method == "GET" and not rule.rule.startswith("/api/")  # a machine is not sent to a page
                assert status == (403 if who else 302 if sent_on else 401), (method, rule.rule, status)


def example(rule: str) -> str:
    """An address of this shape with ids of nothing."""
    rule = re.sub(r"<uuid:\w+>", walking.CHOICES["unknown id"], re.sub(r"<int:\w+>", "1", rule))
    rule = re.sub(r"<string\(length=64\):\w+>|<string:sha256>", "0" * 64, rule)
    rule = re.sub(r'<any\("([\w-]+)"[^>]*>', r"\1", rule)
    return re.sub(r"<\w+:\w+>", "zzz", rule)


def test_nobody_reads_what_is_not_of_their_role() -> None:
    inspector, mayor = powers_of(["inspector"]), powers_of(["mayor"])
    dossiers = {Permission.REGISTER_READ, Permission.INSPECTION_READ, Permission.FINDING_READ, Permission.DECISION_READ}
    assert Permission.DECISION_READ not in inspector
    assert Permission.REGISTER_READ not in mayor
    assert not dossiers & powers_of(["administrator"])
    assert not {Permission.DECISION_SIGN, Permission.DECISION_DRAFT} <= powers_of(["permit-officer"])
