"""Whatever measure the drafting page offers, its draft can be begun and every step of it opens."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

import law
from app import acts as doing
from app import clock, people
from app.access import RoleName
from app.db import db
from decisions import acts, town_law
from decisions.acts import map_ground
from decisions.models import Decision
from permits import acts as permit_acts
from permits.facts import EstablishmentFacts, PartyFacts
from permits.models import PartyKind, PartyRoleName, Sector
from tests.conftest import As
from tests.decisions import factories

ClientOf = Callable[[str], FlaskClient]
STEPS = ("measure", "grounds", "hearing", "interests", "letter", "submit")
NEEDS_AN_APPLICATION = {law.Effect.REFUSE}


def begun(row: Decision) -> dict[str, uuid.UUID]:
    """A draft of every measure against a permit or the place itself, beside the one there is; renewals left out."""
    offered = [one for one in town_law.measures_here(clock.today()) if one.effect not in NEEDS_AN_APPLICATION]
    offered = [one for one in offered if one.renews is None]
    found, place = {row.measure_id: row.id}, row.establishment
    permit = row.permit or permit_acts.grant(place, row.addressee, clock.today(), None)
    for measure in offered:
        if measure.id not in found:
            found[measure.id] = acts.draft(place, measure.id, row.addressee, permit=permit).id
    return found


def opens(client: FlaskClient, drafts: dict[str, uuid.UUID]) -> None:
    for measure_id, key in drafts.items():
        for step in STEPS:
            answer = client.get(f"/decisions/{key}/{step}")
            assert answer.status_code == 200, (measure_id, step)


@pytest.mark.parametrize(
    ("make", "who", "least"),
    [
        (factories.revocation, "anna", {"nl.suspend", "nl.close-13b", "nl.order-172", "nl.order-under-penalty"}),
        (factories.french_closure, "isabelle", {"be.closure-134ter", "be.close-gas", "be.police-order"}),
    ],
)
def test_a_draft_of_every_measure_opens_at_every_step(
    app: Flask, acting: As, client_of: ClientOf, make: Callable[[str], uuid.UUID], who: str, least: set[str]
) -> None:
    key = make("drafted")
    with acting(who):
        drafts = begun(factories.of(key))
        db.session.commit()
    assert least <= set(drafts)
    opens(client_of(who), drafts)


def commune() -> None:
    """A made-up commune of Luxembourg with an officer, and a car wash that holds a permit."""
    with doing.acting_as(doing.machine("command", "a-test", "LU0001")):
        people.found(
            "LU0001",
            name="Exempleville",
            jurisdiction="lu",
            languages=["fr", "de"],
            street="Place de l’Exemple 1",
            postal_code="0000",
            city="Exempleville",
            return_address="Place de l’Exemple 1, 0000 Exempleville",
            email="commune@exempleville.example",
            phone="000 000",
            mayor_title={"fr": "le bourgmestre d’Exempleville", "de": "der Bürgermeister von Exempleville"},
        )
        people.engage(
            "nora@drempel.example",
            password="oefenen-op-de-drempel",
            name="Nora Weber",
            roles=[RoleName.PERMIT_OFFICER],
            municipality_code="LU0001",
            function_title="agent traitant",
            language="fr",
        )
        with doing.named("a-test", what="sectors"):
            words = {"nl": "Autowasserij", "fr": "Car-wash", "de": "Autowäsche", "en": "Car wash"}
            db.session.add(Sector(kind="carwash", name=words, required_documents=[]))
        map_ground(
            "lu.communal-rule",
            bylaw="règlement communal (inventé)",
            article="article 9",
            source="inventé",
            valid_from=clock.today(),
        )


def test_a_commune_of_luxembourg_drafts_what_its_small_book_holds(app: Flask, client_of: ClientOf) -> None:
    commune()
    db.session.remove()
    with doing.acting_as(
        people.as_actor(db.session.scalars(db.select(people.User).filter_by(name="Nora Weber")).one())
    ):
        sector = db.session.scalars(db.select(Sector).filter_by(municipality_code="LU0001")).one()
        place = permit_acts.register(
            EstablishmentFacts(
                name="Lavage Exemple", sector=sector, street="Rue Exemple", house_number="2", city="Exempleville"
            )
        )
        party = permit_acts.add_party(PartyFacts(kind=PartyKind.LEGAL_PERSON, name="Exemple S.à r.l.", language="fr"))
        permit_acts.give_role(place, party, PartyRoleName.OPERATOR, clock.today())
        permit = permit_acts.grant(place, party, clock.today(), None, [])
        drafts = {
            one.id: acts.draft(place, one.id, party, permit=permit).id
            for one in town_law.measures_here(clock.today())
            if one.effect not in NEEDS_AN_APPLICATION
        }
        db.session.commit()
    assert set(drafts) == {"lu.order", "lu.class2-suspend", "lu.class2-withdraw"}
    opens(client_of("nora"), drafts)
