"""What decisions hang in the dossier of an establishment: a tab, running terms and the next step."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app import acts
from app.access import Permission, may
from app.web.language import in_language
from decisions import confirming, queries, terms
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import Decision
from decisions.tasks import officer_wants
from permits import dossier
from permits.dossier import Action, NextStep, OpenTerm, Tab
from permits.models import Establishment

_ORDER = 20


def install() -> None:
    """Hang everything in the frame; once."""
    dossier.tab(
        Tab(
            key="decisions",
            label=_l("Decisions"),
            endpoint="decisions.of_establishment",
            power=Permission.DECISION_READ,
            order=40,
            count=lambda establishment: queries.number_of_decisions(establishment.id) or None,
        )
    )
    dossier.action(
        Action(_l("New decision"), "decisions.new", Permission.DECISION_DRAFT, 30, "file-plus", "establishment")
    )
    if open_terms not in dossier.TERMS:
        dossier.TERMS.append(open_terms)
        dossier.STEPS.append(next_steps)


def open_terms(establishment: Establishment, day: date) -> list[OpenTerm]:
    """Response, objection or appeal, effect, end of a closure and the college's meeting."""
    if not may(Permission.DECISION_READ):
        return []
    found = [term for row in queries.decisions_of(establishment.id) for term in _terms(row)]
    return [term for term in found if term.due_on >= day]


def _terms(row: Decision) -> list[OpenTerm]:
    name = in_language(row.measure_copy["name"])
    state = row.state
    unconfirmed = bool(row.signed_by_id) and row.college_met_on is None and state != DecisionState.LAPSED
    waits = state == DecisionState.ANNOUNCED and not row.hearing_outcome
    days = (
        (_l("Response to: %(measure)s", measure=name), row.hearing_until if waits else None),
        (
            _l("Takes effect: %(measure)s", measure=name),
            terms.effect_day(row) if state == DecisionState.SERVED else None,
        ),
        (f"{confirming.words_of(row.measure_copy).title}: {name}", row.college_due_on if unconfirmed else None),
        (_l("Last day: %(measure)s", measure=name), row.duration_until if state == DecisionState.IN_EFFECT else None),
    )
    found = [OpenTerm(label, due) for label, due in days if due is not None]
    last = terms.holding_last_day(row) if row.served_on is not None and row.state != DecisionState.LAPSED else None
    against = terms.remedy(row)
    if last is not None and against is not None:
        label = in_language(dict(against.name))
        found.append(OpenTerm(label, last, f"/decisions/{row.id}/objection-term"))
    return found


def next_steps(establishment: Establishment, day: date) -> list[NextStep]:
    """What an officer must do next about an open decision, or for whom it waits."""
    if not may(Permission.DECISION_DRAFT):
        return []
    steps = []
    for row in queries.decisions_of(establishment.id):
        wanted = officer_wants(row, acts.actor(), day) if _is_open(row) else None
        if wanted is None:
            continue
        waits = wanted.waits_for is not None
        steps.append(
            NextStep(
                order=_ORDER,
                sentence=_l("Waiting for %(whom)s", whom=wanted.waits_for) if waits else wanted.title,
                note=wanted.consequence,
                url="" if waits else wanted.page.format(id=row.id),
                button="" if waits else wanted.button,
            )
        )
    return steps


def _is_open(row: Decision) -> bool:
    return row.state not in DECISION.final or row.state == DecisionState.IN_EFFECT
