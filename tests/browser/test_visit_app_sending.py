"""What goes wrong on the way to the office, and that nothing is lost or doubled by it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Route, expect
from sqlalchemy import func, select

from app import clock, people
from app.db import db
from app.powers import RoleName
from demonstration import region
from inspections import acts, queries
from inspections.models import Photo
from inspections.sheet import Answer, Sheet, State
from inspections.sync import acts as office
from inspections.sync.models import Device, Operation
from tests.browser.conftest import PLACE
from tests.browser.tablet import Tablet
from tests.conftest import As, House
from tests.inspections import factories as visits
from tests.live import on
from tests.permits import factories as register

ROOT = Path(__file__).parents[2]
REMARK = "Vier matrassen in de achterkamer"
VISIT = "**/api/v1/visits/*"


@pytest.fixture
def backend() -> str:
    """What a tablet does is the same on both databases; the protocol is tried on both in tests/inspections."""
    return "sqlite"


def sheet_of(visit: str, acting: As) -> Sheet:
    db.session.rollback()  # what was read before is read again
    with acting("bram"):
        return queries.sheet_of(queries.inspection(uuid.UUID(visit)))


def sent_by_hand(route: Route) -> int:
    """The request goes out as the tablet made it; its answer never reaches the tablet."""
    asked = route.request
    given = {key: value for key, value in asked.headers.items() if key != "host"}
    request = urllib.request.Request(  # noqa: S310 - the loopback address of the test
        asked.url, asked.post_data_buffer, given, method=asked.method
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return int(answer.status)


def test_a_busy_office_a_lost_answer_and_two_tabs_double_nothing(tablet: Tablet, acting: As, planned: str) -> None:
    """503 with a pause, an answer that is cut off after the office had stored it, a dead line, both tabs at once."""
    keys: list[str] = []

    def road(route: Route) -> None:
        if route.request.method != "PUT":
            route.continue_()
            return
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            route.fulfill(
                status=503,
                headers={"Retry-After": "1"},
                content_type="application/problem+json",
                body='{"status": 503}',
            )
        elif len(keys) == 2:
            assert sent_by_hand(route) == 200
            route.abort("connectionreset")
        elif len(keys) == 3:
            pass  # the line is dead, and nobody says so
        else:
            route.continue_()

    tablet.context.set_offline(True)
    tablet.begin(PLACE)
    tablet.deviate(planned, "living", "A21", REMARK)
    tablet.photograph("A21", visits.photo_bytes("sienna"))
    tablet.context.route(VISIT, road)
    slow = tablet.context.new_cdp_session(tablet.page)
    slow.send("Network.enable")
    slow.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 300, "downloadThroughput": 20_000, "uploadThroughput": 10_000},
    )
    tablet.context.set_offline(False)
    while len(keys) < 3:
        tablet.page.wait_for_timeout(100)
    tablet.context.set_offline(True)
    tablet.context.set_offline(False)
    tablet.all_sent()
    assert len(keys) >= 4
    assert len(set(keys[:4])) == 1
    assert sheet_of(planned, acting).answers["A21"].remark == REMARK

    other = tablet.watched(tablet.context.new_page())
    other.goto("/visit-app/")
    other.locator("#passphrase").fill("drie rode fietsen")
    other.keyboard.press("Enter")
    expect(other.locator("#save-state")).to_be_visible()
    tablet.context.set_offline(True)
    tablet.answer(planned, "living", "A22", "in_order")
    expect(other.locator("#save-state .dr-save--waiting")).to_be_visible()
    before = len(set(keys))
    tablet.context.set_offline(False)
    for page in (tablet.page, other):
        page.evaluate("void import('/visit-app/send.js').then((sending) => sending.send())")
    tablet.all_sent()
    expect(other.locator("#save-state .dr-save--sent")).to_be_visible()
    assert len(set(keys)) == before + 1
    db.session.rollback()
    with acting("bram"):
        assert db.session.scalar(select(func.count()).select_from(Photo)) == 1
        assert db.session.scalar(select(func.count()).select_from(Operation)) == len(set(keys))


def test_desk_and_tablet_change_the_same_answer_and_a_person_chooses(tablet: Tablet, acting: As, planned: str) -> None:
    tablet.begin(PLACE)
    tablet.all_sent()
    tablet.context.set_offline(True)
    tablet.deviate(planned, "living", "A21", REMARK)
    db.session.rollback()
    with acting("bram"):
        row = queries.inspection(uuid.UUID(planned))
        at_desk = {
            "A21": Answer(State.DEVIATION, basis="fact", remark="Eén matras, zegt de buurman", seen_at=clock.now()),
            "A22": Answer(State.IN_ORDER, seen_at=clock.now()),
        }
        acts.save_answers(row, row.version, at_desk)
    tablet.context.set_offline(False)
    expect(tablet.page.locator("#save-state .dr-save--choose, #save-state .dr-save--here")).to_be_visible()
    tablet.go("#/waiting")
    tablet.page.get_by_role("link", name="Kies").click()
    versions = tablet.page.locator(".va-conflict .dr-version")
    expect(versions).to_have_count(2)
    assert tablet.page.locator(".va-conflict :checked").count() == 0
    assert "Eén" in versions.nth(1).locator("mark").first.inner_text()
    tablet.page.get_by_role("button", name="Bewaar mijn keuzes").click()
    assert tablet.page.evaluate("document.activeElement.id") == "mine-A21", "what lacks is shown, not refused"
    tablet.page.locator("#mine-A21").check()
    tablet.page.get_by_role("button", name="Bewaar mijn keuzes").click()
    tablet.all_sent()
    answers = sheet_of(planned, acting).answers
    assert answers["A21"].remark == REMARK
    assert answers["A22"].state is State.IN_ORDER


def test_a_token_over_time_keeps_everything_though_the_clocks_are_days_apart(
    tablet: Tablet, app: Flask, acting: As, planned: str
) -> None:
    """The office lives three days later than the tablet. The next sign-in sends; the moments are put right."""
    tablet.context.set_offline(True)
    tablet.begin(PLACE)
    tablet.deviate(planned, "living", "A21", REMARK)
    later = clock.today() + timedelta(days=3)
    tablet.context.clear_cookies()
    with on(later):
        tablet.context.set_offline(False)
        tablet.go("#/waiting")
        expect(tablet.page.get_by_role("button", name="Inloggen")).to_be_visible()
        assert [one["waiting_since"] is None for one in tablet.held()] == [False]
        tablet.sign_in()
        tablet.open()
        tablet.unlock()
        tablet.all_sent()
    answer = sheet_of(planned, acting).answers["A21"]
    assert answer.remark == REMARK
    assert answer.seen_at is not None
    assert clock.civil(answer.seen_at).date() in (later, later - timedelta(days=1))


def test_a_revoked_tablet_is_wiped_and_says_so(tablet: Tablet, app: Flask, acting: As, planned: str) -> None:
    tablet.begin(PLACE)
    tablet.all_sent()
    db.session.rollback()
    with acting("adri"):
        office.revoke(db.session.scalars(select(Device)).one())
    tablet.page.evaluate("void import('/visit-app/send.js').then((sending) => sending.send())")
    expect(tablet.page.get_by_text("buiten gebruik gesteld")).to_be_visible()
    kept = """import('/visit-app/db.js').then(({ database }) => database()).then((db) =>
      Promise.all([...db.objectStoreNames].map((name) => db.count(name)))).then((counts) => counts.join())"""
    assert tablet.page.evaluate(kept) == "0,0,0,0"
    readable = b"".join(path.read_bytes() for path in tablet.profile.rglob("*") if path.is_file())
    assert PLACE.encode() not in readable


def test_a_visit_withdrawn_at_the_desk_disappears_with_one_line(tablet: Tablet, acting: As, planned: str) -> None:
    db.session.rollback()
    with acting("anna"):
        row = queries.inspection(uuid.UUID(planned))
        acts.cancel(row, row.version, "De zaak is verbouwd.")
    tablet.send()
    tablet.go("#/")
    expect(tablet.page.locator(".dr-notice", has_text=PLACE)).to_be_visible()
    assert tablet.page.locator(".dr-visit").count() == 0
    tablet.page.get_by_role("button", name="Ik heb dit gelezen").click()
    expect(tablet.page.locator(".dr-notice", has_text=PLACE)).to_have_count(0)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_office(house: House, port: int, said: Path) -> subprocess.Popen[bytes]:
    """The house in a process of its own, so that it can be killed."""
    environment = {
        **os.environ,
        "DREMPEL_DEMONSTRATION": "1",
        "DREMPEL_DATA": str(house.folder),
        "DATABASE_URL": house.url,
        "FLASK_APP": "wsgi.py",
    }
    command = [sys.executable, "-m", "flask", "run", "--port", str(port), "--no-reload"]
    with said.open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.2)
    process.kill()
    raise AssertionError(said.read_text()[-2000:])


def test_an_office_that_is_killed_in_the_middle_of_an_upload_gets_everything_after_its_restart(
    house: House, app: Flask, acting: As, planned: str, chromium: Browser, tmp_path: Path
) -> None:
    port = free_port()
    running = start_office(house, port, tmp_path / "office.log")
    tablet = Tablet(chromium, tmp_path / "profile", f"http://127.0.0.1:{port}")
    try:
        tablet.take_into_use()
        tablet.context.set_offline(True)
        tablet.begin(PLACE)
        tablet.deviate(planned, "living", "A21", REMARK)
        for colour in ("sienna", "teal", "olive"):
            tablet.photograph("A21", visits.photo_bytes(colour, (900, 700)))

        uploads: list[str] = []

        def killed(route: Route) -> None:
            uploads.append(route.request.url)
            if len(uploads) == 2:
                running.send_signal(signal.SIGKILL)
            route.continue_()

        tablet.context.route("**/attachments/*", killed)
        tablet.context.set_offline(False)
        while running.poll() is None:
            tablet.page.wait_for_timeout(100)
        expect(tablet.page.locator("#save-state .dr-save--here")).to_be_visible()
        running = start_office(house, port, tmp_path / "office.log")
        tablet.send()
        tablet.all_sent()
    finally:
        running.kill()
        running.wait()
        tablet.switch_off()
    assert tablet.problems == []
    db.session.rollback()
    with acting("bram"):
        assert len(set(db.session.scalars(select(Photo.original_sha256)))) == 3
        assert db.session.scalar(select(func.count()).select_from(Photo)) == 3


def test_an_address_nobody_knew_is_visited_without_a_network(tablet: Tablet, acting: As, planned: str) -> None:
    tablet.context.set_offline(True)
    visit = tablet.begin_elsewhere("Nagelbar zonder bord", "Lomstraat", "7")
    tablet.page.locator(".dr-topic a").first.click()
    tablet.page.locator("#rest button").click()
    tablet.count_people(visit)
    tablet.seal(visit)
    tablet.context.set_offline(False)
    tablet.all_sent()
    db.session.rollback()
    with acting("bram"):
        row = queries.inspection(uuid.UUID(visit))
        assert row.establishment.name == "Nagelbar zonder bord"
        assert row.sealed_at is not None


def test_a_number_that_the_office_gave_to_something_else_is_given_up_and_nothing_is_lost(
    tablet: Tablet, acting: As, planned: str
) -> None:
    """A visit begun here and a photo get other numbers by themselves; a planned visit stays and says what to do."""
    picture = visits.photo_bytes("sienna")
    tablet.context.set_offline(True)
    old = tablet.begin_elsewhere("Nagelbar zonder bord", "Lomstraat", "7")
    tablet.deviate(old, "living", "A21", REMARK)
    tablet.photograph("A21", picture)
    db.session.rollback()
    with acting("adri"):
        people.change_person(region.member("joris"), None, roles=[RoleName.INSPECTOR])
    with acting("anna"):
        elsewhere = register.operated(name="Andere zaak")
    with acting("joris"):
        acts.visit_now(elsewhere, "unplanned", uuid.UUID(old))
    (before,) = (one for one in tablet.held() if one["id"] == old)
    tablet.context.set_offline(False)
    tablet.all_sent()
    (after,) = (one for one in tablet.held() if one["id"] != planned)
    assert after["id"] != old
    assert after["photos"][0]["id"] != before["photos"][0]["id"]
    # What stands on the screen still says the old number, and goes on.
    tablet.page.locator("#state-A22-in_order").check(force=True)
    tablet.saved()
    tablet.send()
    tablet.all_sent()
    kept = tablet.page.evaluate(
        """import('/visit-app/db.js').then(({ database }) => database()).then((db) =>
        Promise.all(['boxes', 'blobs'].map((name) => db.getAllKeys(name)))).then((keys) => keys.flat())"""
    )
    assert {old, before["photos"][0]["id"]}.isdisjoint(kept)
    answers = sheet_of(after["id"], acting).answers
    assert (answers["A21"].remark, answers["A22"].state) == (REMARK, State.IN_ORDER)
    with acting("joris"):
        photo = db.session.scalars(select(Photo)).one()
        assert (str(photo.inspection_id), photo.original_sha256) == (after["id"], sha256(picture).hexdigest())
        assert queries.inspection(uuid.UUID(old)).establishment.name == "Andere zaak"

    refusals = {"attachments": "attachment-differs", "visits": "id-taken"}

    def road(route: Route) -> None:
        *_, kind, key = route.request.url.split("?")[0].split("/")
        name = refusals.pop(kind, None) if route.request.method == "PUT" else None
        if name is None:
            route.continue_()
            return
        body = {"type": f"/api/v1/problems/{name}", "status": 409, "taken": key}
        route.fulfill(status=409, content_type="application/problem+json", body=json.dumps(body))

    tablet.context.set_offline(True)
    tablet.go("#/")
    tablet.begin(PLACE)
    tablet.deviate(planned, "living", "A21", REMARK)
    tablet.photograph("A21", picture)
    tablet.context.route("**/api/v1/visits/**", road)
    tablet.context.set_offline(False)
    tablet.go("#/waiting")
    expect(tablet.page.get_by_text("opnieuw te plannen")).to_be_visible()
    assert refusals == {}
    tablet.send()
    tablet.all_sent()
    assert sheet_of(planned, acting).answers["A21"].remark == REMARK
    with acting("bram"):
        assert [one.item_code for one in queries.inspection(uuid.UUID(planned)).photos] == ["A21"]
