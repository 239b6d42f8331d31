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


class NothingToGive(Refusal):
    status = 422
    sentence = _l(
        "There is nothing in this bundle that this recipient may read. Give at least one document, or make no bundle."
    )


class ChangedSinceShown(Refusal):
    status = 409
    sentence = _l("What goes into this bundle has changed since you opened the page. Look at the list again.")


class NoSuchDocument(Refusal):
    status = 404
    sentence = _l("This document is not in the bundle, or nothing can be masked or withheld in this edition.")


class RuleLacks(Refusal):
    status = 422
    sentence = _l("Choose the article by which this is not given.")


class ReasonLacks(Refusal):
    status = 422
    sentence = _l(
        "Say in at least one sentence why this recipient may not read it. The reason is printed in the bundle."
    )


class NothingMasked(Refusal):
    status = 422
    sentence = _l(
        "Nothing is masked yet. Choose passages, words, or a masked copy of a file; or withhold the document."
    )


class WordsAbsent(Refusal):
    status = 422


class CopyLacks(Refusal):
    status = 422
    sentence = _l("Choose the masked copy of this file (PDF, JPEG or PNG).")


class NotMasked(Refusal):
    """The copy that should be masked still says all that the original says."""

    status = 422
    sentence = _l(
        "This copy is not masked: everything in the original can still be read in it, perhaps under black bars. Remove "
        "the words themselves, or scan a masked print."
    )


class CannotBeMade(Refusal):
    """Making it failed; the sentence tells the officer what to do."""
