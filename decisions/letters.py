"""From a decision to its letters, in the language of the party."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app import clock
from app.access import RoleName
from app.people import municipality_now, people_of
from decisions import codes, terms
from decisions.blanks import PHRASES, blanks_of, mayor_on_paper, phrase
from decisions.letter_texts.queries import text_for
from decisions.letterheads.heading import letterhead
from decisions.models import Decision
from decisions.printing import said_in_words
from decisions.refusals import LetterIncomplete
from law import explanation
from reports import (
    BlankMissing,
    CollegeBlank,
    CoveringBlank,
    Letter,
    LetterBlanks,
    ServiceBlank,
    compose,
)
from reports.press import render
from reports.wording import written_date

__all__ = [
    "CONFIDENTIAL",
    "FILLERS",
    "PHRASES",
    "announcement",
    "college_confirmation",
    "covering_note",
    "decision_letter",
    "door_notice",
    "letterhead",
    "made",
    "mayor_on_paper",
    "phrase",
    "service_sheet",
]

# Rooms around a decision put in what only they know; decisions never look at them.
FILLERS: list[Callable[[Decision, LetterBlanks], LetterBlanks]] = []
# Whether the letters of a decision hold what only some may read, as the rooms around it say.
CONFIDENTIAL: list[Callable[[Decision], bool]] = []


def made(decision: Decision, kind: str, blanks: LetterBlanks) -> tuple[Letter, bytes]:
    """Compose and render one letter; the same decision gives the same bytes.

    Raises LetterIncomplete with the empty blanks, or CannotBePrinted with what cannot be printed.
    """
    town = municipality_now()
    for fill in FILLERS:
        blanks = fill(decision, blanks)
    try:
        head = letterhead(town, decision.language)
        # A letter that was made keeps the edition it names; a draft takes the one in use.
        text = text_for(kind, decision.language, decision.letter_text_id if decision.letter_sha256 else "")
        address = codes.address_for(decision, kind)
        with said_in_words():
            letter = compose(kind, decision.jurisdiction, decision.language, blanks, head, text, address)
            return letter, render(letter)
    except BlankMissing as fault:
        raise LetterIncomplete(names=fault.names) from fault


def announcement(decision: Decision, on: date) -> tuple[Letter, bytes]:
    """The letter of intention or the invitation to be heard, dated on the day it is sent."""
    blanks = replace(blanks_of(decision, on), sending_on=on, objection_last_day=None)
    return made(decision, decision.measure_copy["letters"]["announcement"], blanks)


def decision_letter(decision: Decision) -> tuple[Letter, bytes]:
    """The decision itself, dated on its day of sending."""
    on = decision.sending_on or clock.today()
    return made(decision, decision.measure_copy["letters"]["decision"], blanks_of(decision, on))


def covering_note(decision: Decision, on: date) -> tuple[Letter, bytes]:
    """The letter that corrects a printed last day; both days must be known."""
    old, new = terms.printed_last_day(decision), terms.holding_last_day(decision)
    assert old is not None
    assert new is not None
    assert decision.sending_on is not None
    assert decision.served_on is not None
    language = decision.language
    covering = CoveringBlank(
        letter_reference=_reference(decision, language),
        old_last_day=old,
        new_last_day=new,
        reason=phrase(
            language,
            "sent_on_another_day",
            served=written_date(decision.served_on, language),
            planned=written_date(decision.sending_on, language),
        ),
    )
    return made(decision, "covering-note", replace(blanks_of(decision, on), sending_on=on, covering=covering))


def college_confirmation(decision: Decision, on: date) -> tuple[Letter, bytes]:
    """What the college decided on the mayor's measure."""
    assert decision.college_met_on is not None
    college = CollegeBlank(
        meeting_on=decision.college_met_on,
        outcome="confirmed" if decision.college_confirmed else "not-confirmed",
        number=decision.college_number,
        mayor_decided_on=clock.civil(decision.signed_at).date() if decision.signed_at else None,
        director=director_on_paper(decision.municipality_code),
    )
    kind = decision.measure_copy["letters"]["confirmation"]
    return made(decision, kind, replace(blanks_of(decision, on), sending_on=on, college=college))


def director_on_paper(municipality_code: str) -> str | None:
    """Who countersigns for the college; None where nobody does."""
    return next((one.name for one in people_of(municipality_code, RoleName.GENERAL_DIRECTOR)), None)


def service_sheet(decision: Decision, on: date) -> tuple[Letter, bytes]:
    """How the decision was served, and the last day that follows from it: a sheet for the file and the party."""
    term, language = terms.objection_term(decision), decision.language
    assert term is not None
    assert decision.served_on is not None
    steps = (
        explanation.explain(step, language, lambda day: written_date(day, language)).rstrip(".") for step in term.steps
    )
    service = ServiceBlank(
        letter_reference=_reference(decision, language),
        method=phrase(language, str(decision.served_by)),
        served_on=decision.served_on,
        last_day=term.last_day,
        rule=f"{'. '.join(steps)}.",
        to=decision.addressee.name,
    )
    return made(decision, "service-sheet", replace(blanks_of(decision, on), sending_on=on, service=service))


def door_notice(decision: Decision, on: date) -> tuple[Letter, bytes]:
    """What hangs on the door of a closed business: no reason, no name of a person."""
    return made(decision, "door-notice", replace(blanks_of(decision, on), addressee=()))


def _reference(decision: Decision, language: str) -> str:
    assert decision.sending_on is not None
    day = written_date(decision.sending_on, language)
    return phrase(language, "decision_reference", date=day, number=decision.number)
