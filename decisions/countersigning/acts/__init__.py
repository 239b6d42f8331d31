"""What is done with a letter that waits for its hands."""

from __future__ import annotations

from decisions.countersigning.acts.hands import (
    AFTER_HAND,
    check_password,
    countersign,
    forget,
    offer,
    put,
    sign_alone,
    sign_first,
)
from decisions.countersigning.acts.returning import (
    TELL,
    offer_again,
    offer_to_director,
    offer_to_mayor,
    open_place,
    send_back,
)
from decisions.countersigning.acts.taking_back import REMADE, Mended, Remade, take_back

__all__ = [
    "AFTER_HAND",
    "REMADE",
    "TELL",
    "Mended",
    "Remade",
    "check_password",
    "countersign",
    "forget",
    "offer",
    "offer_again",
    "offer_to_director",
    "offer_to_mayor",
    "open_place",
    "put",
    "send_back",
    "sign_alone",
    "sign_first",
    "take_back",
]
