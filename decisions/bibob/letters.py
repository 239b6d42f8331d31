"""The letters of a Bibob inquiry, each in the edition that its recipient may read (Wet Bibob 28)."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.people import municipality_now
from decisions.bibob.lifecycle import Danger
from decisions.bibob.models import BibobFact, BibobInquiry, BibobPerson, DocumentKind, Heard, Recipient
from decisions.bibob.terms import decide_at_the_latest, longest_until
from decisions.compartments import letters
from reports import (
    ApplicationBlank,
    BibobBlank,
    BibobConditionBlank,
    BibobFactBlank,
    HearingBlank,
    LetterBlanks,
    PermitBlank,
)

LANGUAGE = "nl"
WORDS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "letter_words.toml").read_text("utf-8"))


def notice(row: BibobInquiry, on: date) -> bytes:
    """To the party: advice was asked, and until when the decision can wait for it."""
    bibob = replace(
        _bibob(row, Recipient.PARTY),
        questions=row.advice_questions or None,
        clock_from_on=row.advice_asked_on,
        longest_until=longest_until(row),
        decide_by_on=decide_at_the_latest(row),
    )
    return letters.made("bibob-notice", LANGUAGE, replace(_blanks(row, _address(row), on), bibob=bibob))[1]


def invitation(row: BibobInquiry, person: BibobPerson, on: date, recipient: Recipient, court_case: str = "") -> bytes:
    """The invitation to be heard, in the edition of one reader.

    A third party reads only what is about itself; judge and committee get the papers in their case, in two parts.
    """
    match recipient:
        case Recipient.THIRD_PARTY:
            bibob = replace(_bibob(row, recipient), own_part=person.own_part or None)
        case Recipient.PARTY:
            bibob = _whole(row, recipient)
        case _:
            bibob = replace(_bibob(row, recipient), court_case=court_case)
    hearing = HearingBlank(invited_on=on, until_on=person.until_on, how=letters.ways_to_answer(LANGUAGE))
    lines = _addressee(person, recipient, court_case)
    blanks = replace(_blanks(row, lines, on), hearing=hearing, bibob=bibob, annexes=_annexes(row, person))
    return letters.made("bibob-hearing", LANGUAGE, blanks)[1]


def _addressee(person: BibobPerson, recipient: Recipient, court_case: str) -> tuple[str, ...]:
    if recipient in {Recipient.JUDGE, Recipient.COMMITTEE}:
        town = municipality_now()
        address = town.court if recipient == Recipient.JUDGE else town.objection_address
        return tuple(line.strip() for line in address.split(",") if line.strip()) or (court_case,)
    return tuple(line for line in (person.name, person.street, person.place) if line)


def _annexes(row: BibobInquiry, person: BibobPerson) -> tuple[str, ...]:
    """The copy that goes along: the advice or findings; for a third party only the part about itself."""
    third = person.role == Heard.THIRD
    wanted = {DocumentKind.EXTRACT} if third else {DocumentKind.ADVICE, DocumentKind.OWN_FINDINGS}
    fitting = [one for one in row.documents if one.kind in wanted and (not third or one.person_id == person.id)]
    return tuple(one.title for one in fitting)


def _address(row: BibobInquiry) -> tuple[str, ...]:
    return letters.envelope(row.subject, LANGUAGE)


def _blanks(row: BibobInquiry, addressee: tuple[str, ...], on: date) -> LetterBlanks:
    application, permit = row.application, row.permit
    number = application.case_number if application is not None else row.number
    return replace(
        letters.blanks_for(row.establishment, number, addressee, on, LANGUAGE),
        application=ApplicationBlank(application.received_on) if application is not None else None,
        permit=PermitBlank(permit.number, permit.granted_on) if permit is not None else None,
    )


def _bibob(row: BibobInquiry, recipient: Recipient) -> BibobBlank:
    """What every reader may know: the steps and their days."""
    return BibobBlank(
        recipient=recipient.value,
        asked_on=row.advice_asked_on,
        received_on=row.advice_received_on,
        reference=row.advice_reference or None,
        form_on=row.form_received_on,
    )


def reasons(row: BibobInquiry) -> BibobBlank:
    """All that the party may read of the reasons, for the decision itself."""
    return _whole(row, Recipient.PARTY)


def _whole(row: BibobInquiry, recipient: Recipient) -> BibobBlank:
    return replace(
        _bibob(row, recipient),
        danger="serious" if row.danger == Danger.SERIOUS else "lesser" if row.danger == Danger.LESSER else None,
        ground=_ground(row),
        facts=tuple(_fact(fact) for fact in row.facts),
        relation=row.relation or None,
        weighing=row.danger_reasons or None,
        intention=_intention(row),
        advice_check=row.advice_check or None,
        third_parties=row.third_parties_said or None,
        refused_data=row.refused_data or None,
        false_statement=row.false_statement or None,
        conditions_considered=row.conditions_considered or None,
        conditions=tuple(BibobConditionBlank(one.text, one.purpose, one.proportion) for one in row.conditions),
    )


def _ground(row: BibobInquiry) -> str | None:
    key = "both" if row.profit and row.offences else "profit" if row.profit else "offences" if row.offences else ""
    return WORDS["ground"].get(key)


def _intention(row: BibobInquiry) -> str | None:
    about = "application" if row.application_id is not None else "permit"
    return WORDS["intention"].get(f"{about}-{row.danger}")


def _fact(fact: BibobFact) -> BibobFactBlank:
    status = WORDS["status"][fact.status]
    return BibobFactBlank(fact.text, fact.happened_on, fact.source, f"{status}, {fact.code}" if fact.code else status)
