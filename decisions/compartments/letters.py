"""Letters of the closed files: composed like every letter, kept where only the file's readers can open them."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app import acts
from app.access import RoleName
from app.people import Municipality, municipality_now, people_of
from app.web.language import in_language
from decisions.letter_texts.queries import text_for
from decisions.letterheads.heading import letterhead
from decisions.letters import phrase
from decisions.printing import said_in_words
from decisions.refusals import CannotBePrinted, LetterIncomplete
from permits.models import Establishment, Party
from reports import (
    BlankMissing,
    ContactBlank,
    EstablishmentBlank,
    Letter,
    LetterBlanks,
    LetterText,
    MayorBlank,
    UnknownLetter,
    compose,
)
from reports.press import render


class NoTextForThis(CannotBePrinted):
    sentence = _l("There is no text for this letter in this language yet. Write it yourself and add it as a document.")


def made(kind: str, language: str, blanks: LetterBlanks, text: LetterText | None = None) -> tuple[Letter, bytes]:
    """Compose and render one letter, from the municipality's own edition where it has one.

    ``text``: the text that an earlier letter was made with, for another edition of the same letter.
    Raises LetterIncomplete, CannotBePrinted or NoTextForThis.
    """
    town = municipality_now()
    try:
        chosen = text or text_for(kind, language)
        with said_in_words():
            letter = compose(kind, town.jurisdiction, language, blanks, letterhead(town, language), chosen)
            return letter, render(letter)
    except BlankMissing as fault:
        missing = _l("The letter cannot be made: this is still empty: %(names)s.", names=", ".join(fault.names))
        raise LetterIncomplete(missing, names=fault.names) from fault
    except UnknownLetter as fault:
        raise NoTextForThis from fault


def blanks_for(place: Establishment, number: str, addressee: tuple[str, ...], on: date, language: str) -> LetterBlanks:
    """The blanks that every letter of a closed file has; the file adds its own with ``dataclasses.replace``."""
    town = municipality_now()
    sector = in_language(place.sector.name, language)
    return LetterBlanks(
        municipality=town.name,
        mayor=_mayor(town, language),
        addressee=addressee,
        case_number=number,
        letter_date=on,
        sending_on=on,
        establishment=EstablishmentBlank(
            name=place.name,
            address=place.full_address,
            # A German noun keeps its capital.
            sector=sector if language == "de" else sector[:1].lower() + sector[1:],
            register_number=place.kvk_establishment_number or place.kbo_establishment_number,
        ),
        contact=ContactBlank(acts.actor().name, town.phone, town.email),
    )


def ways_to_answer(language: str) -> str:
    """How somebody can answer, in words of the letter."""
    town = municipality_now()
    address = town.return_address or f"{town.street}, {town.postal_code} {town.city}"
    return phrase(language, "how", address=address, email=town.email, phone=town.phone)


def language_for(party: Party) -> str:
    """The party's language where the municipality writes in it, otherwise the first one of the municipality."""
    languages = municipality_now().languages
    return party.language if party.language in languages else languages[0]


def envelope(party: Party, language: str) -> tuple[str, ...]:
    """The lines of the address."""
    attention = phrase(language, "attention", name=party.contact_name) if party.contact_name else ""
    place = f"{party.postal_code}  {party.city.upper()}".strip()
    return tuple(line for line in (party.name, attention, party.address, place) if line)


def _mayor(town: Municipality, language: str) -> MayorBlank:
    mayors = people_of(town.code, RoleName.MAYOR)
    if not mayors:
        raise LetterIncomplete(names=("mayor",))
    return MayorBlank(mayors[0].name, _office(town, language))


def _office(town: Municipality, language: str) -> str:
    title = in_language(town.mayor_title, language)
    return title[:1].upper() + title[1:]
