"""A document of a case before it is known who will read it, and what is left of it for one recipient. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from decisions.bundles.profiles import Field, Give, PartKind, Profile, SecrecyRule
from reports.bundle import Fact, Grid, KeptBack, Original, Part, Picture, Section, Status
from reports.masking import Mask


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
    in ``free`` left out where only facts are given. ``own``: made for the party, or by it. ``key`` names the document
    within its decision, from one bundle to the next; without it nothing can be chosen for it.
    """

    kind: PartKind
    title: str
    key: str = ""
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

    @property
    def pieces(self) -> tuple[Original, ...]:
        """The files of others that belong to it; the file of the letter that is set again is none of them."""
        return self.originals[1:] if self.letter else self.originals


class Less(StrEnum):
    """What an officer gives of one document instead of what the profile says."""

    WITHHELD = "withheld"
    FACTS = "facts"
    MASKED = "masked"


@dataclass(frozen=True)
class Masked:
    """What an officer chose for one document and one kind of recipient: by which rule, and why in this case.

    ``less`` MASKED: ``letter`` is "masked", "withheld" or empty for as the profile says; of the letter the passages at
    ``places`` and the ``words`` are masked. ``files``: for the SHA-256 of a file its masked copy, or None for withheld.
    """

    less: Less
    rule: SecrecyRule
    reason: str
    letter: str = ""
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    files: Mapping[str, Original | None] = field(default_factory=dict, hash=False)

    def bars(self, draft: Draft) -> Iterator[str]:
        """The SHA-256 of what is not given as it is, here or in any other document of the bundle."""
        if self.less is not Less.MASKED:
            yield from (one.sha256 for one in draft.originals)
        else:
            yield from self.files
        if draft.letter and (self.less is not Less.MASKED or self.letter):
            yield draft.letter
            yield from (one.sha256 for one in draft.originals[:1])


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
    chosen: str = "{reason} ({article})"
    """For a document that an officer withholds; ``{reason}`` of the officer, ``{article}``."""
    chosen_facts: str = "{reason} ({article})"
    chosen_masked: str = "{reason} ({article})"
    passage: str = "[{article}]"
    """What stands in the place of a masked passage."""
    word: str = "[…]"
    notice: str = ""
    """What is said before a masked letter; ``{sha256}``."""
    running: tuple[str, str] = ("", "")
    """What stands above each of its pages; ``{sha256}``."""

    def by(self, form: str, masked: Masked) -> str:
        return form.format(reason=masked.reason.rstrip("."), article=masked.rule.article[self.language])

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


@dataclass(frozen=True)
class Choices:
    """What officers chose beside the profile, by the key of the document.

    ``whole``: documents that go whole because they are held back in the edition beside this one; ``names``: what is
    masked in every letter that is masked, because the profile hides it.
    """

    masked: Mapping[str, Masked] = field(default_factory=dict, hash=False)
    whole: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()

    def bars(self, drafts: Iterable[Draft]) -> dict[str, Masked]:
        """What is given nowhere as it is, with the choice by which."""
        chosen = ((one, self.masked[one.key]) for one in drafts if one.key in self.masked)
        return {sha256: masked for draft, masked in chosen for sha256 in masked.bars(draft)}


def screened(drafts: Iterable[Draft], profile: Profile, words: Words, choices: Choices | None = None) -> list[Screened]:
    """Each document as this profile gives it, numbered in order. A withheld one keeps its number, title and reason."""
    chosen, found = choices or Choices(), list(drafts)
    bars = chosen.bars(found)
    return [_one(str(number), draft, profile, words, chosen, bars) for number, draft in enumerate(found, 1)]


def _one(
    number: str, draft: Draft, profile: Profile, words: Words, choices: Choices, bars: Mapping[str, Masked]
) -> Screened:
    share = profile.shares[draft.kind]
    whole = share.give is Give.WHOLE or (share.give is Give.OWN and draft.own) or draft.key in choices.whole
    chosen = choices.masked.get(draft.key)
    if chosen is not None:
        return _by_choice(number, draft, profile, words, chosen, whole=whole, names=choices.names)
    if not whole and share.give is not Give.FACTS:
        assert share.rule is not None
        said = words.of(words.withheld, share.rule)
        kept = () if share.rule.elsewhere else _kept(draft.originals)
        part = Part(number, draft.title, draft.on, Status.WITHHELD, said, kept_back=kept)
        return Screened(part, _record(draft, number, part, share.rule))
    reasons = [] if whole or share.rule is None else [words.of(words.partly, share.rule)]
    barred = [bars[one.sha256] for one in draft.originals if whole and one.sha256 in bars]
    reasons += dict.fromkeys(words.by(words.chosen_masked, bar) for bar in barred)
    given = tuple(one for one in draft.originals if one.sha256 not in bars) if whole else ()
    if draft.letter in bars:
        draft = replace(draft, letter=None)
    kept = () if share.rule is not None and share.rule.elsewhere else _kept_beside(draft, given)
    return _given(number, draft, profile, words, reasons, None if whole else share.rule, given, kept, whole=whole)


