"""Where the gates come from, the numbers they count with, and the exceptions to the hearing duty. Pure.

Read from ``gates.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_DATA = tomllib.loads((_HERE / "gates.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class HearingException:
    """A case in which nobody need be heard first; ``name`` in nl, fr, de and en, ``measures`` empty for all."""

    id: str
    country: str
    article: str
    name: Mapping[str, str]
    urgent: bool = False
    measures: tuple[str, ...] = ()


HEARING_EXCEPTIONS = tuple(
    HearingException(**{**entry, "measures": tuple(entry.get("measures", ()))}) for entry in _DATA["hearing_exception"]
)


@dataclass(frozen=True)
class GateHelp:
    """What is asked, why a court annuls without it, and what to write: one text, in nl, fr, de and en."""

    id: str
    gates: tuple[str, ...]
    text: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class GateEntry:
    """One gate: its article per country, the rulings behind it, and whether a reason can set it aside.

    ``own_limit``: it counts with a number that no statute gives, our own reading of rulings.
    """

    id: str
    articles: Mapping[str, str] = field(hash=False)
    absolute: bool
    case: str
    own_limit: bool = False
    label: Any = ""

    def article(self, country: str) -> str:
        """The article as shown small beside what lacks; empty when the country has none."""
        return self.articles.get(country, "")


def _entry(gate_id: str, row: Mapping[str, Any]) -> GateEntry:
    unknown = set(row) - {"nl", "be", "absolute", "case", "own_limit"}
    if unknown:
        raise ValueError(f"decisions/gates.toml, gate {gate_id}: {min(unknown)!r} is not known here")
    articles = {country: str(row[country]) for country in ("nl", "be") if country in row}
    return GateEntry(gate_id, articles, bool(row.get("absolute")), str(row.get("case", "")), bool(row.get("own_limit")))


GATES = {gate_id: _entry(gate_id, row) for gate_id, row in _DATA["gate"].items()}


HELP = tuple(
    GateHelp(entry["id"], tuple(entry["gates"]), entry["text"])
    for entry in tomllib.loads((_HERE / "gate_help.toml").read_text(encoding="utf-8"))["help"]
)
_HELP = {gate_id: one for one in HELP for gate_id in one.gates}


def help_of(gate_id: str) -> GateHelp | None:
    """The help beside a gate; None where the gate says it all."""
    return _HELP.get(gate_id)


# The gates of a designation or regulation, by (country, id).
GENERAL_ACTS = {(act["country"], act["id"]): frozenset(act["gates"]) for act in _DATA["general_act"]}


def gate(gate_id: str) -> GateEntry:
    """The gate of that id. Raises KeyError: a gate without a source is a mistake of ours."""
    return GATES[gate_id]


def number(name: str, default: str = "") -> int:
    """A number that gates count with; ``default`` where the country has none."""
    row = _DATA["number"].get(name)
    return int(row["is"] if row else default)


def numbers() -> dict[str, tuple[int, str, bool]]:
    """Every number that gates count with: what it is, why, and whether it is our own reading."""
    return {name: (int(row["is"]), str(row["why"]), bool(row.get("ours"))) for name, row in _DATA["number"].items()}


def exceptions_in(country: str, measure: str = "") -> tuple[HearingException, ...]:
    """The exceptions a country knows for a measure; without a measure those that hold for every measure."""
    return tuple(
        entry
        for entry in HEARING_EXCEPTIONS
        if entry.country == country and (not entry.measures or measure in entry.measures)
    )


def source(country: str, gate_id: str) -> str:
    """The article behind a gate; empty when the country has none or the gate is no such gate."""
    return GATES[gate_id].article(country) if gate_id in GATES else ""
