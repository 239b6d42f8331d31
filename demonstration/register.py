"""Some forty made-up establishments in the four towns, from ``made_up_register.csv``, each in a state of its own.

Everything goes through the real acts on a clock set back; the days in the file count back from today.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import law
from app import clock
from demonstration.cases import at, open_day_before
from demonstration.region import REGION
from inspections import acts as inspection_acts
from inspections import queries as visits
from inspections.models import Inspection, InspectionKind
from inspections.sheet import Answer, State
from permits import acts as permit_acts
from permits import queries as register
from permits.facts import EstablishmentFacts, PartyFacts
from permits.models import Application, Establishment, Party, PartyKind, PartyRoleName

FILE = Path(__file__).parent / "made_up_register.csv"
_TOWNS = {town.code: town for town in REGION}
# Who registers, and who visits; Weert has no inspector of its own.
_OFFICERS = {"GM0983": "anna", "GM0988": "els", "NIS71016": "femke", "NIS63079": "marc"}
_INSPECTORS = {"GM0983": "bram", "NIS71016": "dirk", "NIS63079": "luc"}
_SEEN = ("A01", "A02", "A04", "A31")
_REGISTERED_BEFORE = 3

Row = dict[str, str]


def rows() -> list[Row]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lay_register(today: date | None = None) -> int:
    """Lay out the whole file; returns how many establishments there are."""
    day, entries = today or clock.today(), rows()
    for row in entries:
        _lay(row, day)
    return len(entries)


def _lay(row: Row, today: date) -> None:
    officer, country = _OFFICERS[row["municipality"]], _country(row)
    begun = open_day_before(country, today - timedelta(days=int(row["days_ago"] or _REGISTERED_BEFORE)))
    with at(officer, begun):
        place = permit_acts.register(_facts(row))
        party = permit_acts.add_party(_party(row))
        permit_acts.give_role(place, party, PartyRoleName.OPERATOR, begun)
        if row["state"] in {"application", "granted"}:
            _granted(row, place, party, begun)
    if row["visited_days_ago"]:
        _visited(row, place, open_day_before(country, today - timedelta(days=int(row["visited_days_ago"]))))
    if row["planned_in"]:
        _planned(row, place, law.calendar.next_open_day(country, today + timedelta(days=int(row["planned_in"]))), today)
    if row["state"] == "closed":
        with at(officer, today):
            permit_acts.close(register.establishment(place.id), today, "De exploitant is gestopt.")


def _country(row: Row) -> str:
    return law.jurisdiction(_TOWNS[row["municipality"]].jurisdiction).country


def _facts(row: Row) -> EstablishmentFacts:
    sector = next(sector for sector in register.sectors() if sector.kind == row["sector"])
    prefix = "kvk" if _country(row) == "nl" else "kbo"
    numbers: dict[str, Any] = {
        f"{prefix}_number": row["number"],
        f"{prefix}_establishment_number": row["establishment_number"],
    }
    return EstablishmentFacts(
        name=row["name"],
        sector=sector,
        subtype=row["subtype"],
        street=row["street"],
        house_number=row["house_number"],
        postal_code=row["postal_code"],
        city=row["city"],
        rooms=int(row["rooms"]) if row["rooms"] else None,
        opening_hours={day: [["12:00", "22:00"]] for day in ("tue", "wed", "thu", "fri", "sat")},
        **numbers,
    )


def _party(row: Row) -> PartyFacts:
    return PartyFacts(
        kind=PartyKind.LEGAL_PERSON,
        name=row["operator"],
        street=row["street"],
        house_number=row["house_number"],
        postal_code=row["postal_code"],
        city=row["city"],
        country=_country(row),
        language=_TOWNS[row["municipality"]].languages[0],
    )


def _granted(row: Row, place: Establishment, party: Party, day: date) -> None:
    application = permit_acts.receive_application(place, party, day)
    if row["state"] == "application":
        _some_documents(application, day)
        return
    for document in list(application.documents):
        permit_acts.note_document(document, day)
    application = permit_acts.find_complete(application, application.version, day)
    until = day + timedelta(days=int(row["valid_days"]))
    permit_acts.grant(
        place,
        party,
        day,
        until,
        ["Een beheerder is aanwezig als het bedrijf open is."],
        application,
        origin="register op papier",
    )


def _some_documents(application: Application, day: date) -> None:
    for document in list(application.documents)[:2]:
        permit_acts.note_document(document, day)


def _visited(row: Row, place: Establishment, day: date) -> None:
    short = _INSPECTORS[row["municipality"]]
    with _visit(short, place, day) as planned:
        visit = inspection_acts.begin(planned)
        answers: dict[str, Answer | None] = {code: Answer(State.IN_ORDER, seen_at=clock.now()) for code in _SEEN}
        if row["deviation"]:
            found = Answer(
                State.DEVIATION, basis="fact", remark=row["remark"], seen_at=clock.now(), place=row["street"]
            )
            answers[row["deviation"]] = found
        visit = inspection_acts.save_answers(visit, visit.version, answers)
        visit = inspection_acts.save_present(visit, None, {"operator": 1, "manager": 0, "at-work": 2, "visitors": 0})
        inspection_acts.seal(visit, visit.version)


def _planned(row: Row, place: Establishment, day: date, today: date) -> None:
    with at(_INSPECTORS[row["municipality"]], today) as inspector:
        visit = _open_or_new(place, day)
        inspection_acts.plan(visit, visit.version, day, inspector)


@contextmanager
def _visit(short: str, place: Establishment, day: date) -> Iterator[Inspection]:
    """The visit of the cadence, or else one more, planned for that day."""
    with at(short, day, time(14, 0)) as inspector:
        visit = _open_or_new(place, day)
        yield inspection_acts.plan(visit, visit.version, day, inspector)


# Why a visit is made besides the rhythm of the sector, as an officer of the town would type it.
_REASONS = {
    "GM0983": "Controle van de hele straat",
    "GM0988": "Controle van de hele straat",
    "NIS71016": "Controle samen met de politie",
    "NIS63079": "Contrôle avec la police",
}


def _open_or_new(place: Establishment, day: date) -> Inspection:
    waiting = visits.open_follow_up(place.id) or visits.open_visit_of_cadence(place.id)
    if waiting is not None:
        return waiting
    return inspection_acts.propose(
        register.establishment(place.id), InspectionKind.EXTRA, f"extra:{day}", day, _REASONS[place.municipality_code]
    )
