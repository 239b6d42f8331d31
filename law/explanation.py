"""The steps of a computation as sentences that an officer can check by hand and a judge can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from law import calendar
from law.book import Words
from law.jurisdictions import cause_name
from law.notions import LawError
from law.read import HOUSE, LANGUAGES, Row, document
from law.terms import Event, Step

_PATH = HOUSE / "steps.toml"


def _all_words(table: Row) -> dict[str, Words]:
    return {key: table.words(key) for key in table.unread()}


def _read() -> tuple[dict[str, Words], dict[str, tuple[Words, Words]], dict[str, Words]]:
    """The sentences, the units in singular and plural, and the other words: days of the week, a cause not given."""
    whole = document(_PATH)
    sentences = _all_words(whole.row("sentence"))
    units = whole.row("unit")
    counted: dict[str, tuple[Words, Words]] = {}
    for key in units.unread():
        unit = units.row(key)
        counted[key] = unit.words("one"), unit.words("many")
        unit.finish()
    others = _all_words(whole.row("day")) | _all_words(whole.row("cause"))
    whole.finish()
    return sentences, counted, others


SENTENCES, _UNITS, _OTHERS = _read()


def explain(step: Step, language: str, format_date: Callable[[date], str]) -> str:
    """The step as one sentence in nl, fr, de or en; the caller says how a date is written.

    Raises LawError for a language or a step that the book does not know.
    """
    if language not in LANGUAGES:
        raise LawError(f"The law book does not speak {language!r}; it speaks {', '.join(LANGUAGES)}.")
    if step.rule not in SENTENCES:
        raise LawError(f"law/steps.toml has no sentence for {step.rule!r}.")
    values = {name: _written(value, language, format_date) for name, value in step.params.items()}
    return SENTENCES[step.rule][language].format_map(values | _span(step.params, language))


def _written(value: Event, language: str, format_date: Callable[[date], str]) -> str:
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, int):
        return str(value)
    if value in _OTHERS:
        return _OTHERS[value][language]
    return calendar.name_of(value, language) or cause_name(value, language) or value


def _span(params: Mapping[str, Event], language: str) -> dict[str, str]:
    """A length with its unit, in the singular or the plural."""
    length, unit = params.get("length"), params.get("unit")
    if length is None or unit is None:
        return {}
    one, many = _UNITS[str(unit)]
    return {"span": f"{length} {(one if length == 1 else many)[language]}"}
