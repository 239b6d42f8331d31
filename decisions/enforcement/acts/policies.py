"""The municipality's enforcement policy: editions, entered as a matrix and then fixed. Nothing is edited away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from app import clock
from app.access import Permission
from app.acts import act, actor, check_version
from app.db import db
from decisions.acts import desk
from decisions.enforcement.lifecycle import POLICY, PolicyState
from decisions.enforcement.models import Policy, PolicyStep, PolicyViolation, TermUnit
from decisions.enforcement.queries import policy_measures, violation_codes
from decisions.enforcement.refusals import (
    NoStepAtAll,
    NoSuchViolation,
    PolicyIsEmpty,
    PolicyIsFixed,
    PolicyOverlaps,
    WrongMoney,
)
from decisions.particulars import PenaltyUnit
from decisions.refusals import NoSuchMeasure, WrongDay

MOST_LOOKBACK = 240


@dataclass(frozen=True)
class Cell:
    """What one cell of the matrix says, before it is a row; money in cents."""

    occurrence: int
    measure_id: str
    term_length: int | None = None
    term_unit: TermUnit | None = None
    penalty_cents: int | None = None
    penalty_unit: PenaltyUnit | None = None
    penalty_max_cents: int | None = None


@act(Permission.POLICY_MANAGE)
def enter_policy(
    *, name: str, reference: str, source: str, valid_from: date, valid_until: date | None = None, made_up: bool = False
) -> Policy:
    """Begin an edition of the policy; it proposes nothing until it is fixed."""
    if valid_until is not None and valid_until < valid_from:
        raise WrongDay(_l("The last day lies before the first day."))
    row = Policy(
        name=desk.bounded(name, 200),
        reference=desk.bounded(reference, 120),
        source=desk.bounded(source, 300),
        valid_from=valid_from,
        valid_until=valid_until,
        made_up=made_up,
        entered_by=actor().name,
        violations=[],
    )
    db.session.add(row)
    db.session.flush()
    return row


@act(Permission.POLICY_MANAGE)
def add_violation(
    policy: Policy, seen: int | None, *, label: str, codes: Sequence[str], lookback_months: int, cells: Sequence[Cell]
) -> PolicyViolation:
    """Add a row to the matrix of a draft. Raises PolicyIsFixed, NoSuchViolation, NoStepAtAll, NoSuchMeasure."""
    check_version(policy, seen)
    _must_be_draft(policy)
    wanted = list(dict.fromkeys(codes))
    if not wanted or not set(wanted) <= violation_codes().keys():
        raise NoSuchViolation
    if not cells:
        raise NoStepAtAll
    if not 1 <= lookback_months <= MOST_LOOKBACK:
        raise WrongDay(_l("Look back between 1 and 240 months."))
    row = PolicyViolation(
        position=max((one.position for one in policy.violations), default=0) + 1,
        label=desk.bounded(label, 200),
        codes=wanted,
        lookback_months=lookback_months,
        steps=[_step(cell) for cell in sorted(cells, key=lambda cell: cell.occurrence)],
    )
    policy.violations.append(row)
    policy.entered_at = clock.now()
    db.session.flush()
    return row


def _step(cell: Cell) -> PolicyStep:
    if cell.measure_id not in {measure.id for measure in policy_measures()}:
        raise NoSuchMeasure
    if cell.penalty_cents is not None:
        check_money(cell.penalty_cents, cell.penalty_max_cents)
    return PolicyStep(
        occurrence=cell.occurrence,
        measure_id=cell.measure_id,
        term_length=cell.term_length,
        term_unit=cell.term_unit if cell.term_length else None,
        penalty_cents=cell.penalty_cents,
        penalty_unit=cell.penalty_unit if cell.penalty_cents else None,
        penalty_max_cents=cell.penalty_max_cents if cell.penalty_cents else None,
    )


def check_money(cents: int, most: int | None) -> None:
    """A penalty is above zero and has a maximum that is not below it (Awb 5:32b). Raises WrongMoney."""
    if cents <= 0:
        raise WrongMoney(_l("The amount must be above zero."))
    if most is None or most < cents:
        raise WrongMoney(_l("Fill in the maximum, at least as high as the amount itself."))


@act(Permission.POLICY_MANAGE)
def drop_violation(policy: Policy, seen: int | None, violation: PolicyViolation) -> Policy:
    """Take a row out of the matrix of a draft."""
    check_version(policy, seen)
    _must_be_draft(policy)
    policy.violations.remove(violation)
    policy.entered_at = clock.now()
    return policy


@act(Permission.POLICY_MANAGE)
def fix_policy(policy: Policy, seen: int | None) -> Policy:
    """Fix the edition as it was adopted: from its first day it proposes steps. Raises PolicyIsEmpty, PolicyOverlaps."""
    check_version(policy, seen)
    POLICY.after(PolicyState(policy.state), "fix_policy")  # no road, no work
    if not policy.violations:
        raise PolicyIsEmpty
    question = select(Policy.id).where(
        Policy.id != policy.id,
        Policy.name == policy.name,
        Policy.state.in_([PolicyState.FIXED, PolicyState.ENDED]),
        Policy.valid_from <= (policy.valid_until or date.max),
        or_(Policy.valid_until.is_(None), Policy.valid_until >= policy.valid_from),
    )
    if db.session.scalar(question.limit(1)) is not None:
        raise PolicyOverlaps
    policy.state = POLICY.after(PolicyState(policy.state), "fix_policy")
    return policy


@act(Permission.POLICY_MANAGE)
def end_policy(policy: Policy, seen: int | None, valid_until: date) -> Policy:
    """End an edition on its last day. What was found until then is still measured by it."""
    check_version(policy, seen)
    if valid_until < policy.valid_from:
        raise WrongDay(_l("The last day lies before the first day."))
    policy.state = POLICY.after(PolicyState(policy.state), "end_policy")
    policy.valid_until = valid_until
    return policy


@act(Permission.POLICY_MANAGE)
def discard_policy(policy: Policy, seen: int | None) -> Policy:
    """Throw a draft away; it never proposed anything."""
    check_version(policy, seen)
    policy.state = POLICY.after(PolicyState(policy.state), "discard_policy")
    return policy


@act(Permission.POLICY_MANAGE)
def new_edition(policy: Policy, valid_from: date, reference: str) -> Policy:
    """A draft with the rows of an earlier edition, to change and fix."""
    copy = enter_policy(
        name=policy.name, reference=reference, source=policy.source, valid_from=valid_from, made_up=policy.made_up
    )
    for row in policy.violations:
        cells = [
            Cell(
                step.occurrence,
                step.measure_id,
                step.term_length,
                step.term_unit,
                step.penalty_cents,
                step.penalty_unit,
                step.penalty_max_cents,
            )
            for step in row.steps
        ]
        lookback = row.lookback_months
        add_violation(copy, None, label=row.label, codes=row.codes, lookback_months=lookback, cells=cells)
    return copy


def _must_be_draft(policy: Policy) -> None:
    if policy.state != PolicyState.DRAFT:
        raise PolicyIsFixed
