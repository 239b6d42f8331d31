"""Taking back a letter that was sent back: its file is opened again, and another letter is made in its place.

The copy that was sent back stays in the file with its reason. What was signed on it does not count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import NoSuchRoad, NotHere
from decisions.acts import desk
from decisions.countersigning.lifecycle import PAPER, PaperState
from decisions.countersigning.models import PaperToSign


class Change(StrEnum):
    """What who prepared a letter can do about its words."""

    NOTHING = "nothing"
    DRAFT = "draft"  # its file is a draft again, and submitting makes the other letter
    MEETING = "meeting"  # day and number of the meeting are mended, and the other letter is made at once


@dataclass(frozen=True)
class Mended:
    """What is written anew with a letter about a meeting of the college."""

    met_on: date
    number: str


@dataclass(frozen=True)
class Remade:
    """How a room makes its letters anew. ``page``: where who prepared it goes on."""

    change: Callable[[PaperToSign], Change]
    take_back: Callable[[PaperToSign, Mended | None], None]
    page: Callable[[PaperToSign], str]


# By ``about``, as in ``AFTER_HAND``.
REMADE: dict[str, Remade] = {}


@act(Permission.OWN_ACCOUNT, name="papers.take_back")
def take_back(row: PaperToSign, seen: int | None, mended: Mended | None = None) -> PaperToSign:
    """Make another letter in the place of one that was sent back; only who prepared it does so.

    Raises NotHere for anybody else, NoSuchRoad when it was not sent back or its words follow from its file alone, and
    what the room refuses.
    """
    check_version(row, seen)
    if row.prepared_by_id != desk.person_id():
        raise NotHere(table="paper_to_sign", key=str(row.id))
    before, remade = PaperState(row.state), REMADE[row.about]
    row.state = PAPER.after(before, "take_back")
    if remade.change(row) is not (Change.MEETING if mended else Change.DRAFT):
        raise NoSuchRoad(state=before, verb="take_back")
    db.session.flush()
    remade.take_back(row, mended)
    return row
