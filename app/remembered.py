"""Numbers worked out from a municipality's data, remembered until its next act.

Nothing is written but by an act, and every act moves the head of the municipality's audit chain. What was worked out
under a head therefore holds exactly as long as that head stands: no time limits, no stale answers, in every process.
Lines that only tell of a look or a refusal do not count: ``AuditHead.acted_sha256``.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from flask import has_request_context, request
from sqlalchemy import ScalarSelect, select

from app.audit import AuditHead
from app.db import db, scope

T = TypeVar("T")
MOST = 2_000
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def head() -> ScalarSelect[str]:
    """The head of one's own audit chain, as a column for a question that is asked anyway."""
    return select(AuditHead.acted_sha256).where(AuditHead.chain == (scope() or "-")).scalar_subquery()


def head_now() -> str:
    """The same, asked by itself."""
    return db.session.scalar(select(AuditHead.acted_sha256).where(AuditHead.chain == (scope() or "-"))) or ""


def seen(known_head: str | None) -> None:
    """Tell the head that a question of this request brought along, so that it is not asked again."""
    if has_request_context():
        request.environ["drempel.audit_head"] = (scope(), known_head)


def head_of_request() -> str:
    """The head under which this request reads; only for numbers beside the page, such as the badge in the bar."""
    known = request.environ.get("drempel.audit_head") if has_request_context() else None
    if known and known[0] == scope() and known[1] and request.method == "GET":
        return str(known[1])
    return head_now()


def recall(what: Hashable, seen_head: str | None, work_out: Callable[[], T]) -> T:
    """The value of ``what`` under this head, worked out when it is not known. Without a head nothing is kept."""
    key = (scope(), seen_head, what)
    with _lock:
        if seen_head and key in _kept:
            _kept.move_to_end(key)
            found: T = _kept[key]
            return found
    found = work_out()
    if seen_head:
        with _lock:
            _kept[key] = found
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return found


def forget() -> None:
    """Start with nothing, for a measurement of the first question."""
    with _lock:
        _kept.clear()
