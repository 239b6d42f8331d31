"""How long a Bibob file is kept: five years after the advice or the conclusion, and no longer than that by itself."""

from __future__ import annotations

from datetime import date

import law
from app import clock
from decisions.bibob.lifecycle import InquiryState
from decisions.bibob.models import BibobInquiry
from decisions.bibob.terms import REUSE, basis_on


def erase_after(row: BibobInquiry) -> law.Computed | None:
    """The last day on which the file may be kept; None while the inquiry is open.

    Five years after the advice or conclusion nobody may use it (Wet Bibob 29), so nothing is left to keep it for. An
    inquiry that ended without a result counts from the day it ended.
    """
    if row.state != InquiryState.CLOSED or row.closed_on is None:
        return None
    start = (
        max(day for day in (basis_on(row), row.closed_on) if day is not None)
        if row.reused_id
        else (basis_on(row) or row.closed_on)
    )
    return law.terms.last_day(law.jurisdiction("nl").term(REUSE, on=start), start)


def due_for_erasure(row: BibobInquiry) -> date | None:
    """The day on which the file became due for destruction; None while it may be kept, or is held for a case."""
    computed = erase_after(row)
    if computed is None or row.hold_because or clock.today() <= computed.last_day:
        return None
    return computed.last_day
