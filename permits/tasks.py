"""What the register asks of people today."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.access import Permission
from app.acts import Actor
from app.tasks import Task, task_source
from permits import queries
from permits.dossier_parts import late_words
from permits.lifecycle import ApplicationState
from permits.models import Application

_TITLES: dict[str, Any] = {
    ApplicationState.RECEIVED: _l("Check the application of %(name)s"),
    ApplicationState.INCOMPLETE: _l("Decide whether the application of %(name)s is complete"),
    ApplicationState.COMPLETE: _l("Decide on the application of %(name)s"),
}
_WHAT: dict[str, Any] = {
    ApplicationState.RECEIVED: _l("Check the application"),
    ApplicationState.INCOMPLETE: _l("Is the application complete?"),
    ApplicationState.COMPLETE: _l("Decision on the application"),
}


def install() -> None:
    """Offer the tasks of the register to the start page."""
    task_source(applications)


def applications(actor: Actor, day: date) -> list[Task]:
    """A task for each application on which nobody is deciding; from the intention on, the decision has its own."""
    if Permission.APPLICATION_WRITE not in actor.powers:
        return []
    taken = queries.places_being_decided()
    return [_task(row, day) for row in queries.open_applications() if row.establishment_id not in taken]


def _task(row: Application, day: date) -> Task:
    computed = queries.decision_clock(row)
    due = computed.last_day if computed else None
    until, waits = row.completion_until, None
    if row.state == ApplicationState.INCOMPLETE and until is not None:
        due = until
        waits = _("the applicant") if until >= day else None
    return Task(
        due_on=due,
        title=str(_TITLES[row.state]) % {"name": row.establishment.name},
        case=f"{row.case_number}, {row.applicant.name}",
        consequence=late_words(computed.last_day) if computed else "",
        url=url_for("permits.application", application_id=row.id),
        button=_("Open the application"),
        waits_for=waits,
        subject=row.establishment.name,
        what=_WHAT[row.state],
    )
