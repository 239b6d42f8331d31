"""The words for where a letter of the college stands."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from decisions.countersigning.lifecycle import PaperState

# Word, icon and tone of a badge.
STATES: dict[str, tuple[Any, str, str]] = {
    PaperState.WITH_MAYOR: (_l("With the mayor"), "pen-line", "blue"),
    PaperState.WITH_DIRECTOR: (_l("With the general director"), "pen-line", "blue"),
    PaperState.RETURNED: (_l("Sent back"), "undo-2", "yellow"),
    PaperState.TAKEN_BACK: (_l("Taken back"), "undo-2", "outlined"),
    PaperState.SIGNED: (_l("Signed"), "signature", "outlined"),
}
