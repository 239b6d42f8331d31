"""The advice of the federal directorate (DIOB, DEIPP): asked, found admissible, completed, received."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app.access import Permission
from app.acts import act, check_version
from app.errors import Lacking, NoSuchRoad
from app.lifecycle import Lack
from decisions.compartments import desk
from decisions.compartments.desk import RightLapsed
from decisions.countersigning import queries as papers
from decisions.integrity import letters, terms
from decisions.integrity.acts.file import attach, edited, file_letter, tell
from decisions.integrity.lifecycle import ARTICLES, INVESTIGATION, InvestigationState
from decisions.integrity.models import DocumentKind, IntegrityInvestigation
from decisions.integrity.words import LETTERS
from decisions.refusals import RecordedAlready

_WRITE = Permission.INTEGRITY_WRITE
_REQUEST = "diob-request"
_ASKED_BY = {"integrity-opening": "opening", _REQUEST: "advice"}


def lacks_to_ask(row: IntegrityInvestigation) -> list[Lack]:
    """What the request must hold: the result of the register, and what was investigated so far."""
    found = []
    if row.register_on is None:
        sentence = _l("First consult the central register: its result goes along with the request.")
        found.append(Lack("register", sentence, "register", ARTICLES["register"]))
    if not row.sources.strip():
        sentence = _l("First note which sources were consulted: the request tells it.")
        found.append(Lack("sources", sentence, "sources", ARTICLES["admissibility"]))
    return found


@act(_WRITE, name="integrity.ask_diob")
def ask_diob(row: IntegrityInvestigation, seen: int | None, on: date, why: str) -> IntegrityInvestigation:
    """Ask the directorate for advice: makes the request with its four items. Raises Lacking."""
    check_version(row, seen)
    lacks = lacks_to_ask(row)
    row.state = INVESTIGATION.after(InvestigationState(row.state), "ask_diob")
    if lacks:
        raise Lacking(lacks)
    row.diob_asked_on, row.diob_why = desk.not_in_future(on, row.opened_on), desk.reason(why)
    file_letter(row, _REQUEST, letters.diob_request(row, on), on)
    edited(row)
    tell(row, "integrity.diob-asked", on)
    return row


def lacks_to_receive(row: IntegrityInvestigation) -> list[Lack]:
    """The letters of the file that still wait for a signature, only the newest of each kind: none has left before."""
    newest = {one.letter_kind: one for one in row.documents if one.letter_kind}
    return [
        Lack(
            "signature",
            _l("The mayor has not signed this letter yet: %(letter)s. It has not left.", letter=LETTERS[kind]),
            "on",
            ARTICLES[_ASKED_BY.get(kind, "investigation")],
        )
        for kind, one in newest.items()
        if not papers.is_signed(one.id)
    ]


@act(_WRITE, name="integrity.record_receipt")
def record_receipt(row: IntegrityInvestigation, seen: int | None, on: date) -> IntegrityInvestigation:
    """The directorate received the request: its five working days start the next day.

    Raises Lacking while a letter of the file waits for the mayor: what was not signed was received by nobody.
    """
    check_version(row, seen)
    if row.state != InvestigationState.DIOB_ASKED:
        raise NoSuchRoad(state=row.state, verb="record_receipt")
    if row.diob_receipt_on is not None:
        raise RecordedAlready
    lacks = lacks_to_receive(row)
    if lacks:
        raise Lacking(lacks)
    row.diob_receipt_on = desk.not_in_future(on, row.diob_asked_on)
    edited(row)
    tell(row, "integrity.diob-receipt", on)
    return row


@act(_WRITE, name="integrity.find_incomplete")
def find_incomplete(row: IntegrityInvestigation, seen: int | None, on: date) -> IntegrityInvestigation:
    """The directorate told us that something lacks in the request."""
    check_version(row, seen)
    row.state = INVESTIGATION.after(InvestigationState(row.state), "find_incomplete")
    row.diob_incomplete_on = desk.not_in_future(on, row.diob_receipt_on or row.diob_asked_on)
    row.diob_completed_on = None
    edited(row)
    tell(row, "integrity.diob-incomplete", on)
    return row


@act(_WRITE, name="integrity.complete_request")
def complete_request(row: IntegrityInvestigation, seen: int | None, on: date) -> IntegrityInvestigation:
    """We sent what lacked, within five working days. Raises RightLapsed after them."""
    check_version(row, seen)
    row.state = INVESTIGATION.after(InvestigationState(row.state), "complete_request")
    assert row.diob_incomplete_on is not None
    row.diob_completed_on = desk.not_in_future(on, row.diob_incomplete_on)
    if on > terms.worked_out(terms.COMPLETION, row.diob_incomplete_on).last_day:
        raise RightLapsed(_l("The five working days to complete the request have passed. Make a new request."))
    row.diob_receipt_on = on
    edited(row)
    tell(row, "integrity.diob-completed", on)
    return row


@act(_WRITE, name="integrity.ask_again")
def ask_again(row: IntegrityInvestigation, seen: int | None, on: date) -> IntegrityInvestigation:
    """Make a new request when the time to complete the first one passed unused."""
    check_version(row, seen)
    if row.diob_incomplete_on is None or row.state != InvestigationState.DIOB_INCOMPLETE:
        raise NoSuchRoad(state=row.state, verb="ask_again")
    row.diob_asked_on = desk.not_in_future(on, row.diob_incomplete_on)
    row.diob_receipt_on = row.diob_incomplete_on = row.diob_completed_on = None
    row.state = INVESTIGATION.after(InvestigationState(row.state), "ask_again")
    file_letter(row, _REQUEST, letters.diob_request(row, on), on)
    edited(row)
    tell(row, "integrity.diob-asked", on)
    return row


@act(_WRITE, name="integrity.find_admissible")
def find_admissible(row: IntegrityInvestigation, seen: int | None, on: date) -> IntegrityInvestigation:
    """The directorate confirmed that the request is admissible: its thirty working days start the next day."""
    check_version(row, seen)
    row.state = INVESTIGATION.after(InvestigationState(row.state), "find_admissible")
    row.diob_admissible_on = desk.not_in_future(on, row.diob_receipt_on or row.diob_asked_on)
    row.diob_receipt_on = row.diob_receipt_on or on
    edited(row)
    tell(row, "integrity.diob-admissible", on)
    return row


@act(_WRITE, name="integrity.receive_advice")
def receive_advice(
    row: IntegrityInvestigation,
    seen: int | None,
    received_on: date,
    number: str,
    dated_on: date,
    outcome: str,
    content: bytes,
    name: str,
) -> IntegrityInvestigation:
    """The advice came in. It is not binding, and nothing negative can be decided without it."""
    check_version(row, seen)
    row.state = INVESTIGATION.after(InvestigationState(row.state), "receive_advice")
    row.diob_received_on = desk.not_in_future(received_on, row.diob_admissible_on)
    row.diob_advice_on = desk.not_in_future(dated_on, row.diob_asked_on)
    row.diob_number, row.diob_outcome = desk.text(number, 80), desk.reason(outcome)
    attach(row, DocumentKind.ADVICE, row.diob_number or "advice", dated_on, content, name)
    edited(row)
    tell(row, "integrity.advised", received_on)
    return row
