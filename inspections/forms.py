"""Forms of the visit pages and of planning."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, FormField, HiddenField, IntegerField, MultipleFileField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange
from wtforms.validators import Optional as MayBeEmpty

import law
from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, HouseForm, LineField, ParagraphField, VersionField
from app.web.language import in_language
from inspections import words
from inspections.sheet import (
    COUNTERS,
    FUNCTIONS_ALONG,
    FUNCTIONS_THERE,
    MOST_COUNTED,
    Answer,
    Sheet,
    State,
    severity_of,
)

NOT_A_COUNT = _l("Fill in a whole number from 0 to 9,999.")
BASIS_CHOICES = [
    SelectChoice("fact", _l("Seen or heard myself (fact)")),
    SelectChoice("conclusion", _l("Concluded (conclusion)")),
]
ANSWER_CHOICES = [SelectChoice(key, word) for key, word in words.ANSWERS.items()]


class CountField(IntegerField):  # type: ignore[misc]
    """A whole number of persons or things; empty is "not counted"."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, [NumberRange(0, MOST_COUNTED, message=NOT_A_COUNT)], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            self.data = None
            return
        if not (typed.isascii() and typed.isdigit()):
            self.data = None
            raise ValueError(NOT_A_COUNT)
        self.data = int(typed)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the signature of WTForms
        if self.data is None and not self.process_errors:
            self.validators = ()  # nothing was counted, so there is no range to check


class AnswerForm(Form):  # type: ignore[misc]
    """One item of the sheet. The fields below a deviation are always sent; they count only at a deviation."""

    state = RadioField(_l("Answer"), choices=ANSWER_CHOICES, validate_choice=False)
    basis = RadioField(_l("How do you know this?"), choices=BASIS_CHOICES, validate_choice=False)
    remark = ParagraphField(_l("What do you see?"), [NoIdentityNumber()], most=4000)
    place = LineField(_l("Where in the building?"), [MayBeEmpty(), NoIdentityNumber()], most=200)
    photos = MultipleFileField(_l("Photos"))
    severity = RadioField(_l("How serious?"), validate_choice=False)
    severity_reason = LineField(
        _l("Why does the severity differ from the proposal?"), [MayBeEmpty(), NoIdentityNumber()], most=300
    )

    @property
    def counters(self) -> list[Any]:
        return [field for field in self if isinstance(field, CountField)]

    def answer(self, one: law.Item, before: Answer | None, now: datetime) -> Answer | None:
        """What was filled in; None when the item was not answered. The moment stays while the answer stays."""
        if self.state.data not in words.ANSWERS:
            return None
        state = State(self.state.data)
        seen_at = before.seen_at if before is not None and before.state == state else now
        if state is not State.DEVIATION:
            return Answer(state, seen_at=seen_at)
        chosen = int(self.severity.data) if self.severity.data in {"1", "2", "3", "4"} else one.severity
        return Answer(
            state,
            basis=self.basis.data if self.basis.data in words.BASES else "",
            remark=self.remark.data,
            counts={field.short_name.removeprefix("count-"): field.data for field in self.counters if field.data},
            severity=None if chosen == one.severity else chosen,
            severity_reason=self.severity_reason.data if chosen != one.severity else "",
            seen_at=seen_at,
            place=self.place.data,
        )


class SheetPageForm(HouseForm):
    """A page of the sheet: ``version`` of the visit and ``seen``, the fingerprint of what was shown."""

    version = VersionField()
    seen = HiddenField()


def _severities() -> list[SelectChoice]:
    return [SelectChoice(str(number), f"{number} {word}") for number, word in words.SEVERITIES.items()]


def _answer_form(one: law.Item) -> type[AnswerForm]:
    counters = {f"count-{key}": CountField(words.COUNTERS[key]) for key in COUNTERS.get(one.topic, ())}
    severity = RadioField(_l("How serious?"), choices=_severities, validate_choice=False)
    return type("AnswerForm", (AnswerForm,), {**counters, "severity": severity})


def topic_form(sheet: Sheet, topic: str, version: int) -> SheetPageForm:
    """The form of one topic, filled with what the sheet holds."""
    items = sheet.of_topic(topic)
    fields: dict[str, Any] = {
        one.code: FormField(_answer_form(one), label=in_language(dict(one.label))) for one in items
    }
    shown = {one.code: _shown(one, sheet.answers.get(one.code)) for one in items}
    made = type("TopicForm", (SheetPageForm,), fields)
    form: SheetPageForm = made(data={**shown, "version": version, "seen": sheet.topic_sha256(topic)})
    return form


