"""What enforcement refuses, each with the sentence for the person who asked."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.errors import Refusal


class PolicyIsFixed(Refusal):
    sentence = _l("This edition of the policy is fixed. End it and enter a new edition instead.")


class PolicyIsEmpty(Refusal):
    status = 422
    sentence = _l("The policy has no violation yet. Add at least one row before you fix it.")


class PolicyOverlaps(Refusal):
    status = 422
    sentence = _l("Another edition of this policy is in force in that period. End that one first.")


class NoStepAtAll(Refusal):
    status = 422
    sentence = _l("Choose a measure for at least one time.")


class NoSuchViolation(Refusal):
    status = 422
    sentence = _l("Choose at least one item of the checklist or one ground that is this violation.")


class WrongMoney(Refusal):
    """An amount that cannot be, in its own sentence."""

    status = 422


class NoRenewalLeft(Refusal):
    status = 422


class NothingToRenew(Refusal):
    status = 422
    sentence = _l("There is no closure in force here that this measure can renew.")


class MustDecideAnew(Refusal):
    status = 422
    sentence = _l(
        "More than a year has passed since the closing day in the decision. "
        "Whether closing is still necessary needs a new decision."
    )


class HeldUp(Refusal):
    status = 422
    sentence = _l("A court has suspended this decision. It cannot be executed as long as that lasts.")


class NotConfirmed(Refusal):
    status = 422
    sentence = _l("The college did not confirm this closure at its meeting: it has lapsed and cannot be executed.")


class NotClosedYet(Refusal):
    status = 422
    sentence = _l("Seals belong to a closure that has been executed and still lasts.")


class SealedBefore(Refusal):
    status = 422
    sentence = _l("The place is sealed already. Record first that those seals are broken or taken away.")


class SealNumbersLack(Refusal):
    status = 422
    sentence = _l("Fill in the numbers of the seals.")

    def __init__(self) -> None:
        super().__init__(field="numbers")


class NotInThisLaw(Refusal):
    status = 422
    sentence = _l("The law of this municipality has no such decision beside a closure.")


class TermToComplyRuns(Refusal):
    status = 422
    sentence = _l("The visit was made before the term to comply had ended. No penalty is due for that day.")


class NothingSeen(Refusal):
    status = 422
    sentence = _l("A penalty becomes due by what a sealed visit found. This visit found no breach of the order.")


class RecordedBefore(Refusal):
    status = 422
    sentence = _l("For this day a penalty has already been recorded.")


class MaximumReached(Refusal):
    status = 422
    sentence = _l("The maximum of the order has been reached. No more penalty becomes due.")


class ClaimLapsed(Refusal):
    sentence = _l("The claim to this penalty has lapsed. It can no longer be collected.")


class NoCollectionHere(Refusal):
    status = 422
    sentence = _l("The law book has no collection decision for this municipality.")


class VisitSaysOtherwise(Refusal):
    status = 422
    sentence = _l("The sealed visit says otherwise. Open its report.")


class NoVisitYet(Refusal):
    status = 422
    sentence = _l("The visit that looks at this has not been sealed yet.")


class TermHasNotEnded(Refusal):
    status = 422
    sentence = _l("The term to mend has not ended yet.")
