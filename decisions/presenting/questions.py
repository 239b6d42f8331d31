"""The questions that courts ask as parts of a page: each with its field, why it is asked and what to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.web.fields import HouseForm
from app.web.language import in_language
from decisions import asking, town_law
from decisions.asking import Question
from decisions.gates import GATES
from decisions.models import Decision
from decisions.presenting.facts import capital
from decisions.presenting.frame import Frame
from decisions.presenting.gates import help_words
from decisions.presenting.tongue import _
from decisions.reasoning.regimes import Recipient

RECIPIENTS = {
    Recipient.PARTY: _l("the party"),
    Recipient.THIRD_PARTY: _l("a third party who is named"),
    Recipient.JUDGE: _l("the judge"),
    Recipient.COMMITTEE: _l("the objection committee"),
    Recipient.PARTNER: _l("a partner who may know"),
    Recipient.PUBLIC: _l("the public"),
}
# What weighs on the party, from light to heavy.
_WEIGHT = (
    law.Effect.NONE,
    law.Effect.ORDER,
    law.Effect.SUSPEND,
    law.Effect.REFUSE,
    law.Effect.REVOKE,
    law.Effect.CLOSE,
)


@dataclass(frozen=True)
class Asked:
    """A question on the page: ``kind`` as in questions.toml, ``source`` its article, ``help`` why it is asked."""

    field: Any
    kind: str
    source: str
    help: str


@dataclass(frozen=True)
class Topic:
    """Questions that belong together; ``open``: one was answered, lacks, or was refused."""

    key: str
    title: str
    questions: list[Asked]
    answered: int
    open: bool


def topics(form: HouseForm, questions: tuple[Question, ...], frame: Frame) -> list[Topic]:
    """The questions by topic, in the order of the file."""
    country = law.jurisdiction(frame.decision.jurisdiction).country
    lacking = {lack.href.rpartition("#")[2] for lack in frame.lacks}
    found = []
    for key, words in asking.TOPICS.items():
        ours = [one for one in questions if one.topic == key]
        if not ours:
            continue
        given = sum(bool(form[one.name].data) for one in ours)
        stands_open = given > 0 or any(form[one.name].errors or one.name in lacking for one in ours)
        shown = [_asked(form, one, country) for one in ours]
        found.append(Topic(key, in_language(dict(words)), shown, given, stands_open))
    return found


def _asked(form: HouseForm, one: Question, country: str) -> Asked:
    return Asked(form[one.name], one.kind, GATES[one.gate].article(country), help_words(one.gate))


def lighter(form: HouseForm) -> list[tuple[Any, Any]]:
    """The lighter measures that were named, and one empty place for the next; two at least."""
    pairs = [(form[name], form[why]) for name, why in asking.alternative_names()]
    last = max(
        (number for number, pair in enumerate(pairs, 1) if any(field.data or field.errors for field in pair)), default=0
    )
    return pairs[: max(2, last + 1)]


def lighter_help(decision: Decision) -> str:
    """Which measures of the book weigh less on the party than this one."""
    effect = law.Effect(decision.measure_copy["effect"])
    if effect not in _WEIGHT:
        return ""
    names = [
        in_language(dict(one.name))
        for one in town_law.measures_here(clock.today())
        if one.effect in _WEIGHT and _WEIGHT.index(one.effect) < _WEIGHT.index(effect)
    ]
    return _("Lighter in the law book: %(names)s.", names=", ".join(names)) if names else ""


def recipients(form: HouseForm) -> list[tuple[str, Any, Any]]:
    """Each recipient with its two fields."""
    return [
        (capital(str(RECIPIENTS[who])), form[holds], form[warned]) for who, holds, warned in asking.recipient_names()
    ]
