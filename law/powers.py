"""Which organ may take which measure against what, and who enforces which norm. Read from ``powers.toml``.

A power is looked up, not filled in: one decided case in four fell on a wrong power or organ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from law.book import Dated, Words
from law.entries import SPOKEN
from law.jurisdictions import JURISDICTIONS, jurisdiction
from law.notions import LawError
from law.read import HOUSE, Row, dated, document, listed

# Who decides where the table cannot say it alone: the subject's own organ, or the one the regulation names.
BY_SUBJECT, BY_REGULATION = "subject", "regulation"


class Premises(StrEnum):
    """What a measure is taken against."""

    PUBLIC = "public"  # premises open to the public
    DWELLING = "dwelling"  # a home, lived in
    CLOSED = "closed"  # premises that are neither
    VEHICLE = "vehicle"
    NONE = "none"  # a business without premises, or a permit alone


class Purpose(StrEnum):
    """What a measure or regulation pursues."""

    SAFETY = "safety"
    HEALTH = "health"
    QUIET = "quiet"
    CLEANLINESS = "cleanliness"
    PUBLIC_ORDER = "public-order"
    NUISANCE = "nuisance"
    FIRE_SAFETY = "fire-safety"
    MORALITY = "morality"
    TRAFFICKING = "trafficking"
    DRUGS = "drugs"
    PLANNING = "planning"
    ECONOMIC = "economic"
    OTHER = "other"


class SubjectKind(StrEnum):
    PERMIT = "permit"
    NORM = "norm"


@dataclass(frozen=True, kw_only=True, slots=True)
class Power(Dated):
    """The power behind measures; ``organs``, ``objects`` and ``purposes`` as explained at the head of the file."""

    measures: tuple[str, ...]
    article: Words = field(hash=False)
    organs: tuple[str, ...]
    objects: tuple[Premises, ...]
    purposes: tuple[Purpose, ...]
    immediate_only: bool
    urgent_days: int | None
    longest_urgent_months: int | None
    personal_signature: bool
    dwelling_grounds: tuple[str, ...]
    stale_after_days: int | None
    asks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject(Dated):
    """A type of permit or a norm, and who decides on it or enforces it."""

    kind: SubjectKind
    name: Words = field(hash=False)
    organs: tuple[str, ...]


_Entry = TypeVar("_Entry", bound=Dated)


def _power(row: Row, country: str) -> Power:
    return Power(
        **dated(row, country),
        measures=row.texts("measures"),
        article=row.words("article", SPOKEN[country]),
        organs=row.texts("organs"),
        objects=row.choices("objects", Premises),
        purposes=row.choices("purposes", Purpose),
        immediate_only=row.flag("immediate_only"),
        urgent_days=row.whole_or_none("urgent_days", least=1),
        longest_urgent_months=row.whole_or_none("longest_urgent_months", least=1),
        personal_signature=row.flag("personal_signature"),
        dwelling_grounds=row.texts("dwelling_grounds"),
        stale_after_days=row.whole_or_none("stale_after_days", least=1),
        asks=row.texts("asks"),
    )


def _subject(row: Row, country: str) -> Subject:
    return Subject(
        **dated(row, country),
        kind=row.choice("kind", SubjectKind),
        name=row.words("name"),
        organs=row.texts("organs"),
    )


def _read(country: str) -> tuple[tuple[Power, ...], tuple[Subject, ...]]:
    path = HOUSE / country / "powers.toml"
    if not path.exists():
        return (), ()
    whole = document(path)
    powers = listed(whole, "power", lambda row: _power(row, country))
    subjects = listed(whole, "subject", lambda row: _subject(row, country))
    whole.finish()
    for one in powers:
        if one.immediate_only and (one.urgent_days is None or one.longest_urgent_months is None):
            raise LawError(
                f"law/{country}/powers.toml ({one.id}) serves acute orders but has no urgent_days or months."
            )
    return powers, subjects


_TABLES = {country: _read(country) for country in sorted({jurisdiction(code).country for code in JURISDICTIONS})}


def _on(entries: Iterable[_Entry], day: date) -> _Entry | None:
    """The entry in force that day; for a day before the book begins its oldest one."""
    found = sorted(entries, key=lambda entry: entry.in_force_from)
    return next((entry for entry in found if entry.holds(day)), found[0] if found else None)


def power(country: str, measure_id: str, on: date) -> Power | None:
    """The power behind a measure, or None where the table has none."""
    return _on((one for one in _TABLES[country][0] if measure_id in one.measures), on)


def powers(country: str) -> tuple[Power, ...]:
    """Every row of the table of powers."""
    return _TABLES[country][0]


def subject(country: str, subject_id: str, on: date) -> Subject | None:
    """A type of permit or a norm by its id, or None."""
    return _on((one for one in _TABLES[country][1] if one.id == subject_id), on)


def subjects(country: str, kind: SubjectKind | None = None) -> tuple[Subject, ...]:
    """The types of permits and the norms the table knows."""
    return tuple(one for one in _TABLES[country][1] if kind in (None, one.kind))
