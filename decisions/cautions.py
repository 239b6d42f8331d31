"""What does not block a decision but must be seen before it is signed. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from app.lifecycle import Lack
from decisions.reasoning import CaseFile, ChosenGround

# Older facts need a word about why they still carry the measure: closures fell on stale facts in decided cases.
STALE_AFTER = timedelta(days=183)
SLIGHT = 1

_UNVERIFIED = _l("The source of “%(ground)s” has not been checked yet")
_STALE = _l("The newest fact under “%(ground)s” is more than six months old: say why it still counts")
_SLIGHT = _l("Only slight facts carry “%(ground)s”")
_CONCLUSION = _l("A conclusion under “%(ground)s” does not count as evidence and is not printed")


def warnings(case: CaseFile, today: date) -> list[Lack]:
    """Unverified law, stale facts, slight facts and conclusions, per ground."""
    return [caution for ground in case.grounds or () for caution in _of_ground(ground, today)]


def _of_ground(ground: ChosenGround, today: date) -> list[Lack]:
    facts = [piece for piece in ground.pieces or () if piece.counts]
    met = {
        "unverified": (not ground.verified, _UNVERIFIED),
        "stale": (bool(facts) and max(piece.on for piece in facts) < today - STALE_AFTER, _STALE),
        "slight": (bool(facts) and all(0 < piece.severity <= SLIGHT for piece in facts), _SLIGHT),
        "conclusion": (any(not piece.is_fact for piece in ground.pieces or ()), _CONCLUSION),
    }
    return [_caution(key, sentence, ground) for key, (holds, sentence) in met.items() if holds]


def _caution(key: str, sentence: Any, ground: ChosenGround) -> Lack:
    return Lack(f"{key}:{ground.id}", sentence % {"ground": ground.name}, f"ground-{ground.id}")
