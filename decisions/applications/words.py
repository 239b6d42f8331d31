"""The sentences of the story that decisions on an application add."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app import story
from app.story import Wording


def install() -> None:
    """Register them."""
    story.wordings(
        {"decision.given-up": Wording("circle-x", _l("Signed decision %(number)s not sent"), _l("%(reason)s"))}
    )
