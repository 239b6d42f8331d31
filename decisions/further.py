"""The questions that courts ask besides: which are asked of a decision, and what the answers mean for the gates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from decisions.reasoning import CaseFile
from law.powers import Premises

# Name of the question: part and key of the case file that its answer fills.
PARTS = {
    "object": ("taken", "object"),
    "urgency": ("taken", "urgency"),
    "circumstances_answer": ("weighing", "circumstances_answer"),
    "own_reports": ("weighing", "own_reports"),
    "blame": ("weighing", "blame"),
    "repetition": ("weighing", "repetition"),
    "changed_since": ("weighing", "changed_since"),
    "occupants": ("weighing", "occupants"),
    "policy_name": ("policy", "name"),
    "delay_reason": ("clocks", "delay_reason"),
}
NAMES = frozenset(PARTS)
DAYS = frozenset({"policy_from", "warned_on"})
EVERY = NAMES | DAYS
_WEIGHED = ("object", "circumstances_answer", "own_reports", "policy_name", "policy_from", "delay_reason")
_CLOSING = ("blame", "repetition", "changed_since", "occupants")


def asked(measure: dict[str, Any], *, immediate: bool) -> tuple[str, ...]:
    """The names of the questions that this measure asks, in the order of the page."""
    gates: set[str] = set(measure["gates"])
    found: list[str] = []
    if gates & {"interest_weighing", "alternatives"}:
        found += _WEIGHED
    if measure["effect"] == "close":
        found += _CLOSING
    if immediate or "urgency_reason" in gates:
        found.append("urgency")
    if "prior_warning" in gates:
        found.append("warned_on")
    return tuple(found)


def answered(case: CaseFile, answers: dict[str, str], names: tuple[str, ...]) -> CaseFile:
    """The case file with the answers in it. An open question stays unstated, but for what the law itself demands."""
    for name in names:
        if name not in PARTS:
            continue
        part, key = PARTS[name]
        value: Any = answers.get(name, "").strip()
        if name == "object":
            value = Premises(value) if value else None
        elif name != "urgency":
            value = value or None
        case = replace(case, **{part: replace(getattr(case, part), **{key: value})})
    # Following a policy is no defence: who follows one says which circumstances were put forward, and answers them.
    followed = bool(case.policy.name) or None
    return replace(case, weighing=replace(case.weighing, circumstances_raised=followed))
