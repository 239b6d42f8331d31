"""The municipality's own articles and the grounds that they open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from app import acts as house_acts
from app import clock
from app.errors import ChangedMeanwhile, Lacking, NotAllowed
from decisions import acts, queries, town_law
from decisions.blanks import blanks_of
from decisions.reasoning import what_lacks
from decisions.refusals import ArticleOverlaps, NoSuchGround, OrganIsOpen, WrongDay
from tests.conftest import As
from tests.decisions import factories

GROUND = "nl.by-law.excluded-area"
FIRST = date(2026, 1, 1)
GENK = "NIS71016"


def test_a_ground_opens_with_its_article_and_closes_with_it(app: Flask, acting: As) -> None:
    with acting("adri"):
        today = clock.today()
        assert GROUND not in {ground.id for ground in town_law.grounds_here(today)}
        row = acts.map_ground(GROUND, bylaw="APV", article="artikel 9:9", quote="Hier niet.", valid_from=FIRST)
        ground = next(one for one in town_law.grounds_here(today) if one.id == GROUND)
        assert ground.article["nl"] == "artikel 9:9, APV"
        assert ground.confidence.value == "unverified"
        acts.close_article(row, row.version, today - timedelta(days=1))
        assert GROUND not in {one.id for one in town_law.grounds_here(today)}


def test_a_compared_article_is_verified(app: Flask, acting: As) -> None:
    with acting("adri"):
        row = acts.map_ground(GROUND, bylaw="APV", article="9:9", valid_from=FIRST, verified_on=clock.today())
        assert row.confidence == "verified"


def test_nonsense_is_refused(app: Flask, acting: As) -> None:
    with acting("adri"):
        with pytest.raises(NoSuchGround):
            acts.map_ground("nl.by-law.nothing", bylaw="APV", article="1", valid_from=FIRST)
        with pytest.raises(NoSuchGround):
            acts.map_ground("be.134quinquies", bylaw="APV", article="1", valid_from=FIRST)
        with pytest.raises(WrongDay):
            acts.map_ground(GROUND, bylaw="APV", article="1", valid_from=FIRST, valid_until=date(2025, 1, 1))
        with pytest.raises(WrongDay):
            acts.map_ground(GROUND, bylaw="APV", article="1", valid_from=FIRST, verified_on=date(2099, 1, 1))
        row = acts.map_ground(GROUND, bylaw="APV", article="1", valid_from=FIRST)
        with pytest.raises(ArticleOverlaps):
            acts.map_ground(GROUND, bylaw="APV", article="2", valid_from=FIRST + timedelta(days=40))
        with pytest.raises(WrongDay):
            acts.close_article(row, row.version, date(2025, 12, 31))
        with pytest.raises(ChangedMeanwhile):
            acts.close_article(row, row.version + 1, date(2026, 12, 31))


def test_an_officer_does_not_change_the_by_law(app: Flask, acting: As) -> None:
    with acting("anna"):
        with pytest.raises(NotAllowed):
            acts.map_ground(GROUND, bylaw="APV", article="1", valid_from=FIRST)
        row = queries.bylaw_articles()[0]
        with pytest.raises(NotAllowed):
            acts.close_article(row, row.version, clock.today())


def test_the_regulation_says_who_decides_and_the_letter_speaks_in_that_name(app: Flask, acting: As) -> None:
    """Where the law leaves the organ to the regulation (NLC 119), an article without one is refused."""
    ground = "be.local.change-unreported"
    words: Any = {"bylaw": "Politiereglement", "article": "artikel 7", "valid_from": FIRST}
    with house_acts.acting_as(house_acts.machine("command", "a new by-law", GENK)):
        with pytest.raises(OrganIsOpen):
            acts.map_ground(ground, **words)
        row = acts.map_ground(ground, organ="college", max_months=2, **words)
        assert (row.organ, row.max_months) == ("college", 2)
    key = factories.closure("signed")
    with acting("femke"):
        place = factories.of(key).establishment
        warning = acts.draft(place, "be.warning", factories.of(key).addressee)
        assert queries.case_file(warning).taken.organ is None
        acts.choose_ground(warning, None, ground)
        case = queries.case_file(warning)
        assert (case.taken.organ, case.regulation.organ, case.regulation.most_months) == ("college", "college", 2)
        assert blanks_of(warning, clock.today()).organ == "college"
        with house_acts.named("test"):
            row = town_law.articles_on(clock.today())[ground]
            row.organ = ""
        lacks = {lack.key for lack in what_lacks(queries.case_file(warning), clock.today())}
        assert "organ" in lacks


def test_one_town_does_not_see_the_articles_of_another(app: Flask, acting: As) -> None:
    with acting("adri"):
        acts.map_ground(GROUND, bylaw="APV", article="1", valid_from=FIRST)
    with acting("els"):
        assert GROUND not in {row.ground_id for row in queries.bylaw_articles()}


def test_an_article_that_ended_before_sending_keeps_a_decision_from_the_mayor(app: Flask, acting: As) -> None:
    answered = factories.refusal("answered")
    with house_acts.acting_as(house_acts.machine("command", "a new by-law", "GM0983")):
        row = next(one for one in queries.bylaw_articles() if one.ground_id == "nl.by-law.trafficking-indication")
        acts.close_article(row, row.version, clock.today())
    with acting("anna"):
        decision = factories.of(answered)
        acts.write(decision, decision.version, sending_on=clock.today() + timedelta(days=3))
        with pytest.raises(Lacking) as refused:
            acts.submit(decision, decision.version)
        assert [lack.key for lack in refused.value.lacks] == ["law:nl.by-law.trafficking-indication"]
