"""Drafting: the copy of the law, the objects of a measure, texts and evidence within their bounds."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from flask import Flask

from app import clock
from app.db import db
from app.errors import ChangedMeanwhile, Lacking, NoSuchRoad, NotAllowed, NotHere
from app.files import NotWhatItSays
from decisions import acts, queries
from decisions.acts.desk import LONGEST
from decisions.models import EvidenceKind
from decisions.refusals import (
    AlreadyUnderWay,
    CannotBePrinted,
    HoldsIdentityNumber,
    NoSuchGround,
    NoSuchMeasure,
    NothingToDecideOn,
    ReasonLacks,
    TooLong,
    WrongDay,
)
from demonstration import cases
from permits.models import RegisterStatus
from permits.register_line import refresh
from tests.conftest import As
from tests.decisions import factories

EXPLOITATION = "nl.by-law.trafficking-indication"


@pytest.fixture
def drafted(app: Flask) -> uuid.UUID:
    return factories.refusal("drafted")


def test_a_draft_copies_the_law_of_the_day(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = factories.of(drafted)
        assert row.number.startswith("B-")
        assert row.application is not None
        assert row.case_number == row.application.case_number
        assert row.measure_copy["effect"] == "refuse"
        assert row.measure_copy["letters"]["announcement"] == "intention-to-refuse"
        chosen = row.grounds[0]
        assert (
            chosen.article
            == "artikel 2:40c, vijfde lid, onder b, Algemene plaatselijke verordening Venlo 2025 (verzonnen)"
        )
        assert chosen.quote
        assert chosen.own_words["fr"]
        assert {kind for need in chosen.needs for kind in need["kinds"]} >= {"official_report", "own_verification"}


def test_an_inspector_cannot_draft(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        place, party = factories.of(drafted).establishment, factories.of(drafted).addressee
    with acting("bram"), pytest.raises(NotAllowed):
        acts.draft(place, "nl.revoke", party)


def test_a_measure_needs_its_object(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = factories.of(drafted)
        with pytest.raises(NothingToDecideOn):
            acts.draft(row.establishment, "nl.revoke", row.addressee)
        with pytest.raises(NoSuchMeasure):
            acts.draft(row.establishment, "be.closure-134quinquies", row.addressee)
        with pytest.raises(NothingToDecideOn):
            acts.draft(row.establishment, "nl.grant", row.addressee)
        with pytest.raises(AlreadyUnderWay):
            acts.draft(row.establishment, "nl.refuse", row.addressee, application=row.application)


def test_a_permit_is_not_revoked_twice(app: Flask, acting: As) -> None:
    done = factories.revocation("in-effect")
    with acting("anna"):
        row = factories.of(done)
        assert row.permit is not None
        with pytest.raises(NothingToDecideOn):
            acts.draft(row.establishment, "nl.revoke", row.addressee, permit=row.permit)


def test_only_a_ground_that_carries_the_measure_here_can_be_chosen(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = factories.of(drafted)
        for other in ("nl.by-law.no-permit", "nl.by-law.worker-status", "be.134quinquies", "nonsense"):
            with pytest.raises(NoSuchGround):
                acts.choose_ground(row, row.version, other)
        acts.drop_ground(row, row.version, EXPLOITATION)
        assert EXPLOITATION not in {ground.ground_id for ground in factories.of(drafted).grounds}


def test_the_second_writer_of_a_motivation_is_told(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = factories.of(drafted)
        seen = row.version
        acts.motivate(row, seen, EXPLOITATION, "De eerste tekst staat er.")
        with pytest.raises(ChangedMeanwhile):
            acts.motivate(row, seen, EXPLOITATION, "De tweede tekst komt te laat.")
        assert factories.of(drafted).grounds[0].motivation == "De eerste tekst staat er."


def test_evidence_of_another_establishment_is_not_here(drafted: uuid.UUID, acting: As) -> None:
    other = factories.revocation("drafted")
    with acting("anna"):
        elsewhere = queries.findings_of(factories.of(other).establishment_id)[0]
        row = factories.of(drafted)
        with pytest.raises(NotHere):
            acts.motivate(row, row.version, EXPLOITATION, "Een zin.", [("finding", elsewhere.id, False)])
        with pytest.raises(NotHere):
            acts.motivate(row, row.version, EXPLOITATION, "Een zin.", [("report", uuid.uuid4(), False)])


BAD_TEXTS = [
    ("De medewerker met nummer 111222333 zei dit.", HoldsIdentityNumber),
    ("x" * (LONGEST + 1), TooLong),
    ("Een onbekend teken: \U0001f300", CannotBePrinted),
]


@pytest.mark.parametrize(("text", "refusal"), BAD_TEXTS, ids=["identity-number", "too-long", "unprintable"])
def test_a_text_that_cannot_stand_on_a_letter_is_refused(
    drafted: uuid.UUID, acting: As, text: str, refusal: type[Exception]
) -> None:
    with acting("anna"):
        row = factories.of(drafted)
        before = row.suitable
        with pytest.raises(refusal):
            acts.write(row, row.version, suitable=text)
        with pytest.raises(refusal):
            acts.motivate(row, row.version, EXPLOITATION, text)
        assert factories.of(drafted).suitable == before


def test_markup_and_control_characters_stay_plain_text(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = factories.of(drafted)
        acts.write(row, row.version, suitable="<b>vet</b>\x07 & {{mayor.name}}\u202e")
        assert factories.of(drafted).suitable == "<b>vet</b> & {{mayor.name}}"


def test_only_the_officers_fields_can_be_written(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = factories.of(drafted)
        with pytest.raises(TypeError):
            acts.write(row, row.version, signed_sha256="0" * 64)
        with pytest.raises(WrongDay):
            acts.write(row, row.version, duration_from=date(2026, 12, 2), duration_until=date(2026, 12, 1))
        with pytest.raises(ValueError, match="pigeon"):
            acts.write(row, row.version, served_by="pigeon")


def test_a_report_is_evidence_with_a_date_that_can_be_and_a_file_that_is_one(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        place, today = factories.of(drafted).establishment, clock.today()
        entered = acts.enter_report(
            place, EvidenceKind.LABOUR_REPORT, "AI-7", today, "Wat de inspectie zag.", factories.PDF, "x.pdf"
        )
        assert entered.file_sha256
        with pytest.raises(WrongDay):
            acts.enter_report(place, "labour-report", "AI-8", today + timedelta(days=1), "Wat de inspectie zag.")
        with pytest.raises(NotWhatItSays):
            acts.enter_report(place, "labour-report", "AI-9", today, "Wat de inspectie zag.", b"MZ...", "x.pdf")
        with pytest.raises(ReasonLacks):
            acts.enter_report(place, "labour-report", "AI-9", today, "kort")


def test_a_dropped_draft_leaves_the_register_and_makes_room(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = factories.of(drafted)
        acts.drop(row, row.version, "De aanvraag wordt ingetrokken.")
        with pytest.raises(NoSuchRoad):
            acts.write(row, row.version, suitable="Te laat.")
        assert acts.draft(row.establishment, "nl.refuse", row.addressee, application=row.application).id != row.id


def test_proposals_come_from_the_sealed_visit(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        proposed = {p.ground.id: p for p in queries.proposals(factories.of(drafted))}
    assert proposed[EXPLOITATION].facts >= 2
    assert "nl.by-law.no-manager-present" not in proposed


def test_a_decision_of_another_town_is_not_here(drafted: uuid.UUID, acting: As) -> None:
    with acting("femke"), pytest.raises(NotHere) as refused:
        queries.decision(drafted)
    assert refused.value.values["elsewhere"] is True


def test_the_intention_shows_in_the_register(app: Flask, acting: As) -> None:
    announced = factories.refusal("announced")
    with acting("anna"):
        row = factories.of(announced)
        with cases.at("anna", clock.today()):
            from app.acts import named

            with named("look at the line"):
                line = refresh(row.establishment)
        assert line.status == RegisterStatus.INTENTION
        assert line.next_term_on <= (row.hearing_until or date.max)
        assert db.session.is_active


def test_a_ground_added_after_the_announcement_must_be_announced_too(app: Flask, acting: As) -> None:
    answered = factories.refusal("answered")
    with acting("anna"):
        row = factories.of(answered)
        added = "nl.by-law.false-data"
        acts.choose_ground(row, row.version, added)
        with pytest.raises(Lacking) as refused:
            acts.submit(row, row.version)
        assert f"announced:{added}" in {lack.key for lack in refused.value.lacks}
