"""What an investigation hangs in the dossier of an establishment, for its readers: a tab, days and the next step."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app.access import Permission, may
from decisions.compartments.lifecycle import Standing
from decisions.integrity import queries, terms
from decisions.integrity.lifecycle import InvestigationState
from decisions.integrity.tasks import wanted
from permits import dossier
from permits.dossier import NextStep, OpenTerm, Tab
from permits.models import Establishment

_ORDER = 16


def install() -> None:
    """Hang everything in the frame; once."""
    dossier.tab(
        Tab(
            key="integrity",
            label=_l("Integrity"),
            endpoint="integrity.of_establishment",
            power=Permission.INTEGRITY_READ,
            order=46,
            count=lambda establishment: queries.number_of_investigations(establishment.id) or None,
        )
    )
    if open_terms not in dossier.TERMS:
        dossier.TERMS.append(open_terms)
        dossier.STEPS.append(next_steps)


def open_terms(establishment: Establishment, day: date) -> list[OpenTerm]:
    """The days of the investigation that is not closed."""
    if not may(Permission.INTEGRITY_READ):
        return []
    rows = [row for row in queries.investigations_of(establishment.id) if row.state != InvestigationState.CLOSED]
    return [
        OpenTerm(one.name, one.due_on, consequence=one.consequence)
        for row in rows
        for one in terms.deadlines(row)
        if one.standing(day) in {Standing.RUNS, Standing.LATE}
    ]


def next_steps(establishment: Establishment, day: date) -> list[NextStep]:
    """What must be done next about an open investigation."""
    if not may(Permission.INTEGRITY_WRITE):
        return []
    rows = [row for row in queries.investigations_of(establishment.id) if row.state != InvestigationState.CLOSED]
    wants = [want for row in rows if (want := wanted(row, day)) is not None and want.waits_for is None]
    return [NextStep(_ORDER, want.title, want.consequence, want.page, want.button) for want in wants]
