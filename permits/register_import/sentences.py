"""How an import is told in the story of an establishment."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app import story
from permits.register_import.wanted import CHANGED, TAKEN_OVER, VISITED


def install() -> None:
    """Register the sentences."""
    story.wordings(
        {
            TAKEN_OVER: story.Wording("upload", _l("Taken over from %(source)s"), _l("File %(file)s, line %(line)s")),
            CHANGED: story.Wording("upload", _l("Changed by taking over a file again"), _l("File %(file)s")),
            VISITED: story.Wording(
                "clipboard-list", _l("Visited, result: %(outcome)s"), _l("Taken over from %(source)s")
            ),
        }
    )
