"""The sources of the gates and the exceptions to the hearing duty, read from ``gates.toml``. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "gates.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class HearingException:
    """A statutory case in which nobody need be heard first; ``name`` in nl, fr, de and en."""

    id: str
    country: str
    article: str
    name: Mapping[str, str]


HEARING_EXCEPTIONS = tuple(HearingException(**entry) for entry in _DATA["hearing_exception"])


def exceptions_in(country: str) -> tuple[HearingException, ...]:
    """The exceptions a country knows; Belgium has none for a closure under its article on trafficking."""
    return tuple(entry for entry in HEARING_EXCEPTIONS if entry.country == country)


def source(country: str, gate: str) -> str:
    """The article behind a gate, as shown small beside what lacks; empty when the country has none."""
    return str(_DATA["source"][country].get(gate, ""))
