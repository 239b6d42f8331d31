"""The forms of an integrity investigation. Each carries the version of the file it was shown with."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired
from wtforms import BooleanField, FileField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, HouseForm, LineField, ParagraphField, VersionField
from app.web.language import in_language
from decisions.integrity.lifecycle import BOUNDS
from decisions.integrity.measures import grounds_on, measures_on
from decisions.integrity.models import DocumentKind, FactStatus
from decisions.integrity.words import DOCUMENTS, FACTS
from permits.forms import choices

_DATE = _l("Fill in the date.")
_REASON = _l("Write the reason in at least one sentence.")
_FILL = _l("Fill this in.")


def day(label: Any) -> DatePartsField:
    return DatePartsField(label, [DataRequired(_DATE)])


class ScopeForm(HouseForm):
    sector = SelectField(_l("Sector"))
    activity = LineField(_l("Activity as the royal decree names it"), [DataRequired(_FILL), NoIdentityNumber()])
    ordinance = LineField(_l("Police ordinance of the council"), [DataRequired(_FILL), NoIdentityNumber()])
    ordinance_on = day(_l("Adopted on"))
    risk_analysis = LineField(_l("Risk analysis that went before"), [DataRequired(_FILL), NoIdentityNumber()])
    protocol_on = day(_l("Protocol with the prosecutor, confirmed and annexed, of"))
    zone = LineField(_l("Zone"), [DataRequired(_FILL), NoIdentityNumber()])
    whole_territory = BooleanField(_l("The zone is the whole municipality"))
    ariec_on = DatePartsField(_l("Binding advice of the ARIEC of"), [Optional()])
    permit_kind = LineField(
        _l("Permit that the municipality asks for this activity"), [Optional(), NoIdentityNumber()], most=120
    )
    permit_rule = LineField(_l("Rule that asks the permit"), [Optional(), NoIdentityNumber()])
    permit_article = LineField(_l("Article of that rule"), [Optional(), NoIdentityNumber()], most=120)
    finish_by = DatePartsField(_l("Existing places are investigated before"), [Optional()])
    valid_from = day(_l("In force from"))

    def __init__(self, sectors: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sector.choices = choices(sectors)


class EndScopeForm(HouseForm):
    version = VersionField()
    valid_until = day(_l("In force up to and including"))


class OpenForm(HouseForm):
    subject = RadioField(
        _l("Who runs the place, in law or in fact"), [InputRequired(_l("Choose who is investigated."))]
    )
    opened_on = day(_l("Decision of the mayor of"))
    because = ParagraphField(_l("Why this place is investigated now"), [DataRequired(_REASON)], most=4000)
    persons = ParagraphField(_l("Persons investigated, with their capacity"), [Optional()], most=4000)
    in_zone = BooleanField(_l("The place lies in the zone of the ordinance"))
    voluntary = BooleanField(_l("The starter asked for this investigation"))

    def __init__(self, people: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.subject.choices = choices(people)


class DayForm(HouseForm):
    version = VersionField()
    on = day(_l("Date"))


class DayAndReasonForm(HouseForm):
    version = VersionField()
    on = day(_l("Decision of the mayor of"))
    because = ParagraphField(_l("Reason"), [DataRequired(_REASON)], most=4000)


class RegisterForm(HouseForm):
    version = VersionField()
    on = day(_l("Consulted on"))
    result = RadioField(
        _l("Result"),
        [InputRequired(_l("Choose the result."))],
        choices=choices([("no-hit", _l("nothing found")), ("hit", _l("something found"))]),
    )
    file = FileField(_l("File"), [Optional()])


class SourcesForm(HouseForm):
    version = VersionField()
    sources = ParagraphField(_l("Sources consulted"), [DataRequired(_REASON)], most=4000)


class FactForm(HouseForm):
    version = VersionField()
    text = ParagraphField(_l("What was found"), [DataRequired(_REASON)], most=4000)
    happened_on = day(_l("When"))
    status = RadioField(
        _l("How sure it is"),
        [InputRequired(_l("Choose how sure the fact is."))],
        choices=choices((one.value, FACTS[one]) for one in FactStatus),
    )
    listed = IntegerField(
        _l("Number on the list of offences"),
        [
            InputRequired(_FILL),
            NumberRange(1, BOUNDS["offences"], _l("Choose a number of the list of offences.")),
        ],
    )


class AskForm(HouseForm):
    version = VersionField()
    on = day(_l("Asked on"))
    why = ParagraphField(_l("Why advice is asked"), [DataRequired(_REASON)])


class AdviceForm(HouseForm):
    version = VersionField()
    received_on = day(_l("Received on"))
    number = LineField(_l("Number of the advice"), [DataRequired(_FILL)], most=80)
    dated_on = day(_l("Date of the advice"))
    outcome = ParagraphField(_l("What the DIOB advises"), [DataRequired(_REASON)])
    file = FileField(_l("File"), [FileRequired(_l("Choose the file of the advice."))])


class CheckboxesField(SelectMultipleField):  # type: ignore[misc]
    """Several choices from a list, each with a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def ground_choices(today: date) -> list[tuple[str, Any]]:
    """The grounds of the law book in the reader's language, each with its article."""
    return [
        (one.id, f"{in_language(dict(one.own_words))} ({in_language(dict(one.article or {}))})")
        for one in grounds_on(today)
    ]


