"""What is typed about objections and cases before a court."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional

from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, HouseForm, LineField, ParagraphField
from decisions.forms import SeenForm, choices, needed, one_sentence
from decisions.objections.words import OUTCOMES

_WHY = _l("Give the reason in at least one sentence.")


class ObjectionForm(HouseForm):
    received_on = DatePartsField(_l("Received on"), [needed(_l("Fill in the day on which the objection came in."))])
    sent_on = DatePartsField(_l("Posted on"), [Optional()])
    who = RadioField(
        _l("Who objects?"),
        [needed(_l("Choose who objects."))],
        choices=choices(
            [("addressee", _l("the addressee of the decision")), ("other", _l("another interested party"))]
        ),
    )
    objector = LineField(_l("Which other party (role, no name)"), [Optional(), NoIdentityNumber()], most=120)
    gist = ParagraphField(_l("What does the objection say?"), one_sentence(_WHY), most=4000)
    committee = BooleanField(_l("An advisory committee hears this objection"))
    file = FileField(_l("The objection (PDF, JPEG or PNG)"), [Optional()])


class WeeksForm(SeenForm):
    weeks = IntegerField(
        _l("Number of weeks"),
        [needed(_l("Fill in the number of weeks.")), NumberRange(1, 104, _l("Fill in a number of weeks from 1."))],
    )
    reason = ParagraphField(_l("Reason"), one_sentence(_WHY), most=2000)


class ReasonForm(SeenForm):
    reason = ParagraphField(_l("Reason"), one_sentence(_WHY), most=2000)


class DayForm(SeenForm):
    """One day; each page gives its own label and an id by which a refusal finds it."""

    on = DatePartsField(_l("Day"), [needed(_l("Fill in the day."))])


class OutcomeForm(SeenForm):
    paper = LineField(
        _l("Reference of the signed letter"),
        [needed(_l("Fill in the reference of the letter that was signed.")), NoIdentityNumber()],
        most=120,
    )
    outcome = RadioField(_l("What was decided?"), [needed(_l("Choose what was decided."))], choices=choices(OUTCOMES))
    outcome_on = DatePartsField(_l("Decided on"), [needed(_l("Fill in the day of the decision."))])
    served_on = DatePartsField(_l("Served on"), [Optional()])
    reason = ParagraphField(_l("Reason"), one_sentence(_WHY), most=4000)
    not_heard_because = ParagraphField(_l("Why was nobody heard?"), [Optional()], most=2000)


class CaseForm(HouseForm):
    kind = RadioField(_l("What is asked of the court?"), [needed(_l("Choose what is asked."))])
    court = LineField(_l("Court"), [needed(_l("Fill in the court.")), NoIdentityNumber()], most=200)
    reference = LineField(_l("Number of the case"), [Optional()], most=80)
    lodged_on = DatePartsField(_l("Lodged on"), [needed(_l("Fill in the day on which the case was lodged."))])
    objection = SelectField(_l("Against the decision on which objection?"), [Optional()])


class RulingForm(SeenForm):
    ruling = RadioField(_l("What did the court say?"), [needed(_l("Choose what the court said."))])
    ruled_on = DatePartsField(_l("Ruled on"), [needed(_l("Fill in the day of the ruling."))])
    reference = LineField(_l("Number of the ruling"), [Optional()], most=80)
    gist = ParagraphField(_l("What does the ruling say?"), one_sentence(_WHY), most=4000)


def labelled(form: DayForm, label: Any) -> DayForm:
    """The form of one day under its own label."""
    form.on.label.text = label
    return form
