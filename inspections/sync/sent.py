"""What a tablet sent, after its form was checked: plain values on their way to the acts."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from inspections import merge
from inspections.sheet import Answer, Note, Sheet
from inspections.sync.clocks import Reading


@dataclass(frozen=True)
class FlagSent:
    """A red flag. ``severity`` None: the one of the list."""

    id: uuid.UUID
    visit_id: uuid.UUID
    item: str
    basis: str
    remark: str
    counts: Mapping[str, int]
    severity: int | None
    severity_reason: str
    place: str
    clock: Reading

    @property
    def content_sha256(self) -> str:
        """The same for the same content, whichever call it came in."""
        told = [
            str(self.visit_id), self.item, self.basis, self.remark, dict(sorted(self.counts.items())),
            self.severity, self.severity_reason, self.place, self.clock.captured_at.astimezone(UTC).isoformat(),
        ]  # fmt: skip
        return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class PictureSent:
    """A photo or signature: ``content`` as it came; ``item`` "" for the place as a whole."""

    id: uuid.UUID
    visit_id: uuid.UUID
    kind: str
    item: str
    content: bytes
    clock: Reading

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


@dataclass(frozen=True)
class FoundPlace:
    """A business that nobody knew: what the inspector read on its door."""

    name: str
    sector: uuid.UUID
    subtype: str
    street: str
    house_number: str
    postal_code: str
    city: str


@dataclass(frozen=True)
class VisitSent:
    """An edit of a visit. ``request_sha256`` covers the body and ``base_version``; ``place``: known id or found."""

    visit_id: uuid.UUID
    operation_id: uuid.UUID
    base_version: int
    request_sha256: str
    receipt_id: uuid.UUID
    sheet: Sheet
    clock: Reading
    attachments: tuple[uuid.UUID, ...] = ()
    findings: tuple[FlagSent, ...] = ()
    seal: bool = False
    place: uuid.UUID | FoundPlace | None = None
    told: Mapping[str, Any] = field(default_factory=dict)


def put_right(sheet: Sheet, base: Sheet, clock: Reading, received_at: datetime, by: str) -> Sheet:
    """The sheet in the time of the house, with who answered: only what is not as it was handed out.

    Raises Implausible for a moment that no clock can mean.
    """

    def right(moment: datetime | None) -> datetime | None:
        return None if moment is None else clock.put_right(moment, received_at)

    def answer(code: str, given: Answer) -> Answer:
        before = base.answers.get(code)
        if before is not None and before.substance() == given.substance():
            return before
        return replace(given, seen_at=right(given.seen_at) or clock.taken_at(received_at), by=by)

    def note(key: str, given: Note) -> Note:
        before = base.notes.get(key)
        return before if before is not None and before.text == given.text else replace(given, at=right(given.at))

    danger = [at if at in base.danger_at else _right_text(at, clock, received_at) for at in sheet.danger_at]
    return replace(
        sheet,
        answers={code: answer(code, given) for code, given in sheet.answers.items()},
        notes={key: note(key, given) for key, given in sheet.notes.items()},
        danger_at=tuple(dict.fromkeys(danger)),
        started_at=sheet.started_at if sheet.started_at == base.started_at else right(sheet.started_at),
        left_at=sheet.left_at if sheet.left_at == base.left_at else right(sheet.left_at),
    )


def own_changes(base: Sheet, sheet: Sheet) -> list[str]:
    """The questions that the tablet itself changed."""
    return merge.changed_fields(base, sheet)


def _right_text(at: str, clock: Reading, received_at: datetime) -> str:
    return clock.put_right(datetime.fromisoformat(at), received_at).isoformat()
