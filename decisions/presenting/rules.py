"""Why each passage stands in a letter: the words beside the rule that demands them."""

from __future__ import annotations

from dataclasses import dataclass

from decisions.presenting.tongue import _
from reports import Letter

_EDITORIAL = "ed."


@dataclass(frozen=True)
class Passage:
    """Consecutive words under one rule; ``block`` is its number in the order of a letter, empty at the opening."""

    block: str
    rule: str
    texts: tuple[str, ...]


def passages_of(letter: Letter) -> list[Passage]:
    """The letter as passages. A passage without a rule is there for the reader, and says so."""
    found: list[Passage] = []
    for rule, text in letter.ruled_parts():
        block = rule.block if rule is not None else ""
        why = _why(rule.rule) if rule is not None else _("the opening of the letter")
        if found and (found[-1].block, found[-1].rule) == (block, why):
            found[-1] = Passage(block, why, (*found[-1].texts, text))
        else:
            found.append(Passage(block, why, (text,)))
    return found


def _why(rule: str) -> str:
    asked = "; ".join(part for part in (one.strip() for one in rule.split(";")) if part != _EDITORIAL)
    return asked or _("no rule demands this; it is there for the reader")
