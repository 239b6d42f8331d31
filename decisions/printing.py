"""What the press cannot print, said in a sentence to who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext as _

from decisions.refusals import CannotBePrinted
from reports.press import (
    Lack,
    NotConformant,
    PhotoMoves,
    PhotoTooLarge,
    PhotoUnreadable,
    TooLongForItsPlace,
    UnprintableCharacter,
)


@contextmanager
def said_in_words() -> Iterator[None]:
    """A letter is made inside; what stands in its way is raised as CannotBePrinted with what to do."""
    try:
        yield
    except UnprintableCharacter as fault:
        raise CannotBePrinted(
            _(
                "The letter holds a character that cannot be printed: %(code)s. Write it otherwise.",
                code=fault.code_point,
            )
        ) from fault
    except TooLongForItsPlace as fault:
        raise CannotBePrinted(
            _("“%(text)s …” is too long for its place on a letter. Make it shorter.", text=fault.text[:60])
        ) from fault
    except PhotoUnreadable as fault:
        raise CannotBePrinted(_why(fault)) from fault
    except NotConformant as fault:
        raise CannotBePrinted(why_not_readable(fault)) from fault


def _why(fault: PhotoUnreadable) -> str:
    match fault:
        case PhotoMoves():
            return str(_("A picture in this letter moves. Save the moment that matters as a photo and choose that."))
        case PhotoTooLarge():
            return str(_("A picture in this letter has more than 120 million pixels. Make it smaller and choose it."))
    return str(_("A picture in this letter cannot be read. Save it again as JPEG or PNG and choose that file."))


def why_not_readable(fault: NotConformant) -> str:
    """What to do about a letter that an archive or a screen reader could not take."""
    lacks = {flaw.lack for flaw in fault.flaws}
    if Lack.TITLE in lacks:
        return str(_("This letter has no subject. Give it one: it is its title, also for who cannot see it."))
    if Lack.NO_WORDS in lacks:
        return str(_("A picture in this letter has no description. Say in words what can be seen on it."))
    if Lack.SKIPPED_LEVEL in lacks:
        return str(
            _("The headings of this letter skip a level. Ask the administrator to correct the text of this letter.")
        )
    return str(_("This letter could not be read by everybody, so it is not made. Tell the administrator."))
