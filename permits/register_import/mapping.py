"""A mapping: which column of a file is what in the register. Kept as TOML, because people read and change it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Dict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from app.errors import Unreadable

FOLDER = Path(__file__).resolve().parents[1] / "mappings"

TEXTS = ("name", "subtype", "street", "house_number", "postal_code", "city", "operator", "note")
NUMBERS = ("kvk_number", "kvk_establishment_number", "kbo_number", "kbo_establishment_number")
WHOLE = ("rooms",)
DECIMALS = ("latitude", "longitude")
DAYS = ("registered_on", "closed_on", "operator_since", "visit_on", "permit_from", "permit_until")
OTHERS = ("address", "id", "sector", "visit_outcome", "permit_number", "operator_kvk_number", "operator_kbo_number")
KINDS: Dict[str, type] = {
    "columns": dict, "sectors": dict, "title": dict, "source": str, "key": list, "join": bool, "by_id": bool,
    "delimiter": str, "country": str, "sheet": str, "skip": dict, "noise": list, "abbreviations": dict,
}  # fmt: skip
COLUMN_KINDS: Dict[str, type] = {
    "from": str, "fixed": str, "formats": list, "pivot": int, "values": dict, "otherwise": str, "pad": int,
    "drop": list, "end_of_year": bool, "title": bool,
}  # fmt: skip
FIELDS = frozenset((*TEXTS, *NUMBERS, *WHOLE, *DECIMALS, *DAYS, *OTHERS))


class MappingFault(Unreadable):
    sentence = _l("This mapping cannot be used.")


@dataclass(frozen=True)
class Column:
    """Where a field comes from.

    ``source``: heading in the file ("" for a fixed value). ``formats``: strptime patterns for a day; ``pivot``:
    two-figure years above it belong to the former century. ``values``: table of what the file says to
    what the register says,
    compared without capitals; ``otherwise``: for what is not in the table ("keep", "reject" or a fixed text).
    ``pad``: figures that a number has, zeros in front. ``drop``: patterns taken out of the text. ``end_of_year``: a
    bare year is its last day instead of its first. ``title``: words in capitals are written as Words.
    """

    source: str = ""
    fixed: str = ""
    formats: tuple[str, ...] = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
    pivot: int | None = None
    values: Dict[str, str] = field(default_factory=dict)
    otherwise: str = "keep"
    pad: int = 0
    drop: tuple[str, ...] = ()
    end_of_year: bool = False
    title: bool = False


@dataclass(frozen=True)
class SectorRule:
    """One sector of the register. A built-in one is known by ``kind``, one that the town added by its name."""

    key: str
    kind: str
    name: Dict[str, str]


@dataclass(frozen=True)
class Mapping:
    """``key``: columns that make an establishment one (empty: ``join``). ``join``: by folded name and address instead.

    ``skip``: {heading: values} of lines that are left out. ``country`` decides which postal codes are checked;
    empty is that of the municipality. ``noise``: words that say nothing about which business it is (LLC, B.V.);
    ``abbreviations``: words of an address and how they are shortened.
    """

    name: str
    title: Dict[str, str]
    source: str
    columns: Dict[str, Column]
    key: tuple[str, ...] = ()
    join: bool = False
    by_id: bool = False
    delimiter: str = ""
    country: str = ""
    sheet: str = ""
    skip: Dict[str, tuple[str, ...]] = field(default_factory=dict)
    noise: frozenset[str] = frozenset()
    abbreviations: Dict[str, str] = field(default_factory=dict)
    sectors: tuple[SectorRule, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings that a file must have."""
        named = [column.source for name, column in self.columns.items() if column.source and name in {"name", "sector"}]
        return tuple(dict.fromkeys([*named, *(() if self.by_id else self.key)]))

    def sector_rule(self, key: str) -> SectorRule | None:
        return next((rule for rule in self.sectors if rule.key == key), None)


def names() -> list[str]:
    """The mappings that come with the house."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def find(name_or_file: str) -> Mapping:
    """A mapping by its name, or from a TOML file. Raises :class:`MappingFault` with a sentence."""
    path = FOLDER / f"{name_or_file}.toml" if name_or_file in names() else Path(name_or_file)
    if not path.is_file():
        raise MappingFault(
            _l("There is no mapping “%(name)s”. Known are: %(known)s.", name=name_or_file, known=", ".join(names()))
        )
    try:
        return read(path.read_text(encoding="utf-8"), path.stem)
    except UnicodeDecodeError as fault:
        raise MappingFault(_not_toml(fault)) from fault


def _not_toml(fault: object) -> Any:
    return _l("The mapping is not correct TOML: %(fault)s", fault=str(fault))


def read(text: str, name: str) -> Mapping:
    """TOML to a mapping; an unknown key or field is a fault that names it."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise MappingFault(_not_toml(fault)) from fault
    _right_kinds(raw, KINDS)
    columns = {key: _column(key, value) for key, value in raw.pop("columns", {}).items()}
    if "name" not in columns or "sector" not in columns:
        raise MappingFault(_l("The mapping must say where the name and the sector come from ([columns])."))
    for rule in raw.get("sectors", {}).values():
        _right_kinds(rule, {"kind": str, "name": dict})
        if "kind" not in rule:
            raise MappingFault(_not_toml("[sectors] kind"))
    rules = tuple(
        SectorRule(key, value["kind"], value.get("name", {})) for key, value in raw.pop("sectors", {}).items()
    )
    _no_others(raw, KINDS.keys() - {"columns", "sectors"})
    return Mapping(
        name=name,
        title=raw.get("title", {}),
        source=raw.get("source", name)[:60],
        columns=columns,
        key=tuple(raw.get("key", ())),
        join=raw.get("join", False),
        by_id=raw.get("by_id", False),
        delimiter=raw.get("delimiter", ""),
        country=raw.get("country", ""),
        sheet=raw.get("sheet", ""),
        skip={heading: tuple(value.casefold() for value in values) for heading, values in raw.get("skip", {}).items()},
        noise=frozenset(raw.get("noise", ())),
        abbreviations=raw.get("abbreviations", {}),
        sectors=rules,
    )


def _column(key: str, value: Any) -> Column:
    if key not in FIELDS:
        raise MappingFault(_l("The mapping names a field that the register does not have: %(field)s.", field=key))
    if isinstance(value, str):
        return Column(source=value)
    _right_kinds(value, COLUMN_KINDS)
    _no_others(value, COLUMN_KINDS.keys())
    facts = {k: v for k, v in value.items() if k not in {"from", "formats", "values", "drop"}}
    if "formats" in value:
        facts["formats"] = tuple(value["formats"])
    return Column(
        source=value.get("from", ""),
        values={str(k).casefold(): v for k, v in value.get("values", {}).items()},
        drop=tuple(value.get("drop", ())),
        **facts,
    )


def _right_kinds(given: Any, kinds: Dict[str, type]) -> None:
    """A list where a word should stand is said at once, and not by the line that stumbles over it."""
    if not isinstance(given, dict):
        raise MappingFault(_not_toml(repr(given)))
    for key, value in given.items():
        wanted = kinds.get(key)
        if wanted and not isinstance(value, wanted):
            raise MappingFault(_not_toml(f"{key} = {value!r}"))
        if wanted is list and not all(isinstance(one, str) for one in value):
            raise MappingFault(_not_toml(f"{key} = {value!r}"))


def _no_others(given: Dict[str, Any], known: AbstractSet[str]) -> None:
    for key in given:
        if key not in known:
            raise MappingFault(_l("The mapping has a key that means nothing: %(key)s.", key=key))
