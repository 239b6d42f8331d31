"""The nouns of the checklists: what an inspector looks at. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field

from law.book import Words
from law.notions import ItemClass


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A group of checklist items on the visit page, in reading order."""

    id: str
    name: Words = field(hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One thing to look at during a visit.

    `severity` 1 (note) to 4 (stop, call a partner now), a proposal that a municipality may change.
    `says` and `says_not`: what the item proves and what it does not; None where no help text is written yet.
    `countries`: where the item applies; empty: everywhere.
    """

    code: str
    set: str
    scope: str
    label: Words = field(hash=False)
    severity: int
    cls: ItemClass
    topic: str
    sources: tuple[str, ...]
    countries: tuple[str, ...]
    says: Words | None = field(hash=False)
    says_not: Words | None = field(hash=False)

    @property
    def is_violation(self) -> bool:
        """Whether the item can stand for a breach of a rule."""
        return self.cls is not ItemClass.INDICATOR


@dataclass(frozen=True, kw_only=True, slots=True)
class Subtype:
    """A kind of establishment within a sector; `scope` is the checklist column it adds."""

    id: str
    name: Words = field(hash=False)
    scope: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SectorKind:
    """A built-in sector with its subtypes; municipalities can add sectors of their own."""

    id: str
    set: str
    scope: str
    name: Words = field(hash=False)
    subtypes: tuple[Subtype, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """A sign from a published set and the checklist items that record it. Indicators never decide."""

    id: str
    set: str
    name: Words = field(hash=False)
    items: tuple[str, ...]
    source: str
