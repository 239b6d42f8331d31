"""The legal days that run because of enforcement, with what follows from missing them: for dossier and start page."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date

from decisions.enforcement import presenting, queries
from decisions.enforcement.lifecycle import ClosureState, OrderState, WarningState
from decisions.enforcement.models import Closure, PenaltyOrder, WarningFollowUp
from decisions.enforcement.next_day import Deadline

_WARNINGS = (WarningState.RUNNING, WarningState.VISIT_ASKED)
_CLOSURES = (ClosureState.ORDERED, ClosureState.EXECUTED)
_ORDERS = (OrderState.RUNNING, OrderState.EXHAUSTED)
Running = WarningFollowUp | Closure | PenaltyOrder


def running(establishment_id: uuid.UUID | None = None) -> Iterator[tuple[Running, Deadline]]:
    """Everything with a next day, of the town or of one place."""
    for warning in queries.warnings_in(_WARNINGS, establishment_id):
        yield from _with(warning, presenting.warning(warning).next)
    for closure in queries.closures_in(_CLOSURES, establishment_id):
        yield from _with(closure, presenting.closure(closure).next)
    for closure in queries.closures_still_sealed(establishment_id):
        yield from _with(closure, presenting.closure(closure).next)
    for order in queries.orders_in(_ORDERS, establishment_id):
        yield from _with(order, presenting.order(order).next)


def _with(row: Running, following: Deadline | None) -> Iterator[tuple[Running, Deadline]]:
    if following is not None:
        yield row, following


def of_place(establishment_id: uuid.UUID) -> list[Deadline]:
    """The days that run at one establishment, the earliest first."""
    found = [following for _row, following in running(establishment_id)]
    return sorted(found, key=lambda one: one.on or date.max)
