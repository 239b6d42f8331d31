"""How far a Bibob inquiry is, for the rooms that may not read it: steps and days, never a fact, a name or a reason."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.db import db
from decisions.bibob.lifecycle import Danger, InquiryState, lacks_to_close, must_be_heard, must_tell_bureau
from decisions.bibob.models import BibobInquiry, Heard
from decisions.bibob.terms import basis_on, longest_until, reuse_term
from decisions.models import Decision
from permits.models import Application


@dataclass(frozen=True)
class BibobState:
    """The newest inquiry about an application or permit.

    ``danger``: None while none was decided. ``basis``: "advice", "own-inquiry", "earlier" or "" ; ``basis_on`` its day
    and ``usable_until`` the last day on which it may carry a decision. ``party_heard`` and ``third_parties_heard``:
    invited, and answered or let it pass; True where nobody has to be heard. ``lacking``: keys of what the law still
    asks ("notice", "tell-bureau", "hearing:…"). ``advice_checked``: None where there is no advice to check; of the
    other answers only that they were given. ``recipients``: for whom letters were made.
    """

    state: InquiryState
    danger: Danger | None
    profit: bool
    offences: bool
    basis: str
    basis_on: date | None
    usable_until: date | None
    advice_asked_on: date | None
    advice_received_on: date | None
    stands_still_until: date | None
    notice_sent_on: date | None
    bureau_told: bool
    party_heard: bool
    third_parties: int
    third_parties_heard: int
    conditions: int
    relation_checked_on: date | None
    conditions_considered: bool
    closed_on: date | None
    lacking: tuple[str, ...]
    covered: bool | None
    advice_checked: bool | None
    relation_ended: bool | None
    relation_answered: bool
    licensed_elsewhere: bool | None
    elsewhere_answered: bool
    separable: bool | None
    separable_answered: bool
    recipients: tuple[str, ...]

    @property
    def waits_for_advice(self) -> bool:
        return self.state == InquiryState.ADVICE_ASKED

    def carries_refusal(self, day: date) -> bool:
        """Only a serious danger, with every step of the law taken, and not too old, can carry a negative decision."""
        fresh = self.usable_until is not None and day <= self.usable_until
        return self.danger == Danger.SERIOUS and not self.lacking and fresh

    def carries_conditions(self, day: date) -> bool:
        """A lesser danger carries conditions; a serious one can too, when refusing would be disproportionate."""
        fresh = self.usable_until is not None and day <= self.usable_until
        return self.danger in {Danger.LESSER, Danger.SERIOUS} and not self.lacking and fresh


def bibob_state(about: Decision | Application) -> BibobState | None:
    """How far the newest inquiry about this application, or the permit of this decision, is; None without one."""
    if isinstance(about, Decision):
        keys = [key for key in (about.application_id, about.permit_id) if key is not None]
    else:
        keys = [about.id]
    row = _newest(keys)
    return of_inquiry(row) if row is not None else None


def inquiry_behind(decision: Decision) -> BibobInquiry | None:
    """The inquiry itself, for the one letter that must give its reasons to the party."""
    return _newest([key for key in (decision.application_id, decision.permit_id) if key is not None])


def _newest(keys: list[uuid.UUID]) -> BibobInquiry | None:
    about = BibobInquiry.application_id.in_(keys) | BibobInquiry.permit_id.in_(keys)
    question = select(BibobInquiry).where(about).order_by(BibobInquiry.id.desc()).limit(1)
    return db.session.scalars(question).unique().one_or_none()


def of_inquiry(row: BibobInquiry) -> BibobState:
    """The summary of one inquiry."""
    reuse = reuse_term(row)
    thirds = [person for person in row.persons if person.role == Heard.THIRD]
    asked = must_be_heard(row)
    return BibobState(
        state=InquiryState(row.state),
        danger=Danger(row.danger) if row.danger else None,
        profit=row.profit,
        offences=row.offences,
        basis=_basis(row),
        basis_on=basis_on(row),
        usable_until=reuse.last_day if reuse else None,
        advice_asked_on=row.advice_asked_on,
        advice_received_on=row.advice_received_on,
        stands_still_until=longest_until(row),
        notice_sent_on=row.notice_sent_on,
        bureau_told=not must_tell_bureau(row) or row.bureau_told_on is not None,
        party_heard=not asked or all(person.outcome for person in row.persons if person.role == Heard.PARTY),
        third_parties=len(thirds),
        third_parties_heard=sum(bool(person.outcome) for person in thirds),
        conditions=len(row.conditions),
        relation_checked_on=row.relation_checked_on,
        conditions_considered=bool(row.conditions_considered.strip()),
        closed_on=row.closed_on,
        lacking=tuple(lack.key for lack in lacks_to_close(row)),
        covered=row.covered,
        advice_checked=bool(row.advice_check.strip()) if row.advice_check.strip() or row.advice_received_on else None,
        relation_ended=row.relation_ended,
        relation_answered=bool(row.relation_answer.strip()),
        licensed_elsewhere=row.licensed_elsewhere,
        elsewhere_answered=bool(row.elsewhere_answer.strip()),
        separable=row.separable,
        separable_answered=bool(row.separable_answer.strip()),
        recipients=tuple(sorted({str(one.recipient) for one in row.documents if one.recipient is not None})),
    )


def _basis(row: BibobInquiry) -> str:
    if row.reused_id is not None:
        return "earlier"
    if row.advice_received_on is not None:
        return "advice"
    return "own-inquiry" if row.danger_on is not None else ""
