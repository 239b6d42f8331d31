"""An objection with the authority, from its receipt to the decision on it, and what that does to the permit."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app import clock, files, numbers
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from decisions import acts as decision_acts
from decisions.acts import desk
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import Decision
from decisions.objections import days
from decisions.objections.days import CONSENT, EXTENSION, Timely
from decisions.objections.lifecycle import OBJECTION, ObjectionState
from decisions.objections.models import Objection, ObjectionOutcome, ObjectionStretch
from decisions.objections.refusals import (
    CannotMoveTerm,
    LateIsInadmissible,
    NoObjectionHere,
    NotDecidedYet,
    SayWhyNotHeard,
)
from decisions.objections.rules import rules_of
from decisions.refusals import WrongDay
from permits.acts.origin import Origin, stated

_FOUNDED = (ObjectionOutcome.REVOKED, ObjectionOutcome.REPLACED)


@act(Permission.DECISION_SERVE)
def register_objection(
    decision: Decision,
    *,
    received_on: date,
    gist: str,
    sent_on: date | None = None,
    by_addressee: bool = True,
    objector: str = "",
    committee: bool = False,
    content: bytes | None = None,
    name: str = "",
) -> Objection:
    """Register an objection on the day it came in. Raises NoObjectionHere, NotDecidedYet or WrongDay."""
    if rules_of(decision.jurisdiction).objection is None or decision.measure_copy["remedy"] is None:
        raise NoObjectionHere
    signed_on = must_be_signed(decision)
    if not signed_on <= received_on <= clock.today():
        raise WrongDay(_l("An objection comes in after the decision, and not in the future."), field="received_on")
    if sent_on is not None and not signed_on <= sent_on <= received_on:
        raise WrongDay(_l("It was posted after the decision and not after it came in."), field="sent_on")
    row = Objection(
        decision=decision,
        establishment_id=decision.establishment_id,
        number=numbers.next_number("BZW"),
        by_addressee=by_addressee,
        objector=desk.bounded(objector, 120),
        sent_on=sent_on,
        received_on=received_on,
        committee=committee,
        gist=desk.reason(gist),
        file_sha256=files.keep(content, name).sha256 if content else None,
        stretches=[],
    )
    db.session.add(row)
    db.session.flush()
    kept = [(_l("objection"), row.file_sha256)] if row.file_sha256 else []
    desk.tell(decision, "objection.received", files_of=kept, objection=row.number, on=received_on)
    show_term(row)
    return row


def must_be_signed(decision: Decision) -> date:
    """The day of the signature. Raises NotDecidedYet."""
    if decision.signed_at is None:
        raise NotDecidedYet
    return clock.civil(decision.signed_at).date()


def show_term(row: Objection) -> None:
    """Show in the register until when must be decided on the objection."""
    computed = days.decide_by(row)
    desk.show(row.decision, "objection", computed.last_day if computed else None)


@act(Permission.DECISION_SERVE)
def excuse_lateness(row: Objection, seen: int | None, reason: str) -> Objection:
    """The party could not be blamed for coming late (Awb 6:11), with the reason."""
    check_version(row, seen)
    OBJECTION.after(ObjectionState(row.state), "decide_objection")  # only while it is open
    row.excuse = desk.reason(reason)
    desk.tell(row.decision, "objection.excused", objection=row.number, reason=row.excuse)
    return row


@act(Permission.DECISION_SERVE)
def extend_objection(row: Objection, seen: int | None, weeks: int, reason: str) -> Objection:
    """Put the decision off by some weeks, at most what the law allows and before the term has ended."""
    check_version(row, seen)
    _must_run(row)
    if not weeks >= 1 or weeks * 7 > days.extension_left(row):
        left = days.extension_left(row) // 7
        raise CannotMoveTerm(_l("Extend by 1 to %(most)s weeks.", most=left), field="weeks")
    return _moved(row, EXTENSION, weeks * 7, reason, "objection.extended")


@act(Permission.DECISION_SERVE)
def agree_delay(row: Objection, seen: int | None, weeks: int, reason: str) -> Objection:
    """All parties agreed in writing to a further delay (Awb 7:10, fourth paragraph)."""
    check_version(row, seen)
    _must_run(row)
    if not 1 <= weeks <= 104:  # two years: longer is a slip of the pen
        raise CannotMoveTerm(_l("Extend by 1 to %(most)s weeks.", most=104), field="weeks")
    return _moved(row, CONSENT, weeks * 7, reason, "objection.delay-agreed")


def _must_run(row: Objection) -> None:
    OBJECTION.after(ObjectionState(row.state), "decide_objection")  # only while it is open
    computed = days.decide_by(row)
    if computed is None:
        raise CannotMoveTerm(_l("The term has not begun yet: record the service of the decision first."))
    if computed.last_day < clock.today():
        raise CannotMoveTerm(_l("The decision term has already ended; it cannot be extended any more."))


def _moved(row: Objection, cause: str, number: int, reason: str, kind: str) -> Objection:
    row.stretches.append(ObjectionStretch(cause=cause, from_on=clock.today(), days=number, reason=desk.reason(reason)))
    db.session.flush()
    computed = days.decide_by(row)
    desk.tell(row.decision, kind, objection=row.number, last_day=computed.last_day if computed else "", reason=reason)
    show_term(row)
    return row


@act(Permission.DECISION_SERVE)
def ask_repair(row: Objection, seen: int | None, from_on: date) -> Objection:
    """Ask to mend a defect of the objection (Awb 6:6): the clock stands still from the next day."""
    check_version(row, seen)
    OBJECTION.after(ObjectionState(row.state), "decide_objection")
    rule = rules_of(row.decision.jurisdiction).repair
    if rule is None or any(one.days is None and one.until_on is None for one in row.stretches):
        raise CannotMoveTerm(_l("The clock already stands still. Let it run again first."))
    if not row.received_on <= from_on <= clock.today():
        raise WrongDay(_l("Ask between the day of receipt and today. Check the date."), field="from_on")
    row.stretches.append(ObjectionStretch(cause=rule, from_on=from_on, reason=""))
    db.session.flush()
    desk.tell(row.decision, "objection.repair-asked", objection=row.number, on=from_on)
    show_term(row)
    return row


@act(Permission.DECISION_SERVE)
def end_repair(row: Objection, seen: int | None, on: date) -> Objection:
    """The defect was mended, or the time for it passed unused: the clock runs again."""
    check_version(row, seen)
    still = next((one for one in row.stretches if one.days is None and one.until_on is None), None)
    if still is None:
        raise CannotMoveTerm(_l("The clock does not stand still for this cause."))
    if not still.from_on <= on <= clock.today():
        raise WrongDay(_l("The clock runs again after it stood still, and not in the future."), field="until_on")
    still.until_on = on
    db.session.flush()
    desk.tell(row.decision, "objection.repaired", objection=row.number, on=on)
    show_term(row)
    return row


@act(Permission.DECISION_SERVE)
def hear_objection(row: Objection, seen: int | None, on: date) -> Objection:
    """Record that the party was heard on the objection."""
    check_version(row, seen)
    row.state = OBJECTION.after(ObjectionState(row.state), "hear_objection")
    if not row.received_on <= on <= clock.today():
        raise WrongDay(_l("The hearing lies after the day of receipt, and not in the future."), field="heard_on")
    row.heard_on = on
    desk.tell(row.decision, "objection.heard", objection=row.number, on=on)
    return row


@act(Permission.DECISION_SERVE)
def decide_objection(
    row: Objection,
    seen: int | None,
    *,
    outcome: ObjectionOutcome | str,
    on: date,
    reason: str,
    not_heard_because: str = "",
    served_on: date | None = None,
    origin: Origin | None = None,
) -> Objection:
    """Record the decision on the objection; where it takes the decision away, the permit follows at once.

    ``origin``: the decision that was made here, or the reference of a letter on paper.

    Raises LateIsInadmissible, SayWhyNotHeard (Awb 7:3), NoDecision or WrongDay.
    """
    check_version(row, seen)
    outcome, heard = ObjectionOutcome(outcome), row.state == ObjectionState.HEARD
    OBJECTION.after(ObjectionState(row.state), "decide_objection")  # no road, no questions
    known = stated(origin)
    if days.timely(row) == Timely.LATE and outcome is not ObjectionOutcome.INADMISSIBLE:
        raise LateIsInadmissible
    if not heard and not not_heard_because.strip():
        raise SayWhyNotHeard(field="not_heard_because")
    if not (row.heard_on or row.received_on) <= on <= clock.today():
        raise WrongDay(_l("The decision lies after the hearing, and not in the future."), field="outcome_on")
    if served_on is not None and not on <= served_on <= clock.today():
        raise WrongDay(_l("It is served on or after the day of deciding, and not in the future."), field="served_on")
    row.not_heard_because = "" if heard else desk.reason(not_heard_because)
    row.outcome, row.outcome_on, row.outcome_served_on = outcome, on, served_on
    row.outcome_reason = desk.reason(reason)
    row.state = OBJECTION.after(ObjectionState(row.state), "decide_objection")
    if isinstance(known, str):
        desk.tell(row.decision, "objection.on-paper", objection=row.number, reference=known)
    desk.tell(row.decision, f"objection.{outcome}", objection=row.number, on=on, reason=row.outcome_reason)
    desk.hide(row.decision)
    decision = row.decision
    if outcome in _FOUNDED and DECISION.allows(DecisionState(decision.state), "annul"):
        decision_acts.annul(decision, on, row.outcome_reason)
    return row


@act(Permission.DECISION_SERVE)
def serve_outcome(row: Objection, seen: int | None, served_on: date) -> Objection:
    """Record on which day the decision on the objection was served: the term for appeal runs from it."""
    check_version(row, seen)
    OBJECTION.after(ObjectionState(row.state), "reopen_objection")  # only what has been decided
    if row.outcome_on is None or not row.outcome_on <= served_on <= clock.today():
        raise WrongDay(_l("It is served on or after the day of deciding, and not in the future."), field="served_on")
    row.outcome_served_on = served_on
    computed = days.appeal_until(row)
    last = computed.last_day if computed else ""
    desk.tell(row.decision, "objection.served", objection=row.number, on=served_on, last_day=last)
    return row


@act(Permission.DECISION_SERVE)
def reopen_objection(row: Objection, on: date) -> Objection:
    """A court took away the decision on the objection: it must be decided anew, within the same number of weeks."""
    row.state = OBJECTION.after(ObjectionState(row.state), "reopen_objection")
    row.outcome, row.outcome_on, row.outcome_served_on, row.anew_from = None, None, None, on
    row.heard_on, row.not_heard_because = None, ""
    for stretch in list(row.stretches):
        row.stretches.remove(stretch)
    db.session.flush()
    desk.tell(row.decision, "objection.anew", objection=row.number, on=on)
    show_term(row)
    return row


@act(Permission.DECISION_SERVE)
def withdraw_objection(row: Objection, seen: int | None) -> Objection:
    """The party takes the objection back."""
    check_version(row, seen)
    row.state = OBJECTION.after(ObjectionState(row.state), "withdraw_objection")
    desk.tell(row.decision, "objection.withdrawn", objection=row.number)
    desk.hide(row.decision)
    return row
