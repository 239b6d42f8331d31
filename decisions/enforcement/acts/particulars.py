"""The particulars of a measure, written while the decision is a draft."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import NoSuchRoad
from decisions import particulars
from decisions.acts import desk
from decisions.enforcement.acts.policies import check_money
from decisions.models import Decision
from decisions.particulars import Particulars, PenaltyUnit
from decisions.refusals import WrongDay

# A longer term to comply is a slip of the pen.
LONGEST = timedelta(days=3650)


@act(Permission.DECISION_DRAFT)
def write_particulars(
    decision: Decision,
    seen: int | None,
    *,
    deeds: str = "",
    comply_by: date | None = None,
    comply_reason: str = "",
    penalty_cents: int | None = None,
    penalty_unit: PenaltyUnit | None = None,
    penalty_max_cents: int | None = None,
    penalty_reason: str = "",
    reopening: str = "",
    sealing_on: date | None = None,
    account: str = "",
) -> Particulars:
    """Save them; ``seen`` is their own version, None while there are none yet. Money in cents.

    Raises WrongMoney for an amount without a maximum, WrongDay for a last day before the day of drafting.
    """
    if decision.state not in desk.EDITABLE:
        raise NoSuchRoad(state=decision.state, verb="write_particulars")
    row = particulars.of(decision)
    if row is None:
        row = Particulars(decision_id=decision.id)
        db.session.add(row)
    else:
        check_version(row, seen)
    if comply_by is not None and comply_by <= decision.law_on:
        raise WrongDay(_l("Give at least one day: the term ends after the day of drafting."), field="comply_by")
    if comply_by is not None and comply_by - decision.law_on > LONGEST:
        raise WrongDay(_l("This day lies too far ahead. Check the date."), field="comply_by")
    if penalty_cents is not None:
        check_money(penalty_cents, penalty_max_cents)
    row.deeds, row.comply_by, row.comply_reason = desk.bounded(deeds), comply_by, desk.bounded(comply_reason)
    row.penalty_cents = penalty_cents
    row.penalty_unit = (penalty_unit or PenaltyUnit.BREACH) if penalty_cents is not None else None
    row.penalty_max_cents = penalty_max_cents if penalty_cents is not None else None
    row.penalty_reason, row.reopening = desk.bounded(penalty_reason), desk.bounded(reopening)
    row.sealing_on = sealing_on
    row.account = desk.bounded(account, 60)
    desk.edited(decision)
    db.session.flush()
    return row
