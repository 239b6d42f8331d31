"""What stands above a letter, as the press takes it."""

from __future__ import annotations

import re
from typing import Literal, cast

from app import files
from app.db import db, scope
from app.people import Municipality
from app.web.language import in_language
from decisions.blanks import capital, phrase
from decisions.letterheads.models import PLAIN, TownLetterhead
from reports import Letterhead, Logo

_VOWEL = re.compile(r"[aeiouyhéèêâîôû]", re.IGNORECASE)


def kept() -> TownLetterhead | None:
    """The letterhead of one's own municipality; None as long as it chose nothing."""
    return db.session.get(TownLetterhead, scope())


def letterhead(town: Municipality, language: str) -> Letterhead:
    """What stands above every letter of a municipality, in the language of the letter."""
    key = "municipality_before_vowel" if _VOWEL.match(town.name) else "municipality"
    name = phrase(language, key, name=town.name)
    row = kept()
    place = f"{town.postal_code} {town.city}".strip()
    lines = tuple(line for line in (town.street, place) if line)
    own = _lines(row.address) if row is not None else ()
    contact = _lines(row.contact) if row is not None else ()
    return Letterhead(
        municipality=name,
        office=capital(in_language(town.mayor_title, language)),
        address=own or lines,
        contact=contact or tuple(line for line in (town.phone, town.email) if line),
        return_line=town.return_address or ", ".join(lines),
        logo=_logo(row, name),
        colour=row.colour if row is not None else PLAIN,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _logo(row: TownLetterhead | None, name: str) -> Logo | None:
    if row is None or row.logo_sha256 is None:
        return None
    kind = cast('Literal["svg", "png"]', row.logo_kind)
    return Logo(kind, files.read(row.logo_sha256), row.logo_alt or name)
