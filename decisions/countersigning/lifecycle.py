"""States of a letter that waits for its hands. Pure."""

from __future__ import annotations

from enum import StrEnum

from app.lifecycle import Lifecycle


class PaperState(StrEnum):
    WITH_MAYOR = "with-mayor"
    WITH_DIRECTOR = "with-director"
    SIGNED = "signed"


PAPER = Lifecycle(
    {
        (PaperState.WITH_MAYOR, "sign_alone"): PaperState.SIGNED,
        (PaperState.WITH_MAYOR, "sign_first"): PaperState.WITH_DIRECTOR,
        (PaperState.WITH_DIRECTOR, "countersign"): PaperState.SIGNED,
    },
    start=PaperState.WITH_MAYOR,
    final=frozenset({PaperState.SIGNED}),
)
# The places to sign in the PDF, in the order in which they are signed.
MAYOR, DIRECTOR = "Mayor", "Director"
ORDER = (MAYOR, DIRECTOR)
HAND = {PaperState.WITH_MAYOR: MAYOR, PaperState.WITH_DIRECTOR: DIRECTOR}
