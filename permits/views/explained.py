"""How the last day to decide on an application was worked out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import render_template
from flask_babel import gettext as _

import law
from app.access import Permission, open_to
from app.web.explained import Following, explained
from app.web.language import capital, in_language, long_date
from permits import queries
from permits.lifecycle import ApplicationState
from permits.models import Application
from permits.views.applications import trail_of
from permits.views.blueprint import bp


@bp.get("/applications/<uuid:application_id>/clock")
@open_to(Permission.REGISTER_READ, recorded=True)
def decision_clock(application_id: UUID) -> str:
    row = queries.application(application_id)
    computed, term = queries.decision_clock(row), queries.decision_term(row)
    if computed is None or term is None:
        return render_template("permits/no_term.html", links=trail_of(row), application=row)
    shown = explained(
        computed,
        _("Decide at the latest on %(day)s", day=long_date(computed.answer)),
        term=term,
        start_word=_("application received"),
        law_on=row.received_on,
        changes=_changes(row, term),
        follows=_follows(computed),
    )
    return render_template("explained.html", explained=shown, links=trail_of(row), here=_("Decision term"))


def _changes(row: Application, term: law.Term) -> list[Any]:
    found: list[Any] = []
    if row.state == ApplicationState.RECEIVED:
        found.append(_("You ask for what is missing: then the term stands still until the application is complete."))
    if row.state == ApplicationState.INCOMPLETE:
        found.append(
            _("The applicant completes the application: then the term runs again. Until then each day moves it.")
        )
    if term.extension:
        found.append(_("You extend the term, in writing and before it has ended."))
    here = queries.here()
    causes = [in_language(dict(here.suspension_rule(c, on=row.received_on).name)) for c in term.suspensions]
    if causes:
        found.append(_("The term can stand still for: %(causes)s.", causes=", ".join(causes)))
    return found


def _follows(computed: law.Computed) -> list[Following]:
    """What the applicant may do when the day has passed without a decision (Dutch law only)."""
    after = computed.last_day + timedelta(days=1)
    found = []
    for key in ("nl.late-decision-notice", "nl.late-decision-days"):
        try:
            term = queries.here().term(key, on=after)
        except law.UnknownEntry:
            continue
        after = law.terms.last_day(term, after).last_day
        found.append(Following(capital(in_language(dict(term.name))), after, term.source))
    return found
