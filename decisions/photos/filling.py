"""The chosen photos in the letters."""

from __future__ import annotations

from dataclasses import replace

from app import files
from decisions import letters
from decisions.models import Decision
from decisions.photos.queries import findings_shown, photos_of
from reports import LetterBlanks, PhotoBlank


def install() -> None:
    """Put them in; once."""
    if fill_letter not in letters.FILLERS:
        letters.FILLERS.append(fill_letter)


def fill_letter(decision: Decision, blanks: LetterBlanks) -> LetterBlanks:
    """The letter with the photos that were chosen for it; the press writes them anew without a camera's data."""
    named = {one.id for one in findings_shown(decision)}
    chosen = [one for one in photos_of(decision.id) if one.finding_id in named] if named else []
    if not chosen:
        return blanks
    return replace(blanks, photos=tuple(PhotoBlank(files.read(one.sha256), one.alt, one.caption) for one in chosen))
