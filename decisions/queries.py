"""What one asks about decisions. Days are computed in :mod:`decisions.terms` and re-exported here."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app import clock
from app.db import db, fetch
from app.people import User
from decisions import signers
from decisions.case_evidence import finding_piece, report_piece
from decisions.case_file import case_file, holding, questions
from decisions.evidence import Proposal, proposed_grounds
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import (
    BylawArticle,
    Decision,
    DecisionGround,
    DecisionLetter,
    GroundEvidence,
    OfficialReport,
)
from decisions.terms import (
    decide_before,
    effect_day,
    hearing_term,
    holding_last_day,
    needs_covering_note,
    objection_term,
    printed_last_day,
    remedy,
)
from decisions.town_law import articles_on, grounds_for, grounds_here, measures_here
from inspections.models import Finding, Inspection
from permits.models import Application, Establishment, Party, PartyRole

__all__ = [
    "addressees",
    "articles_on",
    "asking_for_signature",
    "asking_something",
    "bylaw_article",
    "bylaw_articles",
    "case_file",
    "decide_before",
    "decision",
    "decisions_of",
    "effect_day",
    "findings_of",
    "grounds_for",
    "grounds_here",
    "hearing_term",
    "holding",
    "holding_last_day",
    "in_states",
    "letter",
    "measures_here",
    "needs_covering_note",
    "number_of_decisions",
    "number_waiting",
    "objection_term",
    "open_decisions",
    "printed_last_day",
    "proposals",
    "questions",
    "remedy",
    "reports_of",
    "returned_by_mayor",
    "signed_by",
    "waiting_for",
]


def _with_all(question: Select[Decision]) -> Select[Decision]:
    grounds = selectinload(Decision.grounds)
    evidence = grounds.selectinload(DecisionGround.evidence)
    return question.options(
        grounds,
        evidence.joinedload(GroundEvidence.finding).joinedload(Finding.inspection),
        evidence.joinedload(GroundEvidence.report),
        selectinload(Decision.letters),
        joinedload(Decision.application).selectinload(Application.clock_events),
        joinedload(Decision.permit),
        joinedload(Decision.reader),
        joinedload(Decision.signed_by),
        joinedload(Decision.establishment).selectinload(Establishment.roles),
    )


def decision(decision_id: uuid.UUID) -> Decision:
    """One decision with all that its pages show. Raises NotHere."""
    found = db.session.scalars(_with_all(select(Decision).where(Decision.id == decision_id))).unique().one_or_none()
    return found or fetch(Decision, decision_id)


def letter(letter_id: uuid.UUID) -> DecisionLetter:
    return fetch(DecisionLetter, letter_id)


def in_states(states: Iterable[DecisionState]) -> list[Decision]:
    """The decisions in these states; what must be decided first comes first."""
    question = _with_all(select(Decision).where(Decision.state.in_([*states])))
    rows = db.session.scalars(question).unique().all()
    return sorted(rows, key=lambda row: (row.decide_before or date.max, row.drafted_at))


def open_decisions() -> list[Decision]:
    """Everything that is not finished: drafts, hearings, with the reader or mayor, to serve, running terms."""
    return in_states(state for state in DecisionState if state not in DECISION.final)


def asking_something() -> list[Decision]:
    """Everything that may ask something of an officer today."""
    unconfirmed = and_(
        Decision.state == DecisionState.IN_EFFECT,
        Decision.measure_copy["confirmation"].as_string().is_not(None),
        Decision.college_met_on.is_(None),
    )
    return _lines(or_(Decision.state.not_in(DECISION.final), unconfirmed))


def asking_for_signature() -> list[Decision]:
    """Everything that asks something of the mayor today."""
    return _lines(and_(Decision.state == DecisionState.WITH_MAYOR, signers.for_actor()))


def _lines(which: ColumnElement[bool]) -> list[Decision]:
    """With no more than a line about each needs: it is asked for every page, for the number in the bar."""
    question = select(Decision).where(which)
    light = question.options(
        selectinload(Decision.letters),
        joinedload(Decision.application).selectinload(Application.clock_events),
        joinedload(Decision.establishment),
    )
    return list(db.session.scalars(light).unique())


def waiting_for(mayor: User | None = None) -> list[Decision]:
    """What waits for the mayor's signature, the most urgent first; not what this mayor drafted."""
    rows = [row for row in in_states([DecisionState.WITH_MAYOR]) if signers.is_for_actor(row)]
    return [row for row in rows if mayor is None or row.drafter_id != mayor.id]


