"""The letters about an application before a decision on its substance: what is missing, and leaving it untreated.

They are made from the register when they are opened, and signed on paper.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app import clock
from app.people import municipality_now
from app.web.language import in_language
from decisions.blanks import remedies_of
from decisions.compartments import letters
from decisions.letter_texts.queries import text_for
from permits.lifecycle import ApplicationState
from permits.models import Application
from permits.queries import right_to_leave_untreated
from reports import ApplicationBlank, CompletionBlank, Letter, LetterBlanks, kinds

REQUEST, UNTREATED = "completion-request", "not-treated"


def kinds_for(application: Application) -> list[str]:
    """The kinds of letter that fit the application now, where there is a text for them."""
    here, language = municipality_now().jurisdiction, letters.language_for(application.applicant)
    fitting = []
    if application.completion_asked_on is not None and _missing(application, language):
        fitting.append(REQUEST)
        if application.state == ApplicationState.UNTREATED or _can_be_left(application):
            fitting.append(UNTREATED)
    return [kind for kind in fitting if kind in kinds(here, language)]


def made_for(application: Application, kind: str) -> tuple[Letter, bytes]:
    """One of the letters of :func:`kinds_for`. Raises LetterIncomplete or CannotBePrinted."""
    language = letters.language_for(application.applicant)
    return letters.made(kind, language, _blanks(application, kind, language), text_for(kind, language))


def _can_be_left(application: Application) -> bool:
    # The time to complete is over, and the right to leave it untreated has not lapsed (Awb 4:5, paragraph 4).
    until, right = application.completion_until, right_to_leave_untreated(application)
    today = clock.today()
    return until is not None and right is not None and until < today <= right.last_day


def _missing(application: Application, language: str) -> tuple[str, ...]:
    open_ones = (one for one in application.documents if not one.received_on and not one.waived_because)
    return tuple(f"{in_language(one.label, language)}." for one in open_ones)


def _blanks(application: Application, kind: str, language: str) -> LetterBlanks:
    asked, until = application.completion_asked_on, application.completion_until
    assert asked is not None
    assert until is not None
    on: date = asked if kind == REQUEST else clock.today()
    right = right_to_leave_untreated(application)
    lines = letters.envelope(application.applicant, language)
    blanks = letters.blanks_for(application.establishment, application.case_number, lines, on, language)
    return replace(
        blanks,
        application=ApplicationBlank(application.received_on),
        completion=CompletionBlank(
            missing=_missing(application, language),
            due_on=until,
            asked_on=asked,
            clock_from_on=asked + timedelta(days=1),
            decide_by_on=right.last_day if right is not None else None,
        ),
        remedies=remedies_of(municipality_now()),
    )
