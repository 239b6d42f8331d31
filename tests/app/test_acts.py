"""The one door for writing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from app import acts, audit, people, remembered
from app.access import Permission, RoleName
from app.db import db, municipality
from app.errors import ChangedMeanwhile, NoActNoWrite, NotAllowed
from app.people import Municipality
from permits.models import Sector
from tests.conftest import As


def test_nothing_is_written_outside_an_act(app: Flask) -> None:
    with pytest.raises(NoActNoWrite):
        db.session.execute(text("UPDATE municipality SET name = 'X'"))
    with pytest.raises(NoActNoWrite):
        db.session.execute(text("WITH x AS (SELECT 1) DELETE FROM role"))
    with pytest.raises(NoActNoWrite):
        db.session.execute(db.insert(people.Role).values(name="x"))


def test_an_officer_may_not_give_accounts_and_an_administrator_may(app: Flask, acting: As) -> None:
    facts: dict[str, Any] = {
        "password": "een lang wachtwoord",
        "name": "Nieuw",
        "roles": [RoleName.INSPECTOR],
        "municipality_code": "GM0983",
    }
    with acting("anna"), pytest.raises(NotAllowed):
        people.engage("nieuw@venlo.example", **facts)
    with acting("adri"):
        assert people.engage("Nieuw@Venlo.example", **facts).email == "nieuw@venlo.example"


def test_every_act_leaves_a_line_in_a_chain_that_breaks_when_it_is_touched(app: Flask, acting: As) -> None:
    with acting("adri"):
        town = people.municipality_now()
        people.change_municipality(town, town.version, phone="077 111 11 11")
    line = db.session.scalars(db.select(audit.AuditLine).order_by(audit.AuditLine.id.desc())).first()
    assert line is not None
    assert line.act == "app.change_municipality"
    assert '"phone":["077 000 00 00","077 111 11 11"]' in line.changes
    assert not list(audit.broken_lines("GM0983"))
    with acts.named("forgery"):
        db.session.execute(db.update(audit.AuditLine).where(audit.AuditLine.id == line.id).values(changes="[]"))
    assert [broken.id for broken in audit.broken_lines("GM0983")] == [line.id]


def test_a_look_leaves_a_line_and_what_was_remembered_and_an_act_does_not(app: Flask, acting: As) -> None:
    asked: list[str] = []
    with acting("anna"):
        acts.record_look(Permission.REGISTER_READ, "/establishments/1", {})
        for step in ("first", "after a look", "after an act"):
            remembered.recall("number", remembered.head_now(), lambda step=step: asked.append(step))  # type: ignore[misc]
            if step == "first":
                acts.record_look(Permission.REGISTER_READ, "/establishments/1", {})
            else:
                with acts.named("something"):
                    pass
    assert asked == ["first", "after an act"]
    assert db.session.scalar(text("SELECT count(*) FROM audit_line WHERE act = 'look'")) == 2
    told = pytest.raises(AssertionError, match="a look changes nothing")
    with acting("anna"), told, acts._opened("look", only_seen=True):
        db.session.scalars(db.select(Sector)).first().name = {"nl": "anders"}  # type: ignore[union-attr]


def test_the_second_writer_is_told(app: Flask, acting: As) -> None:
    with acting("adri"):
        town = people.municipality_now()
        seen = town.version
        people.change_municipality(town, seen, phone="1")
        with pytest.raises(ChangedMeanwhile):
            people.change_municipality(town, seen, phone="2")
        assert people.municipality_now().phone == "1"


def test_a_failed_act_leaves_nothing(app: Flask, acting: As) -> None:
    with acting("adri"):
        with pytest.raises(ZeroDivisionError):
            _break_off()
        assert db.session.scalar(db.select(people.Role).where(people.Role.name == "half")) is None


def test_only_ones_own_municipality_is_visible(app: Flask, acting: As) -> None:
    assert db.session.scalars(db.select(Sector)).all() == []
    with acting("anna"):
        assert {sector.municipality_code for sector in db.session.scalars(db.select(Sector))} == {"GM0983"}
        assert db.session.scalar(db.select(db.func.count()).select_from(Sector)) == 3
    with municipality("NIS71016"):
        assert db.session.scalar(db.select(db.func.count()).select_from(Sector)) == 3


def test_the_languages_of_a_town_are_kept(app: Flask) -> None:
    found = db.session.get(Municipality, "NIS63079")
    assert found is not None
    assert found.languages == ["fr"]


def _break_off() -> None:
    with acts.named("trial"):
        db.session.add(people.Role(name="half"))
        db.session.flush()
        raise ZeroDivisionError
