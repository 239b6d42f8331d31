"""The verbs of what is done against a decision."""

from __future__ import annotations

from decisions.objections.acts.courts import end_stay, hold_up, lodge, rule, withdraw_case
from decisions.objections.acts.objecting import (
    agree_delay,
    ask_repair,
    decide_objection,
    end_repair,
    excuse_lateness,
    extend_objection,
    hear_objection,
    register_objection,
    reopen_objection,
    serve_outcome,
    withdraw_objection,
)

__all__ = [
    "agree_delay",
    "ask_repair",
    "decide_objection",
    "end_repair",
    "end_stay",
    "excuse_lateness",
    "extend_objection",
    "hear_objection",
    "hold_up",
    "lodge",
    "register_objection",
    "reopen_objection",
    "rule",
    "serve_outcome",
    "withdraw_case",
    "withdraw_objection",
]
