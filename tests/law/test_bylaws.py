"""What other by-laws do is offered as a starting point, with its source, and never taken for the town's own text."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import law
from law import bylaws
from law.bylaws import Standing
from law.notions import LawError
from law.read import HOUSE

ON = date(2026, 12, 1)


def test_both_generations_of_the_model_put_the_permit_duty_in_another_article() -> None:
    found = {one.id: article for one, article in bylaws.articles_for("nl", "nl.by-law.no-permit")}
    assert (found["nl.model-2015"], found["nl.model-old"]) == ("artikel 3:3", "artikel 3:4, eerste lid")


def test_models_come_before_the_by_laws_of_single_municipalities() -> None:
    towns = [one.municipality for one in bylaws.bylaws("nl")]
    assert towns[:2] == [None, None]
    assert all(towns[2:])


def test_every_by_law_ground_of_the_netherlands_has_an_example() -> None:
    grounds = [ground.id for ground in law.jurisdiction("nl").grounds(on=ON) if ground.by_law]
    assert [ground for ground in grounds if not bylaws.articles_for("nl", ground)] == []


def test_what_was_read_in_genk_is_known_with_its_documents() -> None:
    found = {one.sector: one for one in bylaws.regulations("be", "Genk")}
    assert set(found) == {"sex_establishment", "carwash"}
    assert found["sex_establishment"].record_max_age_days == 30
    assert "insurance" in found["sex_establishment"].documents
    assert found["carwash"].in_force_from == date(2021, 7, 1)


def test_a_regulation_that_fell_says_so() -> None:
    fallen = {one.id: one.status for one in bylaws.regulations("be") if one.status is not Standing.IN_FORCE}
    assert fallen == {"be.saint-josse-2015": Standing.SUSPENDED, "be.saint-josse-2018": Standing.ANNULLED}


def test_a_country_without_by_laws_has_none() -> None:
    assert bylaws.bylaws("lu") == ()
    assert bylaws.regulations("lu", "Luxembourg") == ()


@pytest.mark.parametrize(
    ("country", "old", "new", "sentence"),
    [
        ("nl", '"nl.by-law.excluded-area"', '"nl.awb.4-6"', "'nl.awb.4-6' is no by-law ground"),
        ("be", '"be.local.distance"', '"be.local.weather"', "'be.local.weather' is no by-law ground"),
        ("be", 'sector = "massage"', 'sector = "sauna"', "'sauna' is no sector of the book"),
        ("be", 'authority = "mayor"', 'authority = "king"', "does not know 'king'"),
    ],
)
def test_a_mistake_in_a_by_law_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, country: str, old: str, new: str, sentence: str
) -> None:
    shutil.copytree(HOUSE / country, tmp_path / country)
    path = tmp_path / country / "bylaws.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(bylaws, "HOUSE", tmp_path)
    with pytest.raises(LawError, match=sentence):
        bylaws._read(country)