class InviteForm(HouseForm):
    version = VersionField()
    considered = RadioField(_l("Measure that is considered"), [InputRequired(_l("Choose a measure."))])
    grounds = CheckboxesField(_l("Grounds"), [InputRequired(_l("Choose at least one ground."))])
    on = day(_l("Day of the hearing"))
    at = LineField(
        _l("Time of the hearing"), [Regexp(r"^([01]?\d|2[0-3])[:.][0-5]\d$", message=_l("Write the time like 14:30."))]
    )
    place = LineField(_l("Place of the hearing"), [DataRequired(_FILL), NoIdentityNumber()])

    def __init__(self, today: date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.considered.choices = choices((one.id, in_language(dict(one.name))) for one in measures_on(today))
        self.grounds.choices = choices(ground_choices(today))

    def hour(self) -> time:
        hours, minutes = (self.at.data or "").replace(".", ":").split(":")
        return time(int(hours), int(minutes))


class HearingForm(HouseForm):
    version = VersionField()
    on = day(_l("Date"))
    how = RadioField(
        _l("How"),
        [InputRequired(_l("Choose how the party was heard."))],
        choices=choices([("heard", _l("heard in person")), ("written", _l("defence in writing"))]),
    )
    summary = ParagraphField(_l("What was said in defence"), [DataRequired(_REASON)])
    reply = ParagraphField(_l("What we say to it"), [DataRequired(_REASON)])
    file = FileField(_l("File"), [Optional()])


class ProposeForm(HouseForm):
    version = VersionField()
    on = day(_l("Proposal of the mayor of"))
    measure = RadioField(_l("Measure"), [InputRequired(_l("Choose a measure."))])
    grounds = CheckboxesField(_l("Grounds"), [Optional()])
    reasoning = ParagraphField(_l("How the facts lead to the risk"))
    seriousness = ParagraphField(_l("How serious the facts are"))
    sector_link = ParagraphField(_l("Link with the sector or the activity"))
    benefit = ParagraphField(_l("How large the benefit is"))
    follows_diob = ParagraphField(_l("Why the advice is followed, or why not"))
    deviates = BooleanField(_l("This departs from the advice"))
    alternatives = ParagraphField(_l("Why something lighter will not do"))
    balanced = ParagraphField(_l("Interests of the party and of others"))
    consequence = ParagraphField(_l("What follows when it is not obeyed"), [Optional()])
    conditions = ParagraphField(_l("Conditions to end a suspension"), [Optional()])
    duration_from = DatePartsField(_l("First day of the measure"), [Optional()])
    duration_until = DatePartsField(_l("Last day of the measure"), [Optional()])
    duration_reason = ParagraphField(_l("Why this length, and not a shorter one"), [Optional()])

    def __init__(self, today: date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        measures = [(one.id, in_language(dict(one.name))) for one in measures_on(today)]
        self.measure.choices = choices([("none", _l("take no measure")), *measures])
        self.grounds.choices = choices(ground_choices(today))


class CollegeForm(HouseForm):
    version = VersionField()
    on = day(_l("Meeting of the college of"))
    number = LineField(_l("Number of the decision"), [DataRequired(_FILL), NoIdentityNumber()], most=40)


class NotifyForm(HouseForm):
    version = VersionField()
    on = day(_l("Notified on"))
    file = FileField(_l("Proof of notification"), [Optional()])


class ReasonForm(HouseForm):
    version = VersionField()
    because = ParagraphField(_l("Reason"), [DataRequired(_REASON)], most=4000)


class HoldForm(HouseForm):
    version = VersionField()
    because = ParagraphField(_l("Case for which the file is kept"), [Optional()], most=2000)


class DocumentForm(HouseForm):
    version = VersionField()
    kind = SelectField(
        _l("Kind"), choices=choices((one.value, DOCUMENTS[one]) for one in DocumentKind if one != DocumentKind.LETTER)
    )
    title = LineField(_l("Title"), [DataRequired(_l("Fill in the title.")), NoIdentityNumber()])
    dated_on = day(_l("Date of the document"))
    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])


class KeepForm(HouseForm):
    version = VersionField()
    because = ParagraphField(_l("Reason"), [DataRequired(_REASON)], most=2000)
    until = day(_l("Keep until"))


class ConfirmForm(HouseForm):
    version = VersionField()
