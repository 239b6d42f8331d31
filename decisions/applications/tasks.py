"""What permits that came about by law ask of an officer: to be announced in time."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from app.access import Permission
from app.acts import Actor
from app.tasks import Task, task_source
from decisions.applications import queries
from permits import silence


@task_source
def of_silence(actor: Actor, day: date) -> list[Task]:
    """A line for each permit by silence that was not announced."""
    if Permission.DECISION_DRAFT not in actor.powers:
        return []
    return [
        Task(
            due_on=silence.announce_by(row.granted_on),
            title=_("Announce the permit by law of %(name)s", name=row.establishment.name),
            case=row.number,
            consequence=_("The permit is there all the same; the term for objection begins with the announcement."),
            url=f"/applications/{row.application_id}",
            button=_("Open the application"),
            subject=row.establishment.name,
            what=_("Announce the permit by law"),
        )
        for row in queries.waiting_for_announcement()
    ]


@task_source
def of_mending(actor: Actor, day: date) -> list[Task]:
    """A line for each permit by silence to which conditions can still be added, until the right lapses."""
    if Permission.DECISION_DRAFT not in actor.powers:
        return []
    return [
        Task(
            due_on=silence.mend_by(told).last_day,
            title=_("Does the permit by law of %(name)s need conditions?", name=row.establishment.name),
            case=row.number,
            consequence=_(
                "After this day no conditions can be added, nor can it be withdrawn for this reason (%(source)s).",
                source=silence.mending_source(told),
            ),
            url=f"/applications/{row.application_id}#decide",
            button=_("Open the application"),
            subject=row.establishment.name,
            what=_("Conditions for the permit by law, or its withdrawal"),
        )
        for row, told in queries.still_to_mend(day)
    ]
