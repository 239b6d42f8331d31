"""The decision clock of an application, by dates worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from app import clock
from permits import acts, queries
from permits.acts.applications import CannotExtend, ClockRefuses, WrongDay
from permits.lifecycle import ApplicationState
from permits.models import Application, RegisterStatus
from tests.conftest import As
from tests.permits import factories

RECEIVED = date(2026, 9, 7)


def last_day(row: Application) -> date:
    computed = queries.decision_clock(row)
    assert computed is not None
    return computed.last_day


def asked(row: Application) -> Application:
    with clock.set_to(date(2026, 9, 14)):
        return acts.ask_completion(row, row.version, date(2026, 9, 14), date(2026, 9, 28), origin="B-1")


def completed(row: Application, on: date) -> Application:
    with clock.set_to(on):
        for document in list(row.documents):
            acts.note_document(document, on)
        return acts.find_complete(row, row.version, on)


def received() -> Application:
    with clock.set_to(RECEIVED):
        return factories.application(received_on=RECEIVED)


def test_nine_days_of_waiting_for_completion_move_the_last_day_by_nine(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = completed(asked(received()), date(2026, 9, 24))
        assert [(e.from_on, e.until_on) for e in row.clock_events] == [(date(2026, 9, 15), date(2026, 9, 23))]
        assert last_day(row) == date(2026, 12, 9)


def test_a_completion_term_that_passes_unused_ends_the_stand_still(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = asked(received())
        with clock.set_to(date(2026, 10, 20)):
            # 15 up to and including 28 September: 14 days after 30 November.
            assert last_day(row) == date(2026, 12, 14)
            assert not queries.stands_still(row, date(2026, 9, 29))
        assert last_day(completed(row, date(2026, 10, 20))) == date(2026, 12, 14)


def test_completion_on_the_day_after_asking_stops_nothing(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = completed(asked(received()), date(2026, 9, 15))
        assert row.clock_events == []
        assert last_day(row) == date(2026, 11, 30)


def test_while_the_clock_stands_still_the_register_shows_the_completion_term(app: Flask, acting: As) -> None:
    from app.db import db
    from permits.models import RegisterLine

    with acting("anna"):
        row = asked(received())
        line = db.session.get(RegisterLine, row.establishment_id)
        assert line is not None
        assert (line.status, line.next_term_kind, line.next_term_on) == (
            RegisterStatus.PAUSED,
            "complete",
            date(2026, 9, 28),
        )


def test_an_extension_is_added_once_and_not_beyond_the_law(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = received()
        with clock.set_to(date(2026, 10, 1)):
            acts.extend_term(row, 4, "Advies van de politie duurt langer.", origin="B-1")
            # 30 November and four weeks.
            assert last_day(row) == date(2026, 12, 28)
            with pytest.raises(CannotExtend):
                acts.extend_term(row, 9, "Nog langer.", origin="B-1")
        with clock.set_to(date(2027, 1, 4)), pytest.raises(CannotExtend):
            acts.extend_term(row, 1, "Te laat.", origin="B-1")


def test_consent_stops_the_clock_until_it_runs_again(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = received()
        with clock.set_to(date(2026, 10, 5)):
            acts.suspend_clock(row, "nl.consent", date(2026, 10, 5), origin="B-1")
            with pytest.raises(ClockRefuses):
                acts.suspend_clock(row, "nl.force-majeure", date(2026, 10, 5), origin="B-1")
        with clock.set_to(date(2026, 10, 14)):
            acts.resume_clock(row, "nl.consent", date(2026, 10, 14))
            with pytest.raises(ClockRefuses):
                acts.resume_clock(row, "nl.consent", date(2026, 10, 14))
        assert last_day(row) == date(2026, 12, 10)


def test_a_cause_that_the_law_does_not_know_is_refused(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(RECEIVED), pytest.raises(ClockRefuses):
        acts.suspend_clock(received(), "nl.holiday", RECEIVED, origin="B-1")


def test_belgian_law_sets_no_term_and_asking_stops_no_clock(app: Flask, acting: As) -> None:
    with acting("femke"), clock.set_to(RECEIVED):
        row = factories.application()
        acts.ask_completion(row, row.version, RECEIVED, RECEIVED + timedelta(days=14), origin="B-1")
        assert row.state == ApplicationState.INCOMPLETE
        assert row.clock_events == []
        assert queries.decision_clock(row) is None


def test_days_that_cannot_be_are_refused(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(RECEIVED):
        row = factories.operated()
        with pytest.raises(WrongDay):
            factories.application(row, RECEIVED + timedelta(days=1))
        wanted = factories.application(row)
        with pytest.raises(WrongDay):
            acts.ask_completion(wanted, wanted.version, RECEIVED, RECEIVED, origin="B-1")
        with pytest.raises(WrongDay):
            acts.ask_completion(
                wanted, wanted.version, RECEIVED - timedelta(days=1), RECEIVED + timedelta(days=9), origin="B-1"
            )
