"""What follows a warning, a closure and a penalty order, played through the real acts."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

import law
from app import acts as house
from app import clock, jobs, story
from app.db import db
from app.errors import Lacking, NoSuchRoad, NotAllowed
from decisions import acts as decision_acts
from decisions import particulars
from decisions import queries as decision_queries
from decisions.case_file import case_file
from decisions.enforcement import acts, days, money, queries
from decisions.enforcement.acts.lifting import lift
from decisions.enforcement.lifecycle import ClosureState, ForfeitureState, OrderState, WarningState
from decisions.enforcement.models import Closure, Forfeiture, PenaltyOrder
from decisions.enforcement.refusals import (
    ClaimLapsed,
    HeldUp,
    MaximumReached,
    MustDecideAnew,
    NoRenewalLeft,
    NotConfirmed,
    NothingSeen,
    NothingToRenew,
    NotInThisLaw,
    NoVisitYet,
    RecordedBefore,
    TermHasNotEnded,
    TermToComplyRuns,
    VisitSaysOtherwise,
    WrongMoney,
)
from decisions.enforcement.renewals import renewals_left, renewed_by
from decisions.lifecycle import DecisionState
from decisions.models import Decision, ServiceMethod
from decisions.objections import acts as objecting
from decisions.objections import queries as asked
from decisions.particulars import PenaltyUnit
from decisions.reasoning import what_lacks
from decisions.refusals import WrongDay
from demonstration import cases, region
from inspections import queries as visits_asked
from inspections.models import Inspection
from permits import acts as permit_acts
from permits import queries as places
from permits.facts import PartyFacts
from permits.models import PartyKind, PartyRoleName
from tests.conftest import As
from tests.decisions import factories
from tests.decisions.test_enforcement import policy
from tests.inspections import factories as visits
from tests.permits import factories as register
from tests.recalled import recalled

DAY = timedelta(days=1)
GROUND = "nl.by-law.no-manager-present"
WHY = "Er zijn geen omstandigheden die in de weg staan aan invordering."
Played = Callable[..., uuid.UUID]


@recalled
def salon(acting: As) -> uuid.UUID:
    """A salon in Venlo with an operator who has an address, where no manager was present ten days ago."""
    with acting("anna"):
        policy()
        here = register.establishment()
        operator = permit_acts.add_party(
            PartyFacts(
                kind=PartyKind.LEGAL_PERSON, name="Rust B.V.", street="Molenkade", house_number="1",
                postal_code="5911 XX", city="Venlo", country="nl", language="nl",
            )
        )  # fmt: skip
        permit_acts.give_role(here, operator, PartyRoleName.OPERATOR, date(2024, 1, 1))
    with acting("bram"):
        seen = visits.deviation("Er is geen beheerder aanwezig.", place="balie")
        visits.sealed_visit(here, "bram", {"A04": seen}, on=clock.today() - 10 * DAY)
    return here.id


@recalled
def sent(acting: As, measure: str, **particulars: Any) -> uuid.UUID:
    """A decision of this measure from draft to service on one and the same day; returns its id."""
    place_id = salon(acting)
    with acting("anna"):
        here = places.establishment(place_id)
        row = decision_acts.draft(here, measure, register.operator_of(here))
        decision_acts.choose_ground(row, None, GROUND)
        finding = decision_queries.findings_of(place_id)[0]
        text = "Op dat moment was geen beheerder van de vergunning aanwezig."
        decision_acts.motivate(row, None, GROUND, text, [("finding", finding.id, False)])
        choice = queries.choice_of(row.id)
        if choice is not None and choice.deviates:
            acts.explain_deviation(choice, None, "De overtreding is na een eerder gesprek herhaald.")
        acts.write_particulars(row, None, **particulars)
        texts = dict.fromkeys(("suitable", "necessary", "balanced"), "Dit is gewogen en passend geacht.")
        decision_acts.write(row, None, **texts, sending_on=clock.today())
        if row.measure_copy["announce_required"]:
            reason = "Er is geen tijd om eerst een zienswijze te vragen."
            decision_acts.announce_nothing(row, None, "nl.urgent", reason)
        decision_acts.write(row, None, effect_on=clock.today(), effect_reason="De overtreding moet nu stoppen.")
        decision_acts.submit(row, None)
        key = row.id
    with acting("joris"):
        decision_acts.approve(factories.of(key), None, "akkoord")
    with acting("hanneke"):
        row = factories.of(key)
        assert row.letter_sha256 is not None
        decision_acts.sign(row, row.letter_sha256, region.PASSWORD)
    with acting("anna"):
        decision_acts.serve(factories.of(key), None, ServiceMethod.HANDED_OVER, clock.today())
    return key


def visit(acting: As, decision_id: uuid.UUID, on: date, *, again: bool) -> Inspection:
    """A sealed visit that finds the same again, or finds it in order."""
    with acting("anna"):
        here = factories.of(decision_id).establishment
    with acting("bram"):
        deviations = {"A04": "Weer geen beheerder aanwezig."} if again else {}
        return visits.sealed_visit(here, "bram", deviations, on=on, in_order_codes=("A04",))


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.set_to(clock.moment(day, time(21, 0))):
        yield


@recalled
def warned(acting: As) -> uuid.UUID:
    until = clock.today() + 14 * DAY
    return sent(acting, "nl.warning", deeds="Zorg dat een beheerder aanwezig is.", comply_by=until)


def test_a_warning_asks_for_a_visit_when_its_term_ends_and_the_next_step_follows(app: Flask, acting: As) -> None:
    key, today = warned(acting), clock.today()
    with acting("anna"):
        row = queries.warning_of(key)
        assert row is not None
        assert (row.state, row.mend_until, row.codes) == (WarningState.RUNNING, today + 14 * DAY, ["A04"])
        assert row.spent_on == days.months_after(today, 24) + DAY
        assert factories.of(key).letters[-1].kind == "warning"
        with pytest.raises(TermHasNotEnded):
            acts.ask_visit(row, None)
    with on(today + 15 * DAY):
        jobs.run_slot(jobs.JOBS["follow-up-on-day"], clock.now())
        with acting("anna"):
            row = queries.warning_of(key)
            assert row is not None
            assert row.visit is not None
            assert (row.state, row.visit.reason) == (WarningState.VISIT_ASKED, "after-warning")
            with pytest.raises(NoVisitYet):
                acts.find_mended(row, None)
    visit(acting, key, today + 16 * DAY, again=True)
    with on(today + 17 * DAY), acting("anna"):
        row = queries.warning_of(key)
        assert row is not None
        with pytest.raises(VisitSaysOtherwise):
            acts.find_mended(row, None)
        acts.find_repeated(queries.warning_of(key) or row, None)
        assert "warning.repeated" in {one.kind for one in story.of(key)}
        steps = queries.proposed_steps(factories.of(key).establishment)
        assert [step.proposed.rung.measure for step in steps] == ["nl.order-under-penalty"]


def test_a_warning_that_was_heeded_ends_there(app: Flask, acting: As) -> None:
    key, today = warned(acting), clock.today()
    with on(today + 15 * DAY), acting("anna"):
        row = queries.warning_of(key)
        assert row is not None
        acts.ask_visit(row, None)
    visit(acting, key, today + 16 * DAY, again=False)
    with on(today + 17 * DAY), acting("anna"):
        row = queries.warning_of(key)
        assert row is not None
        with pytest.raises(VisitSaysOtherwise):
            acts.find_repeated(row, None)
        row = acts.find_mended(queries.warning_of(key) or row, None)
        assert (row.state, row.ended_on) == (WarningState.MENDED, today + 17 * DAY)
        assert visits_asked.open_violations(row.establishment_id) == []


def test_an_old_warning_counts_no_more(app: Flask, acting: As) -> None:
    key = warned(acting)
    with acting("anna"):
        row = queries.warning_of(key)
        assert row is not None
        spent_on = row.spent_on
    assert spent_on is not None
    with on(spent_on):
        jobs.run_slot(jobs.JOBS["follow-up-on-day"], clock.now())
        with acting("anna"):
            row = queries.warning_of(key)
            assert row is not None
            assert row.state == WarningState.SPENT
            with pytest.raises(NoSuchRoad):
                acts.let_warning_go(row)


def test_a_letter_without_its_term_is_not_submitted(app: Flask, acting: As) -> None:
    with pytest.raises(Lacking):
        sent(acting, "nl.warning")
    with acting("anna"):
        row = decision_queries.open_decisions()[0]
        with pytest.raises(WrongDay):
            acts.write_particulars(row, None, comply_by=clock.today())
        with pytest.raises(WrongDay):
            acts.write_particulars(factories.of(row.id), None, comply_by=date(9999, 12, 31))
        with pytest.raises(WrongMoney):
            acts.write_particulars(factories.of(row.id), None, penalty_cents=100)


@recalled
def ordered(acting: As, *, cents: int = 100_000, most: int = 250_000, unit: str = "breach") -> uuid.UUID:
    """An order under penalty in force, to comply within a week."""
    return sent(
        acting,
        "nl.order-under-penalty",
        deeds="Zorg dat een beheerder aanwezig is als de zaak open is.",
        comply_by=clock.today() + 7 * DAY,
        comply_reason="Een week is genoeg om een beheerder in te roosteren.",
        penalty_cents=cents,
        penalty_unit=PenaltyUnit(unit),
        penalty_max_cents=most,
        penalty_reason="Het bedrag neemt het voordeel van de overtreding weg.",
    )


def order_of(decision_id: uuid.UUID) -> PenaltyOrder:
    found = queries.order_of(decision_id)
    assert found is not None
    return found


def test_penalties_become_due_after_the_term_up_to_the_maximum(app: Flask, acting: As) -> None:
    key, today = ordered(acting), clock.today()
    early = visit(acting, key, today + 3 * DAY, again=True)
    fine = visit(acting, key, today + 8 * DAY, again=False)
    late = [visit(acting, key, today + n * DAY, again=True) for n in (9, 10, 11)]
    with on(today + 12 * DAY), acting("anna"):
        order = order_of(key)
        for refusal, seen in ((TermToComplyRuns, early), (NothingSeen, fine)):
            with pytest.raises(refusal):
                acts.record_forfeiture(order_of(key), None, visits_asked.inspection(seen.id), 1, WHY)
        first = acts.record_forfeiture(order_of(key), None, visits_asked.inspection(late[0].id), 1, WHY)
        assert (first.cents, first.due_on) == (100_000, today + 9 * DAY)
        with pytest.raises(RecordedBefore):
            acts.record_forfeiture(order_of(key), None, visits_asked.inspection(late[0].id), 1, WHY)
        second = acts.record_forfeiture(order_of(key), None, visits_asked.inspection(late[1].id), 2, WHY)
        assert (second.cents, order_of(key).state) == (150_000, OrderState.EXHAUSTED)
        with pytest.raises(MaximumReached):
            acts.record_forfeiture(order_of(key), None, visits_asked.inspection(late[2].id), 1, WHY)
        assert order.id == order_of(key).id
        assert {"penalty.due", "penalty.maximum"} <= {one.kind for one in story.of(key)}
    with acting("bram"), pytest.raises(NotAllowed):
        acts.record_forfeiture(order_of(key), None, late[0], 1, WHY)


def due(acting: As) -> tuple[uuid.UUID, uuid.UUID, date]:
    """(order's decision, penalty, the day on which it became due)."""
    key, day = ordered(acting), clock.today() + 9 * DAY
    seen = visit(acting, key, day, again=True)
    with on(day + DAY), acting("anna"):
        row = acts.record_forfeiture(order_of(key), None, visits_asked.inspection(seen.id), 1, WHY)
        return key, row.id, day


def test_the_claim_lapses_after_a_year_and_then_cannot_be_used(app: Flask, acting: As) -> None:
    key, penalty, day = due(acting)
    with acting("anna"):
        row = queries.forfeiture(penalty)
        computed, payable = days.claim_lapses(row), days.payable_by(row)
        term = law.jurisdiction("nl").term("nl.penalty-claim-lapses", on=day)
        assert computed is not None
        assert payable is not None
        assert computed.last_day == law.terms.last_day(term, day).last_day == date(day.year + 1, day.month, day.day)
        assert payable.last_day >= day + timedelta(weeks=6)
        last = computed.last_day
    with on(last), acting("anna"):
        order = order_of(key)
        decision = acts.collect_by_decision(order, [queries.forfeiture(penalty)])
        assert decision.measure_id == "nl.collect-penalty"
        assert queries.forfeiture(penalty).state == ForfeitureState.CLAIMED
        decision_acts.drop(decision, None, "toch niet")
        assert queries.forfeiture(penalty).state == ForfeitureState.DUE
    with on(last + DAY):
        with acting("anna"), pytest.raises(ClaimLapsed):
            acts.collect_by_decision(order_of(key), [queries.forfeiture(penalty)])
        jobs.run_slot(jobs.JOBS["follow-up-on-day"], clock.now())
        with acting("anna"):
            assert queries.forfeiture(penalty).state == ForfeitureState.LAPSED
            with pytest.raises(NoSuchRoad):
                acts.claim(queries.forfeiture(penalty), factories.of(key))


def test_a_pending_objection_against_the_order_holds_the_lapse_up(app: Flask, acting: As) -> None:
    key, penalty, day = due(acting)
    with on(day + 5 * DAY), acting("anna"):
        gist = "De last is te streng voor dit kleine bedrijf."
        row = objecting.register_objection(factories.of(key), received_on=clock.today(), gist=gist)
        objection = row.id
    with on(day + 104 * DAY), acting("anna"):
        row = asked.objection(objection)
        objecting.hear_objection(row, None, clock.today())
        objecting.decide_objection(row, None, outcome="dismissed", on=clock.today(), reason=gist, origin="B-papier")
        computed = days.claim_lapses(queries.forfeiture(penalty))
        assert computed is not None
        # Pending from day 5 up to and including day 104: a hundred days.
        assert computed.nominal_day == date(day.year + 1, day.month, day.day) + 100 * DAY


def test_an_annulled_order_makes_nothing_due(app: Flask, acting: As) -> None:
    key, penalty, day = due(acting)
    with on(day + 2 * DAY), acting("anna"):
        decision_acts.annul(factories.of(key), clock.today(), "Het besluit is herroepen.")
        assert (order_of(key).state, queries.forfeiture(penalty).state) == (OrderState.FALLEN, ForfeitureState.WAIVED)


def test_a_penalty_can_be_left_for_special_circumstances_and_the_order_lifted(app: Flask, acting: As) -> None:
    key, penalty, day = due(acting)
    with on(day + 2 * DAY), acting("anna"):
        acts.waive(queries.forfeiture(penalty), None, "De exploitant lag in het ziekenhuis.")
        acts.lift_order(order_of(key), None, clock.today(), "De overtreding is al een jaar niet herhaald.")
        assert order_of(key).state == OrderState.LIFTED
        with pytest.raises(NoSuchRoad):
            acts.lift_order(order_of(key), None, clock.today(), "De overtreding is al een jaar niet herhaald.")


def test_a_collected_penalty_is_paid_once_and_a_dropped_collection_sets_it_free(app: Flask, acting: As) -> None:
    key, penalty, day = due(acting)
    with on(day + 2 * DAY), acting("anna"):
        decision = acts.collect_by_decision(order_of(key), [queries.forfeiture(penalty)])
        acts.release(queries.forfeiture(penalty))
        acts.claim(queries.forfeiture(penalty), decision)
        acts.collect(queries.forfeiture(penalty))
        with pytest.raises(WrongDay):
            acts.pay(queries.forfeiture(penalty), None, day - DAY)
        row = acts.pay(queries.forfeiture(penalty), None, day + DAY)
        assert (row.state, row.paid_on) == (ForfeitureState.PAID, day + DAY)
        for verb in (acts.release, acts.lapse_forfeiture, acts.collect):
            with pytest.raises(NoSuchRoad):
                verb(queries.forfeiture(penalty))
        acts.exhaust(order_of(key))
        with pytest.raises(NoSuchRoad):
            acts.exhaust(order_of(key))
        acts.fell_order(order_of(key), day + DAY, "annulled")
        assert queries.forfeiture(penalty).state == ForfeitureState.PAID


def test_an_order_is_lifted_by_a_decision_of_its_own(app: Flask, acting: As) -> None:
    key = ordered(acting)
    with on(clock.today() + 8 * DAY), acting("anna"):
        decision = acts.lift_by_decision(factories.of(key))
        written = particulars.of(decision)
        assert written is not None
        assert (written.earlier_id, decision.measure_id) == (key, "nl.lift")
        acts.write_particulars(decision, None, comply_reason="De overtreding is beëindigd en blijft uit.")
        with house.named("test"):
            lift(decision, clock.today())
        assert (order_of(key).state, order_of(key).ended_on) == (OrderState.LIFTED, clock.today())


@given(st.integers(1, 10**7), st.integers(1, 50), st.lists(st.integers(1, 10**7), max_size=6), st.integers(1, 100))
def test_no_more_becomes_due_than_the_maximum_leaves(cents: int, times: int, before: list[int], units: int) -> None:
    most = cents * times
    fresh = days.left_of_maximum(cents, most, before, units)
    assert 0 <= fresh <= cents * units
    assert fresh == 0 or fresh + sum(before) <= most


@given(st.integers(0, 10**10 - 1), st.sampled_from(["nl", "fr", "de"]))
def test_an_amount_that_is_typed_as_it_is_written_stays_the_same(cents: int, language: str) -> None:
    assert money.cents_of(money.typed(cents)) == cents
    assert money.cents_of(money.written(cents, language).replace("\u00a0", " ")) == cents


def closed(acting: As) -> tuple[uuid.UUID, date]:
    """A closure in Genk in effect, with its first day."""
    key = factories.closure("in-effect")
    with acting("femke"):
        return key, closure_of(key).due_from


def closure_of(decision_id: uuid.UUID) -> Closure:
    found = queries.closure_of(decision_id)
    assert found is not None
    return found


def executed(key: uuid.UUID, day: date) -> Closure:
    by = "toezichthouders van de stad, met de politie"
    return acts.execute_closure(
        closure_of(key), None, on=day, by=by, seal_numbers="V-0417 en V-0418", door_notice_on=day
    )


def test_a_closure_is_executed_sealed_and_reopened(app: Flask, acting: As) -> None:
    key, first = closed(acting)
    with on(first), acting("femke"):
        with pytest.raises(WrongDay):
            executed(key, first - DAY)
        row = executed(key, first)
        assert (row.state, row.sealed, row.door_notice_on) == (ClosureState.EXECUTED, True, first)
        told = {one.kind for one in story.of(row.establishment_id)}
        assert {"closure.executed", "seal.put", "closure.door-notice"} <= told
        acts.reopen(closure_of(key), None, on=first, because="Aan alle voorwaarden is voldaan.")
        assert (closure_of(key).state, closure_of(key).ended_on) == (ClosureState.REOPENED, first)
        with pytest.raises(NoSuchRoad):
            acts.expire_closure(closure_of(key))
        with pytest.raises(NoSuchRoad):
            acts.fell_closure(closure_of(key), first, "annulled")


def test_a_closure_that_the_college_did_not_confirm_falls_and_is_not_executed(app: Flask, acting: As) -> None:
    key, first = closed(acting)
    with acting("femke"):
        meeting = factories.of(key).college_due_on
    assert meeting is not None
    with on(max(meeting, first) + DAY), acting("femke"), pytest.raises(NotConfirmed):
        executed(key, first)
    cases.run_jobs(meeting + DAY, "NIS71016")
    with acting("femke"):
        row = closure_of(key)
        assert (row.state, factories.of(key).state) == (ClosureState.FALLEN, DecisionState.LAPSED)
        with pytest.raises(NoSuchRoad):
            executed(key, first)


def closing(decision: Decision, *, since: date, renewal_of: Closure | None = None) -> Closure:
    """A month of closure under a decision, as it begins when the decision takes effect."""
    with house.named("test"):
        row = Closure(
            decision=decision,
            establishment_id=decision.establishment_id,
            due_from=since,
            until=since + 30 * DAY,
            renewal_of=renewal_of,
        )
        db.session.add(row)
    return row


def renewed_until_no_more(decision: Decision, renewal: str, before: Closure) -> None:
    """Two renewals of a closure and no third: not begun, and not submitted when another came first."""
    place, party = decision.establishment, decision.addressee
    for number in (1, 2):
        once_more = acts.attach_to_closure(before, renewal)
        assert (renewals_left(before), renewed_by(once_more)) == (3 - number, before)
        assert case_file(once_more).duration.renewal == number
        assert "renewals" not in {lack.key for lack in what_lacks(case_file(once_more), clock.today())}
        decision_acts.drop(once_more, None, "")
        late = decision_acts.draft(place, renewal, party)
        assert before.until is not None
        before = closing(once_more, since=before.until + DAY, renewal_of=before)
        lacks = {lack.key for lack in what_lacks(case_file(late), clock.today())}
        assert ("renewals" in lacks) is (number == 2)
        decision_acts.drop(late, None, "")
    with pytest.raises(NotInThisLaw):
        acts.attach_to_closure(before, renewal)
    with pytest.raises(NoRenewalLeft):
        decision_acts.draft(place, renewal, party)


def test_a_closure_ends_on_its_last_day_and_can_be_renewed_twice_at_most(app: Flask, acting: As) -> None:
    key, first = closed(acting)
    with acting("femke"):
        row = factories.of(key)
        party, place, until = row.addressee, row.establishment, closure_of(key).until
        other = register.operated(since=first)
        with pytest.raises(NothingToRenew):
            decision_acts.draft(other, "be.renew-134quinquies", register.operator_of(other))
        renewed_until_no_more(row, "be.renew-134quinquies", closure_of(key))
        for article in ("9bis", "134septies"):
            with pytest.raises(NothingToRenew):
                decision_acts.draft(place, f"be.renew-{article}", party)
            another = decision_acts.draft(place, f"be.closure-{article}", party)
            renewed_until_no_more(another, f"be.renew-{article}", closing(another, since=first))
            decision_acts.drop(another, None, "")
    assert until is not None
    cases.confirm(row, "genk-closure")
    with on(until + DAY):
        jobs.run_slot(jobs.JOBS["follow-up-on-day"], clock.now())
        with acting("femke"):
            assert closure_of(key).state == ClosureState.EXPIRED


def test_a_closure_that_a_court_holds_up_is_not_executed(app: Flask, acting: As) -> None:
    key, first = closed(acting)
    with acting("femke"):
        facts: dict[str, Any] = {"kind": "extreme-urgency", "court": "Raad van State", "lodged_on": clock.today()}
        case = objecting.lodge(factories.of(key), **facts)
        objecting.rule(case, None, ruling="suspended", on=clock.today(), gist="De feiten staan niet vast.")
    with on(first), acting("femke"), pytest.raises(HeldUp):
        executed(key, first)


def test_after_a_year_execution_needs_a_new_decision(app: Flask, acting: As) -> None:
    today = clock.today()
    key = sent(acting, "nl.warning", deeds="Sluit de zaak.", comply_by=today + DAY)
    with acting("anna"):
        decision = factories.of(key)
        with house.named("test"):
            db.session.add(Closure(decision=decision, establishment_id=decision.establishment_id, due_from=today))
        row = closure_of(key)
        last = days.execute_until(row)
        assert last == date(today.year + 1, today.month, today.day)
    assert last is not None
    with on(last), acting("anna"):
        assert not days.must_decide_anew(closure_of(key))
    with on(last + DAY), acting("anna"):
        assert days.must_decide_anew(closure_of(key))
        with pytest.raises(MustDecideAnew):
            executed(key, last)


def test_the_page_of_an_order_collects_by_a_second_decision(
    app: Flask, acting: As, client_of: Callable[[str], FlaskClient]
) -> None:
    key, penalty, day = due(acting)
    with on(day + 2 * DAY):
        anna = client_of("anna")
        page = anna.get(f"/decisions/{key}/follow-up").text
        assert f"/decisions/{key}/collect" in page
        assert f"/penalties/{penalty}/waive" in page
        assert f"/decisions/{key}/follow-up" in anna.get("/today").text
        answer = anna.post(f"/decisions/{key}/collect", data={"rows": str(penalty)})
        assert answer.status_code == 302
        with acting("anna"):
            row: Forfeiture = queries.forfeiture(penalty)
            assert row.collection_id is not None
            collection: Decision = factories.of(row.collection_id)
            assert collection.measure_id == "nl.collect-penalty"
