"""What happens by itself: closures end on their day, claims lapse, old warnings count no more, visits are asked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from app import clock
from app.db import db
from app.errors import Refusal
from app.jobs import job
from decisions.enforcement import acts, days, queries
from decisions.enforcement.lifecycle import ClosureState, ForfeitureState, WarningState

log = logging.getLogger(__name__)


@job("follow-up-on-day", "20 5 * * *", _l("Follow up warnings, closures and penalty payments"))
def follow_up_on_day(slot: datetime) -> str:
    """Ask the visit after a warning, end what is over, and let lapse what was not collected in time."""
    today = clock.today()
    running = queries.warnings_in([WarningState.RUNNING])
    asked = [row for row in running if row.mend_until < today]
    closures = queries.closures_in([ClosureState.ORDERED, ClosureState.EXECUTED])
    over = [row for row in closures if row.until is not None and row.until < today]
    open_claims = queries.forfeitures_in([ForfeitureState.DUE, ForfeitureState.CLAIMED, ForfeitureState.COLLECTED])
    gone = [row for row in open_claims if (last := days.claim_lapses(row)) is not None and last.last_day < today]
    waiting = queries.warnings_in([WarningState.RUNNING, WarningState.VISIT_ASKED])
    spent = [row for row in waiting if row.spent_on is not None and row.spent_on <= today]
    done = [
        _each(asked, lambda row: acts.ask_visit(row, None)),
        _each(over, acts.expire_closure),
        _each(gone, acts.lapse_forfeiture),
        _each(spent, lambda row: acts.let_warning_go(row, None)),
    ]
    return "{} visits asked, {} closures over, {} claims lapsed, {} warnings spent".format(*done)


def _each(rows: Sequence[Any], verb: Callable[[Any], Any]) -> int:
    """Do each in a savepoint of its own: one that is refused does not hold up the others."""
    done = 0
    for row in rows:
        try:
            with db.session.begin_nested():
                verb(row)
            done += 1
        except Refusal as refusal:
            log.warning("%s: %s", row.id, refusal)
    return done
