"""What somebody fills in about an establishment or a party, before it is a row."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from app.errors import Refusal
from app.privacy import REASON, looks_like_identity_number
from permits import numbers
from permits.models import PartyKind, Sector

COUNTRIES = ("nl", "be")


class IdentityNumber(Refusal):
    """A free text holds what looks like an identity number."""

    status = 422
    sentence = REASON


class NameLacks(Refusal):
    status = 422
    sentence = _l("Fill in a name.")


@dataclass(frozen=True, kw_only=True)
class EstablishmentFacts:
    """The columns of an establishment that people fill in. ``opening_hours``: {"mon": [["12:00", "22:00"]], …}.

    ``registered_on`` None: today. ``source`` and ``source_key`` name the line of an imported register.
    """

    name: str
    sector: Sector
    subtype: str = ""
    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    city: str = ""
    opening_hours: dict[str, list[list[str]]] = field(default_factory=dict)
    rooms: int | None = None
    kvk_number: str | None = None
    kvk_establishment_number: str | None = None
    kbo_number: str | None = None
    kbo_establishment_number: str | None = None
    source: str = ""
    source_key: str | None = None
    registered_on: date | None = None
    latitude: float | None = None
    longitude: float | None = None
    note: str = ""

    def checked(self, country: str) -> EstablishmentFacts:
        """The same facts with clean numbers. Raises WrongNumber, NameLacks or IdentityNumber."""
        _refuse_identity_numbers(self.name, self.note)
        return replace(
            self,
            postal_code=numbers.postal_code(self.postal_code, country),
            kvk_number=numbers.kvk(self.kvk_number) or None,
            kvk_establishment_number=numbers.kvk_establishment(self.kvk_establishment_number) or None,
            kbo_number=numbers.kbo(self.kbo_number) or None,
            kbo_establishment_number=numbers.kbo_establishment(self.kbo_establishment_number) or None,
        )

    def columns(self) -> dict[str, Any]:
        """Column values for the row; the day of registration only when one is given."""
        values = {
            name: getattr(self, name) for name in self.__dataclass_fields__ if name not in ("sector", "registered_on")
        }
        values["sector_id"] = self.sector.id
        return values | ({"registered_on": self.registered_on} if self.registered_on else {})


@dataclass(frozen=True, kw_only=True)
class PartyFacts:
    """The columns of a party. ``country`` "" means that of the municipality; ``language`` that of letters to them."""

    kind: PartyKind
    name: str
    contact_name: str = ""
    legal_form: str = ""
    kvk_number: str | None = None
    kbo_number: str | None = None
    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    language: str = "nl"
    language_source: str = "usual"

    def checked(self, country: str) -> PartyFacts:
        """The same facts with clean numbers and a country. Raises WrongNumber, NameLacks or IdentityNumber."""
        _refuse_identity_numbers(self.name, self.contact_name)
        home = self.country.lower() or country
        return replace(
            self,
            country=home,
            postal_code=numbers.postal_code(self.postal_code, home),
            kvk_number=numbers.kvk(self.kvk_number) or None,
            kbo_number=numbers.kbo(self.kbo_number) or None,
        )

    def columns(self) -> dict[str, Any]:
        return asdict(self)


def _refuse_identity_numbers(name: str, *texts: str) -> None:
    if not name.strip():
        raise NameLacks
    if any(looks_like_identity_number(text) for text in (name, *texts)):
        raise IdentityNumber
