"""What is typed for a decision on an application."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField
from wtforms.validators import NumberRange, Optional

from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, LineField, ParagraphField
from decisions.applications.acts import Condition, Written
from decisions.applications.kinds import MOST_CONDITIONS
from decisions.applications.models import ApplicationDecision
from decisions.forms import SeenForm, choices, one_sentence

PARTS = ("text", "why", "rule")
_EMPTY_PLACES = 2  # places for a further condition; saving gives new ones
_FIELDS = (
    "valid_from", "valid_until", "end_reason", "organ", "regulation", "article", "complete_until", "weeks", "cause",
    "from_on", "until_on", "old_end_on", "new_end_on", "reason",
)  # fmt: skip


class ContentForm(SeenForm):
    """Every field of every decision on an application; the page keeps those that fit.

    A condition is three fields: ``text_1``, ``why_1``, ``rule_1`` and so on.
    """

    valid_from = DatePartsField(_l("Valid from"), [Optional()])
    valid_until = DatePartsField(_l("Valid up to and including"), [Optional()])
    end_reason = ParagraphField(_l("Why does the permit have a last day?"), [Optional()], most=2000)
    organ = RadioField(
        _l("Who decides, according to the regulation?"),
        [Optional()],
        choices=choices([("mayor", _l("the mayor")), ("college", _l("the college"))]),
    )
    regulation = LineField(_l("Name of the regulation"), [Optional(), NoIdentityNumber()], most=200)
    article = LineField(_l("Article"), [Optional(), NoIdentityNumber()], most=120)
    complete_until = DatePartsField(_l("To be completed at the latest on"), [Optional()])
    weeks = IntegerField(
        _l("Number of weeks"), [Optional(), NumberRange(1, 52, _l("Fill in a number of weeks from 1."))]
    )
    cause = RadioField(_l("Cause"), [Optional()])
    from_on = DatePartsField(_l("First day on which the term stands still"), [Optional()])
    until_on = DatePartsField(_l("Last day on which it stands still, when known"), [Optional()])
    old_end_on = DatePartsField(_l("The term would end on"), [Optional()])
    new_end_on = DatePartsField(_l("The new last day"), [Optional()])
    reason = ParagraphField(_l("Reason"), [Optional()], most=2000)

    def kept(self, names: Iterable[str], causes: list[tuple[str, str]], rows: int) -> None:
        """Keep these fields, and so many places for conditions."""
        wanted = set(names)
        self.cause.choices = choices(causes)
        for name in _FIELDS:
            if name not in wanted:
                del self[name]
        for number in range(1, MOST_CONDITIONS + 1):
            if number > rows:
                for part in PARTS:
                    del self[f"{part}_{number}"]

    def places(self) -> list[list[Any]]:
        """The places for conditions: three fields each."""
        numbers = [number for number in range(1, MOST_CONDITIONS + 1) if f"text_{number}" in self]
        return [[self[f"{part}_{number}"] for part in PARTS] for number in numbers]

    def written(self) -> Written:
        """What was typed."""
        plain = {name: self[name].data for name in _FIELDS if name in self}
        conditions = tuple(Condition(*(field.data or "" for field in place)) for place in self.places())
        return Written(plain, conditions)


class GiveUpForm(SeenForm):
    reason = ParagraphField(_l("Reason"), one_sentence(_l("Give the reason in at least one sentence.")), most=2000)


def _condition_fields(number: int) -> dict[str, Any]:
    return {
        f"text_{number}": ParagraphField(_l("What the holder must do or leave"), [Optional()], most=2000),
        f"why_{number}": ParagraphField(_l("Why this is needed"), [Optional()], most=2000),
        f"rule_{number}": LineField(_l("The rule that allows it"), [Optional(), NoIdentityNumber()], most=200),
    }


for _number in range(1, MOST_CONDITIONS + 1):
    for _name, _field in _condition_fields(_number).items():
        setattr(ContentForm, _name, _field)


def content_form(
    row: ApplicationDecision, names: Iterable[str], causes: list[tuple[str, str]], typed: int
) -> ContentForm:
    """The form filled from what was saved. ``typed``: how many conditions the page that was sent held, or -1 when this
    decision has none.
    """
    data: dict[str, Any] = {name: getattr(row, name) for name in _FIELDS} | {"version": row.decision.version}
    for one in row.conditions:
        data |= {f"{part}_{one.number}": getattr(one, part) for part in PARTS}
    form = ContentForm(data=data)
    rows = 0 if typed < 0 else min(MOST_CONDITIONS, max(typed, len(row.conditions) + _EMPTY_PLACES))
    form.kept(names, causes, rows)
    return form
