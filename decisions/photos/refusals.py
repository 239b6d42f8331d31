"""What is refused about the photos of a letter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.errors import Refusal


class NotLookedAt(Refusal):
    status = 422
    sentence = _l("Look at the photo first, and confirm that no person can be recognised in it.")


class AlreadyChosen(Refusal):
    sentence = _l("This photo stands in the letter already.")


class TooManyPhotos(Refusal):
    sentence = _l("A letter shows at most twelve photos. Take one out first, or send the others as an annex.")
