"""The only clock. Tests and the demonstration set it; nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

# The Netherlands, Belgium and Luxembourg share one civil time.
ZONE = ZoneInfo("Europe/Amsterdam")
_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _set.get() or datetime.now(UTC)


def is_set() -> bool:
    """Whether a test or the demonstration has stopped the clock."""
    return _set.get() is not None


def today() -> date:
    """The civil date in the municipality."""
    return now().astimezone(ZONE).date()


def civil(moment: datetime) -> datetime:
    """An aware moment in the civil time of the municipality."""
    return moment.astimezone(ZONE)


def moment(day: date, at: time = time(9, 0)) -> datetime:
    """A civil date and time of day as an aware moment in UTC."""
    return datetime.combine(day, at, tzinfo=ZONE).astimezone(UTC)


@contextmanager
def set_to(when: datetime | date) -> Iterator[None]:
    """Let the clock stand still at a moment (a bare date: nine in the morning, civil time)."""
    fixed = when if isinstance(when, datetime) else moment(when)
    token = _set.set(fixed.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(token)
