"""What must I do today about objections? Each line says what being late means."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from app.access import Permission
from app.acts import Actor
from app.tasks import Task, task_source
from app.web.language import in_language
from decisions.objections import presenting, queries
from decisions.objections.models import CourtCase, Objection
from decisions.objections.words import COURT_KINDS


@task_source
def of_objections(actor: Actor, day: date) -> list[Task]:
    """Objections to decide, decisions on them to serve, and cases that wait for a court."""
    if Permission.DECISION_SERVE not in actor.powers:
        return []
    unserved = [row for row in queries.decided_objections() if row.outcome_served_on is None]
    return [
        *(_decide(row) for row in queries.open_objections()),
        *(_serve(row) for row in unserved),
        *(_court(row) for row in queries.open_cases()),
    ]


def _decide(row: Objection) -> Task:
    place, following = row.decision.establishment.name, presenting.deadline(row)
    return Task(
        due_on=following.on if following else None,
        title=_("Decide on the objection of %(name)s", name=place),
        case=_case(row),
        consequence=following.consequence if following else presenting.timely_words(row),
        url=f"/objections/{row.id}",
        button=_("Open the objection"),
        subject=place,
        what=_("Decide on the objection"),
    )


def _serve(row: Objection) -> Task:
    place = row.decision.establishment.name
    return Task(
        due_on=None,
        title=_("Serve the decision on the objection of %(name)s", name=place),
        case=_case(row),
        consequence=_("Until it is served the term for appeal does not run."),
        url=f"/objections/{row.id}/serve",
        button=_("Record the service"),
        subject=place,
        what=_("Serve the decision on the objection"),
    )


def _case(row: Objection | CourtCase) -> str:
    number = row.number if isinstance(row, Objection) else row.reference or row.court
    return f"{number} · {in_language(row.decision.measure_copy['name'])} · {row.decision.number}"


def _court(row: CourtCase) -> Task:
    place = row.decision.establishment.name
    return Task(
        due_on=None,
        title=_("Record the ruling: %(kind)s, %(name)s", kind=COURT_KINDS[row.kind], name=place),
        case=_case(row),
        consequence=_("What the court says works on the permit as soon as it is recorded."),
        url=f"/cases/{row.id}",
        button=_("Open the case"),
        waits_for=_("the court"),
        subject=place,
        what=COURT_KINDS[row.kind],
    )
