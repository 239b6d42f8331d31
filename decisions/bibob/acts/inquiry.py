"""The inquiry from its opening to its end: the form, the degree of danger, what is told to the Bureau."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

import law
from app import clock, numbers
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import Lacking, NoSuchRoad
from app.people import municipality_now
from decisions.bibob import queries
from decisions.bibob.acts.file import attach, edited, tell
from decisions.bibob.lifecycle import INQUIRY, Danger, InquiryState, lacks_to_close, lacks_to_judge, must_tell_bureau
from decisions.bibob.models import BibobDocument, BibobInquiry, BibobPerson, DocumentKind, Heard
from decisions.bibob.terms import move_clock
from decisions.compartments import desk
from decisions.compartments.desk import NotThisLaw
from decisions.refusals import AlreadyUnderWay, NothingToDecideOn, WrongDay
from permits import register_line
from permits.lifecycle import APPLICATION, PERMIT, ApplicationState
from permits.models import Application, Party, Permit

_WRITE = Permission.BIBOB_WRITE


@act(_WRITE, name="bibob.open_inquiry")
def open_inquiry(
    about: Application | Permit, because: str, opened_on: date | None = None, subject: Party | None = None
) -> BibobInquiry:
    """Begin an own inquiry about an open application or a permit that has not ended.

    Raises NotThisLaw outside the Netherlands, NothingToDecideOn, AlreadyUnderWay or WrongDay.
    """
    if law.jurisdiction(municipality_now().jurisdiction).country != "nl":
        raise NotThisLaw
    applied = isinstance(about, Application)
    final = about.state in (APPLICATION.final if applied else PERMIT.final)
    if final:
        raise NothingToDecideOn(_l("This has already been decided or has ended; there is nothing to inquire into."))
    if queries.open_about(about.id):
        raise AlreadyUnderWay
    begun = about.received_on if isinstance(about, Application) else about.granted_on
    row = BibobInquiry(
        number=numbers.next_number("BB"),
        establishment_id=about.establishment_id,
        application_id=about.id if applied else None,
        permit_id=None if applied else about.id,
        subject=subject or (about.applicant if isinstance(about, Application) else about.holder),
        state=INQUIRY.start,
        opened_on=desk.not_in_future(opened_on or clock.today(), begun),
        opened_because=desk.reason(because),
    )
    db.session.add(row)
    row.persons.append(_party(row.subject))
    db.session.flush()
    tell(row, "bibob.opened", row.opened_on)
    return row


def _party(subject: Party) -> BibobPerson:
    place = f"{subject.postal_code} {subject.city}".strip()
    return BibobPerson(role=Heard.PARTY, name=subject.name, label="", street=subject.address, place=place, position=0)


@act(_WRITE, name="bibob.send_form")
def send_form(row: BibobInquiry, seen: int | None, sent_on: date, due_on: date) -> BibobInquiry:
    """The Bibob form went to the party, to be returned at the latest on ``due_on``."""
    check_version(row, seen)
    row.state = INQUIRY.after(InquiryState(row.state), "send_form")
    row.form_sent_on = desk.not_in_future(sent_on, row.opened_on)
    row.form_due_on = desk.after_today(due_on, sent_on)
    edited(row)
    tell(row, "bibob.form-sent", sent_on, until=due_on)
    return row


@act(_WRITE, name="bibob.receive_form")
def receive_form(
    row: BibobInquiry, seen: int | None, received_on: date, content: bytes | None = None, name: str = ""
) -> BibobInquiry:
    """The form came back, completed."""
    check_version(row, seen)
    row.state = INQUIRY.after(InquiryState(row.state), "receive_form")
    row.form_received_on = desk.not_in_future(received_on, row.form_sent_on)
    if content is not None:
        attach(row, DocumentKind.FORM, name or "form", received_on, content, name)
    edited(row)
    tell(row, "bibob.form-received", received_on)
    return row


@act(_WRITE, name="bibob.judge")
def judge(
    row: BibobInquiry,
    seen: int | None,
    danger: Danger,
    reasons: str,
    *,
    profit: bool = False,
    offences: bool = False,
    relation: str = "",
    relation_checked_on: date | None = None,
    conditions_considered: str = "",
    elsewhere: str = "",
) -> BibobInquiry:
    """Decide the degree of danger, with reasons; again after the hearing. Raises Lacking."""
    check_version(row, seen)
    lacks = lacks_to_judge(row, danger, clock.today())
    row.state = INQUIRY.after(InquiryState(row.state), "judge")
    if lacks:
        raise Lacking(lacks)
    if danger != Danger.NONE and not (profit or offences):
        raise NothingToDecideOn(_l("Choose for what the danger is: to use the gains of offences, or to commit them."))
    row.danger_reasons = desk.reason(reasons)
    row.danger_on = clock.today()
    row.danger, row.profit, row.offences = danger, profit and danger != Danger.NONE, offences and danger != Danger.NONE
    row.relation, row.conditions_considered = desk.text(relation), desk.text(conditions_considered)
    row.elsewhere = desk.text(elsewhere)
    row.relation_checked_on = desk.not_in_future(relation_checked_on) if relation_checked_on else None
    edited(row)
    tell(row, "bibob.judged", row.danger_on)
    return row


@act(_WRITE, name="bibob.tell_bureau")
def tell_bureau(row: BibobInquiry, seen: int | None, on: date) -> BibobInquiry:
    """The Bureau was told a danger that was concluded without its advice."""
    check_version(row, seen)
    if row.danger_on is None or not must_tell_bureau(row):
        raise NoSuchRoad(state=row.state, verb="tell_bureau")
    row.bureau_told_on = desk.not_in_future(on, row.danger_on)
    edited(row)
    tell(row, "bibob.bureau-told", on)
    return row


@act(_WRITE, name="bibob.tell_withdrawal")
def tell_withdrawal(row: BibobInquiry, seen: int | None, on: date) -> BibobInquiry:
    """The Bureau was told that the party withdrew its application because of the inquiry."""
    check_version(row, seen)
    application = row.application
    if application is None or application.state != ApplicationState.WITHDRAWN:
        raise NoSuchRoad(state=row.state, verb="tell_withdrawal")
    row.withdrawal_told_on = desk.not_in_future(on, application.decided_on)
    edited(row)
    tell(row, "bibob.bureau-told", on)
    return row


@act(_WRITE, name="bibob.close")
def close(row: BibobInquiry, seen: int | None, on: date | None = None) -> BibobInquiry:
    """Close the inquiry: its result may now carry a decision. Raises Lacking while a step of the law lacks."""
    check_version(row, seen)
    INQUIRY.after(InquiryState(row.state), "close")  # an inquiry that is closed already lacks nothing
    lacks = lacks_to_close(row)
    if lacks:
        raise Lacking(lacks)
    row.closed_on = desk.not_in_future(on or clock.today(), row.danger_on)
    row.state = INQUIRY.after(InquiryState(row.state), "close")
    edited(row)
    tell(row, "bibob.closed", row.closed_on)
    return row


@act(_WRITE, name="bibob.stop")
def stop(row: BibobInquiry, seen: int | None, because: str) -> BibobInquiry:
    """End the inquiry without a result: the application was withdrawn or left untreated, the permit ended."""
    check_version(row, seen)
    row.state = INQUIRY.after(InquiryState(row.state), "stop")
    row.stopped_because, row.closed_on = desk.reason(because), clock.today()
    move_clock(row)
    edited(row)
    register_line.refresh(row.establishment)
    tell(row, "bibob.stopped")
    return row


@act(_WRITE, name="bibob.add_document")
def add_document(
    row: BibobInquiry,
    seen: int | None,
    kind: DocumentKind,
    title: str,
    dated_on: date,
    content: bytes,
    name: str,
    person: BibobPerson | None = None,
) -> BibobDocument:
    """Add a PDF or picture to the closed file; an extract of the advice belongs to one third party."""
    check_version(row, seen)
    if not title.strip():
        raise WrongDay(_l("Fill in what this document is."))
    if kind == DocumentKind.EXTRACT and (person is None or person.inquiry_id != row.id or person.role != Heard.THIRD):
        raise NothingToDecideOn(_l("Choose the third party whom this part of the advice is about."))
    document = attach(row, kind, title, desk.not_in_future(dated_on), content, name, person=person)
    edited(row)
    tell(row, "bibob.document")
    return document


@act(_WRITE, name="bibob.hold")
def hold(row: BibobInquiry, seen: int | None, because: str) -> BibobInquiry:
    """Keep the file from destruction while a case about it is pending; an empty reason ends that."""
    check_version(row, seen)
    row.hold_because = desk.reason(because) if because.strip() else ""
    edited(row)
    tell(row, "bibob.held" if row.hold_because else "bibob.released")
    return row
