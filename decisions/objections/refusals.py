"""What objections refuse, each with the sentence for the person who asked."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.errors import Refusal


class NoObjectionHere(Refusal):
    status = 422
    sentence = _l(
        "The law gives no objection with the authority against this decision. Register the case at the court."
    )


class NotDecidedYet(Refusal):
    status = 422
    sentence = _l("Nothing can be done against a decision that has not been signed.")


class CannotMoveTerm(Refusal):
    """The term to decide cannot be moved like this."""

    status = 422


class LateIsInadmissible(Refusal):
    status = 422
    sentence = _l(
        "The objection came in late and no excuse was accepted: it can only be declared inadmissible. "
        "Write down the excuse first when there is one."
    )


class SayWhyNotHeard(Refusal):
    status = 422
    sentence = _l("Nobody was heard on the objection. Write why the law allowed that.")


class NoSuchCourtHere(Refusal):
    status = 422
    sentence = _l("This kind of case does not exist here.")


class NothingPending(Refusal):
    status = 422
    sentence = _l("Interim relief is asked beside an objection or an appeal. Register that first.")


class ObjectionFirst(Refusal):
    status = 422
    sentence = _l("Appeal is against the decision on an objection. Record that decision first.")


class NotThisRuling(Refusal):
    status = 422
    sentence = _l("A court cannot rule like this in a case of this kind.")


class NoStay(Refusal):
    status = 422
    sentence = _l("No court holds this decision up.")
