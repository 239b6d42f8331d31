"""A warning that was sent: the visit that looks, and what follows from it. The letter itself is a decision's."""

from __future__ import annotations

from datetime import date, timedelta

from app import clock
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from decisions import particulars
from decisions.acts import desk
from decisions.enforcement import days, queries, rules
from decisions.enforcement.lifecycle import WARNING, WarningState
from decisions.enforcement.models import PolicyStep, WarningFollowUp
from decisions.enforcement.refusals import NoVisitYet, TermHasNotEnded, VisitSaysOtherwise
from decisions.models import Decision
from inspections import acts as inspection_acts
from inspections.models import Inspection, InspectionKind
from inspections.queries import sheet_of
from inspections.sheet import State


def begin_warning(decision: Decision, on: date) -> WarningFollowUp:
    """A warning went out: its term to mend runs. Part of the act by which it takes effect."""
    written = particulars.of(decision)
    row = WarningFollowUp(
        decision=decision,
        establishment_id=decision.establishment_id,
        mend_until=(written.comply_by if written else None) or on,
        spent_on=_spent_on(decision, on),
        codes=sorted(_codes(decision)),
    )
    db.session.add(row)
    db.session.flush()
    show_term(row)
    return row


def _spent_on(decision: Decision, on: date) -> date | None:
    """The first day on which the warning counts no more: the look-back of the policy, from the day it was sent."""
    choice = queries.choice_of(decision.id)
    step = db.session.get(PolicyStep, choice.step_id) if choice else None
    if step is None:
        return None
    return days.months_after(on, step.violation.lookback_months) + days.DAY


def _codes(decision: Decision) -> set[str]:
    pieces = [piece for ground in decision.grounds for piece in ground.evidence if not piece.counter]
    return {piece.finding.item_code for piece in pieces if piece.finding is not None}


def show_term(row: WarningFollowUp) -> None:
    """Show the last day to mend in the register."""
    desk.show(row.decision, "mend", row.mend_until)


@act(Permission.INSPECTION_PLAN)
def ask_visit(row: WarningFollowUp, seen: int | None) -> WarningFollowUp:
    """The term to mend has ended: propose the visit that looks. Raises TermHasNotEnded."""
    check_version(row, seen)
    WARNING.after(WarningState(row.state), "ask_visit")  # no road, no visit
    if clock.today() <= row.mend_until:
        raise TermHasNotEnded
    due_on = row.mend_until + timedelta(days=rules.DAYS_TO_LOOK)
    visit = inspection_acts.propose(
        row.decision.establishment,
        InspectionKind.FOLLOW_UP,
        f"warning:{row.id}",
        max(due_on, clock.today()),
        "after-warning",
    )
    row.state = WARNING.after(WarningState(row.state), "ask_visit")
    row.visit = visit
    desk.tell(row.decision, "warning.visit-asked", on=visit.due_on)
    return row


def look_of(row: WarningFollowUp) -> Inspection | None:
    """The first sealed visit after the term that shows whether the violation ended; None while there is none."""
    return next((v for v in queries.sealed_after(row.establishment_id, row.mend_until) if _shows(v, row)), None)


def _shows(visit: Inspection, row: WarningFollowUp) -> bool:
    """Whether the visit looked: something deviated again, or every item was in order. Not looked at says nothing."""
    answers = sheet_of(visit).answers
    states = [answers[code].state if code in answers else State.NOT_SEEN for code in row.codes]
    return State.DEVIATION in states or all(state is State.IN_ORDER for state in states)


def was_repeated(row: WarningFollowUp, visit: Inspection) -> bool:
    """Whether that visit found one of the same items in violation again."""
    return bool({finding.item_code for finding in visit.findings} & set(row.codes))


@act(Permission.DECISION_DRAFT)
def find_mended(row: WarningFollowUp, seen: int | None) -> WarningFollowUp:
    """The visit found everything in order. Raises NoVisitYet, VisitSaysOtherwise."""
    visit = _checked(row, seen)
    if was_repeated(row, visit):
        raise VisitSaysOtherwise
    row.state = WARNING.after(WarningState(row.state), "find_mended")
    return _ended(row, visit, "warning.mended")


@act(Permission.DECISION_DRAFT)
def find_repeated(row: WarningFollowUp, seen: int | None) -> WarningFollowUp:
    """The visit found the same again: the policy proposes the next step. Raises NoVisitYet, VisitSaysOtherwise."""
    visit = _checked(row, seen)
    if not was_repeated(row, visit):
        raise VisitSaysOtherwise
    row.state = WARNING.after(WarningState(row.state), "find_repeated")
    return _ended(row, visit, "warning.repeated")


def _checked(row: WarningFollowUp, seen: int | None) -> Inspection:
    check_version(row, seen)
    visit = look_of(row)
    if visit is None:
        raise NoVisitYet
    return visit


def _ended(row: WarningFollowUp, visit: Inspection, kind: str) -> WarningFollowUp:
    row.visit, row.ended_on = visit, clock.today()
    desk.tell(row.decision, kind, visit=visit.number)
    desk.hide(row.decision)
    return row


@act(Permission.DECISION_DRAFT)
def let_warning_go(row: WarningFollowUp, seen: int | None = None) -> WarningFollowUp:
    """The warning counts no more: its look-back has passed, or what it rested on fell."""
    check_version(row, seen)
    row.state = WARNING.after(WarningState(row.state), "let_warning_go")
    row.ended_on = clock.today()
    desk.tell(row.decision, "warning.spent")
    desk.hide(row.decision)
    return row
