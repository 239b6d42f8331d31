"""The forms of a Bibob inquiry. Each carries the version of the file it was shown with."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired
from wtforms import BooleanField, FileField, IntegerField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, HouseForm, LineField, ParagraphField, VersionField
from decisions.bibob.lifecycle import Danger
from decisions.bibob.models import DocumentKind, FactStatus, Recipient
from decisions.bibob.words import DANGERS, DOCUMENTS, FACTS, RECIPIENTS
from decisions.forms import ANSWERS, answer_of
from permits.forms import choices

_DATE = _l("Fill in the date.")
_REASON = _l("Write the reason in at least one sentence.")


def day(label: Any) -> DatePartsField:
    return DatePartsField(label, [DataRequired(_DATE)])


class OpenForm(HouseForm):
    about = RadioField(_l("Inquiry about"), [InputRequired(_l("Choose what the inquiry is about."))])
    opened_on = day(_l("Opened on"))
    because = ParagraphField(_l("Why there is an inquiry"), [DataRequired(_REASON)], most=4000)

    def __init__(self, about: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.about.choices = choices(about)


class SendFormForm(HouseForm):
    version = VersionField()
    sent_on = day(_l("Sent on"))
    due_on = day(_l("To be returned at the latest on"))


class ReceiveFormForm(HouseForm):
    version = VersionField()
    received_on = day(_l("Received on"))
    file = FileField(_l("File"), [Optional()])


class AskAdviceForm(HouseForm):
    version = VersionField()
    asked_on = day(_l("Asked on"))
    questions = ParagraphField(_l("What was asked"), [DataRequired(_REASON)], most=4000)


class DayForm(HouseForm):
    version = VersionField()
    on = day(_l("Date"))


class WeeksForm(HouseForm):
    version = VersionField()
    weeks = IntegerField(
        _l("Number of weeks"),
        [
            InputRequired(_l("Fill in the number of weeks.")),
            NumberRange(1, 52, _l("Fill in a number of weeks from 1.")),
        ],
    )


class ReceiveAdviceForm(HouseForm):
    version = VersionField()
    received_on = day(_l("Received on"))
    reference = LineField(_l("Reference of the Bureau"), [DataRequired(_l("Fill in the reference."))], most=80)
    file = FileField(_l("File"), [FileRequired(_l("Choose the file of the advice."))])


class ReuseForm(HouseForm):
    version = VersionField()
    earlier = RadioField(_l("Earlier result"), [InputRequired(_l("Choose the earlier result."))])

    def __init__(self, earlier: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earlier.choices = choices(earlier)


class JudgeForm(HouseForm):
    version = VersionField()
    danger = RadioField(
        _l("Degree of danger"),
        [InputRequired(_l("Choose the degree of danger."))],
        choices=choices((one.value, DANGERS[one]) for one in Danger),
    )
    profit = BooleanField(_l("Danger that the gains of offences are used"))
    offences = BooleanField(_l("Danger that offences are committed"))
    relation = ParagraphField(_l("How the party stands to the facts"), [Optional()], most=8000)
    relation_checked_on = DatePartsField(_l("This relation was last checked on"), [Optional()])
    reasons = ParagraphField(_l("How large the danger is, and why"), [DataRequired(_REASON)])
    conditions_considered = ParagraphField(_l("Why conditions will or will not do"), [Optional()], most=8000)
    elsewhere = ParagraphField(_l("What other municipalities decided about the same party"), [Optional()], most=4000)


class CompleteForm(HouseForm):
    """What a decision asks besides the degree; an answer may be left open."""

    version = VersionField()
    covered = SelectField(_l("Does the Bibob act apply to this permit?"), default="", choices=ANSWERS)
    advice_check = ParagraphField(
        _l("How did you check that the advice was careful, and that the facts carry the danger?"),
        [Optional()],
        most=8000,
    )
    third_parties_said = ParagraphField(
        _l("What named third parties brought forward, and the answer"), [Optional()], most=8000
    )
    refused_data = ParagraphField(_l("Data that the party refused to give"), [Optional()], most=4000)
    false_statement = ParagraphField(_l("What the party stated wrongly, and why on purpose"), [Optional()], most=4000)
    relation_checked_on = DatePartsField(_l("This relation was last checked on"), [Optional()])
    relation_ended = SelectField(_l("Has the relation ended?"), default="", choices=ANSWERS)
    relation_answer = ParagraphField(_l("Why does the danger remain all the same?"), [Optional()], most=4000)
    conditions_considered = ParagraphField(_l("Why conditions will or will not do"), [Optional()], most=8000)
    licensed_elsewhere = SelectField(_l("Did another town license the same operator?"), default="", choices=ANSWERS)
    elsewhere = ParagraphField(_l("What other municipalities decided about the same party"), [Optional()], most=4000)
    elsewhere_answer = ParagraphField(_l("Why is it different here?"), [Optional()], most=4000)
    separable = SelectField(
        _l("Does the danger concern only one of several buildings or activities?"), default="", choices=ANSWERS
    )
    separable_answer = ParagraphField(_l("Why all were refused or withdrawn all the same"), [Optional()], most=4000)

    def given(self) -> dict[str, Any]:
        """What was filled in, as the act wants it."""
        found = {one.name: one.data for one in self if one.name not in {"version", "csrf_token"}}
        return {
            name: answer_of(self[name]) if isinstance(self[name], SelectField) else value
            for name, value in found.items()
        }


class FactForm(HouseForm):
    version = VersionField()
    text = ParagraphField(_l("What happened"), [DataRequired(_REASON)], most=4000)
    happened_on = day(_l("When"))
    source = LineField(_l("Where it stands"), [DataRequired(_l("Write where this fact stands.")), NoIdentityNumber()])
    status = RadioField(
        _l("How sure it is"),
        [InputRequired(_l("Choose how sure the fact is."))],
        choices=choices((one.value, FACTS[one]) for one in FactStatus),
    )
    code = LineField(_l("Code with which the case was dropped"), [Optional(), NoIdentityNumber()], most=40)


class ConditionForm(HouseForm):
    version = VersionField()
    text = ParagraphField(_l("Condition"), [DataRequired(_REASON)], most=4000)
    purpose = ParagraphField(_l("How it takes the danger away"), [DataRequired(_REASON)], most=2000)
    proportion = ParagraphField(_l("Why it goes no further than needed"), [DataRequired(_REASON)], most=2000)


class ReasonForm(HouseForm):
    version = VersionField()
    because = ParagraphField(_l("Reason"), [DataRequired(_REASON)], most=4000)


class HoldForm(HouseForm):
    version = VersionField()
    because = ParagraphField(_l("Case for which the file is kept"), [Optional()], most=2000)


class ThirdForm(HouseForm):
    version = VersionField()
    name = LineField(_l("Name"), [DataRequired(_l("Fill in the name.")), NoIdentityNumber()])
    street = LineField(_l("Street and number"), [Optional()])
    place = LineField(_l("Postal code and town"), [Optional(), NoIdentityNumber()], most=120)
    own_part = ParagraphField(_l("What the reasons say about this third party"), [DataRequired(_REASON)], most=8000)


class DocumentForm(HouseForm):
    version = VersionField()
    kind = SelectField(
        _l("Kind"), choices=choices((one.value, DOCUMENTS[one]) for one in DocumentKind if one != DocumentKind.LETTER)
    )
    title = LineField(_l("Title"), [DataRequired(_l("Fill in the title.")), NoIdentityNumber()])
    dated_on = day(_l("Date of the document"))
    person = SelectField(_l("About"))
    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])

    def __init__(self, persons: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.person.choices = choices([("", _l("the whole inquiry")), *persons])


class InviteForm(HouseForm):
    version = VersionField()
    until_on = day(_l("Can answer until"))


class ViewForm(HouseForm):
    version = VersionField()
    answered_on = day(_l("Answered on"))
    summary = ParagraphField(_l("What was answered"), [DataRequired(_REASON)])
    reply = ParagraphField(_l("What we say to it"), [Optional()])
    file = FileField(_l("File"), [Optional()])


class EditionForm(HouseForm):
    version = VersionField()
    recipient = RadioField(
        _l("For whom"),
        [InputRequired(_l("Choose for whom."))],
        choices=choices((one.value, RECIPIENTS[one]) for one in (Recipient.JUDGE, Recipient.COMMITTEE)),
    )
    court_case = LineField(
        _l("Case in which the papers are handed over"), [DataRequired(_l("Fill in the case.")), NoIdentityNumber()]
    )


class KeepForm(HouseForm):
    version = VersionField()
    because = ParagraphField(_l("Reason"), [DataRequired(_REASON)], most=2000)
    until = day(_l("Keep until"))


class ConfirmForm(HouseForm):
    version = VersionField()
