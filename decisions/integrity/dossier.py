"""What an investigation hangs in the dossier of an establishment, for its readers: a tab, days and the next step."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app.access import Permission, may
from decisions.compartments import presenting
from decisions.integrity import queries, terms
from decisions.integrity.lifecycle import InvestigationState
from decisions.integrity.models import IntegrityInvestigation
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
    return presenting.open_terms((one for row in _running(establishment) for one in terms.deadlines(row)), day)


def next_steps(establishment: Establishment, day: date) -> list[NextStep]:
    """What must be done next about an open investigation."""
    if not may(Permission.INTEGRITY_WRITE):
        return []
    return presenting.next_steps((wanted(row, day) for row in _running(establishment)), _ORDER)


def _running(establishment: Establishment) -> list[IntegrityInvestigation]:
    rows = queries.investigations_of(establishment.id)
    return [row for row in rows if row.state != InvestigationState.CLOSED]
