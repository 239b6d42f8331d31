"""Decisions as rows: grouped by who must act next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from app.access import Permission, may
from decisions import confirming, terms
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.presenting.facts import is_belgian, measure_name
from decisions.presenting.frame import STATES, Mark
from decisions.presenting.tongue import _


@dataclass(frozen=True)
class Row:
    title: str
    number: str
    establishment: str
    address: str
    state: Mark
    drafter: str
    url: str
    due_on: date | None
    due_what: Any


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    rows: list[Row]
    text: str = ""


def row(decision: Decision) -> Row:
    due_on, what = due(decision)
    return Row(
        title=measure_name(decision),
        number=decision.number,
        establishment=decision.establishment.name,
        address=decision.establishment.address,
        state=STATES[decision.state],
        drafter=decision.drafter.name,
        url=url_for(f"decisions.{endpoint_of(decision)}", decision_id=decision.id),
        due_on=due_on,
        due_what=what,
    )


def endpoint_of(decision: Decision) -> str:
    """The page on which the next work waits."""
    if not may(Permission.DECISION_DRAFT):
        return "decision"
    return {
        DecisionState.DRAFT: "grounds",
        DecisionState.ANNOUNCED: "hearing",
        DecisionState.SECOND_READING: "reading",
        DecisionState.SIGNED: "service",
    }.get(decision.state, "decision")


def due(decision: Decision) -> tuple[date | None, str]:
    """The next day that the law gives for this decision, and what it is."""
    state = decision.state
    if state == DecisionState.SIGNED:
        return decision.sending_on, _("send")
    if state == DecisionState.ANNOUNCED and not decision.hearing_outcome and decision.hearing_until:
        return decision.hearing_until, _("hearing") if is_belgian(decision) else _("view of the party")
    if state in (DecisionState.SERVED, DecisionState.IN_EFFECT, DecisionState.LAPSED):
        if decision.college_due_on and decision.college_confirmed is None:
            return decision.college_due_on, str(confirming.words_of(decision.measure_copy).meeting)
        last = terms.holding_last_day(decision)
        return last, _("appeal") if is_belgian(decision) else _("objection")
    return terms.decide_before(decision), _("decide")


def groups(decisions: Iterable[Decision]) -> list[Group]:
    """Groups in the order of the work; an empty group is left out."""
    everything = list(decisions)
    kinds: list[tuple[str, str, Callable[[Decision], bool]]] = [
        ("drafts", _("Drafts"), lambda d: d.state == DecisionState.DRAFT),
        ("returned", _("Sent back to you"), lambda d: _announced(d) and bool(d.returned_at)),
        ("response", _("Waiting for the party"), lambda d: _announced(d) and not d.returned_at and not _heard(d)),
        ("finish", _("Ready to finish"), lambda d: _announced(d) and not d.returned_at and _heard(d)),
        ("reading", _("Second reading"), lambda d: d.state == DecisionState.SECOND_READING),
        ("mayor", _("With the mayor"), lambda d: d.state == DecisionState.WITH_MAYOR),
        ("serve", _("To serve"), lambda d: d.state == DecisionState.SIGNED),
        ("running", _("Running terms"), lambda d: d.state in (DecisionState.SERVED, DecisionState.IN_EFFECT)),
    ]
    found = [Group(key, title, [row(d) for d in everything if belongs(d)]) for key, title, belongs in kinds]
    for group in found:
        group.rows.sort(key=lambda entry: entry.due_on or date.max)
    return [group for group in found if group.rows]


def _announced(decision: Decision) -> bool:
    return decision.state == DecisionState.ANNOUNCED


def _heard(decision: Decision) -> bool:
    return bool(decision.hearing_outcome or decision.hearing_exception)
