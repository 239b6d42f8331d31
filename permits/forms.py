"""The forms of the register: establishments, parties and papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, ValidationError

import law
from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, HouseForm, LineField, ParagraphField, VersionField
from app.web.language import LANGUAGES, in_language
from permits import numbers, opening_hours
from permits.facts import EstablishmentFacts, PartyFacts
from permits.models import Establishment, Party, PartyKind, PartyRoleName, Sector
from permits.words import DAYS, LANGUAGE_SOURCES, PARTY_KINDS, ROLES

# ISO 3166 leaves ZZ to its users: a country that is not in the list.
ELSEWHERE = "zz"
_NAME_LACKS = _l("Fill in the name.")


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """(value, word) pairs as choices of a field."""
    return [SelectChoice(str(value), word) for value, word in pairs]


class Numbered:
    """A form validator from a function of :mod:`permits.numbers`."""

    def __init__(self, check: Any) -> None:
        self.check = check

    def __call__(self, form: Any, field: Any) -> None:  # noqa: ARG002 - the signature is that of WTForms
        try:
            self.check(field.data)
        except numbers.WrongNumber as refusal:
            raise ValidationError(refusal.sentence) from refusal


class PostalCode:
    """A form validator for the country of the form (attribute ``country_code``)."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            numbers.postal_code(field.data, form.country_code)
        except numbers.WrongNumber as refusal:
            raise ValidationError(refusal.sentence) from refusal


