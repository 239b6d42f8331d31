"""A page of grounds is saved as one act: what was chosen, dropped, motivated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app import acts as door
from app.access import Permission
from app.acts import act
from decisions import acts
from decisions.models import Decision


@dataclass(frozen=True)
class GroundChoice:
    """What the page says about one ground. ``evidence``: ("finding" | "report", id, counter) each."""

    ground_id: str
    chosen: bool
    motivation: str = ""
    evidence: tuple[tuple[str, str, bool], ...] = ()
    own_check: str | None = None
    against: str | None = None


@act(Permission.DECISION_DRAFT)
def save_grounds(decision: Decision, seen: int | None, choices: Sequence[GroundChoice], *, choosing: bool) -> Decision:
    """Choose, drop and motivate in one transaction; all of it or nothing.

    ``choosing`` False (a save in the background) leaves the choice of grounds alone, so that a box unticked by
    accident does not throw a motivation away.
    """
    door.check_version(decision, seen)
    held = {row.ground_id for row in decision.grounds}
    for choice in choices:
        if choice.ground_id in held and (choice.chosen or not choosing):
            acts.motivate(
                decision,
                decision.version,
                choice.ground_id,
                choice.motivation,
                list(choice.evidence),
                own_check=choice.own_check,
                against=choice.against,
            )
        elif choosing and choice.ground_id in held:
            acts.drop_ground(decision, decision.version, choice.ground_id)
        elif choosing and choice.chosen:
            acts.choose_ground(decision, decision.version, choice.ground_id)
    return decision
