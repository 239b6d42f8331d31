"""The gates of the hearing and of the judicial consultation. Pure."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from decisions.reasoning.case import CaseFile, Point, point


def meeting(case: CaseFile) -> Point:
    """Day and place of the talk that is offered."""
    return point(
        case,
        _l("Day and place of the hearing"),
        case.hearing_fixed,
        "hearing",
        _l("Enter day, hour and place of the hearing"),
        "hearing_at",
    )


def hearing_points(case: CaseFile, today: date) -> list[Point]:
    """The party was heard, or one exception holds; and the judicial authority was consulted."""
    if case.hearing_exception:
        reason = bool(case.text("hearing_exception_reason"))
        found = [
            point(
                case,
                _l("Exception to the hearing"),
                reason,
                "hearing_exception",
                _l("Give the reason why nobody was heard first"),
                "hearing_exception_reason",
            )
        ]
    elif case.announced_on is None:
        found = [
            point(
                case,
                _l("Announcement"),
                False,
                "hearing",
                _l("Announce the intention and invite the party"),
                "announce",
            )
        ]
    else:
        found = [_outcome(case, today)]
        if case.hearing_outcome in {"response", "heard"}:
            found.append(
                point(
                    case,
                    _l("Answer to the response"),
                    bool(case.text("hearing_reply")),
                    "response",
                    _l("Answer what the party brought forward"),
                    "hearing_reply",
                )
            )
    if "judicial_consultation" in case.gates:
        consulted = case.consulted_on is not None and bool(case.consulted_authority)
        met = consulted and bool(case.text("consultation_answer"))
        found.append(
            point(
                case,
                _l("Consultation of the judicial authority"),
                met,
                "judicial_consultation",
                _l("Enter the consultation: which authority, when, and the answer"),
                "consultation",
            )
        )
    return found


def _outcome(case: CaseFile, today: date) -> Point:
    running = case.hearing_until is not None and today <= case.hearing_until
    sentence = (
        _l("Wait for the response, or record it when it is in")
        if running
        else _l("Record the response, or that there was none")
    )
    return point(case, _l("Response of the party"), bool(case.hearing_outcome), "hearing", sentence, "response")
