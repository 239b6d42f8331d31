"""The questions about mailings: which there are, who is chosen, how far the work is."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select

from app import clock
from app.db import db, fetch
from app.jobs import towns_with
from app.people import municipality_now
from decisions.mailings.lifecycle import LetterState, MailingState
from decisions.mailings.models import Mailing, MailingLetter
from permits.lifecycle import PermitState
from permits.models import Establishment, Party, Permit
from reports import kinds

RUNS_OUT, NOTICE = "permit-runs-out", "notice-to-holders"


@dataclass(frozen=True)
class Progress:
    """How many letters of a mailing were made, could not be made, and still wait."""

    made: int
    not_made: int
    waiting: int

    @property
    def chosen(self) -> int:
        """All together."""
        return self.made + self.not_made + self.waiting


def mailings() -> list[Mailing]:
    """All mailings, the newest first."""
    return list(db.session.scalars(select(Mailing).order_by(Mailing.prepared_at.desc())))


def mailing(mailing_id: uuid.UUID) -> Mailing:
    """One mailing. Raises NotHere."""
    return fetch(Mailing, mailing_id)


def kinds_here(language: str) -> tuple[str, ...]:
    """The letters to many that exist in this municipality and language."""
    known = kinds(municipality_now().jurisdiction, language)
    return tuple(kind for kind in (RUNS_OUT, NOTICE) if kind in known)


def languages_here() -> tuple[str, ...]:
    """The languages of this municipality in which there is such a letter."""
    return tuple(language for language in municipality_now().languages if kinds_here(language))


def chosen(row: Mailing) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """(establishment, permit) of everybody the draft would write to, in the order of their names.

    One letter for each establishment, about the permit that was granted last.
    """
    # The last of each establishment stays.
    newest = {establishment_id: permit_id for establishment_id, permit_id in db.session.execute(_chosen(row))}  # noqa: C416 - a row is not a pair for mypy
    return list(newest.items())


def _chosen(row: Mailing) -> Select[uuid.UUID, uuid.UUID]:
    question = (
        select(Establishment.id, Permit.id)
        .join(Permit, Permit.establishment_id == Establishment.id)
        .join(Party, Party.id == Permit.holder_id)
        .where(Permit.state.in_([PermitState.GRANTED, PermitState.SUSPENDED]), Establishment.closed_on.is_(None))
        .order_by(Establishment.name, Establishment.id, Permit.granted_on)
    )
    if row.sector_id is not None:
        question = question.where(Establishment.sector_id == row.sector_id)
    if row.kind == RUNS_OUT:
        question = question.where(Permit.valid_until >= clock.today())
    if row.ends_by is not None:
        question = question.where(Permit.valid_until <= row.ends_by)
    spoken = municipality_now().languages
    mine = Party.language == row.language
    # Who speaks none of the languages of the town is written to in its first.
    return question.where(or_(mine, Party.language.not_in(spoken)) if row.language == spoken[0] else mine)


def progress(row: Mailing) -> Progress:
    """How far the letters are, counted now."""
    question = (
        select(MailingLetter.state, func.count())
        .where(MailingLetter.mailing_id == row.id)
        .group_by(MailingLetter.state)
    )
    counted = {state: number for state, number in db.session.execute(question)}  # noqa: C416 - a row is not a pair for mypy
    return _progress(counted)


def progress_of_all() -> dict[uuid.UUID, Progress]:
    """How far every mailing is, in one question; a draft is not among them."""
    question = select(MailingLetter.mailing_id, MailingLetter.state, func.count()).group_by(
        MailingLetter.mailing_id, MailingLetter.state
    )
    counted: dict[uuid.UUID, dict[LetterState, int]] = {}
    for key, state, number in db.session.execute(question):
        counted.setdefault(key, {})[state] = number
    return {key: _progress(states) for key, states in counted.items()}


def _progress(counted: dict[LetterState, int]) -> Progress:
    return Progress(*(counted.get(state, 0) for state in (LetterState.MADE, LetterState.NOT_MADE, LetterState.WAITING)))


def not_made(row: Mailing) -> list[MailingLetter]:
    """The letters that could not be made."""
    question = select(MailingLetter).where(
        MailingLetter.mailing_id == row.id, MailingLetter.state == LetterState.NOT_MADE
    )
    return list(db.session.scalars(question.order_by(MailingLetter.position)))


def waiting(row: Mailing, most: int) -> list[MailingLetter]:
    """The next letters to make, held for this transaction; what another process holds is left to it."""
    question = (
        select(MailingLetter)
        .where(MailingLetter.mailing_id == row.id, MailingLetter.state == LetterState.WAITING)
        .order_by(MailingLetter.position)
        .limit(most)
        .with_for_update(skip_locked=True, of=MailingLetter)
    )
    return list(db.session.scalars(question))


def finished_files(row: Mailing) -> Iterator[tuple[str, str]]:
    """(name in the archive, SHA-256) of every letter that was made, in order."""
    question = (
        select(MailingLetter.position, Establishment.name, MailingLetter.sha256)
        .join(Establishment, Establishment.id == MailingLetter.establishment_id)
        .where(MailingLetter.mailing_id == row.id, MailingLetter.state == LetterState.MADE)
        .order_by(MailingLetter.position)
    )
    for position, name, sha256 in db.session.execute(question):
        plain = "".join(c if c.isalnum() or c in " -" else "_" for c in name)[:60].strip()
        yield f"{position:04d} {plain}.pdf", str(sha256)


def running() -> list[Mailing]:
    """The mailings of this municipality that are being made."""
    question = select(Mailing).where(Mailing.state == MailingState.RUNNING).order_by(Mailing.prepared_at)
    return list(db.session.scalars(question))


def towns_that_wait() -> list[str]:
    """The municipalities in which a mailing is being made."""
    return towns_with(Mailing, Mailing.state == MailingState.RUNNING)
