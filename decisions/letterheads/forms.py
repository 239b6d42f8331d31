"""The form of the letterhead."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField
from wtforms.validators import InputRequired, Optional

from app.privacy import NoIdentityNumber
from app.web.fields import HouseForm, LineField, ParagraphField, VersionField


class LetterheadForm(HouseForm):
    version = VersionField(validators=[Optional()])
    logo = FileField(_l("Logo (SVG or PNG)"), [Optional()])
    without = BooleanField(_l("Print without the logo"))
    logo_alt = LineField(_l("What the logo shows, for who cannot see it"), [Optional(), NoIdentityNumber()])
    colour = LineField(_l("Colour"), [InputRequired(_l("Fill in a colour."))], most=7)
    address = ParagraphField(_l("Address lines"), [Optional()], most=300)
    contact = ParagraphField(_l("Contact lines"), [Optional()], most=300)
