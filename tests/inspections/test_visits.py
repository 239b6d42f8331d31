"""From planning to seal, through the real acts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from app import clock, story
from app.db import db
from app.errors import ChangedMeanwhile, Lacking, NoSuchRoad, NotAllowed
from demonstration import region
from inspections import acts, queries
from inspections.lifecycle import InspectionState
from inspections.models import Inspection, InspectionKind
from inspections.sheet import Answer, State
from permits import dossier
from permits.models import Establishment, RegisterLine
from tests.conftest import As
from tests.inspections import factories
from tests.permits import factories as register

DAY = date(2026, 11, 23)


def test_a_visit_is_planned_by_an_officer_and_logged_by_an_inspector(app: Flask, acting: As) -> None:
    with clock.set_to(DAY):
        with acting("anna"):
            visit = factories.planned_visit(register.establishment())
            assert visit.state == InspectionState.PLANNED
            with pytest.raises(NotAllowed):
                acts.begin(visit)
        with acting("bram"):
            assert acts.begin(visit).state == InspectionState.UNDER_WAY
        with acting("hanneke"), pytest.raises(NotAllowed):
            acts.propose(visit.establishment, InspectionKind.EXTRA, "x", DAY, "")


def test_the_same_slot_is_one_visit(app: Flask, acting: As) -> None:
    with acting("anna"):
        place = register.establishment()
        first = acts.propose(place, InspectionKind.PERIODIC, "periodic:2026-11", DAY, "")
        assert acts.propose(place, InspectionKind.PERIODIC, "periodic:2026-11", DAY, "again").id == first.id


def test_an_officer_is_no_inspector_and_yesterday_no_day_to_plan(app: Flask, acting: As) -> None:
    with clock.set_to(DAY), acting("anna"):
        visit = acts.propose(register.establishment(), InspectionKind.EXTRA, "extra:1", DAY, "")
        with pytest.raises(acts.planning.NotAnInspector):
            acts.plan(visit, visit.version, DAY, region.member("anna"))
        with pytest.raises(acts.planning.NotAnInspector):
            acts.plan(visit, visit.version, DAY, region.member("dirk"))
        with pytest.raises(acts.planning.DayHasPassed):
            acts.plan(visit, visit.version, DAY - timedelta(days=1), region.member("bram"))


def test_planning_on_a_version_that_moved_is_refused(app: Flask, acting: As) -> None:
    with clock.set_to(DAY), acting("anna"):
        visit = acts.propose(register.establishment(), InspectionKind.EXTRA, "extra:1", DAY, "")
        seen = visit.version
        acts.plan(visit, seen, DAY, region.member("bram"))
        with pytest.raises(ChangedMeanwhile):
            acts.plan(visit, seen, DAY + timedelta(days=2), region.member("bram"))
        assert visit.planned_on == DAY


def test_a_cancelled_visit_says_why_and_leaves_the_register(app: Flask, acting: As) -> None:
    with clock.set_to(DAY), acting("anna"):
        visit = factories.planned_visit(register.establishment())
        line = db.session.get(RegisterLine, visit.establishment_id)
        assert line is not None
        assert (line.next_term_kind, line.next_term_on) == ("visit", DAY)
        with pytest.raises(acts.planning.ReasonIsAsked):
            acts.cancel(visit, visit.version, "  ")
        acts.cancel(visit, visit.version, "The inspector is ill.")
        assert (visit.state, visit.cancelled_because) == (InspectionState.CANCELLED, "The inspector is ill.")
        assert line.next_term_kind == ""
        with pytest.raises(NoSuchRoad):
            acts.cancel(visit, visit.version, "Again.")


def test_a_mayor_may_not_cancel_a_visit(app: Flask, acting: As) -> None:
    with acting("anna"):
        visit = factories.planned_visit(register.establishment())
    with acting("hanneke"), pytest.raises(NotAllowed):
        acts.cancel(visit, visit.version, "No.")


def test_sealing_makes_findings_flags_and_a_follow_up(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"):
        remarks = {"A11": "Three passports lay at the desk.", "A21": "Four mattresses in the back room."}
        visit = factories.sealed_visit(place, "bram", remarks, DAY)
        assert visit.state == InspectionState.SEALED
        assert visit.sheet_sha256 == queries.sheet_of(visit).sha256
        found = factories.findings_of(visit)
        assert set(found) == {"A11", "A21"}
        assert found["A11"].remark == "Three passports lay at the desk."
        assert found["A11"].number == "BV-2026-0001"
        follow_up = queries.open_follow_up(place.id)
        assert follow_up is not None
        assert follow_up.follows_id == visit.id
        line = db.session.get(RegisterLine, place.id)
        assert line is not None
        assert (line.last_visit_on, line.red_flags) == (DAY, len(queries.red_flags(place.id)))
        told = [happening.kind for happening in story.of(place.id)]
        assert "inspection.findings-with-flags" in told
        assert "inspection.sealed" in {happening.kind for happening in story.of(visit.id)}


def test_a_follow_up_opens_with_what_is_still_open_and_closes_what_was_mended(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"):
        factories.sealed_visit(place, "bram", {"A31": "The exit is locked.", "A32": "No extinguisher."}, DAY, ())
        assert {finding.item_code for finding in queries.open_violations(place.id)} == {"A31", "A32"}
        later = DAY + timedelta(days=14)
        second = factories.sealed_visit(place, "bram", {"A32": "Still none."}, later, in_order_codes=("A31",))
        open_now = queries.open_violations(place.id)
        assert [(finding.item_code, finding.remark) for finding in open_now] == [("A32", "Still none.")]
        mended = next(f for f in queries.findings_of(place.id) if f.item_code == "A31")
        assert (mended.resolved_on, mended.resolved_by_id) == (later, second.id)


def test_a_deviation_without_a_remark_may_be_saved_but_not_sealed(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"), clock.set_to(DAY):
        visit = factories.begun_visit(place)
        acts.save_answers(visit, visit.version, {"A21": Answer(State.DEVIATION, basis="fact")})
        with pytest.raises(Lacking) as refused:
            acts.seal(visit, visit.version)
        assert {lack.key for lack in refused.value.lacks} == {"remark:A21", "present"}
        assert visit.state == InspectionState.UNDER_WAY
        assert queries.findings_of(place.id) == []


def test_a_sealed_visit_cannot_be_changed(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"), clock.set_to(DAY):
        visit = factories.sealed_visit(place, "bram", {"A21": "Four mattresses."}, DAY)
        before = visit.sheet_sha256
        refusals = (
            lambda: acts.save_answers(visit, visit.version, {"A21": None}),
            lambda: acts.save_present(visit, None, factories.NOBODY),
            lambda: acts.add_photo(visit, "A21", factories.photo_bytes(), "x.jpg"),
            lambda: acts.note_danger(visit),
            lambda: acts.seal(visit, visit.version),
        )
        for attempt in refusals:
            with pytest.raises(acts.VisitIsSealed):
                attempt()
        assert queries.sheet_of(queries.inspection(visit.id)).sha256 == before


def test_a_correction_is_an_addendum(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"), clock.set_to(DAY):
        visit = factories.begun_visit(place)
        with pytest.raises(NoSuchRoad):
            acts.add_addendum(visit, "Too early.")
        other = factories.sealed_visit(register_other(acting), "bram", {"A21": "Four mattresses."}, DAY)
        finding = factories.findings_of(other)["A21"]
        assert acts.add_addendum(other, "There were five.", finding).added_by == "Bram Coenen"
        assert [addendum.text for addendum in other.addenda] == ["There were five."]
        with pytest.raises(acts.sealing.TextIsAsked):
            acts.add_addendum(other, " ")
    with acting("anna"), pytest.raises(NotAllowed):
        acts.add_addendum(other, "An officer was not there.")


def register_other(acting: As) -> Establishment:
    with acting("anna"):
        return register.establishment()


def test_an_identity_number_is_refused_with_the_reason(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"), clock.set_to(DAY):
        visit = factories.begun_visit(place)
        typed = {"A11": factories.deviation("Document with number 111222333 at the desk.")}
        with pytest.raises(acts.visit.LooksLikeIdentityNumber) as refused:
            acts.save_answers(visit, visit.version, typed)
        assert refused.value.values["code"] == "A11"
        assert queries.sheet_of(visit).answers == {}


def test_an_unknown_item_and_an_impossible_count_are_refused(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"), clock.set_to(DAY):
        visit = factories.begun_visit(place)
        with pytest.raises(acts.visit.NotOnTheSheet):
            acts.save_answers(visit, visit.version, {"Z99": factories.in_order()})
        with pytest.raises(acts.visit.NotACount):
            acts.save_answers(visit, visit.version, {"A21": factories.deviation(counts={"sleepers": -1})})
        with pytest.raises(acts.visit.NotACount):
            acts.save_present(visit, None, {"at-work": 10_000})
        with pytest.raises(acts.visit.NotOnTheSheet):
            acts.save_present(visit, None, {"Mrs Jansen": 1})


def test_two_inspectors_may_work_on_different_topics_but_not_on_the_same_answer(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"), clock.set_to(DAY):
        visit = factories.begun_visit(place)
        shown, version = queries.sheet_of(visit), visit.version
        safety, living = shown.topic_sha256("safety"), shown.topic_sha256("living")
        acts.save_answers(visit, version, {"A31": factories.in_order()}, topic="safety", topic_seen=safety)
        acts.save_answers(visit, version, {"A21": factories.deviation()}, topic="living", topic_seen=living)
        with pytest.raises(ChangedMeanwhile):
            acts.save_answers(visit, version, {"A31": factories.deviation()}, topic="safety", topic_seen=safety)
        kept = queries.sheet_of(visit).answers
        assert (kept["A31"].state, kept["A21"].state) == (State.IN_ORDER, State.DEVIATION)


def test_danger_now_stores_the_time_and_nothing_else(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"), clock.set_to(DAY):
        visit = acts.note_danger(factories.begun_visit(place))
        assert queries.sheet_of(visit).danger_at == (clock.moment(DAY).isoformat(),)
    with acting("anna"), pytest.raises(NotAllowed):
        acts.note_danger(visit)


def test_a_grave_report_is_looked_at_once(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"):
        visit = factories.sealed_visit(place, "bram", {"A11": "Passports at the desk."}, DAY)
    with acting("anna"):
        assert [waiting.id for waiting in queries.unlooked_grave_reports()] == [visit.id]
        acts.mark_looked(visit)
        acts.mark_looked(visit)
        assert queries.unlooked_grave_reports() == []
        assert [h.kind for h in story.of(visit.id)].count("inspection.looked") == 1
    with acting("adri"), pytest.raises(NotAllowed):
        acts.mark_looked(visit)


def test_a_visit_of_another_town_does_not_exist(app: Flask, acting: As) -> None:
    with acting("anna"):
        visit = factories.planned_visit(register.establishment())
    with acting("femke"):
        assert db.session.scalars(db.select(Inspection)).all() == []
        assert queries.open_of(visit.establishment_id) == []


def test_a_visit_that_nobody_planned_begins_at_the_door(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"), clock.set_to(DAY):
        visit = acts.visit_now(place, "The door was open.")
        assert (visit.state, visit.planned_on) == (InspectionState.PLANNED, DAY)
        assert visit.inspector is not None
        assert visit.inspector_id is not None
        assert visit.inspector.name == "Bram Coenen"
        assert [mine.id for mine in queries.today_for(visit.inspector_id, DAY)] == [visit.id]
    with acting("anna"), pytest.raises(NotAllowed):
        acts.visit_now(place, "An officer does not log.")


def test_several_visits_are_planned_together_or_not_at_all(app: Flask, acting: As) -> None:
    with clock.set_to(DAY), acting("anna"):
        place = register.establishment()
        one, two = (acts.propose(place, InspectionKind.EXTRA, f"extra:{number}", DAY, "") for number in range(2))
        acts.plan_many([one], DAY, region.member("bram"))
        acts.cancel(one, one.version, "No car.")
        with pytest.raises(NoSuchRoad):
            acts.plan_many([two, one], DAY, region.member("bram"))
        assert queries.inspection(two.id).state == InspectionState.PROPOSED
    with acting("hanneke"), pytest.raises(NotAllowed):
        acts.plan_many([two], DAY, region.member("bram"))


def test_nothing_remains_of_a_visit_asked_for_on_a_day_that_has_passed(app: Flask, acting: As) -> None:
    with clock.set_to(DAY), acting("anna"):
        place = register.establishment()
        with pytest.raises(acts.planning.DayHasPassed):
            acts.propose_and_plan(place, DAY - timedelta(days=1), region.member("bram"), "")
        assert queries.inspections_of(place.id) == []
        assert acts.propose_and_plan(place, DAY, region.member("bram"), "").planned_on == DAY
    with acting("hanneke"), pytest.raises(NotAllowed):
        acts.propose_and_plan(place, DAY, region.member("bram"), "")


def test_a_follow_up_that_waits_comes_earlier_or_goes_with_the_violations(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"):
        factories.sealed_visit(place, "bram", {"A32": "No extinguisher."}, DAY, ())
        waiting = queries.open_follow_up(place.id)
        assert waiting is not None
        first_due = waiting.due_on
        factories.sealed_visit(place, "bram", {"A31": "The exit is locked."}, DAY + timedelta(days=1), ())
        assert waiting.due_on == DAY + timedelta(days=15) < first_due
        assert queries.open_of(place.id) == [waiting]
        factories.sealed_visit(place, "bram", {}, DAY + timedelta(days=2), ("A31", "A32"))
        assert (waiting.state, waiting.cancelled_because) == (InspectionState.CANCELLED, "violations-resolved")


def test_the_dossier_shows_the_next_visit_and_the_flags_to_who_may_read_them(app: Flask, acting: As) -> None:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"):
        factories.sealed_visit(place, "bram", {"A11": "Passports at the desk."}, DAY)
    with acting("anna"):
        assert [(flag.severity, flag.basis) for flag in dossier.flags_of(place) or []] == [(4, "fact")]
        counts = {tab.key: count for tab, count in dossier.tabs_for(place)}
        assert (counts["inspections"], counts["findings"]) == (1, 1)
    with acting("adri"):
        assert dossier.flags_of(place) is None
