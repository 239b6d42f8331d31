"""States of a letter that waits for its hands. Pure."""

from __future__ import annotations

from enum import StrEnum

from app.lifecycle import Lifecycle


class PaperState(StrEnum):
    WITH_MAYOR = "with-mayor"
    WITH_DIRECTOR = "with-director"
    RETURNED = "returned"
    SIGNED = "signed"
    TAKEN_BACK = "taken-back"


PAPER = Lifecycle(
    {
        (PaperState.WITH_MAYOR, "sign_alone"): PaperState.SIGNED,
        (PaperState.WITH_MAYOR, "sign_first"): PaperState.WITH_DIRECTOR,
        (PaperState.WITH_DIRECTOR, "countersign"): PaperState.SIGNED,
        (PaperState.WITH_MAYOR, "send_back"): PaperState.RETURNED,
        (PaperState.WITH_DIRECTOR, "send_back"): PaperState.RETURNED,
        (PaperState.RETURNED, "take_back"): PaperState.TAKEN_BACK,  # another letter is made in its place
        (PaperState.RETURNED, "offer_to_mayor"): PaperState.WITH_MAYOR,
        (PaperState.RETURNED, "offer_to_director"): PaperState.WITH_DIRECTOR,
    },
    start=PaperState.WITH_MAYOR,
    final=frozenset({PaperState.SIGNED, PaperState.TAKEN_BACK}),
)
# The places to sign in the PDF, in the order in which they are signed.
MAYOR, DIRECTOR = "Mayor", "Director"
ORDER = (MAYOR, DIRECTOR)
HAND = {PaperState.WITH_MAYOR: MAYOR, PaperState.WITH_DIRECTOR: DIRECTOR}
