"""Objection, appeal and annulment: their terms, and what happens to the permit in the same transaction."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from flask import Flask

import law
from app import clock, story
from app.errors import NoSuchRoad, NotAllowed
from decisions import queries
from decisions.lifecycle import DecisionState
from decisions.objections import acts, days
from decisions.objections import queries as asked
from decisions.objections.days import Timely
from decisions.objections.lifecycle import CourtState, ObjectionState
from decisions.objections.models import CourtCase, Objection, ObjectionOutcome, Ruling
from decisions.objections.refusals import (
    CannotMoveTerm,
    LateIsInadmissible,
    NoObjectionHere,
    NoStay,
    NoSuchCourtHere,
    NotDecidedYet,
    NothingPending,
    NotThisRuling,
    ObjectionFirst,
    SayWhyNotHeard,
)
from decisions.refusals import WrongDay
from inspections import queries as visits
from permits import acts as permit_acts
from permits.acts.permits import AlreadyPermitted
from permits.lifecycle import ApplicationState, PermitState
from tests.conftest import As
from tests.decisions import factories

GIST = "De exploitant bestrijdt de feiten en vraagt om een lichtere maatregel."
WHY = "De feiten zijn niet voldoende vastgesteld."


@pytest.fixture
def revoked(app: Flask) -> uuid.UUID:
    """A permit in Venlo that has been revoked; the decision is in effect."""
    return factories.revocation("in-effect")


def objected(decision_id: uuid.UUID, **more: object) -> Objection:
    row = factories.of(decision_id)
    facts = {"received_on": clock.today(), "gist": GIST} | more
    return acts.register_objection(row, **facts)  # type: ignore[arg-type]


def lodged(decision_id: uuid.UUID, kind: str, **more: object) -> CourtCase:
    facts = {"kind": kind, "court": "Rechtbank Limburg", "lodged_on": clock.today()} | more
    return acts.lodge(factories.of(decision_id), **facts)  # type: ignore[arg-type]


def permit_state(decision_id: uuid.UUID) -> str:
    permit = factories.of(decision_id).permit
    assert permit is not None
    return permit.state


def test_an_objection_in_time_must_be_decided_in_weeks_from_the_end_of_the_term(revoked: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row, decision = objected(revoked), factories.of(revoked)
        last = queries.holding_last_day(decision)
        assert last is not None
        assert (days.timely(row), row.state) == (Timely.IN_TIME, ObjectionState.RECEIVED)
        names = {False: "nl.objection-decision-6-weeks", True: "nl.objection-decision-12-weeks"}
        for one in (row, objected(revoked, committee=True)):
            term = law.jurisdiction("nl").term(names[one.committee], on=clock.today())
            assert days.decide_by(one) == law.terms.last_day(term, last)
        assert "objection.received" in {one.kind for one in story.of(revoked)}
        assert row in asked.open_objections(decision.establishment_id)


def test_an_objection_posted_in_time_may_come_in_a_week_later(revoked: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        last = queries.holding_last_day(factories.of(revoked))
    assert last is not None
    with acting("anna"), clock.set_to(last + timedelta(days=5)):
        posted = objected(revoked, sent_on=last, received_on=last + timedelta(days=5))
        handed_in = objected(revoked, received_on=last + timedelta(days=5))
        too_slow = objected(revoked, sent_on=last + timedelta(days=1), received_on=last + timedelta(days=5))
        assert [days.timely(row) for row in (posted, handed_in, too_slow)] == [Timely.POSTED, Timely.LATE, Timely.LATE]


def test_a_late_objection_can_only_be_inadmissible_until_it_is_excused(revoked: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        last = queries.holding_last_day(factories.of(revoked))
    assert last is not None
    with acting("anna"), clock.set_to(last + timedelta(days=9)):
        row = objected(revoked)
        facts = {"on": clock.today(), "reason": WHY, "not_heard_because": "De bezwaarde wilde niet komen."}
        with pytest.raises(LateIsInadmissible):
            acts.decide_objection(row, None, outcome="revoked", **facts, origin="B-papier")  # type: ignore[arg-type]
        row = asked.objection(row.id)
        acts.excuse_lateness(row, None, "De brief is door de post verkeerd bezorgd.")
        assert days.timely(row) == Timely.EXCUSED
        acts.decide_objection(row, None, outcome="revoked", **facts, origin="B-papier")  # type: ignore[arg-type]
        assert permit_state(revoked) == PermitState.GRANTED


def test_the_term_to_decide_is_extended_once_by_six_weeks_and_further_only_with_consent(
    revoked: uuid.UUID, acting: As
) -> None:
    with acting("anna"):
        row = objected(revoked)
        before = days.decide_by(row)
        assert before is not None
        acts.extend_objection(row, None, 4, "De adviseur is verhinderd tot half december.")
        with pytest.raises(CannotMoveTerm):
            acts.extend_objection(asked.objection(row.id), None, 3, "Nog eens drie weken erbij graag.")
        row = asked.objection(row.id)
        acts.extend_objection(row, None, 2, "De zitting is uitgesteld naar januari.")
        assert days.extension_left(row) == 0
        acts.agree_delay(row, None, 5, "Partijen willen eerst met elkaar praten.")
        after = days.decide_by(row)
        assert after is not None
        assert (after.nominal_day - before.nominal_day).days == 11 * 7
        with pytest.raises(CannotMoveTerm):
            acts.agree_delay(asked.objection(row.id), None, 105, "Heel veel langer dan dat kan.")


def test_a_term_that_has_ended_is_not_extended(revoked: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = objected(revoked)
        computed = days.decide_by(row)
    assert computed is not None
    with acting("anna"), clock.set_to(computed.last_day + timedelta(days=1)), pytest.raises(CannotMoveTerm):
        acts.extend_objection(asked.objection(row.id), None, 1, "Wij hebben meer tijd nodig.")


def test_asking_for_repair_stops_the_clock_and_the_days_move_the_end(revoked: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row, today = objected(revoked), clock.today()
        before = days.decide_by(row)
        acts.ask_repair(row, None, today)
        with pytest.raises(CannotMoveTerm):
            acts.ask_repair(asked.objection(row.id), None, today)
    with acting("anna"), clock.set_to(today + timedelta(days=60)):
        row = asked.objection(row.id)
        acts.end_repair(row, None, clock.today())
        after = days.decide_by(row)
        assert before is not None
        assert after is not None
        # Asked on day 0 and mended on day 60: the days between count, both left out (Awb 7:10, second paragraph).
        # Only what falls before the term itself has begun does not move its end.
        last = queries.holding_last_day(factories.of(revoked))
        assert last is not None
        still = (today + timedelta(days=59) - max(today, last)).days
        assert (after.nominal_day - before.nominal_day).days == still
        with pytest.raises(CannotMoveTerm):
            acts.end_repair(asked.objection(row.id), None, clock.today())


def test_a_founded_objection_restores_the_permit_and_says_so_in_both_stories(revoked: uuid.UUID, acting: As) -> None:
    assert permit_of(revoked, acting) == PermitState.REVOKED
    with acting("anna"):
        row = objected(revoked)
        acts.hear_objection(row, None, clock.today())
        with pytest.raises(NoSuchRoad):
            acts.hear_objection(asked.objection(row.id), None, clock.today())
        row = asked.objection(row.id)
        outcome = ObjectionOutcome.REVOKED
        acts.decide_objection(
            row, None, outcome=outcome, on=clock.today(), reason=WHY, served_on=clock.today(), origin="B-papier"
        )
        decision = factories.of(revoked)
        assert decision.state == DecisionState.LAPSED
        assert decision.permit is not None
        assert (decision.permit.state, decision.permit.ended_on, decision.permit.ended_by) == ("granted", None, None)
        assert {"objection.revoked", "decision.annulled"} <= {one.kind for one in story.of(revoked)}
        told = {one.kind for one in story.of(decision.establishment_id)}
        assert {"permit.restored", "decision.annulled"} <= told
        # The rhythm of visits runs again, as it does for any permit.
        standing = visits.standing(decision.establishment, clock.today())
        assert standing.permit_id == decision.permit.id


def permit_of(decision_id: uuid.UUID, acting: As) -> str:
    with acting("anna"):
        return permit_state(decision_id)


def test_a_dismissed_objection_leaves_everything_and_opens_appeal(revoked: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = objected(revoked)
        with pytest.raises(SayWhyNotHeard):
            acts.decide_objection(row, None, outcome="dismissed", on=clock.today(), reason=WHY, origin="B-papier")
        row = asked.objection(row.id)
        because = "Het bezwaar is kennelijk ongegrond."
        acts.decide_objection(
            row, None, outcome="dismissed", on=clock.today(), reason=WHY, not_heard_because=because, origin="B-papier"
        )
        assert (permit_state(revoked), days.appeal_until(row)) == (PermitState.REVOKED, None)
        acts.serve_outcome(row, None, clock.today())
        computed = days.appeal_until(row)
        assert computed is not None
        assert computed.last_day >= clock.today() + timedelta(weeks=6)


def test_an_annulled_refusal_opens_the_application_again(app: Flask, acting: As) -> None:
    refused = factories.refusal("served")
    with acting("anna"):
        row = objected(refused)
        acts.hear_objection(row, None, clock.today())
        acts.decide_objection(row, None, outcome="replaced", on=clock.today(), reason=WHY, origin="B-papier")
        decision = factories.of(refused)
        assert decision.application is not None
        assert (decision.application.state, decision.application.decided_on) == (ApplicationState.COMPLETE, None)
        assert decision.state == DecisionState.LAPSED
        with pytest.raises(NoSuchRoad):
            permit_acts.reopen_application(decision.application, decision.id)


def test_interim_relief_holds_the_revocation_up_and_its_end_lets_it_work_again(revoked: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        with pytest.raises(NothingPending):
            lodged(revoked, "interim")
        objected(revoked)
        case = lodged(revoked, "interim")
        with pytest.raises(NotThisRuling):
            acts.rule(case, None, ruling="annulled", on=clock.today(), gist=WHY)
        acts.rule(asked.court_case(case.id), None, ruling="suspended", on=clock.today(), gist=WHY)
        assert asked.stay_of(revoked) is not None
        assert (permit_state(revoked), factories.of(revoked).state) == (PermitState.GRANTED, DecisionState.IN_EFFECT)
        acts.end_stay(factories.of(revoked), clock.today())
        assert (permit_state(revoked), asked.stay_of(revoked)) == (PermitState.REVOKED, None)
        with pytest.raises(NoStay):
            acts.end_stay(factories.of(revoked), clock.today())
        acts.hold_up(asked.court_case(case.id), clock.today())
        assert permit_state(revoked) == PermitState.GRANTED


def test_appeal_is_against_the_decision_on_the_objection(revoked: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = objected(revoked)
        with pytest.raises(ObjectionFirst):
            lodged(revoked, "appeal", objection=row)
        acts.hear_objection(row, None, clock.today())
        acts.decide_objection(
            row, None, outcome="dismissed", on=clock.today(), reason=WHY, served_on=clock.today(), origin="B-papier"
        )
        case = lodged(revoked, "appeal", objection=row)
        acts.rule(case, None, ruling=Ruling.DECIDE_ANEW, on=clock.today(), gist=WHY)
        row = asked.objection(row.id)
        assert (row.state, row.outcome, row.anew_from) == (ObjectionState.RECEIVED, None, clock.today())
        computed = days.decide_by(row)
        assert computed is not None
        assert computed.steps[0].params["start"] == clock.today()
        assert permit_state(revoked) == PermitState.REVOKED
        with pytest.raises(NoSuchRoad):
            acts.reopen_objection(asked.objection(row.id), clock.today())


def test_an_annulment_by_the_court_restores_the_permit_once(revoked: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = objected(revoked)
        acts.hear_objection(row, None, clock.today())
        acts.decide_objection(
            row, None, outcome="dismissed", on=clock.today(), reason=WHY, served_on=clock.today(), origin="B-papier"
        )
        case = lodged(revoked, "appeal", objection=row)
        acts.rule(case, None, ruling=Ruling.ANNULLED, on=clock.today(), gist=WHY, reference="ROE 26/1")
        assert (permit_state(revoked), factories.of(revoked).state) == (PermitState.GRANTED, DecisionState.LAPSED)
        with pytest.raises(NoSuchRoad):
            acts.rule(asked.court_case(case.id), None, ruling=Ruling.ANNULLED, on=clock.today(), gist=WHY)
        assert asked.court_case(case.id).state == CourtState.RULED


def test_the_council_of_state_is_the_court_in_belgium(app: Flask, acting: As) -> None:
    closed = factories.closure("in-effect")
    with acting("femke"):
        decision = factories.of(closed)
        with pytest.raises(NoObjectionHere):
            objected(closed)
        with pytest.raises(NoSuchCourtHere):
            lodged(closed, "appeal")
        assert days.court_term(decision) == queries.objection_term(decision)
        urgent = lodged(closed, "extreme-urgency", court="Raad van State")
        acts.rule(urgent, None, ruling="suspended", on=clock.today(), gist=WHY)
        main = lodged(closed, "annulment", court="Raad van State")
        acts.rule(main, None, ruling="annulled", on=clock.today(), gist=WHY)
        assert factories.of(closed).state == DecisionState.LAPSED
        assert asked.stay_of(closed) is None


def test_nothing_is_done_against_a_draft_or_on_a_day_that_cannot_be(revoked: uuid.UUID, acting: As) -> None:
    draft = factories.refusal("announced")
    with acting("anna"):
        with pytest.raises(NotDecidedYet):
            objected(draft)
        with pytest.raises(WrongDay):
            objected(revoked, received_on=clock.today() + timedelta(days=1))
        with pytest.raises(WrongDay):
            objected(revoked, sent_on=clock.today() - timedelta(days=900))
        with pytest.raises(WrongDay):
            lodged(revoked, "higher-appeal", lodged_on=date(2020, 1, 1), objection=_decided(revoked))


def _decided(decision_id: uuid.UUID) -> Objection:
    row = objected(decision_id)
    acts.hear_objection(row, None, clock.today())
    return acts.decide_objection(row, None, outcome="inadmissible", on=clock.today(), reason=WHY, origin="B-papier")


def test_what_is_withdrawn_asks_for_nothing_more(revoked: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = objected(revoked)
        case = lodged(revoked, "interim")
        acts.withdraw_case(case, None)
        acts.withdraw_objection(row, None)
        assert asked.open_objections() == []
        assert asked.open_cases() == []
        assert not asked.is_pending(revoked)
        with pytest.raises(NoSuchRoad):
            acts.withdraw_objection(asked.objection(row.id), None)


def test_another_role_cannot_register_an_objection(revoked: uuid.UUID, acting: As) -> None:
    with acting("hanneke"), pytest.raises(NotAllowed):
        objected(revoked)


def test_an_undone_revocation_gives_way_to_a_permit_granted_meanwhile(revoked: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        decision = factories.of(revoked)
        assert decision.permit is not None
        assert decision.permit.ended_on is not None
        after = decision.permit.ended_on + timedelta(days=1)
        permit_acts.grant(decision.establishment, decision.permit.holder, after, None)
        row = objected(revoked)
        acts.hear_objection(row, None, clock.today())
        with pytest.raises(AlreadyPermitted):
            acts.decide_objection(row, None, outcome="revoked", on=clock.today(), reason=WHY, origin="B-papier")
        assert asked.objection(row.id).state == ObjectionState.HEARD
        assert permit_state(revoked) == PermitState.REVOKED
