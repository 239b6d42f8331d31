"""The next legal day of something that runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Deadline:
    """The next legal day of something that runs: what, until when, what follows. ``late``: it has passed."""

    what: str
    on: date | None
    consequence: str
    late: bool = False
