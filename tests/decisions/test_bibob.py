"""The Bibob inquiry: its road, the clock it stops, its letters, its secrecy and its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument
from sqlalchemy import func, select

from app import acts as house
from app import clock, files, jobs, story
from app.audit import AuditLine
from app.db import db
from app.errors import ChangedMeanwhile, Lacking, NoSuchRoad, NotAllowed, NotHere
from app.tasks import agenda
from decisions.bibob import acts, queries, terms
from decisions.bibob.lifecycle import Danger, InquiryState
from decisions.bibob.models import BibobInquiry, BibobPerson, DocumentKind, FactStatus, Recipient
from decisions.bibob.summary import bibob_state
from decisions.compartments.desk import NotThisLaw, RightLapsed
from decisions.compartments.lifecycle import ErasureState, Standing
from decisions.refusals import (
    AlreadyUnderWay,
    HoldsIdentityNumber,
    NothingToDecideOn,
    ReasonLacks,
    RecordedAlready,
    TermStillRuns,
    WrongDay,
)
from permits import acts as permit_acts
from permits import queries as register
from permits.models import Application, ClockEvent
from tests.conftest import As
from tests.permits import factories
from tests.recalled import recalled

RECEIVED = date(2026, 3, 2)
ASKED = date(2026, 3, 16)
PDF = b"%PDF-1.4\n% a document of the file\n"
WHY = "De financiering van het bedrijf is niet te volgen."
ClientOf = Callable[[str], FlaskClient]


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.set_to(day):
        yield


@recalled
def applied(received_on: date = RECEIVED) -> Application:
    """An application of Venlo on which is decided within eight weeks."""
    with on(received_on):
        row = factories.application(received_on=received_on)
        with house.named("test"):  # the vectors of the law reference are about eight weeks
            row.decision_term = "nl.decision-8-weeks"
    return row


@recalled
def opened(application: Application | None = None, day: date = date(2026, 3, 4)) -> BibobInquiry:
    about = application or applied()
    with on(day):
        return acts.open_inquiry(about, WHY, day)


@recalled
def with_form(row: BibobInquiry | None = None) -> BibobInquiry:
    found = row or opened()
    with on(date(2026, 3, 9)):
        acts.send_form(found, found.version, date(2026, 3, 5), date(2026, 3, 26))
        return acts.receive_form(found, found.version, date(2026, 3, 9), PDF, "formulier.pdf")


@recalled
def asked(row: BibobInquiry | None = None, day: date = ASKED) -> BibobInquiry:
    found = row or with_form()
    with on(day):
        return acts.ask_advice(found, found.version, day, "Wie financiert het bedrijf en waarmee?")


@recalled
def advised(row: BibobInquiry | None = None, day: date = date(2026, 5, 29)) -> BibobInquiry:
    found = row or asked()
    with on(day):
        return acts.receive_advice(found, found.version, day, "LBB-2026-0042", PDF + b"advies", "advies.pdf")


@recalled
def judged(row: BibobInquiry, danger: Danger = Danger.SERIOUS, day: date = date(2026, 6, 1)) -> BibobInquiry:
    with on(day):
        acts.judge(
            row,
            row.version,
            danger,
            "Het gaat om ernstige feiten van korte tijd geleden.",
            profit=True,
            relation="U leidde de rechtspersoon die de feiten pleegde.",
            relation_checked_on=day,
        )
        if danger != Danger.NONE:
            acts.add_fact(
                row,
                row.version,
                "Witwassen van contant geld",
                date(2025, 4, 1),
                "vonnis van de rechtbank",
                FactStatus.CONVICTION,
            )
    return row


def party_of(row: BibobInquiry) -> BibobPerson:
    return row.persons[0]


@recalled
def heard(row: BibobInquiry, day: date = date(2026, 6, 2)) -> BibobInquiry:
    with on(day):
        for person in list(row.persons):
            acts.invite(person, row.version, day + timedelta(days=14))
            acts.record_view(person, row.version, day, "De partij zegt dat het geld geleend is.", "Dat blijkt nergens.")
    return row


@recalled
def closed(danger: Danger = Danger.SERIOUS) -> BibobInquiry:
    row = asked()
    with on(ASKED):
        acts.notify_party(row, row.version)
    row = judged(advised(row), danger)
    if danger == Danger.LESSER:
        with on(date(2026, 6, 1)):
            acts.add_condition(row, row.version, "Meld elke nieuwe financier vooraf.", *_WHY_CONDITION)
    row = heard(row) if danger != Danger.NONE else row
    with on(date(2026, 6, 3)):
        return acts.close(row, row.version)


_WHY_CONDITION = ("Zo is het geld te volgen.", "Het vraagt weinig van de houder.")


def last_day(application: Application) -> date:
    computed = register.decision_clock(application)
    assert computed is not None
    return computed.last_day


def text_of(digest: str) -> str:
    pages = PdfDocument(files.read(digest))
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


# --- the clock -----------------------------------------------------------------------------------------------------

# Received 2 March 2026, eight weeks end nominally on 27 April. Day of asking and day of receipt both count.
CLOCKS = [
    ("seventy-five days, worked out by hand", ASKED, date(2026, 5, 29), [], date(2026, 7, 13)),
    ("received on the day of asking", ASKED, ASKED, [], date(2026, 4, 28)),
    # 84 days: 16 March up to and including 7 June; 27 April + 84 = 20 July.
    ("a late advice stops at the cap", ASKED, date(2026, 9, 1), [], date(2026, 7, 20)),
    # The Bureau waited ten days for data: ten more days on top of the cap; 30 July 2026 is a Thursday.
    (
        "data waited for come on top of the cap",
        ASKED,
        date(2026, 9, 1),
        [(date(2026, 4, 1), date(2026, 4, 11))],
        date(2026, 7, 30),
    ),
    (
        "data waited for change nothing when the advice comes before the cap",
        ASKED,
        date(2026, 5, 29),
        [(date(2026, 4, 1), date(2026, 4, 11))],
        date(2026, 7, 13),
    ),
]


@pytest.mark.parametrize(("what", "asked_on", "received_on", "data", "end"), CLOCKS, ids=[c[0] for c in CLOCKS])
def test_the_decision_clock_stands_still_by_itself(
    app: Flask, acting: As, what: str, asked_on: date, received_on: date, data: list[tuple[date, date]], end: date
) -> None:
    with acting("joris"):
        row = asked(day=asked_on)
        for first, last in data:
            with on(last):
                acts.ask_data(row, row.version, first)
                acts.receive_data(row, row.version, last)
        row = advised(row, received_on)
        assert row.application is not None
        with on(received_on):
            assert last_day(row.application) == end, what


def test_while_the_bureau_works_each_day_moves_the_last_day_and_no_further_than_the_cap(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = asked()
        assert row.application is not None
        with on(date(2026, 3, 25)):
            assert register.stands_still(row.application, date(2026, 3, 25))
            assert last_day(row.application) == date(2026, 5, 7)
        with on(date(2026, 8, 1)):
            assert last_day(row.application) == date(2026, 7, 20)
            assert not register.stands_still(row.application, date(2026, 8, 1))
            late = {one.key: one.standing(clock.today()) for one in terms.deadlines(row)}
            assert late["stand-still"] == Standing.LAPSED
            assert late["advice"] == Standing.LATE


def test_the_completion_of_the_application_and_the_advice_count_no_day_twice(app: Flask, acting: As) -> None:
    with acting("joris"):
        application = applied()
        with on(date(2026, 3, 9)):
            permit_acts.ask_completion(
                application, application.version, date(2026, 3, 9), date(2026, 4, 6), origin="B-1"
            )
        row = asked(with_form(opened(application)))
        with on(date(2026, 3, 23)):
            for document in list(application.documents):
                permit_acts.note_document(document, date(2026, 3, 23))
            permit_acts.find_complete(application, application.version, date(2026, 3, 23))
        row = advised(row, date(2026, 3, 31))
        # Completion 10-22 March, advice 16-31 March: together 10-31 March, 22 days after 27 April is 19 May.
        with on(date(2026, 4, 1)):
            assert last_day(application) == date(2026, 5, 19)


def test_stopping_the_inquiry_lets_the_clock_run_again(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = asked()
        assert row.application is not None
        with on(date(2026, 3, 25)):
            acts.stop(row, row.version, "De aanvrager trok de financier terug.")
        with on(date(2026, 4, 20)):
            assert last_day(row.application) == date(2026, 5, 7)
            assert not register.stands_still(row.application, date(2026, 3, 26))


def test_the_term_of_the_advice_takes_the_extension_and_the_days_waited_for(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = asked()
        # Eight weeks after 16 March is 11 May 2026, a Monday.
        assert _advice_day(row) == date(2026, 5, 11)
        with on(date(2026, 4, 20)):
            with pytest.raises(WrongDay):
                acts.extend_advice(row, row.version, 5)
            acts.extend_advice(row, row.version, 4)
            assert _advice_day(row) == date(2026, 6, 8)
            with pytest.raises(RecordedAlready):
                acts.extend_advice(row, row.version, 1)
            acts.ask_data(row, row.version, date(2026, 4, 13))
            with pytest.raises(RecordedAlready):
                acts.ask_data(row, row.version, date(2026, 4, 14))
            acts.receive_data(row, row.version, date(2026, 4, 20))
            assert _advice_day(row) == date(2026, 6, 15)
            with pytest.raises(NoSuchRoad):
                acts.receive_data(row, row.version, date(2026, 4, 20))


def _advice_day(row: BibobInquiry) -> date:
    computed = terms.advice_term(row)
    assert computed is not None
    return computed.last_day


def test_an_officer_cannot_stop_the_clock_for_bibob_by_hand(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = factories.application()
        with pytest.raises(permit_acts.applications.ClockRefuses):
            permit_acts.suspend_clock(row, "nl.bibob-advice", clock.today(), origin="B-1")


# --- the road ------------------------------------------------------------------------------------------------------


def test_an_inquiry_needs_an_open_case_and_only_one_runs(app: Flask, acting: As) -> None:
    with acting("joris"):
        application = applied()
        with on(date(2026, 3, 4)):
            with pytest.raises(ReasonLacks):
                acts.open_inquiry(application, "Zomaar")
            with pytest.raises(HoldsIdentityNumber):
                acts.open_inquiry(application, "Het gaat om de persoon met nummer 123456782.")
            with pytest.raises(WrongDay):
                acts.open_inquiry(application, WHY, RECEIVED - timedelta(days=1))
            acts.open_inquiry(application, WHY)
            with pytest.raises(AlreadyUnderWay):
                acts.open_inquiry(application, WHY)
            gone = applied()
            permit_acts.withdraw(gone)
            with pytest.raises(NothingToDecideOn):
                acts.open_inquiry(gone, WHY)


def test_belgium_has_no_bibob(app: Flask, acting: As) -> None:
    with acting("femke"):
        application = factories.application()
        with pytest.raises(NotAllowed):
            acts.open_inquiry(application, WHY)
        with house.acting_as(house.machine("job", "x", "NIS71016")), pytest.raises(NotThisLaw):
            acts.open_inquiry(application, WHY)


def test_an_applicant_without_form_is_not_judged_and_a_holder_counts_as_serious(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = opened()
        with on(date(2026, 3, 5)):
            acts.send_form(row, row.version, date(2026, 3, 5), date(2026, 3, 26))
        with on(date(2026, 4, 1)), pytest.raises(Lacking) as lacking:
            acts.judge(row, row.version, Danger.SERIOUS, "De partij gaf het formulier niet terug.", offences=True)
        assert lacking.value.lacks[0].source.startswith("Awb")
        permit = factories.permit()
        held = acts.open_inquiry(permit, WHY)
        acts.send_form(held, held.version, clock.today(), clock.today() + timedelta(days=7))
        with pytest.raises(Lacking):
            acts.judge(held, held.version, Danger.SERIOUS, "De houder gaf het formulier niet.", offences=True)
        with on(clock.today() + timedelta(days=8)):
            with pytest.raises(Lacking):
                acts.judge(held, held.version, Danger.NONE, "De houder gaf het formulier niet.")
            acts.judge(held, held.version, Danger.SERIOUS, "De houder gaf het formulier niet.", offences=True)
        assert held.state == InquiryState.JUDGED


def test_a_fact_of_which_somebody_was_cleared_is_refused_and_a_dropped_case_needs_its_code(
    app: Flask, acting: As
) -> None:
    with acting("joris"):
        row = with_form()
        what, when, where = "Witwassen van contant geld", date(2025, 4, 1), "vonnis van de rechtbank"
        with pytest.raises(NothingToDecideOn):
            acts.add_fact(row, row.version, what, when, where, FactStatus.CLEARED)
        with pytest.raises(ReasonLacks):
            acts.add_fact(row, row.version, what, when, where, FactStatus.DROPPED)
        fact = acts.add_fact(row, row.version, what, when, where, FactStatus.DROPPED, "sepot 02")
        assert fact.code == "sepot 02"
        acts.drop_fact(fact, row.version)
        assert row.facts == []


def test_a_lesser_danger_asks_for_conditions_and_never_carries_a_refusal(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = judged(advised(asked()), Danger.LESSER)
        with pytest.raises(Lacking) as lacking:
            acts.invite(party_of(row), row.version, clock.today() + timedelta(days=14))
        assert "conditions" in {lack.key for lack in lacking.value.lacks}
        state = bibob_state(row.application)  # type: ignore[arg-type]
        assert state is not None
        assert "conditions" in state.lacking
        assert not state.carries_conditions(date(2026, 6, 10))
        done = closed(Danger.LESSER)
        state = bibob_state(done.application)  # type: ignore[arg-type]
        assert state is not None
        assert (state.lacking, state.conditions) == ((), 1)
        assert state.carries_conditions(date(2026, 6, 10))
        assert not state.carries_refusal(date(2026, 6, 10))
        with pytest.raises(NoSuchRoad):
            acts.drop_condition(done.conditions[0], done.version)


def test_without_notice_hearing_and_word_to_the_bureau_the_inquiry_cannot_be_closed(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = judged(advised(asked()))
        with on(date(2026, 6, 1)):
            third = acts.name_third(
                row, row.version, "J. Financier", "Kade 1", "5911 AA Venlo", "U leende geld zonder rente."
            )
            with pytest.raises(Lacking) as lacking:
                acts.close(row, row.version)
            keys = [lack.key for lack in lacking.value.lacks]
            assert keys == ["notice", "hearing:party", "hearing:third-party"]
            with pytest.raises(Lacking):  # the copy about this third party lacks
                acts.invite(third, row.version, date(2026, 6, 20))
            acts.drop_person(third, row.version)
        own = judged(with_form(), day=date(2026, 3, 20))
        with pytest.raises(Lacking) as lacking:
            acts.close(own, own.version)
        assert "tell-bureau" in {lack.key for lack in lacking.value.lacks}
        with on(date(2026, 3, 20)):
            acts.tell_bureau(own, own.version, date(2026, 3, 20))
        assert "tell-bureau" not in bibob_state(own.application).lacking  # type: ignore[arg-type, union-attr]
        with pytest.raises(NoSuchRoad):
            acts.tell_bureau(row, row.version, clock.today())


def test_no_danger_closes_without_a_hearing(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = closed(Danger.NONE)
        assert row.state == InquiryState.CLOSED
        state = bibob_state(row.application)  # type: ignore[arg-type]
        assert state is not None
        assert (state.danger, state.party_heard, state.carries_refusal(date(2026, 6, 10))) == (Danger.NONE, True, False)


def test_silence_is_recorded_only_after_the_last_day(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = judged(advised(asked()))
        person = party_of(row)
        with on(date(2026, 6, 2)):
            acts.invite(person, row.version, date(2026, 6, 16))
            with pytest.raises(RecordedAlready):
                acts.invite(person, row.version, date(2026, 6, 16))
        with on(date(2026, 6, 16)), pytest.raises(TermStillRuns):
            acts.record_no_view(person, row.version)
        with on(date(2026, 6, 17)):
            acts.record_no_view(person, row.version)
        assert person.outcome == "none"


def test_the_second_writer_is_told(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = opened()
        with pytest.raises(ChangedMeanwhile):
            acts.hold(row, row.version - 1, "Er loopt een beroep bij de rechtbank.")


def test_a_withdrawal_is_told_to_the_bureau_at_once(app: Flask, acting: As) -> None:
    with acting("joris") as actor:
        row = with_form()
        assert row.application is not None
        with pytest.raises(NoSuchRoad):
            acts.tell_withdrawal(row, row.version, clock.today())
        with on(date(2026, 3, 20)):
            permit_acts.withdraw(row.application)
            first = agenda(actor, clock.today()).today[0]
            assert first.url == f"/bibob/{row.id}/tell-withdrawal"
            acts.tell_withdrawal(row, row.version, clock.today())
            acts.stop(row, row.version, "De aanvraag is ingetrokken door de partij.")
            tasks = agenda(actor, clock.today())
        assert not [task for task in (*tasks.today, *tasks.late) if "/bibob/" in task.url]


# --- five years ----------------------------------------------------------------------------------------------------


def test_an_advice_is_used_again_for_five_years_and_not_a_day_longer(app: Flask, acting: As) -> None:
    with acting("joris"):
        earlier = closed()
        computed = terms.reuse_term(earlier)
        assert computed is not None
        assert computed.last_day == date(2031, 5, 29)
        place, subject = earlier.establishment, earlier.subject
        with on(date(2031, 5, 1)):
            again = acts.open_inquiry(permit_acts.receive_application(place, subject, clock.today()), WHY)
            acts.send_form(again, again.version, clock.today(), date(2031, 5, 20))
            acts.receive_form(again, again.version, clock.today())
            assert queries.usable_results(again) == [earlier]
            assert bibob_state(again.application).usable_until is None  # type: ignore[arg-type, union-attr]
        with on(date(2031, 5, 30)):
            assert queries.usable_results(again) == []
            with pytest.raises(RightLapsed):
                acts.reuse_advice(again, again.version, earlier)
        with on(date(2031, 5, 29)):
            acts.reuse_advice(again, again.version, earlier)
            state = bibob_state(again.application)  # type: ignore[arg-type]
            assert state is not None
            assert (state.basis, state.usable_until) == ("earlier", date(2031, 5, 29))
            assert [one.kind for one in again.documents] == [DocumentKind.ADVICE]
        other = with_form()
        with pytest.raises(NothingToDecideOn):
            acts.reuse_advice(other, other.version, earlier)


def test_a_result_that_is_too_old_carries_nothing(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = closed()
        state = bibob_state(row.application)  # type: ignore[arg-type]
        assert state is not None
        assert state.carries_refusal(date(2031, 5, 29))
        assert not state.carries_refusal(date(2031, 5, 30))


def test_what_is_too_old_is_proposed_and_a_person_destroys_it(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = closed()
        key, place = row.id, row.establishment_id
        digests = {document.file_sha256 for document in row.documents}
        assert acts.propose_erasure(row) is None
    task = jobs.JOBS["bibob-erasure"]
    with clock.set_to(date(2031, 5, 31)):
        jobs.run_slot(task, clock.now())
        jobs.run_slot(task, clock.now() + timedelta(minutes=1))
    with acting("joris") as actor, clock.set_to(date(2031, 5, 31)), app.test_request_context():
        (proposal,) = queries.erasures(ErasureState.PROPOSED)
        assert (proposal.due_on, proposal.case_id) == (date(2031, 5, 29), key)
        assert any(one.url == "/bibob/erasures" for one in agenda(actor, clock.today()).late)
        assert len(queries.all_inquiries()) == 1
        row = queries.inquiry(key)
        acts.hold(row, row.version, "Er loopt een beroep bij de rechtbank.")
        with pytest.raises(Lacking):
            acts.erase(proposal, proposal.version)
        row = queries.inquiry(key)
        acts.hold(row, row.version, "")
        acts.keep_longer(proposal, proposal.version, "Het beroep is nog niet afgedaan.", date(2031, 12, 31))
        with pytest.raises(NoSuchRoad):
            acts.erase(proposal, proposal.version)
    with clock.set_to(date(2032, 1, 2)):
        jobs.run_slot(task, clock.now())
    with acting("joris"), clock.set_to(date(2032, 1, 2)):
        (proposal,) = queries.erasures(ErasureState.PROPOSED)
        acts.erase(proposal, proposal.version)
        assert queries.all_inquiries() == []
        assert proposal.state == ErasureState.DESTROYED
        assert proposal.counts["documents"] == len(digests)
        assert proposal.decided_by is not None
        assert [happening.kind for happening in story.of(place)][:1] == ["bibob.erased"]
        assert not any(one.kind.startswith("bibob.j") for one in story.of(place))
        for digest in digests:
            assert not files.path_of(digest).exists()
            with pytest.raises(NotHere):
                files.read(digest)


def test_a_machine_destroys_nothing(app: Flask, acting: As) -> None:
    with acting("joris"):
        closed()
    with clock.set_to(date(2031, 5, 31)), house.acting_as(house.machine("job", "x", "GM0983")):
        proposal = acts.propose_erasure(queries.all_inquiries()[0])
        assert proposal is not None
        with pytest.raises(Exception, match="OnlyAPersonSigns"):
            acts.erase(proposal, proposal.version)
        assert len(queries.all_inquiries()) == 1


# --- letters -------------------------------------------------------------------------------------------------------


def test_the_notice_names_the_longest_stand_still_and_the_last_day_to_decide(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = asked()
        with on(ASKED):
            acts.notify_party(row, row.version)
            with pytest.raises(RecordedAlready):
                acts.notify_party(row, row.version)
        (letter,) = [one for one in row.documents if one.kind == DocumentKind.LETTER]
        told = text_of(letter.file_sha256)
        assert (letter.letter_kind, letter.recipient) == ("bibob-notice", Recipient.PARTY)
        assert "16 maart 2026" in told
        assert "7 juni 2026" in told  # 84 days from 16 March, the first included
        assert "20 juli 2026" in told


def test_each_reader_gets_an_edition_of_its_own(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = judged(advised(asked()))
        with on(date(2026, 6, 1)):
            third = acts.name_third(
                row, row.version, "J. Financier", "Kade 1", "5911 AA Venlo", "U leende geld zonder rente."
            )
            acts.add_document(
                row, row.version, DocumentKind.EXTRACT, "Deel over A", clock.today(), PDF + b"a", "a.pdf", third
            )
        heard(row)
        with on(date(2026, 7, 1)):
            for reader in (Recipient.JUDGE, Recipient.COMMITTEE):
                acts.make_edition(third, row.version, reader, "SGR 26/1234")
            with pytest.raises(NoSuchRoad):
                acts.make_edition(third, row.version, Recipient.PARTY, "SGR 26/1234")
        told = {one.recipient: text_of(one.file_sha256) for one in row.documents if one.kind == DocumentKind.LETTER}
        assert set(told) == set(Recipient)
        assert all("eheimhouding" in text for text in told.values())
        party, other = told[Recipient.PARTY], told[Recipient.THIRD_PARTY]
        assert "Witwassen" in party
        assert "Financier" not in party
        assert "zonder rente" in other
        assert not any(word in other for word in ("Witwassen", "Rust & Balans", "Stille Maas", "LBB-2026-0042"))
        assert "SGR 26/1234" in told[Recipient.JUDGE]
        assert "8:29" in told[Recipient.JUDGE]
        assert "Witwassen" not in told[Recipient.COMMITTEE]


def test_an_extract_belongs_to_one_third_party(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = with_form()
        with pytest.raises(NothingToDecideOn):
            acts.add_document(
                row, row.version, DocumentKind.EXTRACT, "Deel", clock.today(), PDF, "a.pdf", party_of(row)
            )


# --- the wall ------------------------------------------------------------------------------------------------------


def test_without_the_mark_nothing_shows_that_there_is_an_inquiry(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("joris"):
        with clock.set_to(date(2026, 3, 20)):
            application = applied()
        place = application.establishment_id
    anna = client_of("anna")
    pages = ["/register", "/register?q=Stille", "/register/export.csv", "/decisions", "/inspections", "/today"]
    with clock.set_to(date(2026, 3, 15)):
        before = {path: _lines(anna, path) for path in pages}
        tab = anna.get(f"/establishments/{place}").text
    with acting("joris"):
        row = asked(with_form(opened(register.application(application.id))))
        document = row.documents[0]
        inquiry = row.id
    with clock.set_to(ASKED + timedelta(days=3)):
        assert {path: _lines(anna, path) for path in pages} == before
        dossier = anna.get(f"/establishments/{place}").text
        looked = anna.get(f"/establishments/{place}/looked").text
        page = anna.get(f"/applications/{application.id}").text
        worked = anna.get(f"/applications/{application.id}/clock").text
    for shown in (tab, dossier, looked, page):
        assert "ibob" not in shown
    assert "Landelijk Bureau" not in worked.split("Wat verandert", 1)[0].split("kan stilstaan", 1)[0]
    assert "Er is hier iets dat u niet mag lezen." in dossier
    for path in (
        f"/establishments/{place}/bibob",
        f"/establishments/{place}/bibob/new",
        f"/bibob/{inquiry}",
        f"/bibob/{inquiry}/judge",
        f"/bibob/documents/{document.id}",
        "/bibob",
        "/bibob/erasures",
    ):
        assert anna.get(path).status_code == 403, path
    assert anna.get(f"/files/{document.file_sha256}").status_code == 404
    for who in ("bram", "hanneke", "adri"):
        assert client_of(who).get(f"/bibob/{inquiry}").status_code == 403


def _lines(client: FlaskClient, path: str) -> int:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert "ibob" not in answer.text
    return answer.text.count("<tr") + answer.text.count("\r\n") + answer.text.count("<li")


def test_each_reading_is_recorded_and_seen_only_by_who_may(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("joris"):
        row = opened(applied(), date(2026, 3, 4))
        place, key = row.establishment_id, row.id
    joris = client_of("joris")
    for path in (f"/bibob/{key}", f"/establishments/{place}/bibob", "/bibob", "/bibob/erasures"):
        assert joris.get(path).status_code == 200
    with acting("joris"):
        notes = db.session.scalars(select(AuditLine.note).where(AuditLine.act == "look")).all()
        assert sum('"power":"bibob.read"' in note for note in notes) == 4
        changes = " ".join(db.session.scalars(select(AuditLine.changes).where(AuditLine.act.like("bibob.%"))))
        assert WHY not in changes
    assert f"/establishments/{place}/bibob" in joris.get(f"/establishments/{place}/looked").text
    assert "/bibob" not in client_of("anna").get(f"/establishments/{place}/looked").text


def test_another_town_and_nothing_at_all_look_the_same(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("joris"):
        row = closed()
        person, document, fact = row.persons[0].id, row.documents[0].id, row.facts[0].id
        key = row.id
    nothing = "0190f000-0000-7000-8000-000000000000"
    with house.acting_as(house.machine("job", "els", "GM0988")):
        with pytest.raises(NotHere):
            queries.inquiry(key)
        with pytest.raises(NotHere):
            queries.person(person)
    joris = client_of("joris")
    for path in (
        f"/bibob/{nothing}",
        f"/bibob/{nothing}/judge",
        f"/bibob/persons/{nothing}/invite",
        f"/bibob/documents/{nothing}",
        f"/bibob/erasures/{nothing}/confirm",
        f"/establishments/{nothing}/bibob",
        f"/establishments/{nothing}/bibob/new",
        f"/bibob/{key}/days/zzz",
        f"/bibob/{key}/zzz",
        f"/bibob/{person}",
        f"/bibob/documents/{fact}",
    ):
        assert joris.get(path).status_code == 404, path
    for path in (
        f"/bibob/persons/{nothing}/no-view",
        f"/bibob/facts/{nothing}/drop",
        f"/bibob/conditions/{nothing}/drop",
    ):
        assert joris.post(path).status_code == 404, path
    assert joris.get(f"/bibob/documents/{document}").status_code == 200


def test_the_page_opens_in_every_state_and_each_step_it_offers_opens(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    joris, met = client_of("joris"), set()

    def look(row: BibobInquiry, day: date) -> None:
        key = row.id
        met.add(InquiryState(row.state))
        with clock.set_to(day):
            page = joris.get(f"/bibob/{key}")
            assert page.status_code == 200, row.state
            for step in set(re.findall(r'href="(/bibob/[a-z0-9/-]+)"', page.text)):
                assert joris.get(step).status_code == 200, step
            assert joris.get(f"/establishments/{row.establishment_id}").status_code == 200
            assert joris.get("/today").status_code == 200

    with acting("joris"):
        row = opened()
        look(row, date(2026, 3, 4))
        with clock.set_to(date(2026, 3, 5)):
            acts.send_form(row, row.version, date(2026, 3, 5), date(2026, 3, 26))
        look(row, date(2026, 3, 27))
        look(with_form(), date(2026, 3, 10))
        look(asked(), date(2026, 9, 1))
        look(advised(), date(2026, 6, 1))
        row = judged(advised())
        with clock.set_to(date(2026, 6, 1)):
            acts.name_third(row, row.version, "J. Financier", "Kade 1", "Venlo", "U leende geld zonder rente.")
        look(row, date(2026, 6, 2))
        look(closed(Danger.LESSER), date(2026, 6, 4))
    assert met == set(InquiryState)


def test_the_pages_lead_from_opening_to_the_degree_of_danger(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("joris"):
        application = factories.application()
        place, about = application.establishment_id, str(application.id)
    joris, today = client_of("joris"), clock.today()
    day = {"day": today.day, "month": today.month, "year": today.year}

    def sent(path: str, **fields: Any) -> str:
        dates = {f"{name}-{part}": value for name in fields.pop("days", ()) for part, value in day.items()}
        answer = joris.post(path, data={**fields, **dates}, content_type="multipart/form-data")
        assert answer.status_code == 302, answer.text
        return str(answer.location)

    assert joris.post(f"/establishments/{place}/bibob/new", data={}).status_code == 422
    page = sent(f"/establishments/{place}/bibob/new", about=about, because=WHY, days=["opened_on"])
    late = {f"due_on-{part}": value for part, value in {"day": 1, "month": 3, "year": today.year + 1}.items()}
    late_day = date(today.year + 1, 3, 1)
    assert late_day > today
    sent(f"{page}/send-form", days=["sent_on"], **late)
    sent(f"{page}/receive-form", days=["received_on"])
    sent(f"{page}/ask-advice", days=["asked_on"], questions="Wie financiert het bedrijf?")
    sent(f"{page}/notify-party", days=["on"])
    assert joris.post(f"{page}/receive-advice", data={}).status_code == 422
    shown = joris.get(page)
    assert "Nu stilstaan" not in shown.text
    assert joris.get(f"{page}/days/advice").status_code == 200
    with acting("joris"):
        row = queries.all_inquiries()[0]
        assert row.state == InquiryState.ADVICE_ASKED
        assert db.session.scalar(select(func.count()).select_from(ClockEvent)) == 1
    stale = joris.post(f"{page}/hold", data={"because": "Er loopt een beroep.", "version": "1"})
    assert stale.status_code == 409
