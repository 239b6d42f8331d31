"""States and the only roads between them. Pure; one table per noun in that noun's package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from app.errors import NoSuchRoad

S = TypeVar("S", bound=StrEnum)


class Lifecycle(Generic[S]):
    """A table ``{(state, verb): next state}``; a verb is the name of exactly one act."""

    def __init__(self, roads: Mapping[tuple[S, str], S], *, start: S, final: frozenset[S]) -> None:
        self.roads, self.start, self.final = dict(roads), start, final

    def after(self, state: S, verb: str) -> S:
        """The state behind the road, or :class:`NoSuchRoad`."""
        try:
            return self.roads[state, verb]
        except KeyError:
            raise NoSuchRoad(state=state, verb=verb) from None

    def allows(self, state: S, verb: str) -> bool:
        return (state, verb) in self.roads

    def verbs(self, state: S) -> tuple[str, ...]:
        return tuple(verb for (origin, verb) in self.roads if origin == state)


@dataclass(frozen=True)
class Lack:
    """One thing that still lacks: the sentence, the article that asks it, and where to mend it.

    ``anchor`` is the id of the field on the page; ``source`` is shown small behind the sentence.
    """

    key: str
    sentence: Any
    anchor: str = ""
    source: str = ""
