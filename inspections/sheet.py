"""The visit sheet: a plain value without database or screen, so that it can also live on a tablet without a network.

A sheet is never changed: each verb returns a new one. ``to_dict`` and ``from_dict`` are each other's reverse.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from app.lifecycle import Lack

CORE = "core"
# What can be counted at an item, by its topic. Counts of people and places, never who they are.
COUNTERS: dict[str, tuple[str, ...]] = {
    "people": ("persons",),
    "work": ("persons",),
    "freedom": ("persons",),
    "living": ("sleeping-places", "sleepers"),
}
# Functions in which somebody can be present: first those of the place, then those who came along.
FUNCTIONS_THERE = ("operator", "manager", "at-work", "visitors")
FUNCTIONS_ALONG = ("police", "labour-inspectorate", "other-services", "interpreter")
MOST_COUNTED = 9999


class State(StrEnum):
    """The three answers to an item."""

    IN_ORDER = "in_order"
    DEVIATION = "deviation"
    NOT_SEEN = "not_seen"


@dataclass(frozen=True)
class Answer:
    """What was established at one item.

    ``basis`` "fact" (seen or heard) or "conclusion" (derived), only at a deviation. ``severity`` None: the one
    the list proposes. ``seen_at``: aware moment in UTC. ``counts``: {"sleeping-places": 4}. ``at_once``: given by
    "all in order". ``by``: the name of who said so, as the house knows it; who says the same says nothing new.
    """

    state: State
    basis: str = ""
    remark: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    severity: int | None = None
    severity_reason: str = ""
    seen_at: datetime | None = None
    place: str = ""
    at_once: bool = field(default=False, compare=False)
    by: str = field(default="", compare=False)

    def substance(self) -> dict[str, Any]:
        """What was established, without when, by whom and how quickly."""
        return {
            "state": self.state.value,
            "basis": self.basis,
            "remark": self.remark,
            "counts": dict(sorted(self.counts.items())),
            "severity": self.severity,
            "severity_reason": self.severity_reason,
            "place": self.place,
        }

    def to_dict(self) -> dict[str, Any]:
        seen_at = self.seen_at.isoformat() if self.seen_at else None
        more = {"at_once": True} if self.at_once else {}
        return {**self.substance(), "seen_at": seen_at, **more, **({"by": self.by} if self.by else {})}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Answer:
        return cls(
            state=State(plain["state"]),
            basis=plain.get("basis", ""),
            remark=plain.get("remark", ""),
            counts=dict(plain.get("counts", {})),
            severity=plain.get("severity"),
            severity_reason=plain.get("severity_reason", ""),
            seen_at=_moment(plain.get("seen_at")),
            place=plain.get("place", ""),
            at_once=plain.get("at_once", False),
            by=plain.get("by", ""),
        )


@dataclass(frozen=True)
class Note:
    """A free note; ``at``: aware moment. Notes are added and never changed."""

    text: str
    at: datetime | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "at": self.at.isoformat() if self.at else None}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Note:
        return cls(plain["text"], _moment(plain.get("at")))


@dataclass(frozen=True)
class Sheet:
    """The sheet of one visit.

    ``items``: the codes that were to be looked at, fixed when the visit begins, so that a later edition of the
    list does not change it. ``present``: {function: count}; None until it is filled in. ``danger_at``: moments
    (ISO, UTC) at which "danger now" was opened; nothing else about it is kept. ``started_at`` and ``left_at``: what
    the tablet's clock said, put right. ``signature``: id of the attachment with what was written on glass.
    ``evidence``: device, zone and offset of the clock with which the sheet was last sent.
    """

    items: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    present: Mapping[str, int] | None = None
    danger_at: tuple[str, ...] = ()
    notes: Mapping[str, Note] = field(default_factory=dict)
    started_at: datetime | None = None
    left_at: datetime | None = None
    operator_remark: str = ""
    signature: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Plain values; what only a tablet fills in is left out while it is empty."""
        more: dict[str, Any] = {
            "notes": {key: note.to_dict() for key, note in sorted(self.notes.items())},
            "started_at": self.started_at.isoformat() if self.started_at else None,
            "left_at": self.left_at.isoformat() if self.left_at else None,
            "operator_remark": self.operator_remark,
            "signature": self.signature,
            "evidence": dict(sorted(self.evidence.items())),
        }
        return {
            "items": list(self.items),
            "answers": {code: answer.to_dict() for code, answer in sorted(self.answers.items())},
            "present": None if self.present is None else dict(sorted(self.present.items())),
            "danger_at": list(self.danger_at),
            **{key: value for key, value in more.items() if value},
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Sheet:
        """The sheet of a stored value; an empty mapping is a sheet not yet begun."""
        present = plain.get("present")
        return cls(
            items=tuple(plain.get("items", ())),
            answers={code: Answer.from_dict(answer) for code, answer in plain.get("answers", {}).items()},
            present=None if present is None else dict(present),
            danger_at=tuple(plain.get("danger_at", ())),
            notes={key: Note.from_dict(note) for key, note in plain.get("notes", {}).items()},
            started_at=_moment(plain.get("started_at")),
            left_at=_moment(plain.get("left_at")),
            operator_remark=plain.get("operator_remark", ""),
            signature=plain.get("signature", ""),
            evidence=dict(plain.get("evidence", {})),
        )

    @property
    def checklist(self) -> tuple[law.Item, ...]:
        return tuple(law.item(code) for code in self.items)

    @property
    def topics(self) -> tuple[law.Topic, ...]:
        """The topics of the sheet in reading order."""
        used = {one.topic for one in self.checklist}
        return tuple(topic for topic in law.TOPICS if topic.id in used)

    def of_topic(self, topic: str) -> tuple[law.Item, ...]:
        return tuple(one for one in self.checklist if one.topic == topic)

    def answer(self, code: str, given: Answer | None) -> Sheet:
        """The sheet with one item answered anew; None takes the answer away. Raises KeyError for an unknown code."""
        if code not in self.items:
            raise KeyError(code)
        kept = {known: answer for known, answer in self.answers.items() if known != code}
        return replace(self, answers=kept if given is None else {**kept, code: given})

    def rest_in_order(self, topic: str, seen_at: datetime) -> Sheet:
        """Every unanswered item of the topic becomes "in order"; what was answered stays."""
        fresh = {
            one.code: Answer(State.IN_ORDER, seen_at=seen_at, at_once=True)
            for one in self.of_topic(topic)
            if one.code not in self.answers
        }
        return replace(self, answers={**self.answers, **fresh})

    def with_present(self, present: Mapping[str, int]) -> Sheet:
        return replace(self, present=dict(present))

    def with_danger(self, at: datetime) -> Sheet:
        return replace(self, danger_at=(*self.danger_at, at.isoformat()))

    def answered(self, topic: str) -> int:
        """How many items of the topic have an answer."""
        return sum(one.code in self.answers for one in self.of_topic(topic))

    @property
    def sha256(self) -> str:
        """The fingerprint of the whole sheet (canonical JSON)."""
        return _digest(self.to_dict())

    def topic_sha256(self, topic: str) -> str:
        """The fingerprint of the answers of one topic: whoever saw the same may write over it."""
        answers = {
            one.code: self.answers[one.code].to_dict() for one in self.of_topic(topic) if one.code in self.answers
        }
        return _digest(answers)

    @property
    def present_sha256(self) -> str:
        return _digest(None if self.present is None else dict(self.present))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def checklist_for(sector: str, subtype: str, country: str) -> tuple[law.Item, ...]:
    """What to look at in a sector of a municipality; a sector that the town added has the core list.

    ``subtype`` that the law book does not know gives the list of the whole sector. ``country``: "nl" or "be".
    """
    known = {one.id: one for one in law.SECTOR_KINDS}
    if sector not in known:
        order = {topic.id: number for number, topic in enumerate(law.TOPICS)}
        core = (i for i in law.items() if i.set == CORE and (not i.countries or country in i.countries))
        return tuple(sorted(core, key=lambda one: order[one.topic]))
    kinds = {one.id for one in known[sector].subtypes}
    return law.checklist(sector, subtype if subtype in kinds else None, country)


def open_sheet(checklist: Sequence[law.Item], still_open: Sequence[str] = ()) -> Sheet:
    """An empty sheet for a visit; items of violations still open are looked at again, whatever the list says."""
    codes = [one.code for one in checklist]
    return Sheet(items=(*codes, *(code for code in dict.fromkeys(still_open) if code not in codes)))


def deviations(sheet: Sheet) -> list[tuple[law.Item, Answer]]:
    """The deviations in the order of the list."""
    return [
        (one, sheet.answers[one.code])
        for one in sheet.checklist
        if one.code in sheet.answers and sheet.answers[one.code].state is State.DEVIATION
    ]


def unanswered(sheet: Sheet) -> list[law.Item]:
    """Items without an answer. They may stay so: the report says that they were not looked at."""
    return [one for one in sheet.checklist if one.code not in sheet.answers]


def severity_of(one: law.Item, answer: Answer) -> int:
    """The severity the inspector gave, or the one the list proposes."""
    return answer.severity or one.severity


def what_lacks(sheet: Sheet, checklist: Sequence[law.Item] | None = None) -> list[Lack]:
    """What must be mended before the visit can be sealed. ``checklist`` None: the sheet's own."""
    lacks: list[Lack] = []
    if not sheet.answers:
        lacks.append(Lack("answers", _l("Nothing has been answered yet. Answer at least one item."), "topics"))
    for one in checklist if checklist is not None else sheet.checklist:
        answer = sheet.answers.get(one.code)
        if answer is not None and answer.state is State.DEVIATION:
            lacks += _lacks_of(one, answer)
    if sheet.present is None:
        lacks.append(Lack("present", _l("Fill in how many people were present, by function. Nobody is 0."), "people"))
    return lacks


def _lacks_of(one: law.Item, answer: Answer) -> list[Lack]:
    found: list[Lack] = []
    at = f"item-{one.code}"
    if not answer.remark.strip():
        found.append(Lack(f"remark:{one.code}", _l("%(code)s: write down what you see.", code=one.code), at))
    if not answer.basis:
        found.append(
            Lack(
                f"basis:{one.code}",
                _l("%(code)s: choose whether you saw this yourself or concluded it.", code=one.code),
                at,
            )
        )
    if severity_of(one, answer) != one.severity and not answer.severity_reason.strip():
        found.append(
            Lack(
                f"severity:{one.code}",
                _l("%(code)s: say why the severity differs from the proposal.", code=one.code),
                at,
            )
        )
    return found
