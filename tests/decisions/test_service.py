"""Service, receipt, the covering note, the college and the day of effect."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

import law
from app import clock, jobs, story
from app.db import db
from app.errors import NoSuchRoad, NotAllowed
from decisions import acts, queries
from decisions.acts.desk import register_source
from decisions.lifecycle import DecisionState
from decisions.models import Decision, ServiceMethod
from decisions.refusals import (
    NoConfirmationNeeded,
    NothingToCorrect,
    NotYetDue,
    RecordedAlready,
    WrongDay,
)
from demonstration import cases
from inspections import queries as visits
from permits.lifecycle import ApplicationState, PermitState
from permits.models import RegisterLine, RegisterStatus, RegisterTerm
from tests.conftest import As
from tests.decisions import factories


def _six_weeks_after(day: date) -> date:
    term = law.jurisdiction("nl").term("nl.objection", on=day)
    return law.terms.last_day(term, day).last_day


def test_a_refusal_works_from_service_and_refuses_the_application(app: Flask, acting: As) -> None:
    served = factories.refusal("served")
    with acting("anna"):
        row = factories.of(served)
        assert row.state == DecisionState.IN_EFFECT
        assert row.application is not None
        assert row.application.state == ApplicationState.REFUSED
        assert row.sending_on is not None
        assert queries.printed_last_day(row) == _six_weeks_after(row.sending_on)
        assert row.letters[-1].sent_on == row.served_on


def test_a_letter_that_left_later_gets_a_covering_note_with_the_day_that_holds(app: Flask, acting: As) -> None:
    signed = factories.refusal("signed")
    with acting("anna"):
        row = factories.of(signed)
        assert row.sending_on is not None
        with pytest.raises(NothingToCorrect):
            acts.covering_note(row)
        late = row.sending_on + timedelta(days=2)
        with clock.set_to(late):
            acts.serve(row, row.version, ServiceMethod.REGISTERED_POST, late, factories.PDF, "bewijs.pdf")
            row = factories.of(signed)
            assert queries.needs_covering_note(row)
            assert queries.holding_last_day(row) == _six_weeks_after(late) != queries.printed_last_day(row)
            note = acts.covering_note(row)
        assert (note.kind, note.signed_sha256) == ("covering-note", None)
        assert row.service_proof_sha256
        assert "decision.corrected" in {one.kind for one in story.of(signed)}


def test_service_lies_between_signing_and_today(app: Flask, acting: As) -> None:
    signed = factories.refusal("signed")
    with acting("anna"):
        row = factories.of(signed)
        assert row.signed_at is not None
        for wrong in (clock.civil(row.signed_at).date() - timedelta(days=1), clock.today() + timedelta(days=1)):
            with pytest.raises(WrongDay):
                acts.serve(row, row.version, "registered-post", wrong)
        with pytest.raises(ValueError, match="pigeon"):
            acts.serve(row, row.version, "pigeon", clock.today())
        assert factories.of(signed).state == DecisionState.SIGNED
    with acting("hanneke"), pytest.raises(NotAllowed):
        acts.serve(factories.of(signed), None, "registered-post", clock.today())


def test_an_unsigned_decision_is_not_served(app: Flask, acting: As) -> None:
    offered = factories.refusal()
    with acting("anna"), pytest.raises(NoSuchRoad):
        acts.serve(factories.of(offered), None, "registered-post", clock.today())


def test_a_revocation_works_on_its_day_by_the_job_and_cancels_the_planned_visits(app: Flask, acting: As) -> None:
    served = factories.revocation("served")
    with acting("anna"):
        row = factories.of(served)
        due = queries.effect_day(row)
        assert row.state == DecisionState.SERVED
        assert row.permit is not None
        assert row.permit.state == PermitState.GRANTED
        assert due is not None
        with pytest.raises(NotYetDue):
            acts.take_effect(row)
        waiting = [
            visit for visit in visits.inspections_of(row.establishment_id) if visit.state in ("proposed", "planned")
        ]
        assert waiting
    cases.run_jobs(due - timedelta(days=1), "GM0983")
    with acting("anna"):
        assert factories.of(served).state == DecisionState.SERVED
    cases.run_jobs(due, "GM0983")
    cases.run_jobs(due, "GM0983")
    with acting("anna"):
        row = factories.of(served)
        assert row.state == DecisionState.IN_EFFECT
        assert row.permit is not None
        assert (row.permit.state, row.permit.ended_on, row.permit.ended_by) == (PermitState.REVOKED, due, row.id)
        open_visits = [v for v in visits.inspections_of(row.establishment_id) if v.state in ("proposed", "planned")]
        assert open_visits == []


def test_a_belgian_term_runs_from_receipt(app: Flask, acting: As) -> None:
    signed = factories.closure("signed")
    with acting("femke"):
        row = factories.of(signed)
        today = clock.today()
        assert queries.printed_last_day(row) is None
        acts.serve(row, row.version, ServiceMethod.REGISTERED_RECEIPT, today)
        row = factories.of(signed)
        assert queries.objection_term(row) is None
        with pytest.raises(WrongDay):
            acts.record_receipt(row, row.version, today - timedelta(days=1))
        acts.record_receipt(row, row.version, today)
        row = factories.of(signed)
        term = law.jurisdiction("be-vlg").term("be.council-of-state", on=row.law_on)
        assert queries.holding_last_day(row) == law.terms.last_day(term, today).last_day
        assert not queries.needs_covering_note(row)
        with pytest.raises(NothingToCorrect):
            acts.covering_note(row)


def test_a_closure_shows_in_the_register_until_its_last_day(app: Flask, acting: As) -> None:
    played = factories.closure("in-effect")
    with acting("femke"):
        row = factories.of(played)
        assert _line(row.establishment_id).status == RegisterStatus.CLOSED
        assert _shown(row) == ("confirm", row.college_due_on)
    cases.confirm(row, "genk-closure")
    with acting("femke"):
        row = factories.of(played)
        assert row.college_confirmed is True
        assert row.letters[-1].kind == "college-confirmation"
        with pytest.raises(RecordedAlready):
            acts.record_college(row, row.version, clock.today(), "CBS-2", confirmed=True)
        assert row.duration_until is not None
        until = row.duration_until
    cases.run_jobs(until, "NIS71016")
    with acting("femke"):
        assert _line(row.establishment_id).status == RegisterStatus.CLOSED
    cases.run_jobs(until + timedelta(days=1), "NIS71016")
    with acting("femke"):
        assert _line(row.establishment_id).status == RegisterStatus.NO_PERMIT


def _line(establishment_id: object) -> RegisterLine:
    found: RegisterLine | None = db.session.scalar(
        select(RegisterLine).where(RegisterLine.establishment_id == establishment_id)
    )
    assert found is not None
    return found


def _shown(row: Decision) -> tuple[str, date | None]:
    term = db.session.scalars(select(RegisterTerm).where(RegisterTerm.source == register_source(row))).one()
    return term.kind, term.due_on


def test_without_confirmation_the_closure_lapses(app: Flask, acting: As) -> None:
    played = factories.closure("in-effect")
    with acting("femke"):
        row = factories.of(played)
        meeting = row.college_due_on
        assert meeting is not None
        establishment_id = row.establishment_id
    cases.run_jobs(meeting, "NIS71016")
    with acting("femke"):
        assert factories.of(played).state == DecisionState.IN_EFFECT
    cases.run_jobs(meeting + timedelta(days=1), "NIS71016")
    with acting("femke"):
        row = factories.of(played)
        assert row.state == DecisionState.LAPSED
        assert _line(establishment_id).status == RegisterStatus.NO_PERMIT
        with pytest.raises(NoSuchRoad):
            acts.record_college(row, row.version, clock.today(), "CBS-1", confirmed=True)


def test_a_college_that_does_not_confirm_ends_the_closure_at_once(app: Flask, acting: As) -> None:
    played = factories.french_closure("in-effect")
    with acting("marc"):
        row = factories.of(played)
    cases.confirm(row, "verviers-closure", confirmed=False)
    with acting("marc"):
        row = factories.of(played)
        assert (row.state, row.college_confirmed) == (DecisionState.LAPSED, False)
        assert row.letters[-1].language == "fr"


def test_a_dutch_decision_needs_no_college(app: Flask, acting: As) -> None:
    served = factories.refusal("served")
    with acting("anna"):
        row = factories.of(served)
        with pytest.raises(NoConfirmationNeeded):
            acts.record_college(row, row.version, clock.today(), "X-1", confirmed=True)


def test_a_job_run_twice_does_nothing_twice(app: Flask, acting: As) -> None:
    served = factories.revocation("served")
    with acting("anna"):
        due = queries.effect_day(factories.of(served))
    assert due is not None
    slot = clock.moment(due)
    with clock.set_to(slot):
        assert jobs.run_slot(jobs.JOBS["take-effect"], slot) == 4
        assert jobs.run_slot(jobs.JOBS["take-effect"], slot) == 0
    with acting("anna"):
        assert factories.of(served).state == DecisionState.IN_EFFECT
        told = [one for one in story.of(served) if one.kind == "decision.in-effect"]
        with force_locale("nl"):
            assert [one.by for one in told] == ["Drempel, vanzelf"]


def test_when_the_term_for_objection_is_over_the_register_speaks_of_the_decision_no_more(
    app: Flask, acting: As
) -> None:
    ended = factories.revocation("in-effect")
    with acting("anna"):
        source = register_source(factories.of(ended))
        assert db.session.scalar(select(RegisterTerm).where(RegisterTerm.source == source)) is not None
    with clock.set_to(clock.today() + timedelta(days=120)):
        jobs.run_slot(jobs.JOBS["run-out"], clock.now())
    with acting("anna"):
        assert db.session.scalar(select(RegisterTerm).where(RegisterTerm.source == source)) is None
    with acting("bram"), pytest.raises(NotAllowed):
        acts.run_out(factories.of(ended))
