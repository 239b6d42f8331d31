"""An example of an enforcement matrix for the practice towns, read from ``policies.toml`` and marked as made up."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from app import acts
from app.people import municipality_now
from decisions.enforcement import acts as enforcement
from decisions.enforcement.acts import Cell
from decisions.enforcement.models import Policy, TermUnit
from decisions.particulars import PenaltyUnit

_DATA: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "policies.toml").read_text(encoding="utf-8"))
TOWNS = ("GM0983", "NIS71016")


def lay_policies() -> list[Policy]:
    """Enter and fix the example of each practice town that has one."""
    laid = []
    for town in TOWNS:
        with acts.acting_as(acts.machine("command", "first-start", town)):
            laid.append(_laid(_DATA[municipality_now().jurisdiction]))
    return laid


def _laid(book: dict[str, Any]) -> Policy:
    facts = {name: book[name] for name in ("name", "reference", "source", "valid_from")}
    row = enforcement.enter_policy(**facts, made_up=True)
    for entry in book["violation"]:
        enforcement.add_violation(
            row,
            None,
            label=entry["label"],
            codes=entry["codes"],
            lookback_months=entry["lookback_months"],
            cells=[_cell(step) for step in entry["steps"]],
        )
    return enforcement.fix_policy(row, None)


def _cell(step: dict[str, Any]) -> Cell:
    unit, per = step.get("term_unit"), step.get("penalty_unit")
    given = {name: step[name] for name in ("occurrence", "measure_id", "term_length", "penalty_cents") if name in step}
    return Cell(
        **given,
        term_unit=TermUnit(unit) if unit else None,
        penalty_unit=PenaltyUnit(per) if per else None,
        penalty_max_cents=step.get("penalty_max_cents"),
    )
