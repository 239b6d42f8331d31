"""What two versions of an answer say side by side, and where each comes from: who, when, on which device."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

import law
from app.web.language import in_language
from inspections import merge, words
from inspections.differences import Marked, marked
from inspections.sheet import Answer, Sheet
from inspections.sync import queries as tablets
from inspections.sync.models import Clash, Operation

NAMES: dict[str, Any] = {
    merge.PRESENT: _l("Who was present"),
    merge.REMARK: _l("Remark of the operator"),
    merge.SIGNATURE: _l("Signature on the tablet"),
}
MINUTE = 60_000  # milliseconds


@dataclass(frozen=True)
class Origin:
    """Where a version comes from.

    ``device``: name of the tablet, empty for a page of the house. ``received_at``: the house's clock, which rules;
    None when it was not kept. ``noted_at``: when it was noted, by the clock of the tablet put right; evidence only.
    ``put_right``: by how many minutes.
    """

    by: str
    device: str = ""
    received_at: datetime | None = None
    noted_at: datetime | None = None
    put_right: int = 0


@dataclass(frozen=True)
class Side:
    """One version of one answer, in rows of (label, pieces of text with whether they differ)."""

    origin: Origin
    facts: list[tuple[Any, Marked]] = field(default_factory=list)


@dataclass(frozen=True)
class Choice:
    """One clash: ``field`` is an item code, or what is filled in as a whole."""

    field: str
    title: str
    theirs: Side
    ours: Side


def choices_of(clash: Clash) -> list[Choice]:
    """Each question that clashes, in the order of its fields."""
    ours, theirs = Sheet.from_dict(clash.ours), Sheet.from_dict(clash.theirs)
    edits = tablets.edits_of(clash.inspection_id)
    return [_choice(name, ours, theirs, clash, edits) for name in clash.fields]


def _choice(name: str, ours: Sheet, theirs: Sheet, clash: Clash, edits: list[Operation]) -> Choice:
    title = str(NAMES[name]) if name in merge.WHOLE else in_language(dict(law.item(name).label))
    left, right = _told(name, theirs), _told(name, ours)
    rows = [(label, *marked(left.get(label, ""), right.get(label, ""))) for label in {**left, **right}]
    return Choice(
        name,
        title,
        Side(_of_tablet(name, theirs, clash), [(label, mine) for label, mine, _other in rows if mine]),
        Side(_of_house(name, ours, clash, edits), [(label, other) for label, _mine, other in rows if other]),
    )


def _of_tablet(name: str, sheet: Sheet, clash: Clash) -> Origin:
    answer = sheet.answers.get(name)
    return Origin(
        by=(answer.by if answer else "") or clash.device.person.name,
        device=clash.device.name,
        received_at=clash.received_at,
        noted_at=answer.seen_at if answer else None,
        put_right=round(clash.sent.get("offset_ms", 0) / MINUTE),
    )


def _of_house(name: str, sheet: Sheet, clash: Clash, edits: list[Operation]) -> Origin:
    """The tablet that sent what the house has, or else the page on which it was saved, by the clock of the house."""
    answer = sheet.answers.get(name)
    by = (answer.by if answer else "") or clash.changed_by
    told = merge.substance_of(sheet, name)
    edit = next((one for one in edits if merge.substance_of(Sheet.from_dict(one.sheet), name) == told), None)
    if edit is None or told is None:
        return Origin(by, received_at=answer.seen_at if answer else None)
    return Origin(
        by,
        device=tablets.device(edit.device_id).name,
        received_at=edit.received_at,
        noted_at=answer.seen_at if answer else None,
    )


def _told(name: str, sheet: Sheet) -> dict[str, str]:
    """What a version says, in rows of the page; their labels are words in the reader's language."""
    if name == merge.PRESENT:
        return {str(words.FUNCTIONS.get(key, key)): str(count) for key, count in (sheet.present or {}).items()}
    if name in merge.WHOLE:
        return {str(NAMES[name]): getattr(sheet, name) if name == merge.REMARK else str(_("signed"))}
    return _answer_told(sheet.answers.get(name))


def _answer_told(answer: Answer | None) -> dict[str, str]:
    if answer is None:
        return {str(_("Answer")): str(_("not answered"))}
    told = {str(_("Answer")): str(words.ANSWERS[answer.state.value])}
    if answer.severity:
        told[str(_("Severity"))] = str(answer.severity)
    if answer.remark:
        told[str(_("What was seen"))] = answer.remark
    told |= {str(words.COUNTERS.get(key, key)): str(count) for key, count in sorted(answer.counts.items())}
    if answer.place:
        told[str(_("Where"))] = answer.place
    return told