def _shown(one: law.Item, answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"severity": str(one.severity)}
    return {
        "state": answer.state.value,
        "basis": answer.basis,
        "remark": answer.remark,
        "place": answer.place,
        "severity": str(severity_of(one, answer)),
        "severity_reason": answer.severity_reason,
        **{f"count-{key}": count for key, count in answer.counts.items()},
    }


def answers_of(form: SheetPageForm, sheet: Sheet, items: Sequence[law.Item], now: datetime) -> dict[str, Answer | None]:
    """The answers that differ from those of the sheet."""
    changes: dict[str, Answer | None] = {}
    for one in items:
        before = sheet.answers.get(one.code)
        given = form[one.code].form.answer(one, before, now)
        if given is not None and (before is None or replace(given, seen_at=before.seen_at) != before):
            changes[one.code] = given
    return changes


def people_form(sheet: Sheet) -> SheetPageForm:
    """Counts by function, filled with what the sheet holds."""
    fields: dict[str, Any] = {key: CountField(words.FUNCTIONS[key]) for key in (*FUNCTIONS_THERE, *FUNCTIONS_ALONG)}
    made = type("PeopleForm", (SheetPageForm,), fields)
    form: SheetPageForm = made(data={**(sheet.present or {}), "seen": sheet.present_sha256})
    return form


def present_of(form: SheetPageForm) -> Mapping[str, int]:
    """Counts by function: an empty box of those of the place is 0, of those who came along it is left out."""
    there = {key: form[key].data or 0 for key in FUNCTIONS_THERE}
    return there | {key: form[key].data for key in FUNCTIONS_ALONG if form[key].data}


class PlanForm(HouseForm):
    """A day and an inspector. ``inspectors``: (id, name) of the town."""

    version = VersionField()
    planned_on = DatePartsField(
        _l("Day of the visit"), [InputRequired(_l("Fill in the day of the visit, for instance 9 12 2026."))]
    )
    inspector = SelectField(_l("Inspector"), validate_choice=False)

    def offer(self, inspectors: Sequence[tuple[str, str]]) -> None:
        self.inspector.choices = [
            SelectChoice("", _l("Choose an inspector")),
            *(SelectChoice(key, name) for key, name in inspectors),
        ]

    def validate_inspector(self, field: Any) -> None:
        if field.data not in {choice.value for choice in self.inspector.choices if choice.value}:
            raise _refused(_l("Choose an inspector."))


class CancelForm(HouseForm):
    version = VersionField()
    because = LineField(
        _l("Why is the visit cancelled?"),
        [InputRequired(_l("Say why the visit is cancelled: one sentence is enough.")), NoIdentityNumber()],
        most=300,
    )


class TakeUpForm(HouseForm):
    because = LineField(
        _l("Why is this taken up?"),
        [InputRequired(_l("Say why this is taken up: one sentence is enough.")), NoIdentityNumber()],
        most=300,
    )


class AddendumForm(HouseForm):
    """``finding`` "" adds to the visit as a whole."""

    finding = SelectField(_l("To which finding?"), validate_choice=False)
    text = ParagraphField(
        _l("What was wrong or forgotten?"),
        [InputRequired(_l("Write down what was wrong or forgotten.")), NoIdentityNumber()],
        most=4000,
    )

    def offer(self, findings: Sequence[tuple[str, str]]) -> None:
        self.finding.choices = [
            SelectChoice("", _l("The visit as a whole")),
            *(SelectChoice(key, name) for key, name in findings),
        ]


class PlaceForm(HouseForm):
    """Looking for an address where nobody planned a visit (a GET form: made with ``meta={"csrf": False}``)."""

    q = LineField(_l("Name or street"))


class ProposeForm(HouseForm):
    """A visit that an officer asks for, with day and inspector when they are known already."""

    planned_on = DatePartsField(
        _l("Day of the visit"), [InputRequired(_l("Fill in the day of the visit, for instance 9 12 2026."))]
    )
    inspector = SelectField(_l("Inspector"), validate_choice=False)
    reason = LineField(_l("Reason"), [MayBeEmpty(), NoIdentityNumber()], most=300)
    offer: Callable[..., None] = PlanForm.offer
    validate_inspector: Callable[..., None] = PlanForm.validate_inspector


def _refused(sentence: Any) -> Exception:
    from wtforms.validators import ValidationError

    fault: Exception = ValidationError(sentence)
    return fault
