"""What happens by itself: what a tablet sent long ago is forgotten, once it stands in the visit or was decided."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from sqlalchemy import CursorResult, delete, select

from app import clock
from app.db import db, scope
from app.jobs import job
from inspections.sync.models import Clash, HandedVisit, Operation, Receipt, WorkPackage

# Longer than a tablet can be offline: its token lasts a shift, and it erases itself when nobody unlocks it.
KEPT = timedelta(days=90)


@job("forget-tablet-traffic", "45 5 * * *", _l("Delete old traffic of tablets"))
def forget_traffic(slot: datetime) -> str:
    """Delete receipts, keys, versions and packages older than ninety days; never one that still waits for a person."""
    before = clock.now() - KEPT
    waiting = select(Clash.device_id).where(Clash.decided_at.is_(None), Clash.municipality_code == scope())
    count = 0
    for table, moment in (
        (Receipt, Receipt.received_at),
        (Operation, Operation.received_at),
        (HandedVisit, HandedVisit.handed_at),
        (WorkPackage, WorkPackage.made_at),
    ):
        where = (moment < before, table.municipality_code == scope(), table.device_id.not_in(waiting))
        count += cast("CursorResult[Any]", db.session.execute(delete(table).where(*where))).rowcount
    return f"{count} rows forgotten"
