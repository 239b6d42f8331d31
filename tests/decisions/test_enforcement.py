"""The enforcement policy on real rows, and what follows a warning, a closure and a penalty order."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock, story
from app.errors import ChangedMeanwhile, Lacking, NoSuchRoad, NotAllowed
from decisions import acts as decision_acts
from decisions import events, town_law
from decisions.enforcement import acts, queries
from decisions.enforcement.acts import Cell
from decisions.enforcement.lifecycle import PolicyState
from decisions.enforcement.models import Policy
from decisions.enforcement.refusals import (
    NoStepAtAll,
    NoSuchViolation,
    PolicyIsEmpty,
    PolicyIsFixed,
    PolicyOverlaps,
    WrongMoney,
)
from decisions.models import Decision
from decisions.refusals import NoSuchMeasure, WrongDay
from permits import acts as permit_acts
from permits import queries as places
from permits.models import Establishment, PartyRoleName
from tests.conftest import As
from tests.inspections import factories as visits
from tests.permits import factories as register

DAY = timedelta(days=1)
STEPS = (
    Cell(1, "nl.warning"),
    Cell(2, "nl.order-under-penalty", None, None, 50_000, None, 200_000),
    Cell(3, "nl.revoke"),
)


def policy(*, fixed: bool = True, **more: Any) -> Policy:
    """The policy of Venlo with one row: no manager present."""
    facts: dict[str, Any] = {
        "name": "Handhavingsbeleid (verzonnen)",
        "reference": "gmb-0000-1",
        "source": "oefenomgeving",
        "valid_from": date(2024, 1, 1),
    }
    row = acts.enter_policy(**facts | more)
    acts.add_violation(row, None, label="geen beheerder", codes=["A04"], lookback_months=24, cells=STEPS)
    return acts.fix_policy(row, None) if fixed else row


def found(place: Establishment, acting: As, on: date, code: str = "A04") -> None:
    with acting("bram"):
        visits.sealed_visit(place, "bram", {code: "Er is geen beheerder aanwezig."}, on=on)


@pytest.fixture
def salon(app: Flask, acting: As) -> uuid.UUID:
    """A salon with an operator since long, and a policy in force."""
    with acting("anna"):
        policy()
        return register.operated(since=date(2024, 1, 1)).id


def place(establishment_id: uuid.UUID) -> Establishment:

    return places.establishment(establishment_id)


def proposed(establishment_id: uuid.UUID) -> list[str]:
    return [step.proposed.rung.measure for step in queries.proposed_steps(place(establishment_id))]


def test_the_same_violation_again_climbs_the_matrix(salon: uuid.UUID, acting: As) -> None:
    today = clock.today()
    with acting("anna"):
        assert proposed(salon) == []
    for days, measure in ((200, "nl.warning"), (100, "nl.order-under-penalty"), (10, "nl.revoke")):
        found(place_of(salon, acting), acting, today - days * DAY)
        with acting("anna"):
            assert proposed(salon) == [measure]
    with acting("anna"):
        step = queries.proposed_steps(place(salon))[0].proposed
        assert (step.occurrence, len(step.counted), step.rung.reference) == (3, 2, "gmb-0000-1")


def place_of(establishment_id: uuid.UUID, acting: As) -> Establishment:
    with acting("anna"):
        return place(establishment_id)


def test_what_the_operator_did_at_another_address_counts_too(salon: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        other = register.establishment()
        operator = register.operator_of(place(salon))
        permit_acts.give_role(other, operator, PartyRoleName.OPERATOR, date(2024, 1, 1))
    found(other, acting, clock.today() - 60 * DAY)
    found(place_of(salon, acting), acting, clock.today() - 5 * DAY)
    with acting("anna"):
        assert proposed(salon) == ["nl.order-under-penalty"]


def test_the_ground_of_the_law_book_can_be_the_violation(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = acts.enter_policy(name="P", reference="R", source="", valid_from=date(2024, 1, 1))
        code = next(one for one in queries.violation_codes() if one.startswith("nl.by-law"))
        acts.add_violation(row, None, label="grond", codes=[code], lookback_months=12, cells=STEPS[:1])
        acts.fix_policy(row, None)
        here = register.operated(since=date(2024, 1, 1))
        item = next(ground.items[0] for ground in town_law.here().grounds(on=clock.today()) if ground.id == code)
    found(here, acting, clock.today() - DAY, item)
    with acting("anna"):
        assert [step.proposed.rung.violation for step in queries.proposed_steps(here)] == ["grond"]


def drafted(establishment_id: uuid.UUID, measure: str) -> Decision:
    here = place(establishment_id)
    return decision_acts.draft(here, measure, register.operator_of(here))


def test_a_decision_that_deviates_cannot_be_submitted_without_the_reason(salon: uuid.UUID, acting: As) -> None:
    found(place_of(salon, acting), acting, clock.today() - DAY)
    with acting("anna"):
        row = drafted(salon, "nl.close-by-law")
        choice = queries.choice_of(row.id)
        assert choice is not None
        assert (choice.deviates, choice.measure_id, choice.occurrence) == (True, "nl.warning", 1)
        assert queries.unexplained() == [choice]
        with pytest.raises(Lacking):
            events.decision_submitted.send(row)
        acts.explain_deviation(choice, None, "De situatie is zo gevaarlijk dat waarschuwen niet volstaat.")
        events.decision_submitted.send(row)
        assert queries.unexplained() == []
        assert "policy.deviation" in {one.kind for one in story.of(row.id)}
        step = queries.proposed_steps(place(salon))[0]
        assert step.taken == row
        decision_acts.drop(row, None, "niet nodig")
        assert queries.proposed_steps(place(salon))[0].taken is None
        with pytest.raises(NoSuchRoad):
            acts.explain_deviation(choice, None, "Te laat om dit nog te schrijven.")


def test_a_decision_that_follows_the_policy_needs_no_reason_and_takes_its_look_back(
    salon: uuid.UUID, acting: As, client_of: Callable[[str], FlaskClient]
) -> None:
    for days in (50, 1):
        found(place_of(salon, acting), acting, clock.today() - days * DAY)
    with acting("anna"):
        row = drafted(salon, "nl.order-under-penalty")
        choice = queries.choice_of(row.id)
        assert choice is not None
        assert (choice.deviates, len(choice.counted)) == (False, 1)
        counted = (clock.today() - 50 * DAY).isoformat()
        assert row.further == {"look_back_months": "24", "earlier_fact_on": counted}
        decision_acts.write(row, None, look_back_months="36")
        assert row.further["look_back_months"] == "36"
        key = row.id
    page = client_of("anna").get(f"/decisions/{key}/questions").text
    assert 'value="36"' in page


def test_without_a_policy_or_a_breach_nothing_is_proposed(app: Flask, acting: As) -> None:
    with acting("anna"):
        here = register.operated(since=date(2024, 1, 1))
        assert queries.choice_of(drafted(here.id, "nl.close-by-law").id) is None


def test_a_fixed_edition_is_never_edited_and_a_new_one_copies_its_rows(app: Flask, acting: As) -> None:
    with acting("adri"):
        row = policy()
        with pytest.raises(PolicyIsFixed):
            acts.add_violation(row, None, label="x", codes=["A04"], lookback_months=1, cells=STEPS)
        with pytest.raises(PolicyIsFixed):
            acts.drop_violation(row, None, row.violations[0])
        with pytest.raises(NoSuchRoad):
            acts.discard_policy(row, None)
        copy = acts.new_edition(row, date(2026, 1, 1), "gmb-0000-2")
        assert [(one.label, len(one.steps)) for one in copy.violations] == [("geen beheerder", 3)]
        assert (copy.state, copy.violations[0].steps[1].penalty_max_cents) == (PolicyState.DRAFT, 200_000)
        with pytest.raises(PolicyOverlaps):
            acts.fix_policy(copy, None)
        with pytest.raises(WrongDay):
            acts.end_policy(row, None, date(2023, 12, 31))
        row = queries.policy(row.id)
        acts.end_policy(row, None, date(2025, 12, 31))
        assert acts.fix_policy(copy, None).state == PolicyState.FIXED
        assert {one.policy for one in queries.rungs()} == {row.name}
        assert len(queries.rungs()) == 6


def test_a_draft_of_a_policy_proposes_nothing_and_can_be_thrown_away(salon: uuid.UUID, acting: As) -> None:
    with acting("adri"):
        row = policy(fixed=False, name="Nog niet vastgesteld")
        assert {one.policy for one in queries.rungs()} == {"Handhavingsbeleid (verzonnen)"}
        acts.drop_violation(row, None, row.violations[0])
        with pytest.raises(PolicyIsEmpty):
            acts.fix_policy(row, None)
        acts.discard_policy(queries.policy(row.id), None)
        assert row not in queries.policies()


def test_a_row_of_the_matrix_names_what_exists(app: Flask, acting: As) -> None:
    with acting("adri"):
        row = policy(fixed=False)
        facts: dict[str, Any] = {"label": "x", "codes": ["A04"], "lookback_months": 12, "cells": STEPS}
        wrong: tuple[tuple[type[Exception], dict[str, Any]], ...] = (
            (NoSuchViolation, {"codes": ["Z99"]}),
            (NoSuchViolation, {"codes": []}),
            (NoStepAtAll, {"cells": []}),
            (NoSuchMeasure, {"cells": [Cell(1, "nl.grant")]}),
            (WrongMoney, {"cells": [Cell(1, "nl.order-under-penalty", None, None, 100, None, 50)]}),
            (WrongMoney, {"cells": [Cell(1, "nl.order-under-penalty", None, None, 0, None, 50)]}),
            (WrongDay, {"lookback_months": 0}),
        )
        for refusal, changed in wrong:
            with pytest.raises(refusal):
                acts.add_violation(queries.policy(row.id), None, **facts | changed)
        with pytest.raises(ChangedMeanwhile):
            acts.add_violation(queries.policy(row.id), 99, **facts)
    with acting("hanneke"), pytest.raises(NotAllowed):
        policy()


def test_another_town_has_another_policy(app: Flask, acting: As) -> None:
    with acting("adri"):
        policy()
    with acting("els"):
        assert queries.policies() == []
        assert queries.rungs() == []
