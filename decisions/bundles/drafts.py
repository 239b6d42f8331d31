"""A document of a case before it is known who will read it, and what is left of it for one recipient. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from decisions.bundles.profiles import Field, Give, PartKind, Profile, SecrecyRule
from reports.bundle import Fact, Grid, Original, Part, Picture, Section, Status


@dataclass(frozen=True)
class Row:
    """A fact with the field that a profile may mask; ``key`` is its name in the machine-readable record.

    ``value`` is printed, ``plain`` goes into the record. ``text``: only in a document that is given whole.
    """

    label: str
    value: str
    key: str
    plain: Any = None
    masked: Field | None = None
    text: bool = False


@dataclass(frozen=True)
class Draft:
    """One document of the case. ``letter``: the SHA-256 of an issued letter whose words are set again.

    ``texts`` are sections of free text, ``tables`` of facts; ``lists`` are lists of facts for the record, with the keys
    in ``free`` left out where only facts are given. ``own``: made for the party, or by it.
    """

    kind: PartKind
    title: str
    on: str = ""
    rows: tuple[Row, ...] = ()
    tables: tuple[tuple[str, Grid], ...] = ()
    texts: tuple[Section, ...] = ()
    pictures: tuple[Picture, ...] = ()
    letter: str | None = None
    originals: tuple[Original, ...] = ()
    lists: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict, hash=False)
    free: frozenset[str] = frozenset()
    named: tuple[tuple[str, int], ...] = ()
    """Columns with names of officials: (title of the table, number of the column)."""
    own: bool = False


@dataclass(frozen=True)
class Words:
    """The words that stand where something is withheld, in the language of the bundle."""

    language: str
    hidden: str
    """For a masked value; ``{article}``."""
    partly: str
    """For a document of which only facts are given; ``{reason}``, ``{article}``."""
    withheld: str
    """For a document that is not given; ``{reason}``, ``{article}``."""
    masked: str
    """For a document with masked values; ``{what}``, ``{reason}``, ``{article}``."""
    fields: Mapping[Field, str] = field(hash=False, default_factory=dict)

    def of(self, form: str, rule: SecrecyRule) -> str:
        return form.format(reason=rule.reason[self.language], article=rule.article[self.language])

    def of_masked(self, what: Field, rule: SecrecyRule) -> str:
        form = self.masked.replace("{what}", self.fields[what])
        return self.of(form, rule)


_BY = "by"
"""The key under which the lists of a record name an official."""


@dataclass(frozen=True)
class Screened:
    """What one recipient gets of a document: the pages, and the record beside them."""

    part: Part
    record: dict[str, Any]


def screened(drafts: Iterable[Draft], profile: Profile, words: Words) -> list[Screened]:
    """Each document as this profile gives it, numbered in order. A withheld one keeps its number, title and reason."""
    return [_one(str(number), draft, profile, words) for number, draft in enumerate(drafts, 1)]


def _one(number: str, draft: Draft, profile: Profile, words: Words) -> Screened:
    share = profile.shares[draft.kind]
    whole = share.give is Give.WHOLE or (share.give is Give.OWN and draft.own)
    if not whole and share.give is not Give.FACTS:
        assert share.rule is not None
        part = Part(number, draft.title, draft.on, Status.WITHHELD, words.of(words.withheld, share.rule))
        return Screened(part, _record(draft, number, part, share.rule))
    reasons = [] if whole or share.rule is None else [words.of(words.partly, share.rule)]
    reasons += [words.of_masked(what, profile.hidden[what]) for what in _masked(draft, profile, whole=whole)]
    part = Part(
        number=number,
        title=draft.title,
        on=draft.on,
        status=Status.PARTLY if reasons else Status.WHOLE,
        reason="; ".join(reasons),
        facts=tuple(_fact(row, profile, words) for row in draft.rows if whole or not row.text),
        sections=(*_tables(draft, profile, whole=whole), *(draft.texts if whole else ())),
        pictures=draft.pictures if whole else (),
        letter=draft.letter if whole else None,
        originals=draft.originals if whole else (),
    )
    record = _record(draft, number, part, None if whole else share.rule)
    return Screened(part, record | _data(draft, profile, whole=whole))


def _masked(draft: Draft, profile: Profile, *, whole: bool) -> list[Field]:
    """The fields of which something is masked in this document."""
    found = {row.masked for row in draft.rows if row.masked and row.value and (whole or not row.text)}
    found |= {Field.OFFICIALS} if draft.named else set()
    return [one for one in Field if one in found and one in profile.hidden]


def _tables(draft: Draft, profile: Profile, *, whole: bool) -> tuple[Section, ...]:
    """The tables of facts; without free text where only facts are given, and without names that are masked."""
    nameless = Field.OFFICIALS in profile.hidden
    named = {title: column for title, column in draft.named if nameless}
    kept = [(title, grid if whole else grid.without(grid.text), grid) for title, grid in draft.tables]
    return tuple(
        Section(
            title,
            table=grid.without((*(() if whole else grid.text), named[title])) if title in named else shown,
        )
        for title, shown, grid in kept
    )


def _fact(row: Row, profile: Profile, words: Words) -> Fact:
    rule = profile.hidden.get(row.masked) if row.masked else None
    return Fact(row.label, words.of(words.hidden, rule) if rule and row.value else row.value)


def _record(draft: Draft, number: str, part: Part, rule: SecrecyRule | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "number": number,
        "part": draft.kind.value,
        "title": draft.title,
        "given": part.status.value,
    }
    if rule is not None:
        found["withheld_because"] = {"rule": rule.id, "source": rule.source}
    if part.originals:
        found["files"] = [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in part.originals]
    if part.pictures:
        found["photos"] = [{"sha256": one.sha256, "caption": one.caption} for one in part.pictures]
    return found


def _data(draft: Draft, profile: Profile, *, whole: bool) -> dict[str, Any]:
    data: dict[str, Any] = {}
    masked: dict[str, str] = {}
    for row in draft.rows:
        rule = profile.hidden.get(row.masked) if row.masked else None
        if rule is not None:
            masked[row.key] = rule.id
        elif whole or not row.text:
            data[row.key] = (row.value or None) if row.plain is None else row.plain
    free: frozenset[str] = frozenset() if whole else draft.free
    hides = {_BY} if Field.OFFICIALS in profile.hidden else set()
    for name, rows in draft.lists.items():
        data[name] = [_without(row, free | hides) for row in rows]
    return {"data": data} | ({"masked": masked} if masked else {})


def _without(row: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    gone = set(keys)
    return {key: value for key, value in row.items() if key not in gone}
