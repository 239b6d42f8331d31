"""A decision as the gates see it, and one point per gate. Pure.

Three answers are possible to each question: yes, no, and unstated (None). Unstated counts as in order, or as lacking in
a ``strict`` case. A key that *answers* something stated, or shown by the dates, is never in order by silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from app.lifecycle import Lack
from decisions.evidence import Need, Piece
from decisions.gates import GateEntry
from decisions.gates import gate as entry_of
from decisions.reasoning.facts import (
    Clocks,
    Consultation,
    Day,
    Duration,
    Evidence,
    Hearing,
    Policy,
    Said,
    Taken,
    Warned,
    Weighing,
)
from decisions.reasoning.regimes import (
    Applied,
    Bibob,
    Collection,
    College,
    Designated,
    Integrity,
    Objection,
    Order,
    Paper,
    Particulars,
    Recipients,
    Regulation,
)
from law.powers import Power


@dataclass(frozen=True)
class ChosenGround:
    """A ground under a decision. ``in_force``: the copied text is still the law on the day of decision.

    ``pieces`` is None when the evidence under it is not stated. ``carries``: whether it can carry this measure.
    """

    id: str
    name: Any
    article: str
    needs: tuple[Need, ...] = ()
    pieces: tuple[Piece, ...] | None = None
    quote: Said | None = None
    motivation: Said | None = None
    in_force: bool | None = None
    announced: bool | None = None
    needs_designation: bool = False
    verified: bool = True
    max_months: int | None = None
    carries: bool | None = None
    supports_only: bool = False
    conditions: bool = False
    decides: law.Organ | None = None
    permit: str | None = None
    own_verification: Said | None = None
    counter_indications: Said | None = None

    def asks(self, kind: str) -> bool:
        """Whether the law book asks this kind of proof under the ground."""
        return any(kind in need.kinds for need in self.needs)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What the law book says of the measure, as copied on the day of drafting."""

    measure: str
    country: str
    jurisdiction: str
    gates: frozenset[str]
    effect: str
    max_months: int | None = None
    needs_duration: bool = False
    most_renewals: int | None = None
    confirmation: str | None = None
    power: Power | None = None

    def asks(self, particular: str) -> bool:
        """Whether the power behind the measure asks this besides its gates."""
        return self.power is not None and particular in self.power.asks


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """All that the gates look at. ``evidence``: every fact and document, None when unstated.

    ``texts``: every free text by the name of its field. ``held``: kinds of proof that the dossier itself holds.
    ``overruled``: the reason with which somebody sets a gate aside, by gate. ``organ_known`` False: the regulation
    leaves open who decides, and nobody entered it.
    """

    rules: Rules
    taken: Taken = field(default_factory=Taken)
    organ_known: bool | None = None
    grounds: tuple[ChosenGround, ...] | None = None
    evidence: tuple[Evidence, ...] | None = None
    hearing: Hearing = field(default_factory=Hearing)
    hearing_fixed: bool | None = None
    consultation: Consultation = field(default_factory=Consultation)
    weighing: Weighing = field(default_factory=Weighing)
    duration: Duration = field(default_factory=Duration)
    policy: Policy = field(default_factory=Policy)
    warning: Warned = field(default_factory=Warned)
    clocks: Clocks = field(default_factory=Clocks)
    bibob: Bibob | None = None
    recipients: tuple[Recipients, ...] = ()
    college: College = field(default_factory=College)
    integrity: Integrity = field(default_factory=Integrity)
    order: Order = field(default_factory=Order)
    collection: Collection = field(default_factory=Collection)
    regulation: Regulation = field(default_factory=Regulation)
    designation: Designated | None = None
    particulars: Particulars = field(default_factory=Particulars)
    application: Applied | None = None
    paper: Paper = field(default_factory=Paper)
    objection: Objection = field(default_factory=Objection)
    texts: Mapping[str, str] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    strict: bool = False
    overruled: Mapping[str, str] = field(default_factory=dict)

    @property
    def country(self) -> str:
        return self.rules.country

    @property
    def decided_on(self) -> date | None:
        """The day of the decision, while it is known."""
        return day(self.taken.date)

    @property
    def facts(self) -> tuple[Evidence, ...]:
        """What speaks for the measure."""
        return tuple(one for one in self.evidence or () if not one.counter)

    @property
    def newest_fact(self) -> date | None:
        """The day of the newest fact that speaks for the measure."""
        given = day(self.clocks.found_on)
        days = [one for one in (day(fact.on) for fact in self.facts) if one is not None]
        return given or max(days, default=None)


@dataclass(frozen=True)
class Point:
    """One thing that must be in order: the gate, its name, the lack while it is not, the reason that sets it aside."""

    gate: str
    name: Any
    lack: Lack | None
    overruled: str = ""


def point(
    case: CaseFile,
    gate: str,
    met: bool | None,
    sentence: Any,
    anchor: str = "",
    key: str = "",
    *,
    name: Any = None,
    source: str = "",
) -> Point:
    """A gate with its name; the lack is there while it is not met and no reason sets it aside."""
    entry = entry_of(gate)
    if met is None:
        met = not case.strict
    if met:
        return Point(gate, name or entry.label, None)
    lack = Lack(key or gate, sentence, anchor or gate, _source(entry, source or entry.article(case.country)))
    reason = "" if entry.absolute else case.overruled.get(gate, "").strip()
    return Point(gate, name or entry.label, None if reason else lack, reason)


def _source(entry: GateEntry, article: str) -> Any:
    """The article beside a lack; a limit that no statute gives says so."""
    if not entry.own_limit:
        return article
    return _l("%(article)s; the limit is our own reading of rulings, no statute gives it", article=article)


# -- three answers ---------------------------------------------------------------------------------------------------


def said(value: Said | None) -> bool | None:
    """Whether something was said: a text that is not blank, or a plain yes."""
    return bool(value.strip()) if isinstance(value, str) else value


def day(value: Day | None) -> date | None:
    """The day itself, or None when there is none or it is unstated."""
    return value or None


def dated(value: Day | None) -> bool | None:
    """Whether there is a day; None when unstated."""
    return None if value is None else value is not False


def no(value: bool | None) -> bool | None:
    """In order while the answer is no."""
    return None if value is None else not value


def every(*answers: bool | None) -> bool | None:
    """Yes when all are yes, no when one is no."""
    if any(answer is False for answer in answers):
        return False
    return None if any(answer is None for answer in answers) else True


def some(*answers: bool | None) -> bool | None:
    """Yes when one is yes, no when all are no."""
    if any(answer is True for answer in answers):
        return True
    return None if any(answer is None for answer in answers) else False


def answered(raised: bool | None, answer: Said | None) -> bool | None:
    """In order when nothing was raised, or when what was raised is answered; silence is no answer."""
    given = said(answer)
    if raised:
        return bool(given)
    return True if raised is False else given


def within(first: date | None, last: date | None, days: int | None) -> bool | None:
    """Whether at most so many days lie between two days; None while one of them is unknown."""
    if first is None or last is None or days is None:
        return None
    return (last - first).days <= days
