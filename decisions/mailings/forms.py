"""What is typed for a mailing."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import Length, Optional

from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, HouseForm, LineField, ParagraphField
from decisions.forms import SeenForm, needed
from decisions.mailings.queries import NOTICE


class MailingForm(HouseForm):
    kind = RadioField(_l("Letter"), [needed(_l("Choose a letter."))])
    subject = LineField(_l("Subject"), [Optional(), NoIdentityNumber()], most=200)
    message = ParagraphField(_l("Message"), [Optional(), Length(max=6000), NoIdentityNumber()], most=6000)
    sector = SelectField(_l("Sector"), [Optional()])
    ends_by = DatePartsField(_l("Only permits that end on or before"), [Optional()])
    language = SelectField(_l("Language of the letter"), [needed(_l("Choose a language."))])

    def validate(self, extra_validators: Any = None) -> bool:
        """A message of one's own needs words; the other letter has them already."""
        sound = bool(super().validate(extra_validators))
        if self.kind.data == NOTICE:
            for field, sentence in (
                (self.subject, _l("Fill in the subject: it is the title of the letter.")),
                (self.message, _l("Write the message.")),
            ):
                if not field.data:
                    field.errors = [*field.errors, str(sentence)]
                    sound = False
        return sound


class StartForm(SeenForm):
    """Only the version: the count and the example were read on the page."""
