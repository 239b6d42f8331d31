"""Hearing, the mayor's proposal, the decision of the college, its notification, the stand-still and what follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.access import Permission
from app.acts import act, check_version
from app.errors import Lacking, NoSuchRoad
from decisions.compartments import desk
from decisions.compartments.desk import RightLapsed
from decisions.countersigning import queries as papers
from decisions.countersigning.refusals import NotSignedByAll
from decisions.integrity import letters, terms
from decisions.integrity.acts.file import attach, edited, file_letter, tell
from decisions.integrity.lifecycle import INVESTIGATION, InvestigationState, lacks_to_propose
from decisions.integrity.measures import effect_of, grounds_on, measure_on, measures_on
from decisions.integrity.models import DocumentKind, IntegrityInvestigation
from decisions.refusals import NoSuchMeasure, NotYetDue, RecordedAlready, TermStillRuns, WrongDay
from permits import acts as permit_acts
from permits.lifecycle import APPLICATION, PERMIT

_WRITE = Permission.INTEGRITY_WRITE


@act(_WRITE, name="integrity.invite")
def invite(
    row: IntegrityInvestigation,
    seen: int | None,
    considered: str,
    grounds: tuple[str, ...],
    hearing_at: datetime,
    place: str,
) -> IntegrityInvestigation:
    """Invite the party to be heard about the measure and the grounds that are considered: makes the letter."""
    check_version(row, seen)
    today = clock.today()
    if considered not in {measure.id for measure in measures_on(today)}:
        raise NoSuchMeasure
    if not grounds or not set(grounds) <= {ground.id for ground in grounds_on(today)}:
        raise NoSuchMeasure(_l("Choose at least one ground of the list."))
    row.state = INVESTIGATION.after(InvestigationState(row.state), "invite")
    if clock.civil(hearing_at).date() <= today or (hearing_at - clock.now()).days > 366:
        raise WrongDay(_l("The hearing must lie after today, and within a year."))
    if not place.strip():
        raise WrongDay(_l("Fill in where the hearing takes place."))
    if not row.facts:
        raise WrongDay(_l("Add the facts first: the party must know about what it is heard."))
    row.considered, row.grounds = considered, list(grounds)
    row.hearing_at, row.hearing_place = hearing_at, desk.text(place, 200)
    row.invited_on = today
    file_letter(row, "hearing-invitation", letters.invitation(row, row.invited_on), row.invited_on)
    edited(row)
    tell(row, "integrity.invited", hearing_on=clock.civil(hearing_at).date())
    return row


@act(_WRITE, name="integrity.record_hearing")
def record_hearing(
    row: IntegrityInvestigation,
    seen: int | None,
    on: date,
    summary: str,
    reply: str,
    *,
    in_writing: bool = False,
    content: bytes | None = None,
    name: str = "",
) -> IntegrityInvestigation:
    """The party, or its counsel, was heard or wrote its defence; with what is said to it."""
    check_version(row, seen)
    row.state = INVESTIGATION.after(InvestigationState(row.state), "record_hearing")
    row.hearing_on = desk.not_in_future(on, row.invited_on)
    row.hearing_outcome = "written" if in_writing else "heard"
    row.hearing_summary, row.hearing_reply = desk.reason(summary), desk.reason(reply)
    if content is not None:
        attach(row, DocumentKind.DEFENCE, name or "defence", on, content, name)
    edited(row)
    tell(row, "integrity.heard", on)
    return row


@act(_WRITE, name="integrity.record_absence")
def record_absence(row: IntegrityInvestigation, seen: int | None) -> IntegrityInvestigation:
    """The party stayed away without a valid reason. Raises TermStillRuns until the hearing has been."""
    check_version(row, seen)
    row.state = INVESTIGATION.after(InvestigationState(row.state), "record_absence")
    assert row.hearing_at is not None
    if clock.now() <= row.hearing_at:
        raise TermStillRuns
    row.hearing_outcome = "absent"
    edited(row)
    tell(row, "integrity.absent")
    return row


@dataclass(frozen=True)
class Wish:
    """What the mayor proposes. ``measure`` empty: nothing is done. ``texts``: the reasons by field."""

    measure: str = ""
    grounds: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    deviates: bool = False
    consequence: str = ""
    conditions: str = ""
    duration_from: date | None = None
    duration_until: date | None = None
    duration_reason: str = ""

    @property
    def effect(self) -> str:
        return effect_of(self.measure)

    @property
    def within_maximum(self) -> bool:
        return terms.within_maximum(self.duration_from, self.duration_until)


_REASONS = ("reasoning", "seriousness", "sector_link", "benefit", "alternatives", "balanced", "follows_diob")


@act(_WRITE, name="integrity.propose")
def propose(row: IntegrityInvestigation, seen: int | None, on: date, wish: Wish) -> IntegrityInvestigation:
    """The mayor proposes to the college. Raises Lacking: nothing negative without advice, hearing and reasons."""
    check_version(row, seen)
    if wish.measure and wish.measure not in {measure.id for measure in measures_on(on)}:
        raise NoSuchMeasure
    lacks = lacks_to_propose(row, wish)
    row.state = INVESTIGATION.after(InvestigationState(row.state), "propose")
    if lacks:
        raise Lacking(lacks)
    row.proposed_on = desk.not_in_future(on, row.diob_received_on or row.opened_on)
    row.measure, row.grounds, row.deviates = wish.measure, list(wish.grounds), wish.deviates
    for name in _REASONS:
        setattr(row, name, desk.text(wish.texts.get(name, "")))
    row.consequence, row.conditions = desk.text(wish.consequence), desk.text(wish.conditions)
    row.duration_from, row.duration_until = wish.duration_from, wish.duration_until
    row.duration_reason = desk.text(wish.duration_reason)
    edited(row)
    tell(row, "integrity.proposed", on)
    return row


@act(_WRITE, name="integrity.decide")
def decide(row: IntegrityInvestigation, seen: int | None, on: date, number: str) -> IntegrityInvestigation:
    """The college decided on the proposal: makes the decision, except when it took no measure."""
    check_version(row, seen)
    row.state = INVESTIGATION.after(InvestigationState(row.state), "decide")
    row.college_on = desk.not_in_future(on, row.proposed_on)
    row.college_number = desk.text(number, 40)
    if row.measure:
        kind = measure_on(row.measure, on).letters.decision
        file_letter(row, kind, letters.decision(row, kind, on), on)
    edited(row)
    tell(row, "integrity.decided", on)
    return row


@act(_WRITE, name="integrity.take_back")
def take_back(row: IntegrityInvestigation) -> IntegrityInvestigation:
    """The decision was sent back before both had signed: the mayor proposes anew and the college decides again.

    Part of the act that takes the letter back; the letter that was made stays in the file.
    """
    row.state = INVESTIGATION.after(InvestigationState(row.state), "take_back")
    row.college_on, row.college_number = None, ""
    edited(row)
    return row


@act(_WRITE, name="integrity.notify")
def notify(
    row: IntegrityInvestigation, seen: int | None, on: date, content: bytes | None = None, name: str = ""
) -> IntegrityInvestigation:
    """The decision was notified, with the advice annexed: the fifteen days of stand-still start the next day."""
    check_version(row, seen)
    if not row.measure:
        raise NoSuchRoad(state=row.state, verb="notify")
    row.state = INVESTIGATION.after(InvestigationState(row.state), "notify")
    letter = next((one for one in reversed(row.documents) if one.letter_kind and one.dated_on == row.college_on), None)
    if letter is not None and not papers.is_signed(letter.id):
        raise NotSignedByAll
    row.notified_on = desk.not_in_future(on, row.college_on)
    if content is not None:
        attach(row, DocumentKind.PROOF, name or "proof", on, content, name)
    edited(row)
    tell(row, "integrity.notified", on, free=terms.worked_out(terms.STANDSTILL, on).answer)
    return row


@act(_WRITE, name="integrity.record_urgency")
def record_urgency(row: IntegrityInvestigation, seen: int | None, on: date) -> IntegrityInvestigation:
    """The party asked for suspension in extreme urgency and told the college, within the fifteen days.

    Raises RightLapsed after them: then execution is not blocked.
    """
    check_version(row, seen)
    if row.state != InvestigationState.NOTIFIED or row.notified_on is None:
        raise NoSuchRoad(state=row.state, verb="record_urgency")
    if row.udn_on is not None:
        raise RecordedAlready
    row.udn_on = desk.not_in_future(on, row.notified_on)
    if on > terms.worked_out(terms.STANDSTILL, row.notified_on).last_day:
        raise RightLapsed(_l("The fifteen days in which the party could block the execution have passed."))
    edited(row)
    tell(row, "integrity.urgency", on)
    return row


@act(_WRITE, name="integrity.record_judgment")
def record_judgment(row: IntegrityInvestigation, seen: int | None, on: date) -> IntegrityInvestigation:
    """The council of state rejected the request: the decision can be carried out. Otherwise withdraw it."""
    check_version(row, seen)
    if row.udn_on is None or row.udn_ended_on is not None:
        raise NoSuchRoad(state=row.state, verb="record_judgment")
    row.udn_ended_on = desk.not_in_future(on, row.udn_on)
    edited(row)
    tell(row, "integrity.urgency-over", on)
    return row


@act(_WRITE, name="integrity.execute")
def execute(row: IntegrityInvestigation, seen: int | None) -> IntegrityInvestigation:
    """Carry the decision out: the application is refused, the permit suspended or ended. Raises NotYetDue before."""
    check_version(row, seen)
    row.state = INVESTIGATION.after(InvestigationState(row.state), "execute")
    free, today = terms.first_day_of_execution(row), clock.today()
    if free is None or today < free:
        raise NotYetDue(_l("Nothing may be carried out during the stand-still, or while the council of state judges."))
    row.executed_on = today
    _work(row, today)
    edited(row)
    tell(row, "integrity.executed")
    return row


def _work(row: IntegrityInvestigation, on: date) -> None:
    """What the measure does to the application or the permit, when that still stands."""
    effect, application, permit = effect_of(row.measure), row.application, row.permit
    if effect == law.Effect.REFUSE and application is not None and application.state not in APPLICATION.final:
        permit_acts.refuse(application, on, row.id)
    if permit is None or permit.state in PERMIT.final:
        return
    if effect == law.Effect.REVOKE:
        permit_acts.revoke(permit, on, row.id)
    elif effect == law.Effect.SUSPEND and PERMIT.allows(permit.state, "suspend"):
        permit_acts.suspend(permit, row.duration_until, row.id)


@act(_WRITE, name="integrity.tell_authorities")
def tell_authorities(row: IntegrityInvestigation, seen: int | None, on: date) -> IntegrityInvestigation:
    """The decision was sent to the directorate and to the judicial authorities."""
    check_version(row, seen)
    if row.college_on is None:
        raise NoSuchRoad(state=row.state, verb="tell_authorities")
    row.authorities_told_on = desk.not_in_future(on, row.college_on)
    edited(row)
    tell(row, "integrity.told", on)
    return row


@act(_WRITE, name="integrity.withdraw_decision")
def withdraw_decision(row: IntegrityInvestigation, seen: int | None, because: str) -> IntegrityInvestigation:
    """The college withdraws its decision on new elements, or the conditions to end a suspension were met."""
    check_version(row, seen)
    INVESTIGATION.after(InvestigationState(row.state), "withdraw_decision")
    row.ended_because, row.closed_on = desk.reason(because), clock.today()
    row.state = INVESTIGATION.after(InvestigationState(row.state), "withdraw_decision")
    permit = row.permit
    suspended = effect_of(row.measure) == law.Effect.SUSPEND and row.executed_on is not None
    if suspended and permit is not None and PERMIT.allows(permit.state, "resume"):
        permit_acts.resume(permit)
    edited(row)
    tell(row, "integrity.withdrawn")
    return row


@act(_WRITE, name="integrity.close")
def close(row: IntegrityInvestigation, seen: int | None, on: date | None = None) -> IntegrityInvestigation:
    """Close the file: the decision was carried out, or the college took no measure."""
    check_version(row, seen)
    INVESTIGATION.after(InvestigationState(row.state), "close")
    if row.state == InvestigationState.DECIDED and row.measure:
        raise NoSuchRoad(state=row.state, verb="close")
    row.closed_on = desk.not_in_future(on or clock.today(), row.executed_on or row.college_on)
    row.state = INVESTIGATION.after(InvestigationState(row.state), "close")
    edited(row)
    tell(row, "integrity.closed", row.closed_on)
    return row


@act(_WRITE, name="integrity.record_remedies")
def record_remedies(row: IntegrityInvestigation, seen: int | None, on: date) -> IntegrityInvestigation:
    """No appeal is open or pending any more: the underlying data go at once."""
    check_version(row, seen)
    if row.state != InvestigationState.CLOSED:
        raise NoSuchRoad(state=row.state, verb="record_remedies")
    row.remedies_done_on = desk.not_in_future(on, row.notified_on)
    edited(row)
    tell(row, "integrity.remedies-done", on)
    return row
