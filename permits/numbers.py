"""Numbers and postal codes of businesses, as the two registers issue them.

Each function takes what somebody typed, with or without separators, and returns the bare number, "" for
nothing. Raises :class:`WrongNumber`, whose sentence says what to do.

Sources: KvK-nummer 8, vestigingsnummer 12 figures (https://developers.kvk.nl, basisprofielen); ondernemingsnummer
and vestigingseenheidsnummer 10 figures with modulus 97 (https://economie.fgov.be, KBO public search).
"""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from stdnum.be import vat

from app.errors import Refusal

_SEPARATORS = str.maketrans("", "", " .-\u00a0\u202f")
_DUTCH_POSTAL_CODE = re.compile(r"[1-9]\d{3}(?!SA|SD|SS)[A-Z]{2}")
_BELGIAN_POSTAL_CODE = re.compile(r"[1-9]\d{3}")


class WrongNumber(Refusal):
    """``field`` is the name of the column, so that the form shows the sentence there."""

    status = 422
    sentence = _l("This number is not right. Check it and fill it in again.")

    def __init__(self, field: str, sentence: Any) -> None:
        super().__init__(sentence)
        self.field = field


def kvk(text: str | None) -> str:
    """A Dutch trade-register number: exactly 8 figures."""
    number = _bare(text)
    if number and not _figures(number, 8):
        raise WrongNumber("kvk_number", _l("A KvK number has 8 digits, you filled in %(found)s.", found=len(number)))
    return number


def kvk_establishment(text: str | None) -> str:
    """A Dutch establishment number: exactly 12 figures, zeros in front included."""
    number = _bare(text)
    if number and not _figures(number, 12):
        raise WrongNumber(
            "kvk_establishment_number",
            _l("An establishment number has 12 digits, you filled in %(found)s.", found=len(number)),
        )
    return number


def kbo(text: str | None) -> str:
    """A Belgian enterprise number: 10 figures, the last two 97 minus the rest of the first eight."""
    number = _bare(text).upper().removeprefix("BE")
    if not number:
        return ""
    # Numbers from before 2005 were written with 9 figures; the register puts a zero in front.
    number = number.zfill(10) if len(number) == 9 else number
    if not _figures(number, 10):
        raise WrongNumber(
            "kbo_number", _l("An enterprise number has 10 digits, you filled in %(found)s.", found=len(number))
        )
    if not vat.is_valid(number):
        raise WrongNumber(
            "kbo_number", _l("This enterprise number does not exist: its check digits are wrong. Check each digit.")
        )
    return number


def kbo_establishment(text: str | None) -> str:
    """A Belgian establishment-unit number: 10 figures, the first 2 to 8, the same check of 97."""
    number = _bare(text)
    if not number:
        return ""
    field = "kbo_establishment_number"
    if not _figures(number, 10) or number[0] not in "2345678":
        raise WrongNumber(field, _l("An establishment unit number has 10 digits and begins with 2 to 8."))
    if 97 - int(number[:8]) % 97 != int(number[8:]):
        raise WrongNumber(
            field, _l("This establishment unit number does not exist: its check digits are wrong. Check each digit.")
        )
    return number


def postal_code(text: str | None, country: str) -> str:
    """A postal code of "nl" (5911 XX) or "be" (3600); for other countries as it was typed."""
    typed = (text or "").strip()
    bare = _bare(typed).upper()
    if not bare or country not in ("nl", "be"):
        return typed
    if country == "nl":
        if not bare.isascii() or not _DUTCH_POSTAL_CODE.fullmatch(bare):
            raise WrongNumber(
                "postal_code", _l("A Dutch postal code has four digits and two letters, for instance 5911 XX.")
            )
        return f"{bare[:4]} {bare[4:]}"
    if not bare.isascii() or not _BELGIAN_POSTAL_CODE.fullmatch(bare):
        raise WrongNumber("postal_code", _l("A Belgian postal code has four digits, for instance 3600."))
    return bare


def _bare(text: str | None) -> str:
    return (text or "").translate(_SEPARATORS)


def _figures(number: str, length: int) -> bool:
    return len(number) == length and number.isascii() and number.isdigit()
