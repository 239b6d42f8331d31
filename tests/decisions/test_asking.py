"""Whatever the gates look at can be stated somewhere: asked on a page, written by an act, or derived for a reason."""

from __future__ import annotations

import re
import tomllib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, cast, get_type_hints

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument

from app import clock
from app.errors import NotAllowed
from decisions import acts, asking, letters, queries
from decisions.asking import NO, YES
from decisions.bibob.models import BibobInquiry
from decisions.enforcement.models import Forfeiture, PenaltyOrder
from decisions.gates import GATES, HELP, help_of
from decisions.integrity.models import IntegrityInvestigation, IntegrityScope
from decisions.models import BylawArticle, Decision, DecisionGround, GroundEvidence, OfficialReport
from decisions.objections.deciding.models import ObjectionDecision
from decisions.particulars import Particulars
from decisions.presenting.gaps import WithGaps
from decisions.reasoning import CaseFile, Rules, what_lacks
from decisions.reasoning.reading import options_of
from inspections.models import Finding
from permits.models import Application, Permit
from tests.conftest import As
from tests.decisions import factories
from tests.decisions.test_gates_file import ROWS

# Parts of a case file that are no part of a draft: what the law book says, and what follows from the rest.
OUTSIDE = {"rules", "grounds", "evidence", "hearing_fixed", "texts", "held", "strict", "overruled", "application"}
OUTSIDE |= {"organ_known", "recipients"}
# Key of the case file, and the column that a page or an act fills for it.
WRITTEN: dict[str, tuple[Any, str]] = {
    "taken.date": (Decision, "sending_on"),
    "taken.permits": (Permit, "permit_type"),
    "taken.by_law_organ": (BylawArticle, "organ"),
    "taken.effective_on": (Decision, "effect_on"),
    "taken.effect_reason": (Decision, "effect_reason"),
    "taken.permit_in_force": (Permit, "state"),
    "taken.deemed_granted": (Application, "state"),
    "hearing.announced_on": (Decision, "announced_on"),
    "hearing.until": (Decision, "hearing_until"),
    "hearing.held_on": (Decision, "hearing_held_on"),
    "hearing.outcome": (Decision, "hearing_outcome"),
    "hearing.exception": (Decision, "hearing_exception"),
    "hearing.exception_reason": (Decision, "hearing_exception_reason"),
    "hearing.reply": (Decision, "hearing_reply"),
    "consultation.on": (Decision, "consulted_on"),
    "consultation.authority": (Decision, "consulted_authority"),
    "consultation.answer": (Decision, "consultation_answer"),
    "weighing.suitable": (Decision, "suitable"),
    "weighing.necessary": (Decision, "necessary"),
    "weighing.balanced": (Decision, "balanced"),
    "duration.start": (Decision, "duration_from"),
    "duration.until": (Decision, "duration_until"),
    "duration.reason": (Decision, "duration_reason"),
    "duration.reopening_conditions": (Particulars, "reopening"),
    "policy.edition_from": (Decision, "policy_from"),
    "warning.on": (Decision, "warned_on"),
    "clocks.closing_on": (Decision, "duration_from"),
    "clocks.served_on": (Decision, "served_on"),
    "college.next_meeting_on": (Decision, "college_due_on"),
    "college.confirmed_on": (Decision, "college_confirmed"),
    "order.must_do": (Particulars, "deeds"),
    "order.term": (Particulars, "comply_by"),
    "order.unit": (Particulars, "penalty_unit"),
    "order.amount": (Particulars, "penalty_cents"),
    "order.most": (Particulars, "penalty_max_cents"),
    "order.amount_reason": (Particulars, "penalty_reason"),
    "collection.breach": (Forfeiture, "visit_id"),
    "collection.breach_on": (Forfeiture, "due_on"),
    "collection.term_ended_on": (PenaltyOrder, "comply_by"),
    "collection.forfeited_on": (Forfeiture, "due_on"),
    "collection.circumstances": (Forfeiture, "circumstances"),
    "collection.order_stands": (PenaltyOrder, "state"),
    "collection.amount": (Forfeiture, "cents"),
    "collection.most": (PenaltyOrder, "max_cents"),
    "regulation.organ": (BylawArticle, "organ"),
    "regulation.valid_from": (BylawArticle, "valid_from"),
    "regulation.valid_until": (BylawArticle, "valid_until"),
    "regulation.most_months": (BylawArticle, "max_months"),
    "integrity.ordinance": (IntegrityScope, "ordinance"),
    "integrity.risk_analysis": (IntegrityScope, "risk_analysis"),
    "integrity.protocol": (IntegrityScope, "protocol_on"),
    "integrity.sector_listed": (IntegrityScope, "sector_id"),
    "integrity.in_zone": (IntegrityScope, "zone"),
    "integrity.register_queried": (IntegrityInvestigation, "register_on"),
    "integrity.diob_asked": (IntegrityInvestigation, "diob_asked_on"),
    "integrity.diob_advice_on": (IntegrityInvestigation, "diob_advice_on"),
    "integrity.diob_due_on": (IntegrityInvestigation, "diob_admissible_on"),
    "integrity.proposal": (IntegrityInvestigation, "proposed_on"),
    "integrity.executed_on": (IntegrityInvestigation, "executed_on"),
    "integrity.listed_offence": (IntegrityInvestigation, "grounds"),
    "integrity.oldest_fact_on": (IntegrityInvestigation, "opened_on"),
    "integrity.opened_on": (IntegrityInvestigation, "opened_on"),
    "particulars.completion_asked_on": (Application, "completion_asked_on"),
    "particulars.completion_until": (Application, "completion_until"),
    "paper.language": (Decision, "language"),
    "paper.service_day": (Decision, "sending_on"),
    "objection.heard": (ObjectionDecision, "not_heard_because"),
    "objection.reconsidered": (ObjectionDecision, "considerations"),
}
# What nobody need state, because the house knows it.
DERIVED = {
    "taken.organ": "the measure names it, or the grounds under the town's own articles",
    "taken.signed": "only the holder of the office can sign here",
    "taken.power": "the law book gives each measure its power",
    "taken.one_letter": "a decision here is about one permit, so no letter holds two",
    "hearing.invited_grounds": "each ground knows whether it was announced",
    "hearing.notice_days": "counted from the days of announcement and hearing",
    "weighing.alternatives": "asked one by one, with names of their own",
    "duration.indefinite": "a page takes no measure without a last day",
    "duration.months": "counted from the first and the last day",
    "duration.renewal": "counted from the closures that it renews",
    "warning.given": "follows from its day",
    "clocks.found_on": "the newest day in the evidence",
    "clocks.due_on": "the clock of the application",
    "clocks.executed_on": "a closure is carried out after the signature, in an act of its own",
    "clocks.reassessed": "that act refuses a closure of more than a year ago: a new decision is drafted",
    "clocks.served_properly": "the page offers no other way of service than those of the law",
    "collection.interrupted": "the clock of the forfeited penalty",
    "designation.start": "the register of designations",
    "designation.until": "the register of designations",
    "paper.addressee": "the register of parties",
    "paper.languages": "the languages of the municipality",
    "paper.signer": "the people of the municipality",
    "paper.remedies": "the addresses of the municipality",
}
# Parts of a list: each field of a ground and of a piece of evidence.
OF_A_GROUND = {
    "motivation": "motivation", "quote": "quote", "announced": "announced", "own_verification": "own_check",
    "counter_indications": "against", "article": "article", "id": "ground_id",
}  # fmt: skip
GROUND_DERIVED = {
    "in_force": "the law of the day of sending",
    "carries": "only grounds that carry the measure are offered",
    "permit": "a decision here is about one permit",
}
OF_EVIDENCE = {
    "source": "source_class", "number": "reference", "on": "seen_on", "reported_on": "dated_on", "linked": "link",
    "reported_by_operator": "reported_by_operator", "standing": "standing", "dismissal_code": "dismissal_code",
    "own_assessment": "assessment", "relevance": "relevance", "foreseeable": "foreseeable",
    "age_weighed": "assessment", "independent": "independent", "verified": "assessment", "redacted": "redacted",
    "restricted_request": "restricted_request", "disclosed": "disclosed", "about": "gist", "kind": "kind",
}  # fmt: skip
BIBOB_HERE = {
    "degree": "danger", "advice_asked": "advice_asked_on", "notified": "notice_sent_on", "verified": "advice_check",
    "relation_checked_on": "relation_checked_on", "relation_exists": "relation_ended", "separable": "separable",
    "relation_answer": "relation_answer", "conditions_considered": "conditions_considered",
    "elsewhere_licensed": "licensed_elsewhere", "elsewhere_answer": "elsewhere_answer", "permit_covered": "covered",
    "separable_answer": "separable_answer",
}  # fmt: skip
LINE = "Dit is een zin die iets zegt."
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def backend() -> str:
    """Which answers are asked does not depend on the database."""
    return "sqlite"


