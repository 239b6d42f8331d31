"""Hearing the party and the third parties whom the reasons name, each with its own copy and the duty of secrecy."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import Lacking, NoSuchRoad
from app.lifecycle import Lack
from decisions.bibob import letters
from decisions.bibob.acts.file import attach, edited, tell
from decisions.bibob.lifecycle import ARTICLES, InquiryState, lacks_of_reasons, must_be_heard
from decisions.bibob.models import BibobDocument, BibobInquiry, BibobPerson, DocumentKind, Heard, Recipient
from decisions.compartments import desk
from decisions.refusals import RecordedAlready, TermStillRuns, WrongDay

_WRITE = Permission.BIBOB_WRITE
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@act(_WRITE, name="bibob.name_third")
def name_third(row: BibobInquiry, seen: int | None, name: str, street: str, place: str, own_part: str) -> BibobPerson:
    """Add a third party whom the reasons name: financier, manager, business partner. Never a worker or a victim."""
    check_version(row, seen)
    if row.state == InquiryState.CLOSED:
        raise NoSuchRoad(state=row.state, verb="name_third")
    thirds = [one for one in row.persons if one.role == Heard.THIRD]
    if len(thirds) >= len(_LETTERS):
        raise WrongDay(_l("No more third parties can be added to this inquiry."))
    if not name.strip():
        raise WrongDay(_l("Fill in the name of the third party."))
    used = {one.label for one in thirds}
    person = BibobPerson(
        role=Heard.THIRD,
        name=desk.text(name, 200),
        label=next(letter for letter in _LETTERS if letter not in used),
        street=desk.text(street, 200),
        place=desk.text(place, 120),
        own_part=desk.reason(own_part),
        position=max((one.position for one in row.persons), default=0) + 1,
    )
    row.persons.append(person)
    edited(row)
    tell(row, "bibob.person-named")
    return person


@act(_WRITE, name="bibob.drop_person")
def drop_person(person: BibobPerson, seen: int | None) -> BibobInquiry:
    """Take a third party out again who was not invited yet."""
    row = person.inquiry
    check_version(row, seen)
    if person.role != Heard.THIRD or person.invited_on is not None or row.state == InquiryState.CLOSED:
        raise NoSuchRoad(state=row.state, verb="drop_person")
    for document in [one for one in row.documents if one.person_id == person.id]:
        document.person_id, document.kind = None, DocumentKind.OTHER
    db.session.flush()
    row.persons.remove(person)
    edited(row)
    return row


def lacks_to_invite(person: BibobPerson) -> list[Lack]:
    """What must be in the file before somebody is invited: the copy that goes along."""
    row = person.inquiry
    if person.role == Heard.THIRD:
        found = any(one.kind == DocumentKind.EXTRACT and one.person_id == person.id for one in row.documents)
        sentence = _l("First add the part of the advice that is about this third party: only that may go along.")
    else:
        found = any(one.kind in {DocumentKind.ADVICE, DocumentKind.OWN_FINDINGS} for one in row.documents)
        sentence = _l("First add the advice or the findings of the own inquiry: a copy goes along.")
    reasons = lacks_of_reasons(row)
    return reasons if found else [*reasons, Lack("copy", sentence, "documents", ARTICLES["hearing"])]


@act(_WRITE, name="bibob.invite")
def invite(person: BibobPerson, seen: int | None, until_on: date, on: date | None = None) -> BibobPerson:
    """Send the intention with the copy and the duty of secrecy, in the edition of this reader. Raises Lacking."""
    row = person.inquiry
    check_version(row, seen)
    if row.state != InquiryState.JUDGED or not must_be_heard(row):
        raise NoSuchRoad(state=row.state, verb="invite")
    if person.invited_on is not None:
        raise RecordedAlready
    lacks = lacks_to_invite(person)
    if lacks:
        raise Lacking(lacks)
    person.invited_on = desk.not_in_future(on or clock.today(), row.danger_on)
    person.until_on = desk.after_today(until_on, person.invited_on)
    recipient = Recipient.THIRD_PARTY if person.role == Heard.THIRD else Recipient.PARTY
    _edition(row, person, person.invited_on, recipient)
    edited(row)
    tell(row, _kind(person, "invited"), person.invited_on, label=person.label, until=person.until_on)
    return person


def _kind(person: BibobPerson, what: str) -> str:
    """A third party is a letter in every story, never a name."""
    return f"bibob.third-{what}" if person.role == Heard.THIRD else f"bibob.{what}"


def _edition(
    row: BibobInquiry, person: BibobPerson, on: date, recipient: Recipient, court_case: str = ""
) -> BibobDocument:
    content = letters.invitation(row, person, on, recipient, court_case)
    kind = "bibob-hearing"
    name = f"{row.number} {kind} {recipient.value}.pdf"
    return attach(
        row, DocumentKind.LETTER, kind, on, content, name, person=person, letter_kind=kind, recipient=recipient
    )


@act(_WRITE, name="bibob.make_edition")
def make_edition(person: BibobPerson, seen: int | None, recipient: Recipient, court_case: str) -> BibobDocument:
    """Make the letter for the judge or the objection committee, in their case; the first letter stays as it was."""
    row = person.inquiry
    check_version(row, seen)
    if person.invited_on is None or recipient not in {Recipient.JUDGE, Recipient.COMMITTEE}:
        raise NoSuchRoad(state=row.state, verb="make_edition")
    if not court_case.strip():
        raise WrongDay(_l("Fill in the case in which the papers are handed over."))
    document = _edition(row, person, clock.today(), recipient, desk.text(court_case, 200))
    edited(row)
    tell(row, "bibob.edition")
    return document


@act(_WRITE, name="bibob.record_view")
def record_view(
    person: BibobPerson,
    seen: int | None,
    answered_on: date,
    summary: str,
    reply: str = "",
    content: bytes | None = None,
    name: str = "",
) -> BibobPerson:
    """Write down what somebody answered and what is said to it."""
    row = person.inquiry
    check_version(row, seen)
    if person.invited_on is None or row.state == InquiryState.CLOSED:
        raise NoSuchRoad(state=row.state, verb="record_view")
    person.answered_on = desk.not_in_future(answered_on, person.invited_on)
    person.outcome, person.summary, person.reply = "view", desk.reason(summary), desk.text(reply)
    if content is not None:
        attach(row, DocumentKind.RESPONSE, name or "response", answered_on, content, name, person=person)
    edited(row)
    tell(row, _kind(person, "answered"), answered_on, label=person.label)
    return person


@act(_WRITE, name="bibob.record_no_view")
def record_no_view(person: BibobPerson, seen: int | None) -> BibobPerson:
    """Write down that somebody let the chance pass. Raises TermStillRuns until it has."""
    row = person.inquiry
    check_version(row, seen)
    if person.until_on is None or row.state == InquiryState.CLOSED:
        raise NoSuchRoad(state=row.state, verb="record_no_view")
    if clock.today() <= person.until_on:
        raise TermStillRuns
    person.outcome, person.answered_on = "none", clock.today()
    edited(row)
    tell(row, _kind(person, "not-answered"), label=person.label)
    return person