class HoursField(LineField):
    """The hours of one day; ``periods`` after validation."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        super().__init__(label, most=80, **kwargs)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the signature is that of WTForms
        try:
            opening_hours.read(self.data or "")
        except opening_hours.NotHours as fault:
            raise ValidationError(_l("Write hours like 12:00-22:00, or leave this empty when it is closed.")) from fault


class EstablishmentForm(HouseForm):
    """Step 1 of registering, and the page on which facts are changed."""

    version = VersionField()
    name = LineField(
        _l("Name of the establishment"),
        [DataRequired(_l("Fill in the name of the establishment.")), NoIdentityNumber()],
    )
    sector = RadioField(_l("Sector"), [InputRequired(_l("Choose the sector."))])
    subtype = SelectField(_l("Kind of business"), [Optional()])
    street = LineField(_l("Street"), [DataRequired(_l("Fill in the street."))], most=120)
    house_number = LineField(_l("House number"), [DataRequired(_l("Fill in the house number."))], most=20)
    postal_code = LineField(_l("Postal code"), [DataRequired(_l("Fill in the postal code.")), PostalCode()], most=12)
    city = LineField(_l("Town"), [DataRequired(_l("Fill in the town."))], most=80)
    kvk_number = LineField(_l("KvK number"), [Optional(), Numbered(numbers.kvk)], most=40)
    kvk_establishment_number = LineField(
        _l("Establishment number"), [Optional(), Numbered(numbers.kvk_establishment)], most=40
    )
    kbo_number = LineField(_l("Enterprise number"), [Optional(), Numbered(numbers.kbo)], most=40)
    kbo_establishment_number = LineField(
        _l("Establishment unit number"), [Optional(), Numbered(numbers.kbo_establishment)], most=40
    )
    rooms = IntegerField(
        _l("Number of rooms or bays"), [Optional(), NumberRange(0, 9999, _l("Fill in a number from 0 to 9999."))]
    )
    registered_on = DatePartsField(_l("Date of opening"), [Optional()])
    mon = HoursField(DAYS["mon"])
    tue = HoursField(DAYS["tue"])
    wed = HoursField(DAYS["wed"])
    thu = HoursField(DAYS["thu"])
    fri = HoursField(DAYS["fri"])
    sat = HoursField(DAYS["sat"])
    sun = HoursField(DAYS["sun"])
    note = ParagraphField(_l("Note"), [Optional(), NoIdentityNumber()], most=4000)

    def __init__(self, country: str, sectors: list[Sector], row: Establishment | None = None) -> None:
        super().__init__(data=_data_of(row) if row else None)
        self.country_code, self.known, self.row = country, {str(s.id): s for s in sectors}, row
        self.sector.choices = choices((key, in_language(sector.name)) for key, sector in self.known.items())
        self.subtype.choices = [
            SelectChoice("", _l("Not known")),
            *(
                SelectChoice(key, name, optgroup=in_language(sector.name))
                for sector in sectors
                for key, name in subtypes_of(sector)
            ),
        ]
        for name in (
            ("kbo_number", "kbo_establishment_number")
            if country == "nl"
            else ("kvk_number", "kvk_establishment_number")
        ):
            delattr(self, name)

    def validate_subtype(self, field: Any) -> None:
        sector = self.known.get(self.sector.data or "")
        if field.data and sector and field.data not in {key for key, _name in subtypes_of(sector)}:
            raise ValidationError(
                _l("This kind of business does not belong to the sector. Choose another, or “not known”.")
            )

    def facts(self) -> EstablishmentFacts:
        """What was filled in. What the form does not show (place on the map, source) stays as it was."""
        row = self.row
        hours = {day: opening_hours.read(self[day].data or "") for day in opening_hours.DAYS}
        return EstablishmentFacts(
            name=self.name.data,
            sector=self.known[self.sector.data],
            subtype=self.subtype.data or "",
            street=self.street.data,
            house_number=self.house_number.data,
            postal_code=self.postal_code.data,
            city=self.city.data,
            opening_hours={day: periods for day, periods in hours.items() if periods},
            rooms=self.rooms.data,
            registered_on=self.registered_on.data,
            note=self.note.data or "",
            source=row.source if row else "",
            source_key=row.source_key if row else None,
            latitude=row.latitude if row else None,
            longitude=row.longitude if row else None,
            **{name: self[name].data for name in _NUMBERS if name in self},
        )


_NUMBERS = ("kvk_number", "kvk_establishment_number", "kbo_number", "kbo_establishment_number")


def subtypes_of(sector: Sector) -> list[tuple[str, str]]:
    """The kinds of business that the law book knows in a sector."""
    kinds = [kind for kind in law.SECTOR_KINDS if kind.id == sector.kind]
    return [(subtype.id, in_language(dict(subtype.name))) for kind in kinds for subtype in kind.subtypes]


def _data_of(row: Establishment) -> dict[str, Any]:
    columns = (
        "name",
        "subtype",
        "street",
        "house_number",
        "postal_code",
        "city",
        "rooms",
        "registered_on",
        "note",
        "version",
        *_NUMBERS,
    )
    hours = {day: opening_hours.written(row.opening_hours.get(day) or []) for day in opening_hours.DAYS}
    return {name: getattr(row, name) for name in columns} | hours | {"sector": str(row.sector_id)}


class PartyForm(HouseForm):
    """A person or company that answers for a business."""

    version = VersionField()
    kind = RadioField(_l("This is a"), [InputRequired(_l("Choose a person or a company."))])
    name = LineField(_l("Name"), [DataRequired(_NAME_LACKS), NoIdentityNumber()])
    contact_name = LineField(_l("Contact person"), [Optional(), NoIdentityNumber()])
    legal_form = LineField(_l("Legal form"), [Optional()], most=40)
    kvk_number = LineField(_l("KvK number"), [Optional(), Numbered(numbers.kvk)], most=40)
    kbo_number = LineField(_l("Enterprise number"), [Optional(), Numbered(numbers.kbo)], most=40)
    street = LineField(_l("Street"), [Optional()], most=120)
    house_number = LineField(_l("House number"), [Optional()], most=20)
    postal_code = LineField(_l("Postal code"), [Optional(), PostalCode()], most=12)
    city = LineField(_l("Town"), [Optional()], most=80)
    country = SelectField(
        _l("Country"),
        choices=[
            SelectChoice("nl", _l("Netherlands")),
            SelectChoice("be", _l("Belgium")),
            SelectChoice("de", _l("Germany")),
            SelectChoice("lu", _l("Luxembourg")),
            SelectChoice(ELSEWHERE, _l("Other")),
        ],
    )
    language = SelectField(_l("Language of the letters"))
    language_source = SelectField(_l("Why this language"), choices=choices(LANGUAGE_SOURCES.items()))

    def __init__(self, country: str, languages: list[str], row: Party | None = None) -> None:
        columns = (
            "name",
            "contact_name",
            "legal_form",
            "kvk_number",
            "kbo_number",
            "street",
            "house_number",
            "postal_code",
            "city",
            "country",
            "language",
            "language_source",
            "version",
        )
        data = (
            {name: getattr(row, name) for name in columns} | {"kind": str(row.kind)}
            if row
            else {"country": country, "language": languages[0], "language_source": "usual"}
        )
        super().__init__(data=data)
        self.kind.choices = choices(PARTY_KINDS.items())
        self.language.choices = choices((code, LANGUAGES[code]) for code in languages)
        if row is not None and row.language not in languages:
            self.language.choices.append(SelectChoice(row.language, LANGUAGES.get(row.language, row.language)))

    @property
    def country_code(self) -> str:
        return self.country.data or ELSEWHERE

    def facts(self) -> PartyFacts:
        names = (
            "name",
            "contact_name",
            "legal_form",
            "kvk_number",
            "kbo_number",
            "street",
            "house_number",
            "postal_code",
            "city",
            "language",
            "language_source",
        )
        return PartyFacts(
            kind=PartyKind(self.kind.data), country=self.country_code, **{name: self[name].data or "" for name in names}
        )


class RoleForm(HouseForm):
    """Which role a known party gets."""

    role = RadioField(
        _l("Role"),
        [InputRequired(_l("Choose the role."))],
        choices=choices(ROLES.items()),
    )
    from_on = DatePartsField(_l("From"), [DataRequired(_l("Fill in from when."))])
    until_on = DatePartsField(_l("Up to and including"), [Optional()])

    @property
    def chosen(self) -> PartyRoleName:
        return PartyRoleName(self.role.data)


class NewPartyForm(PartyForm):
    """A new party and its role, on one page."""

    role = RadioField(
        _l("Role"),
        [InputRequired(_l("Choose the role."))],
        choices=choices(ROLES.items()),
    )
    from_on = DatePartsField(_l("From"), [DataRequired(_l("Fill in from when."))])


class EndRoleForm(HouseForm):
    until_on = DatePartsField(_l("Last day"), [DataRequired(_l("Fill in the last day."))])


class CloseForm(HouseForm):
    version = VersionField()
    on = DatePartsField(_l("Since when has the business stopped?"), [DataRequired(_l("Fill in the date."))])
    reason = ParagraphField(
        _l("How do we know?"),
        [DataRequired(_l("Write the reason in at least one sentence.")), NoIdentityNumber()],
        most=1000,
    )


class PaperForm(HouseForm):
    title = LineField(
        _l("What is it?"), [DataRequired(_l("Fill in what this document is, for instance: lease.")), NoIdentityNumber()]
    )
    dated_on = DatePartsField(_l("Date on the document"), [DataRequired(_l("Fill in the date."))])
    file = FileField(_l("File"), [DataRequired(_l("Choose a file."))])
