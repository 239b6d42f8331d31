"""What is destroyed when its time has come: a job proposes, a person confirms, the proposal stays as declaration."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date

from sqlalchemy import delete, or_, select

from app import clock
from app.acts import check_version
from app.db import db
from app.story import Happening, HappeningOf
from decisions.compartments import desk
from decisions.compartments.lifecycle import ERASURE, ErasureState
from decisions.compartments.models import Compartment, Erasure


def propose(
    compartment: Compartment, case_id: uuid.UUID, number: str, what: str, rule: str, due_on: date
) -> Erasure | None:
    """A new proposal; None while one is open, or while somebody decided to keep it for longer. Inside an act."""
    standing = or_(
        Erasure.state == ErasureState.PROPOSED,
        (Erasure.state == ErasureState.KEPT) & (Erasure.keep_until >= clock.today()),
    )
    question = select(Erasure.id).where(
        Erasure.compartment == compartment, Erasure.case_id == case_id, Erasure.what == what, standing
    )
    if db.session.scalar(question.limit(1)) is not None:
        return None
    row = Erasure(compartment=compartment, case_id=case_id, number=number, what=what, rule=rule, due_on=due_on)
    db.session.add(row)
    return row


def keep_longer(row: Erasure, seen: int | None, because: str, until: date) -> Erasure:
    """A person keeps it for longer, with the reason and a last day; the job proposes it again afterwards."""
    check_version(row, seen)
    row.state = ERASURE.after(ErasureState(row.state), "keep_longer")
    row.because, row.keep_until = desk.reason(because, 2000), desk.after_today(until, clock.today())
    row.decided_by_id, row.decided_at = desk.person_id(), clock.now()
    return row


def declare(row: Erasure, counts: dict[str, int]) -> Erasure:
    """The proposal becomes the declaration of destruction: who, when, and how much of what."""
    row.state = ERASURE.after(ErasureState(row.state), "erase")
    row.counts = counts
    row.decided_by_id, row.decided_at = desk.person_id(), clock.now()
    return row


# What other rooms made of the documents of a closed file: destroyed with it, inside the same act.
ALSO: list[Callable[[uuid.UUID], int]] = []


def forget_story(case_id: uuid.UUID) -> int:
    """Take the lines of a destroyed file out of every story, and what was made of it; returns how many lines."""
    for forget in ALSO:
        forget(case_id)
    keys = list(db.session.scalars(select(HappeningOf.happening_id).where(HappeningOf.dossier_id == case_id)))
    for key in keys:
        db.session.execute(delete(HappeningOf).where(HappeningOf.happening_id == key))
        db.session.execute(delete(Happening).where(Happening.id == key))
    return len(keys)
