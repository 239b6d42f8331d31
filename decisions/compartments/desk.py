"""What the acts of both closed files do with a text, a day and a document."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from flask_babel import lazy_gettext as _l

from app import acts, clock, files
from app.errors import Refusal
from app.powers import Permission
from app.privacy import looks_like_identity_number
from decisions.refusals import HoldsIdentityNumber, OnlyAPersonSigns, ReasonLacks, TooLong, WrongDay

LONGEST = 12_000
SENTENCE = 3


class NotThisLaw(Refusal):
    """The law of this municipality does not know this kind of file."""

    status = 422
    sentence = _l("The law of this municipality does not know this inquiry.")


class RightLapsed(Refusal):
    """The day until which this could be done has passed."""

    sentence = _l("The day until which this was possible has passed.")


def text(value: str, longest: int = LONGEST) -> str:
    """A text that may be kept. Raises TooLong or HoldsIdentityNumber."""
    clean = value.strip()
    if len(clean) > longest:
        raise TooLong(_l("This text is longer than %(longest)s characters. Make it shorter.", longest=longest))
    if looks_like_identity_number(clean):
        raise HoldsIdentityNumber
    return clean


def reason(value: str, longest: int = LONGEST) -> str:
    """A reason of at least one sentence."""
    clean = text(value, longest)
    if len(clean.split()) < SENTENCE:
        raise ReasonLacks
    return clean


def not_in_future(day: date, not_before: date | None = None) -> date:
    """A day on which something happened. Raises WrongDay."""
    if day > clock.today():
        raise WrongDay(_l("This day lies in the future. Fill in the day on which it happened."))
    if not_before is not None and day < not_before:
        raise WrongDay(_l("This day lies before the step that comes first. Compare the dates of the file."))
    return day


def after_today(day: date, after: date) -> date:
    """A day that somebody gets to answer. Raises WrongDay when it does not lie behind the other."""
    if day <= after:
        raise WrongDay(_l("Give at least one day to answer. Choose a later last day."))
    if (day - after).days > 366:
        raise WrongDay(_l("This last day is more than a year away. Check the year."))
    return day


def keep(content: bytes, name: str, power: Permission) -> str:
    """Store a document that only holders of the power can read; returns its SHA-256."""
    return files.keep(content, name, power=power).sha256


def person_id() -> uuid.UUID:
    """The id of the person who acts; a job or a command is nobody here."""
    who = acts.actor()
    if who.kind != "person":
        raise OnlyAPersonSigns
    return uuid.UUID(who.id)


def moved(before: datetime) -> datetime:
    """A moment after the former one, so that the version of a row moves also when only its parts were changed."""
    return max(clock.now(), before + timedelta(microseconds=1))
