"""States of a proposal to destroy, and the days of a closed file with their consequences. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.lifecycle import Lifecycle
from law.terms import Computed


class ErasureState(StrEnum):
    """Of a proposal to destroy."""

    PROPOSED = "proposed"
    KEPT = "kept"
    DESTROYED = "destroyed"


ERASURE = Lifecycle(
    {
        (ErasureState.PROPOSED, "keep_longer"): ErasureState.KEPT,  # the job proposes it anew afterwards
        (ErasureState.PROPOSED, "erase"): ErasureState.DESTROYED,
    },
    start=ErasureState.PROPOSED,
    final=frozenset({ErasureState.KEPT, ErasureState.DESTROYED}),
)


class Standing(StrEnum):
    """Where a legal day stands, seen from today."""

    RUNS = "runs"
    LATE = "late"  # passed; what was due can still be done
    LAPSED = "lapsed"  # passed; the right is lost
    MET = "met"  # what was due has been done


@dataclass(frozen=True)
class Deadline:
    """A legal day of a closed file: what must or may be done by it, and what happens when it passes.

    ``loses``: passing it costs the right (``Standing.LAPSED``); otherwise it is only late. ``source``: the article.
    """

    key: str
    name: Any
    due_on: date
    consequence: Any
    source: str
    done_on: date | None = None
    loses: bool = False
    computed: Computed | None = None
    # The term of the law book and the day it runs from, for the page that explains it.
    term_id: str = ""
    from_on: date | None = None

    def standing(self, day: date) -> Standing:
        if self.done_on is not None:
            return Standing.MET
        if day <= self.due_on:
            return Standing.RUNS
        return Standing.LAPSED if self.loses else Standing.LATE


def next_of(deadlines: list[Deadline], day: date) -> Deadline | None:
    """The next day that still matters: the oldest that is late, else the first that runs."""
    open_ones = [one for one in deadlines if one.standing(day) in (Standing.RUNS, Standing.LATE)]
    return min(open_ones, key=lambda one: one.due_on, default=None)
