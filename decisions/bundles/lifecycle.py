"""States of a bundle. Pure."""

from __future__ import annotations

from enum import StrEnum

from app.lifecycle import Lifecycle


class BundleState(StrEnum):
    ASKED = "asked"
    MADE = "made"
    FAILED = "failed"


BUNDLE = Lifecycle(
    {
        (BundleState.ASKED, "finish_bundle"): BundleState.MADE,
        (BundleState.ASKED, "give_up_bundle"): BundleState.FAILED,
        (BundleState.FAILED, "ask_bundle_again"): BundleState.ASKED,
    },
    start=BundleState.ASKED,
    final=frozenset({BundleState.MADE}),
)
