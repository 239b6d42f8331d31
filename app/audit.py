"""The audit line: who did what, when, with which columns changed; a hash chain per municipality."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import BigInteger, Integer, String, Text, inspect, select
from sqlalchemy.orm import Mapped, Session, load_only, mapped_column

from app import clock
from app.db import Base, db
from app.powers import Actor

HIDDEN = "•"
_SILENT = frozenset({"audit_line", "audit_head", "search_word", "register_line"})


class AuditLine(Base):
    """One act. ``sha256`` covers the line and its predecessor: a line changed or removed later breaks the chain."""

    __tablename__ = "audit_line"
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    chain: Mapped[str] = mapped_column(String(12), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(80))
    actor_kind: Mapped[str] = mapped_column(String(12))
    actor_id: Mapped[str] = mapped_column(String(80))
    actor_name: Mapped[str] = mapped_column(String(200))
    changes: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    previous_sha256: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The end of each chain; its row lock makes writers of one municipality queue.

    ``acted_sha256``: the last line of an act that may have changed something. A look moves the end of the chain, and
    leaves everything that was worked out from the data as true as it was.
    """

    __tablename__ = "audit_head"
    chain: Mapped[str] = mapped_column(String(12), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    acted_sha256: Mapped[str] = mapped_column(String(64), server_default="")


@dataclass(frozen=True)
class Change:
    """One row: ``columns`` maps a column to [before, after]; a sensitive column shows only that it changed."""

    table: str
    key: str
    how: str
    columns: dict[str, list[Any]]


def changes_of(session: Session) -> list[Change]:
    """What the coming flush will write, from SQLAlchemy's attribute history."""
    found = [_change(row, "new") for row in session.new]
    found += [_change(row, "changed") for row in session.dirty if session.is_modified(row)]
    found += [_change(row, "gone") for row in session.deleted]
    return [change for change in found if change.table not in _SILENT]


def _change(row: Any, how: str) -> Change:
    state = inspect(row)
    columns: dict[str, list[Any]] = {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if how == "gone" or not history.has_changes():
            continue
        hidden = attribute.columns[0].info.get("sensitive", False)
        before = history.deleted[0] if history.deleted else None
        after = history.added[0] if history.added else None
        columns[attribute.key] = [HIDDEN, HIDDEN] if hidden else [_plain(before), _plain(after)]
    key = "/".join(str(_plain(getattr(row, column.key))) for column in state.mapper.primary_key)
    return Change(state.mapper.local_table.name, key, how, columns)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    return value


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))


def _digest(line: AuditLine) -> str:
    parts = [line.chain, line.at.isoformat(), line.act, line.actor_kind, line.actor_id, line.actor_name]
    return sha256("\x1f".join([*parts, line.changes, line.note, line.previous_sha256]).encode()).hexdigest()


def write_line(
    session: Any, act: str, actor: Actor | None, changes: list[Change], note: dict[str, Any], *, only_seen: bool = False
) -> None:
    """Append to the chain of the actor's municipality, inside the running transaction.

    ``only_seen``: nothing but this line is written, so that what is remembered of the data stays true.
    """
    chain = (actor.municipality_code if actor else None) or "-"
    # Only what is needed: a migration that goes back to before ``acted_sha256`` writes its line too.
    head = session.get(AuditHead, chain, with_for_update=True, options=[load_only(AuditHead.sha256)])
    if head is None:
        head = AuditHead(chain=chain, sha256="")
        session.add(head)
    line = AuditLine(
        chain=chain,
        at=clock.now(),
        act=act,
        actor_kind=actor.kind if actor else "nobody",
        actor_id=actor.id if actor else "",
        actor_name=actor.name if actor else "",
        changes=_text([asdict(change) for change in changes]),
        note=_text(note),
        previous_sha256=head.sha256,
    )
    line.sha256 = head.sha256 = _digest(line)
    if not only_seen:
        head.acted_sha256 = line.sha256
    session.add(line)
    session.flush()


def broken_lines(chain: str) -> Iterator[AuditLine]:
    """Lines whose hash does not follow from their content and predecessor. Empty: the chain is whole."""
    previous = ""
    lines = db.session.scalars(
        select(AuditLine).where(AuditLine.chain == chain).order_by(AuditLine.id).execution_options(yield_per=500)
    )
    for line in lines:
        if line.previous_sha256 != previous or _digest(line) != line.sha256:
            yield line
        previous = line.sha256
    head = db.session.get(AuditHead, chain)
    if head is not None and head.sha256 != previous:
        yield AuditLine(id=0, chain=chain, act="the end of the chain is missing")
