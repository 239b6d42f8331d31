"""The days of an integrity investigation, each with its consequence. Belgian administrative terms do not roll over."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.people import municipality_now
from decisions.compartments.lifecycle import Deadline
from decisions.integrity.lifecycle import ARTICLES, InvestigationState, is_running
from decisions.integrity.models import IntegrityInvestigation

FIRST = "be.119ter-investigation"
EXTENDED = "be.119ter-investigation-extended"
ADMISSIBILITY = "be.diob-admissibility"
COMPLETION = "be.diob-completion"
ADVICE = "be.diob-advice"
STANDSTILL = "be.119ter-standstill"
LONGEST = "be.119ter-suspension"
KEPT = "be.119ter-file"


def here() -> law.Jurisdiction:
    """The law of the actor's municipality."""
    return law.jurisdiction(municipality_now().jurisdiction)


def worked_out(term_id: str, start: date) -> law.Computed:
    """A term of the law book that this day sets going."""
    return law.terms.last_day(here().term(term_id, on=start), start)


def end(row: IntegrityInvestigation) -> law.Computed:
    """The last day of the investigation: fifty working days, or eighty once it was extended."""
    return worked_out(EXTENDED if row.extended_on else FIRST, row.opened_on)


def may_extend(row: IntegrityInvestigation, day: date) -> bool:
    """Once, and only while the fifty working days run."""
    open_still = is_running(InvestigationState(row.state)) and row.extended_on is None
    return open_still and day <= worked_out(FIRST, row.opened_on).last_day


def first_day_of_execution(row: IntegrityInvestigation) -> date | None:
    """The first day after the stand-still; None before notification or while the council of state has to judge."""
    if row.notified_on is None or (row.udn_on is not None and row.udn_ended_on is None):
        return None
    free = worked_out(STANDSTILL, row.notified_on).answer
    return max(free, row.udn_ended_on) if row.udn_ended_on else free


def within_maximum(first: date | None, last: date | None) -> bool:
    """Whether a suspension lasts no longer than the law allows."""
    return first is not None and last is not None and first <= last <= worked_out(LONGEST, first).last_day


def deadlines(row: IntegrityInvestigation) -> list[Deadline]:
    """Every legal day of the investigation, past ones included, in order of time."""
    found = [_end(row), *_extension(row), *_of_diob(row), *_of_hearing(row), *_of_execution(row), *_of_the_end(row)]
    return sorted(found, key=lambda one: one.due_on)


def _day(key: str, name: object, term: str, start: date, consequence: object, **more: object) -> Deadline:
    computed = worked_out(term, start)
    done, loses = more.get("done"), bool(more.get("loses"))
    assert done is None or isinstance(done, date)
    source = here().term(term, on=start).source
    return Deadline(key, name, computed.last_day, consequence, source, done, loses, computed, term, start)


def _end(row: IntegrityInvestigation) -> Deadline:
    over = row.college_on or row.closed_on
    return _day(
        "end",
        _l("End of the investigation"),
        EXTENDED if row.extended_on else FIRST,
        row.opened_on,
        _l("The law names no consequence of being late; the letters print the true dates."),
        done=over,
    )


def _extension(row: IntegrityInvestigation) -> list[Deadline]:
    if not is_running(InvestigationState(row.state)) and row.extended_on is None:
        return []
    consequence = _l("After that the investigation can no longer be extended.")
    name = _l("Extend the investigation, once")
    return [_day("extension", name, FIRST, row.opened_on, consequence, done=row.extended_on, loses=True)]


def _of_diob(row: IntegrityInvestigation) -> list[Deadline]:
    found = []
    if row.diob_receipt_on is not None:
        answered = row.diob_admissible_on or row.diob_incomplete_on
        name = _l("Answer of the DIOB on admissibility")
        consequence = _l("Ask the DIOB where its answer stays; its advice is needed.")
        found.append(_day("admissibility", name, ADMISSIBILITY, row.diob_receipt_on, consequence, done=answered))
    if row.diob_incomplete_on is not None:
        name = _l("Complete the request to the DIOB")
        consequence = _l("After that the request is not admissible and must be made anew.")
        found.append(
            _day("completion", name, COMPLETION, row.diob_incomplete_on, consequence, done=row.diob_completed_on)
        )
    if row.diob_admissible_on is not None:
        name = _l("Advice of the DIOB")
        consequence = _l("The investigation runs on. Nothing negative can be decided without the advice.")
        found.append(_day("advice", name, ADVICE, row.diob_admissible_on, consequence, done=row.diob_received_on))
    return found


def _of_hearing(row: IntegrityInvestigation) -> list[Deadline]:
    if row.hearing_at is None:
        return []
    on = clock.civil(row.hearing_at).date()
    done = (row.hearing_on or on) if row.hearing_outcome else None
    consequence = _l("Who stays away without a valid reason gave up being heard.")
    return [Deadline("hearing", _l("Hearing of the party"), on, consequence, ARTICLES["hearing"], done)]


def _of_execution(row: IntegrityInvestigation) -> list[Deadline]:
    if row.notified_on is None or not row.measure:
        return []
    consequence = _l(
        "Before this day nothing may be carried out. A request in extreme urgency blocks it until judgment."
    )
    name = _l("Stand-still after notification")
    done = row.executed_on or row.udn_on
    found = [_day("standstill", name, STANDSTILL, row.notified_on, consequence, done=done, loses=True)]
    told = _l("Send the decision to the DIOB and the judicial authorities")
    soon = _l("The law asks it as soon as possible.")
    article = ARTICLES["send-decision"]
    found.append(Deadline("tell", told, row.notified_on, soon, article, row.authorities_told_on))
    if row.executed_on is not None and row.duration_until is not None:
        last = _l("From the next day the permit is valid again.")
        name = _l("Last day of the measure")
        found.append(
            Deadline("measure", name, row.duration_until, last, ARTICLES["college"], row.closed_on, loses=True)
        )
    return found


def _of_the_end(row: IntegrityInvestigation) -> list[Deadline]:
    if row.closed_on is None:
        return []
    consequence = _l("After that the file is destroyed.")
    return [_day("kept", _l("The file is kept"), KEPT, row.closed_on, consequence, loses=True)]
