"""The register as a list: filters, sorting, search by the beginnings of words, pages of fifty.

All from :class:`RegisterLine` and :class:`SearchWord`: the page of rows, the number of rows and the sectors are three
statements, of which the last two are remembered until the municipality's next act.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, literal, select, union_all
from sqlalchemy.orm import aliased

from app import clock, remembered
from app.db import db
from app.web.fields import clean
from permits.models import RegisterLine, RegisterStatus, Sector, SearchWord
from permits.search import asked, past

PER_PAGE = 50
# A search counts no further than this; the page then says "more than".
MOST_COUNTED = 1_000
NOT_ENDED = "not-ended"
ALL = "all"
NEVER = "never"
# Days since the last visit, by the word in the address.
VISITS = {"3-months": 91, "6-months": 182, "12-months": 365}
SORTS = ("term", "name", "visit")
_LONGEST_QUERY = 200


@dataclass(frozen=True)
class Filters:
    """What the address asks for. ``status``: a RegisterStatus, "not-ended" or "all"; ``visit``: "", "never", key of VISITS."""

    q: str = ""
    sector: uuid.UUID | None = None
    status: str = NOT_ENDED
    visit: str = ""
    sort: str = "term"
    descending: bool = False
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filters:
        """From the query part of an address; what makes no sense is left out rather than refused."""
        status, visit = given.get("status", ""), given.get("visit", "")
        sort, page = given.get("sort", ""), given.get("page", "")
        return cls(
            q=clean(given.get("q", ""))[:_LONGEST_QUERY],
            sector=_uuid(given.get("sector", "")),
            status=status if status in {ALL, *RegisterStatus} else NOT_ENDED,
            visit=visit if visit in {NEVER, *VISITS} else "",
            sort=sort if sort in SORTS else "term",
            descending=given.get("order") == "descending",
            page=min(int(page), 100_000) if page.isascii() and page.isdigit() and int(page or 0) else 1,
        )

    def arguments(self, **changes: Any) -> dict[str, str]:
        """The query part of the address for these filters, changed; what is usual is left out."""
        new = replace(self, **changes)
        found = {
            "q": new.q,
            "sector": str(new.sector or ""),
            "status": "" if new.status == NOT_ENDED else new.status,
            "visit": new.visit,
            "sort": "" if new.sort == "term" else new.sort,
            "order": "descending" if new.descending else "",
            "page": "" if new.page == 1 else str(new.page),
        }
        return {key: value for key, value in found.items() if value}

    @property
    def narrowed(self) -> bool:
        """Whether anything but the usual filter is set."""
        return bool(self.q or self.sector or self.visit or self.status not in {NOT_ENDED, ALL})


@dataclass(frozen=True)
class SectorChoice:
    id: uuid.UUID
    name: dict[str, str]


@dataclass(frozen=True)
class Listing:
    """A page of the register. ``more``: there are more than ``total`` rows, and nobody counted how many."""

    rows: Sequence[Row[Any]]
    total: int
    more: bool
    filters: Filters
    sectors: Sequence[SectorChoice]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def first(self) -> int:
        return (self.filters.page - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


_COLUMNS = (
    RegisterLine.establishment_id,
    RegisterLine.name,
    RegisterLine.sector_id,
    RegisterLine.address,
    RegisterLine.city,
    RegisterLine.operator_name,
    RegisterLine.status,
    RegisterLine.red_flags,
    RegisterLine.last_visit_on,
    RegisterLine.next_term_on,
    RegisterLine.next_term_kind,
)


def listing(filters: Filters) -> Listing:
    """The page that the filters ask for; a page behind the last is the last."""
    found = _searched(filters) if filters.q else _paged(filters)
    if not found.rows and found.total and filters.page > found.pages:
        return listing(replace(filters, page=found.pages))
    return found


def _paged(filters: Filters) -> Listing:
    question = _sorted(select(*_COLUMNS, remembered.head().label("head")).where(*_conditions(filters)), filters)
    rows = db.session.execute(question.limit(PER_PAGE).offset((filters.page - 1) * PER_PAGE)).all()
    head = rows[0].head if rows else remembered.head_now()
    key = ("register-count", filters.sector, filters.status, filters.visit, clock.today() if filters.visit else None)
    total = remembered.recall(key, head, lambda: _count(filters))
    return Listing(rows, total, False, filters, _sectors(head))


def _searched(filters: Filters) -> Listing:
    words = asked(filters.q)
    if not words:
        return Listing([], 0, False, filters, _sectors(None))
    rarest, hits, head = _rarest(words)
    sectors = _sectors(head)
    if hits == 0:
        return Listing([], 0, False, filters, sectors)
    rows = db.session.execute(_search(filters, words, rarest, selective=hits <= MOST_COUNTED)).all()
    counted = rows[0].counted if rows else 0
    if not rows and filters.page > 1:
        return _searched(replace(filters, page=1))
    more = counted > MOST_COUNTED
    return Listing(rows, min(counted, MOST_COUNTED), more, filters, sectors)


def _rarest(words: list[str]) -> tuple[str, int, str]:
    """The word with the fewest hits, and how many, counted no further than is worth knowing; and the audit head."""
    probes = []
    for place, word in enumerate(words):
        hits = select(literal(1)).where(*_begins(SearchWord, word)).limit(MOST_COUNTED + 1).subquery()
        counted = select(func.count()).select_from(hits).scalar_subquery()
        probes.append(select(literal(place).label("place"), counted.label("hits"), remembered.head().label("head")))
    found = db.session.execute(union_all(*probes)).all()
    place, hits, head = min(found, key=lambda row: row.hits)
    return words[place], hits, head


def _search(filters: Filters, words: list[str], rarest: str, *, selective: bool) -> Select[Any]:
    """The rows that have every word. Few hits: from the words to the lines; many: down the list, looking up each line."""
    others = [word for word in words if word != rarest or not selective]
    conditions = [*_conditions(filters), *(_has(word) for word in others)]
    if selective:
        chosen = select(SearchWord.establishment_id).where(*_begins(SearchWord, rarest))
        conditions.append(RegisterLine.establishment_id.in_(chosen))
    found = _sorted(select(*_COLUMNS).where(*conditions), filters).limit(MOST_COUNTED + 1).subquery()
    line = aliased(RegisterLine, found)
    columns = [found.c[column.key] for column in _COLUMNS]
    page = select(*columns, func.count().over().label("counted")).order_by(*_order(line, filters))
    return page.limit(PER_PAGE).offset((filters.page - 1) * PER_PAGE)


def _begins(words: type[SearchWord], word: str) -> tuple[ColumnElement[bool], ...]:
    return words.word >= word, words.word < past(word)


def _has(word: str) -> ColumnElement[bool]:
    other = aliased(SearchWord)
    hits = select(literal(1)).where(other.establishment_id == RegisterLine.establishment_id, *_begins(other, word))
    return hits.exists()


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.sector:
        found.append(RegisterLine.sector_id == filters.sector)
    if filters.status == NOT_ENDED:
        found.append(RegisterLine.status != RegisterStatus.ENDED)
    elif filters.status != ALL:
        found.append(RegisterLine.status == RegisterStatus(filters.status))
    if filters.visit == NEVER:
        found.append(RegisterLine.last_visit_on.is_(None))
    elif filters.visit:
        found.append(RegisterLine.last_visit_on < clock.today() - timedelta(days=VISITS[filters.visit]))
    return found


def _order(line: type[RegisterLine], filters: Filters) -> list[ColumnElement[Any]]:
    main: Any = {"term": line.next_term_on, "name": line.name, "visit": line.last_visit_on}[filters.sort]
    if filters.sort == "visit":
        # Never visited is longer ago than any visit.
        main = func.coalesce(main, date.min)
    columns = [main, line.establishment_id]
    return [column.desc() for column in columns] if filters.descending else columns


def _sorted(question: Any, filters: Filters) -> Any:
    return question.order_by(*_order(RegisterLine, filters))


def _count(filters: Filters) -> int:
    return db.session.scalar(select(func.count()).select_from(RegisterLine).where(*_conditions(filters))) or 0


def _sectors(head: str | None) -> Sequence[SectorChoice]:
    def ask() -> Sequence[SectorChoice]:
        rows = db.session.execute(select(Sector.id, Sector.name).order_by(Sector.kind, Sector.id))
        return [SectorChoice(key, name) for key, name in rows]

    return remembered.recall("register-sectors", head, ask)


def is_empty() -> bool:
    """Whether the register of one's own municipality holds nothing at all."""
    return db.session.scalar(select(RegisterLine.establishment_id).limit(1)) is None


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
