"""The words by which an establishment is found, folded so that spelling, capitals and accents do not matter. Pure."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
_PIECES = re.compile(r"[^\W_]+")
_POSTAL_CODE = re.compile(r"\b(\d{4})\s+([a-z]{2})\b")
_NUMBER = re.compile(r"\d[\d.\s/-]*\d")
_JOINED_NUMBER = 8
# Letters that NFKD does not take apart.
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "’": "'", "ı": "i"})


def fold(text: str) -> str:
    """Lower case without accents: "Café ’t Höfke" becomes "cafe 't hofke"."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold().translate(_PLAIN)


def words_of(*texts: str | None) -> set[str]:
    """The words to keep for texts: each piece, each chunk with its punctuation left out, and postal codes in one."""
    found: set[str] = set()
    for text in texts:
        if not text:
            continue
        folded = fold(text)
        found.update(_PIECES.findall(folded))
        found.update("".join(_PIECES.findall(chunk)) for chunk in folded.split())
        found.update(digits + letters for digits, letters in _POSTAL_CODE.findall(folded))
    return {word[:LONGEST] for word in found if word}


def asked(query: str) -> list[str]:
    """The beginnings of words that a query asks for, longest first; a number written with dots or spaces is one."""
    folded = fold(query).strip()
    number = re.sub(r"\D", "", folded)
    if _NUMBER.fullmatch(folded) and len(number) >= _JOINED_NUMBER:
        return [number]
    found = {word[:LONGEST] for chunk in folded.split() for word in _asked_by(chunk)}
    return sorted(found, key=lambda word: (-len(word), word))


def _asked_by(chunk: str) -> list[str]:
    if _NUMBER.fullmatch(chunk) and "-" not in chunk and "/" not in chunk:
        return [re.sub(r"\D", "", chunk)]
    return _PIECES.findall(chunk)


def past(word: str) -> str:
    """The first text behind every word that begins with this one: ``word <= x < past(word)`` is a prefix search."""
    return word + "\U0010ffff"
