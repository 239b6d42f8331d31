"""One line of a file, checked: facts for the register, or what is wrong with which column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from app import clock
from app.privacy import REASON, looks_like_identity_number
from app.web.fields import clean
from permits import numbers
from permits.models import Establishment, Party, Permit
from permits.register_import.mapping import DAYS, DECIMALS, TEXTS, WHOLE, Column, Mapping
from permits.register_import.reading import LONGEST_CELL, Line
from permits.search_words import fold


def _length(column: Any) -> int:
    return int(getattr(column.type, "length", None) or 5_000)


_LIMITS = {name: _length(column) for name, column in Establishment.__table__.columns.items() if name in TEXTS} | {
    "operator": _length(Party.__table__.columns["name"]),
    "permit_number": _length(Permit.__table__.columns["number"]),
    "visit_outcome": 120,
}
_CHECKS = {
    "kvk_number": numbers.kvk,
    "kvk_establishment_number": numbers.kvk_establishment,
    "kbo_number": numbers.kbo,
    "kbo_establishment_number": numbers.kbo_establishment,
    "operator_kvk_number": numbers.kvk,
    "operator_kbo_number": numbers.kbo,
}
_BOUNDS = {"latitude": 90.0, "longitude": 180.0}
# "Lindengracht 83 85", "Middenweg 90 H": the number begins at the first figures behind a space.
_ADDRESS = re.compile(r"(?P<street>.+?)\s+(?P<number>\d.{0,19})")
_LONGEST_KEY = 120


class Wrong(ValueError):
    """A value that cannot be taken over; ``reason`` is a sentence."""

    def __init__(self, reason: Any) -> None:
        super().__init__(str(reason))
        self.reason = str(reason)


@dataclass(frozen=True)
class Problem:
    column: str
    value: str
    reason: str


@dataclass
class Record:
    """``facts``: plain values by field, days as ISO text; ``key`` names the establishment in its source."""

    line: int
    key: str
    sector: str
    facts: dict[str, Any] = field(default_factory=dict)


def skipped(line: Line, mapping: Mapping) -> bool:
    """Whether the mapping leaves this line out."""
    return any(line.cells.get(heading, "").strip().casefold() in values for heading, values in mapping.skip.items())


def checked(line: Line, mapping: Mapping, country: str) -> Record | list[Problem]:
    """The record of a line, or all its problems. ``country``: "nl", "be" or another, which checks nothing."""
    problems: list[Problem] = []
    facts: dict[str, Any] = {}
    for name, column in mapping.columns.items():
        raw = line.cells.get(column.source, "") if column.source else column.fixed
        try:
            value = _value(name, raw, column, country)
        except Wrong as wrong:
            problems.append(Problem(column.source or name, raw[:200], wrong.reason))
            continue
        if value not in ("", None):
            facts[name] = value
    if "address" in facts:
        facts.update(_split(facts.pop("address"), country))
    problems += _together(facts, mapping)
    if problems:
        return problems
    sector = facts.pop("sector")
    return Record(line.number, _key(line, facts, mapping), sector, facts)


def _value(name: str, raw: str, column: Column, country: str) -> Any:
    text = _tabled(_cleaned(raw, column), column) if raw else ""
    if not text:
        return ""
    if name in _CHECKS:
        return _number(name, text, column)
    if name in DAYS:
        return _day(text, column).isoformat()
    if name in WHOLE or name in DECIMALS:
        return _figure(name, text)
    if name == "postal_code":
        return _number(name, text, column, country)
    if name == "id":
        return _id(text)
    return _text(name, text)


def _cleaned(raw: str, column: Column) -> str:
    # Most cells are plain, and cleaning looks at every character.
    plain = raw.isascii() and raw.isprintable()
    text = " ".join((raw if plain else clean(raw[:LONGEST_CELL])).split())
    for pattern in column.drop:
        text = re.sub(pattern, "", text, flags=re.IGNORECASE).strip()
    if column.title and text.isupper():
        text = " ".join(word.capitalize() for word in text.split())
    return text


def _tabled(text: str, column: Column) -> str:
    if not column.values or not text:
        return text
    found = column.values.get(text.casefold())
    if found is not None:
        return found
    if column.otherwise == "reject":
        raise Wrong(
            _("The mapping does not know this value. Known are: %(known)s.", known=", ".join(sorted(column.values)))
        )
    return text if column.otherwise == "keep" else column.otherwise


def _number(name: str, text: str, column: Column, country: str = "") -> str:
    if column.pad and text.isdigit():
        text = text.zfill(column.pad)
    try:
        return numbers.postal_code(text, country) if name == "postal_code" else _CHECKS[name](text)
    except numbers.WrongNumber as wrong:
        raise Wrong(wrong.sentence) from wrong


def _day(text: str, column: Column) -> date:
    for pattern in column.formats:
        try:
            # A civil date: there is no time of day and so no zone.
            found = datetime.strptime(text, pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
        if column.pivot is not None and "%y" in pattern and found.year > column.pivot:
            found = found.replace(year=found.year - 100)
        if not 1800 <= found.year <= 2200:
            break
        return found.replace(month=12, day=31) if column.end_of_year else found
    shown = ", ".join(_readable(pattern) for pattern in column.formats)
    raise Wrong(_("This day does not exist or is written differently. Write it as: %(formats)s.", formats=shown))


def _readable(pattern: str) -> str:
    for code, word in (("%d", _("dd")), ("%m", _("mm")), ("%y", _("yy")), ("%Y", _("yyyy"))):
        pattern = pattern.replace(code, word)
    return pattern


def _figure(name: str, text: str) -> int | float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        raise Wrong(_("This is not a number.")) from None
    if name in DECIMALS:
        if not abs(number) <= _BOUNDS[name]:
            raise Wrong(_("This is no place on earth: at most %(most)s degrees.", most=int(_BOUNDS[name])))
        return number
    if not (number.is_integer() and 0 <= number <= 9_999):
        raise Wrong(_("Fill in a whole number from 0 to 9999."))
    return int(number)


def _id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise Wrong(
            _("This is no number of an establishment in Drempel. Leave the cell empty for a new one.")
        ) from None


def _text(name: str, text: str) -> str:
    most = _LIMITS.get(name, 200)
    if len(text) > most:
        raise Wrong(_("Use at most %(most)s characters.", most=most))
    if name in {"name", "note", "operator"} and looks_like_identity_number(text):
        raise Wrong(REASON)
    return text


def _split(address: str, country: str) -> dict[str, str]:
    found = _ADDRESS.fullmatch(address) if country in {"nl", "be"} else None
    if found is None:
        return {"street": address[:120], "house_number": ""}
    return {"street": found["street"][:120], "house_number": found["number"].strip()}


def _together(facts: dict[str, Any], mapping: Mapping) -> list[Problem]:
    """What only shows when the whole line is read."""

    def heading(name: str) -> str:
        return mapping.columns[name].source if name in mapping.columns else name

    found = []
    if not facts.get("name"):
        found.append(Problem(heading("name"), "", _("Fill in the name of the establishment.")))
    if not facts.get("sector"):
        found.append(Problem(heading("sector"), "", _("Fill in the sector.")))
    today = clock.today().isoformat()
    if facts.get("visit_on", "") > today:
        found.append(
            Problem(
                heading("visit_on"),
                facts["visit_on"],
                _("This visit lies in the future. Only visits that took place can be taken over."),
            )
        )
    if facts.get("permit_number") and not facts.get("permit_from"):
        found.append(Problem(heading("permit_from"), "", _("Fill in from when the permit holds.")))
    if facts.get("permit_until", "9999") < facts.get("permit_from", ""):
        found.append(Problem(heading("permit_until"), facts["permit_until"], _("The permit ends before it begins.")))
    if facts.get("permit_number") and not facts.get("operator"):
        found.append(Problem(heading("operator"), "", _("Fill in the operator: a permit is given to somebody.")))
    if facts.get("closed_on", "9999") < facts.get("registered_on", ""):
        found.append(Problem(heading("closed_on"), facts["closed_on"], _("The establishment closes before it opens.")))
    return found


def _key(line: Line, facts: dict[str, Any], mapping: Mapping) -> str:
    """What makes the establishment one in its source: the key columns, or else folded name and address."""
    parts = [line.cells.get(heading, "").strip() for heading in mapping.key]
    if parts and all(parts):
        return "|".join(parts)[:_LONGEST_KEY]
    return f"{plain_name(facts['name'], mapping)}@{place(facts, mapping)}"[:_LONGEST_KEY]


def plain_name(name: str, mapping: Mapping) -> str:
    """Words of a name without what says nothing (LLC, B.V.), so that spellings of one name are equal."""
    words = [word for word in fold(name.replace("&", " ").replace(".", "")).split() if word not in mapping.noise]
    return " ".join(words) or fold(name)


def place(facts: dict[str, Any], mapping: Mapping) -> str:
    """The address as a key: folded, abbreviated as the mapping says, with the postal code unless lines are joined."""
    words = fold(f"{facts.get('street', '')} {facts.get('house_number', '')}").split()
    known = mapping.abbreviations
    code = "" if mapping.join else fold(facts.get("postal_code", "")).replace(" ", "")
    return " ".join([*(known.get(word, word) for word in words), code]).strip()
