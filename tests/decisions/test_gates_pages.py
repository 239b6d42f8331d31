"""The gates on the pages: further questions, what a report is worth, setting aside with a reason."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.errors import NoSuchRoad, NotAllowed
from decisions import acts, queries
from decisions.models import Decision, EvidenceKind, OfficialReport
from decisions.reasoning import what_lacks
from decisions.reasoning.facts import Source, Standing
from decisions.refusals import GateIsAbsolute, ReasonLacks, WrongDay
from tests.conftest import As
from tests.decisions import factories

ClientOf = Callable[[str], FlaskClient]
REASON = "De overtreding ging al die tijd gewoon door."


@pytest.fixture
def drafted(app: Flask) -> uuid.UUID:
    """A revocation in Venlo that has just been drafted by Anna."""
    return factories.revocation(until="drafted")


def lacking(decision: Decision) -> set[str]:
    return {lack.key for lack in what_lacks(queries.case_file(decision), clock.today())}


def entered(decision: Decision, worth: acts.Worth, kind: EvidenceKind = EvidenceKind.POLICE_REPORT) -> OfficialReport:
    day = clock.today() - timedelta(days=20)
    return acts.enter_report(decision.establishment, kind, "PL-7", day, "De politie zag een overtreding.", worth=worth)


def alone(decision: Decision, worth: acts.Worth, kind: EvidenceKind = EvidenceKind.POLICE_REPORT) -> set[str]:
    """What lacks when this report is all there is under the first ground."""
    report, ground = entered(decision, worth, kind), decision.grounds[0]
    for other in list(decision.grounds[1:]):
        acts.drop_ground(decision, decision.version, other.ground_id)
    acts.motivate(decision, decision.version, ground.ground_id, REASON, [("report", report.id, False)])
    return lacking(decision)


WORTHS = [
    (acts.Worth(source=Source.ANONYMOUS), "evidence_class"),
    (acts.Worth(standing=Standing.ACQUITTED), "fact_excluded"),
    (acts.Worth(standing=Standing.DROPPED), "fact_dropped"),
    (acts.Worth(reported_by_operator=True), "own_reports"),
    (acts.Worth(seen_on=date(2021, 1, 4)), "old_fact"),
]


@pytest.mark.parametrize(("worth", "gate"), WORTHS, ids=[gate for _, gate in WORTHS])
def test_what_a_report_is_worth_decides_what_it_carries(
    worth: acts.Worth, gate: str, drafted: uuid.UUID, acting: As
) -> None:
    with acting("anna"):
        assert gate in alone(queries.decision(drafted), worth)


def test_a_list_of_incidents_needs_its_link_to_the_business(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        decision = queries.decision(drafted)
        assert "link" in alone(decision, acts.Worth(), EvidenceKind.INCIDENT_LIST)
        linked = acts.Worth(link="Ieder incident begon in de zaak zelf.")
        assert "link" not in alone(decision, linked, EvidenceKind.INCIDENT_LIST)


def test_a_fact_does_not_lie_after_the_report_on_it(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"), pytest.raises(WrongDay):
        entered(queries.decision(drafted), acts.Worth(seen_on=clock.today() - timedelta(days=1)))


def test_who_follows_a_policy_still_answers_the_circumstances(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        decision = queries.decision(drafted)
        assert "circumstances" not in lacking(decision)
        acts.write(decision, decision.version, policy_name="Handhavingsbeleid 2025")
        assert "circumstances" in lacking(decision)
        acts.write(decision, decision.version, circumstances_answer="De exploitant was ziek; de beheerder niet.")
        assert "circumstances" not in lacking(decision)


def test_a_stricter_policy_of_after_the_facts_lacks(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        decision = queries.decision(drafted)
        acts.write(decision, decision.version, policy_from=clock.today())
        assert "policy_edition" in lacking(decision)


def test_the_page_asks_what_courts_ask_and_keeps_the_answers(drafted: uuid.UUID, client_of: ClientOf) -> None:
    anna = client_of("anna")
    page = anna.get(f"/decisions/{drafted}/questions").text
    assert 'name="circumstances_answer"' in page
    assert 'name="blame"' not in page  # no closure
    version = version_of(page)
    sent = {"version": version, "policy_name": "Beleid 2025", "circumstances_answer": REASON, "way": "stay"}
    assert anna.post(f"/decisions/{drafted}/questions", data=sent).status_code == 302
    again = anna.get(f"/decisions/{drafted}/questions").text
    assert REASON in again
    assert "Beleid 2025" in again


def version_of(page: str) -> str:
    """The version that the first form on the page carries."""
    tag = next(tag for tag in re.findall(r"<input[^>]*>", page) if 'name="version"' in tag)
    return str(tag.split('value="', 1)[1].split('"', 1)[0])


def stale(decision: Decision) -> Decision:
    """A decision with a fact of more than three years ago, of which nobody said what it weighs."""
    alone(decision, acts.Worth(seen_on=date(2021, 1, 4)))
    return decision


def test_a_reason_sets_aside_what_is_not_absolute_and_the_file_keeps_it(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        decision = stale(queries.decision(drafted))
        acts.set_aside(decision, decision.version, "old_fact", REASON)
        assert "old_fact" not in lacking(decision)
        kept = decision.set_aside["old_fact"]
        assert (kept["reason"], kept["by"], kept["on"]) == (REASON, "Anna Verhaegh", clock.today().isoformat())
        acts.restore_gate(decision, decision.version, "old_fact")
        assert "old_fact" in lacking(decision)


def test_what_the_law_makes_absolute_is_never_set_aside(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        decision = queries.decision(drafted)
        for gate in ("hearing", "organ", "no_such_gate"):
            with pytest.raises(GateIsAbsolute):
                acts.set_aside(decision, decision.version, gate, REASON)
        with pytest.raises(ReasonLacks):
            acts.set_aside(decision, decision.version, "old_fact", "ja")


def test_who_does_not_draft_sets_nothing_aside(drafted: uuid.UUID, acting: As) -> None:
    with acting("bram"):
        decision = queries.decision(drafted)
        with pytest.raises(NotAllowed):
            acts.set_aside(decision, decision.version, "old_fact", REASON)
        with pytest.raises(NotAllowed):
            acts.restore_gate(decision, decision.version, "old_fact")


def test_nothing_is_set_aside_after_the_draft(app: Flask, acting: As) -> None:
    key = factories.revocation(until="with-mayor")
    with acting("anna"):
        decision = queries.decision(key)
        with pytest.raises(NoSuchRoad):
            acts.set_aside(decision, decision.version, "old_fact", REASON)


def test_the_page_offers_to_set_aside_and_says_what_no_list_sees(
    drafted: uuid.UUID, acting: As, client_of: ClientOf
) -> None:
    with acting("anna"):
        stale(queries.decision(drafted))
    anna = client_of("anna")
    page = anna.get(f"/decisions/{drafted}/submit").text
    assert f"/decisions/{drafted}/set-aside/old_fact" in page
    assert f"/decisions/{drafted}/set-aside/hearing" not in page
    assert "Geen lijst ziet of een verklaring waar is" in page
    form = anna.get(f"/decisions/{drafted}/set-aside/old_fact").text
    assert "ECLI:NL:RBOBR:2017:5187" in form
    version = version_of(form)
    refused = anna.post(f"/decisions/{drafted}/set-aside/old_fact", data={"version": version, "reason": "nee"})
    assert refused.status_code == 422
    anna.post(f"/decisions/{drafted}/set-aside/old_fact", data={"version": version, "reason": REASON})
    assert REASON in anna.get(f"/decisions/{drafted}").text
    page = anna.get(f"/decisions/{drafted}/submit").text
    assert REASON in page
    version = version_of(page.split("/set-aside/old_fact/restore", 1)[1])
    anna.post(f"/decisions/{drafted}/set-aside/old_fact/restore", data={"version": version})
    assert f'/decisions/{drafted}/set-aside/old_fact"' in anna.get(f"/decisions/{drafted}/submit").text


def test_a_gate_that_does_not_exist_has_no_page(drafted: uuid.UUID, client_of: ClientOf) -> None:
    assert client_of("anna").get(f"/decisions/{drafted}/set-aside/nothing").status_code == 404
