"""What an officer types in a draft: measure, grounds, hearing, weighing, letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from app import clock
from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, HouseForm, LineField, ParagraphField, VersionField
from decisions.words import EVIDENCE_KINDS, REDACTIONS, SERVICE_METHODS, SOURCES, STANDINGS

_SENTENCE = 12  # characters: the shortest text that can be a sentence
_HOUR = re.compile(r"([01]?\d|2[0-3])(?:[:.]|\s?[hH]\s?)([0-5]\d)")
_hour = Regexp(re.compile(rf"{_HOUR.pattern}\Z"), message=_l("Write the hour in figures, for instance 14.30."))


def choices(words: Mapping[Any, Any] | Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """(value, word) pairs as choices of a field."""
    pairs = words.items() if isinstance(words, Mapping) else words
    return [SelectChoice(str(value), word) for value, word in pairs]


def needed(sentence: Any) -> InputRequired:
    """The field must be filled in; the sentence says with what."""
    return InputRequired(sentence)


def one_sentence(sentence: Any) -> list[Any]:
    """At least one sentence must be written."""
    return [InputRequired(sentence), Length(min=_SENTENCE, message=sentence)]


class IfGiven(Optional):  # type: ignore[misc]
    """Nothing chosen is no fault, without the words "not required": one choice is always made beforehand."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags: dict[str, Any] = {}


