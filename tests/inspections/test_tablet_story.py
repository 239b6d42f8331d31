"""A visit made on a tablet, from the work package to the sealed report."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import date

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.acts import named
from app.audit import AuditLine
from app.db import db, everywhere
from inspections import queries
from inspections.lifecycle import InspectionState
from inspections.models import Inspection, Photo
from permits.models import Establishment
from tests.conftest import As
from tests.inspections import factories as visits
from tests.inspections import tablet as of_tablet
from tests.inspections.tablet import Tablet
from tests.permits import factories as register
from tests.reports import tree_reader
from tests.reports.paper import failures

DAY = date(2026, 11, 23)
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    with clock.set_to(DAY):
        yield


@pytest.fixture
def planned(app: Flask, acting: As) -> Inspection:
    with acting("anna"):
        return visits.planned_visit(register.operated())


@pytest.fixture
def bram(app: Flask, client_of: ClientOf) -> Tablet:
    tablet = Tablet(client_of("bram"), app.test_client(use_cookies=False))
    assert tablet.register().status_code == 201
    return tablet


def test_a_visit_made_on_the_tablet_is_the_same_sealed_visit_as_at_the_desk(
    bram: Tablet, planned: Inspection, acting: As, client_of: ClientOf
) -> None:
    package = bram.fetch()
    key = str(planned.id)
    assert [visit["id"] for visit in package["visits"]] == [key]
    assert set(package["visits"][0]["sheet"]["items"]) <= set(package["items"])
    photo = of_tablet.fresh_id()
    signature = of_tablet.fresh_id()
    assert bram.photo(key, visits.photo_bytes(with_place=True), photo).status_code == 201
    assert bram.photo(key, visits.photo_bytes(with_place=True), photo).status_code == 204
    moment = clock.now().isoformat().replace("+", "%2B")
    signed = f"kind=signature&captured_at={moment}&zone=Europe/Amsterdam"
    assert bram.photo(key, visits.photo_bytes("white"), signature, signed).status_code == 201
    seen = of_tablet.flag(key)
    assert bram.call("PUT", f"/findings/{seen['id']}", json=seen).status_code == 201
    assert bram.call("PUT", f"/findings/{seen['id']}", json=seen).status_code == 200
    first = bram.edit(key, answers={"A21": of_tablet.deviation()}, attachments=[photo])
    answer = bram.put(key, first)
    assert answer.status_code == 200, answer.text
    assert bram.held[key]["state"] == "under-way"
    last = bram.edit(
        key, answers={"A31": of_tablet.in_order(at_once=True)}, present={"operator": 1}, signature=signature,
        notes={"n1": {"text": "Steep stairs.", "at": clock.now().isoformat()}}, operator_remark="I disagree.",
        attachments=[photo, signature], findings=[seen], seal=True,
    )  # fmt: skip
    answer = bram.put(key, last)
    assert answer.status_code == 200, answer.text
    assert bram.held[key]["state"] == "sealed"
    paper = bram.call("GET", bram.held[key]["report"].removeprefix("/api/v1"))
    assert (paper.mimetype, paper.data[:5]) == ("application/pdf", b"%PDF-")
    printed = bram.browser.get(f"/inspections/{key}/report.pdf")
    assert (printed.status_code, printed.data) == (200, paper.data)
    assert printed.headers["Content-Disposition"] == f'inline; filename="{planned.number}.pdf"'
    assert client_of("dirk").get(f"/inspections/{key}/report.pdf").status_code == 404
    report_is_sound(printed.data)
    with acting("bram"):
        db.session.rollback()
        sealed = queries.inspection(planned.id)
        assert sealed.state == InspectionState.SEALED
        assert {finding.item_code for finding in sealed.findings} == {"A21", "A25"}
        assert queries.flags_sent_ahead(sealed.id)[0].finding_id in {finding.id for finding in sealed.findings}
        picture = db.session.scalars(db.select(Photo)).one()
        assert str(picture.id) == photo
        assert picture.latitude == pytest.approx(51.366667)
        found = {finding.item_code: finding for finding in sealed.findings}
        assert found["A21"].photo_sha256s == [picture.file_sha256]
        assert queries.sheet_of(sealed).answers["A31"].by == "Bram Coenen"
    anna, page = client_of("anna"), f"/inspections/photos/{photo}"
    assert page in anna.get(f"/inspections/{key}").text
    told = anna.get(page).text
    assert [word in told for word in ("51.366667", "6.166667", "Tablet 3", "geen coördinaten")] == [True] * 4
    with everywhere("the test puts the establishment on the map"), named("test"):
        place = db.session.get_one(Establishment, planned.establishment_id)
        place.latitude, place.longitude = 51.37, 6.17
    # By the haversine: 0.003333° to the north is 370.6 m, 0.003333° to the east at this height 231.4 m.
    assert "437\N{NO-BREAK SPACE}m" in anna.get(page).text
    assert client_of("dirk").get(page).status_code == 404
    with acting("adri"):
        looks = db.session.scalars(db.select(AuditLine).where(AuditLine.act == "look")).all()
        assert sum(json.loads(line.note).get("path") == page for line in looks) == 2, "each reading is written down"


def report_is_sound(pdf: bytes) -> None:
    """Other programs open it; it is tagged and archivable, tells what was seen, and pretends to no signature."""
    assert failures(pdf, "ua1") == failures(pdf, "2a") == []
    told = tree_reader.told(pdf)
    for words in ("Four mattresses in the back room.", "Steep stairs.", "I disagree.", "geen elektronische handtek"):
        assert words in told
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/AcroForm" not in opened.Root, "the seal of a visit is its fingerprint; nobody signs the report"
        assert len(opened.pages) >= 2


def test_the_municipality_says_whom_to_call_and_the_team_sees_what_waits(
    bram: Tablet, planned: Inspection, client_of: ClientOf
) -> None:
    key, address = str(planned.id), "/municipality/danger-numbers"
    assert "112" in {one["number"] for one in bram.fetch()["danger"]}
    adri = client_of("adri")
    assert adri.post(address, data={"name-0": "Wijkteam Blerick"}).status_code == 422
    numbers = {"name-0": "Wijkteam Blerick", "number-0": "077 123 45 67", "minors-0": "y"}
    assert adri.post(address, data=numbers).status_code == 302
    (own,) = bram.fetch()["danger"]
    assert (own["name"]["fr"], own["number"], own["minors"]) == ("Wijkteam Blerick", "077 123 45 67", True)
    assert "077 123 45 67" in bram.browser.get(f"/visits/{key}/danger").text
    state = {"waiting": 1, "oldest_waiting_at": clock.now().isoformat(), "persisted": True, "open_visits": [key]}
    assert bram.call("PUT", f"/devices/{bram.device_id}/state", json=state).status_code == 200
    page = client_of("anna").get("/inspections/team").text
    assert 'id="waiting"' in page
    assert 'id="clashes"' not in page
