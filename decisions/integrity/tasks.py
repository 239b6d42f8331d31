"""What must be done today about integrity investigations: only for who may write in them."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission
from app.acts import Actor
from app.tasks import Task, task_source
from decisions.compartments.lifecycle import ErasureState
from decisions.compartments.wanted import Wanted, task_of
from decisions.integrity import queries, terms
from decisions.integrity.acts import advice
from decisions.integrity.lifecycle import ARTICLES, InvestigationState
from decisions.integrity.models import IntegrityInvestigation


@task_source
def of_investigations(actor: Actor, day: date) -> list[Task]:
    """The tasks of an integrity officer."""
    if Permission.INTEGRITY_WRITE not in actor.powers:
        return []
    asked = ((row, wanted(row, day)) for row in queries.open_investigations())
    found = [task_of(row, want) for row, want in asked if want is not None]
    proposals = queries.erasures(ErasureState.PROPOSED)
    if proposals:
        found.append(_erasures(len(proposals), min(one.due_on for one in proposals)))
    return found


def _erasures(number: int, due: date) -> Task:
    return Task(
        due_on=due,
        title=_l("Decide what is destroyed"),
        case=_l("Integrity files or data whose time is over: %(number)s", number=number),
        consequence=_l("They may no longer be kept (%(article)s).", article=ARTICLES["retention"]),
        url="/integrity/erasures",
        button=_l("See the list"),
    )


def wanted(row: IntegrityInvestigation, day: date) -> Wanted | None:
    """What must be done about an investigation now; None when nothing."""
    state, page = InvestigationState(row.state), f"/integrity/{row.id}"
    match state:
        case InvestigationState.OPENED | InvestigationState.ADVISED | InvestigationState.HEARD:
            return _investigate(row, page)
        case InvestigationState.DIOB_ASKED | InvestigationState.DIOB_ADMISSIBLE | InvestigationState.DIOB_INCOMPLETE:
            return _diob(row, page)
        case InvestigationState.INVITED:
            return _hearing(row, day, page)
        case InvestigationState.PROPOSED:
            due, waits = terms.end(row).last_day, _l("the college")
            consequence = _l("Only the college decides (%(article)s).", article=ARTICLES["college"])
            return Wanted(due, _l("Decision of the college"), consequence, page, _l("Open the investigation"), waits)
        case InvestigationState.DECIDED | InvestigationState.NOTIFIED | InvestigationState.EXECUTED:
            return _after(row, day, page)
    return None


_TITLES = {
    InvestigationState.OPENED: _l("Investigate, and ask the DIOB for advice"),
    InvestigationState.ADVISED: _l("Invite the party to be heard, or propose that nothing be done"),
    InvestigationState.HEARD: _l("Prepare the mayor's proposal to the college"),
}


def _investigate(row: IntegrityInvestigation, page: str) -> Wanted:
    title = _TITLES[InvestigationState(row.state)]
    consequence = _l("The investigation ends on this day (%(article)s).", article=ARTICLES["investigation"])
    if row.state == InvestigationState.OPENED and row.register_on is None:
        title = _l("Consult the central register")
        return Wanted(terms.end(row).last_day, title, consequence, f"{page}/register", _l("Record the result"))
    return Wanted(terms.end(row).last_day, title, consequence, page, _l("Open the investigation"))


def _diob(row: IntegrityInvestigation, page: str) -> Wanted:
    open_days = [one for one in terms.deadlines(row) if one.key in _DIOB_DAYS and one.done_on is None]
    if not open_days:
        title = _l("When did the DIOB get the request?")
        consequence = _l("Its five working days start then (%(article)s).", article=ARTICLES["admissibility"])
        waits = _l("the mayor") if advice.lacks_to_receive(row) else None
        path = page if waits else f"{page}/receipt"
        return Wanted(row.diob_asked_on, title, consequence, path, _l("Record receipt"), waits)
    one = open_days[0]
    waits = None if one.key == "completion" else _l("the DIOB")
    path = f"{page}/complete-request" if one.key == "completion" else page
    return Wanted(one.due_on, one.name, one.consequence, path, _l("Open the investigation"), waits)


_DIOB_DAYS = frozenset({"admissibility", "completion", "advice"})


def _hearing(row: IntegrityInvestigation, day: date, page: str) -> Wanted:
    on = clock.civil(row.hearing_at).date() if row.hearing_at else day
    consequence = _l("Nothing negative without hearing the party (%(article)s).", article=ARTICLES["hearing"])
    waits = _l("the hearing") if on > day else None
    return Wanted(on, _l("Hear the party"), consequence, f"{page}/hearing", _l("Record the hearing"), waits)


def _after(row: IntegrityInvestigation, day: date, page: str) -> Wanted | None:
    if row.state == InvestigationState.DECIDED:
        step = "notify" if row.measure else "close"
        consequence = _l("Without notification the decision has no effect (%(article)s).", article=ARTICLES["college"])
        return Wanted(row.college_on, _l("Notify the decision"), consequence, f"{page}/{step}", _l("Go on"))
    if row.state == InvestigationState.NOTIFIED:
        free = terms.first_day_of_execution(row)
        consequence = _l("Nothing may be carried out before this day (%(article)s).", article=ARTICLES["standstill"])
        title = _l("Carry the decision out")
        waits = _l("the council of state") if free is None else _l("the end of the stand-still") if free > day else None
        return Wanted(free, title, consequence, f"{page}/execute" if waits is None else page, _l("Go on"), waits)
    if row.authorities_told_on is None:
        title = _l("Send the decision to the DIOB and the judicial authorities")
        consequence = _l("The law asks it as soon as possible (%(article)s).", article=ARTICLES["send-decision"])
        return Wanted(row.notified_on, title, consequence, f"{page}/tell", _l("Record sending"))
    if row.duration_until is not None and row.duration_until >= day:
        return None
    return Wanted(None, _l("Close the integrity file"), _l("Its five years start then."), f"{page}/close", _l("Close"))
