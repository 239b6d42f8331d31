"""What is typed about a photo in a letter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField

from app.privacy import NoIdentityNumber
from app.web.fields import LineField
from decisions.forms import SeenForm, needed


class PhotoForm(SeenForm):
    """``photo`` is "<finding id>:<sha256>"."""

    photo = RadioField(_l("Which photo?"), [needed(_l("Choose a photo."))])
    nobody = BooleanField(_l("I looked at this photo in full size: no person can be recognised in it"))
    caption = LineField(
        _l("Words under the photo"),
        [needed(_l("Write in at least three words what the photo shows.")), NoIdentityNumber()],
        most=300,
    )
    alt = LineField(
        _l("What is seen on it, for who cannot see it"),
        [needed(_l("Write in at least three words what is seen on the photo.")), NoIdentityNumber()],
        most=300,
    )


class DropPhotoForm(SeenForm):
    """Only the version."""
