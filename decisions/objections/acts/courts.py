"""A case before a court: interim relief and appeal in the Netherlands, the Council of State in Belgium."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from decisions import acts as decision_acts
from decisions.acts import desk
from decisions.acts.annulment import undo
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import Decision
from decisions.objections import queries
from decisions.objections.acts.objecting import must_be_signed, reopen_objection
from decisions.objections.lifecycle import COURT, OBJECTION, CourtState, ObjectionState
from decisions.objections.models import CourtCase, CourtKind, Objection, Ruling, Stay
from decisions.objections.refusals import (
    NoStay,
    NoSuchCourtHere,
    NothingPending,
    NotThisRuling,
    ObjectionFirst,
)
from decisions.objections.rules import rules_of
from decisions.refusals import WrongDay
from permits import acts as permit_acts
from permits.lifecycle import APPLICATION, PERMIT, ApplicationState, PermitState

_PROVISIONAL = frozenset({CourtKind.INTERIM, CourtKind.SUSPENSION, CourtKind.EXTREME_URGENCY})
_OF_APPEAL = frozenset({CourtKind.APPEAL, CourtKind.HIGHER_APPEAL})


def rulings_in(kind: CourtKind | str) -> tuple[Ruling, ...]:
    """What a court can say in a case of this kind."""
    if kind in _PROVISIONAL:
        return (Ruling.DISMISSED, Ruling.SUSPENDED)
    if kind in _OF_APPEAL:
        return (Ruling.DISMISSED, Ruling.ANNULLED, Ruling.DECIDE_ANEW, Ruling.EFFECTS_STAND)
    return (Ruling.DISMISSED, Ruling.ANNULLED)


@act(Permission.DECISION_SERVE)
def lodge(
    decision: Decision,
    *,
    kind: CourtKind | str,
    court: str,
    lodged_on: date,
    reference: str = "",
    objection: Objection | None = None,
) -> CourtCase:
    """Register a case at a court. Raises NoSuchCourtHere, ObjectionFirst, NothingPending, NotDecidedYet or WrongDay."""
    kind = CourtKind(kind)
    if kind.value not in rules_of(decision.jurisdiction).courts:
        raise NoSuchCourtHere
    signed_on = must_be_signed(decision)
    if kind in _OF_APPEAL and (objection is None or objection.outcome is None):
        raise ObjectionFirst
    if kind is CourtKind.INTERIM and not queries.is_pending(decision.id):
        raise NothingPending
    if not signed_on <= lodged_on <= clock.today():
        raise WrongDay(_l("A case is lodged after the decision, and not in the future."), field="lodged_on")
    row = CourtCase(
        decision=decision,
        establishment_id=decision.establishment_id,
        objection=objection,
        kind=kind,
        court=desk.bounded(court, 200),
        reference=desk.bounded(reference, 80),
        lodged_on=lodged_on,
    )
    db.session.add(row)
    db.session.flush()
    desk.tell(decision, f"court.lodged-{kind}", court=row.court, on=lodged_on)
    return row


@act(Permission.DECISION_SERVE)
def rule(
    row: CourtCase, seen: int | None, *, ruling: Ruling | str, on: date, gist: str, reference: str = ""
) -> CourtCase:
    """Record what the court said; what that does to decision and permit happens at once. Raises NotThisRuling."""
    check_version(row, seen)
    ruling = Ruling(ruling)
    if ruling not in rulings_in(row.kind):
        raise NotThisRuling
    row.state = COURT.after(CourtState(row.state), "rule")
    if not row.lodged_on <= on <= clock.today():
        raise WrongDay(_l("The ruling lies after the day of lodging, and not in the future."), field="ruled_on")
    row.ruling, row.ruled_on = ruling, on
    row.ruling_gist, row.ruling_reference = desk.reason(gist), desk.bounded(reference, 80)
    desk.tell(row.decision, f"court.{ruling}", court=row.court, on=on, gist=row.ruling_gist)
    _follow(row, ruling, on)
    return row


def _follow(row: CourtCase, ruling: Ruling, on: date) -> None:
    decision, stay = row.decision, queries.stay_of(row.decision_id)
    if ruling is Ruling.SUSPENDED and stay is None:
        hold_up(row, on)
    if ruling is Ruling.ANNULLED:
        if stay is not None:
            stay.until_on = on
        if DECISION.allows(DecisionState(decision.state), "annul"):
            decision_acts.annul(decision, on, row.ruling_gist)
    if ruling is Ruling.DECIDE_ANEW and _can_reopen(row.objection):
        assert row.objection is not None
        reopen_objection(row.objection, on)
    if ruling in (Ruling.DISMISSED, Ruling.EFFECTS_STAND) and row.kind not in _PROVISIONAL and stay is not None:
        end_stay(decision, on)


def _can_reopen(objection: Objection | None) -> bool:
    return objection is not None and OBJECTION.allows(ObjectionState(objection.state), "reopen_objection")


@act(Permission.DECISION_SERVE)
def hold_up(row: CourtCase, on: date) -> Stay:
    """A court suspends the decision: what it did to the permit is taken back until the court says otherwise."""
    stay = Stay(decision_id=row.decision_id, case_id=row.id, from_on=on)
    db.session.add(stay)
    db.session.flush()
    if row.decision.state == DecisionState.IN_EFFECT:
        undo(row.decision, on)
    return stay


@act(Permission.DECISION_SERVE)
def end_stay(decision: Decision, on: date) -> Stay:
    """The suspension by the court has ended: the decision works again, from that day on. Raises NoStay."""
    stay = queries.stay_of(decision.id)
    if stay is None:
        raise NoStay
    if not stay.from_on <= on <= clock.today():
        raise WrongDay(_l("The suspension ends after it began, and not in the future."), field="on")
    stay.until_on = on
    desk.tell(decision, "court.stay-ended", on=on)
    if decision.state == DecisionState.IN_EFFECT:
        _redo(decision, on)
    return stay


def _redo(decision: Decision, on: date) -> None:
    """Do again what the decision does, as far as it still can be done."""
    permit, application = decision.permit, decision.application
    match law.Effect(decision.measure_copy["effect"]):
        case law.Effect.REVOKE if permit is not None and PERMIT.allows(PermitState(permit.state), "revoke"):
            permit_acts.revoke(permit, on, decision.id)
        case law.Effect.SUSPEND if permit is not None and _still_runs(decision, permit.state):
            permit_acts.suspend(permit, decision.duration_until, decision.id)
        case law.Effect.REFUSE | law.Effect.NOT_TREATED if application is not None and APPLICATION.allows(
            ApplicationState(application.state), "refuse"
        ):
            permit_acts.refuse(application, on, decision.id)
        case _:
            pass


def _still_runs(decision: Decision, state: str) -> bool:
    over = decision.duration_until is not None and decision.duration_until < clock.today()
    return not over and PERMIT.allows(PermitState(state), "suspend")


@act(Permission.DECISION_SERVE)
def withdraw_case(row: CourtCase, seen: int | None) -> CourtCase:
    """The case was withdrawn before the court ruled."""
    check_version(row, seen)
    row.state = COURT.after(CourtState(row.state), "withdraw_case")
    desk.tell(row.decision, "court.withdrawn", court=row.court)
    return row