class CheckboxesField(SelectMultipleField):  # type: ignore[misc]
    """Several choices as boxes. An unknown choice is refused with a sentence."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class SeenForm(HouseForm):
    """A form about a row that another may change: it carries the version that was shown."""

    version = VersionField()


class NewDecisionForm(HouseForm):
    measure = RadioField(_l("Which measure?"), [needed(_l("Choose a measure."))])
    addressee = RadioField(_l("Who gets the decision?"), [needed(_l("Choose who gets the decision."))])
    about = RadioField(_l("What is it about?"), [IfGiven()])


class GroundForm(HouseForm):
    """One ground card. ``evidence`` and ``counter`` hold "finding:<id>" and "report:<id>"."""

    chosen = BooleanField()
    motivation = ParagraphField(_l("Your motivation"), most=6000)
    own_check = ParagraphField(_l("How did you check the reports yourself?"), most=4000)
    against = ParagraphField(_l("What speaks against it, and your answer"), most=4000)
    evidence = CheckboxesField(_l("Evidence"), [Optional()])
    counter = CheckboxesField(_l("What speaks against it"), [Optional()])


# Yes, no, or left open.
ANSWERS = [SelectChoice("", _l("not answered")), SelectChoice("yes", _l("yes")), SelectChoice("no", _l("no"))]


def answer_of(field: SelectField) -> bool | None:
    """What was chosen; None while it is open."""
    return {"yes": True, "no": False}.get(field.data or "")


class ReportForm(HouseForm):
    kind = SelectField(_l("Kind of report"), choices=choices(EVIDENCE_KINDS))
    reference = LineField(_l("Reference of the report"), [needed(_l("Fill in the reference of the report."))], most=80)
    dated_on = DatePartsField(_l("Date of the report"), [needed(_l("Fill in the date of the report."))])
    gist = ParagraphField(
        _l("What the report says"), one_sentence(_l("Say in one or two sentences what the report says.")), most=2000
    )
    seen_on = DatePartsField(_l("Day of the fact, when it is another day"), [Optional()])
    source_class = SelectField(_l("Where the facts come from"), choices=choices(SOURCES), default="official-report")
    link = ParagraphField(_l("Link to the business"), [Optional()], most=2000)
    reported_by_operator = BooleanField(_l("The operator reported it himself"))
    standing = SelectField(
        _l("How the fact stands with police or court"),
        default="",
        choices=[SelectChoice("", _l("not known")), *choices(STANDINGS)],
    )
    dismissal_code = LineField(
        _l("Code or reason with which prosecution was dropped"), [Optional(), NoIdentityNumber()], most=40
    )
    assessment = ParagraphField(_l("Your own judgment of the fact"), [Optional()], most=2000)
    relevance = ParagraphField(_l("Bad conduct: why does it matter for this trade?"), [Optional()], most=2000)
    foreseeable = ParagraphField(
        _l("Bad conduct: how could the person know that it would count?"), [Optional()], most=2000
    )
    independent = SelectField(_l("Does it rest on a source of its own?"), default="", choices=ANSWERS)
    redacted = SelectField(
        _l("How far is it blacked out?"),
        default="",
        choices=[SelectChoice("", _l("not answered")), *choices(REDACTIONS)],
    )
    restricted_request = SelectField(
        _l("Will the court be asked to read it alone (Awb 8:29)?"), default="", choices=ANSWERS
    )
    disclosed = SelectField(_l("Could the party see it before the decision?"), default="", choices=ANSWERS)
    file = FileField(_l("The report (PDF, JPEG or PNG)"), [Optional()])


class AnnounceForm(SeenForm):
    """The talk that is offered; nothing of it is needed where a written response is enough."""

    hearing_at = DatePartsField(_l("Day of the hearing"), [Optional()])
    hearing_hour = LineField(_l("Hour of the hearing"), [Optional(), _hour], most=7)
    hearing_place = LineField(_l("Place of the hearing"), [Optional(), NoIdentityNumber()], most=200)

    def moment(self) -> datetime | None:
        """Day and hour together, aware; None while one of them lacks."""
        if self.hearing_at.data is None or not self.hearing_hour.data:
            return None
        hour, minute = _HOUR.fullmatch(self.hearing_hour.data).groups()  # type: ignore[union-attr]
        return clock.moment(self.hearing_at.data, time(int(hour), int(minute)))


class ExceptionForm(SeenForm):
    hearing_exception = RadioField(_l("Why is nobody heard first?"), [needed(_l("Choose the exception in the law."))])
    hearing_exception_reason = ParagraphField(
        _l("Why does this exception hold here?"),
        one_sentence(_l("Write at least one sentence why this exception holds here.")),
        most=2000,
    )


class ResponseForm(SeenForm):
    hearing_received_on = DatePartsField(
        _l("Received on"), [needed(_l("Fill in the day on which the response came in."))]
    )
    hearing_summary = ParagraphField(
        _l("What does the party say?"), one_sentence(_l("Write in at least one sentence what the party says."))
    )
    hearing_reply = ParagraphField(_l("Your reply to it"))
    file = FileField(_l("The response (PDF, JPEG or PNG)"), [Optional()])


class HearingForm(ResponseForm):
    """The same where the party was heard in person."""

    hearing_received_on = DatePartsField(_l("Heard on"), [needed(_l("Fill in the day on which the party was heard."))])
    file = FileField(_l("The report of the hearing (PDF, JPEG or PNG)"), [Optional()])


class ConsultationForm(SeenForm):
    consulted_authority = LineField(
        _l("Judicial authority"),
        [needed(_l("Fill in which judicial authority was consulted.")), NoIdentityNumber()],
        most=200,
    )
    consulted_on = DatePartsField(_l("Consulted on"), [needed(_l("Fill in the day of the consultation."))])
    consultation_answer = ParagraphField(
        _l("Answer"), one_sentence(_l("Write in at least one sentence what the answer was.")), most=2000
    )


class InterestsForm(SeenForm):
    """The weighing. What courts ask besides is a step of its own."""

    suitable = ParagraphField(_l("Is the measure suitable?"))
    necessary = ParagraphField(_l("Is it necessary: why not something lighter?"))
    balanced = ParagraphField(_l("Is it balanced: what does it cost the party?"))
    consequences = ParagraphField(_l("What does the party have to do or stop?"))
    effect_on = DatePartsField(_l("Takes effect on"))
    effect_reason = ParagraphField(_l("Why on that day?"), most=2000)


class ClosureForm(InterestsForm):
    """The same with the duration of a closure."""

    duration_from = DatePartsField(_l("Closed from"))
    duration_until = DatePartsField(_l("Closed up to and including"))
    duration_reason = ParagraphField(_l("Why this long and not shorter?"), most=4000)
    college_due_on = DatePartsField(_l("Next meeting of the college"))


class SetAsideForm(SeenForm):
    """Why to go on although a gate lacks something."""

    reason = ParagraphField(
        _l("Why go on all the same?"),
        one_sentence(_l("Write in at least one sentence why the decision can go on all the same.")),
        most=2000,
    )


class LetterForm(SeenForm):
    sending_on = DatePartsField(_l("The letter is sent on"))
    served_by = SelectField(
        _l("How will it be sent?"), choices=[SelectChoice("", _l("not chosen yet")), *choices(SERVICE_METHODS)]
    )


class DropForm(SeenForm):
    """Only the version: throw the draft away."""
