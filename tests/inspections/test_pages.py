"""The pages of visits, as a browser without script sees them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.audit import AuditLine
from app.db import db
from demonstration import region
from inspections import acts, queries
from inspections.models import Inspection
from inspections.sheet import State
from permits.models import Establishment
from tests.conftest import As
from tests.inspections import factories
from tests.permits import factories as register

Clients = Callable[[str], FlaskClient]


@pytest.fixture
def place(app: Flask, acting: As) -> Establishment:
    with acting("anna"):
        return register.establishment(name="Salon <b>Zilver</b>")


@pytest.fixture
def begun(place: Establishment, acting: As) -> UUID:
    with acting("bram"):
        return factories.begun_visit(place).id


@pytest.fixture
def sealed(place: Establishment, acting: As) -> UUID:
    with acting("bram"):
        return factories.sealed_visit(place, "bram", {"A21": "Four <i>mattresses</i>.", "A31": "Locked."}).id


def _sheet(acting: As, key: UUID) -> dict[str, State]:
    db.session.expire_all()
    with acting("bram"):
        return {code: answer.state for code, answer in queries.sheet_of(queries.inspection(key)).answers.items()}


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def _typed(client: FlaskClient, address: str, **answers: str) -> dict[str, str]:
    """The hidden fields of a page as shown now, with what is typed."""
    page = client.get(address).text
    return {"version": _hidden(page, "version"), "seen": _hidden(page, "seen"), **answers}


def test_an_inspector_begins_at_todays_visits_and_an_officer_does_not(app: Flask, client_of: Clients) -> None:
    assert client_of("bram").get("/").location == "/visits"
    assert client_of("anna").get("/visits").status_code == 403
    assert "/visits/elsewhere" in client_of("bram").get("/visits").text


def test_a_whole_visit_without_script(place: Establishment, client_of: Clients, acting: As) -> None:
    with acting("anna"):
        key = factories.planned_visit(place).id
    client = client_of("bram")
    today = client.get("/visits").text
    assert "Salon &lt;b&gt;Zilver&lt;/b&gt;" in today
    assert client.post(f"/visits/{key}/begin", data={"version": _hidden(today, "version")}).status_code == 302
    overview = client.get(f"/visits/{key}").text
    assert f"/visits/{key}/topics/living" in overview
    address = f"/visits/{key}/topics/living"
    typed = _typed(client, address, go="rest")
    typed |= {"A21-state": "deviation", "A21-basis": "fact", "A21-remark": "Four mattresses.", "A21-severity": "3"}
    typed |= {"A21-count-sleeping-places": "4"}
    answer = client.post(address, data=typed)
    assert answer.status_code == 302
    assert "rested=" in answer.location
    assert _sheet(acting, key)["A21"] == State.DEVIATION
    assert State.IN_ORDER in _sheet(acting, key).values()
    people = client.get(f"/visits/{key}/people").text
    counted = {"seen": _hidden(people, "seen"), "at-work": "3", "police": "2"}
    assert client.post(f"/visits/{key}/people", data=counted).status_code == 302
    summary = client.get(f"/visits/{key}/seal").text
    assert client.post(f"/visits/{key}/seal", data={"version": _hidden(summary, "version")}).status_code == 302
    report = client_of("anna").get(f"/inspections/{key}/report").text
    assert "Four mattresses." in report
    with acting("bram"):
        assert queries.sheet_of(queries.inspection(key)).present == {
            "operator": 0, "manager": 0, "at-work": 3, "visitors": 0, "police": 2,
        }  # fmt: skip


def test_what_still_lacks_is_listed_with_the_place_to_mend_it(begun: UUID, client_of: Clients) -> None:
    client = client_of("bram")
    address = f"/visits/{begun}/topics/living"
    client.post(address, data=_typed(client, address, **{"A21-state": "deviation", "go": "next"}))
    answer = client.post(f"/visits/{begun}/seal", data={"version": "99"})
    assert answer.status_code == 409
    page = client.get(f"/visits/{begun}/seal").text
    assert f'href="{address}#item-A21"' in page
    answer = client.post(f"/visits/{begun}/seal", data={})
    assert answer.status_code == 422


def test_the_rest_in_order_can_be_undone(begun: UUID, client_of: Clients, acting: As) -> None:
    client, address = client_of("bram"), f"/visits/{begun}/topics/safety"
    location = client.post(address, data=_typed(client, address, go="rest")).location
    assert _sheet(acting, begun)
    page = client.get(location).text
    typed = {"version": _hidden(page, "version"), "seen": _hidden(page, "seen"), "rested": _hidden(page, "rested")}
    assert client.post(address, data=typed | {"go": "undo"}).status_code == 302
    assert _sheet(acting, begun) == {}


def test_a_refused_answer_keeps_what_was_typed(begun: UUID, client_of: Clients, acting: As) -> None:
    client, address = client_of("bram"), f"/visits/{begun}/topics/living"
    typed = {"A21-state": "deviation", "A21-basis": "fact", "A21-remark": "Number 111222333.", "go": "next"}
    answer = client.post(address, data=_typed(client, address, **typed))
    assert answer.status_code == 422
    assert "Number 111222333." in answer.text
    assert 'id="A21-remark-error"' in answer.text
    answer = client.post(
        address, data=_typed(client, address, **{"A21-state": "deviation", "A21-count-sleepers": "many"})
    )
    assert answer.status_code == 422
    assert 'value="many"' in answer.text
    assert _sheet(acting, begun) == {}


def test_a_photo_is_kept_shown_and_taken_off(begun: UUID, client_of: Clients, acting: As) -> None:
    client, address = client_of("bram"), f"/visits/{begun}/topics/living"
    photo = (io.BytesIO(factories.photo_bytes(with_place=True)), "IMG_1.jpg")
    data = _typed(client, address, **{"A21-state": "deviation", "go": "stay"}) | {"A21-photos": photo}
    assert client.post(address, data=data, content_type="multipart/form-data").status_code == 302
    found = re.search(r'src="(/photos/[^"]+)"', client.get(address).text)
    assert found
    picture = client.get(found[1])
    assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    assert client_of("dirk").get(found[1]).status_code == 404
    whole = found[1].removesuffix("/thumbnail")
    assert client.get(whole).status_code == 200
    assert client_of("dirk").get(whole).status_code == 404
    key = whole.rsplit("/", 1)[1]
    client.post(address, data=_typed(client, address, go=f"remove:{key}"))
    assert client.get(found[1]).status_code == 404


def test_a_file_that_is_no_photo_is_refused_at_the_field(begun: UUID, client_of: Clients) -> None:
    client, address = client_of("bram"), f"/visits/{begun}/topics/living"
    data = _typed(client, address, **{"A21-state": "deviation", "A21-remark": "Kept."})
    data |= {"A21-photos": (io.BytesIO(b"%PDF-1.7"), "photo.jpg")}  # type: ignore[dict-item]
    answer = client.post(address, data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert 'id="A21-photos-error"' in answer.text
    assert "Kept." in answer.text


def test_two_inspectors_with_the_same_answer_see_both_versions_and_choose(
    begun: UUID, client_of: Clients, acting: As
) -> None:
    client, address = client_of("bram"), f"/visits/{begun}/topics/living"
    mine = {"A21-state": "deviation", "A21-basis": "fact", "A21-remark": "Four mattresses.", "go": "next"}
    typed = _typed(client, address, **mine)
    with acting("bram"):
        visit = queries.inspection(begun)
        acts.save_answers(visit, visit.version, {"A21": factories.deviation("One mattress.")})
    answer = client.post(address, data=typed)
    assert answer.status_code == 409
    assert "Four mattresses." in answer.text
    assert "One mattress." in answer.text
    again = mine | {"version": _hidden(answer.text, "version"), "seen": _hidden(answer.text, "seen")}
    assert client.post(address, data=again | {"keep-A21": "theirs"}).status_code == 302
    with acting("bram"):
        assert queries.sheet_of(queries.inspection(begun)).answers["A21"].remark == "One mattress."
    assert client.post(address, data=again | {"keep-A21": "mine"}).status_code == 302
    db.session.expire_all()
    with acting("bram"):
        assert queries.sheet_of(queries.inspection(begun)).answers["A21"].remark == "Four mattresses."


def test_danger_now_shows_numbers_and_stores_the_time(begun: UUID, client_of: Clients, acting: As) -> None:
    client = client_of("bram")
    answer = client.post(f"/visits/{begun}/danger", follow_redirects=True)
    assert 'href="tel:112"' in answer.text
    with acting("bram"):
        assert len(queries.sheet_of(queries.inspection(begun)).danger_at) == 1


def test_a_sealed_visit_opens_as_a_report_and_refuses_the_sheet(sealed: UUID, client_of: Clients) -> None:
    client = client_of("bram")
    assert client.get(f"/visits/{sealed}").location == f"/inspections/{sealed}"
    assert client.get(f"/visits/{sealed}/topics/living").status_code == 409
    assert client.post(f"/visits/{sealed}/topics/living", data={"A21-state": "in_order"}).status_code == 409
    page = client.get(f"/inspections/{sealed}").text
    assert "Four &lt;i&gt;mattresses&lt;/i&gt;." in page


def test_a_visit_of_another_town_is_not_found_and_the_asking_is_recorded(sealed: UUID, client_of: Clients) -> None:
    for address in (f"/inspections/{sealed}", f"/inspections/{sealed}/report", f"/visits/{sealed}"):
        assert client_of("dirk").get(address).status_code == 404
    lines = db.session.scalars(db.select(AuditLine).where(AuditLine.act == "asked-elsewhere")).all()
    assert [line.chain for line in lines] == ["NIS71016"] * 3


def test_reading_findings_is_recorded(sealed: UUID, place: Establishment, client_of: Clients) -> None:
    page = client_of("anna").get(f"/establishments/{place.id}/findings")
    assert page.status_code == 200
    assert "A21" in page.text
    looks = db.session.scalars(db.select(AuditLine).where(AuditLine.act == "look")).all()
    assert any("/findings" in line.note for line in looks)
    assert client_of("adri").get(f"/establishments/{place.id}/findings").status_code == 403
    assert client_of("hanneke").get(f"/inspections/{sealed}/report").status_code == 200
    assert client_of("hanneke").get(f"/inspections/{sealed}").status_code == 403


def test_an_officer_plans_one_visit_and_many(place: Establishment, client_of: Clients, acting: As) -> None:
    client, bram = client_of("anna"), region.member("bram").id
    soon = clock.today() + timedelta(days=3)
    day = {"planned_on-day": f"{soon.day}", "planned_on-month": f"{soon.month}", "planned_on-year": f"{soon.year}"}
    with acting("anna"):
        visits = [acts.propose(place, "extra", f"extra:{n}", soon, "for a test").id for n in range(3)]  # type: ignore[arg-type]
    assert client.get("/inspections").status_code == 200
    nothing = client.post("/inspections/plan-together", data=day | {"inspector": str(bram)})
    assert nothing.status_code == 422
    both = day | {"inspector": str(bram), "visit": [str(key) for key in visits[:2]]}
    assert client.post("/inspections/plan-together", data=both).status_code == 302
    one = f"/inspections/{visits[2]}/plan"
    version = _hidden(client.get(one).text, "version")
    wrong = client.post(
        one, data={"version": version, "planned_on-day": "31", "planned_on-month": "2", "planned_on-year": "2027"}
    )
    assert wrong.status_code == 422
    assert 'value="31"' in wrong.text
    assert client.post(one, data=day | {"version": version, "inspector": str(bram)}).status_code == 302
    stale = client.post(one, data=day | {"version": version, "inspector": str(bram)})
    assert stale.status_code == 409
    db.session.expire_all()
    with acting("anna"):
        states = {queries.inspection(key).state for key in visits}
    assert states == {"planned"}


def test_an_officer_asks_for_a_visit_and_cancels_it_with_a_reason(
    place: Establishment, client_of: Clients, acting: As
) -> None:
    client, bram, today = client_of("anna"), region.member("bram").id, clock.today()
    day = {"planned_on-day": f"{today.day}", "planned_on-month": f"{today.month}", "planned_on-year": f"{today.year}"}
    new = f"/establishments/{place.id}/inspections/new"
    assert client.post(new, data=day).status_code == 422
    answer = client.post(new, data=day | {"inspector": str(bram), "reason": "A neighbour called."})
    assert answer.status_code == 302
    assert "A neighbour called." in client.get(answer.location).text
    cancel = f"{answer.location}/cancel"
    version = _hidden(client.get(cancel).text, "version")
    assert client.post(cancel, data={"version": version, "because": ""}).status_code == 422
    assert client.post(cancel, data={"version": version, "because": "No car."}).status_code == 302
    assert client.get(f"{answer.location}/plan").status_code == 200
    again = client.post(f"{answer.location}/plan", data=day | {"version": "3", "inspector": str(bram)})
    assert again.status_code == 409
    with acting("anna"):
        (visit,) = queries.inspections_of(place.id)
        assert visit.cancelled_because == "No car."


def test_an_addendum_stands_beside_the_report(sealed: UUID, client_of: Clients) -> None:
    client, address = client_of("bram"), f"/inspections/{sealed}/addendum"
    assert client.get(address).status_code == 200
    assert client.post(address, data={"text": ""}).status_code == 422
    assert client.post(address, data={"text": "It was 111222333."}).status_code == 422
    assert client.post(address, data={"text": "There were five.", "finding": ""}).status_code == 302
    assert "There were five." in client.get(f"/inspections/{sealed}").text
    assert client_of("anna").get(address).status_code == 403


def test_the_officer_marks_a_grave_report_as_looked_at(sealed: UUID, client_of: Clients) -> None:
    client = client_of("anna")
    assert f"/inspections/{sealed}" in client.get("/today").text
    assert client.post(f"/inspections/{sealed}/looked").status_code == 302
    assert f"/inspections/{sealed}" not in client.get("/today").text


def test_a_visit_at_another_address_is_looked_up_and_begun(
    place: Establishment, client_of: Clients, acting: As
) -> None:
    client = client_of("bram")
    assert str(place.id) in client.get("/visits/elsewhere?q=zilver").text
    assert client.get("/visits/elsewhere?q=%00%25_").status_code == 200
    answer = client.post(f"/visits/elsewhere/{place.id}")
    assert client.get(answer.location).status_code == 200
    with acting("bram"):
        assert [visit.state for visit in queries.inspections_of(place.id)] == ["under-way"]
    with acting("femke"):
        other = register.establishment("carwash", city="Genk").id
    assert client.post(f"/visits/elsewhere/{other}").status_code == 404


def test_a_topic_that_is_not_on_the_sheet_does_not_exist(begun: UUID, client_of: Clients) -> None:
    assert client_of("bram").get(f"/visits/{begun}/topics/nonsense").status_code == 404
    assert client_of("bram").get(f"/visits/{UUID(int=0)}").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(place: Establishment, client_of: Clients, acting: As) -> None:
    from sqlalchemy import event

    client, counted = client_of("anna"), []

    def count(*facts: object) -> None:
        counted.append(facts)

    def statements() -> int:
        counted.clear()
        assert client.get("/inspections").status_code == 200
        return len(counted)

    with acting("anna"):
        acts.propose(place, "extra", "extra:0", date(2026, 12, 1), "")  # type: ignore[arg-type]
    event.listen(db.engine, "before_cursor_execute", count)
    try:
        one = statements()
        with acting("anna"):
            for number in range(1, 12):
                acts.propose(register.establishment(), "extra", f"extra:{number}", date(2026, 12, 1), "")  # type: ignore[arg-type]
        assert statements() == one
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    with acting("anna"):
        assert db.session.scalar(db.select(db.func.count()).select_from(Inspection)) == 12


def test_a_day_without_visits_says_when_the_next_one_is(place: Establishment, acting: As, client_of: Clients) -> None:
    with acting("anna"):
        factories.planned_visit(place, on=clock.today() + timedelta(days=3))
    page = client_of("bram").get("/visits").text
    assert "Geen bezoeken vandaag" in page
    assert "Uw volgende bezoek is op" in page
    assert "Salon &lt;b&gt;Zilver" in page
