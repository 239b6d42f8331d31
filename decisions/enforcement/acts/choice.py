"""What the policy proposed for a decision, and the reason when the decision does something else."""

from __future__ import annotations

import uuid

from app import clock
from app.access import Permission
from app.acts import act, actor, check_version
from app.db import db
from app.errors import NoSuchRoad
from decisions import asking, town_law
from decisions.acts import desk
from decisions.enforcement import queries, rules
from decisions.enforcement.ladder import Proposed
from decisions.enforcement.models import PolicyChoice
from decisions.models import Decision


def note_choice(decision: Decision) -> PolicyChoice | None:
    """Keep with a new decision what the policy proposed that day; part of the act that begins it.

    None where the policy proposes nothing for this place, or the measure is no answer to a breach.
    """
    measure = town_law.measure_to_draft(decision.measure_id, clock.today())
    if measure is None or not rules.is_step(measure) or decision.application_id is not None:
        return None
    steps = [step.proposed for step in queries.proposed_steps(decision.establishment) if step.taken is None]
    if not steps:
        return None
    fitting = [one for one in steps if one.rung.measure == measure.id]
    chosen = max(fitting or steps, key=lambda one: (one.rung.occurrence, one.breach.found_on))
    row = PolicyChoice(
        decision=decision,
        step_id=uuid.UUID(chosen.rung.id),
        policy=chosen.rung.policy,
        reference=chosen.rung.reference,
        edition_from=chosen.rung.valid_from,
        violation=chosen.rung.violation,
        occurrence=chosen.occurrence,
        measure_id=chosen.rung.measure,
        found_on=chosen.breach.found_on,
        counted=[{"number": one.number, "on": one.found_on.isoformat()} for one in chosen.counted],
        deviates=not fitting,
    )
    db.session.add(row)
    if fitting and asking.weighs(decision.measure_copy["gates"]):
        decision.further = {**decision.further, **_answers_of(chosen)}
    db.session.flush()
    return row


def _answers_of(chosen: Proposed) -> dict[str, str]:
    """What the policy itself answers of the questions: its look-back, and the oldest time that counts."""
    found = {"look_back_months": str(chosen.rung.lookback)}
    if chosen.counted:
        found["earlier_fact_on"] = min(one.found_on for one in chosen.counted).isoformat()
    return found


@act(Permission.DECISION_DRAFT)
def explain_deviation(choice: PolicyChoice, seen: int | None, reason: str) -> PolicyChoice:
    """Write why this decision does not take the step that the policy proposes."""
    check_version(choice, seen)
    if choice.decision.state not in desk.EDITABLE:
        raise NoSuchRoad(state=choice.decision.state, verb="explain_deviation")
    choice.reason, choice.reasoned_by = desk.reason(reason), actor().name
    measure = town_law.here().measure(choice.measure_id, on=clock.today())
    desk.tell(choice.decision, "policy.deviation", proposed=dict(measure.name), reason=choice.reason)
    return choice
