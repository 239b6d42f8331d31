"""Bringing copies of one visit sheet together: what differs per question is merged, what clashes waits for a person.

Pure: values in, values out. Every function looks at its copies as a set: their order does not matter, and a copy that
comes twice counts once. What somebody saw is never dropped: it stands in the result, or among the alternatives of a
clash, or (after the seal) in what came late.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from inspections.sheet import Answer, Note, Sheet

PRESENT, REMARK, SIGNATURE = "present", "operator_remark", "signature"
WHOLE = (PRESENT, REMARK, SIGNATURE)
T = TypeVar("T")


@dataclass(frozen=True)
class Merged:
    """``sheet`` holds what is agreed; at a clash it still has what both sides began with.

    ``clashes``: item code, or one of :data:`WHOLE`, → the different values, None for an answer taken away.
    """

    sheet: Sheet
    clashes: Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Late:
    """Something that a copy held when the visit had been sealed without it. ``what``: "answer", "note", "danger",
    or one of :data:`WHOLE`; ``key``: item code or id of the note."""

    what: str
    key: str
    value: Any

    @property
    def id(self) -> str:
        """The same for the same content, so that it is added once."""
        return sha256(_text([self.what, self.key, _substance(self.value)]).encode()).hexdigest()


def merge(base: Sheet, *copies: Sheet) -> Merged:
    """What the copies, each begun from ``base``, say together.

    A question that one copy changed takes that answer; that several changed alike, too; that several changed
    differently clashes. Notes and moments of danger are only ever added.
    """
    answers, clashes = _questions(base, copies)
    sheet = replace(
        base,
        items=_items(base, copies),
        answers=answers,
        danger_at=tuple(sorted({at for one in (base, *copies) for at in one.danger_at})),
        notes=_notes(base, copies),
        started_at=_outermost(min, base.started_at, (one.started_at for one in copies)),
        left_at=_outermost(max, base.left_at, (one.left_at for one in copies)),
    )
    for name in WHOLE:
        values = _changed(getattr(base, name), (getattr(one, name) for one in copies))
        if len(values) == 1:
            sheet = replace(sheet, **{name: values[0]})
        elif values:
            clashes[name] = values
    return Merged(sheet, clashes)


def decided(base: Sheet, ours: Sheet, theirs: Sheet, keep_theirs: Iterable[str]) -> Sheet:
    """The merged sheet in which a person chose: ``theirs`` at the named clashes, ``ours`` at the others."""
    merged, chosen = merge(base, ours, theirs), set(keep_theirs)
    sheet = merged.sheet
    for name in merged.clashes:
        side = theirs if name in chosen else ours
        if name in WHOLE:
            sheet = replace(sheet, **{name: getattr(side, name)})
        else:
            sheet = sheet.answer(name, side.answers.get(name))
    return sheet


def after_seal(sealed: Sheet, base: Sheet, *copies: Sheet) -> tuple[Late, ...]:
    """What the copies, begun from ``base``, hold beyond the sealed sheet, which stays as it is."""
    found: dict[str, Late] = {}
    for late in sorted(
        (late for one in copies for late in _late(sealed, base, one)), key=lambda late: _text(_plain(late.value))
    ):
        found.setdefault(late.id, late)
    return tuple(found[key] for key in sorted(found))


def changed_fields(before: Sheet, after: Sheet) -> list[str]:
    """The questions that read otherwise, in order of their codes, then what is filled in as a whole."""
    codes = sorted(before.answers.keys() | after.answers.keys())
    changed = [c for c in codes if _substance(before.answers.get(c)) != _substance(after.answers.get(c))]
    return [*changed, *(name for name in WHOLE if _plain(getattr(before, name)) != _plain(getattr(after, name)))]


def substance_of(sheet: Sheet, field: str) -> Any:
    """What a sheet says at one question, without when and by whom; None when it says nothing."""
    return _substance(getattr(sheet, field) if field in WHOLE else sheet.answers.get(field)) or None


def _questions(base: Sheet, copies: Sequence[Sheet]) -> tuple[dict[str, Answer], dict[str, tuple[Any, ...]]]:
    answers, clashes = dict(base.answers), dict[str, tuple[Any, ...]]()
    for code in sorted({code for one in (base, *copies) for code in one.answers}):
        values = _changed(base.answers.get(code), (one.answers.get(code) for one in copies))
        if len(values) > 1:
            clashes[code] = values
        for value in values if len(values) == 1 else ():
            answers.pop(code, None)
            if value is not None:
                answers[code] = value
    return answers, clashes


def _changed(before: T, values: Iterable[T]) -> tuple[T, ...]:
    """The different values that are not what it was, one of each substance, in an order of their own."""
    kept: dict[str, T] = {}
    for value in sorted(values, key=lambda one: _text(_plain(one))):
        kept.setdefault(_text(_substance(value)), value)
    kept.pop(_text(_substance(before)), None)
    return tuple(kept[key] for key in sorted(kept))


def _items(base: Sheet, copies: Sequence[Sheet]) -> tuple[str, ...]:
    more = {code for one in copies for code in one.items} - set(base.items)
    return (*base.items, *sorted(more))


def _notes(base: Sheet, copies: Sequence[Sheet]) -> dict[str, Note]:
    """All notes. Two notes that by mistake have one id are both kept, the second under an id of its content."""
    all_notes = sorted(
        ((key, note) for one in copies for key, note in one.notes.items()), key=lambda pair: _text(pair[1].to_dict())
    )
    found: dict[str, Note] = dict(base.notes)
    for key, note in all_notes:
        known = found.setdefault(key, note)
        if known.text != note.text:
            found.setdefault(f"{key}.{sha256(note.text.encode()).hexdigest()[:8]}", note)
    return dict(sorted(found.items()))


def _outermost(
    choose: Callable[..., datetime], before: datetime | None, moments: Iterable[datetime | None]
) -> datetime | None:
    """The moment that somebody put in the place of the former one; of several the outermost."""
    changed = [moment for moment in moments if moment not in {None, before}]
    return choose(changed) if changed else before


def _late(sealed: Sheet, base: Sheet, copy: Sheet) -> Iterable[Late]:
    for name in changed_fields(base, copy):
        value = getattr(copy, name) if name in WHOLE else copy.answers.get(name)
        there = getattr(sealed, name) if name in WHOLE else sealed.answers.get(name)
        if value not in (None, "") and _substance(value) != _substance(there):
            yield Late(name if name in WHOLE else "answer", name, value)
    texts = {note.text for note in sealed.notes.values()}
    for key, note in copy.notes.items():
        if note.text not in texts:
            yield Late("note", key, note)
    for at in copy.danger_at:
        if at not in sealed.danger_at:
            yield Late("danger", at, at)


def _substance(value: Any) -> Any:
    return value.substance() if isinstance(value, Answer) else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Answer | Note):
        return value.to_dict()
    return dict(value) if isinstance(value, Mapping) else value


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
