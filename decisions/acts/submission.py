"""From the officer to the mayor: submitting, the second reader, and the way back."""

from __future__ import annotations

from hashlib import sha256

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app import clock, files
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import Lacking, NoSuchRoad
from app.people import municipality_now
from decisions import codes, events, letters, terms
from decisions.acts import desk
from decisions.case_file import case_file
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import Decision, DecisionLetter
from decisions.reasoning import what_lacks
from decisions.refusals import NotFromTheDrafter, NothingChanged
from decisions.signatures.models import SignedCopy
from permits.models import RegisterStatus
from reports.press import page_count


@act(Permission.DECISION_DRAFT)
def submit(decision: Decision, seen: int | None) -> Decision:
    """Close the draft: makes the exact letter, and offers it to the second reader or to the mayor.

    Raises Lacking while something lacks: the same list that the page shows.
    """
    check_version(decision, seen)
    to_reader = municipality_now().second_reader
    verb = "submit_to_reader" if to_reader else "submit"
    DECISION.after(DecisionState(decision.state), verb)
    if decision.state == DecisionState.DRAFT and decision.measure_copy["announce_required"]:
        raise NoSuchRoad(state=decision.state, verb=verb)
    lacks = what_lacks(case_file(decision), clock.today())
    if lacks:
        raise Lacking(lacks)
    events.decision_submitted.send(decision)
    _close(decision)
    if to_reader:
        return submit_to_reader(decision)
    decision.state = DECISION.after(DecisionState(decision.state), "submit")
    desk.tell(decision, "decision.submitted", pages=_pages(decision))
    desk.show(decision, "sign", decision.decide_before, RegisterStatus.WITH_MAYOR)
    return decision


def _close(decision: Decision) -> None:
    decision.submitted_at, decision.decide_before = clock.now(), terms.decide_before(decision)
    codes.issue(decision, decision.measure_copy["letters"]["decision"])
    letter, content = letters.decision_letter(decision)
    _must_be_new(decision, content)
    filed = desk.file_letter(decision, letter, content)
    decision.letter_sha256 = filed.sha256
    decision.letter_text_id = f"{letter.text_id} {letter.edition.isoformat()}"
    decision.reader_id, decision.read_at, decision.reader_remark = None, None, ""
    decision.returned_because, decision.returned_at = "", None
    desk.edited(decision)


def _must_be_new(decision: Decision, content: bytes) -> None:
    """What was signed and taken back is not signed again in the same words."""
    question = (
        select(SignedCopy.id)
        .join(DecisionLetter, SignedCopy.letter_id == DecisionLetter.id)
        .where(DecisionLetter.decision_id == decision.id, DecisionLetter.sha256 == sha256(content).hexdigest())
    )
    if db.session.scalar(question.limit(1)) is not None:
        raise NothingChanged


def _pages(decision: Decision) -> int:
    return page_count(files.read(decision.letter_sha256 or ""))


@act(Permission.DECISION_DRAFT)
def submit_to_reader(decision: Decision) -> Decision:
    """Offer a complete decision to a colleague first; part of :func:`submit` where the municipality wants it."""
    decision.state = DECISION.after(DecisionState(decision.state), "submit_to_reader")
    desk.tell(decision, "decision.to-reader", pages=_pages(decision))
    desk.show(decision, "decide", decision.decide_before, RegisterStatus.INTENTION)
    return decision


@act(Permission.DECISION_SECOND_READ)
def approve(decision: Decision, seen: int | None, remark: str = "") -> Decision:
    """The second reader agrees; the decision goes to the mayor. The drafter cannot read it."""
    check_version(decision, seen)
    _must_be_another(decision)
    decision.state = DECISION.after(DecisionState(decision.state), "approve")
    decision.reader_id, decision.read_at = desk.person_id(), clock.now()
    decision.reader_remark = desk.bounded(remark)
    desk.tell(decision, "decision.approved", remark=decision.reader_remark)
    desk.show(decision, "sign", decision.decide_before, RegisterStatus.WITH_MAYOR)
    return decision


@act(Permission.DECISION_SECOND_READ)
def send_back(decision: Decision, seen: int | None, reason: str) -> Decision:
    """The second reader does not agree, with a reason; the letter that was made stays in the file."""
    check_version(decision, seen)
    _must_be_another(decision)
    decision.state = DECISION.after(DecisionState(decision.state), "send_back")
    _open_again(decision, reason)
    desk.tell(decision, "decision.sent-back", reason=decision.returned_because)
    return decision


@act(Permission.DECISION_SIGN)
def return_to_officer(decision: Decision, seen: int | None, reason: str) -> Decision:
    """The mayor does not sign, with a reason."""
    check_version(decision, seen)
    decision.state = DECISION.after(DecisionState(decision.state), "return_to_officer")
    _open_again(decision, reason)
    desk.tell(decision, "decision.returned", reason=decision.returned_because)
    return decision


@act(Permission.DECISION_DRAFT)
def take_back(decision: Decision, reason: str) -> Decision:
    """A letter that the mayor signed and another hand sent back is a draft again; its signature does not count.

    Part of the act that takes the letter back. ``reason``: why it was sent back.
    """
    decision.state = DECISION.after(DecisionState(decision.state), "take_back")
    decision.signed_by, decision.signed_at, decision.signed_sha256 = None, None, None
    _open_again(decision, reason)
    return decision


def _must_be_another(decision: Decision) -> None:
    if desk.person_id() == decision.drafter_id:
        raise NotFromTheDrafter(_l("Who drafted this decision cannot be its second reader."))


def _open_again(decision: Decision, reason: str) -> None:
    decision.returned_because, decision.returned_at = desk.reason(reason), clock.now()
    decision.letter_sha256 = None
    desk.edited(decision)
    desk.show(decision, "decide", decision.decide_before, RegisterStatus.INTENTION)
