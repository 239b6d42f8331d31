"""A draft as if it were complete, so that its letter can be shown before everything is known."""

from __future__ import annotations

from typing import Any

from app import clock

# What a preview prints where the officer has still to write.
GAP = "[…]"
_DAYS = frozenset(
    {
        "effect_on", "sending_on", "duration_from", "duration_until", "announced_on", "hearing_until",
        "hearing_received_on", "hearing_held_on", "consulted_on", "college_due_on",
    }
)  # fmt: skip
_TEXTS = frozenset(
    {
        "suitable", "necessary", "balanced", "consequences", "effect_reason", "duration_reason", "hearing_place",
        "hearing_summary", "hearing_reply", "consulted_authority", "consultation_answer", "motivation", "quote",
    }
)  # fmt: skip


class WithGaps:
    """Reads like the row, but never empty: a missing day is today, a missing text is :data:`GAP`."""

    def __init__(self, row: Any) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._row, name)
        if name == "grounds":
            return [WithGaps(ground) for ground in value]
        if name == "hearing_at":
            return value or clock.now()
        if name == "hearing_outcome" and not value and not self._row.hearing_exception:
            return "response"
        if name in _DAYS:
            return value or clock.today()
        return value or GAP if name in _TEXTS else value
