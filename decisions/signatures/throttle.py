"""A public page that works hard for each question answers nobody without end."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import lazy_gettext as _l

from app.errors import Refusal


class TooMany(Refusal):
    """One address asked too often, or all places are taken."""

    status = 429
    sentence = _l("Too many files are being checked right now. Wait a minute and try again.")


class Throttle:
    """At most ``most`` questions of one address within ``seconds``, and ``at_once`` at the same time; per process."""

    def __init__(self, most: int, seconds: float, at_once: int) -> None:
        self.most, self.seconds = most, seconds
        self.places = threading.BoundedSemaphore(at_once)
        self.asked: dict[str, deque[float]] = {}
        self.lock = threading.Lock()

    @contextmanager
    def turn(self, address: str) -> Iterator[None]:
        """A turn for this address. Raises TooMany."""
        self._count(address, time.monotonic())
        if not self.places.acquire(timeout=self.seconds / 4):
            raise TooMany
        try:
            yield
        finally:
            self.places.release()

    def _count(self, address: str, now: float) -> None:
        with self.lock:
            for known in [one for one, moments in self.asked.items() if moments[-1] <= now - self.seconds]:
                del self.asked[known]
            moments = self.asked.setdefault(address, deque(maxlen=self.most))
            if len(moments) == self.most and moments[0] > now - self.seconds:
                raise TooMany
            moments.append(now)
