"""The gates, as plain values: which facts propose a ground, when evidence suffices, what still lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import law
from decisions.case_evidence import evidence_of
from decisions.cautions import warnings
from decisions.evidence import Need, Piece, document_proves, evidence_state, proposed_grounds
from decisions.gates import HEARING_EXCEPTIONS, exceptions_in, source
from decisions.reasoning import CaseFile, ChosenGround, Rules, points, what_lacks, what_lacks_to_announce
from decisions.reasoning.facts import Consultation, Duration, Hearing, Taken, Weighing
from decisions.reasoning.regimes import College, Designated, Paper

TODAY = date(2026, 11, 23)
FINDING = frozenset({"inspection_report", "own_verification", "independent_fact"})
TEXT = "Dit is een volledige zin."


def fact(code: str = "A04", **more: Any) -> Piece:
    plain: dict[str, Any] = {
        "ref": ("finding", code),
        "number": "BV-2026-0001",
        "proves": FINDING,
        "on": TODAY - timedelta(days=20),
        "item_code": code,
        "cls": "V",
        "severity": 3,
        "place": "balie",
    }
    return Piece(**plain | more)


def police(**more: Any) -> Piece:
    plain: dict[str, Any] = {
        "ref": ("report", "PL-1"),
        "number": "PL-1",
        "proves": document_proves("police-report"),
        "on": TODAY - timedelta(days=30),
    }
    return Piece(**plain | more)


def ground(**more: Any) -> ChosenGround:
    plain: dict[str, Any] = {
        "id": "nl.by-law.no-manager-present",
        "name": "geen beheerder",
        "article": "artikel 3:12",
        "quote": "De beheerder is aanwezig.",
        "motivation": TEXT,
        "needs": (Need(frozenset({"inspection_report"}), 1, frozenset({"V", "B"})),),
        "pieces": (fact(),),
        "in_force": True,
        "announced": True,
        "needs_designation": False,
        "verified": True,
    }
    return ChosenGround(**plain | more)


def case(rules: dict[str, Any], parts: dict[str, Any], **more: Any) -> CaseFile:
    """A case file out of its parts; ``part__key=value`` changes one key, ``part=value`` a whole part."""
    plain = dict(parts)
    for name, value in more.items():
        part, _, key = name.partition("__")
        plain[part] = replace(plain[part], **{key: value}) if key else value
    chosen = plain.get("grounds") or ()
    plain.setdefault(
        "evidence", tuple(evidence_of(piece, one.id) for one in chosen for piece in one.pieces if piece.is_fact)
    )
    return CaseFile(rules=Rules(**rules), **plain)


DUTCH: dict[str, Any] = {
    "measure": "nl.revoke",
    "country": "nl",
    "jurisdiction": "nl",
    "gates": frozenset({"motivation", "evidence", "breach_place_time", "hearing", "interest_weighing", "alternatives"}),
    "effect": "revoke",
}
BELGIAN_RULES: dict[str, Any] = {
    "measure": "be.closure-134quinquies",
    "country": "be",
    "jurisdiction": "be-vlg",
    "gates": frozenset(
        {"motivation", "evidence", "judicial_consultation", "hearing", "interest_weighing", "duration", "end_date",
         "duration_reason"}
    ),
    "effect": "close",
    "max_months": 6,
    "needs_duration": True,
    "confirmation": "college",
}  # fmt: skip


def revocation(**more: Any) -> CaseFile:
    """A Dutch revocation in which nothing lacks."""
    parts: dict[str, Any] = {
        "grounds": (ground(),),
        "taken": Taken(effective_on=TODAY + timedelta(days=16)),
        "hearing": Hearing(
            announced_on=TODAY - timedelta(days=20), until=TODAY - timedelta(days=6), outcome="response", reply=TEXT
        ),
        "weighing": Weighing(suitable=TEXT, necessary=TEXT, balanced=TEXT),
        "designation": Designated(start=TODAY),
        "paper": Paper(
            addressee=True, language="nl", languages=("nl",), signer=True, remedies=True,
            service_day=TODAY + timedelta(days=2),
        ),
    }  # fmt: skip
    return case(DUTCH, parts, **more)


def closure(**more: Any) -> CaseFile:
    """A Belgian closure in which nothing lacks: three months, one day after sending."""
    parts: dict[str, Any] = {
        "grounds": (ground(),),
        "hearing": Hearing(
            announced_on=TODAY - timedelta(days=20), until=TODAY - timedelta(days=6), outcome="heard", reply=TEXT
        ),
        "hearing_fixed": True,
        "weighing": Weighing(suitable=TEXT, necessary=TEXT, balanced=TEXT),
        "consultation": Consultation(on=TODAY - timedelta(days=3), authority="de arbeidsauditeur", answer=TEXT),
        "duration": Duration(start=TODAY + timedelta(days=3), until=date(2027, 2, 25), reason=TEXT),
        "college": College(next_meeting_on=TODAY + timedelta(days=8)),
        "paper": Paper(
            addressee=True, language="nl", languages=("nl",), signer=True, remedies=True,
            service_day=TODAY + timedelta(days=2),
        ),
    }  # fmt: skip
    return case(BELGIAN_RULES, parts, **more)


def keys(file: CaseFile, today: date = TODAY) -> set[str]:
    return {lack.key for lack in what_lacks(file, today)}


def test_a_complete_case_lacks_nothing_and_lists_what_is_in_order() -> None:
    for file in (revocation(), closure()):
        assert what_lacks(file, TODAY) == []
        assert len(points(file, TODAY)) > 10


GROUND = "nl.by-law.no-manager-present"
TABLE: list[tuple[dict[str, Any], str]] = [
    ({"grounds": ()}, "grounds"),
    ({"grounds": (ground(motivation=" "),)}, f"motivation:{GROUND}"),
    ({"grounds": (ground(pieces=()),)}, f"evidence:{GROUND}"),
    ({"grounds": (ground(pieces=(fact(is_fact=False),)),)}, f"evidence:{GROUND}"),
    ({"grounds": (ground(pieces=(fact(counter=True),)),)}, f"evidence:{GROUND}"),
    ({"grounds": (ground(pieces=(fact(cls="I"),)),)}, f"evidence:{GROUND}"),
    ({"grounds": (ground(pieces=(fact(place=""),)),)}, f"place:{GROUND}"),
    ({"grounds": (ground(quote=""),)}, f"quote:{GROUND}"),
    ({"grounds": (ground(in_force=False),)}, f"law:{GROUND}"),
    ({"grounds": (ground(announced=False),)}, f"announced:{GROUND}"),
    ({"grounds": (ground(needs_designation=True),), "designation__start": False}, "designation"),
    ({"hearing__announced_on": False, "hearing__outcome": ""}, "hearing"),
    ({"hearing__outcome": ""}, "hearing"),
    ({"hearing__exception": "nl.heard-before", "hearing__exception_reason": ""}, "hearing_exception"),
    ({"hearing__reply": ""}, "response"),
    ({"weighing__suitable": ""}, "suitable"),
    ({"weighing__necessary": ""}, "necessary"),
    ({"weighing__balanced": " "}, "balanced"),
    ({"taken__effective_on": False}, "effect"),
    ({"taken__effective_on": TODAY}, "effect"),
    ({"taken__effective_on": TODAY + timedelta(days=2)}, "effect_reason"),
    ({"paper__service_day": False}, "sending"),
    ({"paper__service_day": TODAY - timedelta(days=1)}, "sending"),
    ({"paper__remedies": False}, "remedies"),
    ({"paper__addressee": False}, "addressee"),
    ({"paper__language": "fr"}, "language"),
    ({"paper__signer": False}, "mayor"),
    ({"grounds": (ground(motivation="Iemand met nummer 111222333 werkte er."),)}, "privacy"),
]


@pytest.mark.parametrize(("changed", "key"), TABLE, ids=[f"{number}-{key}" for number, (_, key) in enumerate(TABLE)])
def test_each_dutch_gate_names_what_lacks(changed: dict[str, Any], key: str) -> None:
    assert keys(revocation(**changed)) == {key}


BELGIAN: list[tuple[dict[str, Any], str]] = [
    ({"consultation__on": False}, "judicial_consultation"),
    ({"consultation__authority": ""}, "judicial_consultation"),
    ({"hearing__outcome": ""}, "hearing"),
    ({"duration__until": False}, "duration"),
    ({"duration__until": date(2027, 5, 26)}, "duration-bound"),
    ({"duration__start": TODAY + timedelta(days=1)}, "duration-start"),
    ({"college__next_meeting_on": False}, "confirmation"),
    ({"college__next_meeting_on": TODAY + timedelta(days=1)}, "confirmation"),
]


@pytest.mark.parametrize(("changed", "key"), BELGIAN, ids=[f"{n}-{key}" for n, (_, key) in enumerate(BELGIAN)])
def test_each_belgian_gate_names_what_lacks(changed: dict[str, Any], key: str) -> None:
    assert keys(closure(**changed)) == {key}


def test_six_months_is_the_longest_closure() -> None:
    first = TODAY + timedelta(days=3)
    assert keys(closure(duration__start=first, duration__until=date(2027, 5, 25))) == set()
    assert keys(closure(duration__start=first, duration__until=date(2027, 5, 26))) == {"duration-bound"}


def test_a_closure_without_its_reason_lacks_the_reason() -> None:
    assert keys(closure(duration__reason="")) == {"duration_reason"}


def test_every_lack_names_its_field_and_most_their_article() -> None:
    empty = revocation(
        grounds=(),
        weighing=Weighing(suitable="", necessary="", balanced=""),
        hearing=Hearing(announced_on=False),
        paper__service_day=False,
    )
    lacks = what_lacks(empty, TODAY)
    assert all(lack.anchor and str(lack.sentence) for lack in lacks)
    assert {lack.source for lack in lacks} >= {"art. 3:46 Awb", "art. 3:4, tweede lid, Awb", "art. 4:7 en 4:8 Awb"}


def test_the_announcement_asks_neither_response_nor_consultation() -> None:
    early = closure(hearing=Hearing(announced_on=False), consultation__on=False, duration=Duration(start=False))
    assert what_lacks_to_announce(early) == []
    assert [lack.anchor for lack in what_lacks_to_announce(replace(early, hearing_fixed=False))] == ["hearing_at"]


def test_one_piece_fills_one_need_and_a_report_can_stand_for_its_alternative() -> None:
    two = Need(frozenset({"independent_fact"}), 2)
    assert evidence_state([two], [fact()]).missing == ("independent_fact",)
    assert evidence_state([two], [fact(), police()]).enough
    either = Need(frozenset({"official_report", "labour_report"}), 1)
    labour = police(proves=document_proves("labour-report"))
    assert evidence_state([either], [labour]).enough


def test_an_other_report_proves_nothing_by_itself() -> None:
    assert document_proves("other-report") == frozenset()
    state = evidence_state([Need(frozenset({"official_report"}), 1)], [police(proves=document_proves("other-report"))])
    assert not state.enough


def test_what_speaks_against_fills_the_need_for_counter_indications_and_carries_nothing() -> None:
    need = Need(frozenset({"counter_indications"}), 1)
    assert evidence_state([need], [fact(), fact("A05", counter=True)]).enough
    assert evidence_state([need], [fact("A05", counter=True)]).have == 0


def test_facts_propose_the_grounds_of_their_items_and_conclusions_never_count() -> None:
    grounds = law.jurisdiction("nl").grounds(on=TODAY)
    seen = [fact("A04"), fact("A03", is_fact=False)]
    proposed = {p.ground.id: p for p in proposed_grounds(grounds, seen, [], TODAY)}
    assert proposed["nl.by-law.no-manager-present"].facts == 1
    assert proposed["nl.by-law.sham-management"].facts == 0
    assert proposed["nl.by-law.sham-management"].conclusions == 1
    assert "nl.by-law.working-conditions" not in proposed


def test_proposals_come_with_most_facts_first_and_only_while_the_ground_holds() -> None:
    grounds = law.jurisdiction("nl").grounds(on=TODAY)
    order = proposed_grounds(grounds, [fact("A04"), fact("A03"), fact("A35")], [], TODAY)
    assert [p.facts for p in order] == sorted((p.facts for p in order), reverse=True)
    assert proposed_grounds(grounds, [fact("A04")], [], date(1999, 1, 1)) == ()


def test_warnings_do_not_block() -> None:
    old = fact(on=TODAY - timedelta(days=200), severity=1)
    file = revocation(grounds=(ground(pieces=(old, fact("A05", is_fact=False)), verified=False),))
    found = {lack.key.split(":")[0] for lack in warnings(file, TODAY)}
    assert found == {"unverified", "stale", "slight", "conclusion"}
    assert what_lacks(file, TODAY) == []
    assert warnings(revocation(), TODAY) == []


def test_belgium_excuses_a_hearing_only_where_no_statute_orders_one() -> None:
    assert len(exceptions_in("nl")) == 3
    assert exceptions_in("be") == ()
    assert all(set(entry.name) == {"nl", "fr", "de", "en"} for entry in HEARING_EXCEPTIONS)
    assert [entry.id for entry in exceptions_in("be", "be.police-order")] == ["be.urgent"]
    assert exceptions_in("be", "be.closure-134quinquies") == ()
    assert source("be", "limitation") == source("nl", "no such gate") == ""


def test_a_workers_name_or_number_is_found_and_a_text_without_it_is_proposed() -> None:
    for text in (
        "De masseuse Maria Jansen sliep er.",
        "Une travailleuse nommée Claire dormait là.",
        "Paspoort NX1234567 lag op tafel.",
        "Nummer 111222333 stond erop.",
    ):
        lacks = what_lacks(revocation(weighing__suitable=text), TODAY)
        assert [lack.key for lack in lacks] == ["privacy"], text
        assert "[…]" in str(lacks[0].sentence)
    for text in ("De masseuse sliep in de kamer.", "Twee werkneemsters en een beheerder.", "Dossier 2026-000123."):
        assert keys(revocation(weighing__suitable=text)) == set(), text
