"""The advice of the national Bureau: asked, waited for, received or used again. It moves the decision clock."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission
from app.acts import act, check_version
from app.errors import NoSuchRoad
from decisions.bibob import letters
from decisions.bibob.acts.file import attach, edited, tell
from decisions.bibob.lifecycle import INQUIRY, InquiryState
from decisions.bibob.models import BibobDataRequest, BibobDocument, BibobInquiry, DocumentKind, Recipient
from decisions.bibob.terms import may_be_reused, move_clock
from decisions.compartments import desk
from decisions.compartments.desk import RightLapsed
from decisions.refusals import NothingToDecideOn, RecordedAlready, WrongDay
from permits import register_line

_WRITE = Permission.BIBOB_WRITE
_MOST_WEEKS = 4


def _moved(row: BibobInquiry) -> None:
    """The decision clock of the application follows the file, and so does the line of the register."""
    move_clock(row)
    edited(row)
    register_line.refresh(row.establishment)


@act(_WRITE, name="bibob.ask_advice")
def ask_advice(row: BibobInquiry, seen: int | None, asked_on: date, questions: str) -> BibobInquiry:
    """Ask the Bureau for advice: from this day the decision clock stands still."""
    check_version(row, seen)
    row.state = INQUIRY.after(InquiryState(row.state), "ask_advice")
    row.advice_asked_on = desk.not_in_future(asked_on, row.form_received_on)
    row.advice_questions = desk.reason(questions)
    _moved(row)
    tell(row, "bibob.advice-asked", asked_on)
    return row


@act(_WRITE, name="bibob.notify_party")
def notify_party(row: BibobInquiry, seen: int | None, on: date | None = None) -> BibobInquiry:
    """Tell the party in writing that advice was asked, and until when the clock can stand still."""
    check_version(row, seen)
    if row.advice_asked_on is None:
        raise NoSuchRoad(state=row.state, verb="notify_party")
    if row.notice_sent_on is not None:
        raise RecordedAlready
    row.notice_sent_on = desk.not_in_future(on or clock.today(), row.advice_asked_on)
    content = letters.notice(row, row.notice_sent_on)
    _file(row, content, row.notice_sent_on, "bibob-notice")
    edited(row)
    tell(row, "bibob.notice-sent", row.notice_sent_on)
    return row


def _file(row: BibobInquiry, content: bytes, on: date, kind: str) -> None:
    name = f"{row.number} {kind}.pdf"
    attach(row, DocumentKind.LETTER, kind, on, content, name, letter_kind=kind, recipient=Recipient.PARTY)


@act(_WRITE, name="bibob.extend_advice")
def extend_advice(row: BibobInquiry, seen: int | None, weeks: int) -> BibobInquiry:
    """The Bureau puts its advice off, once and by at most four weeks."""
    check_version(row, seen)
    if row.state != InquiryState.ADVICE_ASKED:
        raise NoSuchRoad(state=row.state, verb="extend_advice")
    if row.advice_extra_weeks:
        raise RecordedAlready
    if not 1 <= weeks <= _MOST_WEEKS:
        raise WrongDay(_l("The Bureau can put its advice off by 1 to %(most)s weeks.", most=_MOST_WEEKS))
    row.advice_extra_weeks = weeks
    edited(row)
    tell(row, "bibob.advice-extended", weeks=weeks)
    return row


@act(_WRITE, name="bibob.ask_data")
def ask_data(row: BibobInquiry, seen: int | None, asked_on: date) -> BibobInquiry:
    """The Bureau asked the party for data: its term stands still until they have come."""
    check_version(row, seen)
    if row.state != InquiryState.ADVICE_ASKED:
        raise NoSuchRoad(state=row.state, verb="ask_data")
    if any(request.received_on is None for request in row.data_requests):
        raise RecordedAlready
    last = max((request.received_on or asked_on for request in row.data_requests), default=row.advice_asked_on)
    row.data_requests.append(BibobDataRequest(asked_on=desk.not_in_future(asked_on, last)))
    edited(row)
    tell(row, "bibob.data-asked", asked_on)
    return row


@act(_WRITE, name="bibob.receive_data")
def receive_data(row: BibobInquiry, seen: int | None, received_on: date) -> BibobInquiry:
    """The Bureau received the data: the days waited for lengthen its term and the longest stand-still."""
    check_version(row, seen)
    waiting = next((request for request in row.data_requests if request.received_on is None), None)
    if waiting is None or row.state != InquiryState.ADVICE_ASKED:
        raise NoSuchRoad(state=row.state, verb="receive_data")
    waiting.received_on = desk.not_in_future(received_on, waiting.asked_on)
    _moved(row)
    tell(row, "bibob.data-received", received_on)
    return row


@act(_WRITE, name="bibob.receive_advice")
def receive_advice(
    row: BibobInquiry, seen: int | None, received_on: date, reference: str, content: bytes, name: str
) -> BibobInquiry:
    """The advice came in: from the next day the decision clock runs again."""
    check_version(row, seen)
    row.state = INQUIRY.after(InquiryState(row.state), "receive_advice")
    row.advice_received_on = desk.not_in_future(received_on, row.advice_asked_on)
    row.advice_reference = desk.text(reference, 80)
    attach(row, DocumentKind.ADVICE, row.advice_reference or "advice", received_on, content, name)
    _moved(row)
    tell(row, "bibob.advice-received", received_on)
    return row


@act(_WRITE, name="bibob.reuse_advice")
def reuse_advice(row: BibobInquiry, seen: int | None, earlier: BibobInquiry) -> BibobInquiry:
    """Use the advice or conclusion of an earlier inquiry about the same party. Raises RightLapsed after five years."""
    check_version(row, seen)
    row.state = INQUIRY.after(InquiryState(row.state), "reuse_advice")
    if earlier.subject_id != row.subject_id or earlier.id == row.id or earlier.state != InquiryState.CLOSED:
        raise NothingToDecideOn(_l("Only a closed inquiry about the same party can be used again."))
    if not may_be_reused(earlier, clock.today()):
        raise RightLapsed(_l("The earlier result is too old to be used again. Ask for advice, or inquire yourself."))
    row.reused_id = earlier.id
    row.advice_reference = earlier.advice_reference
    for document in earlier.documents:
        if document.kind in {DocumentKind.ADVICE, DocumentKind.OWN_FINDINGS}:
            row.documents.append(_again(document))
    edited(row)
    tell(row, "bibob.advice-reused")
    return row


def _again(document: BibobDocument) -> BibobDocument:
    """The same bytes in the new file; they are destroyed with the last file that holds them."""
    return BibobDocument(
        kind=document.kind, title=document.title, dated_on=document.dated_on, file_sha256=document.file_sha256
    )
