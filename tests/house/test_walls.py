"""The house keeps its own rules."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import law
from app import acts
from app.access import Permission, declared
from app.acts import Actor
from app.errors import NotAllowed
from app.lifecycle import Lifecycle
from decisions.bibob.lifecycle import INQUIRY
from decisions.compartments.lifecycle import ERASURE
from decisions.countersigning.lifecycle import PAPER
from decisions.enforcement.lifecycle import CLOSURE, FORFEITURE, ORDER, POLICY, SEAL, WARNING
from decisions.integrity.lifecycle import INVESTIGATION
from decisions.lifecycle import DECISION
from decisions.objections.lifecycle import COURT, OBJECTION
from inspections.lifecycle import INSPECTION
from permits.lifecycle import APPLICATION, PERMIT

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "permits", "inspections", "decisions", "reports", "law", "demonstration")
LIFECYCLES: dict[str, tuple[str, Lifecycle[Any]]] = {
    "application": ("permits", APPLICATION),
    "permit": ("permits", PERMIT),
    "inspection": ("inspections", INSPECTION),
    "decision": ("decisions", DECISION),
    "policy": ("decisions.enforcement", POLICY),
    "warning": ("decisions.enforcement", WARNING),
    "closure": ("decisions.enforcement", CLOSURE),
    "seals": ("decisions.enforcement", SEAL),
    "penalty-order": ("decisions.enforcement", ORDER),
    "forfeiture": ("decisions.enforcement", FORFEITURE),
    "objection": ("decisions.objections", OBJECTION),
    "court-case": ("decisions.objections", COURT),
    "letter of the college": ("decisions.countersigning", PAPER),
    "bibob inquiry": ("decisions.bibob", INQUIRY),
    "destruction of a bibob file": ("decisions.bibob", ERASURE),
    "integrity investigation": ("decisions.integrity", INVESTIGATION),
    "destruction of an integrity file": ("decisions.integrity", ERASURE),
}
NOBODY = Actor("person", "0", "Nobody", "GM0983", frozenset())


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (p for p in (ROOT / folder).rglob("*.py") if "versions" not in p.parts)


def test_every_power_is_used_by_an_act_or_a_route(app: Flask) -> None:
    used = {known.power for known in acts.KNOWN.values()}
    used |= {power for view in app.view_functions.values() if isinstance(power := declared(view), Permission)}
    assert set(Permission) - used == set()


def test_somebody_without_powers_is_refused_every_act(app: Flask) -> None:
    assert len(acts.KNOWN) > 40
    with acts.acting_as(NOBODY):
        for known in acts.KNOWN.values():
            with pytest.raises(NotAllowed):
                known.function()


# Acts that a test meets through another door; the words at the right stand in that test.
THROUGH = {
    "app.change_own_settings": '"/settings", data=',
    "decisions.check_password": "five_wrong_passwords_block_signing",
    "decisions.finish_bundle": "BundleState.MADE",
    "decisions.give_up_bundle": "BundleState.FAILED",
    "decisions.keep_proof": "made_to_last_by_the_same_job",
    "decisions.lift_masking": '"/masking/lift?"',
    "decisions.proof_tried": "does not knock until the next slot",
    "decisions.want_proof": "made to last, 1 in a queue",
    "decisions.submit_to_reader": "DecisionState.SECOND_READING",
    "papers.check_password": "iets anders",
    "papers.offer_to_director": "returning.offer_again(",
    "papers.offer_to_mayor": "returning.offer_again(",
    "inspections.decide_clash": "/inspections/versions/",
    "inspections.hand_package": "/visits/work-package",
    "inspections.keep_receipt": "sync_receipt",
    "inspections.receive_addendum": "/addenda/",
    "inspections.receive_flag": "/findings/{flag",
    "inspections.register_device": '"/api/v1/devices"',
    "inspections.report_device_state": "/state",
    "inspections.revoke_device": "/revoke",
    "inspections.save_danger_contacts": "/municipality/danger-numbers",
    "inspections.set_clash_aside": "/read",
    "inspections.take_up": "/take-up",
    "inspections.sign_off_device": '"DELETE", f"/devices/',
    "permits.finish_import": 'f"{address}/start"',
    "permits.grant_by_silence": "permits_by_silence(clock.now())",
    "permits.import_whole_file": '"way": "whole"',
    "permits.offer_import": 'client.post("/import"',
    "permits.refuse_import": "refused.csv",
    "permits.start_import": 'f"{address}/start"',
}


def test_every_act_is_called_by_a_test() -> None:
    told = "\n".join(path.read_text() for path in sources("tests", "demonstration") if path.name != "test_walls.py")
    untold = [
        known.name
        for known in acts.KNOWN.values()
        if THROUGH.get(known.name, "\0") not in told and not re.search(rf"\b{known.name.split('.')[-1]}\b", told)
    ]
    assert untold == []


def test_every_route_declares_its_power_in_kebab_case_with_typed_places(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        assert declared(app.view_functions[rule.endpoint]), rule
        bare = re.sub(r"<[^>]+>", "", rule.rule)
        assert bare == bare.lower(), rule
        assert "_" not in bare, rule
        if rule.endpoint != "static" and not rule.endpoint.startswith("security."):
            assert all(":" in place for place in re.findall(r"<([^>]+)>", rule.rule)), rule


def test_dossiers_with_persons_record_that_they_were_read(app: Flask) -> None:
    must = {
        "permits.establishment",
        "inspections.inspection",
        "decisions.decision",
        "bibob.inquiry",
        "integrity.investigation",
    }
    for endpoint in must:
        assert getattr(app.view_functions[endpoint], "recorded", False), endpoint


def test_every_template_is_reachable() -> None:
    folders = [ROOT / name for name in ("app/web/templates", "permits", "inspections", "decisions")]
    templates = {p for folder in folders for p in folder.rglob("*.html") if "templates" in p.parts}
    everything = "\n".join(p.read_text() for p in [*templates, *sources("app", "permits", "inspections", "decisions")])
    names = {str(p).split("/templates/", 1)[1] for p in templates}
    lonely = {n for n in names if everything.count(f'"{n}"') + everything.count(f"'{n}'") == 0}
    assert {n for n in lonely if not n.startswith("security/")} == set()


@pytest.mark.parametrize("noun", LIFECYCLES)
def test_each_state_is_reached_and_left_and_each_road_is_one_act(noun: str) -> None:
    package, table = LIFECYCLES[noun]
    assert _reached(table) == {state for (state, _) in table.roads} | set(table.roads.values())
    for state in _reached(table):
        assert state in table.final or table.verbs(state), state
    for _, verb in table.roads:
        module = importlib.import_module(f"{package}.acts")
        assert hasattr(module, verb), f"{package}.acts has no {verb}"


def _reached(table: Lifecycle[Any]) -> set[Any]:
    reached, found = {table.start}, {table.start}
    while found:
        found = {target for (state, _), target in table.roads.items() if state in reached} - reached
        reached |= found
    return reached


def test_a_state_is_assigned_only_by_its_lifecycle() -> None:
    for path in sources("permits", "inspections", "decisions"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assign) and any(
                isinstance(t, ast.Attribute) and t.attr == "state" for t in node.targets
            ):
                call = ast.unparse(node.value)
                assert ".after(" in call or path.name == "writing.py" or "import" in str(path), (path, call)


def test_holidays_of_next_year_are_known() -> None:
    year = date.today().year + 1  # noqa: DTZ011 - the calendar of this machine is the question
    for country in ("nl", "be"):
        assert law.calendar.holidays(country, year)


def test_every_test_function_is_collected() -> None:
    for path in (ROOT / "tests").rglob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
                assert path.name.startswith("test_"), (path, node.name)
                assert node.name.startswith("test_"), (path, node.name)


def test_no_room_is_called_after_nothing() -> None:
    nothing = {"utils", "helpers", "manager", "base", "common", "misc"}
    for package in PACKAGES:
        for path in sources(package):
            assert path.stem not in nothing, path


def test_nothing_at_run_time_leans_on_what_lies_beside_the_project() -> None:
    for path in sources(*PACKAGES):
        assert "/shared/" not in path.read_text(), path
