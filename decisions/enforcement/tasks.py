"""What must I do today about enforcement? Each line says what being late means."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _

from app import clock
from app.access import Permission
from app.acts import Actor
from app.tasks import Task, task_source
from decisions.enforcement import deadlines, presenting, queries
from decisions.enforcement.acts.warnings import look_of
from decisions.enforcement.lifecycle import ClosureState, OrderState, SealState, WarningState
from decisions.enforcement.models import Closure, PenaltyOrder, PolicyChoice, WarningFollowUp
from decisions.enforcement.next_day import Deadline


@task_source
def of_enforcement(actor: Actor, day: date) -> list[Task]:
    """What an officer must do about deviations, warnings, closures and orders."""
    if not {Permission.DECISION_DRAFT, Permission.DECISION_SERVE} <= actor.powers:
        return []
    running = [task for row, one in deadlines.running() if (task := _task(row, one)) is not None]
    return [*(_unexplained(row) for row in queries.unexplained()), *running]


def _unexplained(row: PolicyChoice) -> Task:
    place = row.decision.establishment.name
    return Task(
        due_on=None,
        title=_("Say why the decision deviates from the policy: %(name)s", name=place),
        case=f"{row.decision.number} · {row.policy}",
        consequence=_("Without the reason the decision cannot be submitted."),
        url=f"/decisions/{row.decision_id}/deviation",
        button=_("Write the reason"),
        subject=place,
        what=_("Reason for deviating"),
    )


def _task(row: deadlines.Running, one: Deadline) -> Task | None:
    words = _words(row)
    if words is None:
        return None
    title, button, waits = words
    place = row.decision.establishment.name
    return Task(
        due_on=one.on,
        title=f"{title}: {place}",
        case=f"{row.decision.number} · {presenting.measure_word(row.decision.measure_id)}",
        consequence=one.consequence,
        url=f"/decisions/{row.decision_id}/follow-up",
        button=button,
        waits_for=waits,
        subject=place,
        what=one.what,
    )


def _words(row: deadlines.Running) -> tuple[str, str, Any] | None:
    """Title, button and for whom it waits; None where nobody need act and no day is near."""
    if isinstance(row, WarningFollowUp):
        return _of_warning(row)
    if isinstance(row, Closure):
        return _of_closure(row)
    return _of_order(row)


def _of_warning(row: WarningFollowUp) -> tuple[str, str, Any]:
    if row.state == WarningState.RUNNING:
        waits = None if presenting.is_over(row) else _("the party")
        return _("Ask for the visit after the warning"), _("See the warning"), waits
    waits = None if look_of(row) is not None else _("the visit")
    return _("Record what the visit after the warning found"), _("Record the finding"), waits


def _of_closure(row: Closure) -> tuple[str, str, Any] | None:
    decision = row.decision
    if row.ended_on is not None:
        return _("Take the seals away"), _("Record the removal"), None
    if any(one.state == SealState.BROKEN for one in queries.seals_of(row)):
        return _("Seal the place again"), _("See the seals"), None
    if decision.measure_copy["confirmation"] and decision.college_met_on is None:
        return None  # the decision itself asks for the college's word
    if row.state == ClosureState.ORDERED:
        waits = _("the first day of the closure") if row.due_from > clock.today() else None
        return _("Execute the closure"), _("Record the execution"), waits
    return _("The closure lasts"), _("See the closure"), None


def _of_order(row: PenaltyOrder) -> tuple[str, str, Any] | None:
    if any(one.usable for one in presenting.due_rows(row)):
        return _("Collect the penalty"), _("See the penalty"), None
    if row.state == OrderState.EXHAUSTED:
        return None
    if row.comply_by >= clock.today():
        return _("Order under penalty"), _("See the order"), _("the party")
    return _("See whether the order is met"), _("See the order"), None
