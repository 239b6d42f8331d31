"""What visits hang in the dossier of an establishment: two tabs, terms, a next step, the red flags."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission, may
from app.web.language import in_language
from inspections import queries, words
from inspections.lifecycle import InspectionState
from inspections.models import Inspection
from permits import dossier
from permits.dossier import Action, Flag, NextStep, OpenTerm, Tab
from permits.models import Establishment


def install() -> None:
    """Hang them in; twice is once."""
    dossier.tab(
        Tab(
            "inspections",
            _l("Visits"),
            "inspections.of_establishment",
            Permission.INSPECTION_READ,
            20,
            lambda place: queries.visit_count(place.id),
        )
    )
    dossier.tab(
        Tab(
            "findings",
            _l("Findings"),
            "inspections.findings",
            Permission.FINDING_READ,
            30,
            lambda place: queries.finding_count(place.id),
        )
    )
    dossier.action(Action(_l("Plan a visit"), "inspections.propose", Permission.INSPECTION_PLAN, 20, "calendar-plus"))
    for sources, source in ((dossier.TERMS, terms), (dossier.STEPS, steps), (dossier.FLAGS, flags)):
        if source not in sources:
            sources.append(source)  # type: ignore[arg-type]


def terms(place: Establishment, day: date) -> list[OpenTerm]:
    """Each visit that is proposed or planned. The share used is unknown: a visit has no term by law."""
    if not may(Permission.INSPECTION_READ):
        return []
    return [OpenTerm(words.KINDS[visit.kind], visit.planned_on or visit.due_on) for visit in queries.open_of(place.id)]


def steps(place: Establishment, day: date) -> list[NextStep]:
    """The visit that waits for a day, or that is still to be made; decisions come before it."""
    if not may(Permission.INSPECTION_READ):
        return []
    return [_step(visit) for visit in queries.open_of(place.id)[:1]]


def _step(visit: Inspection) -> NextStep:
    if visit.state == InspectionState.PROPOSED and may(Permission.INSPECTION_PLAN):
        sentence = _("Plan the visit: choose a day and an inspector.")
        return NextStep(60, sentence, words.reason(visit.reason), f"/inspections/{visit.id}/plan", _("Plan the visit"))
    name = visit.inspector.name if visit.inspector else ""
    return NextStep(70, _("A visit is planned. You need not do anything now."), name)


def flags(place: Establishment) -> list[Flag]:
    """The red flags that stand."""
    return [
        Flag(
            severity=finding.severity,
            label=in_language(finding.label),
            basis=str(finding.basis),
            seen_on=clock.civil(finding.seen_at).date(),
            url=f"/inspections/{finding.inspection_id}#finding-{finding.number}",
        )
        for finding in queries.red_flags(place.id)
    ]