def number_waiting() -> int:
    """How many decisions wait for a signature, for the navigation."""
    waiting = (Decision.state == DecisionState.WITH_MAYOR, signers.for_actor())
    question = select(func.count()).select_from(Decision).where(*waiting)
    return db.session.scalar(question) or 0


def signed_by(mayor: User, limit: int = 50) -> list[Decision]:
    """What this mayor signed, newest first."""
    question = (
        select(Decision).where(Decision.signed_by_id == mayor.id).order_by(Decision.signed_at.desc()).limit(limit)
    )
    return list(db.session.scalars(_with_all(question)).unique())


def returned_by_mayor(limit: int = 20) -> list[Decision]:
    """What came back from the mayor or the reader and is being mended, newest first."""
    returned = (Decision.returned_at.is_not(None), signers.for_actor())
    question = select(Decision).where(*returned).order_by(Decision.returned_at.desc()).limit(limit)
    return list(db.session.scalars(_with_all(question)).unique())


def decisions_of(establishment_id: uuid.UUID) -> list[Decision]:
    """The decisions on one establishment, newest first."""
    question = select(Decision).where(Decision.establishment_id == establishment_id)
    return list(db.session.scalars(_with_all(question.order_by(Decision.drafted_at.desc()))).unique())


def number_of_decisions(establishment_id: uuid.UUID) -> int:
    question = select(func.count()).select_from(Decision).where(Decision.establishment_id == establishment_id)
    return db.session.scalar(question) or 0


def findings_of(establishment_id: uuid.UUID) -> list[Finding]:
    """What was found at an establishment in sealed visits, newest first."""
    question = (
        select(Finding)
        .where(Finding.establishment_id == establishment_id)
        .options(joinedload(Finding.inspection).joinedload(Inspection.inspector))
        .order_by(Finding.seen_at.desc(), Finding.number)
    )
    return list(db.session.scalars(question))


def reports_of(establishment_id: uuid.UUID) -> list[OfficialReport]:
    """The documents entered as evidence, newest first."""
    question = select(OfficialReport).where(OfficialReport.establishment_id == establishment_id)
    return list(db.session.scalars(question.order_by(OfficialReport.dated_on.desc())))


def proposals(decision: Decision) -> tuple[Proposal, ...]:
    """The grounds that the findings propose for the measure of this decision."""
    day = clock.today()
    seen = [finding_piece(finding) for finding in findings_of(decision.establishment_id)]
    papers = [report_piece(report) for report in reports_of(decision.establishment_id)]
    return proposed_grounds(grounds_for(decision.measure_id, day), seen, papers, day)


def addressees(establishment: Establishment) -> list[Party]:
    """Who can get a decision: everybody with a role at the establishment today, operators first."""
    order = {"operator": 0, "owner": 1, "manager": 2, "financier": 3}
    held: list[PartyRole] = [role for role in establishment.roles if role.holds_on(clock.today())]
    held.sort(key=lambda role: order.get(str(role.role), 9))
    return list(dict.fromkeys(role.party for role in held))


def bylaw_articles() -> list[BylawArticle]:
    """All articles the municipality entered, past ones included, by ground and first day."""
    return list(db.session.scalars(select(BylawArticle).order_by(BylawArticle.ground_id, BylawArticle.valid_from)))


def bylaw_article(article_id: uuid.UUID) -> BylawArticle:
    return fetch(BylawArticle, article_id)
