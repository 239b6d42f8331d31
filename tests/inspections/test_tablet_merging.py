"""Tablet and office work on one visit: what differs is merged, what clashes is chosen, nothing is written twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.db import db
from app.jobs import JOBS, run_slot
from inspections import acts, queries
from inspections.models import Photo
from inspections.sheet import Answer, State
from inspections.sync import queries as tablets
from inspections.sync.models import HandedVisit, Operation, Receipt, WorkPackage
from tests.conftest import As
from tests.inspections import factories as visits
from tests.inspections import tablet as of_tablet
from tests.inspections.tablet import Tablet, name_of
from tests.permits import factories as register

DAY = date(2026, 11, 23)
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    with clock.set_to(DAY):
        yield


@pytest.fixture
def planned(app: Flask, acting: As) -> UUID:
    with acting("anna"):
        return visits.planned_visit(register.operated()).id


@pytest.fixture
def bram(app: Flask, client_of: ClientOf) -> Tablet:
    tablet = Tablet(client_of("bram"), app.test_client(use_cookies=False))
    assert tablet.register().status_code == 201
    return tablet


def at_the_desk(acting: As, key: str, answers: dict[str, Answer | None]) -> None:
    with acting("bram"):
        visit = queries.inspection(UUID(key))
        acts.save_answers(visit, visit.version, answers)


def test_different_questions_are_merged_and_the_same_one_is_chosen_at_the_desk(
    bram: Tablet, planned: UUID, acting: As, client_of: ClientOf
) -> None:
    key = str(planned)
    bram.fetch()
    assert bram.put(key, bram.edit(key, answers={"A31": of_tablet.in_order()})).status_code == 200
    at_the_desk(acting, key, {"A32": visits.in_order()})
    merged = bram.put(key, bram.edit(key, answers={"A21": of_tablet.deviation("Two mattresses.")}))
    assert merged.get_json()["merged"] == ["A32"]
    assert set(bram.held[key]["sheet"]["answers"]) == {"A21", "A31", "A32"}

    at_the_desk(acting, key, {"A21": visits.deviation("One mattress."), "A01": visits.in_order()})
    edit = bram.edit(key, answers={"A21": of_tablet.deviation("Three mattresses.")}, notes={"n": {"text": "Stairs."}})
    operation = of_tablet.fresh_id()
    for _again in range(2):
        clash = bram.put(key, edit, operation)
        assert (clash.status_code, name_of(clash)) == (409, "conflict")
    told = clash.get_json()
    assert (told["changed_fields"], told["changed_by"]) == (["A21"], "Bram Coenen")
    assert told["server_copy"]["sheet"]["answers"]["A21"]["remark"] == "One mattress."
    assert told["device_copy"]["answers"]["A21"]["remark"] == "Three mattresses."

    desk = client_of("bram")
    with acting("bram"):
        (waiting,) = tablets.open_clashes()
        assert queries.sheet_of(queries.inspection(planned)).answers["A21"].remark == "One mattress."
    page = f"/inspections/versions/{waiting.id}"
    assert "<mark>Three</mark>" in desk.get(page).text
    assert "checked" not in desk.get(page).text
    assert all(text in desk.get(page).text for text in ("Tablet 3", "een pagina op kantoor", "klok van de tablet"))
    assert desk.post(page, data={}).status_code == 422, "nothing is chosen beforehand"
    assert desk.post(page, data={"keep-A21": "ours"}).status_code == 302
    heard = bram.put(key, edit, operation, version=1)
    assert name_of(heard) == "key-reused", "another base is another edit"
    bram.held[key]["version"] = merged.get_json()["version"]
    heard = bram.put(key, edit, operation)
    assert (heard.status_code, heard.headers["Idempotent-Replayed"]) == (200, "true")
    sheet = bram.held[key]["sheet"]
    assert sheet["answers"]["A21"]["remark"] == "One mattress."
    assert [note["text"] for note in sheet["notes"].values()] == ["Stairs."]
    shown = desk.get(page).text
    assert all(f"<mark>{word}</mark>" in shown for word in ("One", "Three")), "both versions stay"


def test_a_clash_may_be_chosen_on_the_tablet_and_a_lost_answer_is_no_clash(
    app: Flask, bram: Tablet, planned: UUID, acting: As
) -> None:
    key = str(planned)
    bram.fetch()
    first, operation = bram.edit(key, answers={"A21": of_tablet.deviation("a")}), of_tablet.fresh_id()
    lost = bram.put(key, first, operation)
    bram.held[key] = {**bram.held[key], "version": 2, "sheet": first["sheet"]}  # the answer never came
    again = bram.put(key, bram.edit(key, answers={"A21": of_tablet.deviation("b")}), version=2)
    assert again.status_code == 200, "what the tablet itself sent before is no other side"
    replay = bram.put(key, first, operation, version=2)
    assert replay.get_json() == lost.get_json()
    bram.held[key] = again.get_json()["visit"]
    second = Tablet(bram.browser, app.test_client(use_cookies=False))
    assert second.register(name="Tablet 9").status_code == 201
    second.fetch()
    assert second.put(key, second.edit(key, answers={"A21": of_tablet.deviation("c")})).status_code == 200
    clash = bram.put(key, bram.edit(key, answers={"A21": of_tablet.deviation("d")}))
    assert clash.status_code == 409
    with acting("bram"):
        (waiting,) = tablets.open_clashes()
    told = bram.browser.get(f"/inspections/versions/{waiting.id}").text
    assert told.count("Tablet 3") == told.count("Tablet 9") == 1, "each version names the tablet it came from"
    bram.held[key] = clash.get_json()["server_copy"]
    assert bram.put(key, bram.edit(key, answers={"A21": of_tablet.deviation("d")})).status_code == 200
    with acting("bram"):
        assert tablets.open_clashes() == []
        (decided,) = tablets.clashes_of(planned)
        assert decided.decided_on_device


def test_a_sealed_visit_only_gains_addenda(bram: Tablet, planned: UUID, acting: As) -> None:
    key = str(planned)
    bram.fetch()
    bram.put(key, bram.edit(key, answers={"A31": of_tablet.in_order()}, present={"operator": 0}))
    with acting("bram"):
        visit = queries.inspection(planned)
        before = acts.seal(visit, visit.version).sheet_sha256
    photo = of_tablet.fresh_id()
    bram.photo(key, key=photo)
    late = bram.edit(
        key, answers={"A21": of_tablet.deviation("Late.")}, notes={"n": {"text": "Forgotten."}}, attachments=[photo]
    )
    assert bram.put(key, late).status_code == 200
    assert bram.put(key, bram.edit(key, notes={"n": {"text": "Forgotten."}}, attachments=[photo])).status_code == 200
    flag = of_tablet.flag(key)
    assert bram.call("PUT", f"/findings/{flag['id']}", json=flag).status_code == 201
    addendum = of_tablet.fresh_id()
    long_ago = of_tablet.reading(captured_at="1970-01-01T00:00:00Z")
    told = {"text": "The back door as well.", "clock": of_tablet.reading()}
    assert (
        name_of(bram.call("PUT", f"/visits/{key}/addenda/{addendum}", json={**told, "clock": long_ago}))
        == "clock-implausible"
    )
    for status in (201, 200):
        assert bram.call("PUT", f"/visits/{key}/addenda/{addendum}", json=told).status_code == status
    other = bram.call("PUT", f"/visits/{key}/addenda/{addendum}", json={**told, "text": "Otherwise."})
    assert (name_of(other), other.get_json()["taken"]) == ("id-taken", addendum)
    shown = {one["id"]: one for one in bram.call("GET", f"/visits/{key}").get_json()["addenda"]}[addendum]
    assert (shown["text"], shown["by"]) == (told["text"], "Bram Coenen")
    with acting("bram"):
        db.session.rollback()
        sealed = queries.inspection(planned)
        assert sealed.sheet_sha256 == before == queries.sheet_of(sealed).sha256
        assert len(sealed.addenda) == 5, [one.text for one in sealed.addenda]
        assert sum(one.file_sha256 is not None for one in sealed.addenda) == 1
        assert sealed.findings == []
        (pictured,) = [one for one in sealed.addenda if one.file_sha256]
    origin = bram.browser.get(f"/addenda/{pictured.id}/photo/origin")
    assert origin.status_code == 200
    assert str(pictured.file_sha256) in origin.text


def test_what_a_withdrawn_visit_held_is_kept_aside_and_taken_up_as_a_visit(
    bram: Tablet, planned: UUID, acting: As, client_of: ClientOf
) -> None:
    key, photo, operation = str(planned), of_tablet.fresh_id(), of_tablet.fresh_id()
    bram.fetch()
    with acting("anna"):
        acts.cancel(queries.inspection(planned), None, "Closed for holidays.")
    assert bram.fetch()["withdrawn"] == [key]
    flag = of_tablet.flag(key)
    assert bram.photo(key, key=photo).status_code == 201
    answers, notes = {"A21": of_tablet.deviation("Seen.")}, {"n": {"text": "Steep stairs."}}
    edit = bram.edit(key, answers=answers, notes=notes, findings=[flag], attachments=[photo], signature=photo)
    for _answer_got_lost in range(2):
        gone = bram.put(key, edit, operation)
        assert (gone.status_code, name_of(gone)) == (410, "visit-withdrawn")
    assert name_of(bram.call("GET", f"/visits/{key}")) == "visit-withdrawn"
    with acting("bram"):
        (kept,) = tablets.open_clashes()
        assert kept.theirs["answers"]["A21"]["remark"] == "Seen."
    anna, page = client_of("anna"), f"/inspections/versions/{kept.id}"
    assert page in anna.get("/today").text, "somebody is told"
    assert all(text in anna.get(page).text for text in ("Seen.", "Steep stairs.", "Tablet 3"))
    assert client_of("dirk").post(f"{page}/take-up", data={"because": "x"}).status_code == 404
    assert anna.post(f"{page}/take-up", data={"because": " "}).status_code == 422
    taken = anna.post(f"{page}/take-up", data={"because": "The visit was made all the same."})
    made = taken.location.rsplit("/", 1)[1]
    assert anna.post(f"{page}/take-up", data={"because": "Twice."}).status_code == 409
    assert "The visit was made all the same." in anna.get(page).text
    assert bram.put(key, edit, operation).status_code == 410
    assert bram.call("PUT", f"/findings/{flag['id']}", json=flag).status_code == 200, "the same flag, moved along"
    with acting("bram"):
        assert tablets.open_clashes() == [], "a repeat asks nothing again"
        assert queries.inspection(planned).state == "cancelled"
    bram.fetch()
    held = bram.held[made]
    assert (held["state"], held["sheet"]["answers"]["A21"]["remark"]) == ("under-way", "Seen.")
    (again,) = held["findings"]
    whole = bram.edit(made, present={"operator": 1}, findings=[again], attachments=[held["attachments"][0]["id"]],
                      seal=True)  # fmt: skip
    sealed = bram.put(made, whole)
    assert sealed.status_code == 200, sealed.text
    with acting("bram"):
        visit = queries.inspection(UUID(made))
        assert {one.item_code for one in visit.findings} == {"A21", "A25"}
        assert len(visit.photos) == 1
        assert visit.follows_id == planned
    assert bram.put(key, edit, version=held["version"] - 1).status_code in {410, 412}
    bram.held[key]["version"] = 2
    assert name_of(bram.put(key, bram.edit(key, answers={"A31": of_tablet.in_order()}))) == "visit-withdrawn"
    with acting("bram"):
        (second,) = tablets.open_clashes()
    assert anna.post(f"/inspections/versions/{second.id}/read").status_code == 302
    with acting("bram"):
        assert tablets.open_clashes() == []


def test_a_visit_can_begin_at_a_door_nobody_knew(bram: Tablet, app: Flask, acting: As) -> None:
    package = bram.fetch()
    sector = next(one for one in package["sectors"] if len(one["subtypes"]) > 1)
    key, photo = of_tablet.fresh_id(), of_tablet.fresh_id()
    items = sector["subtypes"][0]["checklist"]["items"]
    flag = of_tablet.flag(key)
    assert bram.photo(key, key=photo).status_code == 201, "photos may come before their visit"
    assert bram.call("PUT", f"/findings/{flag['id']}", json=flag).status_code == 201
    found = {"name": "Salon zonder bord", "sector": sector["id"], "street": "Havenkade", "house_number": "9"}
    place = {"found": {**found, "postal_code": "5911 AB", "city": "Venlo"}}
    bram.held[key] = {"version": 0, "sheet": {"items": items, "answers": {}, "present": None}}
    edit = bram.edit(key, answers={"A21": of_tablet.deviation()}, present={"at-work": 3}, place=place, seal=True,
                     attachments=[photo], findings=[flag])  # fmt: skip
    operation = of_tablet.fresh_id()
    assert [bram.put(key, edit, operation, version=0).status_code for _ in range(3)] == [201, 201, 201]
    assert bram.held[key]["state"] == "sealed"
    second = of_tablet.fresh_id()
    bram.held[second] = {"version": 0, "sheet": {"items": items, "answers": {}, "present": None}}
    assert bram.put(second, bram.edit(second, place=place)).status_code == 201
    assert bram.held[second]["place"]["id"] == bram.held[key]["place"]["id"], "the same door is known by now"
    with acting("bram"):
        assert db.session.scalar(db.select(db.func.count(Photo.id))) == 1
        assert {f.item_code for f in queries.findings_of(queries.inspection(UUID(key)).establishment_id)} == {
            "A21",
            "A25",
        }


def test_what_a_tablet_sent_is_forgotten_after_ninety_days(app: Flask, bram: Tablet, planned: UUID, acting: As) -> None:
    key = str(planned)
    bram.fetch()
    bram.put(key, bram.edit(key, answers={"A31": of_tablet.in_order()}))
    tables = (Receipt, Operation, HandedVisit, WorkPackage)
    for days, left in ((89, True), (91, False)):
        with clock.set_to(DAY + timedelta(days=days)):
            run_slot(JOBS["forget-tablet-traffic"], clock.now())
        with acting("bram"):
            assert [bool(db.session.scalar(db.select(db.func.count()).select_from(t))) for t in tables] == [left] * 4
    with acting("bram"):
        assert queries.sheet_of(queries.inspection(planned)).answers["A31"].state is State.IN_ORDER
