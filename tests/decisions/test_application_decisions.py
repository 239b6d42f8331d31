"""Letters of an application are drafted, signed and served here, and do what they say when they take effect."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument

from app import acts as house
from app import clock, files
from app.errors import Lacking
from app.tasks import Task, agenda
from app.web.language import long_date
from decisions import acts as decision_acts
from decisions import queries as decision_queries
from decisions.applications import acts, queries
from decisions.applications.acts import Condition, Written
from decisions.applications.offers import Standing, offers
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from permits import acts as register_acts
from permits import queries as register
from permits import silence
from permits.acts.applications import RightHasLapsed
from permits.acts.origin import NoDecision
from permits.acts.sectors import SectorFacts, WrongSector
from permits.jobs import permits_by_silence
from permits.lifecycle import ApplicationState, PermitState
from permits.models import Application, PartyRoleName
from tests.conftest import As
from tests.permits import factories
from tests.recalled import recalled

ClientOf = Callable[[str], FlaskClient]
PASSWORD = "oefenen-op-de-drempel"
DAY = timedelta(days=1)


@recalled
def received(*, complete: bool = False, on: date | None = None) -> Application:
    """An application in Venlo of a party that a letter can reach."""
    place = factories.establishment()
    address = {"street": "Molenkade", "house_number": "1", "postal_code": "5911 AA", "city": "Venlo"}
    party = factories.party(**address)
    register_acts.give_role(place, party, PartyRoleName.OPERATOR, on or clock.today())
    make = factories.complete_application if complete else factories.application
    row = make(place, on)
    kind = row.permit_type
    if kind == "designated_sector" and register.designation_on(place.sector_id, clock.today()) is None:
        register_acts.designate(place.sector, "artikel 2:40", "gmb-2026-1", date(2026, 1, 1), None)
    return row


def signed(decision_id: uuid.UUID, acting: As) -> None:
    """Submit, read along, and sign, each by the person whose task it is."""
    with acting("anna"):
        row = decision_queries.decision(decision_id)
        decision_acts.write(row, None, sending_on=clock.today())
        decision_acts.submit(row, None)
        second = row.state == DecisionState.SECOND_READING
    if second:
        with acting("joris"):
            decision_acts.approve(decision_queries.decision(decision_id), None)
    with acting("hanneke"):
        row = decision_queries.decision(decision_id)
        decision_acts.sign(row, row.letter_sha256 or "", PASSWORD)


def served(decision_id: uuid.UUID, acting: As) -> Decision:
    signed(decision_id, acting)
    with acting("anna"):
        row = decision_queries.decision(decision_id)
        return decision_acts.serve(row, None, "registered-post", clock.today())


def words_of(decision: Decision) -> str:
    pages = PdfDocument(files.read(decision.signed_sha256 or ""))
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


def written(application: Application, measure: str, *conditions: Condition, **fields: Any) -> uuid.UUID:
    row = acts.begin(application, measure)
    acts.write(row, None, Written(fields, conditions))
    return row.id


CONDITION = Condition("Een beheerder is aanwezig.", "Zo is er toezicht.", "artikel 3:7 APV")


def test_a_permit_with_conditions_is_drafted_signed_served_and_then_there(app: Flask, acting: As) -> None:
    with acting("anna"):
        application = received(complete=True)
        key = application.id
        with pytest.raises(NoDecision):
            register_acts.grant(application.establishment, application.applicant, clock.today(), None, (), application)
        first = clock.today() + 7 * DAY
        bare = acts.begin(application, "nl.grant-with-conditions")
        acts.write(bare, None, Written({"valid_from": first, "valid_until": first + 365 * DAY}, (Condition("Iets."),)))
        decision_acts.write(bare, None, sending_on=clock.today())
        with pytest.raises(Lacking) as lacking:
            decision_acts.submit(bare, None)
        assert {lack.key for lack in lacking.value.lacks} == {"condition_founded", "validity_reason"}
        content = queries.behind(bare)
        assert content is not None
        fields = {"valid_from": first, "valid_until": first + 365 * DAY, "end_reason": "Het pand wordt gesloopt."}
        acts.write(bare, None, Written(fields, (CONDITION, Condition(""), CONDITION)))
        decision_id, number = bare.id, content.permit_number
        assert register.establishment(application.establishment_id).permits == []
    served(decision_id, acting)
    with acting("anna"):
        application, decision = register.application(key), decision_queries.decision(decision_id)
        [permit] = register.establishment(application.establishment_id).permits
        assert (application.state, decision.state) == (ApplicationState.GRANTED, DecisionState.IN_EFFECT)
        assert (permit.number, permit.valid_from, permit.granted_by) == (number, first, decision_id)
        assert [one.text for one in permit.conditions] == ["Een beheerder is aanwezig."] * 2
        said = words_of(decision)
        assert number in said
        assert "Een beheerder is aanwezig. Reden: Zo is er toezicht. Grondslag: artikel 3:7 APV." in said
        assert "Het pand wordt gesloopt." in said
        decision_acts.annul(decision, clock.today(), "uitspraak")
        assert (permit.state, application.state) == (PermitState.REVOKED, ApplicationState.COMPLETE)


def test_asking_for_what_is_missing_stops_the_clock_and_the_right_to_leave_it_lapses(app: Flask, acting: As) -> None:
    today = clock.today()
    with acting("anna"):
        application = received()
        key = application.id
        kinds = [one.measure.id for one in offers(application)]
        assert kinds == ["nl.ask-completion", "nl.extend-term", "nl.suspend-term"]
        asked = written(application, "nl.ask-completion", complete_until=today + 14 * DAY)
    served(asked, acting)
    with acting("anna"):
        application = register.application(key)
        assert application.state == ApplicationState.INCOMPLETE
        assert register.stands_still(application, today + DAY)
        label = register.application(key).documents[0].label["nl"]
        assert label in words_of(decision_queries.decision(asked))
        [offer] = [one for one in offers(application) if one.measure.id == "nl.leave-untreated"]
        assert offer.standing is Standing.LATER
    with acting("anna"), clock.set_to(today + 16 * DAY):
        left = acts.begin(register.application(key), "nl.leave-untreated").id
    with clock.set_to(today + 16 * DAY):
        signed(left, acting)
    with acting("anna"), clock.set_to(today + 60 * DAY):
        application, decision = register.application(key), decision_queries.decision(left)
        with pytest.raises(RightHasLapsed):
            decision_acts.serve(decision, None, "registered-post", clock.today())
        [offer] = [one for one in offers(application) if one.measure.id == "nl.leave-untreated"]
        assert offer.standing is Standing.LAPSED
        assert queries.right_has_lapsed(decision) is not None
        decision_acts.give_up(decision_queries.decision(left), None, "Te laat om te verzenden.")
        with pytest.raises(RightHasLapsed):
            acts.begin(application, "nl.leave-untreated")
        assert register.application(key).state == ApplicationState.INCOMPLETE


def test_an_incomplete_application_is_left_untreated_in_time(app: Flask, acting: As) -> None:
    today = clock.today()
    with acting("anna"):
        application = received()
        register_acts.ask_completion(application, None, today, today + 14 * DAY, origin="B-op-papier")
        key = application.id
    with clock.set_to(today + 20 * DAY):
        with acting("anna"):
            left = acts.begin(register.application(key), "nl.leave-untreated").id
        row = served(left, acting)
        with acting("anna"):
            assert "Ik behandel uw aanvraag niet" in words_of(decision_queries.decision(left))
            assert register.application(key).state == ApplicationState.UNTREATED
            assert row.state == DecisionState.IN_EFFECT


def test_the_term_is_extended_and_stands_still_by_letters(app: Flask, acting: As) -> None:
    today = clock.today()
    with acting("anna"):
        application = received()
        key = application.id
        before = register.decision_clock(application)
        assert before is not None
        extended = written(application, "nl.extend-term", weeks=4, reason="Het advies is nog niet binnen.")
        too_long = decision_queries.decision(extended)
        content = queries.behind(too_long)
        assert content is not None
        assert queries.ends_of(content).new == before.last_day + 28 * DAY
    served(extended, acting)
    with acting("anna"):
        application = register.application(key)
        moved = register.decision_clock(application)
        assert moved is not None
        assert moved.last_day == before.last_day + 28 * DAY
        facts = {"cause": "nl.consent", "from_on": today, "until_on": today + 6 * DAY}
        still = written(application, "nl.suspend-term", reason="U stemde in met uitstel.", **facts)
    served(still, acting)
    with acting("anna"):
        after = register.decision_clock(register.application(key))
        assert after is not None
        assert after.last_day == moved.last_day + 7 * DAY
        assert "Awb art. 4:15 lid 2 onder a" in words_of(decision_queries.decision(still))


def asked_of(app: Flask, case: str) -> list[Task]:
    """What the start page asks of who acts about a case."""
    with app.test_request_context():
        found = agenda(house.actor(), clock.today())
    everything = (*found.late, *found.today, *found.week, *found.later, *found.waiting)
    return [task for task in everything if task.case == case]


def test_where_the_by_law_says_so_silence_grants_the_permit_and_it_is_announced(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    received_on = clock.today() - timedelta(weeks=13)
    with clock.set_to(received_on), acting("anna"):
        key = received(on=received_on).id
    with acting("anna"):
        application = register.application(key)
        rule = silence.rule_of(application)
        assert rule is not None
        assert (rule.granted, silence.came_about_on(application)) == (False, None)
        address = f"/applications/{key}"
    assert "Dienstenwet" in client_of("anna").get(address).text
    with acting("adri"):
        sector = register.application(key).establishment.sector
        facts = {name: getattr(sector, name) for name in SectorFacts.__dataclass_fields__}
        with pytest.raises(WrongSector):
            register_acts.save_sector(sector, None, SectorFacts(**facts | {"silence_grants": True}))
        own = {"silence_grants": True, "silence_rule": "artikel 3:4, vierde lid, van de verordening"}
        register_acts.save_sector(sector, None, SectorFacts(**facts | own))
    with house.acting_as(house.machine("job", "permits-by-silence", "GM0983")):
        permits_by_silence(clock.now())
        permits_by_silence(clock.now())
    with acting("anna"):
        application = register.application(key)
        ended = register.decision_clock(application)
        [permit] = register.establishment(application.establishment_id).permits
        assert ended is not None
        assert (application.state, permit.by_silence, permit.valid_until) == (ApplicationState.GRANTED, True, None)
        assert permit.valid_from == ended.last_day + 3 * DAY
        number = permit.number
        assert [task.due_on for task in asked_of(app, number)] == [silence.announce_by(ended.last_day)]
        told = acts.begin(application, "nl.announce-silence").id
    served(told, acting)
    with acting("anna"):
        said = words_of(decision_queries.decision(told))
        assert "artikel 3:4, vierde lid, van de verordening" in said
        assert number in said
        last = clock.today() + 42 * DAY
        [mend] = asked_of(app, number)
        assert mend.due_on is not None
        assert last <= mend.due_on <= last + 4 * DAY
        assert "Awb art. 4:20f" in str(mend.consequence)
        with app.test_request_context():
            day = long_date(mend.due_on)
        assert day in client_of("anna").get(address).text
        with clock.set_to(mend.due_on + DAY):
            assert asked_of(app, number) == []
            assert "4:20f" in client_of("anna").get(address).text
