"""TOML to the values of the book. Anything unknown, missing, misspelt or doubled stops the start-up.

Every refusal names the file, the entry and the key, so that whoever edited the file can find the line.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypedDict, TypeVar

from law.book import Dated, Words
from law.notions import Confidence, LawError

HOUSE = Path(__file__).parent
_WRITTEN = ("nl", "fr", "de", "en")

_Choice = TypeVar("_Choice", bound=StrEnum)
_Thing = TypeVar("_Thing")
_MISSING = object()


def _added() -> dict[str, Mapping[str, str]]:
    """The languages that a file of their own adds to the book: law/words/<language>.toml, table [text].

    Each key is a text as the book has it, in the first of its languages there; the value is its translation.
    """
    found: dict[str, Mapping[str, str]] = {}
    for path in sorted((HOUSE / "words").glob("*.toml")):
        try:
            found[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))["text"]
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
            raise LawError(f"law/words/{path.name} cannot be read: {error!r}.") from error
    return found


_ADDED = _added()
LANGUAGES = (*_WRITTEN, *_ADDED)


class Row:
    """One table of a TOML file, read key by key; `finish` refuses what nobody asked for."""

    def __init__(self, values: Mapping[str, object], where: str) -> None:
        self._left = dict(values)
        self.where = where

    def lack(self, key: str, what: str) -> LawError:
        """The error for a key of this row, naming file, entry and key."""
        return LawError(f"{self.where}, key {key!r}: {what}.")

    def _take(self, key: str, kind: type | tuple[type, ...], what: str) -> object:
        value = self._left.pop(key, _MISSING)
        if value is _MISSING:
            raise self.lack(key, "is missing")
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.lack(key, f"must be {what}, not {value!r}")
        return value

    def has(self, key: str) -> bool:
        """Whether the row still has that key."""
        return key in self._left

    def text(self, key: str) -> str:
        """A text that is not blank."""
        value = str(self._take(key, str, "a text"))
        if not value.strip():
            raise self.lack(key, "is empty")
        return value

    def text_or_none(self, key: str) -> str | None:
        """A text, or None when the key is absent."""
        return self.text(key) if self.has(key) else None

    def whole(self, key: str, least: int | None = None) -> int:
        """A whole number, at least `least`."""
        value = self._take(key, int, "a whole number")
        assert isinstance(value, int)
        if least is not None and value < least:
            raise self.lack(key, f"must be {least} or more, not {value}")
        return value

    def whole_or_none(self, key: str, least: int | None = None) -> int | None:
        """A whole number, or None when the key is absent."""
        return self.whole(key, least) if self.has(key) else None

    def flag(self, key: str) -> bool:
        """True or false; absent means false."""
        return bool(self._take(key, bool, "true or false")) if self.has(key) else False

    def day(self, key: str) -> date:
        """A TOML date without a time."""
        value = self._take(key, date, "a date (year-month-day, without quotes)")
        if type(value) is not date:
            raise self.lack(key, "must be a date without a time")
        return value

    def day_or_none(self, key: str) -> date | None:
        """A date, or None when the key is absent."""
        return self.day(key) if self.has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts without doubles; absent means none."""
        if not self.has(key):
            return ()
        values = self._take(key, list, "a list of texts")
        assert isinstance(values, list)
        if not all(isinstance(value, str) and value for value in values):
            raise self.lack(key, "must hold texts only")
        if len(set(values)) != len(values):
            raise self.lack(key, "names something twice")
        return tuple(values)

    def choice(self, key: str, options: type[_Choice]) -> _Choice:
        """One word of a closed list."""
        return self._chosen(key, self.text(key), options)

    def choices(self, key: str, options: type[_Choice]) -> tuple[_Choice, ...]:
        """Several words of a closed list; absent means none."""
        return tuple(self._chosen(key, value, options) for value in self.texts(key))

    def _chosen(self, key: str, value: str, options: type[_Choice]) -> _Choice:
        try:
            return options(value)
        except ValueError:
            known = ", ".join(sorted(options))
            raise self.lack(key, f"does not know {value!r}; it knows {known}") from None

    def words(self, key: str, languages: Iterable[str] = LANGUAGES) -> Words:
        """A text in exactly these languages."""
        needed = tuple(languages)
        row = self.row(key)
        words = {language: row.text(language) for language in needed if language not in _ADDED or row.has(language)}
        row.finish()
        return MappingProxyType(words | {language: _translated(row, words, language) for language in needed})

    def words_or_none(self, key: str, languages: Iterable[str] = LANGUAGES) -> Words | None:
        """A text in these languages, or None when the key is absent."""
        return self.words(key, languages) if self.has(key) else None

    def row(self, key: str) -> Row:
        """A table within this row."""
        value = self._take(key, dict, "a table")
        assert isinstance(value, dict)
        return Row(value, f"{self.where}, {key}")

    def rows(self, key: str) -> tuple[Row, ...]:
        """The tables of a list; absent means none."""
        if not self.has(key):
            return ()
        values = self._take(key, list, "a list of tables")
        assert isinstance(values, list)
        if not all(isinstance(value, dict) for value in values):
            raise self.lack(key, "must hold tables only")
        return tuple(Row(value, f"{self.where}, {key} {number}") for number, value in enumerate(values, 1))

    def unread(self) -> tuple[str, ...]:
        """The keys that nobody asked for yet."""
        return tuple(self._left)

    def finish(self) -> None:
        """Refuse the row when a key was never asked for: a misspelt key must not be lost in silence."""
        if self._left:
            raise self.lack(next(iter(self._left)), "is not known here")


