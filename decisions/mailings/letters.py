"""The letter of a mailing to one holder."""

from __future__ import annotations

from datetime import date, timedelta

from app.people import municipality_now
from app.web.language import in_language
from decisions.blanks import capital, envelope
from decisions.letter_texts.queries import text_for
from decisions.letters import letterhead
from decisions.mailings.models import Mailing
from permits.models import Establishment, Permit
from reports import (
    BlankMissing,
    ContactBlank,
    EstablishmentBlank,
    LetterBlanks,
    MailingBlank,
    MayorBlank,
    PermitBlank,
    compose,
)
from reports.press import NotConformant, TooLongForItsPlace, UnprintableCharacter, render

APPLY_AHEAD = timedelta(weeks=13)
"""So long before a permit ends its holder is asked to apply anew: the terms of decision run to twelve weeks."""

CANNOT_BE_MADE = (BlankMissing, UnprintableCharacter, TooLongForItsPlace, NotConformant)
"""What can be wrong with the name, the address or the permit of one holder, or with the words of all."""


def letter_to(row: Mailing, establishment: Establishment, permit: Permit, on: date, position: int) -> bytes:
    """The letter on paper. Raises one of :data:`CANNOT_BE_MADE`."""
    town = municipality_now()
    blanks = LetterBlanks(
        municipality=town.name,
        mayor=MayorBlank("", capital(in_language(town.mayor_title, row.language))),
        addressee=envelope(permit.holder, row.language),
        case_number=f"{row.number}/{position}",
        letter_date=on,
        establishment=EstablishmentBlank(
            name=establishment.name,
            address=establishment.full_address,
            sector=in_language(establishment.sector.name, row.language),
        ),
        contact=ContactBlank(row.prepared_by.name, town.phone, town.email),
        permit=PermitBlank(permit.number, permit.granted_on),
        mailing=MailingBlank(row.subject or None, row.message or None, permit.valid_until, _apply_before(permit, on)),
    )
    text = text_for(row.kind, row.language)
    head = letterhead(town, row.language)
    return render(compose(row.kind, town.jurisdiction, row.language, blanks, head, text))


def _apply_before(permit: Permit, on: date) -> date | None:
    """Never a day that is past already when the letter is sent: then as soon as the letter is there."""
    if permit.valid_until is None:
        return None
    return max(permit.valid_until - APPLY_AHEAD, min(on + timedelta(weeks=2), permit.valid_until))
