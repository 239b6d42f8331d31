"""The gates of interests, effect, duration and sending. Pure."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

import law
from decisions.reasoning.case import CaseFile, Point, point


def weighing_points(case: CaseFile) -> list[Point]:
    """Suitable, necessary, in balance."""
    found = []
    if "interest_weighing" in case.gates:
        found += [
            point(
                case,
                _l("Suitable"),
                bool(case.text("suitable")),
                "interest_weighing",
                _l("Write why the measure is suitable"),
                "suitable",
                "suitable",
            ),
            point(
                case,
                _l("In balance"),
                bool(case.text("balanced")),
                "interest_weighing",
                _l("Weigh the interests: is the measure in balance?"),
                "balanced",
                "balanced",
            ),
        ]
    if "alternatives" in case.gates or "interest_weighing" in case.gates:
        found.append(
            point(
                case,
                _l("Necessary"),
                bool(case.text("necessary")),
                "alternatives",
                _l("Write why a lighter measure is not enough"),
                "necessary",
                "necessary",
            )
        )
    return found


def effect_points(case: CaseFile) -> list[Point]:
    """A day of effect after sending, with its reason when it is at once."""
    if case.effect not in {"revoke", "suspend"}:
        return []
    early = case.effect_on is not None and case.sending_on is not None and case.effect_on < case.sending_on
    found = [
        point(
            case,
            _l("Day of effect"),
            case.effect_on is not None and not early,
            "effect",
            _l("The decision cannot take effect before it is sent: choose a later day")
            if early
            else _l("Choose the day on which it takes effect"),
            "effect_on",
        )
    ]
    if case.effect_on is not None and case.effect_on == case.sending_on:
        found.append(
            point(
                case,
                _l("Reason for immediate effect"),
                bool(case.text("effect_reason")),
                "effect_reason",
                _l("Give the reason why it takes effect at once"),
                "effect_reason",
            )
        )
    return found


def duration_points(case: CaseFile, today: date) -> list[Point]:
    """First and last day within the law, the reason for the length, the college’s meeting."""
    if not case.needs_duration:
        return []
    both = case.duration_from is not None and case.duration_until is not None
    found = [
        point(case, _l("First and last day"), both, "duration", _l("Enter the first and the last day"), "duration_from")
    ]
    if case.duration_from is not None and case.duration_until is not None:
        found += _bounds(case, case.duration_from, case.duration_until, today)
    found.append(
        point(
            case,
            _l("Reason for the length"),
            bool(case.text("duration_reason")),
            "duration_reason",
            _l("Give the reason for this length: why not a shorter one?"),
            "duration_reason",
        )
    )
    if case.confirmation:
        due = case.college_due_on
        met = due is not None and (case.sending_on is None or due >= case.sending_on)
        found.append(
            point(
                case,
                _l("Next meeting of the college"),
                met,
                "confirmation",
                _l("Enter the day of the next meeting of the college, on or after the day of sending"),
                "college_due_on",
            )
        )
    return found


def _bounds(case: CaseFile, first: date, last: date, today: date) -> list[Point]:
    limits = [g.max_months for g in case.grounds if g.max_months is not None]
    longest = min([*limits, *([case.max_months] if case.max_months is not None else [])], default=None)
    short_enough = longest is None or law.terms.within_months(first, last, longest)
    begins = case.sending_on or today
    return [
        point(
            case,
            _l("Length within the law"),
            short_enough and first <= last,
            "duration",
            _l("The law allows at most %(months)s months: choose an earlier last day", months=longest or 0),
            "duration_until",
            "duration-bound",
        ),
        point(
            case,
            _l("First day"),
            first >= begins,
            "effect",
            _l("The measure cannot begin before the decision is sent"),
            "duration_from",
            "duration-start",
        ),
    ]


def sending_points(case: CaseFile, today: date) -> list[Point]:
    """The day of sending and where to go against the decision."""
    past = case.sending_on is not None and case.sending_on < today
    return [
        point(
            case,
            _l("Day of sending"),
            case.sending_on is not None and not past,
            "sending",
            _l("The day of sending has passed: choose it again")
            if past
            else _l("Choose the day on which the letter is sent"),
            "sending_on",
        ),
        point(
            case,
            _l("Where to go against the decision"),
            case.remedies_known,
            "remedies",
            _l("The addresses for objection or appeal are missing: ask the administrator to enter them"),
            "sending_on",
        ),
    ]
