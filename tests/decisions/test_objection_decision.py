"""The decision on an objection is a letter of its own, and does what it says when it is served."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.errors import Lacking
from decisions import acts as decision_acts
from decisions import queries as decision_queries
from decisions import terms
from decisions.lifecycle import DecisionState
from decisions.objections import acts as objecting
from decisions.objections import queries as objections
from decisions.objections.deciding import acts, queries
from decisions.objections.lifecycle import ObjectionState
from decisions.presenting import submitting
from decisions.refusals import AlreadyUnderWay, NothingToDecideOn
from permits.acts.origin import NoDecision
from permits.lifecycle import PermitState
from tests.conftest import As
from tests.decisions import factories
from tests.decisions.test_application_decisions import served, words_of

ClientOf = Callable[[str], FlaskClient]
WHY = "De exploitant heeft sinds het besluit alle gebreken hersteld, zodat een lichtere maatregel volstaat."


def objected(acting: As) -> tuple[uuid.UUID, uuid.UUID]:
    """An objection in time against a revocation in effect, on which the party was heard."""
    contested = factories.revocation("in-effect")
    with acting("anna"):
        gist = "Volgens de exploitant is intrekken te zwaar."
        row = objecting.register_objection(factories.of(contested), received_on=clock.today(), gist=gist)
        objecting.hear_objection(row, None, clock.today())
        return contested, row.id


def test_an_objection_is_decided_by_a_letter_that_revokes_and_leads_to_another_decision(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    contested, key = objected(acting)
    with acting("anna"):
        row = objections.objection(key)
        with pytest.raises(NoDecision):
            objecting.decide_objection(row, None, outcome="revoked", on=clock.today(), reason=WHY)
        draft = acts.begin_answer(row, row.decision.addressee)
        decision_id = draft.id
        with pytest.raises(AlreadyUnderWay):
            acts.begin_answer(row, row.decision.addressee)
        decision_acts.write(draft, None, sending_on=clock.today())
        with pytest.raises(Lacking) as lacking:
            decision_acts.submit(draft, None)
        assert "objection_reconsidered" in {lack.key for lack in lacking.value.lacks}
        acts.write_answer(draft, None, outcome="replaced", considerations=WHY)
        behind = queries.behind(draft)
        assert behind is not None
        with pytest.raises(NothingToDecideOn):
            acts.begin_replacement(behind)
    anna = client_of("anna")
    assert f"/decisions/{decision_id}" in anna.get(f"/objections/{key}").text
    assert WHY in anna.get(f"/decisions/{decision_id}/answer").text
    served(decision_id, acting)
    with acting("anna"):
        decision, row = decision_queries.decision(decision_id), objections.objection(key)
        old = factories.of(contested)
        assert (row.state, row.outcome, row.outcome_served_on) == (ObjectionState.DECIDED, "replaced", clock.today())
        assert old.state == DecisionState.LAPSED
        assert old.permit is not None
        assert old.permit.state == PermitState.GRANTED
        said = words_of(decision)
        assert "Ik herroep het besluit en neem daarvoor een nieuw besluit in de plaats." in said
        assert WHY in said
        last = terms.printed_last_day(decision)
        assert last is not None
        assert last == terms.holding_last_day(decision)
        assert "De laatste dag waarop u in beroep kunt gaan is" in said
        with app.test_request_context():
            assert "(beroep)" in submitting.sending_help(decision)
            assert "(bezwaar)" in submitting.sending_help(old)
            assert any(label == "Beroep tot en met" for label, _day in submitting.summary(decision, False).facts)
        old_grounds = {ground.ground_id for ground in old.grounds}
    sent = client_of("anna").post(f"/objections/{key}/replace")
    assert sent.status_code == 302
    with acting("anna"):
        answer = queries.answer_to(objections.objection(key))
        assert answer is not None
        assert answer.replacement is not None
        assert answer.replacement.measure_id == "nl.revoke"
        assert {ground.ground_id for ground in answer.replacement.grounds} == old_grounds
