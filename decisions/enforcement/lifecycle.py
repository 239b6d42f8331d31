"""States of what enforcement follows: a policy, a warning, a closure, a penalty order and what it made due. Pure."""

from __future__ import annotations

from enum import StrEnum

from app.lifecycle import Lifecycle


class PolicyState(StrEnum):
    DRAFT = "draft"
    FIXED = "fixed"
    ENDED = "ended"
    DISCARDED = "discarded"


class WarningState(StrEnum):
    RUNNING = "running"
    VISIT_ASKED = "visit-asked"
    MENDED = "mended"
    REPEATED = "repeated"
    SPENT = "spent"


class ClosureState(StrEnum):
    ORDERED = "ordered"
    EXECUTED = "executed"
    REOPENED = "reopened"
    EXPIRED = "expired"
    FALLEN = "fallen"


class SealState(StrEnum):
    HANGING = "hanging"
    BROKEN = "broken"
    REPLACED = "replaced"
    REMOVED = "removed"


class OrderState(StrEnum):
    RUNNING = "running"
    EXHAUSTED = "exhausted"
    LIFTED = "lifted"
    FALLEN = "fallen"


class ForfeitureState(StrEnum):
    DUE = "due"
    CLAIMED = "claimed"
    COLLECTED = "collected"
    PAID = "paid"
    WAIVED = "waived"
    LAPSED = "lapsed"


# What is fixed is never edited: a change ends the old edition and opens a new one.
POLICY = Lifecycle(
    {
        (PolicyState.DRAFT, "fix_policy"): PolicyState.FIXED,
        (PolicyState.DRAFT, "discard_policy"): PolicyState.DISCARDED,
        (PolicyState.FIXED, "end_policy"): PolicyState.ENDED,
    },
    start=PolicyState.DRAFT,
    final=frozenset({PolicyState.ENDED, PolicyState.DISCARDED}),
)

WARNING = Lifecycle(
    {
        (WarningState.RUNNING, "ask_visit"): WarningState.VISIT_ASKED,
        (WarningState.VISIT_ASKED, "find_mended"): WarningState.MENDED,
        (WarningState.VISIT_ASKED, "find_repeated"): WarningState.REPEATED,
        (WarningState.RUNNING, "let_warning_go"): WarningState.SPENT,
        (WarningState.VISIT_ASKED, "let_warning_go"): WarningState.SPENT,
    },
    start=WarningState.RUNNING,
    final=frozenset({WarningState.MENDED, WarningState.REPEATED, WarningState.SPENT}),
)

CLOSURE = Lifecycle(
    {
        (ClosureState.ORDERED, "execute_closure"): ClosureState.EXECUTED,
        (ClosureState.ORDERED, "reopen"): ClosureState.REOPENED,
        (ClosureState.EXECUTED, "reopen"): ClosureState.REOPENED,
        (ClosureState.ORDERED, "expire_closure"): ClosureState.EXPIRED,
        (ClosureState.EXECUTED, "expire_closure"): ClosureState.EXPIRED,
        (ClosureState.ORDERED, "fell_closure"): ClosureState.FALLEN,
        (ClosureState.EXECUTED, "fell_closure"): ClosureState.FALLEN,
    },
    start=ClosureState.ORDERED,
    final=frozenset({ClosureState.REOPENED, ClosureState.EXPIRED, ClosureState.FALLEN}),
)

SEAL = Lifecycle(
    {
        (SealState.HANGING, "report_broken"): SealState.BROKEN,
        (SealState.BROKEN, "seal_again"): SealState.REPLACED,  # new seals, with a row of their own
        (SealState.HANGING, "remove_seals"): SealState.REMOVED,
        (SealState.BROKEN, "remove_seals"): SealState.REMOVED,
    },
    start=SealState.HANGING,
    final=frozenset({SealState.REPLACED, SealState.REMOVED}),
)

ORDER = Lifecycle(
    {
        (OrderState.RUNNING, "exhaust"): OrderState.EXHAUSTED,
        (OrderState.RUNNING, "lift_order"): OrderState.LIFTED,
        (OrderState.EXHAUSTED, "lift_order"): OrderState.LIFTED,
        (OrderState.RUNNING, "fell_order"): OrderState.FALLEN,
        (OrderState.EXHAUSTED, "fell_order"): OrderState.FALLEN,
    },
    start=OrderState.RUNNING,
    final=frozenset({OrderState.LIFTED, OrderState.FALLEN}),
)

FORFEITURE = Lifecycle(
    {
        (ForfeitureState.DUE, "claim"): ForfeitureState.CLAIMED,
        (ForfeitureState.DUE, "waive"): ForfeitureState.WAIVED,
        (ForfeitureState.DUE, "lapse_forfeiture"): ForfeitureState.LAPSED,
        (ForfeitureState.CLAIMED, "release"): ForfeitureState.DUE,  # the collection decision was dropped or fell
        (ForfeitureState.CLAIMED, "collect"): ForfeitureState.COLLECTED,
        (ForfeitureState.CLAIMED, "lapse_forfeiture"): ForfeitureState.LAPSED,
        (ForfeitureState.COLLECTED, "release"): ForfeitureState.DUE,
        (ForfeitureState.COLLECTED, "pay"): ForfeitureState.PAID,
        (ForfeitureState.COLLECTED, "lapse_forfeiture"): ForfeitureState.LAPSED,
    },
    start=ForfeitureState.DUE,
    final=frozenset({ForfeitureState.PAID, ForfeitureState.WAIVED, ForfeitureState.LAPSED}),
)
