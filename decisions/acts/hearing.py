"""Hearing the party: the intention or invitation, the response or its absence, the judicial consultation."""

from __future__ import annotations

from datetime import date, datetime

from flask_babel import lazy_gettext as _l

import law
from app import clock, files
from app.access import Permission
from app.acts import act, check_version
from app.errors import Lacking, NoSuchRoad
from decisions import codes, letters, terms
from decisions.acts import desk
from decisions.case_file import case_file
from decisions.gates import exceptions_in
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import Decision
from decisions.reasoning import what_lacks_to_announce
from decisions.refusals import NoSuchMeasure, TermStillRuns, WrongDay
from permits.models import RegisterStatus


@act(Permission.DECISION_DRAFT)
def announce(
    decision: Decision,
    seen: int | None,
    announced_on: date | None = None,
    *,
    hearing_place: str | None = None,
    hearing_at: datetime | None = None,
) -> Decision:
    """Send the intention or the invitation: makes and keeps its letter and fixes the last day for a response.

    Again after a ground was added: the term runs anew. Raises Lacking while the letter would be incomplete.
    """
    check_version(decision, seen)
    on = announced_on or clock.today()
    decision.state = DECISION.after(DecisionState(decision.state), "announce")
    decision.hearing_place = decision.hearing_place if hearing_place is None else desk.bounded(hearing_place, 200)
    decision.hearing_at = hearing_at or decision.hearing_at
    lacks = what_lacks_to_announce(case_file(decision))
    if lacks:
        raise Lacking(lacks)
    _fix_days(decision, on)
    for ground in decision.grounds:
        ground.announced = True
    codes.issue(decision, decision.measure_copy["letters"]["announcement"])
    letter, content = letters.announcement(decision, on)
    filed = desk.file_letter(decision, letter, content, sent_on=on)
    desk.edited(decision)
    desk.tell(
        decision, "decision.announced", files_of=[(_l("letter"), filed.sha256)], until=decision.hearing_until, on=on
    )
    desk.show(decision, "hearing", decision.hearing_until, RegisterStatus.INTENTION)
    return decision


def _fix_days(decision: Decision, on: date) -> None:
    if on < clock.civil(decision.drafted_at).date():
        raise WrongDay(_l("The intention cannot be sent before it was drafted."))
    if decision.hearing_at is not None and clock.civil(decision.hearing_at).date() <= on:
        raise WrongDay(_l("The hearing must lie after the day on which the invitation is sent."))
    computed = terms.hearing_term(decision, on)
    decision.announced_on = on
    decision.hearing_until = computed.last_day if computed else None
    decision.hearing_exception = decision.hearing_exception_reason = ""
    decision.hearing_outcome = decision.hearing_summary = decision.hearing_reply = ""
    decision.hearing_received_on = decision.hearing_held_on = None


@act(Permission.DECISION_DRAFT)
def announce_nothing(decision: Decision, seen: int | None, exception: str, reason: str) -> Decision:
    """Hear nobody first, under exactly one exception of the law, with its reason.

    Raises NoSuchMeasure when the law of this municipality has no such exception.
    """
    check_version(decision, seen)
    country = law.jurisdiction(decision.jurisdiction).country
    if exception not in {entry.id for entry in exceptions_in(country)}:
        raise NoSuchMeasure(_l("The law has no such exception to the duty to hear the party."))
    decision.state = DECISION.after(DecisionState(decision.state), "announce_nothing")
    decision.hearing_exception, decision.hearing_exception_reason = exception, desk.reason(reason)
    desk.edited(decision)
    desk.tell(decision, "decision.not-announced", reason=decision.hearing_exception_reason)
    desk.show(decision, "decide", terms.decide_before(decision), RegisterStatus.INTENTION)
    return decision


def _must_be_announced(decision: Decision) -> date:
    if decision.state != DecisionState.ANNOUNCED or decision.announced_on is None:
        raise NoSuchRoad(state=decision.state, verb="record_response")
    return decision.announced_on


def _between(day: date, first: date, sentence: str) -> None:
    if not first <= day <= clock.today():
        raise WrongDay(sentence)


@act(Permission.DECISION_DRAFT)
def record_response(
    decision: Decision,
    seen: int | None,
    received_on: date,
    summary: str,
    reply: str = "",
    content: bytes | None = None,
    name: str = "",
) -> Decision:
    """Write down what the party answered and what is said to it; the reply may follow until submission."""
    check_version(decision, seen)
    announced_on = _must_be_announced(decision)
    _between(received_on, announced_on, _l("A response comes in after the announcement and not in the future."))
    decision.hearing_received_on = received_on
    decision.hearing_summary, decision.hearing_reply = desk.reason(summary), desk.bounded(reply)
    decision.hearing_outcome = "heard" if decision.hearing_held_on else "response"
    kept = [(_l("response"), files.keep(content, name).sha256)] if content else []
    desk.edited(decision)
    desk.tell(decision, "decision.response", files_of=kept, on=received_on)
    desk.show(decision, "decide", terms.decide_before(decision), RegisterStatus.INTENTION)
    return decision


@act(Permission.DECISION_DRAFT)
def record_hearing(
    decision: Decision,
    seen: int | None,
    held_on: date,
    summary: str,
    reply: str = "",
    content: bytes | None = None,
    name: str = "",
) -> Decision:
    """Write down that the party was heard in person, with the report of the hearing."""
    check_version(decision, seen)
    announced_on = _must_be_announced(decision)
    _between(held_on, announced_on, _l("A hearing takes place after the invitation and not in the future."))
    decision.hearing_held_on, decision.hearing_outcome = held_on, "heard"
    decision.hearing_summary, decision.hearing_reply = desk.reason(summary), desk.bounded(reply)
    kept = [(_l("report of the hearing"), files.keep(content, name).sha256)] if content else []
    desk.edited(decision)
    desk.tell(decision, "decision.heard", files_of=kept, on=held_on)
    desk.show(decision, "decide", terms.decide_before(decision), RegisterStatus.INTENTION)
    return decision


@act(Permission.DECISION_DRAFT)
def record_no_response(decision: Decision, seen: int | None) -> Decision:
    """Write down that the party let its chance pass. Raises TermStillRuns until it has."""
    check_version(decision, seen)
    _must_be_announced(decision)
    today = clock.today()
    talk = clock.civil(decision.hearing_at).date() if decision.hearing_at else None
    if any(day is not None and today <= day for day in (decision.hearing_until, talk)):
        raise TermStillRuns
    decision.hearing_outcome = "none"
    desk.edited(decision)
    desk.tell(decision, "decision.no-response")
    desk.show(decision, "decide", terms.decide_before(decision), RegisterStatus.INTENTION)
    return decision


@act(Permission.DECISION_DRAFT)
def record_consultation(decision: Decision, seen: int | None, authority: str, on: date, answer: str) -> Decision:
    """Write down the consultation of the judicial authority: who, when and the answer, never its content."""
    check_version(decision, seen)
    if decision.state not in desk.EDITABLE:
        raise NoSuchRoad(state=decision.state, verb="record_consultation")
    if on > clock.today():
        raise WrongDay(_l("The consultation cannot lie in the future."))
    decision.consulted_authority, decision.consulted_on = desk.bounded(authority, 200), on
    decision.consultation_answer = desk.bounded(answer)
    desk.edited(decision)
    desk.tell(decision, "decision.consulted", authority=decision.consulted_authority, on=on)
    return decision
