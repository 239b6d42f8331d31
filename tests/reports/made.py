"""Each letter made once per process, as it is and with hostile words in every blank, for all who look at it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from reports import Letter, compose, samples
from reports.press import render

Key = tuple[str, str, str]
"""Jurisdiction, language, kind."""

HOSTILE = (
    "<b>x</b> & <img src='/etc/passwd'/> </para> {{case_number}} {% if x %} **vet** # kop \\ (haakje %(x)s"
    " \u202e\u200b\x07 Nguyễn Łódź ĳ é Ναυσικά Юлия 5\u202f000\u00a0euro\u202f! "
    + "Donaudampfschifffahrtselektrizitäten"
    * 4
)
PROSE = HOSTILE + " woord Exploitatievergunning" * 20 + "\n\neinde"
NAME = "<b>x</b> & {{x}} **vet** Nguyễn \u202eŁódź"
_CHOICES = {"measure_kind", "organ", "danger"}
_NAMES = {"addressee", "name", "title", "case_number", "municipality"}
_WRITTEN_BY_OFFICERS = {"motivation", "own_words", "text", "summary", "reply", "balanced", "necessary", "suitable"}


sample = cache(samples.sample)
sample_case = cache(samples.sample_case)


def letter_of(key: Key) -> Letter:
    """The sample letter."""
    jurisdiction, language, kind = key
    return sample(kind, jurisdiction, language)


@cache
def pdf_of(key: Key) -> bytes:
    """The sample letter on paper."""
    return render(letter_of(key))


def hostile_letter_of(key: Key) -> Letter:
    """The same letter with hostile words wherever somebody could have typed them."""
    jurisdiction, language, kind = key
    blanks, head = sample_case(kind, jurisdiction, language)
    return compose(kind, jurisdiction, language, _hostile(blanks), head)


def _hostile(value: Any, name: str = "") -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        hints = get_type_hints(type(value))
        typed = [field.name for field in fields(value) if not _is_choice(hints[field.name])]
        return replace(value, **{name: _hostile(getattr(value, name), name) for name in typed})
    if isinstance(value, tuple):
        return tuple(_hostile(one, name) for one in value)
    if not isinstance(value, str) or name in _CHOICES:
        return value
    return NAME if name in _NAMES else PROSE if name in _WRITTEN_BY_OFFICERS else HOSTILE


def _is_choice(hint: Any) -> bool:
    return Literal in {get_origin(hint), *map(get_origin, get_args(hint))}
