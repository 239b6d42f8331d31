"""The book of each country, read once at import, and the questions one may ask it on a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from law import entries
from law.book import Dated, Ground, Measure, Penalty, Remedy, Statute, SuspensionRule, Term, Words
from law.notions import LawError, UnknownEntry, UnknownJurisdiction
from law.read import HOUSE, Row, document, listed, things
from law.sectors import items

_Entry = TypeVar("_Entry", bound=Dated)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Book:
    statutes: tuple[Statute, ...]
    grounds: tuple[Ground, ...]
    measures: tuple[Measure, ...]
    terms: tuple[Term, ...]
    suspensions: tuple[SuspensionRule, ...]
    penalties: tuple[Penalty, ...]
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Jurisdiction:
    """Where a municipality lies: its law, and the languages in which its letters may be."""

    code: str
    country: str
    name: Words = field(hash=False)
    languages: tuple[str, ...]
    _book: _Book = field(repr=False, hash=False, compare=False)

    def grounds(self, on: date) -> tuple[Ground, ...]:
        """The grounds in force on that day, in the order of the book."""
        return self._in_force(self._book.grounds, on)

    def ground(self, ground_id: str, on: date) -> Ground:
        """One ground as in force on that day. Raises UnknownEntry."""
        return self._one(self._book.grounds, "ground", ground_id, on)

    def measures(self, on: date) -> tuple[Measure, ...]:
        """The measures in force on that day."""
        return self._in_force(self._book.measures, on)

    def measure(self, measure_id: str, on: date) -> Measure:
        """One measure as in force on that day. Raises UnknownEntry."""
        return self._one(self._book.measures, "measure", measure_id, on)

    def terms(self, on: date) -> tuple[Term, ...]:
        """The terms in force on that day."""
        return self._in_force(self._book.terms, on)

    def term(self, term_id: str, on: date) -> Term:
        """One term as in force on that day. Raises UnknownEntry."""
        return self._one(self._book.terms, "term", term_id, on)

    def remedies(self, on: date) -> tuple[Remedy, ...]:
        """The remedies in force on that day."""
        return self._in_force(self._book.remedies, on)

    def remedy(self, remedy_id: str, on: date) -> Remedy:
        """One remedy as in force on that day. Raises UnknownEntry."""
        return self._one(self._book.remedies, "remedy", remedy_id, on)

    def suspensions(self, on: date) -> tuple[SuspensionRule, ...]:
        """The causes for which a clock may stand still, in force on that day."""
        return self._in_force(self._book.suspensions, on)

    def suspension_rule(self, rule_id: str, on: date) -> SuspensionRule:
        """One cause for which a clock stands still. Raises UnknownEntry."""
        return self._one(self._book.suspensions, "suspension", rule_id, on)

    def penalties(self, on: date) -> tuple[Penalty, ...]:
        """What a late decision costs, in force on that day."""
        return self._in_force(self._book.penalties, on)

    def penalty(self, penalty_id: str, on: date) -> Penalty:
        """What a late decision costs, by the amounts of that day. Raises UnknownEntry."""
        return self._one(self._book.penalties, "penalty", penalty_id, on)

    @property
    def statutes(self) -> tuple[Statute, ...]:
        """Every statute the book leans on, past ones included."""
        return tuple(statute for statute in self._book.statutes if self._holds_here(statute))

    def _holds_here(self, entry: Dated) -> bool:
        return not entry.only or self.code in entry.only

    def _in_force(self, entries_: Iterable[_Entry], on: date) -> tuple[_Entry, ...]:
        return tuple(entry for entry in entries_ if entry.holds(on) and self._holds_here(entry))

    def _one(self, entries_: Iterable[_Entry], noun: str, entry_id: str, on: date) -> _Entry:
        for entry in self._in_force(entries_, on):
            if entry.id == entry_id:
                return entry
        known = any(entry.id == entry_id and self._holds_here(entry) for entry in entries_)
        why = f"was not in force on {on}" if known else f"does not exist in {self.code}"
        raise UnknownEntry(f"The {noun} {entry_id!r} {why}.")


def read_book(country: str) -> _Book:
    """All files of one country, checked against each other. Raises LawError naming the file and the key."""
    folder = HOUSE / country
    clocks = document(folder / "terms.toml")
    book = _Book(
        statutes=things(folder / "statutes.toml", "statute", lambda row: entries.statute(row, country)),
        grounds=things(folder / "grounds.toml", "ground", lambda row: entries.ground(row, country)),
        measures=things(folder / "measures.toml", "measure", lambda row: entries.measure(row, country)),
        terms=listed(clocks, "term", lambda row: entries.term(row, country)),
        suspensions=listed(clocks, "suspension", lambda row: entries.suspension_rule(row, country)),
        penalties=listed(clocks, "penalty", lambda row: entries.penalty(row, country)),
        remedies=things(folder / "remedies.toml", "remedy", lambda row: entries.remedy(row, country)),
    )
    clocks.finish()
    _check(book, country)
    return book


def _check(book: _Book, country: str) -> None:
    measures, terms, codes = _ids(book.measures), _ids(book.terms), frozenset(one.code for one in items())
    remedies, suspensions = _ids(book.remedies), _ids(book.suspensions)
    for ground in book.grounds:
        _known(f"law/{country}/grounds.toml ({ground.id})", "measures", ground.measures, measures)
        _known(f"law/{country}/grounds.toml ({ground.id})", "remedy", (ground.remedy,), remedies)
        _known(f"law/{country}/grounds.toml ({ground.id})", "items", ground.items, codes)
    for measure in book.measures:
        _known(f"law/{country}/measures.toml ({measure.id})", "hearing_term", (measure.hearing_term,), terms)
        _known(f"law/{country}/measures.toml ({measure.id})", "remedy", (measure.remedy,), remedies)
        _known(f"law/{country}/measures.toml ({measure.id})", "renews", (measure.renews,), measures)
    for remedy in book.remedies:
        _known(f"law/{country}/remedies.toml ({remedy.id})", "term", (remedy.term,), terms)
    for term in book.terms:
        _known(f"law/{country}/terms.toml ({term.id})", "suspensions", term.suspensions, suspensions)
    for penalty in book.penalties:
        _known(f"law/{country}/terms.toml ({penalty.id})", "notice_term", (penalty.notice_term,), terms)
        _known(f"law/{country}/terms.toml ({penalty.id})", "days_term", (penalty.days_term,), terms)


def _ids(entries_: Iterable[Dated]) -> frozenset[str]:
    return frozenset(entry.id for entry in entries_)


def _known(where: str, key: str, named: Iterable[str | None], known: frozenset[str]) -> None:
    for name in named:
        if name is not None and name not in known:
            raise LawError(f"{where}, key {key!r}: {name!r} does not exist.")


_BOOKS = {country: read_book(country) for country in entries.SPOKEN}


def _jurisdiction(row: Row) -> Jurisdiction:
    country = row.text("country")
    if country not in _BOOKS:
        raise row.lack("country", f"{country!r} has no book")
    return Jurisdiction(
        code=row.text("code"),
        country=country,
        name=row.words("name"),
        languages=row.texts("languages"),
        _book=_BOOKS[country],
    )


_ALL = {one.code: one for one in things(HOUSE / "jurisdictions.toml", "jurisdiction", _jurisdiction, key="code")}
JURISDICTIONS = tuple(_ALL)


def jurisdiction(code: str) -> Jurisdiction:
    """The jurisdiction of that code: nl, be-vlg, be-wal, be-bru, be-dg or lu. Raises UnknownJurisdiction."""
    try:
        return _ALL[code]
    except KeyError:
        raise UnknownJurisdiction(f"The law book has no jurisdiction {code!r}; it has {', '.join(_ALL)}.") from None


def entries_of(country: str) -> tuple[Dated, ...]:
    """Everything in the book of a country, past entries and those of one region included, in the order of the files."""
    book = _BOOKS[country]
    return (
        *book.statutes,
        *book.grounds,
        *book.measures,
        *book.terms,
        *book.suspensions,
        *book.penalties,
        *book.remedies,
    )


def suspension_rule(country: str, rule_id: str, on: date) -> SuspensionRule:
    """A cause of suspension in the book of a country, as in force on that day. Raises UnknownEntry."""
    for rule in _BOOKS[country].suspensions:
        if rule.id == rule_id and rule.holds(on):
            return rule
    raise UnknownEntry(f"The suspension {rule_id!r} was not in force in {country} on {on}.")


def cause_name(rule_id: str, language: str) -> str | None:
    """The name of a cause of suspension in that language, or None when no book has it."""
    for book in _BOOKS.values():
        for rule in book.suspensions:
            if rule.id == rule_id:
                return rule.name[language]
    return None
