"""Changing the letterhead of one's own municipality."""

from __future__ import annotations

from app import files
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from decisions.letterheads.contrast import LEAST, ratio_on_white, written
from decisions.letterheads.heading import kept
from decisions.letterheads.models import TownLetterhead
from decisions.letterheads.refusals import ColourTooLight, LogoCannotBeUsed, NotAColour
from reports.press.logo import LogoRefused, checked

NONE_YET = 0  # the version that a form holds while there is no letterhead
_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@act(Permission.MUNICIPALITY_MANAGE)
def change(
    seen: int | None,
    *,
    colour: str,
    address: str,
    contact: str,
    logo: bytes = b"",
    alt: str = "",
    without: bool = False,
) -> TownLetterhead:
    """Save the letterhead; ``logo`` takes the place of the mark, ``without`` takes it away.

    Letters that were made keep the head they were made with. Raises LogoCannotBeUsed, ColourTooLight, NotAColour, and
    ChangedMeanwhile when somebody else changed it first.
    """
    chosen = written(colour)
    if not chosen:
        raise NotAColour
    if ratio_on_white(chosen) < LEAST:
        raise ColourTooLight(ratio_on_white(chosen))
    stored = _stored(logo, alt) if logo else None
    row = kept()
    if row is None:
        row = TownLetterhead()
        db.session.add(row)
    else:
        check_version(row, seen or NONE_YET)
    row.colour, row.address, row.contact, row.logo_alt = chosen, address, contact, alt
    if stored is not None:
        row.logo_sha256, row.logo_kind = stored
    elif without:
        row.logo_sha256 = row.logo_kind = None
    db.session.flush()
    return row


def _stored(content: bytes, alt: str) -> tuple[str, str]:
    try:
        logo = checked(content, alt)
    except LogoRefused as fault:
        raise LogoCannotBeUsed(fault.reason) from fault
    return files.keep(logo.content, f"logo.{logo.kind}", _TYPES[logo.kind]).sha256, logo.kind
