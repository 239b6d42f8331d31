"""The words of mailings: their states, their letters, the event in a dossier, and why a letter was not made."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app import story
from app.story import Wording
from decisions.mailings.lifecycle import MailingState
from decisions.mailings.queries import NOTICE, RUNS_OUT
from decisions.presenting.tongue import _
from decisions.printing import why_not_readable
from reports.press import NotConformant, UnprintableCharacter

# Word, icon and tone of a badge.
STATES: dict[str, tuple[Any, str, str]] = {
    MailingState.DRAFT: (_l("Draft"), "pencil", "grey"),
    MailingState.RUNNING: (_l("Being made"), "hourglass", "blue"),
    MailingState.FINISHED: (_l("Finished"), "circle-check", "outlined"),
    MailingState.DROPPED: (_l("thrown away"), "trash-2", "grey"),
}
KINDS: dict[str, Any] = {
    RUNS_OUT: _l("The permit runs out: ask for a new one in time"),
    NOTICE: _l("A message in your own words, for instance that a by-law has changed"),
}


def fault_of(fault: Exception) -> str:
    """Why a letter could not be made, for the list."""
    if isinstance(fault, UnprintableCharacter):
        return str(_("A name or address holds a character that cannot be printed: %(code)s.", code=fault.code_point))
    if isinstance(fault, NotConformant):
        return why_not_readable(fault)
    return str(_("The name, the address or the last day of the permit is missing or too long."))


def install() -> None:
    """Register the sentence of the story."""
    story.wordings(
        {
            "mailing-letter": Wording(
                "mail",
                _l("Letter sent to all permit holders"),
                _l("Mailing %(number)s, letter of %(day)s."),
                document=_l("Letter"),
            )
        }
    )
