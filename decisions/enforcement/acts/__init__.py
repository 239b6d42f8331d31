"""The verbs of enforcement."""

from __future__ import annotations

from decisions.enforcement.acts.attaching import attach_to_closure, attachable
from decisions.enforcement.acts.choice import explain_deviation
from decisions.enforcement.acts.closures import execute_closure, expire_closure, fell_closure, reopen
from decisions.enforcement.acts.lifting import lift_by_decision
from decisions.enforcement.acts.particulars import write_particulars
from decisions.enforcement.acts.penalties import (
    claim,
    collect,
    collect_by_decision,
    exhaust,
    fell_order,
    lapse_forfeiture,
    lift_order,
    pay,
    record_forfeiture,
    release,
    waive,
)
from decisions.enforcement.acts.policies import (
    Cell,
    add_violation,
    discard_policy,
    drop_violation,
    end_policy,
    enter_policy,
    fix_policy,
    new_edition,
)
from decisions.enforcement.acts.seals import put_seals, remove_seals, report_broken, seal_again
from decisions.enforcement.acts.warnings import ask_visit, find_mended, find_repeated, let_warning_go

__all__ = [
    "Cell",
    "add_violation",
    "ask_visit",
    "attach_to_closure",
    "attachable",
    "claim",
    "collect",
    "collect_by_decision",
    "discard_policy",
    "drop_violation",
    "end_policy",
    "enter_policy",
    "execute_closure",
    "exhaust",
    "expire_closure",
    "explain_deviation",
    "fell_closure",
    "fell_order",
    "find_mended",
    "find_repeated",
    "fix_policy",
    "lapse_forfeiture",
    "let_warning_go",
    "lift_by_decision",
    "lift_order",
    "new_edition",
    "pay",
    "put_seals",
    "record_forfeiture",
    "release",
    "remove_seals",
    "reopen",
    "report_broken",
    "seal_again",
    "waive",
    "write_particulars",
]
