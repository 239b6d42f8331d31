"""A letter is in the language that the language laws ask for, and the officer reads why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import law
from law import tongues
from law.read import HOUSE, LANGUAGES


@pytest.mark.parametrize(
    ("code", "facilities", "party", "language", "reason"),
    [
        ("nl", False, None, "nl", "only-language"),
        ("nl", False, "fr", "nl", "only-language"),
        ("be-vlg", False, "fr", "nl", "only-language"),
        ("be-vlg", True, None, "nl", "nobody-asked"),
        ("be-vlg", True, "nl", "nl", "nobody-asked"),
        ("be-vlg", True, "fr", "fr", "asked-by-party"),
        ("be-vlg", True, "de", "nl", "nobody-asked"),
        ("be-wal", False, "nl", "fr", "only-language"),
        ("be-wal", True, "nl", "nl", "asked-by-party"),
        ("be-bru", False, "nl", "nl", "used-by-party"),
        ("be-bru", False, "fr", "fr", "used-by-party"),
        ("be-bru", False, None, "fr", "unknown-so-all"),
        ("be-bru", False, "de", "fr", "unknown-so-all"),
        ("be-dg", True, None, "de", "nobody-asked"),
        ("be-dg", True, "fr", "fr", "asked-by-party"),
        ("be-dg", False, "fr", "fr", "asked-by-party"),
        ("lu", False, "de", "de", "used-by-party"),
    ],
)
def test_the_language_of_a_letter_follows_the_place_and_the_party(
    code: str, facilities: bool, party: str | None, language: str, reason: str
) -> None:
    assert law.letter_language(code, facilities, party) == (language, reason)


@pytest.mark.parametrize("code", law.JURISDICTIONS)
@pytest.mark.parametrize("party", [None, *LANGUAGES, "tr"])
@pytest.mark.parametrize("facilities", [True, False])
def test_the_language_is_always_one_that_the_place_allows_and_has_its_reason(
    code: str, party: str | None, facilities: bool
) -> None:
    language, reason = law.letter_language(code, facilities, party)
    assert language in tongues.languages(code, facilities)
    assert all(tongues.reason(reason)[spoken].endswith(".") for spoken in LANGUAGES)


@pytest.mark.parametrize(
    ("code", "name", "has"),
    [
        ("be-vlg", "Wemmel", True),
        ("be-vlg", "Voeren", True),
        ("be-vlg", "Genk", False),
        ("be-wal", "Mouscron", True),
        ("be-wal", "Wemmel", False),
        ("be-dg", "Eupen", True),
        ("be-bru", "Ixelles", False),
        ("nl", "Venlo", False),
    ],
)
def test_the_municipalities_with_facilities_are_known(code: str, name: str, has: bool) -> None:
    assert tongues.has_facilities(code, name) is has


@pytest.mark.parametrize("code", law.JURISDICTIONS)
def test_the_usual_languages_are_those_of_the_jurisdiction(code: str) -> None:
    assert tongues.languages(code, facilities=False) == law.jurisdiction(code).languages


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('languages = ["nl"]', 'languages = ["xx"]', "key 'languages': must name some of nl, fr, de, en"),
        ('choice = "fixed"', 'choice = "free"', "key 'choice': does not know 'free'"),
    ],
)
def test_a_mistake_in_the_languages_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, sentence: str
) -> None:
    shutil.copytree(HOUSE / "nl", tmp_path / "nl")
    path = tmp_path / "nl" / "languages.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(tongues, "HOUSE", tmp_path)
    with pytest.raises(law.LawError, match=sentence):
        tongues._read("nl")


def test_an_unknown_place_or_reason_is_answered_with_a_sentence() -> None:
    with pytest.raises(law.UnknownJurisdiction):
        law.letter_language("xx", False, None)
    with pytest.raises(law.LawError, match="has no sentence 'whim'"):
        tongues.reason("whim")
