"""What an inspector is given to look at."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

import law
from law.read import LANGUAGES
from law.sectors import SOURCES


def codes(sector: str, kind: str | None = None, country: str | None = None) -> set[str]:
    return {item.code for item in law.checklist(sector, kind, country)}


def test_all_124_items_are_there() -> None:
    assert len(law.items()) == 124
    assert {item.set for item in law.items()} == {"core", "sex", "massage", "carwash"}


@pytest.mark.parametrize(
    ("sector", "kind", "count"),
    [
        ("sex_establishment", None, 70),
        ("sex_establishment", "window", 64),
        ("sex_establishment", "club", 64),
        ("sex_establishment", "escort", 65),
        ("sex_establishment", "private_house", 66),
        ("massage", None, 62),
        ("massage", "salon", 62),
        ("carwash", "hand", 64),
        ("carwash", "rollover", 64),
        ("carwash", "tunnel", 64),
    ],
)
def test_a_checklist_holds_the_core_and_its_own_sector(sector: str, kind: str | None, count: int) -> None:
    assert len(law.checklist(sector, kind)) == count


def test_a_subtype_does_not_get_the_items_of_another() -> None:
    assert "S26" in codes("sex_establishment", "escort")
    assert "S26" not in codes("sex_establishment", "window")
    assert "S06" in codes("sex_establishment", "window")


def test_what_exists_only_in_belgium_is_not_asked_in_the_netherlands() -> None:
    assert {"S33", "S34"} <= codes("sex_establishment", country="be")
    assert not {"S33", "S34"} & codes("sex_establishment", country="nl")


@pytest.mark.parametrize("sector", ["sex_establishment", "massage", "carwash"])
def test_the_topics_come_in_one_order_and_leave_nothing_out(sector: str) -> None:
    topics = [topic.id for topic in law.topics(sector)]
    assert len(topics) == 9
    seen = list(dict.fromkeys(item.topic for item in law.checklist(sector)))
    assert seen == topics


def test_every_item_speaks_four_languages_and_names_its_sources() -> None:
    for item in law.items():
        assert set(item.label) == set(LANGUAGES)
        assert item.sources
        assert set(item.sources) <= set(SOURCES)
        assert (item.says is None) is (item.says_not is None)
        assert "A person" in item.label["en"] or item.label["en"][0].isupper() or item.label["en"][0].isdigit()


def test_french_punctuation_keeps_its_narrow_space() -> None:
    for item in law.items():
        for words in (item.label, item.says, item.says_not):
            if words:
                assert not re.search(r"[^\u202f][:;!?](\s|$)", words["fr"]), (item.code, words["fr"])


def test_no_item_asks_for_origin_or_a_name() -> None:
    words = re.compile(r"nationalit|afkomst|herkomst|origine|ethni|geboorteplaats|\bnaam\b", re.IGNORECASE)
    for item in law.items():
        for label in (item.label, item.says or {}, item.says_not or {}):
            assert not any(words.search(text) for text in label.values()), item.code


def test_an_indicator_is_not_a_violation() -> None:
    assert not law.item("A17").is_violation
    assert law.item("A01").is_violation
    assert law.item("A21").is_violation


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: law.item("Z99"), "No checklist has an item 'Z99'"),
        (lambda: law.checklist("bakery"), "no built-in sector 'bakery'"),
        (lambda: law.checklist("massage", "tunnel"), "has no subtype 'tunnel'"),
        (lambda: law.topic("weather"), "no topic 'weather'"),
    ],
)
def test_a_question_without_an_answer_gets_a_sentence(ask: Callable[[], object], sentence: str) -> None:
    with pytest.raises(law.UnknownEntry, match=sentence):
        ask()


def test_the_eleven_indicators_point_at_items_and_carry_no_score() -> None:
    assert len(law.INDICATORS) == 11
    assert not hasattr(law.INDICATORS[0], "weight")
    assert all(law.item(code) for indicator in law.INDICATORS for code in indicator.items)
