"""The verbs of the register."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock, story
from app.acts import Actor, acting_as, machine
from app.db import db
from app.errors import ChangedMeanwhile, Lacking, NoSuchRoad, NotAllowed
from permits import acts, events, register_line
from permits.acts.permits import AlreadyEnded, AlreadyPermitted
from permits.facts import IdentityNumber
from permits.lifecycle import ApplicationState, PermitState
from permits.models import Establishment, PartyKind, PartyRoleName, RegisterLine, RegisterStatus, SearchWord
from permits.numbers import WrongNumber
from tests.conftest import As
from tests.permits import factories

MONDAY = date(2026, 9, 7)


def line_of(row: Establishment) -> RegisterLine:
    found = db.session.get(RegisterLine, row.id)
    assert found is not None
    return found


def words_of(row: Establishment) -> set[str]:
    return set(db.session.scalars(select(SearchWord.word).where(SearchWord.establishment_id == row.id)))


def test_a_registered_establishment_has_a_line_words_and_a_story(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = factories.establishment(name="Café Zoë", postal_code="5911xx", kvk_number="9041 2876")
        assert (row.postal_code, row.kvk_number) == ("5911 XX", "90412876")
        assert line_of(row).status == RegisterStatus.NO_PERMIT
        assert {"cafe", "zoe", "5911xx", "90412876", "molenkade"} <= words_of(row)
        assert [happening.kind for happening in story.of(row.id)] == ["establishment.registered"]


def test_an_establishment_with_a_wrong_number_is_refused(app: Flask, acting: As) -> None:
    with acting("anna"), pytest.raises(WrongNumber) as refusal:
        factories.establishment(kvk_establishment_number="0000 5847 120")
    assert refusal.value.field == "kvk_establishment_number"


def test_an_identity_number_in_a_note_is_refused(app: Flask, acting: As) -> None:
    with acting("anna"), pytest.raises(IdentityNumber):
        factories.establishment(note="BSN 111222333 van de eigenaar")


def test_a_change_moves_the_words_and_tells_listeners_which_columns(app: Flask, acting: As) -> None:
    heard: list[set[str]] = []

    def listen(sender: Establishment, changed: set[str]) -> None:
        heard.append(changed)

    with acting("anna"), events.establishment_changed.connected_to(listen):
        row = factories.establishment()
        acts.change(row, row.version, factories.facts(name="Salon Linde", house_number=row.house_number))
        assert heard == [{"name"}]
        assert "linde" in words_of(row)
        assert "stille" not in words_of(row)


def test_the_second_change_of_the_same_version_is_refused(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = factories.establishment()
        seen = row.version
        acts.change(row, seen, factories.facts(name="Salon Linde"))
        with pytest.raises(ChangedMeanwhile):
            acts.change(row, seen, factories.facts(name="Salon Eik"))
        assert row.name == "Salon Linde"


def test_a_closed_establishment_has_ended_and_closes_once(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = factories.establishment()
        acts.close(row, clock.today(), "De exploitant is gestopt.")
        assert line_of(row).status == RegisterStatus.ENDED
        with pytest.raises(Exception, match="AlreadyClosed"):
            acts.close(row, clock.today(), "Nog eens.")


def test_a_party_is_changed_and_its_name_moves_in_the_register(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = factories.operated()
        operator = factories.operator_of(row)
        acts.change_party(operator, operator.version, acts.PartyFacts(kind=operator.kind, name="Eik B.V."))
        assert line_of(row).operator_name == "Eik B.V."
        assert "eik" in words_of(row)


def test_a_party_and_its_role_come_in_together_or_not_at_all(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = factories.establishment()
        person = acts.PartyFacts(kind=PartyKind.PERSON, name="M. de Wit")
        held = acts.bring_in(row, person, PartyRoleName.MANAGER, clock.today())
        assert held.party.name == "M. de Wit"
        wrong = acts.PartyFacts(kind=PartyKind.PERSON, name="K. Bos", kvk_number="1")
        with pytest.raises(WrongNumber):
            acts.bring_in(row, wrong, PartyRoleName.MANAGER, clock.today())
        assert [role.party.name for role in row.roles] == ["M. de Wit"]


def test_a_role_ends_and_cannot_overlap_itself(app: Flask, acting: As) -> None:
    with clock.set_to(MONDAY), acting("anna"):
        row = factories.operated()
        operator = factories.operator_of(row)
        with pytest.raises(Exception, match="HoldsRoleAlready"):
            acts.give_role(row, operator, PartyRoleName.OPERATOR, MONDAY + timedelta(days=9))
        acts.end_role(row.roles[0], MONDAY)
        with pytest.raises(Exception, match="RoleHasEnded"):
            acts.end_role(row.roles[0], MONDAY)
        assert row.parties(PartyRoleName.OPERATOR, MONDAY + timedelta(days=1)) == []


def test_an_application_takes_its_checklist_and_number_from_the_sector(app: Flask, acting: As) -> None:
    with clock.set_to(MONDAY), acting("anna"):
        wanted = factories.application()
        assert wanted.case_number == "ZK-2026-0001"
        assert len(wanted.documents) == 4
        assert wanted.decision_term == "nl.decision-12-weeks"
        line = line_of(wanted.establishment)
        assert (line.status, line.next_term_on, line.next_term_kind) == (
            RegisterStatus.APPLICATION,
            date(2026, 11, 30),
            "decide",
        )
        assert {"zk", "2026", "0001", "zk20260001"} <= words_of(wanted.establishment)


def test_an_application_is_complete_only_when_nothing_lacks(app: Flask, acting: As) -> None:
    with clock.set_to(MONDAY), acting("anna"):
        wanted = factories.application()
        with pytest.raises(Lacking) as refusal:
            acts.find_complete(wanted, wanted.version, MONDAY)
        assert len(refusal.value.lacks) == 4
        for document in wanted.documents[1:]:
            acts.note_document(document, MONDAY)
        acts.note_document(wanted.documents[0], None, waived_because="Al eerder gezien.")
        acts.find_complete(wanted, wanted.version, MONDAY)
        assert wanted.state == ApplicationState.COMPLETE


def test_a_permit_is_granted_only_on_a_complete_application(app: Flask, acting: As) -> None:
    with acting("anna"):
        wanted = factories.application()
        with pytest.raises(Lacking):
            acts.grant(
                wanted.establishment, wanted.applicant, clock.today(), None, [], application=wanted, origin="B-1"
            )
        granted = factories.permit(factories.operated())
        assert granted.number.startswith("VG-")
        assert [condition.number for condition in granted.conditions] == [1]
        assert line_of(granted.establishment).status == RegisterStatus.GRANTED


def test_two_permits_cannot_cover_the_same_day(app: Flask, acting: As) -> None:
    with acting("anna"):
        granted = factories.permit()
        with pytest.raises(AlreadyPermitted):
            acts.grant(granted.establishment, granted.holder, clock.today(), None)


def test_a_permit_that_ends_within_ninety_days_is_said_to_expire(app: Flask, acting: As) -> None:
    with acting("anna"):
        granted = factories.permit(valid_until=clock.today() + timedelta(days=1))
        line = line_of(granted.establishment)
        assert (line.status, line.next_term_kind) == (RegisterStatus.EXPIRING, "expires")


def test_a_permit_is_revoked_once(app: Flask, acting: As) -> None:
    heard: list[Any] = []

    def listen(sender: Any, on: date, how: str) -> None:
        heard.append((on, how))

    with acting("anna"), events.permit_ended.connected_to(listen):
        granted = factories.permit()
        acts.revoke(granted, clock.today(), None)
        with pytest.raises(AlreadyEnded) as refusal:
            acts.revoke(granted, clock.today(), None)
        assert granted.number in str(refusal.value.sentence)
        assert heard == [(clock.today(), "revoked")]
        assert line_of(granted.establishment).status == RegisterStatus.NO_PERMIT


def test_a_suspended_permit_resumes_and_lapses(app: Flask, acting: As) -> None:
    with acting("anna"):
        granted = factories.permit()
        acts.suspend(granted, clock.today() + timedelta(days=30), None)
        assert line_of(granted.establishment).status == RegisterStatus.SUSPENDED
        acts.resume(granted)
        assert granted.state == PermitState.GRANTED
        with pytest.raises(NoSuchRoad):
            acts.resume(granted)
        acts.lapse(granted, clock.today())
        with pytest.raises(AlreadyEnded):
            acts.lapse(granted, clock.today())


def test_an_application_is_withdrawn_or_refused_once(app: Flask, acting: As) -> None:
    with acting("anna"):
        one, other = factories.application(), factories.application()
        acts.withdraw(one, one.version)
        acts.refuse(other, clock.today(), None)
        for decided in (one, other):
            with pytest.raises(NoSuchRoad):
                acts.refuse(decided, clock.today(), None)


def test_a_term_from_upstairs_is_shown_and_taken_away(app: Flask, acting: As) -> None:
    from app.acts import named

    with acting("anna"):
        row = factories.establishment()
        soon = clock.today() + timedelta(days=3)
        with named("trial"):
            register_line.set_term(row.id, "decision:1", "hearing", soon, RegisterStatus.INTENTION)
            register_line.note_visits(row.id, clock.today(), 2)
        line = line_of(row)
        assert (line.status, line.next_term_on, line.next_term_kind, line.red_flags) == (
            RegisterStatus.INTENTION,
            soon,
            "hearing",
            2,
        )
        with named("trial"):
            register_line.clear_term("decision:1")
        assert (line_of(row).status, line_of(row).next_term_on, line_of(row).red_flags) == (
            RegisterStatus.NO_PERMIT,
            date.max,
            2,
        )


Refused = Callable[[Establishment], object]
REFUSED: dict[str, Refused] = {
    "register": lambda _row: acts.register(factories.facts()),
    "change": lambda row: acts.change(row, row.version, factories.facts()),
    "close": lambda row: acts.close(row, clock.today(), "x"),
    "add_party": lambda _row: factories.party(),
    "change_party": lambda row: acts.change_party(
        factories.operator_of(row), 1, acts.PartyFacts(kind=factories.operator_of(row).kind, name="x")
    ),
    "give_role": lambda row: acts.give_role(row, factories.operator_of(row), PartyRoleName.OWNER, clock.today()),
    "bring_in": lambda row: acts.bring_in(
        row, acts.PartyFacts(kind=PartyKind.PERSON, name="x"), PartyRoleName.OWNER, clock.today()
    ),
    "end_role": lambda row: acts.end_role(row.roles[0], clock.today()),
    "receive_application": factories.application,
    "note_document": lambda row: acts.note_document(row.applications[0].documents[0], clock.today()),
    "ask_completion": lambda row: acts.ask_completion(
        row.applications[0], 1, clock.today(), clock.today() + timedelta(days=9)
    ),
    "find_complete": lambda row: acts.find_complete(row.applications[0], 1, clock.today()),
    "extend_term": lambda row: acts.extend_term(row.applications[0], 1, "x", origin="B-1"),
    "suspend_clock": lambda row: acts.suspend_clock(row.applications[0], "nl.consent", clock.today(), origin="B-1"),
    "resume_clock": lambda row: acts.resume_clock(row.applications[0], "nl.consent", clock.today()),
    "withdraw": lambda row: acts.withdraw(row.applications[0]),
    "grant": lambda row: acts.grant(row, factories.operator_of(row), clock.today(), None),
    "refuse": lambda row: acts.refuse(row.applications[0], clock.today()),
    "revoke": lambda row: acts.revoke(row.permits[0], clock.today()),
    "suspend": lambda row: acts.suspend(row.permits[0], None),
    "resume": lambda row: acts.resume(row.permits[0]),
    "lapse": lambda row: acts.lapse(row.permits[0], clock.today()),
    "add_paper": lambda row: acts.add_paper(row, "x", clock.today(), b"%PDF-1.7", "x.pdf"),
}


def as_machine(code: str = "GM0983") -> AbstractContextManager[Actor]:
    return acting_as(machine("command", "trial", code))


@pytest.mark.parametrize("verb", REFUSED)
def test_an_inspector_reads_the_register_and_writes_nothing_in_it(app: Flask, acting: As, verb: str) -> None:
    with as_machine():
        row = factories.permit().establishment
    with acting("bram"), pytest.raises(NotAllowed):
        REFUSED[verb](row)
