"""Setting a gate aside with a reason, where the law leaves room for it; and taking that back."""

from __future__ import annotations

from app import clock
from app.access import Permission
from app.acts import act, actor, check_version
from app.errors import NoSuchRoad
from decisions.acts import desk
from decisions.gates import GATES
from decisions.models import Decision
from decisions.refusals import GateIsAbsolute


@act(Permission.DECISION_DRAFT)
def set_aside(decision: Decision, seen: int | None, gate: str, reason: str) -> Decision:
    """Go on although this gate lacks something. The reason is printed in the file and kept with name and day.

    Raises GateIsAbsolute for a gate that the law makes absolute, or that does not exist; ReasonLacks.
    """
    check_version(decision, seen)
    _must_be_editable(decision)
    if gate not in GATES or GATES[gate].absolute:
        raise GateIsAbsolute
    kept = {"reason": desk.reason(reason), "by": actor().name, "on": clock.today().isoformat()}
    decision.set_aside = {**decision.set_aside, gate: kept}
    desk.edited(decision)
    desk.tell(decision, "decision.set-aside", gate=gate, reason=kept["reason"])
    return decision


@act(Permission.DECISION_DRAFT)
def restore_gate(decision: Decision, seen: int | None, gate: str) -> Decision:
    """Ask this gate again; the story keeps that it was set aside."""
    check_version(decision, seen)
    _must_be_editable(decision)
    decision.set_aside = {name: kept for name, kept in decision.set_aside.items() if name != gate}
    desk.edited(decision)
    desk.tell(decision, "decision.gate-restored", gate=gate)
    return decision


def _must_be_editable(decision: Decision) -> None:
    if decision.state not in desk.EDITABLE:
        raise NoSuchRoad(state=decision.state, verb="set_aside")
