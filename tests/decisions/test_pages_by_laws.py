"""The administrator's pages of by-law articles."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from app.db import db, everywhere
from decisions.models import BylawArticle

ClientOf = Callable[[str], FlaskClient]
_NEW = {
    "ground": "nl.by-law.no-permit",
    "bylaw": "Algemene plaatselijke verordening (verzonnen)",
    "article": "artikel 9:9",
    "quote": "Het is verboden zonder vergunning.",
    "valid_from-day": "1",
    "valid_from-month": "1",
    "valid_from-year": "2026",
}


def articles(ground: str) -> list[BylawArticle]:
    db.session.rollback()
    with everywhere("a test looks at what was saved"):
        return list(db.session.scalars(db.select(BylawArticle).where(BylawArticle.ground_id == ground)))


def test_an_article_is_added_and_later_closed(app: Flask, client_of: ClientOf) -> None:
    adri = client_of("adri")
    assert "nl.by-law.no-permit" in adri.get("/by-laws").text
    assert adri.post("/by-laws/new", data=_NEW).location == "/by-laws"
    (row,) = articles("nl.by-law.no-permit")
    address = f"/by-laws/{row.id}/close"
    version = re.search(r'name="version"[^>]*value="(\d+)"', adri.get(address).text)
    assert version is not None
    day = {"valid_until-day": "31", "valid_until-month": "12", "valid_until-year": "2026"}
    assert adri.post(address, data={"version": version[1], **day}).location == "/by-laws"
    (row,) = articles("nl.by-law.no-permit")
    assert row.valid_until is not None


def test_two_articles_for_one_ground_do_not_overlap(app: Flask, client_of: ClientOf) -> None:
    adri = client_of("adri")
    adri.post("/by-laws/new", data=_NEW)
    answer = adri.post("/by-laws/new", data=_NEW)
    assert answer.status_code == 422
    assert "artikel 9:9" in answer.text
    assert len(articles("nl.by-law.no-permit")) == 1


def test_nonsense_is_answered_at_the_field(app: Flask, client_of: ClientOf) -> None:
    answer = client_of("adri").post("/by-laws/new", data={**_NEW, "ground": "nl.nonsense", "valid_from-month": "13"})
    assert answer.status_code == 422
    assert 'id="errors"' in answer.text
    assert 'value="13"' in answer.text


def test_officers_do_not_change_the_by_law(app: Flask, client_of: ClientOf) -> None:
    assert client_of("anna").get("/by-laws").status_code == 403
    assert client_of("anna").post("/by-laws/new", data=_NEW).status_code == 403


def test_a_belgian_town_is_told_that_its_grounds_stand_in_statutes(app: Flask, client_of: ClientOf) -> None:
    assert client_of("femke").get("/by-laws").status_code == 403


def test_the_page_offers_where_model_by_laws_put_the_ground(app: Flask, client_of: ClientOf) -> None:
    adri = client_of("adri")
    page = adri.get("/by-laws/new?ground=nl.by-law.excluded-area").text
    assert "artikel 3:5" in page
    assert "Schiedam" in page
    chosen = adri.get("/by-laws/new?ground=nl.by-law.excluded-area&article=artikel+3:5").text
    assert 'value="artikel 3:5"' in chosen
    assert "Schiedam" not in adri.get("/by-laws/new").text
