"""States of a decision. Pure."""

from __future__ import annotations

from enum import StrEnum

from app.lifecycle import Lifecycle


class DecisionState(StrEnum):
    DRAFT = "draft"
    ANNOUNCED = "announced"
    SECOND_READING = "second-reading"
    WITH_MAYOR = "with-mayor"
    SIGNED = "signed"
    SERVED = "served"
    IN_EFFECT = "in-effect"
    LAPSED = "lapsed"
    DROPPED = "dropped"


_S = DecisionState
DECISION = Lifecycle(
    {
        (_S.DRAFT, "announce"): _S.ANNOUNCED,
        (_S.DRAFT, "announce_nothing"): _S.ANNOUNCED,  # an exception to the hearing duty, with its reason
        (_S.ANNOUNCED, "announce"): _S.ANNOUNCED,  # again: a ground was added, so the party must hear of it
        (_S.ANNOUNCED, "submit"): _S.WITH_MAYOR,
        (_S.ANNOUNCED, "submit_to_reader"): _S.SECOND_READING,
        (_S.SECOND_READING, "approve"): _S.WITH_MAYOR,
        (_S.SECOND_READING, "send_back"): _S.ANNOUNCED,
        (_S.WITH_MAYOR, "return_to_officer"): _S.ANNOUNCED,
        (_S.WITH_MAYOR, "sign"): _S.SIGNED,
        (_S.SIGNED, "serve"): _S.SERVED,
        (_S.SIGNED, "take_back"): _S.ANNOUNCED,  # who signs after the mayor sent the letter back
        (_S.SERVED, "take_effect"): _S.IN_EFFECT,
        (_S.SIGNED, "lapse"): _S.LAPSED,
        (_S.SERVED, "lapse"): _S.LAPSED,
        (_S.IN_EFFECT, "lapse"): _S.LAPSED,
        (_S.SIGNED, "annul"): _S.LAPSED,
        (_S.SIGNED, "give_up"): _S.LAPSED,  # it came too late to be sent
        (_S.SERVED, "annul"): _S.LAPSED,
        (_S.IN_EFFECT, "annul"): _S.LAPSED,
        # Where the law asks nobody to be heard first; the acts refuse it for any other measure.
        (_S.DRAFT, "submit"): _S.WITH_MAYOR,
        (_S.DRAFT, "submit_to_reader"): _S.SECOND_READING,
        (_S.DRAFT, "drop"): _S.DROPPED,
        (_S.ANNOUNCED, "drop"): _S.DROPPED,
    },
    start=_S.DRAFT,
    final=frozenset({_S.IN_EFFECT, _S.LAPSED, _S.DROPPED}),
)
