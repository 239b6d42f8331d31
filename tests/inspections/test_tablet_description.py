"""The OpenAPI document is complete and true: whatever is sent by it, the real server answers as it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.db import db
from inspections.sync import problems
from tests import live
from tests.conftest import As
from tests.house.walking import case_rows
from tests.inspections import factories as visits
from tests.inspections.tablet import Tablet
from tests.permits import factories as register

ROOT = Path(__file__).parents[2]
ClientOf = Callable[[str], FlaskClient]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    ignored_auth,
]
EXAMPLES = 12
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture
def backend() -> str:
    """What the document says does not depend on the database."""
    return "sqlite"


@pytest.fixture
def planned(app: Flask, acting: As) -> UUID:
    with acting("anna"):
        return visits.planned_visit(register.operated()).id


def operations(document: dict[str, Any], address: str) -> Iterator[Any]:
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=address)
    for found in schema.get_all_operations():
        yield found.ok()  # type: ignore[union-attr]


def test_whatever_is_sent_by_the_document_is_answered_as_it_says(
    app: Flask, client_of: ClientOf, planned: UUID
) -> None:
    browser = client_of("bram")
    bram = Tablet(browser, app.test_client(use_cookies=False))
    assert bram.register().status_code == 201
    bram.fetch()
    document = app.test_client().get("/api/v1/openapi.json").get_json()
    cookie = browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    tried: dict[str, int] = {}
    with live.served(app) as address:
        for operation in operations(document, address):
            by_token = {"token": []} in (operation.definition.raw.get("security") or [])
            if operation.method.upper() == "DELETE":
                continue  # it would end the token of all calls after it
            headers = {"Authorization": f"Bearer {bram.token}"} if by_token else {"Cookie": f"drempel={cookie.value}"}
            tried[operation.label] = 0
            for mode in MODES:
                attack(operation, mode, headers, str(planned), tried)
    assert len(tried) >= 11
    assert min(tried.values()) >= EXAMPLES, tried
    assert case_rows()["inspection"] == 1


def attack(operation: Any, mode: GenerationMode, headers: dict[str, str], visit: str, tried: dict[str, int]) -> None:
    """Send what the document allows, or what it forbids, to the known visit in every other case."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def once(case: Any) -> None:
        tried[operation.label] += 1
        if (
            mode is GenerationMode.POSITIVE
            and "visit_id" in (case.path_parameters or {})
            and tried[operation.label] % 2
        ):
            case.path_parameters["visit_id"] = visit
        answer = case.call(headers={**(case.headers or {}), **headers})
        case.validate_response(answer, checks=[check for check in CHECKS if check is not ignored_auth])

    once()


def test_the_document_names_every_call_and_every_problem_has_a_name_and_a_sentence(app: Flask) -> None:
    document = app.test_client().get("/api/v1/openapi.json").get_json()
    described = {
        (path, method) for path, calls in document["paths"].items() for method in calls if method != "parameters"
    }
    hung = {
        (rule.rule.replace("<uuid:", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.rule != "/api/v1/openapi.json"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert described == hung
    kinds = problems.Problem.__subclasses__()
    assert len(kinds) > 25
    names = [kind().name for kind in kinds]
    assert len(set(names)) == len(names)
    assert all(str(kind.sentence) for kind in kinds)
    protocol = (ROOT / "docs/tablet-protocol.md").read_text()
    assert [name for name in names if f"`{name}`" not in protocol] == []
    db.session.rollback()
