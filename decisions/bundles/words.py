"""The words of bundles: labels of states, sentences of their story."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app import story
from app.story import Wording
from decisions.bundles.lifecycle import BundleState
from reports.bundle import Status

# Word, icon and tone of a badge.
BUNDLE_STATES: dict[str, tuple[Any, str, str]] = {
    BundleState.ASKED: (_l("being made"), "hourglass", "yellow"),
    BundleState.MADE: (_l("made"), "circle-check", "outlined"),
    BundleState.FAILED: (_l("not made"), "circle-alert", "red"),
}
GIVEN: dict[str, tuple[Any, str, str]] = {
    Status.WHOLE: (_l("whole"), "check", "outlined"),
    Status.PARTLY: (_l("in part"), "eye-off", "yellow"),
    Status.WITHHELD: (_l("withheld"), "eye-off", "grey"),
}
_STORY = {
    "bundle.asked": Wording("paperclip", _l("Bundle %(bundle)s asked for %(recipient)s")),
    "bundle.made": Wording("paperclip", _l("Bundle %(bundle)s made"), _l("SHA-256 %(sha256)s")),
}


def install() -> None:
    """Register the sentences of the story."""
    story.wordings(_STORY)
