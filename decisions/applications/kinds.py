"""The letters by which an application is decided on, and what each of them needs typed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The kind of the decision letter of a measure whose procedure is that of an application."""

    GRANT = "grant"
    WITH_CONDITIONS = "grant-with-conditions"
    COMPLETION = "completion-request"
    UNTREATED = "not-treated"
    EXTENSION = "extension-notice"
    SUSPENSION = "suspension-notice"
    SILENCE = "granted-by-silence"


GRANTS = frozenset({Kind.GRANT, Kind.WITH_CONDITIONS})
MOVES = frozenset({Kind.EXTENSION, Kind.SUSPENSION})
MOST_CONDITIONS = 30
_VALIDITY = ("valid_from", "valid_until")
_OWN_RULE = ("organ", "regulation", "article")


def kind_of(measure_copy: Mapping[str, Any]) -> Kind | None:
    """The kind of letter of a decision on an application; None for any other decision."""
    if measure_copy.get("procedure") != "application":
        return None
    return Kind(measure_copy["letters"]["decision"])


def fields_of(kind: Kind, country: str, *, counted: bool) -> tuple[str, ...]:
    """The names of what is typed. ``counted``: a term of the law book runs, so that its last day is worked out."""
    by_regulation = country == "be"
    match kind:
        case Kind.GRANT | Kind.WITH_CONDITIONS:
            return (*_VALIDITY, *(_OWN_RULE if by_regulation else ("end_reason",)))
        case Kind.COMPLETION:
            return ("complete_until",)
        case Kind.EXTENSION:
            moved = ("weeks",) if counted else ("old_end_on", "new_end_on")
            return (*moved, "reason", *(("article",) if by_regulation else ()))
        case Kind.SUSPENSION:
            return ("cause", "from_on", "until_on", "reason")
        case Kind.UNTREATED:
            return ("reason",)
        case Kind.SILENCE:
            return ()


def has_conditions(kind: Kind, country: str) -> bool:
    """Whether conditions can be typed: a Belgian permit always has them, a Dutch one has a letter of its own."""
    return kind is Kind.WITH_CONDITIONS or (kind is Kind.GRANT and country == "be")
