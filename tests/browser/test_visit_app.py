"""A visit in a cellar without a network, and nothing lost: the real visit application in the real Chromium."""

from __future__ import annotations

import hashlib
import uuid

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from app import files
from app.db import db
from inspections import queries
from inspections.lifecycle import InspectionState
from inspections.models import Finding, Photo
from inspections.sheet import Sheet
from inspections.sync.models import Attachment
from tests.browser.conftest import PLACE
from tests.browser.tablet import Tablet
from tests.conftest import As
from tests.inspections import factories as visits

FORGOTTEN = "De achterdeur was op slot."
REMARK = "Twee matrassen achter de wasstraat met toiletspullen"


@pytest.fixture
def backend() -> str:
    """What a tablet does is the same on both databases; the protocol is tried on both in tests/inspections."""
    return "sqlite"


def sign_on_glass(tablet: Tablet, visit: str) -> None:
    tablet.go(f"#/visit/{visit}/summary")
    pad = tablet.page.locator(".va-signature__pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    mouse, left, top = tablet.page.mouse, box["x"], box["y"]
    mouse.move(left + 20, top + 40)
    mouse.down()
    mouse.move(left + 120, top + 20, steps=5)
    mouse.up()
    tablet.page.get_by_role("button", name="Bewaar de handtekening").click()
    expect(tablet.page.locator(".va-signature__picture")).to_be_visible()


def test_a_whole_visit_without_a_network_arrives_once_and_unharmed(
    tablet: Tablet, app: Flask, acting: As, planned: str
) -> None:
    picture = visits.photo_bytes("sienna", (640, 480))
    tablet.context.set_offline(True)
    visit = tablet.begin(PLACE)
    assert visit == planned
    tablet.deviate(visit, "living", "A21", REMARK)
    tablet.photograph("A21", picture)
    tablet.page.locator("#rest button").click()
    tablet.count_people(visit)
    assert "opgeslagen" in tablet.state()
    token = tablet.page.evaluate("import('/visit-app/store.js').then((store) => store.held.token.value)")
    tablet.kill()

    readable = b"".join(path.read_bytes() for path in tablet.profile.rglob("*") if path.is_file())
    for secret in (REMARK, PLACE, "Bram Coenen", token):
        assert secret.encode() not in readable
        assert secret.encode("utf-16-le") not in readable
    assert picture[:64] not in readable

    tablet.switch_on(offline=True)
    tablet.open()
    tablet.page.locator("#passphrase").fill("niet deze zin")
    tablet.page.keyboard.press("Enter")
    expect(tablet.page.locator("#passphrase-error")).not_to_be_empty()
    tablet.unlock()
    tablet.go(f"#/visit/{visit}/topic/living")
    expect(tablet.page.locator("#remark-A21")).to_have_value(REMARK)
    assert tablet.page.locator("#item-A21 .dr-photos img").evaluate("i => i.decode().then(() => i.naturalWidth)") == 640
    tablet.page.get_by_role("button", name="Gevaar nu").click()
    expect(tablet.page.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    sign_on_glass(tablet, visit)
    tablet.seal(visit)
    assert "wacht" in tablet.state().lower()
    tablet.go(f"#/visit/{visit}/addendum")
    tablet.page.locator("#addendum").fill("Zij heet 85.07.30-033.28")
    tablet.page.get_by_role("button", name="Voeg de aanvulling toe").click()
    expect(tablet.page.locator("#addendum-error")).not_to_be_empty()
    tablet.saved()
    assert tablet.held()[0]["own_addenda"] == []
    tablet.add(visit, FORGOTTEN)
    expect(tablet.page.locator(".va-addendum", has_text="wacht op netwerk")).to_be_visible()

    tablet.context.set_offline(False)
    tablet.all_sent()
    db.session.rollback()  # what was read before is read again
    with acting("bram"):
        kept = queries.inspection(uuid.UUID(visit))
        sheet = Sheet.from_dict(kept.sheet)
        assert kept.state == InspectionState.SEALED
        assert sheet.answers["A21"].remark == REMARK
        assert sheet.answers["A22"].at_once
        assert len(sheet.danger_at) == 1, "when the page with the numbers was opened, and nothing else"
        signature = db.session.get_one(Attachment, uuid.UUID(sheet.signature))
        assert signature.kind == "signature"
        assert files.read(signature.file_sha256).startswith(b"\x89PNG")
        assert [f.item_code for f in db.session.scalars(select(Finding))] == ["A21"]
        assert [p.original_sha256 for p in db.session.scalars(select(Photo))] == [hashlib.sha256(picture).hexdigest()]
        assert [(one.text, one.added_by) for one in kept.addenda] == [(FORGOTTEN, "Bram Coenen")]
    tablet.go(f"#/visit/{visit}")
    expect(tablet.page.locator(".va-addendum", has_text="Bram Coenen")).to_be_visible()
    # What was forgotten later holds the day of erasing back until the office has it, finished or not.
    assert tablet.held()[0]["purge_at"]
    tablet.context.set_offline(True)
    tablet.go(f"#/visit/{visit}/addendum")
    tablet.page.locator("#addendum").fill("Het raam ook")
    tablet.page.locator("#addendum").blur()
    tablet.saved()
    assert tablet.held()[0]["purge_at"] is None
    tablet.context.set_offline(False)
    tablet.send()
    expect(tablet.page.get_by_text("een aanvulling is nog niet af")).to_be_visible()
    tablet.add(visit, "Het raam ook.")
    tablet.all_sent()
    assert tablet.held()[0]["purge_at"]
    db.session.rollback()
    with acting("bram"):
        assert [one.text for one in queries.inspection(uuid.UUID(visit)).addenda] == [FORGOTTEN, "Het raam ook."]
    expect(tablet.page.get_by_role("button", name="Open en druk af")).to_be_visible()
