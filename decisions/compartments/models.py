"""Rows that both closed files have: what is to be destroyed, and the declaration that it was."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal, Versioned
from app.people import User
from decisions.compartments.lifecycle import ErasureState


def closed(*kind: Any, **options: Any) -> MappedColumn[Any]:
    """A column whose content the audit line does not repeat: who keeps the audit may not read the file."""
    return mapped_column(*kind, info={"sensitive": True}, **options)


class Compartment(StrEnum):
    BIBOB = "bibob"
    INTEGRITY = "integrity"


class Erasure(Identified, Municipal, Versioned, Base):
    """A proposal of the job to destroy a closed file or its underlying data; afterwards the declaration.

    ``case_id`` is the id of the file, which no longer exists once destroyed. ``what``: "file" or "data". ``rule`` is
    the term of the law book by which it fell due. ``because``: why it is kept, until ``keep_until``. ``counts``: how
    many rows and documents were destroyed, by kind.
    """

    __tablename__ = "erasure"
    compartment: Mapped[Compartment] = mapped_column(String(12))
    case_id: Mapped[uuid.UUID] = mapped_column(index=True)
    number: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(String(8))
    rule: Mapped[str] = mapped_column(String(60), default="")
    due_on: Mapped[date]
    state: Mapped[ErasureState] = mapped_column(String(12), default=ErasureState.PROPOSED)
    proposed_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    because: Mapped[str] = closed(String(2000), default="")
    keep_until: Mapped[date | None]
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    decided_by: Mapped[User | None] = relationship(lazy="joined")
    __table_args__ = (
        # Nothing is destroyed or kept by a machine: a person answers for it.
        CheckConstraint("(state = 'proposed') = (decided_by_id is null)", name="decided"),
        CheckConstraint("(state = 'kept') = (keep_until is not null)", name="kept"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}
