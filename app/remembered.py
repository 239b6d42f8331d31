"""Numbers worked out from a municipality's data, remembered until its next act.

Nothing is written but by an act, and every act moves the head of the municipality's audit chain. What was worked out
under a head therefore holds exactly as long as that head stands: no time limits, no stale answers, in every process.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import ScalarSelect, select

from app.audit import AuditHead
from app.db import db, scope

T = TypeVar("T")
MOST = 2_000
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def head() -> ScalarSelect[str]:
    """The head of one's own audit chain, as a column for a question that is asked anyway."""
    return select(AuditHead.sha256).where(AuditHead.chain == (scope() or "-")).scalar_subquery()


def head_now() -> str:
    """The same, asked by itself."""
    return db.session.scalar(select(AuditHead.sha256).where(AuditHead.chain == (scope() or "-"))) or ""


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
