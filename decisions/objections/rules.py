"""The data of objections, read from ``rules.toml``. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import law

_DATA = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What can be done in one country; a term is None where the country lacks it."""

    objection: str | None = None
    posted: str | None = None
    decide: str | None = None
    decide_with_committee: str | None = None
    repair: str | None = None
    appeal: str | None = None
    courts: tuple[str, ...]
    late_source: str
    decide_source: str


def _read(country: str) -> Rules:
    entry = dict(_DATA[country])
    return Rules(courts=tuple(entry.pop("courts")), **entry)


_RULES = {country: _read(country) for country in ("nl", "be", "lu")}


def rules_of(jurisdiction: str) -> Rules:
    """The rules of the country in which a jurisdiction lies."""
    return _RULES[law.jurisdiction(jurisdiction).country]
