"""TOML to the plain values of a case file. Whatever is unknown or wrong is refused, naming key and line. Pure."""

from __future__ import annotations

import difflib
import re
import tomllib
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
Path = tuple[str | int, ...]
_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")


class NoDraft(Exception):
    """The file is no valid draft; the text is a sentence that names the key and the line."""


@dataclass(frozen=True)
class Document:
    """The text of a draft and its values."""

    text: str
    values: Mapping[str, Any]

    @classmethod
    def of(cls, text: str) -> Document:
        """Raises NoDraft when the text is no TOML."""
        try:
            return cls(text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise NoDraft(f"This is no valid TOML: {error}.") from None

    def wrong(self, path: Path, what: str) -> NoDraft:
        """The error for a key, with the line on which it stands."""
        name = ".".join(str(step) for step in path if isinstance(step, str))
        return NoDraft(f"Line {self._line(path)}, key {name!r}: {what}.")

    def _line(self, path: Path) -> int:
        """The line of a key, or of the table it should stand in."""
        best, here = (0, 1), ()  # type: tuple[int, int], Path
        seen: dict[str, int] = {}
        for number, line in enumerate(self.text.splitlines(), 1):
            if header := _HEADER.match(line):
                here = tuple(header.group(2).split("."))
                if header.group(1) == "[[":
                    seen[header.group(2)] = seen.get(header.group(2), 0) + 1
                    here = (*here, seen[header.group(2)])
                whole = here
            elif found := _KEY.match(line):
                whole = (*here, found.group(1))
            else:
                continue
            if whole == path[: len(whole)] and len(whole) > best[0]:
                best = (len(whole), number)
        return best[1]

    def read(self, kind: type[_T], raw: Any, path: Path) -> _T:
        """A table as a dataclass: every key known, every value of the right kind."""
        if not isinstance(raw, dict):
            raise self.wrong(path, "must be a table")
        hints = get_type_hints(kind)
        for name in raw:
            if name not in hints:
                near = difflib.get_close_matches(name, hints, 1)
                raise self.wrong((*path, name), "is not known here" + (f"; do you mean {near[0]!r}?" if near else ""))
        return kind(**{name: self._value(hints[name], value, (*path, name)) for name, value in raw.items()})

    def _value(self, hint: Any, raw: Any, path: Path) -> Any:
        options = [one for one in options_of(hint) if one is not type(None)]
        for option in options:
            fits, value = self._fitting(option, raw, path)
            if fits:
                return value
        raise self.wrong(path, f"must be {' or '.join(words_of(option) for option in options)}, not {raw!r}")

    def _fitting(self, option: Any, raw: Any, path: Path) -> tuple[bool, Any]:
        if get_origin(option) is Literal:
            return raw is False, raw
        if get_origin(option) is tuple:
            return self._list(get_args(option)[0], raw, path)
        if is_dataclass(option) and isinstance(option, type):
            return True, self.read(option, raw, path)
        if issubclass(option, StrEnum):
            return raw in set(option), option(raw) if raw in set(option) else raw
        if option is date:
            return isinstance(raw, date) and not isinstance(raw, datetime), raw
        if option is int:
            return isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0, raw
        return isinstance(raw, option), raw

    def _list(self, part: Any, raw: Any, path: Path) -> tuple[bool, Any]:
        if not isinstance(raw, list):
            return False, raw
        return True, tuple(self._value(part, one, (*path, number)) for number, one in enumerate(raw, 1))


def options_of(hint: Any) -> tuple[Any, ...]:
    """The kinds of value that a type allows, None among them."""
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(inner for one in get_args(hint) for inner in options_of(one))
    return (hint,)


def words_of(option: Any) -> str:
    """A kind of value in words, as in errors and in docs/gates.md."""
    if get_origin(option) is Literal:
        return "false"
    if get_origin(option) is tuple:
        return f"a list of {words_of(get_args(option)[0])}"
    if is_dataclass(option):
        return "tables"
    if isinstance(option, type) and issubclass(option, StrEnum):
        return "one of " + ", ".join(f'"{one.value}"' for one in option)
    return {str: "a text", bool: "true/false", int: "a whole number", date: "a date (without quotes)"}[option]


def kind_in_words(hint: Any) -> str:
    """A whole type in words: the options joined, None left out."""
    return " or ".join(dict.fromkeys(words_of(one) for one in options_of(hint) if one is not type(None)))


def keys_of(kind: Any) -> list[tuple[str, str, str]]:
    """(key, allowed values, explanation) of a dataclass, in order; for docs/gates.md."""
    hints = get_type_hints(kind)
    return [(one.name, kind_in_words(hints[one.name]), str(one.metadata.get("about", ""))) for one in fields(kind)]
