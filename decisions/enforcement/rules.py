"""The data of enforcement, read from ``rules.toml``. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import law

_DATA = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
STEPS = frozenset(law.Instrument(word) for word in _DATA["steps"])
DAYS_TO_LOOK: int = _DATA["days_to_look"]


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What holds in one country: ids of the law book, None where it has none, and the articles shown beside."""

    collection: str | None = None
    claim_lapses: str | None = None
    payment: str | None = None
    held_up_by: str | None = None
    claim_source: str
    circumstances_source: str
    order_source: str
    days_to_pay: int = 0
    fine_oral_above_cents: int = 0
    fine_decision: str | None = None
    fine_register: str | None = None
    fine_source: str = ""
    fine_term_source: str = ""
    execute_within_months: int | None = None
    execution_source: str
    seal_source: str
    broken_source: str


_RULES = {country: Rules(**_DATA[country]) for country in ("nl", "be", "lu")}


def rules_of(jurisdiction: str) -> Rules:
    """The rules of the country in which a jurisdiction lies."""
    return _RULES[law.jurisdiction(jurisdiction).country]


def is_step(measure: law.Measure) -> bool:
    """Whether a policy can prescribe the measure: it answers a breach, and begins a decision of its own."""
    own_draft = {law.Procedure.DRAFTING, law.Procedure.ENFORCEMENT}
    return measure.instrument in STEPS and measure.procedure in own_draft
