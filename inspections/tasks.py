"""What must I do today, as far as visits are concerned."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from flask_babel import gettext as _

from app.access import Permission
from app.acts import Actor
from app.tasks import Task, task_source
from app.web.language import short_date
from inspections import queries, words
from inspections.lifecycle import InspectionState
from inspections.models import Inspection
from inspections.sync import queries as tablets
from inspections.sync.models import Clash

AHEAD = timedelta(days=14)


@task_source
def reports_to_look_at(actor: Actor, day: date) -> list[Task]:
    """Officer: sealed visits with grave findings whose report nobody has looked at."""
    if not {Permission.DECISION_DRAFT, Permission.FINDING_READ} <= actor.powers:
        return []
    return [
        Task(
            due_on=None,
            title=_("Look at the visit report of %(name)s", name=visit.establishment.name),
            case=_("%(number)s · sealed on %(day)s", number=visit.number, day=short_date(visit.sealed_at)),
            consequence=_(
                "There are findings of severity 3 or 4. Look at the report and decide whether a decision is needed."
            ),
            url=f"/inspections/{visit.id}",
            button=_("Open the report"),
            subject=visit.establishment.name,
        )
        for visit in queries.unlooked_grave_reports()
    ]


@task_source
def visits_to_plan(actor: Actor, day: date) -> list[Task]:
    """Officer: proposals that are due within a fortnight and have no day yet."""
    if not {Permission.INSPECTION_PLAN, Permission.DECISION_DRAFT} <= actor.powers:
        return []
    return [
        Task(
            due_on=visit.due_on,
            title=_("Plan the visit to %(name)s", name=visit.establishment.name),
            case=f"{visit.number} · {words.reason(visit.reason)}",
            consequence=words.without(visit.kind),
            url=f"/inspections/{visit.id}/plan",
            button=_("Plan the visit"),
            note=_("reminder sent") if visit.reminded_at else "",
            subject=visit.establishment.name,
            what=words.KINDS[visit.kind],
        )
        for visit in queries.proposals_due(day + AHEAD)
    ]


@task_source
def own_visits(actor: Actor, day: date) -> list[Task]:
    """Inspector: what is under way or planned, up to and including today, and the follow-ups of the coming days."""
    if Permission.INSPECTION_LOG not in actor.powers or actor.kind != "person":
        return []
    return [_visit_task(visit) for visit in queries.ahead_for(uuid.UUID(actor.id), day + AHEAD)]


def _visit_task(visit: Inspection) -> Task:
    under_way = visit.state == InspectionState.UNDER_WAY
    return Task(
        due_on=visit.planned_on,
        title=_("Finish the visit to %(name)s", name=visit.establishment.name)
        if under_way
        else _("Visit %(name)s", name=visit.establishment.name),
        case=f"{visit.number} · {words.KINDS[visit.kind]} · {visit.establishment.address}",
        consequence=words.without(visit.kind),
        url=f"/visits/{visit.id}",
        button=_("Open the visit"),
        subject=visit.establishment.name,
        what=words.KINDS[visit.kind],
    )


@task_source
def copies_to_decide(actor: Actor, day: date) -> list[Task]:
    """What tablets sent and a person must decide about: two versions (inspector), a visit taken back (also officer)."""
    may_decide = actor.powers & {Permission.INSPECTION_LOG, Permission.INSPECTION_PLAN}
    if Permission.FINDING_READ not in actor.powers or not may_decide:
        return []
    asked = {"conflict": Permission.INSPECTION_LOG, "withdrawn": Permission.INSPECTION_PLAN}
    return [_copy_task(clash) for clash in tablets.open_clashes() if asked[clash.kind] in may_decide]


def _copy_task(clash: Clash) -> Task:
    name = clash.inspection.establishment.name
    if clash.kind == "conflict":
        title, button = _("Choose between two versions of the visit to %(name)s", name=name), _("Choose")
        without = _("The tablet and the office changed the same answers. Until you choose, the office's stand.")
    else:
        title, button = _("Decide what becomes of what came in about %(name)s", name=name), _("Read it")
        without = _("The visit had been taken back. Until you decide, nothing of it stands in a report.")
    return Task(
        due_on=None,
        title=title,
        case=f"{clash.inspection.number} · {clash.device.person.name}",
        consequence=without,
        url=f"/inspections/versions/{clash.id}",
        button=button,
        subject=name,
    )
