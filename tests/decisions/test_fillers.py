"""What the closed files and the enforcement know of a decision reaches its gates and its letter, and no more than that.

One story for each regime, played through the real acts.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument

import law
from app import acts as house
from app import clock, files
from app.db import db
from app.errors import Lacking, NotAllowed
from decisions import acts as decision_acts
from decisions import queries
from decisions.bibob import acts as inquiring
from decisions.bibob import filling as letter_filling
from decisions.bibob.lifecycle import Danger
from decisions.bibob.models import BibobInquiry
from decisions.blanks import blanks_of
from decisions.enforcement import acts as enforcing
from decisions.enforcement import queries as penalties
from decisions.enforcement.lifecycle import OrderState
from decisions.models import Decision
from decisions.reasoning import points, what_lacks
from permits import queries as register
from permits.models import Application
from tests.conftest import As
from tests.decisions import factories, test_bibob, test_integrity
from tests.decisions.test_enforcement_follow_up import due, on, order_of

BIBOB_GROUND = "nl.bibob.3-1-a"
MEASURE = "be.integrity-refuse"
JUNE = date(2026, 6, 10)
DAY = timedelta(days=1)


def lacking(decision: Decision, day: date) -> set[str]:
    """The gates that lack something, as the page and the act of submitting see them."""
    return {lack.key for lack in what_lacks(queries.case_file(decision), day)}


def refused(application: Application, day: date = JUNE) -> uuid.UUID:
    """The draft of a refusal on serious danger, with its weighing written."""
    with clock.set_to(day):
        row = decision_acts.draft(
            application.establishment, "nl.refuse", application.applicant, application=application
        )
        decision_acts.choose_ground(row, None, BIBOB_GROUND)
        texts = dict.fromkeys(("suitable", "necessary"), "Dit is gewogen en passend geacht.")
        decision_acts.write(row, None, balanced="De weigering staat in verhouding tot het gevaar.", **texts)
        return row.id


def about(row: BibobInquiry) -> Application:
    assert row.application is not None
    return row.application


@pytest.mark.parametrize("danger", [Danger.LESSER, Danger.NONE])
def test_a_lesser_danger_carries_no_refusal(app: Flask, acting: As, danger: Danger) -> None:
    with acting("joris"):
        application = about(test_bibob.closed(danger))
        row = factories.of(refused(application))
        assert "bibob_degree" in lacking(row, JUNE)
        with clock.set_to(JUNE):
            decision_acts.announce_nothing(row, None, "nl.urgent", "Er is geen tijd voor een zienswijze.")
            with pytest.raises(Lacking) as refusal:
                decision_acts.submit(row, None)
        assert "bibob_degree" in {lack.key for lack in refusal.value.lacks}


def test_a_serious_danger_carries_a_refusal_once_conditions_were_considered(app: Flask, acting: As) -> None:
    with acting("joris"):
        inquiry = test_bibob.closed()
        row = factories.of(refused(about(inquiry)))
        found = {key for key in lacking(row, JUNE) if key.startswith("bibob")}
        assert found == {"bibob_conditions", "bibob_verified"}
        why = {"conditions_considered": "Voorschriften nemen dit gevaar niet weg.", "advice_check": test_bibob.WHY}
        with clock.set_to(JUNE):
            inquiring.complete(inquiry, inquiry.version, **why)
        assert not {key for key in lacking(row, JUNE) if key.startswith("bibob")}


def test_a_refusal_waits_for_the_steps_of_the_inquiry(app: Flask, acting: As) -> None:
    with acting("joris"):
        inquiry = test_bibob.judged(test_bibob.advised())
        row = factories.of(refused(about(inquiry)))
        assert {"bibob_notice", "bibob_heard"} <= lacking(row, JUNE)
        with clock.set_to(test_bibob.ASKED):
            inquiring.notify_party(inquiry, inquiry.version)
        test_bibob.heard(inquiry)
        assert not {"bibob_notice", "bibob_heard"} & lacking(row, JUNE)


def test_an_inquiry_of_more_than_five_years_ago_carries_nothing(app: Flask, acting: As) -> None:
    with acting("joris"):
        row = factories.of(refused(about(test_bibob.closed())))
        advice = date(2026, 5, 29)
        assert "bibob_age" not in lacking(row, advice + 1826 * DAY)
        late = lacking(row, advice + 1827 * DAY)
        assert {"bibob_age", "bibob_relation"} <= late


def test_another_refusal_of_the_same_application_hears_nothing_of_the_inquiry(app: Flask, acting: As) -> None:
    with acting("joris"):
        application = about(test_bibob.closed(Danger.LESSER))
        with clock.set_to(JUNE):
            row = decision_acts.draft(
                application.establishment, "nl.refuse", application.applicant, application=application
            )
        case = queries.case_file(row)
        assert case.bibob is None
        assert not {key for key in lacking(row, JUNE) if key.startswith("bibob")}


def test_who_may_not_read_the_inquiry_sees_what_lacks_and_nothing_of_its_contents(
    app: Flask, acting: As, client_of: Callable[[str], FlaskClient]
) -> None:
    with acting("joris"):
        inquiry = test_bibob.closed(Danger.LESSER)
        application_id, inquiry_id = about(inquiry).id, inquiry.id
        kept = [inquiry.danger_reasons, inquiry.relation, inquiry.facts[0].text, inquiry.advice_reference]
    with acting("anna"):
        key = refused(register.application(application_id))
    with clock.set_to(JUNE):
        client = client_of("anna")
        page = client.get(f"/decisions/{key}/submit").text
        assert "alleen ernstig gevaar" in page.lower()
        for text in (*kept, str(inquiry_id)):
            assert text
            assert text not in page
        assert client.get(f"/bibob/{inquiry_id}").status_code == 403


def text_of(row: Decision) -> str:
    """The text of the newest letter."""
    db.session.refresh(row)
    newest = max(row.letters, key=lambda letter: letter.made_at)
    pages = PdfDocument(files.read(newest.sha256))
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


def test_a_refusal_on_an_inquiry_says_in_its_letters_that_it_is_confidential(app: Flask, acting: As) -> None:
    key, article = factories.refusal("drafted"), "artikel 3, eerste lid, onder a, Wet Bibob"
    with acting("adri"):
        decision_acts.map_ground(
            BIBOB_GROUND, bylaw="Wet Bibob", article=article, quote="Woorden van de wet.", valid_from=date(2020, 1, 1)
        )
    with acting("joris"):
        application = factories.of(key).application
        assert application is not None
        inquiring.open_inquiry(application, test_bibob.WHY, clock.today())
    with acting("anna"):
        row = factories.of(key)
        decision_acts.announce(row, None)
        assert "Bibob" not in text_of(row)
        decision_acts.choose_ground(row, None, BIBOB_GROUND)
        report = decision_acts.enter_report(
            row.establishment, "bibob-inquiry", "LBB-2026-0042", clock.today(), "Het onderzoek naar de financiering."
        )
        text = "Uit het onderzoek blijkt een ernstig gevaar."
        decision_acts.motivate(row, None, BIBOB_GROUND, text, [("report", report.id, False)])
        decision_acts.announce(row, None)
        letter = text_of(row)
    assert "Mijn voornemen rust ook op een onderzoek volgens de Wet Bibob." in letter
    assert "geheimhouding" in letter
    assert test_bibob.WHY not in letter


def test_an_integrity_measure_waits_for_the_advice_and_the_stand_still(app: Flask, acting: As) -> None:
    day = date(2026, 5, 28)
    before = {"integrity_ordinance", "integrity_protocol", "sector_and_zone"}
    with acting("femke"):
        place = test_integrity.place_of()
        (application,) = register.establishment(place.id).applications
        with clock.set_to(day):
            row = decision_acts.draft(place, MEASURE, application.applicant, application=application)
            decision_acts.write(row, None, sending_on=day, effect_on=day + 3 * DAY)
        assert before | {"diob_advice", "mayors_proposal", "standstill"} <= lacking(row, day)
        investigation = test_integrity.opened(place)
        assert not before & lacking(row, day)
        assert {"diob_advice", "mayors_proposal"} <= lacking(row, day)
        test_integrity.decided(investigation)
        assert not {"diob_advice", "mayors_proposal"} & lacking(row, day)
        assert "standstill" in lacking(row, day)
        with clock.set_to(day):
            decision_acts.write(row, None, effect_on=day + 16 * DAY)
        assert "standstill" not in lacking(row, day)


def test_a_penalty_is_collected_within_the_year_and_only_under_a_standing_order(app: Flask, acting: As) -> None:
    key, penalty, day = due(acting)
    with on(day + 2 * DAY), acting("anna"):
        row = enforcing.collect_by_decision(order_of(key), [penalties.forfeiture(penalty)])
        gates = {"forfeited", "forfeited_after", "collection_circumstances", "limitation", "order_stands"}
        case = queries.case_file(row)
        assert (case.collection.amount, case.collection.most) == (1_000, 2_500)
        strict = {point.gate: point.lack for point in points(replace(case, strict=True), day + 2 * DAY)}
        assert [gate for gate in gates if strict[gate] is not None] == []
        decision_acts.write(row, None, sending_on=day + 3 * DAY)
        year = date(day.year + 1, day.month, day.day)
        with house.named("test"):
            row.sending_on = year + DAY
        assert "limitation" in lacking(row, year + DAY)
        with house.named("test"):
            penalties.forfeiture(penalty).circumstances = ""
            order_of(key).state = OrderState.FALLEN
        assert {"collection_circumstances", "order_stands"} <= lacking(row, year + DAY)


def test_the_organ_that_the_measure_names_is_held_against_the_table(app: Flask, acting: As) -> None:
    key = factories.refusal("drafted")
    with acting("anna"):
        row = factories.of(key)
        case = queries.case_file(row)
        assert case.taken.organ is law.Organ.MAYOR
        assert "organ" not in lacking(row, clock.today())
        with house.named("test"):
            row.measure_copy = {**row.measure_copy, "decides": "college"}
        assert "organ" in lacking(row, clock.today())


def test_the_letter_of_a_reader_of_the_inquiry_gives_its_reasons_and_only_few_may_open_it(
    app: Flask, acting: As, client_of: Callable[[str], FlaskClient]
) -> None:
    said = "Elk feit in het advies heeft een bron die ik zelf heb nagelezen."
    with acting("joris"):
        inquiry = test_bibob.closed()
        row = factories.of(refused(about(inquiry)))
        with clock.set_to(JUNE):
            inquiring.complete(
                inquiry, inquiry.version, advice_check=said, refused_data="De bankafschriften gaf u niet."
            )
            blanks = letter_filling.fill_letter(row, blanks_of(row, JUNE))
        assert blanks.bibob is not None
        assert (blanks.bibob.advice_check, blanks.bibob.refused_data) == (said, "De bankafschriften gaf u niet.")
        assert blanks.bibob.facts
        key = row.id
    address = f"/decisions/{key}/preview/decision.pdf"
    assert client_of("anna").get(address).status_code == 403
    assert client_of("joris").get(address).status_code != 403
    with acting("anna"), pytest.raises(NotAllowed):
        inquiring.complete(inquiry, None, advice_check=said)