def keys() -> Iterator[str]:
    """Every key of every part of a case file."""
    hints = get_type_hints(CaseFile)
    for part in fields(CaseFile):
        if part.name in OUTSIDE:
            continue
        (kind,) = [one for one in options_of(hints[part.name]) if one is not type(None)]
        assert is_dataclass(kind), part.name
        yield from (f"{part.name}.{one.name}" for one in fields(kind))


def test_every_key_is_asked_written_or_derived() -> None:
    asked = {f"{one.part}.{one.key}" for one in asking.QUESTIONS.values()}
    known = asked | set(WRITTEN) | set(DERIVED)
    assert sorted(set(keys()) - known) == []
    assert sorted(known - set(keys())) == []
    assert not asked & set(DERIVED)
    assert len(DERIVED) <= 23


def test_what_is_written_has_a_column() -> None:
    places = [*WRITTEN.values(), *((OfficialReport, name) for name in OF_EVIDENCE.values())]
    places += [(DecisionGround, name) for name in OF_A_GROUND.values()]
    places += [(BibobInquiry, name) for name in BIBOB_HERE.values()]
    places += [(GroundEvidence, "counter"), (Finding, "place")]
    assert [f"{room.__name__}.{name}" for room, name in places if name not in room.__table__.columns] == []


def test_every_key_of_a_ground_and_of_a_fact_has_its_place() -> None:
    from decisions.reasoning.draft_file import GroundEntry
    from decisions.reasoning.facts import Evidence

    grounds = {one.name for one in fields(GroundEntry)}
    assert grounds == set(OF_A_GROUND) | set(GROUND_DERIVED)
    assert {one.name for one in fields(Evidence)} == {*OF_EVIDENCE, "ground", "counter", "place"}


