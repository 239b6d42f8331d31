"""In which language a letter to a party must be, and why: the language laws as data, the choice as a pure function."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from law.book import Dated, Words
from law.entries import SPOKEN
from law.jurisdictions import jurisdiction
from law.notions import LawError
from law.read import HOUSE, LANGUAGES, Row, dated, document, listed


class Choice(StrEnum):
    """How far a party chooses the language of the letters it gets."""

    FIXED = "fixed"
    REQUEST = "request"
    USE = "use"


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageRule(Dated):
    """The languages of letters in an area, the usual one first; `facilities`: for municipalities that have them."""

    facilities: bool
    languages: tuple[str, ...]
    choice: Choice


@dataclass(frozen=True, kw_only=True, slots=True)
class Facilities(Dated):
    """Municipalities where a party may ask for another language."""

    municipalities: tuple[str, ...]


def _rule(row: Row, country: str) -> LanguageRule:
    languages = row.texts("languages")
    if not languages or set(languages) - set(LANGUAGES):
        raise row.lack("languages", f"must name some of {', '.join(LANGUAGES)}")
    return LanguageRule(
        **dated(row, country),
        facilities=row.flag("facilities"),
        languages=languages,
        choice=row.choice("choice", Choice),
    )


def _facilities(row: Row, country: str) -> Facilities:
    return Facilities(**dated(row, country), municipalities=row.texts("municipalities"))


def _read(country: str) -> tuple[tuple[LanguageRule, ...], tuple[Facilities, ...]]:
    whole = document(HOUSE / country / "languages.toml")
    rules = listed(whole, "letter_language", lambda row: _rule(row, country))
    facilities = listed(whole, "facilities", lambda row: _facilities(row, country))
    whole.finish()
    return rules, facilities


def _sentences() -> dict[str, Words]:
    whole = document(HOUSE / "reasons.toml")
    table = whole.row("reason")
    found = {key: table.words(key) for key in table.unread()}
    whole.finish()
    return found


_BOOKS = {country: _read(country) for country in SPOKEN}
_SENTENCES = _sentences()


def letter_language(code: str, facilities: bool, party_language: str | None) -> tuple[str, str]:
    """The language of a letter to a party, and the key of the reason (`reason` gives the sentence).

    `facilities`: the municipality has them (`has_facilities`). `party_language`: the one the party uses or, where
    there are facilities, asked for; None when that is not known. With the reason "unknown-so-all" the letter goes out
    in every language of `languages`; the one given comes first. A translation out of courtesy is another matter.

    Raises UnknownJurisdiction.
    """
    rule = _rule_of(code, facilities)
    usual = rule.languages[0]
    if rule.choice is Choice.FIXED:
        return usual, "only-language"
    if party_language in rule.languages:
        if rule.choice is Choice.USE:
            return party_language, "used-by-party"
        return (usual, "nobody-asked") if party_language == usual else (party_language, "asked-by-party")
    return usual, "nobody-asked" if rule.choice is Choice.REQUEST else "unknown-so-all"


def languages(code: str, facilities: bool) -> tuple[str, ...]:
    """The languages a legal letter may be in there, the usual one first. Raises UnknownJurisdiction."""
    return _rule_of(code, facilities).languages


def has_facilities(code: str, municipality: str) -> bool:
    """Whether the municipality of that name has language facilities. Raises UnknownJurisdiction."""
    here = jurisdiction(code)
    named = any(municipality in one.municipalities for one in _BOOKS[here.country][1] if code in one.only)
    return named or all(rule.facilities for rule in _rules_of(code))


def reason(key: str) -> Words:
    """Why a letter is in its language, as a sentence per language. Raises LawError for another key."""
    try:
        return _SENTENCES[key]
    except KeyError:
        raise LawError(f"law/reasons.toml has no sentence {key!r}.") from None


def rules(country: str) -> tuple[Dated, ...]:
    """Every entry on the language of letters in the book of a country."""
    return (*_BOOKS[country][0], *_BOOKS[country][1])


def _rules_of(code: str) -> tuple[LanguageRule, ...]:
    here = jurisdiction(code)
    return tuple(rule for rule in _BOOKS[here.country][0] if not rule.only or code in rule.only)


def _rule_of(code: str, facilities: bool) -> LanguageRule:
    """The rule for that area; where all municipalities are alike there is one rule for both."""
    found = _rules_of(code)
    return next((rule for rule in found if rule.facilities is facilities), found[0])
