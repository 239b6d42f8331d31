"""What a Bibob inquiry hangs in the dossier of an establishment: a tab, its days and its next step, for its readers."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app.access import Permission, may
from decisions.bibob import queries, terms
from decisions.bibob.lifecycle import InquiryState
from decisions.bibob.tasks import wanted
from decisions.compartments import presenting
from permits import dossier
from permits.dossier import NextStep, OpenTerm, Tab
from permits.models import Establishment

_ORDER = 15


def install() -> None:
    """Hang everything in the frame; once."""
    dossier.tab(
        Tab(
            key="bibob",
            label=_l("Bibob"),
            endpoint="bibob.of_establishment",
            power=Permission.BIBOB_READ,
            order=45,
            count=lambda establishment: queries.number_of_inquiries(establishment.id) or None,
        )
    )
    if open_terms not in dossier.TERMS:
        dossier.TERMS.append(open_terms)
        dossier.STEPS.append(next_steps)


def open_terms(establishment: Establishment, day: date) -> list[OpenTerm]:
    """The days of the open inquiries; the decision on the application stands there already."""
    if not may(Permission.BIBOB_READ):
        return []
    rows = [row for row in queries.inquiries_of(establishment.id) if row.state != InquiryState.CLOSED]
    days = [one for row in rows for one in terms.deadlines(row) if one.key not in {"decision", "reuse"}]
    return presenting.open_terms(days, day)


def next_steps(establishment: Establishment, day: date) -> list[NextStep]:
    """What must be done next about an inquiry."""
    if not may(Permission.BIBOB_WRITE):
        return []
    return presenting.next_steps((wanted(row, day) for row in queries.inquiries_of(establishment.id)), _ORDER)
