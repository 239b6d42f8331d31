"""What a tablet must not send is refused under a name of its own, and nothing of it is stored."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import audit, clock, files, people
from app.db import db, everywhere
from app.powers import RoleName
from demonstration import region
from inspections import acts, queries
from inspections.models import Inspection, Photo
from inspections.sync import door
from inspections.sync import queries as tablets
from inspections.sync.models import Attachment, Operation
from tests.conftest import As, House
from tests.house.walking import case_rows, png_bomb
from tests.inspections import factories as visits
from tests.inspections import tablet as of_tablet
from tests.inspections.tablet import Tablet, name_of
from tests.permits import factories as register

DAY = date(2026, 11, 23)
ROOT = Path(__file__).parents[2]
ClientOf = Callable[[str], FlaskClient]
# Kept before anything is read, whatever becomes of the call.
RECEIPTS = {"sync_receipt"}
EPOCH = "1970-01-01T00:00:00Z"


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    with clock.set_to(DAY):
        yield


@pytest.fixture
def planned(app: Flask, acting: As) -> str:
    with acting("anna"):
        return str(visits.planned_visit(register.operated()).id)


@pytest.fixture
def bram(app: Flask, client_of: ClientOf) -> Tablet:
    return tablet_of(app, client_of, "bram")


def tablet_of(app: Flask, client_of: ClientOf, who: str) -> Tablet:
    tablet = Tablet(client_of(who), app.test_client(use_cookies=False))
    assert tablet.register().status_code == 201
    return tablet


def stored() -> tuple[dict[str, int], int, int]:
    """How many rows each table has, the versions of all visits together, and how many files are kept."""
    db.session.rollback()
    kept = sum(path.is_file() for path in (current_app.config["DREMPEL"].data_folder / "files").rglob("*"))
    rows = {name: number for name, number in case_rows().items() if name not in RECEIPTS}
    with everywhere("the test counts"):
        return rows, db.session.scalar(db.select(db.func.sum(Inspection.version))) or 0, kept


def test_bad_input_is_refused_and_nothing_is_half_stored(
    app: Flask, bram: Tablet, planned: str, client_of: ClientOf, acting: As
) -> None:
    dirk = tablet_of(app, client_of, "dirk")
    bram.fetch()
    dirk.fetch()
    fine = bram.edit(planned, answers={"A21": of_tablet.deviation()})
    flag = of_tablet.flag(planned)
    held = bram.held[planned]
    dirk.held[planned] = held
    photo = visits.photo_bytes()
    html = b"<!doctype html><script>alert(1)</script>"
    before = stored()

    def clocked(**more: Any) -> dict[str, Any]:
        return {**fine, "clock": of_tablet.reading(**more)}

    def answered(**more: Any) -> dict[str, Any]:
        return bram.edit(planned, answers={"A21": of_tablet.deviation(**more)})

    past = of_tablet.reading(captured_at=EPOCH)
    many = [of_tablet.flag(planned) for _ in range(10_000)]
    refused: list[tuple[str, int, Callable[[], TestResponse]]] = [
        ("invalid", 422, lambda: bram.put(planned, {**fine, "extra": 1})),
        ("invalid", 422, lambda: bram.put(planned, b"{not json")),
        ("invalid", 422, lambda: bram.put(planned, {"sheet": fine["sheet"]})),
        ("invalid", 422, lambda: bram.put(planned, answered(remark="a\x00b"))),
        ("invalid", 422, lambda: bram.put(planned, answered(counts={"persons": 10**9}))),
        ("invalid", 422, lambda: bram.put(planned, answered(severity=9))),
        ("not-json", 415, lambda: bram.put(planned, fine, Content_Type="text/plain")),
        ("digest-mismatch", 422, lambda: bram.put(planned, fine, Content_Digest=of_tablet.digest(b"other"))),
        ("idempotency-key-missing", 400, lambda: bram.put(planned, fine, Idempotency_Key="")),
        ("if-match-missing", 428, lambda: bram.put(planned, fine, If_Match="")),
        ("if-match-missing", 428, lambda: bram.put(planned, fine, If_Match="W/x")),
        ("version-unknown", 412, lambda: bram.put(planned, fine, version=77)),
        ("visit-unknown", 404, lambda: bram.put(of_tablet.fresh_id(), fine, version=3)),
        ("visit-unknown", 404, lambda: dirk.put(planned, fine)),
        ("visit-unknown", 404, lambda: dirk.put(planned, {**fine, "place": {"id": held["place"]["id"]}}, version=0)),
        ("visit-unknown", 404, lambda: dirk.call("GET", f"/visits/{planned}")),
        ("visit-unknown", 404, lambda: dirk.call("PUT", f"/findings/{flag['id']}", json=flag)),
        ("visit-unknown", 404, lambda: dirk.photo(planned)),
        ("place-unknown", 422, lambda: bram.put(of_tablet.fresh_id(), {**fine, "place": {"id": planned}}, version=0)),
        ("id-taken", 409, lambda: bram.put(planned, {**fine, "place": {"id": held["place"]["id"]}}, version=0)),
        ("unknown-item", 422, lambda: bram.put(planned, bram.edit(planned, items=["Z99"]))),
        ("unknown-item", 422, lambda: bram.put(planned, bram.edit(planned, answers={"Z99": of_tablet.in_order()}))),
        ("identity-number", 422, lambda: bram.put(planned, answered(remark="Mw. 111222333"))),
        ("identity-number", 422, lambda: bram.put(planned, bram.edit(planned, operator_remark="111222333"))),
        ("clock-implausible", 422, lambda: bram.put(planned, clocked(captured_at=EPOCH))),
        ("clock-implausible", 422, lambda: bram.put(planned, clocked(captured_at="0001-01-01T00:00:00+14:00"))),
        ("clock-implausible", 422, lambda: bram.put(planned, answered(seen_at="2199-01-01T00:00:00+00:00"))),
        ("attachments-missing", 424, lambda: bram.put(planned, {**fine, "attachments": [of_tablet.fresh_id()]})),
        ("too-many", 422, lambda: bram.put(planned, {**fine, "findings": many[:201]})),
        ("too-large", 413, lambda: bram.put(planned, {**fine, "findings": many})),
        ("incomplete", 422, lambda: bram.put(planned, {**fine, "seal": True})),
        ("not-a-photo", 415, lambda: bram.photo(planned, html)),
        ("not-a-photo", 415, lambda: bram.photo(planned, photo, Content_Type="text/html")),
        ("not-a-photo", 415, lambda: bram.photo(planned, photo[: len(photo) // 2])),
        ("not-a-photo", 415, lambda: bram.photo(planned, png_bomb(), Content_Type="image/png")),
        ("too-large", 413, lambda: bram.photo(planned, photo + bytes(26 * 1024 * 1024))),
        ("digest-missing", 400, lambda: bram.photo(planned, photo, Content_Digest="")),
        ("digest-mismatch", 422, lambda: bram.photo(planned, photo, Content_Digest=of_tablet.digest(html))),
        ("digest-mismatch", 422, lambda: bram.photo(planned, photo, Content_Digest="sha-256=:nonsense:")),
        ("invalid", 422, lambda: bram.photo(planned, photo, query="captured_at=now&zone=Mars")),
        ("clock-implausible", 422, lambda: bram.photo(planned, photo, query=f"captured_at={EPOCH}&zone=UTC")),
        ("clock-implausible", 422, lambda: bram.call("PUT", f"/findings/{flag['id']}", json={**flag, "clock": past})),
        ("unknown-item", 422, lambda: bram.call("PUT", f"/findings/{flag['id']}", json={**flag, "item": "Z99"})),
        ("invalid", 422, lambda: bram.call("PUT", f"/findings/{of_tablet.fresh_id()}", json=flag)),
        ("not-sealed", 409, lambda: bram.call("PUT", f"/visits/{planned}/addenda/{of_tablet.fresh_id()}",
                                              json={"text": "x", "clock": of_tablet.reading()})),
        ("not-this-device", 403, lambda: bram.call("PUT", f"/devices/{dirk.device_id}/state",
                                                   json={"waiting": 0, "persisted": True})),
        ("not-found", 404, lambda: bram.call("GET", "/nothing")),
        ("method-not-allowed", 405, lambda: bram.call("DELETE", f"/visits/{planned}")),
    ]  # fmt: skip
    for name, status, call in refused:
        answer = call()
        assert (name_of(answer), answer.status_code) == (name, status), answer.text[:300]
        assert answer.get_json()["detail"]
        assert stored() == before, name


def test_ids_that_two_tablets_chose_stay_with_the_first(
    app: Flask, bram: Tablet, planned: str, client_of: ClientOf, acting: As
) -> None:
    other = tablet_of(app, client_of, "bram")
    for one in (bram, other):
        one.fetch()
    with acting("adri"):
        joris = region.member("joris")
        people.change_person(joris, None, roles=[RoleName.INSPECTOR])
    stranger, dirk = tablet_of(app, client_of, "joris"), tablet_of(app, client_of, "dirk")
    photo, key, flag = of_tablet.fresh_id(), of_tablet.fresh_id(), of_tablet.flag(planned)
    edit = bram.edit(planned, answers={"A21": of_tablet.deviation()})
    assert bram.photo(planned, key=photo).status_code == 201
    assert bram.put(planned, edit, key).status_code == 200
    assert bram.call("PUT", f"/findings/{flag['id']}", json=flag).status_code == 201
    before = stored()
    differs = other.photo(planned, key=photo)
    assert (name_of(differs), differs.get_json()["taken"]) == ("attachment-differs", photo)
    theirs = of_tablet.flag(planned)
    for answer in (stranger.photo(planned), stranger.call("PUT", f"/findings/{theirs['id']}", json=theirs)):
        assert (name_of(answer), answer.get_json()["taken"]) == ("id-taken", planned), "of a visit he never had"
    assert name_of(bram.photo(planned, visits.photo_bytes("red"), photo)) == "attachment-differs"
    assert name_of(other.put(planned, edit, key, version=2)) == "key-reused"
    assert name_of(bram.put(planned, bram.edit(planned, operator_remark="x"), key)) == "key-reused"
    changed = {**flag, "remark": "Otherwise."}
    taken = other.call("PUT", f"/findings/{flag['id']}", json=changed)
    assert (name_of(taken), taken.get_json()["taken"]) == ("id-taken", flag["id"])
    far = of_tablet.fresh_id()
    assert name_of(dirk.photo(far, key=photo)) == "attachment-differs", "the first may be in another municipality"
    assert name_of(dirk.call("PUT", f"/findings/{flag['id']}", json={**flag, "visit_id": far})) == "id-taken"
    assert name_of(dirk.put(far, edit, key, version=0)) == "key-reused"
    other.device_id = bram.device_id
    assert other.register().status_code == 200, "the same person may take the same tablet again"
    celine = Tablet(client_of("dirk"), app.test_client(use_cookies=False), bram.device_id)
    assert name_of(celine.register()) == "device-of-another"
    assert stored() == before


def test_the_door_asks_for_a_token_and_refuses_a_cookie(
    app: Flask, bram: Tablet, client_of: ClientOf, acting: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = "/api/v1/visits/work-package"
    assert name_of(app.test_client().get(package)) == "token-expired"
    assert name_of(client_of("bram").get(package)) == "cookie-refused"
    assert name_of(bram.call("GET", "/visits/work-package", {"Drempel-Client": "0"})) == "client-too-old"
    assert name_of(bram.call("GET", "/visits/work-package", {"Drempel-Client": ""})) == "client-too-old"
    asked = bram.call("GET", "/visits/work-package")
    assert asked.headers["Drempel-Time"]
    assert "Set-Cookie" not in asked.headers
    monkeypatch.setattr(door, "MOST_IN_A_MINUTE", 0)
    flood = bram.call("GET", "/visits/work-package")
    assert (name_of(flood), bool(flood.headers["Retry-After"])) == ("too-many-requests", True)
    monkeypatch.undo()
    old = bram.token
    assert bram.register().status_code == 200
    assert name_of(bram.call("GET", "/visits/work-package", {"Authorization": f"Bearer {old}"})) == "token-expired"
    with clock.set_to(clock.now() + timedelta(hours=12)):
        assert name_of(bram.call("GET", "/visits/work-package")) == "token-expired"
    state = {"waiting": 2, "oldest_waiting_at": clock.now().isoformat(), "persisted": False, "lost": True}
    assert bram.call("PUT", f"/devices/{bram.device_id}/state", json=state).status_code == 200
    anna = client_of("anna")
    assert anna.post(f"/tablets/{bram.device_id}/revoke").status_code == 302
    revoked = bram.call("GET", "/visits/work-package")
    assert (revoked.status_code, name_of(revoked)) == (403, "device-revoked")
    assert name_of(bram.register()) == "device-revoked"
    bram.device_id = of_tablet.fresh_id()
    assert bram.register(lost=True).status_code == 201
    assert bram.call("DELETE", f"/devices/{bram.device_id}").status_code == 204
    assert name_of(bram.call("GET", "/visits/work-package")) == "token-expired"


def test_only_a_fresh_sign_in_of_an_inspector_registers_a_tablet(app: Flask, client_of: ClientOf) -> None:
    asked = {"device_id": of_tablet.fresh_id(), "name": "Tablet", "client": 1}
    assert name_of(app.test_client().post("/api/v1/devices", json=asked)) == "sign-in-needed"
    assert name_of(app.test_client().get("/api/v1/session")) == "sign-in-needed"
    assert name_of(client_of("anna").post("/api/v1/devices", json=asked)) == "not-allowed"
    browser = client_of("bram")
    with browser.session_transaction() as session:
        session["fs_paa"] -= 301
    assert browser.get("/api/v1/session").get_json()["fresh"] is False
    assert name_of(browser.post("/api/v1/devices", json=asked)) == "sign-in-not-fresh"
    assert browser.post("/visit-app-sign-in", data={"password": "wrong"}).status_code == 422
    again = browser.post("/visit-app-sign-in", data={"password": "oefenen-op-de-drempel"})
    assert (again.status_code, again.location) == (302, "/visit-app/")
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert name_of(browser.post("/api/v1/devices", json=asked)) == "csrf"
        token = browser.get("/api/v1/session").get_json()["csrf_token"]
        assert browser.post("/api/v1/devices", json=asked, headers={"X-CSRFToken": token}).status_code == 201
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert name_of(browser.post("/api/v1/devices", json={**asked, "client": 0})) == "client-too-old"


def test_forty_parallel_replays_are_one_edit(bram: Tablet, planned: str, acting: As) -> None:
    bram.fetch()
    key, photo, when = of_tablet.fresh_id(), of_tablet.fresh_id(), clock.now()
    assert bram.photo(planned, key=photo).status_code == 201
    edit = bram.edit(planned, answers={"A21": of_tablet.deviation()}, attachments=[photo])

    def once(_number: int) -> int:
        def sent() -> int:
            with clock.set_to(when):
                return bram.put(planned, edit, key, version=2).status_code

        return Context().run(sent)

    version = bram.held[planned]["version"]
    assert version == 2
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(once, range(40))) == [200] * 40
    with acting("bram"):
        assert db.session.scalar(db.select(db.func.count()).select_from(Operation)) == 1
        assert db.session.scalar(db.select(db.func.count()).select_from(Photo)) == 1


@pytest.mark.parametrize("after", [0, 3])
def test_the_power_fails_in_the_middle_of_an_upload(
    bram: Tablet, planned: str, house: House, acting: As, after: int
) -> None:
    """The process that receives a photo is killed between its writes; then the tablet sends it once more."""
    key, content = of_tablet.fresh_id(), visits.photo_bytes("navy")
    with acting("bram"):
        number = len(tablets.attachments([UUID(planned)]))
        device = UUID(bram.device_id)
    db.session.remove()
    words = [sys.executable, "-m", "tests.house.power_cut", house.url, str(house.folder), "receive-photo"]
    done = subprocess.run(
        [*words, f"{device}/{planned}/{key}", str(after)], cwd=ROOT, capture_output=True, text=True, check=False,
        timeout=120,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    with acting("bram"):
        assert len(tablets.attachments([UUID(planned)])) == number, "nothing half stored"
        assert not list(audit.broken_lines("GM0983"))
    assert bram.photo(planned, content, key).status_code == 201
    with acting("bram"):
        (row,) = db.session.scalars(db.select(Attachment))
        assert files.read(row.file_sha256) == acts.photos.without_metadata(content)


def test_a_clock_that_is_days_wrong_is_put_right_and_kept_as_evidence(bram: Tablet, planned: str, acting: As) -> None:
    """The tablet thinks it is three days ago and knows how far it is behind."""
    bram.fetch()
    behind = timedelta(days=3)
    wrong = (clock.now() - behind).isoformat()
    offset = int(behind.total_seconds() * 1000)
    edit = bram.edit(planned, answers={"A21": of_tablet.deviation(seen_at=wrong)}, started_at=wrong)
    edit["clock"] = {"captured_at": wrong, "zone": "Europe/Brussels", "offset_ms": offset}
    assert bram.put(planned, edit).status_code == 200
    with acting("bram"):
        sheet = queries.sheet_of(queries.inspection(UUID(planned)))
        assert sheet.answers["A21"].seen_at == sheet.started_at == clock.now()
        assert (sheet.evidence["captured_at"], sheet.evidence["offset_ms"]) == (wrong, offset)
