"""Where by-laws put a ground, and what was read of municipal regulations: starting points, never the text itself.

Each municipality enters its own articles in the application; this book only offers what model by-laws and other
municipalities do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from law.book import Dated, Ground, Words
from law.entries import SPOKEN
from law.jurisdictions import entries_of
from law.notions import LawError, Organ
from law.read import HOUSE, Row, dated, document, listed
from law.sectors import SECTOR_KINDS

ANY = "any"


class Standing(StrEnum):
    """Whether the highest court touched a regulation; what rests on it falls with it."""

    IN_FORCE = "in_force"
    CHALLENGED = "challenged"
    SUSPENDED = "suspended"
    ANNULLED = "annulled"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bylaw(Dated):
    """A by-law with the article in which it puts each ground; `municipality` is None for a model."""

    name: Words = field(hash=False)
    municipality: str | None
    articles: Mapping[str, str] = field(hash=False)  # ground id -> article, in the language of the by-law


@dataclass(frozen=True, kw_only=True, slots=True)
class Regulation(Dated):
    """What a municipality asks for one sector. None, or an empty list: not read.

    `record_max_age_days`: how old a criminal record may be; `fee_cents` 0: free; `decision_term_days` from a complete
    file; `grounds` are those the regulation can refuse or end a permit for.
    """

    municipality: str
    sector: str  # a sector of the book, or "any"
    summary: Words = field(hash=False)
    authority: Organ | None
    closing_authority: Organ | None
    transferable: bool | None
    validity_months: int | None
    distance_m: int | None
    documents: tuple[str, ...]
    record_max_age_days: int | None
    fee_cents: int | None
    decision_term_days: int | None
    grounds: tuple[str, ...]
    status: Standing


def _bylaw(row: Row, country: str) -> Bylaw:
    keys = dated(row, country)
    table = row.row("articles")
    articles = {ground: table.text(ground) for ground in table.unread()}
    return Bylaw(
        **keys,
        name=row.words("name"),
        municipality=row.text_or_none("municipality"),
        articles=MappingProxyType(articles),
    )


def _regulation(row: Row, country: str) -> Regulation:
    keys = dated(row, country)
    sector = row.text("sector")
    if sector != ANY and sector not in {kind.id for kind in SECTOR_KINDS}:
        raise row.lack("sector", f"{sector!r} is no sector of the book")
    return Regulation(
        **keys,
        municipality=row.text("municipality"),
        sector=sector,
        summary=row.words("summary"),
        authority=row.choice("authority", Organ) if row.has("authority") else None,
        closing_authority=row.choice("closing_authority", Organ) if row.has("closing_authority") else None,
        transferable=row.flag("transferable") if row.has("transferable") else None,
        validity_months=row.whole_or_none("validity_months", least=1),
        distance_m=row.whole_or_none("distance_m", least=1),
        documents=row.texts("documents"),
        record_max_age_days=row.whole_or_none("record_max_age_days", least=1),
        fee_cents=row.whole_or_none("fee_cents", least=0),
        decision_term_days=row.whole_or_none("decision_term_days", least=1),
        grounds=row.texts("grounds"),
        status=row.choice("status", Standing) if row.has("status") else Standing.IN_FORCE,
    )


def _read(country: str) -> tuple[tuple[Bylaw, ...], tuple[Regulation, ...]]:
    path = HOUSE / country / "bylaws.toml"
    if not path.exists():  # a country whose municipalities have no by-law grounds needs none
        return (), ()
    whole = document(path)
    found = (
        listed(whole, "bylaw", lambda row: _bylaw(row, country)),
        listed(whole, "regulation", lambda row: _regulation(row, country)),
    )
    whole.finish()
    _check(country, *found)
    return found


def _check(country: str, models: tuple[Bylaw, ...], read: tuple[Regulation, ...]) -> None:
    by_law = {one.id for one in entries_of(country) if isinstance(one, Ground) and one.by_law}
    named = {one.id: tuple(one.articles) for one in models} | {one.id: one.grounds for one in read}
    for entry_id, grounds in named.items():
        for ground in grounds:
            if ground not in by_law:
                raise LawError(f"law/{country}/bylaws.toml ({entry_id}): {ground!r} is no by-law ground.")


_BOOKS = {country: _read(country) for country in SPOKEN}


def bylaws(country: str) -> tuple[Bylaw, ...]:
    """The model by-laws and by-laws of municipalities of a country, models first."""
    return tuple(sorted(_BOOKS[country][0], key=lambda one: one.municipality is not None))


def articles_for(country: str, ground_id: str) -> tuple[tuple[Bylaw, str], ...]:
    """In which article each by-law of the book puts that ground, models first."""
    return tuple((one, one.articles[ground_id]) for one in bylaws(country) if ground_id in one.articles)


def regulations(country: str, municipality: str | None = None) -> tuple[Regulation, ...]:
    """What was read of the regulations of a country, or of one municipality by its name."""
    return tuple(one for one in _BOOKS[country][1] if municipality in (None, one.municipality))
