"""What is refused about a mailing."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.errors import Refusal


class NobodyChosen(Refusal):
    sentence = _l("No permit in the register fits this choice, so nobody would get a letter. Choose more widely.")
