"""The form of what a tablet sends, checked before anybody looks at it. Unknown fields are refused."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validates_schema
from marshmallow.fields import AwareDateTime, Boolean, Dict, Integer, List, Nested, String
from marshmallow.validate import Length, OneOf, Range

from inspections.sheet import MOST_COUNTED, Answer, Note, Sheet, State
from inspections.sync.acts.handing import LIMITS
from inspections.sync.clocks import Reading
from inspections.sync.sent import FlagSent, FoundPlace

# A hundred years either way: further off no clock is, and the sum stays a date.
MOST_OFFSET = 100 * 366 * 86_400_000
MOST_ITEMS = 500
ZONES = frozenset(available_timezones())
_CONTROLS = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), 127)))


def plain(text: str) -> None:
    """No control characters, no halves of characters: neither can be stored."""
    if _CONTROLS & set(text) or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValidationError("Holds characters that cannot be kept.")


def filled(text: str) -> None:
    if not text.strip():
        raise ValidationError("Is empty.")


def zone(name: str) -> None:
    if name not in ZONES:
        raise ValidationError("Is not the name of a time zone.")


def text(most: int, least: int = 0, **more: Any) -> String:
    checks: list[Any] = [Length(min=least, max=most), plain, *([filled] if least else [])]
    return String(validate=checks, **more)


def code(**more: Any) -> String:
    return text(12, 1, **more)


def counts() -> Dict:
    return Dict(keys=text(40, 1), values=Integer(strict=True, validate=Range(0, MOST_COUNTED)), load_default=dict)


class Strict(Schema):
    class Meta:
        unknown = RAISE
        ordered = True


class ClockSchema(Strict):
    """What the tablet's clock said."""

    captured_at = AwareDateTime(required=True)
    zone = String(required=True, validate=[Length(min=1, max=60), zone])
    offset_ms = Integer(strict=True, required=True, validate=Range(-MOST_OFFSET, MOST_OFFSET))

    @post_load
    def reading(self, data: dict[str, Any], **_: Any) -> Reading:
        return Reading(**data)


class AnswerSchema(Strict):
    state = String(required=True, validate=OneOf([state.value for state in State]))
    basis = String(load_default="", validate=OneOf(["", "fact", "conclusion"]))
    remark = text(4000, load_default="")
    counts = counts()
    severity = Integer(strict=True, allow_none=True, load_default=None, validate=Range(1, 4))
    severity_reason = text(300, load_default="")
    place = text(200, load_default="")
    seen_at = AwareDateTime(allow_none=True, load_default=None)
    at_once = Boolean(load_default=False)
    by = text(200, load_default="")

    @post_load
    def answer(self, data: dict[str, Any], **_: Any) -> Answer:
        return Answer(**{**data, "state": State(data["state"]), "by": ""})


class NoteSchema(Strict):
    text = text(4000, 1, required=True)
    at = AwareDateTime(allow_none=True, load_default=None)

    @post_load
    def note(self, data: dict[str, Any], **_: Any) -> Note:
        return Note(**data)


class SheetSchema(Strict):
    """What the tablet fills in."""

    items = List(code(), required=True, validate=Length(min=1, max=MOST_ITEMS))
    answers = Dict(keys=code(), values=Nested(AnswerSchema), required=True, validate=Length(max=MOST_ITEMS))
    present = Dict(
        keys=text(40, 1),
        values=Integer(strict=True, validate=Range(0, MOST_COUNTED)),
        allow_none=True,
        load_default=None,
    )
    notes = Dict(keys=text(60, 1), values=Nested(NoteSchema), load_default=dict)
    danger_at = List(AwareDateTime(), load_default=list, validate=Length(max=100))
    started_at = AwareDateTime(allow_none=True, load_default=None)
    left_at = AwareDateTime(allow_none=True, load_default=None)
    operator_remark = text(4000, load_default="")
    signature = text(36, load_default="")

    @validates_schema
    def _each_item_once(self, data: dict[str, Any], **_: Any) -> None:
        if len(set(data.get("items", []))) != len(data.get("items", [])):
            raise ValidationError("An item stands there twice.", "items")

    @post_load
    def sheet(self, data: dict[str, Any], **_: Any) -> Sheet:
        moments: list[datetime] = data["danger_at"]
        told = {"items": tuple(data["items"]), "danger_at": tuple(at.isoformat() for at in moments)}
        return Sheet(**{**data, **told})


