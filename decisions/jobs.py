"""What happens by itself: measures take effect on their day, and lapse when the college stayed silent."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app import clock
from app.db import db
from app.errors import Refusal
from app.jobs import job
from decisions import acts, terms
from decisions.acts.desk import register_source
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from permits.models import RegisterTerm

log = logging.getLogger(__name__)


@job("take-effect", "5 5 * * *", _l("Let served decisions take effect"))
def take_effect(slot: datetime) -> str:
    """Let every served decision whose day has come take effect."""
    today = clock.today()
    served = _in(DecisionState.SERVED)
    due = [row for row in served if (day := terms.effect_day(row)) is not None and day <= today]
    return f"{_each(due, acts.take_effect)} of {len(due)} took effect"


@job("lapse-unconfirmed", "10 5 * * *", _l("Let lapse what the college did not confirm"))
def lapse_unconfirmed(slot: datetime) -> str:
    """Lapse what the college did not confirm: on the day after its next meeting the measure has ended by law."""
    today = clock.today()
    open_ones = _in(DecisionState.SIGNED, DecisionState.SERVED, DecisionState.IN_EFFECT)
    due = [
        row for row in open_ones if _unconfirmed(row) and row.college_due_on is not None and row.college_due_on < today
    ]
    return f"{_each(due, acts.lapse)} of {len(due)} lapsed"


@job("run-out", "15 5 * * *", _l("End closures and objection terms that are over"))
def run_out(slot: datetime) -> str:
    """Take closures and objection terms that are over out of the register's line."""
    shown = set(db.session.scalars(select(RegisterTerm.source).where(RegisterTerm.source.like("decision:%"))))
    due = [row for row in _in(DecisionState.IN_EFFECT) if register_source(row) in shown and _over(row)]
    return f"{_each(due, acts.run_out)} of {len(due)} ran out"


def _in(*states: DecisionState) -> list[Decision]:
    return list(db.session.scalars(select(Decision).where(Decision.state.in_(states))))


def _unconfirmed(row: Decision) -> bool:
    return bool(row.measure_copy["confirmation"]) and row.college_met_on is None


def _over(row: Decision) -> bool:
    last = row.duration_until or terms.holding_last_day(row)
    return last is not None and last < clock.today()


def _each(rows: list[Decision], verb: Callable[[Decision], Decision]) -> int:
    """Do each in a savepoint of its own: one that is refused does not hold up the others."""
    done = 0
    for row in rows:
        try:
            with db.session.begin_nested():
                verb(row)
            done += 1
        except Refusal as refusal:
            log.warning("%s: %s", row.number, refusal)
    return done
