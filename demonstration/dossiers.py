"""The cases of a practice environment in the states of a working day: one in each hand."""

from __future__ import annotations

from datetime import date, timedelta

import law
from app import clock
from demonstration.cases import CASES, at, plan_follow_up, play
from demonstration.policies import lay_policies

# Case, the step reached, how many days ago, and another business for a case that is played twice.
_SALON = {"name": "Massagesalon Hanze", "street": "Hanzestraat", "house_number": "66"}
_CLUB = {"name": "Club Meander", "street": "Meanderweg", "house_number": "3"}
_THIRD = {"name": "Salon Zijdezacht", "street": "Zijdestraat", "house_number": "12"}
_WASH = {"name": "Handwas Kolenspoor", "street": "Kolenspoor", "house_number": "5"}
LAID: tuple[tuple[str, str, int, dict[str, str] | None], ...] = (
    ("dutch-refusal", "with-mayor", 3, None),
    ("dutch-revocation", "drafted", 1, None),
    ("dutch-refusal", "announced", 6, _SALON),
    ("dutch-revocation", "served", 5, _CLUB),
    ("dutch-refusal", "second-reading", 2, _THIRD),
    ("genk-closure", "with-mayor", 2, None),
    ("genk-closure", "announced", 4, _WASH),
    ("verviers-closure", "with-mayor", 3, None),
)


# At these steps the visit that looks again has no day yet: it stands on the start page of the officer.
_FOLLOW_UP_WAITS = {"drafted", "announced"}


def _next_open_day(short: str) -> date:
    """A working day a week ahead in the country of this mayor."""
    with at(short, clock.today()) as mayor:
        country = law.jurisdiction(mayor.municipality.jurisdiction).country
    return law.calendar.next_open_day(country, clock.today() + timedelta(days=7))


def lay_dossiers() -> int:
    """Play them all; returns how many there are."""
    for name, until, ago, elsewhere in LAID:
        decision = play(name, until, ago=ago, elsewhere=elsewhere)
        if until not in _FOLLOW_UP_WAITS:
            plan_follow_up(decision, name, _next_open_day(CASES[name]["mayor"]))
    lay_policies()
    return len(LAID)
