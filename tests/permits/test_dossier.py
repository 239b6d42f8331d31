"""The pages of a dossier: registering, reading, changing, persons, papers."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import audit, clock
from app.db import db, everywhere
from permits import acts, queries
from permits.models import Establishment, Paper, PartyRoleName
from tests.conftest import As
from tests.permits import factories

ClientOf = Callable[[str], FlaskClient]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def typed(acting: As, **changed: str) -> dict[str, str]:
    """A form filled in well, for the salon in the Molenkade."""
    with acting("anna"):
        sector = str(factories.sector().id)
    plain = {
        "name": "Massagesalon Stille Maas",
        "sector": sector,
        "street": "Molenkade",
        "house_number": "31",
        "postal_code": "5911xx",
        "city": "Venlo",
        "kvk_establishment_number": "0000 5847 1203",
        "tue": "12:00-22:00",
        "registered_on-day": "1",
        "registered_on-month": "9",
        "registered_on-year": "2026",
    }
    return plain | changed


def established() -> Establishment:
    with everywhere("to look at what the page has written"):
        return db.session.scalars(select(Establishment)).one()


def lines(act: str) -> list[audit.AuditLine]:
    return list(db.session.scalars(select(audit.AuditLine).where(audit.AuditLine.act == act)))


def test_registering_goes_on_to_the_persons(app: Flask, acting: As, client_of: ClientOf) -> None:
    answer = client_of("anna").post("/establishments/new", data=typed(acting))
    row = established()
    assert answer.status_code == 302
    assert answer.location == f"/establishments/{row.id}/parties?new=1"
    assert (row.postal_code, row.kvk_establishment_number) == ("5911 XX", "000058471203")
    assert row.opening_hours == {"tue": [["12:00", "22:00"]]}
    assert row.registered_on == date(2026, 9, 1)


def test_a_draft_is_kept_without_an_application(app: Flask, acting: As, client_of: ClientOf) -> None:
    answer = client_of("anna").post("/establishments/new", data=typed(acting, then="draft"))
    assert answer.location == f"/establishments/{established().id}"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "Salon van 111222333"),
        ("sector", "x"),
        ("postal_code", "6041"),
        ("kvk_establishment_number", "0000 5847 120"),
        ("registered_on-month", "31"),
        ("registered_on-year", "26"),
        ("tue", "middag"),
        ("rooms", "veel"),
        ("rooms", "10000"),
        ("note", "paspoort van 85.07.30-033.28"),
        ("subtype", "tunnel"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_kept(
    app: Flask, acting: As, client_of: ClientOf, field: str, value: str
) -> None:
    answer = client_of("anna").post("/establishments/new", data=typed(acting, **{field: value}))
    assert answer.status_code == 422
    assert 'class="dr-errors"' in answer.text
    assert "Molenkade" in answer.text
    with everywhere("to see that nothing was written"):
        assert db.session.scalar(select(db.func.count()).select_from(Establishment)) == 0


def test_markup_and_control_characters_become_plain_text(app: Flask, acting: As, client_of: ClientOf) -> None:
    client = client_of("anna")
    client.post("/establishments/new", data=typed(acting, name="<b>Stille</b>\x00 Maas\u202e"))
    row = established()
    assert row.name == "<b>Stille</b> Maas"
    assert "<b>Stille" not in client.get(f"/establishments/{row.id}").text


def test_possible_doubles_are_shown_and_never_block(app: Flask, acting: As, client_of: ClientOf) -> None:
    client = client_of("anna")
    client.post("/establishments/new", data=typed(acting))
    shown = client.get("/establishments/doubles?name=Iets+anders&postal_code=5911+XX&house_number=31")
    assert "Massagesalon Stille Maas" in shown.text
    assert client.post("/establishments/new", data=typed(acting)).status_code == 302


def test_the_dossier_tells_the_story_and_the_look_is_recorded(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        row = factories.permit().establishment
        key, number = row.id, row.permits[0].number
    page = client_of("bram").get(f"/establishments/{key}")
    assert page.status_code == 200
    assert number in page.text
    assert "Rust &amp; Balans V.O.F." in page.text
    assert [str(key) in line.note for line in lines("look")] == [True]
    looked = client_of("anna").get(f"/establishments/{key}/looked")
    assert "Bram Coenen" in looked.text


def test_a_dossier_of_another_town_is_not_there_and_the_asking_is_recorded(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    with acting("anna"):
        permit = factories.permit()
        application = permit.establishment.applications[0]
        paths = [
            f"/establishments/{permit.establishment_id}",
            f"/establishments/{permit.establishment_id}/edit",
            f"/establishments/{permit.establishment_id}/parties",
            f"/applications/{application.id}",
            f"/applications/{application.id}/clock",
            f"/documents/{application.documents[0].id}",
            f"/permits/{permit.id}",
            f"/parties/{permit.holder_id}/edit",
        ]
    femke = client_of("femke")
    assert [femke.get(path).status_code for path in paths] == [404] * len(paths)
    assert len(lines("asked-elsewhere")) == len(paths)


def test_a_mayor_and_an_administrator_read_no_dossier(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        key = factories.establishment().id
    for short in ("hanneke", "adri"):
        assert client_of(short).get(f"/establishments/{key}").status_code == 403


def test_the_second_writer_sees_both_versions_and_may_save_his_own(app: Flask, acting: As, client_of: ClientOf) -> None:
    client = client_of("anna")
    client.post("/establishments/new", data=typed(acting))
    row = established()
    path, seen = f"/establishments/{row.id}/edit", str(row.version)
    assert client.post(path, data=typed(acting, name="Salon Linde", version=seen)).status_code == 302
    late = client_of("joris").post(path, data=typed(acting, name="Salon Eik", version=seen))
    assert late.status_code == 409
    assert "Salon Eik" in late.text
    assert "Salon Linde" in late.text
    db.session.expire_all()
    now = established()
    assert now.name == "Salon Linde"
    again = client_of("joris").post(path, data=typed(acting, name="Salon Eik", version=str(now.version)))
    assert again.status_code == 302


def test_a_party_is_added_with_its_role_and_the_role_is_ended(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        key = factories.establishment().id
    client = client_of("anna")
    sent = {
        "kind": "legal-person",
        "name": "Rust & Balans V.O.F.",
        "country": "nl",
        "language": "nl",
        "language_source": "usual",
        "role": "operator",
        "from_on-day": "1",
        "from_on-month": "9",
        "from_on-year": "2026",
    }
    assert client.post(f"/establishments/{key}/parties", data=sent).status_code == 302
    with acting("anna"):
        held = queries.establishment(key).roles[0]
        role_id = held.id
        assert (held.party.name, held.role) == ("Rust & Balans V.O.F.", PartyRoleName.OPERATOR)
    early = {"until_on-day": "1", "until_on-month": "8", "until_on-year": "2026"}
    assert client.post(f"/roles/{role_id}/end", data=early).status_code == 422
    later = {"until_on-day": "1", "until_on-month": "10", "until_on-year": "2026"}
    assert client.post(f"/roles/{role_id}/end", data=later).status_code == 302


def test_an_inspector_cannot_add_a_party(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        row = factories.operated()
        key, party_id = row.id, factories.operator_of(row).id
    sent = {"role": "owner", "from_on-day": "1", "from_on-month": "9", "from_on-year": "2026"}
    assert client_of("bram").post(f"/establishments/{key}/parties?party={party_id}", data=sent).status_code == 403


def test_a_paper_is_judged_by_its_bytes_and_given_back_unchanged(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        key = factories.establishment().id
    client, path = client_of("anna"), f"/establishments/{key}/papers"
    day = {"title": "Huurovereenkomst", "dated_on-day": "1", "dated_on-month": "9", "dated_on-year": "2026"}
    fake = client.post(path, data=day | {"file": (io.BytesIO(b"MZ..."), "huur.pdf")})
    assert fake.status_code == 422
    assert client.post(path, data=day | {"file": (io.BytesIO(PDF), "huur.pdf")}).status_code == 302
    with everywhere("to look at what the page has written"):
        paper = db.session.scalars(select(Paper)).one()
    got = client.get(f"/files/{paper.file_sha256}")
    assert got.data == PDF
    assert "attachment" in got.headers["Content-Disposition"]
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert client_of("femke").get(f"/files/{paper.file_sha256}").status_code == 404


def test_a_business_that_has_stopped_says_so_and_stops_once(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        key = factories.establishment().id
    day = clock.today()
    sent = {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year), "reason": "Leeg pand."}
    client = client_of("anna")
    assert client.post(f"/establishments/{key}/close", data=sent).status_code == 302
    assert client.post(f"/establishments/{key}/close", data=sent).status_code == 409


def test_a_party_that_was_changed_meanwhile_is_not_overwritten(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        party = factories.party()
        key, seen = party.id, party.version
        acts.change_party(party, seen, acts.PartyFacts(kind=party.kind, name="Eik B.V."))
    sent = {"kind": "person", "name": "Linde B.V.", "country": "nl", "language": "nl", "language_source": "usual"}
    late = client_of("joris").post(f"/parties/{key}/edit", data=sent | {"version": str(seen)})
    assert late.status_code == 409
    with acting("anna"):
        assert queries.party(key).name == "Eik B.V."
