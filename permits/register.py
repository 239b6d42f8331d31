"""The register as a list: filters, sorting, search by the beginnings of words, pages of fifty.

The questions are asked of the tables, not the mapped classes, because this page is opened all day; the wall around
one's own municipality therefore stands in each of them. The page of rows, the number of rows and the sectors are
three statements, of which the last two are remembered until the municipality's next act.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, false, func, literal, select, union_all

from app import clock, remembered
from app.db import db, scope
from app.web.fields import clean
from permits.models import RegisterLine, RegisterStatus, SearchWord, Sector
from permits.search import asked, past

PER_PAGE = 50
# So many hits of its rarest word can be looked up and sorted within the time; beyond, a search goes down the list.
FEW_HITS = 1_500
# With more words than one the others are looked up first, and only what is left is fetched.
FEW_HITS_OF_SEVERAL = 3_000
# So many hits of a word are gathered at once before going down the list; a more frequent word is soon met there.
GATHERED_HITS = 12_000
NOT_ENDED = "not-ended"
ALL = "all"
NEVER = "never"
# Days since the last visit, by the word in the address.
VISITS = {"3-months": 91, "6-months": 182, "12-months": 365}
SORTS = ("term", "name", "visit")
_LONGEST_QUERY = 200


@dataclass(frozen=True)
class Filters:
    """What the address asks for.

    ``status``: a RegisterStatus, "not-ended" or "all"; ``visit``: "", "never" or a key of :data:`VISITS`.
    """

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

    rows: Sequence[Any]
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


_LINE = RegisterLine.__table__.c
_COLUMNS = (
    _LINE.establishment_id,
    _LINE.name,
    _LINE.sector_id,
    _LINE.address,
    _LINE.city,
    _LINE.operator_name,
    _LINE.status,
    _LINE.red_flags,
    _LINE.last_visit_on,
    _LINE.next_term_on,
    _LINE.next_term_kind,
)


def listing(filters: Filters) -> Listing:
    """The page that the filters ask for; a page behind the last is the last."""
    found = _searched(filters) if filters.q else _paged(filters)
    if not found.rows and found.total and filters.page > found.pages:
        return listing(replace(filters, page=found.pages))
    return found


def _paged(filters: Filters) -> Listing:
    question = _page_question(replace(filters, page=1), scope() or "", clock.today())
    rows = db.session.execute(question, {"skipped": (filters.page - 1) * PER_PAGE}).all()
    head = rows[0].head if rows else remembered.head_now()
    remembered.seen(head)
    key = ("register-count", filters.sector, filters.status, filters.visit, clock.today() if filters.visit else None)
    total = remembered.recall(key, head, lambda: _count(filters))
    return Listing(rows, total, False, filters, _sectors(head))


@lru_cache(maxsize=512)
def _page_question(filters: Filters, town: str, today: date) -> Select[Any]:
    """The question for a page, kept: putting it together takes longer than asking it. Conditions hold ``today``."""
    own = _LINE.municipality_code == town
    question = _sorted(select(*_COLUMNS, remembered.head().label("head")).where(own, *_conditions(filters)), filters)
    found: Select[Any] = question.limit(PER_PAGE).offset(bindparam("skipped"))
    return found


def _searched(filters: Filters) -> Listing:
    words = asked(filters.q)
    if not words:
        return Listing([], 0, False, filters, _sectors(None))
    hits, head = _hits(words)
    remembered.seen(head)
    sectors = _sectors(head)
    rarest = min(words, key=lambda word: hits[word])
    if hits[rarest] == 0:
        return Listing([], 0, False, filters, sectors)
    few = hits[rarest] <= (FEW_HITS if len(words) == 1 else FEW_HITS_OF_SEVERAL)
    # Down the list nobody counts further than the pages that can be seen from here.
    most = FEW_HITS_OF_SEVERAL if few else filters.page * PER_PAGE + 1
    question = _from_hits(filters, words, rarest) if few else _down_the_list(filters, hits)
    rows = db.session.execute(_numbered(question, filters, most)).all()
    if not rows and filters.page > 1:
        return _searched(replace(filters, page=1))
    counted = rows[0].counted if rows else 0
    more = not few and counted == most
    return Listing(rows, counted - more, more, filters, sectors)


def _hits(words: list[str]) -> tuple[dict[str, int], str]:
    """How many hits each word has, counted no further than matters; and the audit head."""
    probes = []
    for place, word in enumerate(words):
        hits = select(literal(1)).where(*_begins(word)).limit(GATHERED_HITS + 1).subquery()
        counted = select(func.count()).select_from(hits).scalar_subquery()
        probes.append(select(literal(place).label("place"), counted.label("hits"), remembered.head().label("head")))
    found = db.session.execute(union_all(*probes)).all()
    return {words[place]: hits for place, hits, _head in found}, found[0].head


# Neither database would choose well between the two ways (SQLite keeps no figures about the data, PostgreSQL takes
# words for independent), so each is written such that only that way is open.


def _from_hits(filters: Filters, words: list[str], rarest: str) -> Select[Any]:
    """With a rare word: from its hits to their lines."""
    line, word = _LINE, SearchWord.__table__.c
    others = (_has(other, word.establishment_id) for other in words if other != rarest)
    hits = select(word.establishment_id).where(*_begins(rarest), *others).distinct().subquery()
    rows = hits.join(RegisterLine.__table__, line.establishment_id == hits.c.establishment_id)
    # The hits are of one's own municipality already; written like this the condition closes the way over its index.
    own = func.coalesce(line.municipality_code, "") == (scope() or "")
    return select(*_COLUMNS).select_from(rows).where(own, *_conditions(filters))


def _down_the_list(filters: Filters, hits: dict[str, int]) -> Select[Any]:
    """Without one: down the list in order, asking of each line whether it has the words, until there are enough."""
    own = _LINE.municipality_code == (scope() or "")
    has = (
        _gathered(word) if hits[word] <= GATHERED_HITS else _has(word, _LINE.establishment_id)
        for word in sorted(hits, key=lambda word: hits[word])
    )
    return select(*_COLUMNS).where(own, *_conditions(filters), *has)


def _gathered(word: str) -> ColumnElement[bool]:
    """Whether a line is among the hits of a word, gathered once; bare, PostgreSQL would make a join of it and sort."""
    hits = select(SearchWord.__table__.c.establishment_id).where(*_begins(word))
    return func.coalesce(_LINE.establishment_id.in_(hits), false())


def _numbered(question: Select[Any], filters: Filters, most: int) -> Select[Any]:
    """A page of the rows, in order, each with their number (counted up to ``most``)."""
    found = _sorted(question, filters).limit(most).subquery()
    numbered = select(*found.c, func.count().over().label("counted")).order_by(*_order(found.c, filters))
    return numbered.limit(PER_PAGE).offset((filters.page - 1) * PER_PAGE)


def _begins(word: str) -> tuple[ColumnElement[bool], ...]:
    column = SearchWord.__table__.c
    return column.municipality_code == (scope() or ""), column.word >= word, column.word < past(word)


def _has(word: str, owner: ColumnElement[uuid.UUID]) -> ColumnElement[bool]:
    """Whether an establishment, which is of one's own municipality already, has a word that begins so."""
    other = SearchWord.__table__.alias().c
    hit = select(literal(1)).where(other.establishment_id == owner, other.word >= word, other.word < past(word))
    return hit.exists()


