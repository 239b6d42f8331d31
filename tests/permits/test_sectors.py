"""The sectors of a municipality, kept by its administrator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.errors import ChangedMeanwhile, NotAllowed
from permits import acts, events, queries
from permits.acts.sectors import SectorFacts, WrongSector
from permits.models import Sector
from tests.conftest import As
from tests.permits import factories

ClientOf = Callable[[str], FlaskClient]
FACTS = SectorFacts(name={"nl": "Nagelstudio"}, visits_per_year=1)


def test_an_administrator_adds_a_sector_and_an_officer_does_not(app: Flask, acting: As) -> None:
    with acting("adri"):
        row = acts.add_sector(FACTS)
        assert (row.kind, row.municipality_code) == ("other", "GM0983")
        with pytest.raises(WrongSector):
            acts.add_sector(FACTS, kind="casino")
    with acting("anna"), pytest.raises(NotAllowed):
        acts.add_sector(FACTS)


def test_a_new_cadence_is_told_and_a_new_name_is_not(app: Flask, acting: As) -> None:
    heard: list[Sector] = []
    with acting("adri"), events.cadence_changed.connected_to(heard.append):
        row = acts.add_sector(FACTS)
        acts.save_sector(row, row.version, SectorFacts(name={"nl": "Nagels"}, visits_per_year=1))
        assert heard == []
        seen = row.version
        acts.save_sector(row, seen, SectorFacts(name={"nl": "Nagels"}, visits_per_year=4))
        assert heard == [row]
        with pytest.raises(ChangedMeanwhile):
            acts.save_sector(row, seen, FACTS)
    with acting("anna"), pytest.raises(NotAllowed):
        acts.save_sector(row, None, FACTS)


def test_a_designation_holds_from_its_first_to_its_last_day(app: Flask, acting: As) -> None:
    with acting("adri"):
        row = acts.add_sector(FACTS)
        acts.designate(row, "2:40c APV", "Gemeenteblad Venlo 2026, 0000", date(2026, 1, 1), date(2026, 12, 31))
        assert queries.designation_on(row.id, date(2026, 12, 31)) is not None
        assert queries.designation_on(row.id, date(2027, 1, 1)) is None
        with pytest.raises(WrongSector):
            acts.designate(row, "2:40c APV", "Gemeenteblad", date(2026, 2, 1), date(2026, 1, 1))
    with acting("anna"), pytest.raises(NotAllowed):
        acts.designate(row, "2:40c APV", "Gemeenteblad", date(2026, 1, 1))


def test_the_pages_of_sectors_add_change_and_designate(app: Flask, acting: As, client_of: ClientOf) -> None:
    client = client_of("adri")
    sent = {
        "kind": "other",
        "name_nl": "Nagelstudio",
        "visits_per_year": "1",
        "first_visit_days": "60",
        "decision_term": "",
        "silence": "",
    }
    assert client.post("/sectors/new", data=sent | {"visits_per_year": "53"}).status_code == 422
    assert (
        client.post("/sectors/new", data=sent | {"in_use": "y", "required_documents": "Pasfoto\nHuur"}).status_code
        == 302
    )
    with acting("adri"):
        row = next(s for s in queries.sectors() if s.name == {"nl": "Nagelstudio"})
        key, seen = row.id, row.version
        assert row.required_documents == [{"nl": "Pasfoto"}, {"nl": "Huur"}]
    change = sent | {"version": str(seen), "visits_per_year": "3", "in_use": "y"}
    assert client.post(f"/sectors/{key}", data=change).status_code == 302
    assert client.post(f"/sectors/{key}", data=change | {"visits_per_year": "5"}).status_code == 409
    decree = {
        "article": "2:40c",
        "gazette": "Gemeenteblad",
        "valid_from-day": "1",
        "valid_from-month": "1",
        "valid_from-year": "2026",
    }
    assert client.post(f"/sectors/{key}/designate", data=decree).status_code == 302
    assert "2:40c" in client.get("/sectors").text
    assert client_of("anna").get("/sectors").status_code == 403


def test_the_sector_of_an_establishment_gives_its_checklist(app: Flask, acting: As) -> None:
    with acting("anna"):
        row = factories.application()
        assert [document.label["nl"] for document in row.documents] == [
            label["nl"] for label in row.establishment.sector.required_documents
        ]
