"""What this room refuses, each with the sentence for the person who asked."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.errors import Refusal


class NotSignedYet(Refusal):
    sentence = _l("A bundle is made of a decision that was signed. Wait for the signature.")


class NoSuchRecipient(Refusal):
    status = 422
    sentence = _l("There is no such kind of recipient here. Choose one from the list.")


class RecipientLacks(Refusal):
    status = 422
    sentence = _l("Fill in who gets the bundle.")


class BasisLacks(Refusal):
    status = 422
    sentence = _l("Name the legal ground on which this recipient may have the data, in at least one sentence.")


class CannotBeMade(Refusal):
    """Making it failed; the sentence tells the officer what to do."""