class FindingSchema(Strict):
    """A red flag."""

    id = fields.UUID()
    visit_id = fields.UUID(required=True)
    item = code(required=True)
    basis = String(required=True, validate=OneOf(["fact", "conclusion"]))
    remark = text(4000, 1, required=True)
    counts = counts()
    severity = Integer(strict=True, allow_none=True, load_default=None, validate=Range(1, 4))
    severity_reason = text(300, load_default="")
    place = text(200, load_default="")
    clock = Nested(ClockSchema, required=True)


class FoundSchema(Strict):
    """A business that nobody knew."""

    name = text(200, 1, required=True)
    sector = fields.UUID(required=True)
    subtype = text(40, load_default="")
    street = text(120, load_default="")
    house_number = text(20, load_default="")
    postal_code = text(12, load_default="")
    city = text(80, load_default="")

    @post_load
    def found(self, data: dict[str, Any], **_: Any) -> FoundPlace:
        return FoundPlace(**data)


class PlaceSchema(Strict):
    """Where the tablet began a visit: one of both."""

    id = fields.UUID()
    found = Nested(FoundSchema)

    @post_load
    def place(self, data: dict[str, Any], **_: Any) -> UUID | FoundPlace:
        if len(data) != 1:
            raise ValidationError("Name a known place or describe a found one.")
        place: UUID | FoundPlace = next(iter(data.values()))
        return place


class VisitSchema(Strict):
    """An edit of a visit."""

    sheet = Nested(SheetSchema, required=True)
    attachments = List(fields.UUID(), load_default=list)
    findings = List(Nested(FindingSchema), load_default=list)
    seal = Boolean(load_default=False)
    clock = Nested(ClockSchema, required=True)
    place = Nested(PlaceSchema, allow_none=True, load_default=None)


class AddendumSchema(Strict):
    text = text(4000, 1, required=True)
    clock = Nested(ClockSchema, required=True)


class DeviceSchema(Strict):
    device_id = fields.UUID(required=True)
    name = text(60, 1, required=True)
    client = Integer(strict=True, required=True, validate=Range(0, 10_000))
    persisted = Boolean(load_default=False)
    lost = Boolean(load_default=False)


class StateSchema(Strict):
    waiting = Integer(strict=True, required=True, validate=Range(0, 100_000))
    oldest_waiting_at = AwareDateTime(allow_none=True, load_default=None)
    persisted = Boolean(required=True)
    lost = Boolean(load_default=False)
    open_visits = List(fields.UUID(), load_default=list, validate=Length(max=1000))


class PictureSchema(Schema):
    """What stands beside the bytes of an attachment, in the address."""

    class Meta:
        unknown = RAISE

    kind = String(load_default="photo", validate=OneOf(["photo", "signature"]))
    item = text(12, load_default="")
    captured_at = AwareDateTime(required=True)
    zone = String(required=True, validate=[Length(min=1, max=60), zone])
    offset_ms = Integer(load_default=0, validate=Range(-MOST_OFFSET, MOST_OFFSET))


class SinceSchema(Schema):
    class Meta:
        unknown = RAISE

    since = fields.UUID(load_default=None)


class SearchSchema(Schema):
    class Meta:
        unknown = RAISE

    q = text(80, 2, required=True)


def flag_of(data: dict[str, Any], finding_id: UUID | None = None) -> FlagSent:
    """The red flag of a body; its id may stand in the path."""
    return FlagSent(**{**data, "id": finding_id or data["id"]})


def too_many(data: dict[str, Any]) -> bool:
    """Whether an edit names more than one visit can hold."""
    sheet: Sheet = data["sheet"]
    sizes = {"attachments": data["attachments"], "findings": data["findings"], "notes": sheet.notes}
    return any(len(held) > LIMITS[name] for name, held in sizes.items())
