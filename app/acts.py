"""The one door for writing: power, transaction, audit line, commit, errands."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app import db as database
from app.audit import Change, changes_of, write_line
from app.db import db
from app.errors import ChangedMeanwhile, NotAllowed
from app.powers import Actor, Permission

__all__ = [
    "KNOWN",
    "Actor",
    "act",
    "acting_as",
    "actor",
    "actor_or_none",
    "after_commit",
    "check_version",
    "identity",
    "machine",
    "named",
    "note",
    "record",
    "record_look",
]

P = ParamSpec("P")
R = TypeVar("R")
log = logging.getLogger(__name__)


@dataclass
class Running:
    """An act under way. Errands run after the outermost commit; ``note`` goes into the audit line.

    ``only_seen``: a look or a refusal, of which nothing is written but the line.
    """

    name: str
    changes: list[Change] = field(default_factory=list)
    note: dict[str, Any] = field(default_factory=dict)
    errands: list[Callable[[], None]] = field(default_factory=list)
    only_seen: bool = False

    def write_line(self) -> None:
        """Append the line of this act to the chain, inside the running transaction."""
        assert not (self.only_seen and self.changes), "a look changes nothing"
        write_line(db.session, self.name, _actor.get(), self.changes, self.note, only_seen=self.only_seen)


@dataclass(frozen=True)
class KnownAct:
    name: str
    power: Permission
    function: Callable[..., Any]


KNOWN: dict[str, KnownAct] = {}
_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)
_running: ContextVar[Running | None] = ContextVar("act", default=None)


def actor_or_none() -> Actor | None:
    return _actor.get()


def actor() -> Actor:
    """The present actor, or :class:`NotAllowed` when nobody is signed in."""
    present = _actor.get()
    if present is None:
        raise NotAllowed
    return present


@contextmanager
def acting_as(who: Actor) -> Iterator[Actor]:
    """Let somebody act in the block, and see only that actor's municipality."""
    token = _actor.set(who)
    try:
        with database.municipality(who.municipality_code):
            yield who
    finally:
        _actor.reset(token)


def machine(kind: str, name: str, municipality_code: str | None) -> Actor:
    """A job or a console command: every power, because the roles bind people, and the audit line names the machine."""
    return Actor(kind, name, name, municipality_code, frozenset(Permission))


def act(power: Permission, *, name: str | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function the only way to do one thing.

    Outermost: refuses without the power (:class:`NotAllowed`), opens the transaction (``BEGIN IMMEDIATE`` on SQLite),
    runs, writes the audit line, commits, then runs errands. An act inside an act shares the transaction and adds its
    own line. Raises :class:`ChangedMeanwhile` when somebody else saved first; nothing half-written remains.
    """

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        title = name or f"{function.__module__.split('.')[0]}.{function.__name__}"

        @wraps(function)
        def acted(*args: P.args, **kwargs: P.kwargs) -> R:
            if power not in actor().powers:
                raise NotAllowed(power=power.value)
            with _opened(title):
                return function(*args, **kwargs)

        acted.power = power  # type: ignore[attr-defined]
        KNOWN[title] = KnownAct(title, power, acted)
        return acted

    return mark


@contextmanager
def _opened(title: str, *, only_seen: bool = False) -> Iterator[Running]:
    outer, running = _running.get(), Running(title, only_seen=only_seen)
    token = _running.set(running)
    try:
        if outer is not None:
            with _lines_of(outer):
                yield running
                db.session.flush()
            running.write_line()
            outer.errands.extend(running.errands)
            return
        with database.writing():
            yield from _outermost(running)
    finally:
        _running.reset(token)
    _run(running.errands)


def _outermost(running: Running) -> Iterator[Running]:
    session = db.session
    changed = bool(session.new or session.dirty or session.deleted)
    assert not changed, "something was changed before the act began"
    session.rollback()  # ends the reading transaction, so that BEGIN IMMEDIATE sees the newest rows
    try:
        yield running
        session.flush()
        running.write_line()
        session.commit()
    except StaleDataError as fault:
        session.rollback()
        raise ChangedMeanwhile from fault
    except BaseException:
        session.rollback()
        raise


@contextmanager
def _lines_of(outer: Running) -> Iterator[None]:
    """Flush what the outer act has done so far, so that its changes are not booked on the inner one."""
    inner = _running.get()
    token = _running.set(outer)
    db.session.flush()
    _running.reset(token)
    assert _running.get() is inner
    yield


def _run(errands: list[Callable[[], None]]) -> None:
    for errand in errands:
        try:
            errand()
        except Exception:
            log.exception("an errand failed")


def after_commit(errand: Callable[[], None]) -> None:
    """Do something when, and only when, the act has been committed."""
    running = _running.get()
    assert running is not None, "errands belong to an act"
    running.errands.append(errand)


def note(**values: Any) -> None:
    """Add facts to the audit line of the present act."""
    running = _running.get()
    assert running is not None, "a note belongs to an act"
    running.note.update(values)


@contextmanager
def named(title: str, **values: Any) -> Iterator[Running]:
    """An act of the house itself (``identity``, ``look``, ``job``): no power is asked, the line is written."""
    with _opened(title) as running:
        running.note.update(values)
        yield running


@contextmanager
def identity() -> Iterator[None]:
    """The act of the sign-in library: its pending changes are kept, and its own commit ends the transaction."""
    running = Running("identity")
    token = _running.set(running)
    try:
        with database.writing():
            db.session.flush()
            running.write_line()
            yield
    finally:
        _running.reset(token)


def record(title: str, **values: Any) -> None:
    """Write down a look or a refusal: only the line, so that what is remembered of the data stays (app.remembered)."""
    with _opened(title, only_seen=True) as running:
        running.note.update(values)


def record_look(power: Permission, path: str, values: dict[str, str]) -> None:
    """Write down that somebody looked at a dossier with persons."""
    record("look", power=power.value, path=path, **values)


def check_version(row: Any, seen: int | None) -> None:
    """Refuse with :class:`ChangedMeanwhile` when the row moved since the form was shown."""
    if seen is not None and row.version != seen:
        raise ChangedMeanwhile(row=row)


@event.listens_for(Session, "before_flush")
def _book_changes(session: Session, context: Any, instances: Any) -> None:
    running = _running.get()
    if running is not None:
        running.changes.extend(changes_of(session))
