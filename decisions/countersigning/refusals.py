"""What the signing of the college's letters refuses."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.errors import Refusal


class NotYourTurn(Refusal):
    sentence = _l("Another signs this letter first, or it has been signed already.")


class NotByWhoPrepared(Refusal):
    status = 403
    sentence = _l("Who prepared this letter cannot sign it.")


class NotSignedByAll(Refusal):
    sentence = _l("This letter has not been signed by everybody yet. Nothing is served before.")


class NoDirector(Refusal):
    status = 422
    sentence = _l("Nobody here signs as general director. Ask your administrator to give somebody that role.")