def test_each_answer_fills_its_key_with_a_value_of_its_kind() -> None:
    rules = Rules(measure="nl.close-by-law", country="nl", jurisdiction="nl", gates=frozenset(), effect="close")
    for one in asking.QUESTIONS.values():
        text = answer_to(one)
        case = asking.answered(CaseFile(rules=rules), {one.name: text}, [one])
        if one.name in asking.DAYS or one.name == "objection_answers_all":
            continue  # kept in a column, or told together with what is contested
        value = getattr(getattr(case, one.part), one.key)
        hint = get_type_hints(type(getattr(case, one.part)))[one.key]
        kinds = [getattr(kind, "__origin__", kind) for kind in options_of(hint)]
        assert any(isinstance(kind, type) and isinstance(value, kind) for kind in kinds), one.name
        assert one.gate in GATES


def answer_to(one: asking.Question) -> str:
    plain = {"yes-no": YES, "number": "24", "day": "2026-03-01"}
    if one.kind == "choice":
        words = asking.norms("nl") if one.options == "norm" else asking.OPTIONS[one.options]
        return next(iter(words))
    return plain.get(one.kind, LINE)


def test_an_answer_of_another_kind_is_refused() -> None:
    for name, text in (("file_access", "perhaps"), ("look_back_months", "long"), ("object", "castle")):
        with pytest.raises(ValueError, match=r".+"):
            asking.value_of(name, text)


def test_every_gate_has_help_of_some_sentences_in_four_languages() -> None:
    named = [gate for one in HELP for gate in one.gates]
    assert sorted(named) == sorted(GATES)
    for gate in GATES:
        known = help_of(gate)
        assert known is not None
        assert all(len(re.findall(r"[.!?](?: |$)", known.text[tongue])) >= 2 for tongue in ("nl", "fr", "de", "en"))


def test_every_defect_of_the_page_can_be_stated_in_the_house() -> None:
    parts = {"decision": "taken", "letter": "paper"}
    rooms = {"ground", "evidence", "bibob", "recipient", "application"}  # lists, and what has a room of its own
    stated = {f"{one.part}.{one.key}" for one in asking.QUESTIONS.values()} | set(WRITTEN) | set(DERIVED)
    for row in ROWS:
        for table, keys_of in tomllib.loads("\n".join(re.findall(r"`([^`]+)`", row[2]))).items():
            if table not in rooms and isinstance(keys_of, dict):
                assert {f"{parts.get(table, table)}.{key}" for key in keys_of} <= stated, row


