"""Rows of enforcement: the policy, the choice a decision made from it, what follows a measure. Money is in cents."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal, Versioned
from decisions.enforcement.lifecycle import (
    ClosureState,
    ForfeitureState,
    OrderState,
    PolicyState,
    SealState,
    WarningState,
)
from decisions.models import Decision
from decisions.particulars import PenaltyUnit
from inspections.models import Inspection


class TermUnit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class Policy(Identified, Municipal, Versioned, Base):
    """One edition of a municipality's enforcement policy. ``made_up``: an example, nobody's policy."""

    __tablename__ = "escalation_policy"
    name: Mapped[str] = mapped_column(String(200))
    reference: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(300), default="")
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    made_up: Mapped[bool] = mapped_column(default=False)
    state: Mapped[PolicyState] = mapped_column(String(12), default=PolicyState.DRAFT)
    entered_at: Mapped[datetime] = mapped_column(default=clock.now)
    entered_by: Mapped[str] = mapped_column(String(200))
    violations: Mapped[list[PolicyViolation]] = relationship(
        back_populates="policy", order_by="PolicyViolation.position", cascade="all, delete-orphan"
    )
    __table_args__ = (CheckConstraint("valid_until is null or valid_until >= valid_from", name="period"),)
    __mapper_args__ = {"version_id_col": Versioned.version}


class PolicyViolation(Identified, Municipal, Base):
    """One row of the matrix. ``codes``: checklist items or grounds of the law book that are this violation.

    ``lookback_months``: how far back an earlier time still counts.
    """

    __tablename__ = "policy_violation"
    policy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("escalation_policy.id"), index=True)
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(200))
    codes: Mapped[list[str]] = mapped_column(JSON)
    lookback_months: Mapped[int]
    policy: Mapped[Policy] = relationship(back_populates="violations", lazy="joined")
    steps: Mapped[list[PolicyStep]] = relationship(
        back_populates="violation", order_by="PolicyStep.occurrence", cascade="all, delete-orphan", lazy="selectin"
    )
    __table_args__ = (CheckConstraint("lookback_months between 1 and 240", name="lookback"),)


class PolicyStep(Identified, Municipal, Base):
    """One cell of the matrix: the measure for the first, second or third time, with the term the policy names."""

    __tablename__ = "policy_step"
    violation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("policy_violation.id"), index=True)
    occurrence: Mapped[int]
    measure_id: Mapped[str] = mapped_column(String(60))
    term_length: Mapped[int | None]
    term_unit: Mapped[TermUnit | None] = mapped_column(String(8))
    penalty_cents: Mapped[int | None]
    penalty_unit: Mapped[PenaltyUnit | None] = mapped_column(String(8))
    penalty_max_cents: Mapped[int | None]
    violation: Mapped[PolicyViolation] = relationship(back_populates="steps")
    __table_args__ = (
        UniqueConstraint("violation_id", "occurrence"),
        CheckConstraint("occurrence between 1 and 9", name="occurrence"),
        CheckConstraint("(term_length is null) = (term_unit is null)", name="term"),
        CheckConstraint("penalty_cents is null or penalty_max_cents >= penalty_cents", name="penalty"),
    )


class PolicyChoice(Identified, Municipal, Versioned, Base):
    """What the policy proposed when a decision was begun, and why the decision deviates from it, if it does.

    ``counted``: [{"number", "on"}] the earlier times that counted. The policy's words are copied: it may end meanwhile.
    """

    __tablename__ = "policy_choice"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    step_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("policy_step.id"))
    policy: Mapped[str] = mapped_column(String(200))
    reference: Mapped[str] = mapped_column(String(120))
    edition_from: Mapped[date]
    violation: Mapped[str] = mapped_column(String(200))
    occurrence: Mapped[int]
    measure_id: Mapped[str] = mapped_column(String(60))
    found_on: Mapped[date]
    counted: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    deviates: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text, default="")
    reasoned_by: Mapped[str] = mapped_column(String(200), default="")
    decision: Mapped[Decision] = relationship(lazy="joined")
    __mapper_args__ = {"version_id_col": Versioned.version}


class WarningFollowUp(Identified, Municipal, Versioned, Base):
    """A warning that was sent: ``mend_until`` the last day to mend, ``codes`` what was found, ``spent_on`` the day
    from which it counts no more under the policy. The visit that looks is ``visit``."""

    __tablename__ = "warning_follow_up"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    state: Mapped[WarningState] = mapped_column(String(12), default=WarningState.RUNNING, index=True)
    mend_until: Mapped[date]
    spent_on: Mapped[date | None]
    codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    visit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("inspection.id"))
    ended_on: Mapped[date | None]
    decision: Mapped[Decision] = relationship(lazy="joined")
    visit: Mapped[Inspection | None] = relationship(lazy="joined")
    __mapper_args__ = {"version_id_col": Versioned.version}


class Closure(Identified, Municipal, Versioned, Base):
    """A closure in execution. ``executed_by`` is a function, never a name. ``renewal_of``: the closure it prolongs.

    ``due_from``: the first day on which it may be executed, ``until`` its last day (None: without an end).
    """

    __tablename__ = "closure"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    state: Mapped[ClosureState] = mapped_column(String(12), default=ClosureState.ORDERED, index=True)
    due_from: Mapped[date]
    until: Mapped[date | None]
    renewal_of_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("closure.id"))
    conditions: Mapped[str] = mapped_column(Text, default="")
    executed_on: Mapped[date | None]
    executed_by: Mapped[str] = mapped_column(String(200), default="")
    sealed: Mapped[bool] = mapped_column(default=False)
    door_notice_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_because: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[Decision] = relationship(lazy="joined")
    renewal_of: Mapped[Closure | None] = relationship(remote_side="Closure.id")
    __table_args__ = (CheckConstraint("state <> 'executed' or executed_on is not null", name="executed"),)
    __mapper_args__ = {"version_id_col": Versioned.version}


class Sealing(Identified, Municipal, Versioned, Base):
    """Seals on a closed place (NGW 133ter; Awb 5:28): who put them (a function), when, where, and their numbers.

    ``order_id``: the decision to seal, where there is one. ``broken_on`` the day it was seen, ``reported_to`` whom it
    was reported to, with the number of that report. Seals outlive the closure until somebody takes them away.
    """

    __tablename__ = "sealing"
    closure_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("closure.id"), index=True)
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    order_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("decision.id"))
    state: Mapped[SealState] = mapped_column(String(12), default=SealState.HANGING, index=True)
    put_on: Mapped[date]
    put_by: Mapped[str] = mapped_column(String(200))
    numbers: Mapped[str] = mapped_column(String(400))
    places: Mapped[str] = mapped_column(Text, default="")
    broken_on: Mapped[date | None]
    broken_note: Mapped[str] = mapped_column(Text, default="")
    reported_to: Mapped[str] = mapped_column(String(200), default="")
    report_reference: Mapped[str] = mapped_column(String(80), default="")
    removed_on: Mapped[date | None]
    removed_by: Mapped[str] = mapped_column(String(200), default="")
    closure: Mapped[Closure] = relationship(lazy="joined")
    __table_args__ = (
        CheckConstraint("(state = 'removed') = (removed_on is not null)", name="removed"),
        CheckConstraint("state <> 'broken' or broken_on is not null", name="broken"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}


class PenaltyOrder(Identified, Municipal, Versioned, Base):
    """An order under penalty in force: from the day after ``comply_by`` each breach makes ``cents`` due."""

    __tablename__ = "penalty_order"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    state: Mapped[OrderState] = mapped_column(String(12), default=OrderState.RUNNING, index=True)
    comply_by: Mapped[date]
    cents: Mapped[int]
    unit: Mapped[PenaltyUnit] = mapped_column(String(8))
    max_cents: Mapped[int]
    ended_on: Mapped[date | None]
    ended_because: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[Decision] = relationship(lazy="joined")
    forfeitures: Mapped[list[Forfeiture]] = relationship(
        back_populates="order", order_by="Forfeiture.due_on", lazy="selectin"
    )
    __table_args__ = (CheckConstraint("cents > 0 and max_cents >= cents", name="money"),)
    __mapper_args__ = {"version_id_col": Versioned.version}


class Forfeiture(Identified, Municipal, Versioned, Base):
    """A penalty that became due by law on ``due_on``, as a sealed visit shows. ``units``: how often or how long."""

    __tablename__ = "forfeiture"
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("penalty_order.id"), index=True)
    state: Mapped[ForfeitureState] = mapped_column(String(12), default=ForfeitureState.DUE, index=True)
    due_on: Mapped[date]
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("inspection.id"))
    units: Mapped[int]
    cents: Mapped[int]
    circumstances: Mapped[str] = mapped_column(Text, default="")
    collection_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("decision.id"))
    paid_on: Mapped[date | None]
    order: Mapped[PenaltyOrder] = relationship(back_populates="forfeitures", lazy="joined")
    visit: Mapped[Inspection] = relationship(lazy="joined")
    collection: Mapped[Decision | None] = relationship()
    __table_args__ = (
        UniqueConstraint("order_id", "due_on"),
        CheckConstraint("cents > 0 and units > 0", name="money"),
        CheckConstraint("(state = 'paid') = (paid_on is not null)", name="paid"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}
