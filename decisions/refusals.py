"""What this package refuses, each with the sentence for the person who asked."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.errors import Refusal


class NoSuchMeasure(Refusal):
    status = 422
    sentence = _l("This measure does not exist here. Choose one from the list.")


class NothingToDecideOn(Refusal):
    """A refusal needs an open application, a revocation a permit that has not ended."""

    status = 422


class AlreadyUnderWay(Refusal):
    sentence = _l("A decision on this is already being prepared. Open that one.")


class NoSuchGround(Refusal):
    status = 422
    sentence = _l("This ground cannot carry this measure on the day of drafting. Choose another ground.")


class NoArticleHere(Refusal):
    status = 422
    sentence = _l("The by-law of this municipality has no article for this ground on that day.")


class TooLong(Refusal):
    status = 422


class HoldsIdentityNumber(Refusal):
    status = 422
    sentence = _l("The text holds what looks like a personal number. Describe the person by function instead.")


class CannotBePrinted(Refusal):
    status = 422


class WrongDay(Refusal):
    """A day that cannot be, in its own sentence."""

    status = 422


class TermStillRuns(Refusal):
    sentence = _l("The party can still respond. Record the absence of a response after the last day.")


class ReasonLacks(Refusal):
    status = 422
    sentence = _l("Give the reason in at least one sentence.")


class LetterIncomplete(Refusal):
    """The letter needs words that are not there; ``names`` are the blanks."""

    status = 422
    sentence = _l("The letter cannot be made: something in it is still empty. Look at what is missing.")


class GateIsAbsolute(Refusal):
    status = 422
    sentence = _l("The law leaves no room here: no reason sets this aside. Mend what lacks.")


class NotFromTheDrafter(Refusal):
    status = 403
    sentence = _l("Who drafted this decision cannot read it as second reader and cannot sign it.")


class TextHasMoved(Refusal):
    sentence = _l("The letter is no longer the one you read. Read it again before you sign.")


class NothingChanged(Refusal):
    sentence = _l("This is word for word the letter that was sent back. Change what the reason asks first.")


class SignedAlready(Refusal):
    sentence = _l("This decision has already been signed. It cannot be signed twice.")


class NotTheMayorOnPaper(Refusal):
    sentence = _l("The letter carries the name of another mayor. Return it, so that it is made again with your name.")


class WrongPassword(Refusal):
    status = 422
    sentence = _l("This password is not right. Nothing was signed.")


class SigningBlocked(Refusal):
    status = 422
    sentence = _l("Five times a wrong password: signing is blocked for fifteen minutes. Nothing was signed.")


class OnlyAPersonSigns(Refusal):
    status = 403
    sentence = _l("Only a person signs.")


class NothingToCorrect(Refusal):
    sentence = _l("The last day in the letter is right. No covering note is needed.")


class NoConfirmationNeeded(Refusal):
    sentence = _l("The college does not have to confirm this decision.")


class RecordedAlready(Refusal):
    sentence = _l("This has already been recorded.")


class NotYetDue(Refusal):
    sentence = _l("The day of effect has not come yet.")


class OrganIsOpen(Refusal):
    status = 422
    sentence = _l("The law leaves it to the regulation who decides on this ground. Choose which organ.")


class ArticleOverlaps(Refusal):
    status = 422
    sentence = _l("For part of this period the ground already has an article. End that one first.")
