"""The words of enforcement: labels of its states and kinds, sentences of its story."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app import story
from app.story import Wording
from decisions.enforcement.lifecycle import (
    ClosureState,
    ForfeitureState,
    OrderState,
    PolicyState,
    SealState,
    WarningState,
)
from decisions.enforcement.models import TermUnit
from decisions.particulars import PenaltyUnit

# Word, icon and tone of a badge.
Mark = tuple[Any, str, str]
POLICY_STATES: dict[str, Mark] = {
    PolicyState.DRAFT: (_l("Draft"), "pencil", "grey"),
    PolicyState.FIXED: (_l("fixed"), "check", "outlined"),
    PolicyState.ENDED: (_l("Ended"), "lock", "grey"),
    PolicyState.DISCARDED: (_l("thrown away"), "trash-2", "grey"),
}
WARNING_STATES: dict[str, Mark] = {
    WarningState.RUNNING: (_l("Term to mend runs"), "hourglass", "yellow"),
    WarningState.VISIT_ASKED: (_l("Visit asked"), "calendar", "blue"),
    WarningState.MENDED: (_l("Mended"), "circle-check", "outlined"),
    WarningState.REPEATED: (_l("Found again"), "circle-x", "red"),
    WarningState.SPENT: (_l("Counts no more"), "history", "grey"),
}
CLOSURE_STATES: dict[str, Mark] = {
    ClosureState.ORDERED: (_l("To be executed"), "hourglass", "yellow"),
    ClosureState.EXECUTED: (_l("Closed"), "lock", "ink"),
    ClosureState.REOPENED: (_l("Reopened"), "door-open", "outlined"),
    ClosureState.EXPIRED: (_l("Term over"), "circle-check", "grey"),
    ClosureState.FALLEN: (_l("Lapsed"), "circle-x", "grey"),
}
SEAL_STATES: dict[str, Mark] = {
    SealState.HANGING: (_l("Sealed"), "lock", "ink"),
    SealState.BROKEN: (_l("Broken"), "triangle-alert", "red"),
    SealState.REPLACED: (_l("Broken, replaced"), "history", "grey"),
    SealState.REMOVED: (_l("Taken away"), "door-open", "grey"),
}
ORDER_STATES: dict[str, Mark] = {
    OrderState.RUNNING: (_l("In force"), "circle-check", "outlined"),
    OrderState.EXHAUSTED: (_l("Maximum reached"), "triangle-alert", "yellow"),
    OrderState.LIFTED: (_l("Lifted"), "door-open", "grey"),
    OrderState.FALLEN: (_l("Lapsed"), "circle-x", "grey"),
}
FORFEITURE_STATES: dict[str, Mark] = {
    ForfeitureState.DUE: (_l("Due"), "circle-alert", "yellow"),
    ForfeitureState.CLAIMED: (_l("Collection being decided"), "pen-line", "blue"),
    ForfeitureState.COLLECTED: (_l("Collected"), "scale", "blue"),
    ForfeitureState.PAID: (_l("Paid"), "circle-check", "outlined"),
    ForfeitureState.WAIVED: (_l("Not collected"), "minus", "grey"),
    ForfeitureState.LAPSED: (_l("Claim lapsed"), "circle-x", "red"),
}
PENALTY_UNITS: dict[str, Any] = {
    PenaltyUnit.ONCE: _l("once"),
    PenaltyUnit.BREACH: _l("per breach"),
    PenaltyUnit.DAY: _l("per day"),
    PenaltyUnit.WEEK: _l("per week"),
    PenaltyUnit.MONTH: _l("per month"),
}
TERM_UNITS: dict[str, Any] = {
    TermUnit.DAYS: _l("days"),
    TermUnit.WEEKS: _l("weeks"),
    TermUnit.MONTHS: _l("months"),
}
# As a letter says it, in the language of the letter.
LETTER_UNITS: dict[str, dict[str, str]] = {
    "nl": {"once": "ineens", "breach": "per overtreding", "day": "per dag", "week": "per week", "month": "per maand"},
    "fr": {
        "once": "en une fois",
        "breach": "par infraction",
        "day": "par jour",
        "week": "par semaine",
        "month": "par mois",
    },
    "de": {"once": "einmalig", "breach": "je Verstoß", "day": "je Tag", "week": "je Woche", "month": "je Monat"},
}
OCCURRENCES: dict[int, Any] = {1: _l("First time"), 2: _l("Second time"), 3: _l("Third time")}

_STORY = {
    "policy.deviation": Wording(
        "scale", _l("Deviates from the policy, which proposes: %(proposed)s"), _l("Reason: %(reason)s")
    ),
    "warning.visit-asked": Wording(
        "calendar-plus", _l("Visit asked after warning %(number)s"), _l("Due on %(on)s at the latest.")
    ),
    "warning.mended": Wording("circle-check", _l("Warning %(number)s: found in order again"), _l("Visit %(visit)s")),
    "warning.repeated": Wording("circle-x", _l("Warning %(number)s: found again"), _l("Visit %(visit)s"), "flag"),
    "warning.spent": Wording("history", _l("Warning %(number)s counts no more")),
    "closure.executed": Wording("lock", _l("Closure %(number)s executed on %(on)s"), _l("By: %(by)s"), "strong"),
    "seal.put": Wording("lock", _l("Sealed on %(on)s, numbers %(numbers)s"), _l("By: %(by)s"), "strong"),
    "seal.broken": Wording("triangle-alert", _l("Seal found broken on %(on)s"), "%(note)s", "flag"),
    "seal.again": Wording("lock", _l("Sealed again on %(on)s, numbers %(numbers)s"), _l("By: %(by)s")),
    "seal.removed": Wording("door-open", _l("Seals taken away on %(on)s"), _l("By: %(by)s")),
    "closure.door-notice": Wording("file-text", _l("Notice on the door since %(on)s")),
    "closure.reopened": Wording("door-open", _l("Open again since %(on)s"), "%(because)s"),
    "closure.expired": Wording("circle-check", _l("Last day of closure %(number)s has passed: %(on)s")),
    "closure.fell-lapsed": Wording(
        "circle-x", _l("Closure %(number)s ended on %(on)s"), _l("The college did not confirm it")
    ),
    "closure.fell-annulled": Wording("circle-x", _l("Closure %(number)s ended on %(on)s"), _l("It was annulled")),
    "penalty.due": Wording("circle-alert", _l("Penalty due since %(on)s: %(amount)s"), _l("Visit %(visit)s"), "flag"),
    "penalty.maximum": Wording("triangle-alert", _l("Order %(number)s: maximum reached, %(amount)s")),
    "penalty.waived": Wording("minus", _l("Penalty not collected: %(amount)s"), "%(because)s"),
    "penalty.collected": Wording("scale", _l("Penalty collected by decision: %(amount)s")),
    "penalty.paid": Wording("circle-check", _l("Penalty paid on %(on)s: %(amount)s")),
    "penalty.lapsed": Wording("circle-x", _l("Claim to a penalty lapsed: %(amount)s")),
    "penalty.lifted": Wording("door-open", _l("Order %(number)s lifted on %(on)s"), "%(because)s"),
    "penalty.fell": Wording("circle-x", _l("Order %(number)s was annulled on %(on)s")),
}


def install() -> None:
    """Register the sentences of the story."""
    story.wordings(_STORY)
