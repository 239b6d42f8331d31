"""What the inspector does on the spot: begin, answer, count, call for help."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flask_babel import lazy_gettext as _l

from app import clock, story
from app.access import Permission
from app.acts import act, actor, check_version
from app.db import db
from app.errors import ChangedMeanwhile, Refusal
from app.people import User, municipality_now
from app.privacy import REASON, looks_like_identity_number
from inspections import queries
from inspections.acts.planning import address
from inspections.acts.sealing import must_be_under_way
from inspections.lifecycle import INSPECTION
from inspections.models import Inspection
from inspections.sheet import FUNCTIONS_ALONG, FUNCTIONS_THERE, MOST_COUNTED, Answer, Sheet, checklist_for, open_sheet


class LooksLikeIdentityNumber(Refusal):
    """``values["code"]``: the item where it stands."""

    status = 422
    sentence = REASON


class NotACount(Refusal):
    status = 422
    sentence = _l("Fill in a whole number from 0 to 9,999.")


class NotOnTheSheet(Refusal):
    status = 422
    sentence = _l("This item does not belong to this visit. Open the topic again.")


@act(Permission.INSPECTION_LOG)
def begin(inspection: Inspection, seen: int | None = None) -> Inspection:
    """Begin the visit: the checklist of this day is fixed, with the violations still open on top of it."""
    check_version(inspection, seen)
    if inspection.inspector is None:
        inspection.inspector = db.session.get(User, uuid.UUID(actor().id))
    return begun(inspection, clock.now())


def begun(inspection: Inspection, at: datetime) -> Inspection:
    """The work of :func:`begin`, also for a visit that was made before the house knew it."""
    inspection.state = INSPECTION.after(inspection.state, "begin")
    inspection.begun_at = at
    place = inspection.establishment
    still_open = [finding.item_code for finding in queries.open_violations(place.id)]
    country = municipality_now().jurisdiction[:2]
    inspection.sheet = open_sheet(checklist_for(place.sector.kind, place.subtype, country), still_open).to_dict()
    story.tell("inspection.begun", [inspection.id], url=address(inspection), number=inspection.number)
    return inspection


@act(Permission.INSPECTION_LOG)
def save_answers(
    inspection: Inspection,
    seen: int | None,
    changes: Mapping[str, Answer | None],
    *,
    topic: str = "",
    topic_seen: str = "",
) -> Inspection:
    """Save the answers of some items; None takes an answer away, items not named stay as they are.

    Two inspectors may work on different topics: when the visit moved, ``topic_seen`` (Sheet.topic_sha256 of
    ``topic`` as it was shown) says whether anybody touched the same answers. Only then :class:`ChangedMeanwhile`.
    """
    must_be_under_way(inspection)
    sheet = Sheet.from_dict(inspection.sheet)
    if not (topic_seen and sheet.topic_sha256(topic) == topic_seen):
        check_version(inspection, seen)
    for code, answer in changes.items():
        check_answer(code, answer)
        try:
            sheet = sheet.answer(code, replace(answer, by=actor().name) if answer else None)
        except KeyError:
            raise NotOnTheSheet(code=code) from None
    inspection.sheet = sheet.to_dict()
    return inspection


@act(Permission.INSPECTION_LOG)
def save_present(inspection: Inspection, present_seen: str | None, present: Mapping[str, int]) -> Inspection:
    """Save who was present: counts by function. ``present_seen``: Sheet.present_sha256 as it was shown."""
    must_be_under_way(inspection)
    sheet = Sheet.from_dict(inspection.sheet)
    if present_seen is not None and present_seen != sheet.present_sha256:
        raise ChangedMeanwhile(row=inspection)
    if set(present) - {*FUNCTIONS_THERE, *FUNCTIONS_ALONG}:
        raise NotOnTheSheet
    check_counts(present)
    inspection.sheet = sheet.with_present(present).to_dict()
    return inspection


@act(Permission.INSPECTION_LOG)
def note_danger(inspection: Inspection) -> Inspection:
    """Store the moment at which "danger now" was opened, and nothing else about it."""
    must_be_under_way(inspection)
    inspection.sheet = Sheet.from_dict(inspection.sheet).with_danger(clock.now()).to_dict()
    return inspection


def check_answer(code: str, answer: Answer | None) -> None:
    """Raises LooksLikeIdentityNumber, NotACount or NotOnTheSheet."""
    if answer is None:
        return
    if any(looks_like_identity_number(text) for text in (answer.remark, answer.severity_reason, answer.place)):
        raise LooksLikeIdentityNumber(code=code)
    check_counts(answer.counts)
    if answer.severity not in (None, 1, 2, 3, 4) or answer.basis not in ("", "fact", "conclusion"):
        raise NotOnTheSheet(code=code)


def check_counts(counts: Mapping[str, int]) -> None:
    """Raises NotACount."""
    if any(not 0 <= count <= MOST_COUNTED for count in counts.values()):
        raise NotACount
