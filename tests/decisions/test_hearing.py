"""Hearing the party first: announcement, response, its absence, the exceptions and the judicial consultation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from app import clock, files
from app.db import db
from app.errors import Lacking, NoSuchRoad, NotAllowed
from app.people import municipality_now
from decisions import acts, queries
from decisions.lifecycle import DecisionState
from decisions.refusals import NoSuchMeasure, ReasonLacks, TermStillRuns, WrongDay
from law.calendar import is_rest_day
from tests.conftest import As
from tests.decisions import factories


def test_the_intention_is_kept_as_a_letter_and_sets_a_working_day(app: Flask, acting: As) -> None:
    announced = factories.refusal("announced")
    with acting("anna"):
        row = factories.of(announced)
        assert row.state == DecisionState.ANNOUNCED
        assert row.announced_on is not None
        assert row.hearing_until is not None
        assert row.hearing_until >= row.announced_on + timedelta(days=municipality_now().hearing_days)
        assert not is_rest_day("nl", row.hearing_until)
        term = queries.hearing_term(row)
        assert term is not None
        assert term.last_day == row.hearing_until
        letter = row.letters[0]
        assert (letter.kind, letter.language, letter.sent_on) == ("intention-to-refuse", "nl", row.announced_on)
        assert files.read(letter.sha256).startswith(b"%PDF-")
        assert all(ground.announced for ground in row.grounds)


def test_a_draft_without_motivation_is_not_announced(app: Flask, acting: As) -> None:
    drafted = factories.refusal("drafted")
    with acting("anna"):
        row = factories.of(drafted)
        acts.motivate(row, row.version, row.grounds[0].ground_id, "", [])
        with pytest.raises(Lacking) as refused:
            acts.announce(row, row.version)
        assert {lack.key.split(":")[0] for lack in refused.value.lacks} == {"motivation", "evidence", "verification"}
        assert factories.of(drafted).state == DecisionState.DRAFT
        assert factories.of(drafted).letters == []


def test_a_mayor_does_not_announce(app: Flask, acting: As) -> None:
    drafted = factories.refusal("drafted")
    with acting("hanneke"), pytest.raises(NotAllowed):
        acts.announce(factories.of(drafted), None)


def test_a_belgian_invitation_needs_day_and_place(app: Flask, acting: As) -> None:
    drafted = factories.closure("drafted")
    with acting("femke"):
        row = factories.of(drafted)
        with pytest.raises(Lacking) as refused:
            acts.announce(row, row.version)
        assert [lack.anchor for lack in refused.value.lacks] == ["hearing_at"]
        with pytest.raises(WrongDay):
            acts.announce(row, row.version, hearing_place="het stadhuis", hearing_at=clock.now())


def test_a_response_and_its_absence_are_recorded_once_they_can_be(app: Flask, acting: As) -> None:
    announced = factories.refusal("announced")
    with acting("anna"):
        row = factories.of(announced)
        assert row.announced_on is not None
        assert row.hearing_until is not None
        with clock.set_to(row.hearing_until), pytest.raises(TermStillRuns):
            acts.record_no_response(row, row.version)
        with pytest.raises(WrongDay):
            acts.record_response(row, row.version, row.announced_on - timedelta(days=1), "De reactie van de partij.")
        with pytest.raises(WrongDay):
            acts.record_response(row, row.version, clock.today() + timedelta(days=1), "De reactie van de partij.")
        with pytest.raises(ReasonLacks):
            acts.record_response(row, row.version, clock.today(), "kort")
        with clock.set_to(row.hearing_until + timedelta(days=1)):
            acts.record_no_response(row, row.version)
        assert factories.of(announced).hearing_outcome == "none"


def test_a_response_with_its_file_is_in_the_story(app: Flask, acting: As) -> None:
    from app import story

    announced = factories.refusal("announced")
    with acting("anna"):
        row = factories.of(announced)
        acts.record_response(
            row, row.version, clock.today(), "U bent het er niet mee eens.", "", factories.PDF, "reactie.pdf"
        )
        told = next(one for one in story.of(row.id) if one.kind == "decision.response")
        assert files.read(told.files[0]["sha256"]) == factories.PDF
        assert factories.of(announced).hearing_outcome == "response"


def test_announcing_again_starts_the_term_anew(app: Flask, acting: As) -> None:
    answered = factories.refusal("answered")
    with acting("anna"):
        row = factories.of(answered)
        before = row.hearing_until
        acts.announce(row, row.version)
        row = factories.of(answered)
        assert row.hearing_outcome == ""
        assert row.hearing_until is not None
        assert before is not None
        assert row.hearing_until > before
        assert len(row.letters) == 2


def test_nobody_is_heard_only_under_one_exception_with_its_reason(app: Flask, acting: As) -> None:
    drafted = factories.refusal("drafted")
    with acting("anna"):
        row = factories.of(drafted)
        with pytest.raises(NoSuchMeasure):
            acts.announce_nothing(row, row.version, "invented", "Er is haast bij deze zaak.")
        with pytest.raises(ReasonLacks):
            acts.announce_nothing(row, row.version, "nl.urgent", "haast")
        acts.announce_nothing(row, row.version, "nl.urgent", "Er is haast bij deze zaak.")
        assert factories.of(drafted).state == DecisionState.ANNOUNCED
        with pytest.raises(NoSuchRoad):
            acts.record_no_response(row, row.version)


def test_belgium_has_no_exception_to_the_hearing(app: Flask, acting: As) -> None:
    drafted = factories.closure("drafted")
    with acting("femke"), pytest.raises(NoSuchMeasure):
        acts.announce_nothing(factories.of(drafted), None, "nl.urgent", "Er is haast bij deze zaak.")


def test_the_consultation_is_recorded_and_never_in_the_future(app: Flask, acting: As) -> None:
    announced = factories.closure("announced")
    with acting("femke"):
        row = factories.of(announced)
        with pytest.raises(WrongDay):
            acts.record_consultation(
                row, row.version, "de arbeidsauditeur", clock.today() + timedelta(days=1), "akkoord"
            )
        acts.record_consultation(row, row.version, "de arbeidsauditeur", clock.today(), "geen bezwaar")
        assert factories.of(announced).consulted_on == clock.today()
    with acting("celine"), pytest.raises(NotAllowed):
        acts.record_consultation(factories.of(announced), None, "x", clock.today(), "y")
    db.session.rollback()
