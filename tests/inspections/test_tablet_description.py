"""The OpenAPI document is complete and true: whatever is sent by it, the real server answers as it says."""

from __future__ import annotations

import copy
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
]
# How this protocol says no: the usual ones, and those for versions, attachments, old clients and withdrawn visits.
REFUSED = ["400", "401", "403", "404", "405", "409", "410", "412", "413", "415", "422", "424", "426", "428", "429"]
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
    """Every call. Who calls is shown by the test itself, so that is no part of what is made up."""
    bare = copy.deepcopy(document)
    del bare["components"]["securitySchemes"]
    for calls in bare["paths"].values():
        for call in calls.values():
            call.pop("security", None) if isinstance(call, dict) else None
    schema = schemathesis.openapi.from_dict(bare)
    schema.config.update(base_url=address)
    schema.config.checks.negative_data_rejection.expected_statuses = REFUSED
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
            described = document["paths"][operation.path][operation.method.lower()]
            by_token = {"token": []} in described["security"]
            if operation.method.upper() == "DELETE":
                continue  # it would end the token of all calls after it
            headers = {"Authorization": f"Bearer {bram.token}"} if by_token else {"Cookie": f"drempel={cookie.value}"}
            tried[operation.label] = 0
            asks = "requestBody" in described or described.get("parameters")
            for mode in MODES if asks else MODES[:1]:
                attack(operation, mode, headers, str(planned), tried)
    assert len(tried) >= 11
    assert min(tried.values()) >= 1
    assert sum(tried.values()) >= 150, tried
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
        case.validate_response(answer, checks=CHECKS)

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