# -- one story on the page --------------------------------------------------------------------------------------------


def test_a_closure_is_asked_what_courts_ask_and_its_letter_prints_the_answers(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    key = factories.closure("announced")
    femke = client_of("femke")
    address = f"/decisions/{key}/questions"
    page = femke.get(address).text
    for name in ("trafficking", "look_back_months", "alternative-1", "file_access", "blame"):
        assert f'name="{name}"' in page
    for name in ("trade_quantity", "bibob_degree", "offender", "objection_in_time", "recipient-party-holds"):
        assert f'name="{name}"' not in page
    given = {
        "alternative-1": "een waarschuwing",
        "alternative-1-why": "Die bleef eerder zonder gevolg.",
        "alternative-2": "een kortere sluiting",
        "file_access": NO,
        "look_back_months": "24",
        "earlier_fact_on-day": "1",
        "earlier_fact_on-month": "2",
        "earlier_fact_on-year": "2020",
        "trafficking": "De werkenden sliepen in de loods en kregen geen loon.",
        "way": "stay",
    }
    assert femke.post(address, data={**given, "version": version_of(page)}).status_code == 302
    again = femke.get(address)
    assert "Die bleef eerder zonder gevolg." in again.text
    assert 'name="alternative-3"' in again.text
    with acting("femke"):
        row = factories.of(key)
        case = queries.case_file(row)
        assert case.policy.look_back_months == 24
        assert case.policy.earlier_fact_on == date(2020, 2, 1)
        assert [one.option for one in case.weighing.alternatives or ()] == ["een waarschuwing", "een kortere sluiting"]
        found = {lack.key for lack in what_lacks(case, clock.today())}
        assert {"file_access", "look_back", "necessary"} <= found
        assert "trafficking" not in found
        acts.write(row, None, **{"alternative-2-why": "Daarna ging het verder.", "file_access": YES})
        acts.write(row, None, earlier_fact_on="")
        found = {lack.key for lack in what_lacks(queries.case_file(row), clock.today())}
        assert not {"file_access", "look_back", "necessary", "trafficking"} & found
        text = printed(row)
    assert "Ik heb een lichtere maatregel overwogen: een waarschuwing. Die bleef eerder zonder gevolg." in text
    assert "De werkenden sliepen in de loods" in text


def printed(row: Decision) -> str:
    pages = PdfDocument(letters.decision_letter(cast("Decision", WithGaps(row)))[1])
    words = " ".join(page.get_textpage().get_text_range() for page in pages).replace("\u00ad", "")
    return re.sub(r"\s+", " ", words.replace("\ufffe", ""))


def version_of(page: str) -> str:
    tag = next(tag for tag in re.findall(r"<input[^>]*>", page) if 'name="version"' in tag)
    return str(tag.split('value="', 1)[1].split('"', 1)[0])


def test_without_an_inquiry_here_the_page_asks_the_steps_of_bibob_and_what_each_reader_gets(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    key = factories.refusal("drafted")
    with acting("anna"):
        acts.choose_ground(factories.of(key), None, "nl.bibob.3-1-a")
    anna = client_of("anna")
    page = anna.get(f"/decisions/{key}/questions").text
    assert 'name="bibob_degree"' in page
    given = {"bibob_degree": "lesser", "recipient-partner-holds": "everything", "recipient-partner-warned": "yes"}
    sent = {**given, "bibob_third_parties": YES, "version": version_of(page), "way": "stay"}
    assert anna.post(f"/decisions/{key}/questions", data=sent).status_code == 302
    with acting("anna"):
        found = {lack.key for lack in what_lacks(queries.case_file(factories.of(key)), clock.today())}
    assert {"bibob_degree", "secrecy", "bibob_third_parties"} <= found


def test_who_does_not_draft_answers_nothing(app: Flask, acting: As) -> None:
    key: uuid.UUID = factories.refusal("drafted")
    with acting("bram"), pytest.raises(NotAllowed):
        acts.write(factories.of(key), None, file_access=YES)
