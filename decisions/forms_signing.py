"""What is typed after the draft: reading, signing, service, college, by-laws."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, IntegerField, PasswordField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional

from app.web.fields import DatePartsField, HouseForm, LineField, ParagraphField, VersionField
from decisions.forms import SeenForm, choices, needed, one_sentence
from decisions.words import SERVICE_METHODS

_WHY = _l("Write at least one sentence, so that the officer knows what to change.")


class SubmitForm(SeenForm):
    """Only the version: everything else stands in the draft."""


class ApproveForm(SeenForm):
    remark = ParagraphField(_l("Remark for the mayor and the officer"), [Optional()], most=2000)


class SendBackForm(SeenForm):
    reason = ParagraphField(_l("What must change?"), one_sentence(_WHY), most=2000)


class SignForm(HouseForm):
    """``seen`` is the fingerprint of the bytes that were shown."""

    seen = HiddenField()
    password = PasswordField(_l("Your password, to sign"), [needed(_l("Fill in your password."))])


class ServiceForm(SeenForm):
    method = RadioField(
        _l("How was the letter served?"),
        [needed(_l("Choose how the letter was served."))],
        choices=choices(SERVICE_METHODS),
    )
    served_on = DatePartsField(_l("Served on"), [needed(_l("Fill in the day on which the letter was served."))])
    proof = FileField(_l("Proof of service (PDF, JPEG or PNG)"), [Optional()])


class ReceiptForm(SeenForm):
    received_on = DatePartsField(_l("Received on"), [needed(_l("Fill in the day on which the letter was received."))])


class MeetingForm(SeenForm):
    """Day and number of a meeting of the college, written anew for its letter."""

    met_on = DatePartsField(_l("The college met on"), [needed(_l("Fill in the day on which the college met."))])
    number = LineField(_l("Number of the college’s decision"), [needed(_l("Fill in the number."))], most=40)


class CollegeForm(MeetingForm):
    outcome = RadioField(
        _l("What did the college decide?"),
        [needed(_l("Choose what the college decided."))],
        choices=choices(
            [
                ("confirmed", _l("It confirms the measure")),
                ("not-confirmed", _l("It does not confirm the measure")),
            ]
        ),
    )


class BylawForm(HouseForm):
    ground = SelectField(_l("Ground"), [needed(_l("Choose a ground."))])
    bylaw = LineField(_l("Name of the by-law"), [needed(_l("Fill in the name of the by-law."))], most=200)
    article = LineField(_l("Article"), [needed(_l("Fill in the article, with its paragraph."))], most=120)
    quote = ParagraphField(_l("Words of the article"), [Optional()], most=4000)
    source = LineField(_l("Where it was published"), [Optional()], most=300)
    valid_from = DatePartsField(_l("In force from"), [needed(_l("Fill in the first day of this edition."))])
    valid_until = DatePartsField(_l("In force up to and including"), [Optional()])
    verified_on = DatePartsField(_l("Compared with the published text on"), [Optional()])
    organ = SelectField(_l("Who decides under this article?"), default="")
    max_months = IntegerField(
        _l("Longest measure that the article allows, in months"),
        [Optional(), NumberRange(1, 240, _l("Fill in a number of months from 1 to %(most)s.", most=240))],
    )


class CloseArticleForm(HouseForm):
    version = VersionField()
    valid_until = DatePartsField(_l("Last day in force"), [needed(_l("Fill in the last day."))])
