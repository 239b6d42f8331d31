"""What is refused about a letterhead, each with what to do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.errors import Refusal
from reports.press.logo import Reason

SENTENCES = {
    Reason.UNREADABLE: _l("This file cannot be read as an SVG or PNG. Export the logo again and choose that file."),
    Reason.TOO_LARGE: _l("This logo is too large. Choose an SVG or PNG of at most 2 MB and 25 million pixels."),
    Reason.SCRIPT: _l("This SVG holds a script. Ask for a version of the logo with shapes only."),
    Reason.OUTSIDE: _l("This SVG refers to another file, picture or address. Export it as shapes only."),
    Reason.ENTITIES: _l("This SVG defines entities. Export it again as plain SVG."),
    Reason.FOREIGN: _l("This SVG holds a piece of web page (foreignObject). Export it again with shapes only."),
    Reason.WORDS: _l("This SVG holds text that needs a font. Convert the text to outlines and export it again."),
    Reason.EFFECTS: _l(
        "This SVG uses gradients, transparency, masks or patterns, which print differently everywhere. "
        "Choose a version in plain colours, or a PNG."
    ),
    Reason.MOVES: _l("This logo moves. Choose one that stands still."),
    Reason.EMPTY: _l("Nothing is drawn in this SVG. Choose another file."),
}


class LogoCannotBeUsed(Refusal):
    """The mark cannot stand on a letter."""

    status = 422

    def __init__(self, reason: Reason) -> None:
        super().__init__(SENTENCES[reason], field="logo")


class ColourTooLight(Refusal):
    """Who sees badly could not read the headings."""

    status = 422

    def __init__(self, ratio: float) -> None:
        super().__init__(
            _l(
                "This colour has a contrast of %(ratio)s to 1 on white; letters need at least 4.5 to 1. "
                "Choose a darker colour.",
                ratio=f"{int(ratio * 100) / 100:.2f}",
            ),
            field="colour",
        )


class NotAColour(Refusal):
    status = 422
    sentence = _l("Write the colour as # and six characters, for instance #294a6b.")

    def __init__(self) -> None:
        super().__init__(field="colour")