def _by_choice(
    number: str, draft: Draft, profile: Profile, words: Words, chosen: Masked, *, whole: bool, names: tuple[str, ...]
) -> Screened:
    if chosen.less is Less.WITHHELD:
        said = words.by(words.chosen, chosen)
        part = Part(number, draft.title, draft.on, Status.WITHHELD, said, kept_back=_kept(draft.originals))
        return Screened(part, _record(draft, number, part, chosen.rule, chosen.reason))
    masks = chosen.less is Less.MASKED
    reasons = [words.by(words.chosen_masked if masks else words.chosen_facts, chosen)]
    mask = _mask_of(draft, chosen, words, names) if masks and draft.letter and chosen.letter == "masked" else None
    letter_as_it_is = masks and whole and not chosen.letter
    given = (
        *(draft.originals[:1] if draft.letter and letter_as_it_is else ()),
        *(one for one in draft.pieces if masks and whole and one.sha256 not in chosen.files),
        *(copy for copy in chosen.files.values() if masks and copy is not None),
    )
    # What is masked in a letter or a file may stand in our own words about it: those are left out as well, and what
    # the profile withholds stays withheld but for what is masked.
    if not whole and profile.shares[draft.kind].give is not Give.FACTS:
        draft = replace(draft, rows=(), tables=(), lists={}, named=())
    kept = _kept_beside(draft, given, chosen.files)
    done = _given(number, draft, profile, words, reasons, chosen.rule, given, kept, whole=False)
    letter = draft.letter if mask is not None or letter_as_it_is else None
    part = replace(done.part, letter=letter, mask=mask)
    record = done.record | _record(draft, number, part, chosen.rule, chosen.reason)
    return Screened(part, record)


def _mask_of(draft: Draft, chosen: Masked, words: Words, names: tuple[str, ...]) -> Mask:
    signed = draft.originals[0].sha256 if draft.originals else (draft.letter or "")
    article = chosen.rule.article[words.language]
    return Mask(
        places=chosen.places,
        words=tuple(dict.fromkeys((*chosen.words, *names))),
        passage=words.passage.format(article=article),
        word=words.word,
        running=tuple(line.format(sha256=signed) for line in words.running),
        notice=words.notice.format(sha256=signed),
    )


def _kept(files: Iterable[Original], instead: Mapping[str, Original | None] | None = None) -> tuple[KeptBack, ...]:
    copies = instead or {}
    return tuple(
        KeptBack(
            one.sha256,
            one.name,
            one.media_type,
            one.size,
            one.description,
            copy.sha256 if (copy := copies.get(one.sha256)) is not None else "",
        )
        for one in files
    )


def _kept_beside(
    draft: Draft, given: Iterable[Original], instead: Mapping[str, Original | None] | None = None
) -> tuple[KeptBack, ...]:
    """The files of a document that are not among those that are given."""
    there = {one.sha256 for one in given}
    return _kept((one for one in draft.originals if one.sha256 not in there), instead)


def _given(
    number: str,
    draft: Draft,
    profile: Profile,
    words: Words,
    reasons: list[str],
    rule: SecrecyRule | None,
    originals: tuple[Original, ...],
    kept_back: tuple[KeptBack, ...],
    *,
    whole: bool,
) -> Screened:
    """A document that is given, whole or as facts, with the files that go along and the names of those that do not."""
    reasons = [
        *reasons,
        *(words.of_masked(what, profile.hidden[what]) for what in _masked(draft, profile, whole=whole)),
    ]
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
        originals=originals,
        kept_back=kept_back,
    )
    record = _record(draft, number, part, rule)
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


def _record(draft: Draft, number: str, part: Part, rule: SecrecyRule | None, reason: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {
        "number": number,
        "part": draft.kind.value,
        "title": draft.title,
        "given": part.status.value,
    }
    if rule is not None:
        found["withheld_because"] = {"rule": rule.id, "source": rule.source} | ({"reason": reason} if reason else {})
    if part.originals:
        found["files"] = [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in part.originals]
    if part.kept_back:
        found["kept_back"] = [
            {"name": one.name, "sha256": one.sha256, "size": one.size}
            | ({"masked_copy": one.instead} if one.instead else {})
            for one in part.kept_back
        ]
    if part.mask is not None:
        found["letter_masked"] = True
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
