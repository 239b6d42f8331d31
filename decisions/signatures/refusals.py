"""Why a letter could not be signed, as a sentence for the mayor."""

from __future__ import annotations

import logging
from typing import Any

from flask_babel import lazy_gettext as _l

from app.errors import Refusal
from reports import press

log = logging.getLogger(__name__)
_SENTENCES: dict[type[press.SigningFault], Any] = {
    press.TimestampServiceDown: _l(
        "The time-stamping service does not answer. Nothing has been signed. Try again in a few minutes; "
        "tell your administrator if it lasts."
    ),
    press.SigningServiceDown: _l(
        "The card or the signing service does not answer. Nothing has been signed. Look whether the card is in its "
        "reader and try again in a few minutes; tell your administrator if it lasts."
    ),
    press.WrongPassphrase: _l(
        "The passphrase or PIN of the signing key is refused. Nothing has been signed. "
        "Ask your administrator to check it in the settings."
    ),
    press.KeyCannotBeRead: _l(
        "The signing key cannot be found or read. Nothing has been signed. "
        "Ask your administrator to check where the settings look for it."
    ),
    press.NotYetValid: _l(
        "The certificate for signing is not valid yet, or the clock of the server is behind. Nothing has been signed. "
        "Ask your administrator to check both."
    ),
    press.Expired: _l(
        "The certificate for signing has expired. Nothing has been signed. Ask your administrator for a new one."
    ),
    press.WrongPurpose: _l(
        "This certificate was not issued for signing documents. Nothing has been signed. "
        "Ask your administrator for one that is."
    ),
    press.Revoked: _l(
        "The certificate for signing has been revoked by who issued it. Nothing has been signed. "
        "Ask your administrator for a new one."
    ),
    press.NoSuchField: _l(
        "This letter has no place for this signature. Nothing has been signed. Send it back, so that it is made anew."
    ),
}


class CannotSign(Refusal):
    """Nothing was signed; once its cause is gone the same letter can be signed."""

    status = 503

    def __init__(self, fault: press.SigningFault) -> None:
        kind = next(kind for kind in type(fault).__mro__ if kind in _SENTENCES)
        super().__init__(_SENTENCES[kind])
        log.warning("not signed: %s: %s", type(fault).__name__, fault)
