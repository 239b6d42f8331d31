"""Opening hours as people type them ("12:00-22:00") and as the house keeps them. Pure."""

from __future__ import annotations

import re

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PERIOD = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?", re.ASCII)
Hours = dict[str, list[list[str]]]


class NotHours(ValueError):
    """The text is no list of periods like 12:00-22:00."""


def read(text: str) -> list[list[str]]:
    """ "9-12, 13:00-18:30" → [["09:00", "12:00"], ["13:00", "18:30"]]; an empty text is a closed day.

    A period may end after midnight (20:00-02:00). Raises NotHours.
    """
    return [_period(part.strip()) for part in re.split(r"[,;]", text) if part.strip()]


def _period(text: str) -> list[str]:
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise NotHours(text)
    first, last = _time(found[1], found[2]), _time(found[3], found[4])
    if first == last or first == "24:00":
        raise NotHours(text)
    return [first, last]


def _time(hour: str, minute: str | None) -> str:
    hours, minutes = int(hour), int(minute or 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        raise NotHours(f"{hour}:{minute}")
    return f"{hours:02d}:{minutes:02d}"


def written(periods: list[list[str]]) -> str:
    """The text that :func:`read` understands, for the form."""
    return ", ".join(f"{first}-{last}" for first, last in periods)


def stretches(hours: Hours) -> list[tuple[str, str, str]]:
    """(first day, last day, periods) for each run of days with the same hours; closed days are left out."""
    found: list[tuple[str, str, str]] = []
    before = -2
    for place, day in enumerate(DAYS):
        text = written(hours.get(day) or [])
        if not text:
            continue
        if found and before == place - 1 and found[-1][2] == text:
            found[-1] = (found[-1][0], day, text)
        else:
            found.append((day, day, text))
        before = place
    return found
