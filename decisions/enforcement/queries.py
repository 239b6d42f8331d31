"""What one asks about enforcement: the policy, the steps it proposes, and what runs after a measure."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload

import law
from app import clock
from app.db import db, fetch
from app.web.language import in_language
from decisions import town_law
from decisions.enforcement import rules
from decisions.enforcement.ladder import Breach, Proposed, Rung, next_step
from decisions.enforcement.lifecycle import ForfeitureState, PolicyState, SealState
from decisions.enforcement.models import (
    Closure,
    Forfeiture,
    PenaltyOrder,
    Policy,
    PolicyChoice,
    PolicyStep,
    PolicyViolation,
    Sealing,
    WarningFollowUp,
)
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.particulars import Particulars
from inspections import queries as visits
from inspections.models import Finding, Inspection
from permits.models import Establishment, PartyRole, PartyRoleName

_GONE = (DecisionState.DROPPED, DecisionState.LAPSED)


def policies() -> list[Policy]:
    """All editions with their rows, the newest first; what was thrown away is left out."""
    question = (
        select(Policy)
        .where(Policy.state != PolicyState.DISCARDED)
        .options(selectinload(Policy.violations))
        .order_by(Policy.valid_from.desc(), Policy.name)
    )
    return list(db.session.scalars(question))


def policy(policy_id: uuid.UUID) -> Policy:
    return fetch(Policy, policy_id)


def policy_violation(violation_id: uuid.UUID) -> PolicyViolation:
    return fetch(PolicyViolation, violation_id)


def policy_measures() -> list[law.Measure]:
    """The measures that a policy can prescribe here today."""
    return [one for one in town_law.here().measures(on=clock.today()) if rules.is_step(one)]


def violation_codes() -> dict[str, str]:
    """What can be a violation in the matrix: items of the checklists and grounds of the law book, with their words."""
    here = town_law.here()
    items = {
        item.code: in_language(dict(item.label))
        for item in law.items()
        if item.is_violation and (not item.countries or here.country in item.countries)
    }
    grounds = {
        ground.id: in_language(dict(ground.own_words)) for ground in here.grounds(on=clock.today()) if ground.items
    }
    return items | grounds


def rungs() -> list[Rung]:
    """Every cell of every fixed edition; which of them hold on a day, :func:`next_step` works out."""
    return [
        Rung(
            id=str(step.id),
            policy=row.name,
            reference=row.reference,
            violation=violation.label,
            codes=frozenset(violation.codes),
            occurrence=step.occurrence,
            measure=step.measure_id,
            lookback=violation.lookback_months,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in policies()
        if row.state != PolicyState.DRAFT
        for violation in row.violations
        for step in violation.steps
    ]


@dataclass(frozen=True)
class Step:
    """A proposed step, with the decision that already takes it, if there is one."""

    proposed: Proposed
    taken: Decision | None


def proposed_steps(establishment: Establishment) -> list[Step]:
    """For each violation still open here, the step that the policy proposes; the newest finding first."""
    ladder = rungs()
    if not ladder:
        return []
    findings = visits.open_violations(establishment.id)
    grounds = _grounds_by_item(clock.today())
    breaches = [_breach(finding, _operators_on(establishment, finding), grounds) for finding in findings]
    earlier = _earlier(establishment, grounds)
    found: dict[tuple[str, str], Proposed] = {}
    for breach in sorted(breaches, key=lambda one: one.found_on, reverse=True):
        proposed = next_step(ladder, earlier, breach)
        if proposed is not None:
            found.setdefault((proposed.rung.policy, proposed.rung.violation), proposed)
    taken = _choices_of(establishment.id)
    return [Step(one, taken.get((one.rung.violation, one.breach.found_on))) for one in found.values()]


def _grounds_by_item(day: date) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for ground in town_law.here().grounds(on=day):
        for code in ground.items:
            found.setdefault(code, set()).add(ground.id)
    return {code: frozenset(ids) for code, ids in found.items()}


def _operators_on(establishment: Establishment, finding: Finding) -> frozenset[str]:
    day = clock.civil(finding.seen_at).date()
    return frozenset(str(party.id) for party in establishment.parties(PartyRoleName.OPERATOR, day))


def _breach(finding: Finding, operators: frozenset[str], grounds: dict[str, frozenset[str]]) -> Breach:
    codes = frozenset({finding.item_code}) | grounds.get(finding.item_code, frozenset())
    return Breach(codes, clock.civil(finding.seen_at).date(), finding.number, operators)


def _earlier(establishment: Establishment, grounds: dict[str, frozenset[str]]) -> list[Breach]:
    """Every violation ever found where one of the operators of this place ran the business."""
    own = {role.party_id for role in establishment.roles if role.role == PartyRoleName.OPERATOR}
    question = select(PartyRole).where(PartyRole.role == PartyRoleName.OPERATOR, PartyRole.party_id.in_(own))
    roles = list(db.session.scalars(question))
    places = {role.establishment_id for role in roles}
    findings = select(Finding).where(Finding.establishment_id.in_(places), Finding.kind.in_(("V", "B")))
    return [_breach(one, _held(roles, one), grounds) for one in db.session.scalars(findings)]


def _held(roles: Iterable[PartyRole], finding: Finding) -> frozenset[str]:
    day = clock.civil(finding.seen_at).date()
    return frozenset(
        str(role.party_id) for role in roles if role.establishment_id == finding.establishment_id and role.holds_on(day)
    )


def _choices_of(establishment_id: uuid.UUID) -> dict[tuple[str, date], Decision]:
    question = (
        select(PolicyChoice)
        .join(Decision, PolicyChoice.decision_id == Decision.id)
        .where(Decision.establishment_id == establishment_id, Decision.state.not_in(_GONE))
    )
    return {(row.violation, row.found_on): row.decision for row in db.session.scalars(question)}


def choice_of(decision_id: uuid.UUID) -> PolicyChoice | None:
    """What the policy proposed when the decision was begun; None when it proposed nothing."""
    return db.session.scalars(select(PolicyChoice).where(PolicyChoice.decision_id == decision_id)).one_or_none()


def step_after(choice: PolicyChoice) -> PolicyStep | None:
    """The step that follows the chosen one when the same is found again; the last step follows itself."""
    now = db.session.get(PolicyStep, choice.step_id)
    if now is None:
        return None
    later = [step for step in now.violation.steps if step.occurrence > choice.occurrence]
    return min(later, key=lambda step: step.occurrence, default=now.violation.steps[-1])


def unexplained() -> list[PolicyChoice]:
    """Deviations of decisions being drafted whose reason nobody has written yet."""
    question = (
        select(PolicyChoice)
        .join(Decision, PolicyChoice.decision_id == Decision.id)
        .where(PolicyChoice.deviates, PolicyChoice.reason == "")
        .where(Decision.state.in_([DecisionState.DRAFT, DecisionState.ANNOUNCED]))
    )
    return list(db.session.scalars(question))


def warning_of(decision_id: uuid.UUID) -> WarningFollowUp | None:
    return db.session.scalars(select(WarningFollowUp).where(WarningFollowUp.decision_id == decision_id)).one_or_none()


def closure_of(decision_id: uuid.UUID) -> Closure | None:
    return db.session.scalars(select(Closure).where(Closure.decision_id == decision_id)).one_or_none()


def sealing(seal_id: uuid.UUID) -> Sealing:
    return fetch(Sealing, seal_id)


def seals_of(row: Closure) -> list[Sealing]:
    """The seals of a closure, the newest first."""
    question = select(Sealing).where(Sealing.closure_id == row.id)
    return list(db.session.scalars(question.order_by(Sealing.put_on.desc(), Sealing.id.desc())))


def closures_still_sealed(establishment_id: uuid.UUID | None = None) -> list[Closure]:
    """The closures that ended while their seals are still there."""
    hanging = select(Sealing.closure_id).where(Sealing.state.in_([SealState.HANGING, SealState.BROKEN]))
    question = select(Closure).where(Closure.id.in_(hanging), Closure.ended_on.is_not(None))
    if establishment_id is not None:
        question = question.where(Closure.establishment_id == establishment_id)
    return list(db.session.scalars(question.order_by(Closure.ended_on)))


def _beside(row: Closure) -> Select[Any]:
    """The decisions that were begun beside a closure."""
    return select(Particulars.decision_id).where(Particulars.earlier_id == row.decision_id)


def sealing_order_of(row: Closure) -> Decision | None:
    """The decision to seal that was taken beside a closure, once it has effect."""
    question = select(Decision).where(
        Decision.id.in_(_beside(row)),
        Decision.measure_copy["instrument"].as_string() == law.Instrument.SEAL.value,
        Decision.state == DecisionState.IN_EFFECT,
    )
    return db.session.scalars(question.order_by(Decision.drafted_at.desc()).limit(1)).one_or_none()


def fines() -> list[Decision]:
    """The fines that were imposed, the newest first: the register of sanctions (law of 24 June 2013, article 44)."""
    question = select(Decision).where(
        Decision.measure_copy["instrument"].as_string() == law.Instrument.FINE.value, Decision.signed_at.is_not(None)
    )
    return list(db.session.scalars(question.order_by(Decision.signed_at.desc())).unique())


def orders_beside(row: Closure) -> list[PenaltyOrder]:
    """The penalties on opening a closed place: its own, and those of decisions beside it."""
    theirs = or_(PenaltyOrder.decision_id.in_(_beside(row)), PenaltyOrder.decision_id == row.decision_id)
    return list(db.session.scalars(select(PenaltyOrder).where(theirs)))


def order_of(decision_id: uuid.UUID) -> PenaltyOrder | None:
    return db.session.scalars(select(PenaltyOrder).where(PenaltyOrder.decision_id == decision_id)).one_or_none()


def forfeiture(forfeiture_id: uuid.UUID) -> Forfeiture:
    return fetch(Forfeiture, forfeiture_id)


def sealed_after(establishment_id: uuid.UUID, day: date) -> list[Inspection]:
    """The sealed visits to a place that were made after a day, the earliest first."""
    sealed = [
        visit
        for visit in visits.inspections_of(establishment_id)
        if visit.sealed_at is not None and clock.civil(visit.begun_at or visit.sealed_at).date() > day
    ]
    return sorted(sealed, key=lambda visit: visit.begun_at or visit.sealed_at or clock.now())


def collected_by(decision_id: uuid.UUID) -> list[Forfeiture]:
    """The penalties that a decision collects and that are not paid or gone."""
    live = [ForfeitureState.CLAIMED, ForfeitureState.COLLECTED]
    question = select(Forfeiture).where(Forfeiture.collection_id == decision_id, Forfeiture.state.in_(live))
    return list(db.session.scalars(question.order_by(Forfeiture.due_on)))


def warnings_in(states: Collection[str], establishment_id: uuid.UUID | None = None) -> list[WarningFollowUp]:
    """The warnings in these states, of the town or of one place."""
    question = select(WarningFollowUp).where(WarningFollowUp.state.in_([*states]))
    if establishment_id is not None:
        question = question.where(WarningFollowUp.establishment_id == establishment_id)
    return list(db.session.scalars(question.order_by(WarningFollowUp.mend_until)))


def closures_in(states: Collection[str], establishment_id: uuid.UUID | None = None) -> list[Closure]:
    """The closures in these states, of the town or of one place."""
    question = select(Closure).where(Closure.state.in_([*states]))
    if establishment_id is not None:
        question = question.where(Closure.establishment_id == establishment_id)
    return list(db.session.scalars(question.order_by(Closure.due_from)))


def orders_in(states: Collection[str], establishment_id: uuid.UUID | None = None) -> list[PenaltyOrder]:
    """The penalty orders in these states, of the town or of one place."""
    question = select(PenaltyOrder).where(PenaltyOrder.state.in_([*states]))
    if establishment_id is not None:
        question = question.where(PenaltyOrder.establishment_id == establishment_id)
    return list(db.session.scalars(question.order_by(PenaltyOrder.comply_by)))


def forfeitures_in(states: Collection[str], establishment_id: uuid.UUID | None = None) -> list[Forfeiture]:
    """The penalties that became due, in these states, of the town or of one place."""
    question = select(Forfeiture).where(Forfeiture.state.in_([*states]))
    if establishment_id is not None:
        question = question.join(PenaltyOrder).where(PenaltyOrder.establishment_id == establishment_id)
    return list(db.session.scalars(question.order_by(Forfeiture.due_on)))