def _translated(row: Row, words: Words, language: str) -> str:
    """The text in that language: as it stands in the row, else from the file that adds the language."""
    if language in words:
        return words[language]
    text = next((words[one] for one in _WRITTEN if one in words), "")
    if text not in _ADDED[language]:
        raise row.lack(language, f"is missing, and law/words/{language}.toml has no {text!r}")
    return _ADDED[language][text]


def document(path: Path) -> Row:
    """The whole file as one row. LawError when it is absent or no TOML."""
    name = path.relative_to(HOUSE.parent).as_posix() if path.is_relative_to(HOUSE) else path.as_posix()
    try:
        return Row(tomllib.loads(path.read_text(encoding="utf-8")), name)
    except FileNotFoundError:
        raise LawError(f"{name} is missing.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawError(f"{name} cannot be read: {error}.") from error


def things(path: Path, table: str, make: Callable[[Row], _Thing], key: str = "id") -> tuple[_Thing, ...]:
    """The values of one list of tables in a file that holds nothing else; a double key is refused."""
    whole = document(path)
    found = listed(whole, table, make, key)
    whole.finish()
    return found


def listed(whole: Row, table: str, make: Callable[[Row], _Thing], key: str = "id") -> tuple[_Thing, ...]:
    """The values of one list of tables; a double key is refused, unless their periods never overlap."""
    found: list[_Thing] = []
    for row in whole.rows(table):
        thing = make(row)
        row.finish()
        if any(_clash(earlier, thing, key) for earlier in found):
            raise row.lack(key, f"{getattr(thing, key)} is already in force in an earlier entry")
        found.append(thing)
    return tuple(found)


def _clash(one: object, other: object, key: str) -> bool:
    if getattr(one, key) != getattr(other, key):
        return False
    if not (isinstance(one, Dated) and isinstance(other, Dated)):
        return True
    return one.in_force_from <= (other.in_force_until or date.max) and other.in_force_from <= (
        one.in_force_until or date.max
    )


class DatedKeys(TypedDict):
    """What `dated` gives: the fields of `book.Dated`."""

    id: str
    jurisdiction: str
    only: tuple[str, ...]
    in_force_from: date
    in_force_until: date | None
    source: str
    verified_on: date | None
    confidence: Confidence


def dated(row: Row, jurisdiction: str) -> DatedKeys:
    """The keys that every dated entry has, ready to hand to its class; from here the row carries its id."""
    entry_id = row.text("id")
    row.where = f"{row.where} ({entry_id})"
    first, last = row.day("in_force_from"), row.day_or_none("in_force_until")
    if last is not None and last < first:
        raise row.lack("in_force_until", f"is {last}, before in_force_from {first}")
    confidence = row.choice("confidence", Confidence)
    verified_on = row.day_or_none("verified_on")
    if (verified_on is not None) != (confidence is Confidence.VERIFIED):
        raise row.lack("verified_on", "belongs to what is verified, and only to that")
    return {
        "id": entry_id,
        "jurisdiction": jurisdiction,
        "only": row.texts("only"),
        "in_force_from": first,
        "in_force_until": last,
        "source": row.text("source"),
        "verified_on": verified_on,
        "confidence": confidence,
    }
