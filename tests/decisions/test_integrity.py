"""The Belgian integrity investigation: its precondition, its days, its road to the college, its secrecy and its end."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument
from sqlalchemy import select

from app import acts as house
from app import clock, files, jobs, people, story
from app.audit import AuditLine
from app.db import db
from app.errors import ChangedMeanwhile, Lacking, NoSuchRoad, NotAllowed, NotHere
from app.tasks import agenda
from decisions.compartments.desk import NotThisLaw, RightLapsed
from decisions.compartments.lifecycle import ErasureState, Standing
from decisions.countersigning import acts as countersigning
from decisions.countersigning import queries as papers
from decisions.integrity import acts, queries, tasks, terms
from decisions.integrity.lifecycle import InvestigationState
from decisions.integrity.models import DocumentKind, FactStatus, IntegrityInvestigation, IntegrityScope
from decisions.integrity.summary import integrity_state
from decisions.refusals import (
    AlreadyUnderWay,
    NoSuchMeasure,
    NothingToDecideOn,
    NotYetDue,
    RecordedAlready,
    TermStillRuns,
    WrongDay,
)
from demonstration import region
from permits import queries as register
from permits.lifecycle import ApplicationState, PermitState
from permits.models import Establishment
from tests.conftest import As
from tests.permits import factories
from tests.recalled import recalled

OPENED = date(2026, 3, 31)
PDF = b"%PDF-1.4\n% a document of the file\n"
WHY = "De zaak ligt in de zone van de verordening."
ClientOf = Callable[[str], FlaskClient]
REASONS = {
    "reasoning": "De feiten wijzen op gebruik van de zaak voor witwassen.",
    "seriousness": "De feiten zijn ernstig en recent.",
    "sector_link": "De feiten zijn gepleegd met dezelfde activiteit.",
    "benefit": "Het voordeel bedraagt ruim honderdduizend euro.",
    "alternatives": "Voorwaarden nemen het risico niet weg.",
    "balanced": "Het belang van de openbare orde weegt zwaarder.",
    "follows_diob": "Het college volgt het advies na eigen onderzoek.",
}


@recalled
def named(**changed: Any) -> IntegrityScope:
    """The rule of Genk that names car washes, with the permit that the town asks for them."""
    plain: dict[str, Any] = {
        "activity": "autowasstraten",
        "ordinance": "politieverordening integriteitsonderzoek",
        "ordinance_on": date(2024, 9, 2),
        "risk_analysis": "risicoanalyse van mei 2024",
        "protocol_on": date(2024, 8, 1),
        "zone": "het hele grondgebied",
        "permit_kind": "uitbatingsvergunning",
        "permit_rule": "het uitbatingsreglement handcarwash",
        "permit_article": "artikel 3",
        "valid_from": date(2024, 10, 1),
    }
    return acts.name_sector(factories.sector("carwash"), **plain | changed)


@recalled
def place_of(*, permit: bool = False) -> Establishment:
    with clock.set_to(date(2026, 3, 2)):
        row = factories.operated("carwash", name="Handwash Zuid", city="Genk")
        if permit:
            factories.permit(row)
        else:
            factories.application(row)
    return row


@recalled
def opened(place: Establishment | None = None, on: date = OPENED, *, scope: bool = True) -> IntegrityInvestigation:
    if scope and queries.scope_on(factories.sector("carwash").id, on) is None:
        named()
    found = place or place_of()
    with clock.set_to(on):
        return acts.open_investigation(found, factories.operator_of(found), on, WHY, "", in_zone=True)


@recalled
def investigated(row: IntegrityInvestigation | None = None) -> IntegrityInvestigation:
    found = row or opened()
    with clock.set_to(date(2026, 4, 1)):
        acts.record_register(found, found.version, date(2026, 4, 1), hit=True, content=PDF + b"r", name="register.pdf")
        acts.note_sources(found, found.version, "Lokale politie en eigen bestanden van de gemeente.")
        acts.add_fact(found, found.version, "Witwassen van contant geld", date(2025, 4, 1), FactStatus.ESTABLISHED, 2)
    return found


def signed_by_mayor(row: IntegrityInvestigation) -> None:
    """The mayor of Genk signs the letters of the file that wait for her."""
    for document in row.documents:
        paper = papers.paper_of(document.id) if document.letter_kind else None
        if paper is not None and not papers.is_signed(document.id):
            with house.acting_as(people.as_actor(region.member("celine"))):
                countersigning.put(paper, paper.sha256, region.PASSWORD)


@recalled
def advised(row: IntegrityInvestigation | None = None) -> IntegrityInvestigation:
    found = investigated(row)
    with clock.set_to(date(2026, 4, 1)):
        acts.ask_diob(found, found.version, date(2026, 4, 1), "De herkomst van het geld is onbekend.")
    signed_by_mayor(found)
    with clock.set_to(date(2026, 4, 1)):
        acts.record_receipt(found, found.version, date(2026, 4, 1))
    with clock.set_to(date(2026, 4, 9)):
        acts.find_admissible(found, found.version, date(2026, 4, 9))
    with clock.set_to(date(2026, 5, 4)):
        acts.receive_advice(
            found,
            found.version,
            date(2026, 5, 4),
            "DIOB-2026-77",
            date(2026, 4, 30),
            "Er is een ernstig risico op witwassen.",
            PDF + b"advies",
            "advies.pdf",
        )
    return found


@recalled
def invited(row: IntegrityInvestigation | None = None, measure: str = "be.integrity-refuse") -> IntegrityInvestigation:
    found = advised(row)
    with clock.set_to(date(2026, 5, 4)):
        when = clock.moment(date(2026, 5, 18), time(14, 30))
        acts.invite(found, found.version, measure, ("be.119ter-10-1",), when, "het stadhuis")
    return found


@recalled
def heard(row: IntegrityInvestigation | None = None, measure: str = "be.integrity-refuse") -> IntegrityInvestigation:
    found = invited(row, measure)
    with clock.set_to(date(2026, 5, 18)):
        acts.record_hearing(
            found, found.version, date(2026, 5, 18), "Het geld is geleend van familie.", "Dat blijkt nergens uit."
        )
    return found


def wish(measure: str = "be.integrity-refuse", **changed: Any) -> acts.Wish:
    plain: dict[str, Any] = {"measure": measure, "grounds": ("be.119ter-10-1",), "texts": REASONS}
    return acts.Wish(**plain | changed)


@recalled
def decided(row: IntegrityInvestigation | None = None, what: acts.Wish | None = None) -> IntegrityInvestigation:
    proposal = what or wish()
    found = heard(row, proposal.measure)
    with clock.set_to(date(2026, 5, 20)):
        acts.propose(found, found.version, date(2026, 5, 20), proposal)
    with clock.set_to(date(2026, 5, 22)):
        acts.decide(found, found.version, date(2026, 5, 22), "C-2026-118")
    return found


@recalled
def signed(row: IntegrityInvestigation) -> IntegrityInvestigation:
    """Mayor and general director of Genk put their hands on the decision of the college."""
    letter = next(one for one in reversed(row.documents) if one.letter_kind)
    paper = papers.paper_of(letter.id)
    assert paper is not None
    for who in ("celine", "geert"):
        with house.acting_as(people.as_actor(region.member(who))):
            countersigning.put(paper, paper.sha256, region.PASSWORD)
    return row


@recalled
def notified(row: IntegrityInvestigation | None = None, what: acts.Wish | None = None) -> IntegrityInvestigation:
    found = signed(decided(row, what))
    with clock.set_to(date(2026, 5, 26)):
        acts.notify(found, found.version, date(2026, 5, 26), PDF, "bewijs.pdf")
    return found


def suspension() -> acts.Wish:
    return wish(
        "be.integrity-suspend",
        conditions="Toon de herkomst van het geld aan.\nMeld elke financier.",
        duration_from=date(2026, 6, 12),
        duration_until=date(2026, 9, 11),
        duration_reason="Drie maanden volstaan om de herkomst aan te tonen.",
        consequence="Wie de schorsing niet naleeft, riskeert opheffing.",
    )


def text_of(digest: str) -> str:
    pages = PdfDocument(files.read(digest))
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


def letter(row: IntegrityInvestigation, kind: str) -> str:
    (found,) = [one for one in row.documents if one.letter_kind == kind]
    return text_of(found.file_sha256)


def standing(row: IntegrityInvestigation, key: str, day: date) -> Standing:
    return next(one for one in terms.deadlines(row) if one.key == key).standing(day)


# --- the precondition ----------------------------------------------------------------------------------------------


def test_without_a_sector_and_zone_of_the_ordinance_nothing_is_opened(app: Flask, acting: As) -> None:
    with acting("femke"):
        place = place_of()
        with pytest.raises(Lacking) as lacking:
            opened(place, scope=False)
        assert lacking.value.lacks[0].key == "sector"
        scope = named()
        with clock.set_to(OPENED), pytest.raises(Lacking) as lacking:
            acts.open_investigation(place, factories.operator_of(place), OPENED, WHY, "", in_zone=False)
        assert lacking.value.lacks[0].key == "zone"
        acts.end_sector(scope, scope.version, date(2026, 3, 30))
        with pytest.raises(Lacking):
            opened(place, scope=False)
        row = opened(place, date(2026, 3, 30), scope=False)
        assert row.state == InvestigationState.OPENED
        with pytest.raises(AlreadyUnderWay):
            opened(place, date(2026, 3, 30), scope=False)


def test_a_part_of_the_municipality_needs_the_advice_of_the_ariec(app: Flask, acting: As) -> None:
    with acting("femke"):
        with pytest.raises(Lacking):
            named(whole_territory=False)
        with pytest.raises(WrongDay):
            named(permit_rule="")
        with pytest.raises(WrongDay):
            named(valid_from=date(2024, 9, 1))
        assert (
            named(whole_territory=False, ariec_on=date(2024, 6, 1), zone="de stationsbuurt").zone == "de stationsbuurt"
        )


def test_the_netherlands_have_no_integrity_investigation(app: Flask, acting: As) -> None:
    with acting("joris"):
        place = factories.operated()
        with pytest.raises(NotAllowed):
            acts.open_investigation(place, factories.operator_of(place), clock.today(), WHY, "", in_zone=True)
        with house.acting_as(house.machine("job", "x", "GM0983")), pytest.raises(NotThisLaw):
            acts.open_investigation(place, factories.operator_of(place), clock.today(), WHY, "", in_zone=True)


# --- the days ------------------------------------------------------------------------------------------------------


def test_fifty_and_thirty_working_days(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = opened()
        assert terms.end(row).last_day == date(2026, 6, 15)
        with clock.set_to(date(2026, 6, 15)):
            acts.extend(row, row.version, date(2026, 6, 15), "Het advies van de DIOB is er nog niet.")
            with pytest.raises(RecordedAlready):
                acts.extend(row, row.version, date(2026, 6, 15), "Het advies van de DIOB is er nog niet.")
        assert terms.end(row).last_day == date(2026, 7, 28)
        assert "28 juli 2026" in letter(row, "integrity-extension")
        assert "15 juni 2026" in letter(row, "integrity-opening")
        assert standing(row, "end", date(2026, 7, 29)) == Standing.LATE


def test_after_fifty_days_the_extension_is_lapsed_and_the_investigation_only_late(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    with acting("femke"):
        row = opened()
        key = row.id
        with clock.set_to(date(2026, 6, 16)):
            with pytest.raises(RightLapsed):
                acts.extend(row, row.version, date(2026, 6, 16), "Het advies van de DIOB is er nog niet.")
            row = queries.investigation(key)
            assert standing(row, "extension", clock.today()) == Standing.LAPSED
            assert standing(row, "end", clock.today()) == Standing.LATE
            acts.record_register(row, row.version, clock.today(), hit=False)  # late, and not blocked
    client = client_of("femke")
    with clock.set_to(date(2026, 6, 16)):
        page = client.get(f"/integrity/{key}").text
        assert f"/integrity/{key}/extend" not in page
        assert client.get(f"/integrity/{key}/days/end").status_code == 200


def test_the_days_of_the_diob(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = investigated()
        with clock.set_to(date(2026, 4, 1)):
            acts.ask_diob(row, row.version, date(2026, 4, 1), "De herkomst van het geld is onbekend.")
            wait = tasks.wanted(row, clock.today())
            assert wait is not None
            assert (wait.page, bool(wait.waits_for)) == (f"/integrity/{row.id}", True)
            with pytest.raises(Lacking) as told:
                acts.record_receipt(row, row.version, date(2026, 4, 1))
            assert len(told.value.lacks) == 2  # the letter of opening, and the request itself
        signed_by_mayor(row)
        with clock.set_to(date(2026, 4, 1)):
            go = tasks.wanted(row, clock.today())
            assert go is not None
            assert (go.page, go.waits_for) == (f"/integrity/{row.id}/receipt", None)
            acts.record_receipt(row, row.version, date(2026, 4, 1))
            with pytest.raises(RecordedAlready):
                acts.record_receipt(row, row.version, date(2026, 4, 1))
        days = {one.key: one.due_on for one in terms.deadlines(row)}
        assert days["admissibility"] == date(2026, 4, 9)
        with clock.set_to(date(2026, 4, 9)):
            acts.find_admissible(row, row.version, date(2026, 4, 9))
        assert {one.key: one.due_on for one in terms.deadlines(row)}["advice"] == date(2026, 5, 26)


def test_a_request_is_completed_within_five_working_days_or_made_anew(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = investigated()
        with clock.set_to(date(2026, 4, 3)):
            acts.ask_diob(row, row.version, date(2026, 4, 1), "De herkomst van het geld is onbekend.")
            acts.find_incomplete(row, row.version, date(2026, 4, 3))
        # Five working days after Friday 3 April, without Easter Monday: 13 April.
        assert {one.key: one.due_on for one in terms.deadlines(row)}["completion"] == date(2026, 4, 13)
        with clock.set_to(date(2026, 4, 14)):
            with pytest.raises(RightLapsed):
                acts.complete_request(row, row.version, date(2026, 4, 14))
            acts.ask_again(row, row.version, date(2026, 4, 14))
            acts.find_incomplete(row, row.version, date(2026, 4, 14))
            acts.complete_request(row, row.version, date(2026, 4, 14))
            assert row.state == InvestigationState.DIOB_ASKED
            with pytest.raises(NoSuchRoad):
                acts.ask_again(row, row.version, date(2026, 4, 14))


# Day of notification, last day of stand-still, first day of execution: calendar days, no roll-over.
STANDSTILLS = [
    (date(2026, 5, 26), date(2026, 6, 10), date(2026, 6, 11)),
    (date(2026, 5, 29), date(2026, 6, 13), date(2026, 6, 14)),
]


@pytest.mark.parametrize(("told", "last", "free"), STANDSTILLS)
def test_nothing_is_carried_out_for_fifteen_calendar_days(
    app: Flask, acting: As, told: date, last: date, free: date
) -> None:
    with acting("femke"):
        row = signed(decided())
        with clock.set_to(told):
            acts.notify(row, row.version, told)
        assert terms.first_day_of_execution(row) == free
        with clock.set_to(last), pytest.raises(NotYetDue):
            acts.execute(row, row.version)
        with clock.set_to(free):
            acts.execute(row, row.version)
            assert row.application is not None
            assert row.application.state == ApplicationState.REFUSED


def test_a_request_in_extreme_urgency_blocks_until_judgment(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = notified()
        with clock.set_to(date(2026, 6, 10)):
            acts.record_urgency(row, row.version, date(2026, 6, 10))
            with pytest.raises(RecordedAlready):
                acts.record_urgency(row, row.version, date(2026, 6, 10))
        assert terms.first_day_of_execution(row) is None
        with clock.set_to(date(2026, 7, 1)):
            with pytest.raises(NotYetDue):
                acts.execute(row, row.version)
            acts.record_judgment(row, row.version, date(2026, 7, 1))
            acts.execute(row, row.version)
        late = notified(opened(place_of()))
        with clock.set_to(date(2026, 6, 11)):
            with pytest.raises(NoSuchRoad):
                acts.record_judgment(late, late.version, date(2026, 6, 11))
            with pytest.raises(RightLapsed):
                acts.record_urgency(late, late.version, date(2026, 6, 11))


# --- the road to the college ---------------------------------------------------------------------------------------


def test_a_negative_proposal_without_advice_and_hearing_is_refused(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = investigated()
        with clock.set_to(date(2026, 4, 2)), pytest.raises(Lacking) as lacking:
            acts.propose(row, row.version, date(2026, 4, 2), wish())
        assert {"diob-advice", "hearing"} <= {lack.key for lack in lacking.value.lacks}
        assert all(lack.source for lack in lacking.value.lacks)
        advice = advised(opened(place_of()))
        with clock.set_to(date(2026, 5, 5)), pytest.raises(Lacking) as lacking:
            acts.propose(advice, advice.version, date(2026, 5, 5), wish())
        assert [lack.key for lack in lacking.value.lacks] == ["hearing"]


def test_without_advice_only_nothing_can_be_proposed_and_the_register_is_asked_always(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = opened()
        with clock.set_to(date(2026, 4, 2)):
            with pytest.raises(Lacking) as lacking:
                acts.propose(row, row.version, date(2026, 4, 2), acts.Wish())
            assert [lack.key for lack in lacking.value.lacks] == ["register"]
            row = queries.investigation(row.id)
            acts.record_register(row, row.version, date(2026, 4, 1), hit=False)
            acts.propose(row, row.version, date(2026, 4, 2), acts.Wish())
            acts.decide(row, row.version, date(2026, 4, 2), "C-2026-1")
            with pytest.raises(NoSuchRoad):
                acts.notify(row, row.version, date(2026, 4, 2))
            acts.close(row, row.version)
        assert row.state == InvestigationState.CLOSED


PROPOSALS = [
    ("no ground", wish(grounds=()), "grounds"),
    ("no word on the benefit", wish(texts=REASONS | {"benefit": " "}), "benefit"),
    ("nothing about something lighter", wish(texts=REASONS | {"alternatives": ""}), "alternatives"),
    ("a permit that is not there", wish("be.integrity-revoke"), "measure"),
    ("closing where a permit is asked", wish("be.integrity-close"), "measure"),
    ("a suspension without days", wish("be.integrity-suspend"), "duration"),
]


@pytest.mark.parametrize(("what", "proposal", "key"), PROPOSALS, ids=[row[0] for row in PROPOSALS])
def test_each_point_of_the_proposal_is_asked(app: Flask, acting: As, what: str, proposal: acts.Wish, key: str) -> None:
    with acting("femke"):
        row = heard()
        with clock.set_to(date(2026, 5, 20)), pytest.raises(Lacking) as lacking:
            acts.propose(row, row.version, date(2026, 5, 20), proposal)
        assert key in {lack.key for lack in lacking.value.lacks}, what


def test_a_suspension_lasts_six_months_at_most_and_says_how_it_ends(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = heard(opened(place_of(permit=True)), "be.integrity-suspend")
        plain: dict[str, Any] = {"duration_from": date(2026, 6, 12), "conditions": "Toon de herkomst aan."}
        with clock.set_to(date(2026, 5, 20)):
            too_long = wish("be.integrity-suspend", duration_until=date(2026, 12, 12), **plain)
            with pytest.raises(Lacking) as lacking:
                acts.propose(row, row.version, date(2026, 5, 20), too_long)
            assert [lack.key for lack in lacking.value.lacks] == ["duration"]
            row = queries.investigation(row.id)
            longest = wish("be.integrity-suspend", duration_until=date(2026, 12, 11), **plain)
            acts.propose(row, row.version, date(2026, 5, 20), longest)
            assert row.state == InvestigationState.PROPOSED


def test_a_suspension_suspends_the_permit_and_lifting_it_lets_it_run_again(app: Flask, acting: As) -> None:
    with acting("femke"):
        place = place_of(permit=True)
        row = notified(opened(place), suspension())
        with clock.set_to(date(2026, 6, 12)):
            acts.execute(row, row.version)
            assert row.permit is not None
            assert (row.permit.state, row.permit.suspended_until) == (PermitState.SUSPENDED, date(2026, 9, 11))
            acts.tell_authorities(row, row.version, date(2026, 6, 12))
        with clock.set_to(date(2026, 7, 1)):
            acts.withdraw_decision(row, row.version, "De houder toonde de herkomst van het geld aan.")
            assert row.permit.state == PermitState.GRANTED
        told = letter(row, "integrity-suspension")
        assert "Toon de herkomst van het geld aan." in told
        assert "11 september 2026" in told
        assert "vijftien kalenderdagen" in told


def test_the_letters_tell_what_the_law_asks(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = notified()
        request, decision = letter(row, "diob-request"), letter(row, "integrity-refusal")
        assert "er is een vermelding gevonden" in request
        assert "DIOB-2026-77" in decision
        assert "punt 2 van de lijst" in decision
        assert "C-2026-118" in decision or row.number in decision
        assert "14.30" in letter(row, "hearing-invitation") or "14:30" in letter(row, "hearing-invitation")


def test_facts_are_listed_and_not_older_than_five_years(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = opened()
        with clock.set_to(OPENED):
            plain = "Witwassen van contant geld"
            for day, listed, refusal in (
                (date(2021, 3, 30), 2, WrongDay),
                (date(2025, 4, 1), 0, NothingToDecideOn),
                (date(2025, 4, 1), 34, NothingToDecideOn),
            ):
                with pytest.raises(refusal):
                    acts.add_fact(row, row.version, plain, day, FactStatus.INDICATIONS, listed)
            fact = acts.add_fact(row, row.version, plain, date(2021, 3, 31), FactStatus.INDICATIONS, 33)
            acts.drop_fact(fact, row.version)
            assert row.facts == []


def test_the_absence_is_recorded_after_the_hearing(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = invited()
        with clock.set_to(date(2026, 5, 18)), pytest.raises(TermStillRuns):
            acts.record_absence(row, row.version)
        with clock.set_to(date(2026, 5, 19)):
            acts.record_absence(row, row.version)
            acts.propose(row, row.version, date(2026, 5, 19), wish())
            acts.decide(row, row.version, date(2026, 5, 19), "C-2026-9")
        assert "zonder geldige reden niet is gekomen" in letter(row, "integrity-refusal")
        other = advised(opened(place_of()))
        with clock.set_to(date(2026, 5, 4)):
            for measure, when, refusal in (
                ("be.warning", date(2026, 5, 18), NoSuchMeasure),
                ("be.integrity-refuse", date(2026, 5, 4), WrongDay),
            ):
                moment = clock.moment(when, time(14, 0))
                with pytest.raises(refusal):
                    acts.invite(other, other.version, measure, ("be.119ter-10-1",), moment, "het stadhuis")


def test_other_persons_and_the_end_without_decision(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = opened()
        with pytest.raises(ChangedMeanwhile):
            acts.hold(row, row.version - 1, "Er loopt een beroep bij de Raad van State.")
        with clock.set_to(date(2026, 4, 2)):
            acts.extend_persons(row, row.version, date(2026, 4, 2), "De financier, van wie feiten vaststaan.")
            acts.add_document(row, row.version, DocumentKind.SOURCE, "Verslag", clock.today(), PDF + b"s", "s.pdf")
            acts.stop(row, row.version, "De zaak is gestopt en uitgeschreven.")
            with pytest.raises(NoSuchRoad):
                acts.extend_persons(row, row.version, date(2026, 4, 2), "Nog een persoon, om dezelfde reden.")
        assert row.state == InvestigationState.CLOSED


def test_others_learn_how_far_it_is_and_no_more(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = notified()
        state = integrity_state(row.establishment_id)
        assert state is not None
        assert (state.diob_advice_on, state.heard, state.may_execute_from) == (
            date(2026, 5, 4),
            True,
            date(2026, 6, 11),
        )
        assert state.offences == (2,)
        assert integrity_state(place_of().id) is None


def test_each_state_has_its_task(app: Flask, acting: As) -> None:
    with acting("femke") as actor:
        row = opened()

        def mine(day: date) -> list[str]:
            with clock.set_to(day), app.test_request_context():
                found = agenda(actor, day)
            everything = (*found.late, *found.today, *found.week, *found.later, *found.waiting)
            return [task.url for task in everything if task.url.startswith("/integrity")]

        assert mine(OPENED) == [f"/integrity/{row.id}/register"]
        row = decided(row)
        assert mine(date(2026, 5, 22)) == [f"/integrity/{row.id}/notify"]
        signed(row)
        with clock.set_to(date(2026, 5, 26)):
            acts.notify(row, row.version, date(2026, 5, 26))
        assert mine(date(2026, 6, 10)) == [f"/integrity/{row.id}"]
        assert mine(date(2026, 6, 11)) == [f"/integrity/{row.id}/execute"]
        with clock.set_to(date(2026, 6, 11)):
            acts.execute(row, row.version)
        assert mine(date(2026, 6, 11)) == [f"/integrity/{row.id}/tell"]


# --- the end -------------------------------------------------------------------------------------------------------


def test_underlying_data_go_after_the_remedies_and_the_file_after_five_years(app: Flask, acting: As) -> None:
    task = jobs.JOBS["integrity-erasure"]
    with acting("femke"):
        row = notified()
        key = row.id
        digests = {one.file_sha256 for one in row.documents if one.kind == DocumentKind.REGISTER}
        with clock.set_to(date(2026, 6, 11)):
            acts.execute(row, row.version)
            acts.close(row, row.version)
    with clock.set_to(date(2026, 6, 12)):
        jobs.run_slot(task, clock.now())
    with acting("femke"), clock.set_to(date(2026, 9, 1)):
        assert queries.erasures() == []
        row = queries.investigation(key)
        acts.record_remedies(row, row.version, date(2026, 9, 1))
    with clock.set_to(date(2026, 9, 2)):
        jobs.run_slot(task, clock.now())
    with acting("femke"), clock.set_to(date(2026, 9, 2)):
        (proposal,) = queries.erasures(ErasureState.PROPOSED)
        assert proposal.what == "data"
        acts.erase(proposal, proposal.version)
        row = queries.investigation(key)
        assert (row.sources, row.data_erased_on) == ("", date(2026, 9, 2))
        assert row.facts
        for digest in digests:
            assert not files.path_of(digest).exists()
    with clock.set_to(date(2031, 6, 12)):
        jobs.run_slot(task, clock.now())
    with acting("femke"), clock.set_to(date(2031, 6, 12)):
        (proposal,) = queries.erasures(ErasureState.PROPOSED)
        assert (proposal.what, proposal.due_on) == ("file", date(2031, 6, 11))
        row = queries.investigation(key)
        place = row.establishment_id
        acts.hold(row, row.version, "Er loopt een beroep bij de Raad van State.")
        with pytest.raises(Lacking):
            acts.erase(proposal, proposal.version)
        row = queries.investigation(key)
        acts.hold(row, row.version, "")
        acts.keep_longer(proposal, proposal.version, "De advocaat vroeg uitstel daarvan.", date(2031, 7, 1))
    with clock.set_to(date(2031, 7, 2)):
        jobs.run_slot(task, clock.now())
    with acting("femke"), clock.set_to(date(2031, 7, 2)):
        (proposal,) = queries.erasures(ErasureState.PROPOSED)
        acts.erase(proposal, proposal.version)
        assert queries.all_investigations() == []
        assert "integrity.erased" in [one.kind for one in story.of(place)]
        assert not any(one.kind == "integrity.decided" for one in story.of(place))


def test_without_a_negative_decision_the_data_go_at_once(app: Flask, acting: As) -> None:
    with acting("femke"):
        row = investigated()
        with clock.set_to(date(2026, 4, 2)):
            acts.stop(row, row.version, "De zaak is gestopt en uitgeschreven.")
            (proposal,) = acts.propose_erasure(row)
            assert (proposal.what, proposal.due_on) == ("data", date(2026, 4, 2))
            assert acts.propose_erasure(row) == []


# --- the wall ------------------------------------------------------------------------------------------------------


def test_without_the_mark_nothing_shows_that_there_is_an_investigation(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    with acting("femke"):
        place = place_of().id
    dirk = client_of("dirk")
    pages = ["/register", "/register?q=Handwash", "/inspections", "/today"]

    def lines() -> dict[str, int]:
        shown = {path: dirk.get(path).text for path in pages}
        assert not any("integri" in text.lower() for text in shown.values())
        return {path: text.count("<tr") + text.count("<li") for path, text in shown.items()}

    with clock.set_to(date(2026, 3, 30)):
        before = lines()
    with acting("femke"):
        row = advised(opened(register.establishment(place)))
        key, document = row.id, row.documents[0]
    with clock.set_to(date(2026, 5, 5)):
        for path in (f"/establishments/{place}", f"/establishments/{place}/looked"):
            assert "integri" not in dirk.get(path).text.lower()
    with clock.set_to(date(2026, 3, 30)):
        assert lines() == before
    for path in (
        "/integrity",
        "/integrity/erasures",
        "/integrity/sectors/new",
        f"/integrity/{key}",
        f"/integrity/{key}/invite",
        f"/establishments/{place}/integrity",
        f"/integrity/documents/{document.id}",
    ):
        for who in ("dirk", "celine"):
            assert client_of(who).get(path).status_code == 403, path
    assert dirk.get(f"/files/{document.file_sha256}").status_code == 404


def test_each_reading_is_recorded_and_hostile_ids_lead_nowhere(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("femke"):
        row = investigated()
        key, place, fact, scope = row.id, row.establishment_id, row.facts[0].id, row.scope_id
    femke, nothing = client_of("femke"), "0190f000-0000-7000-8000-000000000000"
    for path in (f"/integrity/{key}", f"/establishments/{place}/integrity", "/integrity", "/integrity/erasures"):
        assert femke.get(path).status_code == 200, path
    with acting("femke"):
        looks = db.session.scalars(select(AuditLine.note).where(AuditLine.act == "look")).all()
        assert sum('"power":"integrity.read"' in note for note in looks) == 4
        changes = " ".join(db.session.scalars(select(AuditLine.changes).where(AuditLine.act.like("integrity.%"))))
        assert "Witwassen" not in changes
        assert WHY not in changes
    with house.acting_as(house.machine("job", "x", "NIS63079")), pytest.raises(NotHere):
        queries.investigation(key)
    isabelle = client_of("isabelle")
    for path in (
        f"/integrity/{nothing}",
        f"/integrity/{nothing}/propose",
        f"/integrity/{nothing}/days/end",
        f"/integrity/documents/{nothing}",
        f"/integrity/erasures/{nothing}/confirm",
        f"/integrity/sectors/{nothing}/end",
        f"/establishments/{nothing}/integrity",
    ):
        assert femke.get(path).status_code == 404, path
    for path in (f"/integrity/{key}", f"/integrity/{key}/propose", f"/integrity/sectors/{scope}/end"):
        assert isabelle.get(path).status_code == 404, path
    assert femke.get(f"/integrity/{key}/days/zzz").status_code == 404
    assert femke.post(f"/integrity/facts/{nothing}/drop").status_code == 404
    assert isabelle.post(f"/integrity/facts/{fact}/drop").status_code == 404


def test_the_page_opens_in_every_state_and_each_step_it_offers_opens(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    femke, met = client_of("femke"), set()

    def look(row: IntegrityInvestigation, day: date) -> None:
        key = row.id
        met.add(InvestigationState(row.state))
        with clock.set_to(day):
            page = femke.get(f"/integrity/{key}")
            assert page.status_code == 200, row.state
            for step in set(re.findall(rf'href="(/integrity/{key}/[a-z/-]+)"', page.text)):
                assert femke.get(step).status_code == 200, step
            assert femke.get(f"/establishments/{row.establishment_id}").status_code == 200
            assert femke.get("/today").status_code == 200

    with acting("femke"):
        row = opened(place_of(permit=True))
        look(row, OPENED)
        investigated(row)
        with clock.set_to(date(2026, 4, 1)):
            acts.ask_diob(row, row.version, date(2026, 4, 1), "De herkomst van het geld is onbekend.")
        look(row, date(2026, 4, 1))
        with clock.set_to(date(2026, 4, 3)):
            acts.find_incomplete(row, row.version, date(2026, 4, 3))
            look(row, date(2026, 4, 3))
            acts.complete_request(row, row.version, date(2026, 4, 3))
            acts.find_admissible(row, row.version, date(2026, 4, 3))
        look(row, date(2026, 4, 3))
        look(advised(opened(place_of())), date(2026, 5, 4))
        look(invited(opened(place_of())), date(2026, 5, 19))
        look(heard(opened(place_of())), date(2026, 5, 19))
        row = decided(opened(place_of(permit=True)), suspension())
        look(row, date(2026, 5, 22))
        signed(row)
        with clock.set_to(date(2026, 5, 26)):
            acts.notify(row, row.version, date(2026, 5, 26))
        look(row, date(2026, 5, 26))
        look(row, date(2026, 6, 12))
        with clock.set_to(date(2026, 6, 12)):
            acts.execute(row, row.version)
            look(row, date(2026, 6, 12))
            acts.close(row, row.version)
        look(row, date(2026, 6, 13))
        row = heard(opened(place_of()))
        with clock.set_to(date(2026, 5, 20)):
            acts.propose(row, row.version, date(2026, 5, 20), wish())
        look(row, date(2026, 5, 20))
    assert met == set(InvestigationState)


def test_the_pages_lead_from_the_ordinance_to_the_invitation(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("femke"):
        place = place_of()
        operator, sector = factories.operator_of(place).id, place.sector_id
    femke = client_of("femke")

    def sent(path: str, today: date, **fields: Any) -> str:
        days = {name: value for name, value in fields.items() if isinstance(value, date)}
        parts = {
            f"{name}-{part}": getattr(value, part) for name, value in days.items() for part in ("day", "month", "year")
        }
        plain = {name: value for name, value in fields.items() if name not in days}
        with clock.set_to(today):
            answer = femke.post(path, data=plain | parts, content_type="multipart/form-data")
        assert answer.status_code == 302, answer.text
        return str(answer.location)

    with clock.set_to(OPENED):
        assert "Handwash Zuid" in femke.get(f"/establishments/{place.id}/integrity").text
        assert femke.post("/integrity/sectors/new", data={}).status_code == 422
    sent(
        "/integrity/sectors/new",
        OPENED,
        sector=str(sector),
        activity="autowasstraten",
        ordinance="politieverordening",
        ordinance_on=date(2024, 9, 2),
        risk_analysis="risicoanalyse",
        protocol_on=date(2024, 8, 1),
        zone="het hele grondgebied",
        whole_territory="y",
        valid_from=date(2024, 10, 1),
    )
    page = sent(
        f"/establishments/{place.id}/integrity/new",
        OPENED,
        subject=str(operator),
        opened_on=OPENED,
        because=WHY,
        in_zone="y",
    )
    sent(f"{page}/register", OPENED, on=OPENED, result="no-hit")
    sent(f"{page}/sources", OPENED, sources="Lokale politie en eigen bestanden.")
    sent(
        f"{page}/fact", OPENED, text="Witwassen van geld", happened_on=date(2025, 1, 2), status="indications", listed=2
    )
    sent(f"{page}/ask-diob", OPENED, on=OPENED, why="De herkomst van het geld is onbekend.")
    with clock.set_to(OPENED):
        refused = femke.post(f"{page}/receipt", data={"on-day": 31, "on-month": 3, "on-year": 2026})
        assert refused.status_code == 422
    with acting("femke"):
        signed_by_mayor(queries.all_investigations()[0])
    sent(f"{page}/receipt", OPENED, on=OPENED)
    sent(f"{page}/admissible", OPENED, on=OPENED)
    with clock.set_to(OPENED):
        assert femke.post(f"{page}/advice", data={}).status_code == 422
        shown = femke.get(page).text
        assert "/days/advice" in shown
        assert femke.get(f"{page}/propose").status_code == 200
    with acting("femke"):
        row = queries.all_investigations()[0]
        assert row.state == InvestigationState.DIOB_ADMISSIBLE
        assert isinstance(row.saved_at, datetime)
        with clock.set_to(OPENED + timedelta(days=3)):
            assert row.permit_needed is False
