"""The cases of a practice environment in the states of a working day: one in each hand."""

from __future__ import annotations

from demonstration.cases import play

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


def lay_dossiers() -> int:
    """Play them all; returns how many there are."""
    for name, until, ago, elsewhere in LAID:
        play(name, until, ago=ago, elsewhere=elsewhere)
    return len(LAID)
