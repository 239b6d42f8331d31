"""What a decision does: on its day it ends the permit, refuses the application or closes the place."""

from __future__ import annotations

import law
from app import clock
from app.access import Permission
from app.acts import act, check_version
from decisions import events, terms
from decisions.acts import desk
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import Decision
from decisions.refusals import NotYetDue
from permits import acts as permit_acts
from permits.models import RegisterStatus


@act(Permission.DECISION_SERVE)
def take_effect(decision: Decision) -> Decision:
    """Let a served decision work, in the same transaction as what it changes. Raises NotYetDue before its day."""
    due = terms.effect_day(decision)
    decision.state = DECISION.after(DecisionState(decision.state), "take_effect")
    if due is None or due > clock.today():
        raise NotYetDue
    match law.Effect(decision.measure_copy["effect"]):
        case law.Effect.REFUSE:
            assert decision.application is not None
            permit_acts.refuse(decision.application, due, decision.id)
        case law.Effect.REVOKE:
            assert decision.permit is not None
            permit_acts.revoke(decision.permit, due, decision.id)
        case law.Effect.SUSPEND:
            assert decision.permit is not None
            permit_acts.suspend(decision.permit, decision.duration_until, decision.id)
        case _:
            pass
    desk.tell(decision, "decision.in-effect", on=due)
    show_in_force(decision)
    events.decision_in_effect.send(decision, on=due)
    return decision


def show_in_force(decision: Decision) -> None:
    """Show in the register what now counts: the closure until its last day, or the term for objection."""
    if decision.measure_copy["effect"] == law.Effect.CLOSE:
        waits = decision.measure_copy["confirmation"] and decision.college_met_on is None
        kind, due = ("confirm", decision.college_due_on) if waits else ("closed", decision.duration_until)
        desk.show(decision, kind, due, RegisterStatus.CLOSED)
        return
    if decision.measure_copy.get("instrument") == law.Instrument.NOTICE:
        desk.hide(decision)  # a notice decides nothing: the application speaks again
        return
    desk.show(decision, "object", terms.holding_last_day(decision))


@act(Permission.DECISION_SERVE)
def lapse(decision: Decision) -> Decision:
    """A measure that the college did not confirm at its next meeting ends at once."""
    decision.state = DECISION.after(DecisionState(decision.state), "lapse")
    desk.tell(decision, "decision.lapsed")
    desk.hide(decision)
    events.decision_ended.send(decision, on=clock.today(), how="lapsed")
    return decision


@act(Permission.DECISION_SERVE)
def give_up(decision: Decision, seen: int | None, because: str) -> Decision:
    """A signed decision is not sent, for instance because the right to take it lapsed meanwhile."""
    check_version(decision, seen)
    decision.state = DECISION.after(DecisionState(decision.state), "give_up")
    desk.tell(decision, "decision.given-up", reason=desk.reason(because))
    desk.hide(decision)
    events.decision_ended.send(decision, on=clock.today(), how="lapsed")
    return decision


@act(Permission.DECISION_SERVE)
def run_out(decision: Decision) -> Decision:
    """The last day of a closure or of the term for objection has passed: the register's line speaks of it no more."""
    desk.tell(decision, "decision.ran-out")
    desk.hide(decision)
    return decision
