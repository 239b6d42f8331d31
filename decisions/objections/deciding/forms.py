"""What is typed for the decision on an objection."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.validators import Optional

from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, HouseForm, LineField, ParagraphField
from decisions.forms import SeenForm, choices, needed, one_sentence
from decisions.objections.words import OUTCOMES


class BeginAnswerForm(HouseForm):
    addressee = RadioField(_l("Who gets the letter?"), [needed(_l("Choose who gets the decision."))])


class AnswerForm(SeenForm):
    """The content of the letter; the page leaves out what does not fit the objection."""

    outcome = RadioField(
        _l("What is decided?"), [needed(_l("Choose what is decided on the objection."))], choices=choices(OUTCOMES)
    )
    considerations = ParagraphField(
        _l("Why"), one_sentence(_l("Answer what was put forward, in at least one sentence.")), most=12_000
    )
    not_heard_because = ParagraphField(_l("Why was nobody heard?"), [Optional()], most=2000)
    adviser = LineField(_l("Who advised"), [Optional(), NoIdentityNumber()], most=200)
    advice_on = DatePartsField(_l("Day of the advice"), [Optional()])
    deviates = BooleanField(_l("The advice is not followed"))
    advice_reason = ParagraphField(_l("Why the advice is followed, or not"), [Optional()], most=4000)
    costs = ParagraphField(_l("Costs of legal help, when asked"), [Optional()], most=2000)
