"""What somebody types into the search box, as beginnings of folded words. Pure."""

from __future__ import annotations

import re

from permits.search_words import LONGEST, fold

MOST_WORDS = 8
# From so many figures on, dots and spaces are the punctuation of one number (0403.449.823).
_LONG_NUMBER = 8
_NUMBER = re.compile(r"\d[\d.\s]*\d")
_POSTAL_CODE = re.compile(r"\b([1-9]\d{3}) ([a-z]{2})\b")
_DOTTED = re.compile(r"(?<=\d)\.(?=\d)")


def asked(query: str) -> list[str]:
    """The beginnings of words that are asked for, longest first (the longest is usually the rarest)."""
    text = query.strip()
    figures = re.sub(r"\D", "", text)
    if _NUMBER.fullmatch(text) and len(figures) >= _LONG_NUMBER:
        return [figures[:LONGEST]]
    # A Dutch postal code is kept in one word as well, which is far rarer than its halves.
    plain = _POSTAL_CODE.sub(r"\1\2", fold(_DOTTED.sub("", text)))
    found = {word[:LONGEST] for word in plain.split()}
    return sorted(found, key=lambda word: (-len(word), word))[:MOST_WORDS]


def past(word: str) -> str:
    """The first text behind every word that begins with this one: ``word <= x < past(word)`` is a prefix search."""
    return word + "\U0010ffff"
