"""How long an integrity file and its underlying data are kept (Nieuwe Gemeentewet 119quinquies § 2)."""

from __future__ import annotations

from datetime import date

from app import clock
from decisions.integrity.lifecycle import InvestigationState
from decisions.integrity.models import DocumentKind, IntegrityInvestigation
from decisions.integrity.terms import KEPT, worked_out

UNDERLYING = frozenset({DocumentKind.SOURCE, DocumentKind.REGISTER})


def file_due(row: IntegrityInvestigation) -> date | None:
    """The day on which the file became due for destruction, five years after it was closed; None before."""
    if row.state != InvestigationState.CLOSED or row.closed_on is None or row.hold_because:
        return None
    last = worked_out(KEPT, row.closed_on).last_day
    return last if clock.today() > last else None


def data_due(row: IntegrityInvestigation) -> date | None:
    """The day on which the underlying data became due: at once without a negative decision, else after all remedies."""
    if row.state != InvestigationState.CLOSED or row.data_erased_on is not None or row.hold_because:
        return None
    due = row.remedies_done_on if row.measure else row.closed_on
    return due if due is not None and has_data(row) else None


def has_data(row: IntegrityInvestigation) -> bool:
    """Whether there is anything underlying left."""
    return bool(row.sources.strip()) or any(one.kind in UNDERLYING for one in row.documents)
