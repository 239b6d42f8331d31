"""Whom to call when somebody is in danger: read once from danger.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Number:
    """A telephone number; ``countries`` where it works ("nl", "be")."""

    countries: tuple[str, ...]
    name: dict[str, str]
    number: str
    source: str

    @property
    def dialled(self) -> str:
        """The number as a telephone link wants it."""
        return "tel:" + self.number.replace(" ", "")


def _read() -> tuple[Number, ...]:
    found = tomllib.loads((Path(__file__).parent / "danger.toml").read_text(encoding="utf-8"))
    return tuple(Number(**{**entry, "countries": tuple(entry["countries"])}) for entry in found["number"])


NUMBERS = _read()


def numbers_for(country: str) -> list[Number]:
    """The numbers of a country, the one for emergencies first."""
    return [number for number in NUMBERS if country in number.countries]


def of_the_municipality(contacts: Iterable[tuple[str, str]], country: str) -> list[Number]:
    """The municipality's own numbers as (name, number), or those of the country that ship with the house."""
    own = [Number((country,), {"nl": name}, number, "") for name, number in contacts]
    return own or numbers_for(country)
