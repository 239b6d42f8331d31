"""How the days and steps of a closed file stand on its pages and in the dossier of its establishment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from decisions.compartments.lifecycle import Deadline, Standing
from decisions.compartments.wanted import Wanted
from permits.dossier import NextStep, OpenTerm

# (word, icon, colour). A day gives way to the next of its kind when it has been met.
STANDINGS: dict[Standing, tuple[Any, str, str]] = {
    Standing.RUNS: (_l("runs"), "clock", "blue"),
    Standing.LATE: (_l("late"), "circle-alert", "red"),
    Standing.LAPSED: (_l("lapsed"), "lock", "ink"),
    Standing.MET: (_l("done"), "check", "outlined"),
}


def open_terms(deadlines: Iterable[Deadline], day: date) -> list[OpenTerm]:
    """What still has to be done, late or in time."""
    return [
        OpenTerm(one.name, one.due_on, consequence=one.consequence)
        for one in deadlines
        if one.standing(day) in {Standing.RUNS, Standing.LATE}
    ]


def next_steps(wants: Iterable[Wanted | None], order: int) -> list[NextStep]:
    """What the reader can do now; what waits for somebody else is no step."""
    return [
        NextStep(order, want.title, want.consequence, want.page, want.button)
        for want in wants
        if want is not None and want.waits_for is None
    ]
