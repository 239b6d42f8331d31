"""Four towns, the cast, their sectors and by-laws. People, businesses and by-law article numbers are made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

import law
from app import acts, people
from app.access import RoleName
from app.db import db
from app.people import Municipality
from app.powers import MARKS
from demonstration.bylaws import lay_articles
from permits.models import Designation, Sector

PASSWORD = "oefenen-op-de-drempel"  # noqa: S105 - the cast of a practice environment; shown on its sign-in page


@dataclass(frozen=True)
class Town:
    """A municipality of the region and who works there: (short name, name, role, function, language)."""

    code: str
    name: str
    jurisdiction: str
    languages: list[str]
    facts: dict[str, Any]
    cast: list[tuple[str, str, RoleName, str]] = field(default_factory=list)


REGION = (
    Town(
        "GM0983",
        "Venlo",
        "nl",
        ["nl"],
        {
            "street": "Voorbeeldplein 1",
            "postal_code": "5911 XX",
            "city": "Venlo",
            "return_address": "Postbus 0000, 5900 XX Venlo",
            "email": "vergunningen@venlo.example",
            "phone": "077 000 00 00",
            "objection_address": "Burgemeester van Venlo, Postbus 0000, 5900 XX Venlo",
            "objection_route": "venlo.example/bezwaar",
            "court": "Rechtbank Limburg, Postbus 0000, 6040 XX Roermond",
            "mayor_title": {"nl": "de burgemeester van Venlo"},
            "second_reader": True,
        },
        [
            ("anna", "Anna Verhaegh", RoleName.PERMIT_OFFICER, "vergunningverlener"),
            ("joris", "Joris Lemmens", RoleName.PERMIT_OFFICER, "jurist"),
            ("bram", "Bram Coenen", RoleName.INSPECTOR, "toezichthouder"),
            ("hanneke", "Hanneke Roosen", RoleName.MAYOR, "burgemeester van Venlo"),
            ("adri", "Adri Smeets", RoleName.ADMINISTRATOR, "functioneel beheerder"),
        ],
    ),
    Town(
        "GM0988",
        "Weert",
        "nl",
        ["nl"],
        {
            "street": "Voorbeeldmarkt 2",
            "postal_code": "6001 XX",
            "city": "Weert",
            "court": "Rechtbank Limburg, Postbus 0000, 6040 XX Roermond",
            "objection_address": "Burgemeester van Weert, Postbus 0000, 6000 XX Weert",
            "objection_route": "weert.example/bezwaar",
            "mayor_title": {"nl": "de burgemeester van Weert"},
        },
        [("els", "Els Peeters", RoleName.PERMIT_OFFICER, "aandachtsfunctionaris")],
    ),
    Town(
        "NIS71016",
        "Genk",
        "be-vlg",
        ["nl"],
        {
            "street": "Voorbeeldplein 1",
            "postal_code": "3600",
            "city": "Genk",
            "email": "vergunningen@genk.example",
            "phone": "089 00 00 00",
            "mayor_title": {"nl": "de burgemeester van Genk"},
            "objection_address": "de Raad van State, Wetenschapsstraat 33, 1040 Brussel",
            "objection_route": "e-procedure.raadvanstate.example",
            "court": "de politierechtbank Limburg, Voorbeeldplein 4, 3700 Tongeren",
            "hearing_days": 10,
        },
        [
            ("femke", "Femke Claes", RoleName.PERMIT_OFFICER, "deskundige bestuurlijke handhaving"),
            ("dirk", "Dirk Maes", RoleName.INSPECTOR, "toezichthouder"),
            ("celine", "Celine Janssens", RoleName.MAYOR, "burgemeester van Genk"),
            ("geert", "Geert Aerts", RoleName.GENERAL_DIRECTOR, "algemeen directeur"),
            ("gust", "Gust Willems", RoleName.SANCTIONING_OFFICER, "sanctionerend ambtenaar"),
        ],
    ),
    Town(
        "NIS63079",
        "Verviers",
        "be-wal",
        ["fr"],
        {
            "street": "Place de l’Exemple 1",
            "postal_code": "4800",
            "city": "Verviers",
            "email": "securite@verviers.example",
            "phone": "087 00 00 00",
            "mayor_title": {"fr": "la bourgmestre de Verviers"},
            "objection_address": "le Conseil d’État, rue de la Science 33, 1040 Bruxelles",
            "objection_route": "e-procedure.conseildetat.example",
            "court": "le tribunal de police de Liège, Place de l’Exemple 4, 4800 Verviers",
            "hearing_days": 10,
            "second_reader": True,
        },
        [
            ("marc", "Marc Lejeune", RoleName.PERMIT_OFFICER, "agent traitant, service Sécurité"),
            ("isabelle", "Isabelle Thonon", RoleName.PERMIT_OFFICER, "juriste"),
            ("luc", "Luc Dethier", RoleName.INSPECTOR, "inspecteur communal"),
            ("sophie", "Sophie Delcourt", RoleName.MAYOR, "bourgmestre de Verviers"),
            ("amelie", "Amélie Renard", RoleName.GENERAL_DIRECTOR, "directrice générale"),
        ],
    ),
)

_DOCUMENTS = [
    {
        "nl": "Identiteit van de exploitant gezien",
        "fr": "Identité de l’exploitant vue",
        "de": "Identität des Betreibers gesehen",
        "en": "Operator’s identity seen",
    },
    {
        "nl": "Uittreksel uit het handelsregister",
        "fr": "Extrait du registre des entreprises",
        "de": "Auszug aus dem Handelsregister",
        "en": "Extract from the trade register",
    },
    {
        "nl": "Huurovereenkomst of eigendomsbewijs",
        "fr": "Bail ou titre de propriété",
        "de": "Mietvertrag oder Eigentumsnachweis",
        "en": "Lease or title deed",
    },
    {
        "nl": "Plattegrond van de ruimten",
        "fr": "Plan des locaux",
        "de": "Grundriss der Räume",
        "en": "Floor plan of the rooms",
    },
]

_SECTORS: tuple[dict[str, Any], ...] = (
    {
        "kind": "sex_establishment",
        "name": {
            "nl": "Seksinrichting",
            "fr": "Établissement de travail du sexe",
            "de": "Sexarbeitsbetrieb",
            "en": "Sex establishment",
        },
        "permit_type": "sex_business",
        "visits_per_year": 6,
        "first_visit_days": 30,
    },
    {
        "kind": "massage",
        "name": {"nl": "Massagesalon", "fr": "Salon de massage", "de": "Massagesalon", "en": "Massage salon"},
        "visits_per_year": 2,
        "first_visit_days": 60,
    },
    {
        "kind": "carwash",
        "name": {"nl": "Autowasserij", "fr": "Car-wash", "de": "Autowäsche", "en": "Car wash"},
        "visits_per_year": 2,
        "first_visit_days": 60,
    },
)


def lay_out() -> None:
    """Make the towns, their people and their sectors. Dated facts begin on 1 January 2025."""
    for town in REGION:
        with acts.acting_as(acts.machine("command", "first-start", town.code)):
            people.found(
                town.code,
                name=town.name,
                jurisdiction=town.jurisdiction,
                languages=town.languages,
                **town.facts,
            )
            for short, name, role, title in town.cast:
                _engage(town, short, name, role, title)
            _sectors(town)
            lay_articles(town.name, town.jurisdiction)
        db.session.remove()


# Who may also open the closed files of the town: the Bibob inquiry or the integrity investigation.
MARKED = frozenset({"joris", "femke", "isabelle"})


def _engage(town: Town, short: str, name: str, role: RoleName, title: str) -> None:
    mark = MARKS[law.jurisdiction(town.jurisdiction).country]
    people.engage(
        f"{short}@drempel.example",
        password=PASSWORD,
        name=name,
        roles=[role, mark] if short in MARKED else [role],
        municipality_code=town.code,
        function_title=title,
        language=town.languages[0],
    )


def _sectors(town: Town) -> None:
    with acts.named("first-start", what="sectors"):
        for facts in _SECTORS:
            sector = Sector(**facts, required_documents=[dict(label) for label in _DOCUMENTS])
            sector.decision_term = "nl.decision-12-weeks" if town.jurisdiction == "nl" else ""
            db.session.add(sector)
            db.session.flush()
            if town.jurisdiction == "nl" and facts["kind"] != "sex_establishment":
                _designate(town, sector)


def _designate(town: Town, sector: Sector) -> None:
    db.session.add(
        Designation(
            sector_id=sector.id,
            article="2:40c APV (verzonnen nummer)",
            gazette=f"Gemeenteblad {town.name} 2025, 0000 (verzonnen)",
            valid_from=date(2025, 1, 1),
            valid_until=date(2029, 12, 31),
        )
    )


def member(short: str) -> people.User:
    """One of the cast by first name ("anna")."""
    found = db.session.scalar(select(people.User).where(people.User.email == f"{short}@drempel.example"))
    assert found is not None, short
    return found


def towns() -> list[Municipality]:
    return people.municipalities()
