"""A draft as if it were complete, so that its letter can be shown before everything is known."""

from __future__ import annotations

from typing import Any

from app import clock
from decisions import terms

# What a preview prints where the officer has still to write.
GAP = "[…]"
_DAYS = frozenset({"effect_on", "sending_on", "announced_on", "hearing_until"})
_TEXTS = frozenset(
    {"suitable", "necessary", "balanced", "consequences", "hearing_summary", "hearing_reply", "motivation", "quote"}
)
# What only a measure with these gates prints.
_GATED_DAYS = {
    "duration_from": "duration",
    "duration_until": "duration",
    "college_due_on": "confirmation",
    "consulted_on": "judicial_consultation",
}
_GATED_TEXTS = {
    "duration_reason": "duration",
    "consulted_authority": "judicial_consultation",
    "consultation_answer": "judicial_consultation",
}


class WithGaps:
    """Reads like the row, but never empty: a missing text is :data:`GAP`, a missing day today.

    Only the last day to respond is counted from today.
    """

    def __init__(self, row: Any) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._row, name)
        if name == "grounds":
            return [WithGaps(ground) for ground in value]
        return value or self._gap(name, value)

    def _gap(self, name: str, value: Any) -> Any:
        """What stands for an empty value; the value itself where this letter prints nothing there."""
        if name == "hearing_until" and (term := terms.hearing_term(self._row, self._row.announced_on or clock.today())):
            return term.last_day
        gates = set(getattr(self._row, "measure_copy", {}).get("gates", ()))
        if name in _DAYS or _GATED_DAYS.get(name) in gates:
            return clock.today()
        if name in _TEXTS or _GATED_TEXTS.get(name) in gates:
            return GAP
        # A party that is consulted in person is heard, another one answers in writing.
        in_person = "judicial_consultation" in gates
        stand_in = {
            "hearing_at": clock.now() if in_person else None,
            "hearing_held_on": clock.today() if in_person else None,
            "hearing_place": GAP if in_person else "",
            "hearing_received_on": None if in_person else clock.today(),
            "hearing_outcome": "" if self._exception() else "heard" if in_person else "response",
        }
        return stand_in.get(name, value)

    def _exception(self) -> bool:
        return bool(getattr(self._row, "hearing_exception", ""))
