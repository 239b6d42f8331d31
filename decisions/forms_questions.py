"""What is typed in answer to the questions that courts ask besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, LineField, ParagraphField
from app.web.language import in_language
from decisions import asking
from decisions.asking import NO, YES, Question
from decisions.forms import SeenForm

_MONTHS = 240  # twenty years: longer is a slip of the pen
_OPEN = SelectChoice("", _l("not answered"))


def questions_form(asked: Iterable[Question], country: str, *, weighs: bool, secret: bool) -> type[SeenForm]:
    """The form of one decision. ``weighs``: with lighter measures one by one; ``secret``: with who receives what."""
    fields: dict[str, Any] = {one.name: _field(one, country) for one in asked}
    if weighs:
        for name, why in asking.alternative_names():
            fields[name] = LineField(_l("Lighter measure"), [Optional(), NoIdentityNumber()])
            fields[why] = ParagraphField(_l("Why is that not enough?"), most=2000)
    if secret:
        for _who, holds, warned in asking.recipient_names():
            fields[holds] = SelectField(
                _l("What does it hold?"), default="", choices=_choices(asking.OPTIONS["contents"])
            )
            fields[warned] = SelectField(_l("Told in writing to keep it secret?"), default="", choices=_yes_or_no())
    return type("QuestionsForm", (SeenForm,), fields)


def _field(one: Question, country: str) -> Any:
    label = in_language(dict(one.ask))
    if one.kind in {"text", "lines"}:
        return ParagraphField(label, most=4000)
    if one.kind == "line":
        return LineField(label, [Optional(), NoIdentityNumber()])
    if one.kind == "day":
        return DatePartsField(label)
    if one.kind == "number":
        sentence = _l("Fill in a number of months from 1 to %(most)s.", most=_MONTHS)
        return IntegerField(label, [Optional(), NumberRange(1, _MONTHS, sentence)])
    if one.kind == "yes-no":
        return SelectField(label, default="", choices=_yes_or_no())
    words = asking.norms(country) if one.options == "norm" else asking.OPTIONS[one.options]
    return SelectField(label, default="", choices=_choices(words))


def _yes_or_no() -> list[SelectChoice]:
    return [_OPEN, SelectChoice(YES, _l("yes")), SelectChoice(NO, _l("no"))]


def _choices(words: Mapping[str, Mapping[str, str]]) -> list[SelectChoice]:
    return [_OPEN, *(SelectChoice(key, in_language(dict(text))) for key, text in words.items())]


def shown(answers: Mapping[str, str], questions: Iterable[Question]) -> dict[str, Any]:
    """The kept answers as the fields want them."""
    kinds = {one.name: one.kind for one in questions}
    found: dict[str, Any] = dict(answers)
    for name, text in answers.items():
        if kinds.get(name) == "day":
            found[name] = date.fromisoformat(text) if text else None
        elif kinds.get(name) == "number":
            found[name] = int(text) if text else None
    return found
