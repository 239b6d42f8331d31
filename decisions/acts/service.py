"""Service: how and when the letter went out, its receipt, the note that corrects a day, and the college's word."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from flask_babel import lazy_gettext as _l

from app import clock, files
from app.access import Permission
from app.acts import act, check_version
from app.errors import NoSuchRoad
from decisions import codes, events, letters, terms
from decisions import letters as paper
from decisions.acts import desk, effect
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import Decision, DecisionLetter, ServiceMethod
from decisions.refusals import NoConfirmationNeeded, NothingChanged, NothingToCorrect, RecordedAlready, WrongDay

_OUT = frozenset({DecisionState.SERVED, DecisionState.IN_EFFECT})


@act(Permission.DECISION_SERVE)
def serve(
    decision: Decision,
    seen: int | None,
    method: ServiceMethod | str,
    served_on: date,
    content: bytes | None = None,
    name: str = "",
) -> Decision:
    """Record how and when the signed letter was served; when its day of effect has come it takes effect at once."""
    check_version(decision, seen)
    decision.state = DECISION.after(DecisionState(decision.state), "serve")
    events.decision_serving.send(decision)
    signed_on = clock.civil(decision.signed_at or clock.now()).date()
    if not signed_on <= served_on <= clock.today():
        raise WrongDay(_l("The letter is served on or after the day of signing, and not in the future."))
    decision.served_by, decision.served_on = ServiceMethod(method), served_on
    kept = [(_l("proof of service"), files.keep(content, name).sha256)] if content else []
    decision.service_proof_sha256 = kept[0][1] if kept else None
    for letter in decision.letters:
        if letter.signed_sha256 is not None:
            letter.sent_on = served_on
    desk.edited(decision)
    desk.tell(decision, "decision.served", files_of=kept, on=served_on, last_day=terms.holding_last_day(decision) or "")
    due = terms.effect_day(decision)
    if due is not None and due <= clock.today():
        return effect.take_effect(decision)
    desk.show(decision, "effect", due)
    return decision


@act(Permission.DECISION_SERVE)
def record_receipt(decision: Decision, seen: int | None, received_on: date) -> Decision:
    """Record the day on which the addressee received the letter; a Belgian term runs from it."""
    check_version(decision, seen)
    if decision.state not in _OUT or decision.served_on is None:
        raise NoSuchRoad(state=decision.state, verb="record_receipt")
    if not decision.served_on <= received_on <= clock.today():
        raise WrongDay(_l("The letter is received on or after the day of service, and not in the future."))
    decision.received_on = received_on
    desk.edited(decision)
    desk.tell(decision, "decision.received", on=received_on, last_day=terms.holding_last_day(decision) or "")
    if decision.state == DecisionState.IN_EFFECT:
        effect.show_in_force(decision)
    return decision


@act(Permission.DECISION_SERVE)
def covering_note(decision: Decision) -> DecisionLetter:
    """Make the letter that corrects the printed last day. Raises NothingToCorrect when that day holds."""
    if not terms.needs_covering_note(decision):
        raise NothingToCorrect
    codes.issue(decision, "covering-note")
    letter, content = letters.covering_note(decision, clock.today())
    filed = desk.file_letter(decision, letter, content)
    desk.tell(
        decision,
        "decision.corrected",
        files_of=[(_l("covering note"), filed.sha256)],
        last_day=terms.holding_last_day(decision),
    )
    return filed


@act(Permission.DECISION_SERVE)
def record_college(decision: Decision, seen: int | None, met_on: date, number: str, confirmed: bool) -> Decision:
    """Record what the college decided at its next meeting, and make its letter; without confirmation it lapses."""
    check_version(decision, seen)
    if not decision.measure_copy["confirmation"]:
        raise NoConfirmationNeeded
    if decision.college_met_on is not None:
        raise RecordedAlready
    if decision.state not in {*_OUT, DecisionState.SIGNED}:
        raise NoSuchRoad(state=decision.state, verb="record_college")
    _write_college(decision, met_on, number)
    decision.college_confirmed = confirmed
    codes.issue(decision, decision.measure_copy["letters"]["confirmation"])
    filed = _file_college(decision)
    kind = "decision.confirmed" if confirmed else "decision.not-confirmed"
    desk.tell(decision, kind, files_of=[(_l("decision of the college"), filed.sha256)], on=met_on)
    return decision if confirmed else effect.lapse(decision)


@act(Permission.DECISION_SERVE)
def correct_college(decision: Decision, met_on: date, number: str) -> Decision:
    """The letter of the college was sent back: day and number are mended and it is made anew.

    What the college decided stays: by that the measure lapsed or did not. Part of the act that takes the letter back.
    Raises NothingChanged when the letter would be the same.
    """
    if decision.college_met_on is None:
        raise NoSuchRoad(state=decision.state, verb="correct_college")
    _write_college(decision, met_on, number)
    filed = _file_college(decision)
    desk.tell(
        decision, "decision.college-corrected", files_of=[(_l("decision of the college"), filed.sha256)], on=met_on
    )
    return decision


def _write_college(decision: Decision, met_on: date, number: str) -> None:
    signed_on = clock.civil(decision.signed_at or clock.now()).date()
    if not signed_on <= met_on <= clock.today():
        raise WrongDay(_l("The college meets on or after the day of signing, and not in the future."))
    decision.college_met_on, decision.college_number = met_on, desk.bounded(number, 40)


def _file_college(decision: Decision) -> DecisionLetter:
    letter, content = paper.college_confirmation(decision, clock.today())
    if any(one.sha256 == sha256(content).hexdigest() for one in decision.letters):
        raise NothingChanged
    filed = desk.file_letter(decision, letter, content)
    events.confirmation_made.send(decision, letter=filed, content=content)
    desk.edited(decision)
    return filed
