"""The gates of the hearing and of the judicial consultation. Pure."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from decisions.gates import exceptions_in, number
from decisions.reasoning.case import CaseFile, Point, dated, day, every, no, point, said

# The gates that a question of its own answers, by the name of that question.
_ASKED = {
    "new_facts": "new_facts",
    "file_access": "file_access",
    "understood": "understood",
    "others_heard": "others",
    "counsel": "counsel",
}


def meeting(case: CaseFile) -> Point:
    """Day and place of the talk that is offered."""
    return point(
        case,
        "hearing",
        case.hearing_fixed,
        _l("Enter day, hour and place of the hearing"),
        "hearing_at",
        name=_l("Day and place of the hearing"),
    )


def hearing_points(case: CaseFile, today: date) -> list[Point]:
    """The party was heard in time, or one exception holds; and the judicial authority was consulted."""
    found: list[Point] = []
    if "hearing" in case.rules.gates:
        found += _excepted(case, today) if case.hearing.exception else _heard(case, today)
    if "judicial_consultation" in case.rules.gates:
        found.append(_consultation(case))
    return found


def _excepted(case: CaseFile, today: date) -> list[Point]:
    known = {entry.id: entry for entry in exceptions_in(case.country, case.rules.measure)}
    chosen = known.get(case.hearing.exception or "")
    found = [
        point(
            case,
            "hearing_exception",
            every(chosen is not None, said(case.hearing.exception_reason)),
            _l("Give the reason why nobody was heard first")
            if chosen
            else _l("The law has no such exception here: hear the party"),
            "hearing_exception_reason",
            name=_l("Exception to the hearing"),
        )
    ]
    newest, on = case.newest_fact, case.decided_on or today
    if chosen is not None and chosen.urgent and newest is not None:
        sentence = _l("Too much haste to hear anyone, but the newest fact is older than two weeks: hear the party")
        met = (on - newest).days <= number("haste_days")
        found.append(point(case, "haste", met, sentence, "hearing_exception_reason"))
    return found


def _heard(case: CaseFile, today: date) -> list[Point]:
    hearing = case.hearing
    if hearing.announced_on is False:
        sentence = _l("Announce the intention and invite the party")
        return [point(case, "hearing", False, sentence, "announce", name=_l("Announcement"))]
    found = [_outcome(case, today), *_in_time(case), *_fair(case)]
    if hearing.outcome in {"response", "heard"}:
        found.append(
            point(
                case,
                "response",
                said(hearing.reply),
                _l("Answer what the party brought forward"),
                "hearing_reply",
                name=_l("Answer to the response"),
            )
        )
    return found


def _outcome(case: CaseFile, today: date) -> Point:
    outcome, until = case.hearing.outcome, day(case.hearing.until)
    running = until is not None and today <= until
    sentence = (
        _l("Wait for the response, or record it when it is in")
        if running
        else _l("Record the response, or that there was none")
    )
    met = None if outcome is None else outcome in {"response", "heard", "none"}
    return point(case, "hearing", met, sentence, "response", name=_l("Response of the party"))


def _in_time(case: CaseFile) -> list[Point]:
    hearing, on = case.hearing, case.decided_on
    held, until, asked = day(hearing.held_on), day(hearing.until), day(hearing.announced_on)
    given = hearing.notice_days
    if given is None and asked is not None:
        last = held or until
        given = None if last is None else (last - asked).days
    least = number(f"notice_days_{case.country}", "0")
    hasty = bool(said(case.taken.urgency))
    late: bool | None = None
    if on is not None and (held or until or asked):
        waited = until is None or until < on or hearing.outcome in {"response", "heard"}
        late = not ((held is None or held <= on) and (asked is None or asked <= on) and waited)
    return [
        point(
            case,
            "hearing_late",
            no(late),
            _l(
                "The party was heard, or could still respond, when the decision had been taken: hear first, then decide"
            ),
            "announce",
        ),
        point(
            case,
            "hearing_short",
            None if given is None else given >= least or hasty,
            _l("Less than %(days)s days to prepare: give more time, or say why it could not wait", days=least),
            "announce",
        ),
    ]


def _fair(case: CaseFile) -> list[Point]:
    hearing = case.hearing
    rows = [
        ("hearing_grounds", hearing.invited_grounds,
         _l("A ground of the decision did not stand in the intention or invitation: announce again")),
        ("new_facts", no(hearing.new_facts),
         _l("Facts were used that the party could not respond to: put them to the party")),
        ("file_access", hearing.file_access, _l("The party could not see the file: let it, and hear it after that")),
        ("understood", hearing.understood,
         _l("The party did not understand the hearing: hear it again, with an interpreter")),
        ("others_heard", hearing.others, _l("Let the others who are directly touched respond too: owner, lessor")),
        ("counsel", hearing.counsel, _l("A representative was refused: hear the party again, with its representative")),
    ]  # fmt: skip
    return [
        point(case, gate, True if met is None else met, sentence, _ASKED.get(gate, "announce"))
        for gate, met, sentence in rows
    ]  # fmt: skip


def _consultation(case: CaseFile) -> Point:
    one, on = case.consultation, case.decided_on
    consulted = day(one.on)
    before = None if consulted is None or on is None else consulted <= on
    met = every(dated(one.on), said(one.authority), said(one.answer), before is not False)
    return point(
        case,
        "judicial_consultation",
        met,
        _l("Enter the consultation: which authority, when, and the answer; it goes before the order"),
        "consultation",
        name=_l("Consultation of the judicial authority"),
    )
