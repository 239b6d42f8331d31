"""Annulment: what a decision did to permit or application is undone, in the same transaction."""

from __future__ import annotations

from datetime import date

import law
from app.access import Permission
from app.acts import act
from decisions import events
from decisions.acts import desk
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import Decision
from permits import acts as permit_acts
from permits.lifecycle import PERMIT, ApplicationState, PermitState

_ENDED = frozenset({ApplicationState.REFUSED, ApplicationState.UNTREATED})


@act(Permission.DECISION_SERVE)
def annul(decision: Decision, on: date, because: str) -> Decision:
    """A court or the authority itself took the decision away, as if it had never been (ex tunc).

    A revoked permit is restored, a suspended one may be used again, a refused application is open again. ``because``
    names the ruling or the decision on the objection.
    """
    was_in_effect = decision.state == DecisionState.IN_EFFECT
    decision.state = DECISION.after(DecisionState(decision.state), "annul")
    desk.tell(decision, "decision.annulled", on=on, because=because)
    if was_in_effect:
        undo(decision, on)
    desk.hide(decision)
    events.decision_ended.send(decision, on=on, how="annulled")
    return decision


def undo(decision: Decision, on: date) -> None:
    """Take back what the decision did in the register, as far as it still stands."""
    permit, application = decision.permit, decision.application
    match law.Effect(decision.measure_copy["effect"]):
        case law.Effect.REVOKE if permit is not None and permit.ended_by == decision.id:
            permit_acts.restore(permit, decision.id)
        case law.Effect.SUSPEND if permit is not None and permit.state == PermitState.SUSPENDED:
            permit_acts.resume(permit)
        case law.Effect.REFUSE | law.Effect.NOT_TREATED if application is not None and application.state in _ENDED:
            permit_acts.reopen_application(application, decision.id)
        case law.Effect.GRANT if permit is not None and application is not None:
            if permit.state not in PERMIT.final:
                permit_acts.revoke(permit, on, decision.id)
            if application.state == ApplicationState.GRANTED:
                permit_acts.reopen_application(application, decision.id)
        case _:
            pass
