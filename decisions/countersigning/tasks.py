"""The letters of the college that wait for a hand, on the start page of who signs."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

from flask_babel import gettext as _

from app.access import Permission
from app.acts import Actor
from app.tasks import Task, task_source
from app.web.language import mark
from decisions.countersigning import queries

_MOST = 160  # characters of the reason on the start page; the page of the letter has it whole


@task_source
def of_returned(actor: Actor, day: date) -> list[Task]:
    """A line for each letter that mayor or general director sent back, for who prepared it."""
    return [
        Task(
            due_on=None,
            title=f"{mark(_('Sent back'))} {row.title}",
            case=f"{row.number} · {shorten(row.returned_because, _MOST, placeholder='…')}",
            consequence=_("Nothing is served before everybody signed."),
            url=f"/college-letters/{row.id}/returned",
            button=_("Read"),
            subject=row.number,
            what=_("Sent back"),
        )
        for row in queries.returned_to_actor()
    ]


@task_source
def of_papers(actor: Actor, day: date) -> list[Task]:
    """A line for each letter; the mayor has a list of her own instead."""
    if Permission.COLLEGE_SIGN not in actor.powers or Permission.DECISION_SIGN in actor.powers:
        return []
    return [
        Task(
            due_on=None,
            title=row.title,
            case=row.number,
            consequence=_("Nothing is served before everybody signed."),
            url=f"/college-letters/{row.id}",
            button=_("Read"),
            subject=row.number,
            what=_("Signature"),
        )
        for row in queries.waiting()
    ]
