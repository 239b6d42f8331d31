"""The frame of an establishment's dossier. Upper storeys hang their tabs, terms, flags and next steps in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.access import Permission, may
from permits.models import Establishment


@dataclass(frozen=True)
class Tab:
    """``endpoint`` takes ``establishment_id``; ``count`` gives the number behind the word, None hides it."""

    key: str
    label: Any
    endpoint: str
    power: Permission
    order: int
    count: Callable[[Establishment], int | None]


@dataclass(frozen=True)
class OpenTerm:
    """A running term: what, until when, how it is worked out (address), and the share used (0 to 1)."""

    name: Any
    due_on: date
    explain_url: str = ""
    share_used: float = 0.0
    consequence: Any = ""


@dataclass(frozen=True)
class NextStep:
    """Who must act next. ``order``: the lowest is shown. Without a button nobody here needs to act."""

    order: int
    sentence: Any
    note: Any = ""
    url: str = ""
    button: Any = ""


@dataclass(frozen=True)
class Flag:
    """A red flag: proves nothing by itself. ``basis`` "fact" or "conclusion"."""

    severity: int
    label: str
    basis: str
    seen_on: date
    url: str = ""


TABS: dict[str, Tab] = {}
TERMS: list[Callable[[Establishment, date], list[OpenTerm]]] = []
STEPS: list[Callable[[Establishment, date], list[NextStep]]] = []
FLAGS: list[Callable[[Establishment], list[Flag]]] = []


def tab(entry: Tab) -> None:
    TABS[entry.key] = entry


def tabs_for(establishment: Establishment) -> list[tuple[Tab, int | None]]:
    """The tabs this reader may open, in order, with their counts."""
    shown = sorted((t for t in TABS.values() if may(t.power)), key=lambda t: t.order)
    return [(t, t.count(establishment)) for t in shown]


def terms_of(establishment: Establishment, day: date) -> list[OpenTerm]:
    return sorted((term for source in TERMS for term in source(establishment, day)), key=lambda t: t.due_on)


def next_step(establishment: Establishment, day: date) -> NextStep | None:
    steps = [step for source in STEPS for step in source(establishment, day)]
    return min(steps, key=lambda step: step.order, default=None)


def flags_of(establishment: Establishment) -> list[Flag] | None:
    """The flags, gravest first; None for a reader without the right, who learns no number either."""
    if not may(Permission.FINDING_READ):
        return None
    return sorted((flag for source in FLAGS for flag in source(establishment)), key=lambda f: (-f.severity, f.seen_on))


@dataclass(frozen=True)
class Action:
    """A button in the head of the dossier, at most three; ``endpoint`` takes the establishment as ``argument``."""

    label: Any
    endpoint: str
    power: Permission
    order: int
    icon: str = ""
    argument: str = "establishment_id"


ACTIONS: dict[str, Action] = {}


def action(entry: Action) -> None:
    """Register a button; the same endpoint twice is once."""
    ACTIONS[entry.endpoint] = entry


def actions_for(establishment: Establishment) -> list[Action]:
    """The buttons of this reader, in order; none for a business that has stopped."""
    if establishment.closed_on is not None:
        return []
    return sorted((a for a in ACTIONS.values() if may(a.power)), key=lambda a: a.order)[:3]
