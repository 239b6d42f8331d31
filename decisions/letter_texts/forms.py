"""What is typed in an edition."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.privacy import NoIdentityNumber
from app.web.fields import LineField, ParagraphField
from decisions.forms import SeenForm, needed


class EditionForm(SeenForm):
    subject = LineField(
        _l("Subject"), [needed(_l("Fill in the subject: it is the title of the letter.")), NoIdentityNumber()], most=300
    )
    body = ParagraphField(_l("Text"), [needed(_l("Write the text of the letter."))], most=60_000)


class UseForm(SeenForm):
    """Only the version: the edition was read in the preview."""
