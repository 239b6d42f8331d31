"""A case that many tests begin with is played once per database, and afterwards laid back as it was left.

Nothing is written but by an act and every act moves an audit chain: the ends of the chains tell whether a database
stands where it stood when the case was first played.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast
from uuid import UUID

from flask import current_app
from sqlalchemy import inspect, select

from app import acts, clock, files
from app.audit import AuditHead
from app.db import Base, db, is_writing

P = ParamSpec("P")
R = TypeVar("R")
Ends = frozenset[tuple[str, str]]


class Kept(Protocol):
    """A database that can be remembered and put back."""

    def keep_played(self, name: str) -> None:
        """Remember what was written since the bare region."""

    def restore_played(self, name: str) -> None:
        """Put that back, whatever the database holds now."""


@dataclass(frozen=True)
class Played:
    """A case: the name of what the database keeps of it, what was given back, and the files that lay in the house."""

    name: str
    result: Any
    papers: frozenset[str]


@dataclass
class Recollections:
    """The cases that were played on one database.

    ``known``: ends of the chains after the bare region or after a case; from elsewhere nobody comes twice.
    ``papers``: content by its SHA-256; a later test may destroy or damage a file.
    """

    house: Kept
    known: set[Ends] = field(default_factory=set)
    played: dict[Hashable, Played] = field(default_factory=dict)
    papers: dict[str, bytes] = field(default_factory=dict)

    def keep(self, result: Any) -> Played:
        """Remember what was played just now."""
        papers = frozenset(db.session.scalars(select(files.StoredFile.__table__.c.sha256)))
        for digest in papers - self.papers.keys():
            if files.path_of(digest).exists():
                self.papers[digest] = files.path_of(digest).read_bytes()
        self.known.add(_ends())
        case = Played(f"played_{len(self.played)}", result, papers & self.papers.keys())
        self.house.keep_played(case.name)
        return case

    def put_back(self, case: Played) -> Any:
        """Leave database and files as the case left them; what it gave back."""
        self.house.restore_played(case.name)
        for digest in case.papers:
            path, content = files.path_of(digest), self.papers[digest]
            if not path.exists() or path.read_bytes() != content:
                path.unlink(missing_ok=True)
                files._write_once(path, content)
        return case.result


_present: list[Recollections] = []


@contextmanager
def begin(recollections: Recollections) -> Iterator[None]:
    """A test begins on the bare region of this database, and lets cases be recalled."""
    recollections.known.add(_ends())
    _present.append(recollections)
    try:
        yield
    finally:
        _present.pop()


def recalled(play: Callable[P, R]) -> Callable[P, R]:
    """Let a function that plays a case be played once; it returns a row, its id, or nothing.

    The second time from the same beginning (database, day, settings, actor, arguments) the database is put where the
    first one left it.
    """

    @wraps(play)
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        before = _ends() if _present else frozenset()
        if not _present or before not in _present[-1].known or is_writing():
            return play(*args, **kwargs)
        here = _present[-1]
        asked = (play, before, _moment(), repr(current_app.config), acts.actor_or_none())
        key = (*asked, tuple(map(_told, args)), tuple((name, _told(value)) for name, value in kwargs.items()))
        if key not in here.played:
            result = play(*args, **kwargs)
            assert result is None or isinstance(result, Base | UUID)
            here.played[key] = here.keep(_Row.of(result) if isinstance(result, Base) else result)
            return result
        found = here.put_back(here.played[key])
        return cast("R", found.read() if isinstance(found, _Row) else found)

    return once


def _ends() -> Ends:
    db.session.rollback()
    found = frozenset((chain, end) for chain, end in db.session.execute(select(AuditHead.chain, AuditHead.sha256)))
    db.session.rollback()
    return found


def _moment() -> Hashable:
    return clock.now() if clock.is_set() else clock.today()


def _told(value: Any) -> Hashable:
    """What an argument is, wherever it stands: a row by its key, a function by its name."""
    if isinstance(value, Base):
        return _Row.of(value)
    return getattr(value, "__qualname__", None) or repr(value)


@dataclass(frozen=True)
class _Row:
    """A row without its session."""

    model: type[Base]
    key: Any

    @classmethod
    def of(cls, row: Base) -> _Row:
        return cls(type(row), inspect(row).identity)

    def read(self) -> Base:
        found = db.session.get(self.model, self.key)
        assert found is not None
        return found
