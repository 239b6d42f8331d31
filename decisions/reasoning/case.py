"""A decision as the gates see it: plain values, and one point per gate. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.lifecycle import Lack
from decisions.evidence import Need, Piece
from decisions.gates import source


@dataclass(frozen=True)
class ChosenGround:
    """A ground under a decision. ``in_force``: the copied text is still the law on the day of decision."""

    id: str
    name: str
    article: str
    quote: str
    motivation: str
    needs: tuple[Need, ...]
    pieces: tuple[Piece, ...]
    in_force: bool
    announced: bool
    needs_designation: bool
    verified: bool
    max_months: int | None = None


@dataclass(frozen=True)
class CaseFile:
    """All that the gates look at, as plain values. ``texts``: every free text by the name of its field."""

    country: str
    gates: frozenset[str]
    effect: str
    max_months: int | None
    needs_duration: bool
    confirmation: str | None
    grounds: tuple[ChosenGround, ...]
    texts: Mapping[str, str]
    addressee_complete: bool
    language: str
    allowed_languages: tuple[str, ...]
    remedies_known: bool
    mayor_known: bool
    mayor_is_drafter: bool
    sector_designated: bool
    announced_on: date | None
    hearing_until: date | None
    hearing_fixed: bool
    hearing_outcome: str
    hearing_exception: str
    consulted_on: date | None
    consulted_authority: str
    sending_on: date | None
    effect_on: date | None
    duration_from: date | None
    duration_until: date | None
    college_due_on: date | None
    held: frozenset[str] = field(default_factory=frozenset)

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()


@dataclass(frozen=True)
class Point:
    """One thing that must be in order: its name, and the lack while it is not."""

    name: Any
    lack: Lack | None


def point(case: CaseFile, name: Any, met: bool, gate: str, sentence: Any, anchor: str, key: str = "") -> Point:
    """A gate with its name; the lack is there while it is not met."""
    lack = None if met else Lack(key or gate, sentence, anchor, source(case.country, gate))
    return Point(name, lack)
