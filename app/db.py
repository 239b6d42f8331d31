"""The database and its two walls: only one's own municipality is visible, and nothing is written outside an act."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, ForeignKey, MetaData, String, TypeDecorator, Uuid, event, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    mapped_column,
    registry,
    with_loader_criteria,
)
from uuid_utils.compat import uuid7

from app.errors import NoActNoWrite, NotHere, WrongMunicipality

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite has no zones, so the zone is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment needs a time zone"
            raise ValueError(msg)
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Base(DeclarativeBase):
    # On the registry and not on the class: Flask-SQLAlchemy derives db.Model from this class with the same registry.
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: Moment(), uuid.UUID: Uuid()},
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

EVERYWHERE = "*"
_scope: ContextVar[str | None] = ContextVar("municipality", default=None)
_act_open: ContextVar[bool] = ContextVar("act_open", default=False)


def new_id() -> uuid.UUID:
    """A UUIDv7: sortable by time, safe to show, made anywhere."""
    return uuid7()


class Identified:
    """A row whose id leaves the database."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)


class Municipal:
    """A row that belongs to one municipality and is invisible to all others."""

    municipality_code: Mapped[str] = mapped_column(
        String(12),
        ForeignKey("municipality.code"),
        index=True,
        default=lambda: _scope.get(),  # noqa: PLW0108 - a bound method of a ContextVar has no signature for SQLAlchemy
    )


class Versioned:
    """A row that two people can edit: the second writer is told, nothing is overwritten silently."""

    version: Mapped[int] = mapped_column(default=1)


def scope() -> str | None:
    """The municipality whose rows are visible now; None sees nothing."""
    return _scope.get()


@contextmanager
def municipality(code: str | None) -> Iterator[None]:
    """Narrow every question in the block to one municipality."""
    token = _scope.set(code)
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def everywhere(why: str) -> Iterator[None]:
    """Lift the municipal wall for a stated reason (sign-in, jobs that walk municipalities, the audit check)."""
    assert why
    with municipality(EVERYWHERE):
        yield


@contextmanager
def writing() -> Iterator[None]:
    """Open the write wall. Only :mod:`app.acts` and the migrations call this."""
    token = _act_open.set(True)
    try:
        yield
    finally:
        _act_open.reset(token)


def is_writing() -> bool:
    return _act_open.get()


Row = TypeVar("Row", bound=Base)


def fetch(model: type[Row], key: uuid.UUID | str) -> Row:
    """The row with this id in one's own municipality, or :class:`NotHere` (which tells the log if it is elsewhere)."""
    primary = model.__mapper__.primary_key[0]
    found = db.session.scalars(select(model).where(primary == key)).one_or_none()
    if found is not None:
        return found
    with everywhere("to record that somebody asked for a row of another municipality"):
        elsewhere = db.session.scalar(select(primary).where(primary == key)) is not None
    raise NotHere(table=model.__tablename__, key=str(key), elsewhere=elsewhere)


_WRITES = re.compile(r"\b(insert|update|delete|replace|merge|truncate|drop|alter|create)\b", re.IGNORECASE)
_HEAD = re.compile(r"\A(?:\s|--[^\n]*\n|/\*.*?\*/)*(\w+)", re.DOTALL)
_READS = frozenset(
    {
        "select",
        "pragma",
        "show",
        "explain",
        "begin",
        "commit",
        "rollback",
        "savepoint",
        "release",
        "set",
        "values",
        # Sweeps and counts; changes no row.
        "vacuum",
    }
)


def _writes(statement: str) -> bool:
    head = _HEAD.match(statement)
    word = head.group(1).lower() if head else ""
    if word == "with":
        return _WRITES.search(statement) is not None
    return word not in _READS


def settle(*tables: type[Base]) -> None:
    """After very many rows at once: let PostgreSQL do now what its own sweeper would do some minutes later.

    Until then it looks up every row of an index-only question in the table as well. SQLite has nothing of the kind.
    """
    if db.engine.dialect.name != "postgresql":
        return
    names = ", ".join(table.__tablename__ for table in tables)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"VACUUM (ANALYZE) {names}")


def raise_walls(engine: Engine) -> None:
    """Put the write wall and the SQLite settings on one engine."""

    @event.listens_for(engine, "before_cursor_execute")
    def refuse_writes_outside_acts(
        conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
    ) -> None:
        if not is_writing() and _writes(statement):
            raise NoActNoWrite(statement.split("\n", 1)[0][:120])

    if engine.dialect.name != "sqlite":

        @event.listens_for(engine, "connect")
        def alone(connection: Any, record: Any) -> None:
            # Every question here is short: starting helpers for it takes longer than answering it.
            # Nor is any worth compiling.
            connection.execute("SET max_parallel_workers_per_gather = 0")
            connection.execute("SET jit = off")
            connection.commit()

        return

    @event.listens_for(engine, "connect")
    def settings(connection: Any, record: Any) -> None:
        # The driver's own BEGIN comes too late for BEGIN IMMEDIATE: we send ours below.
        # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#pysqlite-serializable
        connection.isolation_level = None
        cursor = connection.cursor()
        # 64 MB of pages in memory: an import writes all over the index of search words.
        safety = ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=20000", "synchronous=NORMAL")
        for pragma in (*safety, "cache_size=-65536"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(conn: Any) -> None:
        # Two acts at once must queue, not deadlock on a lock upgrade.
        conn.exec_driver_sql("BEGIN IMMEDIATE" if is_writing() else "BEGIN")


@event.listens_for(Session, "do_orm_execute")
def _only_own_municipality(state: ORMExecuteState) -> None:
    code = _scope.get()
    # Questions of bare tables carry their own wall; loader criteria would do nothing there.
    if code == EVERYWHERE or state.is_column_load or not state.is_orm_statement:
        return
    own = code or ""
    state.statement = state.statement.options(
        with_loader_criteria(Municipal, lambda cls: cls.municipality_code == own, include_aliases=True)
    )


@event.listens_for(Session, "before_flush")
def _write_only_own_municipality(session: Session, context: Any, instances: Any) -> None:
    code = _scope.get()
    if code == EVERYWHERE:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Municipal) and (row.municipality_code or code) != code:
            raise WrongMunicipality(type(row).__name__)