def matching(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions on :class:`RegisterLine` for filters and search together, without paging."""
    return [*_conditions(filters), *(_has(word, _LINE.establishment_id) for word in asked(filters.q))]


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.sector:
        found.append(_LINE.sector_id == filters.sector)
    if filters.status == NOT_ENDED:
        found.append(_LINE.status != RegisterStatus.ENDED.value)
    elif filters.status != ALL:
        found.append(_LINE.status == filters.status)
    if filters.visit == NEVER:
        found.append(_LINE.last_visit_on.is_(None))
    elif filters.visit:
        found.append(_LINE.last_visit_on < clock.today() - timedelta(days=VISITS[filters.visit]))
    return found


def _order(line: Any, filters: Filters) -> list[ColumnElement[Any]]:
    main: Any = {"term": line.next_term_on, "name": line.name, "visit": line.last_visit_on}[filters.sort]
    if filters.sort == "visit":
        # Never visited is longer ago than any visit.
        main = func.coalesce(main, date.min)
    columns = [main, line.establishment_id]
    return [column.desc() for column in columns] if filters.descending else columns


def _sorted(question: Any, filters: Filters) -> Any:
    return question.order_by(*_order(_LINE, filters))


def _count(filters: Filters) -> int:
    own = _LINE.municipality_code == (scope() or "")
    return (
        db.session.scalar(select(func.count()).select_from(RegisterLine.__table__).where(own, *_conditions(filters)))
        or 0
    )


def _sectors(head: str | None) -> Sequence[SectorChoice]:
    def ask() -> Sequence[SectorChoice]:
        rows = db.session.execute(select(Sector.id, Sector.name).order_by(Sector.kind, Sector.id))
        return [SectorChoice(key, name) for key, name in rows]

    return remembered.recall("register-sectors", head, ask)


def is_empty() -> bool:
    """Whether the register of one's own municipality holds nothing at all."""
    own = _LINE.municipality_code == (scope() or "")
    return db.session.scalar(select(_LINE.establishment_id).where(own).limit(1)) is None


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
