"""A sealed visit is read-only, whichever door one tries."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from app.db import db, everywhere
from inspections import queries
from inspections.models import Addendum, Finding, Inspection, Photo
from tests.conftest import As
from tests.house import walking
from tests.inspections import factories as visits
from tests.permits import factories as permits

CAST = ("bram", "anna", "hanneke")


@pytest.fixture
def sealed(app: Flask, acting: As) -> Inspection:
    with acting("anna"):
        place = permits.operated()
    with acting("bram"):
        return visits.sealed_visit(
            place, "bram", {"A32": "Vier matrassen in de achterkamer.", "A31": "Geen vluchtweg."}
        )


def content(visit_id: Any) -> list[dict[str, Any]]:
    """Every column of the visit, its findings and photos as they stand in the database."""
    db.session.rollback()
    db.session.expire_all()
    with everywhere("the test compares"):
        found: list[Any] = [
            db.session.get_one(Inspection, visit_id),
            *db.session.scalars(select(Finding).where(Finding.inspection_id == visit_id).order_by(Finding.id)),
            *db.session.scalars(select(Photo).where(Photo.inspection_id == visit_id).order_by(Photo.id)),
        ]
        return [{c.key: getattr(row, c.key) for c in inspect(type(row)).columns} for row in found]


def doors(app: Flask, visit: Inspection) -> Iterator[str]:
    """The address of every route that takes a form and names this visit, one of its photos or one of its topics."""
    known = {"inspection_id": visit.id, "establishment_id": visit.establishment_id, "topic": "safety"}
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and "inspection_id" in rule.arguments and rule.arguments <= known.keys():
            yield app.url_map.bind("").build(
                rule.endpoint, {name: known[name] for name in rule.arguments}, method="POST"
            )


def forms(visit: Inspection) -> Iterator[dict[str, Any]]:
    """What somebody could send: all that the pages of a visit ask, changed."""
    sheet = queries.sheet_of(visit)
    plain = {"version": str(visit.version), "seen": sheet.topic_sha256("safety"), "rested": "A31"}
    answers = {"A31-state": "in_order", "A31-remark": "Toch in orde.", "A31-basis": "fact", "A31-place": "hal"}
    for go in ("", "next", "rest", "undo", "stay", "remove:"):
        yield {**plain, **answers, "go": go}
    yield {**plain, **answers, "A31-photos": FileStorage(io.BytesIO(visits.photo_bytes()), "foto.jpg")}
    yield {**dict.fromkeys(visits.NOBODY, "7"), "seen": sheet.present_sha256}
    day = {"planned_on-day": "1", "planned_on-month": "12", "planned_on-year": "2026"}
    yield {**plain, **day, "inspector": str(visit.inspector_id), "because": walking.SENTENCE}


def test_no_form_of_anybody_changes_a_sealed_visit(
    app: Flask, client_of: Callable[[str], FlaskClient], sealed: Inspection
) -> None:
    before, tried = content(sealed.id), set()
    sent = list(forms(sealed))
    for who in CAST:
        client = client_of(who)
        for address in doors(app, sealed):
            tried.add(walking.bare(address))
            for form in sent:
                boundary, body = encode_multipart(MultiDict(form))
                answer = client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")
                assert answer.status_code < 500, (who, address, answer.status_code)
            assert content(sealed.id) == before, (who, address)
    assert {"/visits/…/topics/…", "/visits/…/people", "/visits/…/seal", "/visits/…/begin"} <= tried


def test_the_same_forms_do_change_a_visit_under_way(
    app: Flask, acting: As, client_of: Callable[[str], FlaskClient]
) -> None:
    """Otherwise the test above would prove nothing."""
    with acting("anna"):
        place = permits.operated()
    with acting("bram"):
        visit = visits.begun_visit(place)
    before, client = content(visit.id), client_of("bram")
    answer = client.post(f"/visits/{visit.id}/topics/safety", data=next(forms(visit)))
    assert answer.status_code == 302
    assert content(visit.id) != before


def test_what_must_be_corrected_is_added_beside_it(client_of: Callable[[str], FlaskClient], sealed: Inspection) -> None:
    before, sealed_id = content(sealed.id), sealed.id
    answer = client_of("bram").post(f"/inspections/{sealed_id}/addendum", data={"text": walking.SENTENCE})
    assert answer.status_code == 302
    assert content(sealed_id) == before
    with everywhere("the test compares"):
        added = db.session.scalars(select(Addendum).where(Addendum.inspection_id == sealed_id)).one()
    assert added.text == walking.SENTENCE
