"""What the decision on an objection puts into its letter and before its gates."""

from __future__ import annotations

from dataclasses import replace

from decisions import case_file, letters
from decisions.blanks import phrase
from decisions.models import Decision
from decisions.objections.deciding import queries
from decisions.objections.deciding.models import ObjectionDecision
from decisions.objections.models import ObjectionOutcome
from decisions.reasoning import CaseFile
from reports import AdviceBlank, LetterBlanks, ObjectionBlank
from reports.wording import written_date


def install() -> None:
    """Put both in; once."""
    if fill_case not in case_file.FILLERS:
        case_file.FILLERS.append(fill_case)
        letters.FILLERS.append(fill_letter)


def fill_letter(decision: Decision, blanks: LetterBlanks) -> LetterBlanks:
    """The letter with the objection, what is decided on it and why."""
    row = queries.behind(decision)
    if row is None:
        return blanks
    return replace(blanks, objection=_objection(row, decision.language), advice=_advice(row))


def _objection(row: ObjectionDecision, language: str) -> ObjectionBlank | None:
    objection, contested = row.objection, row.objection.decision
    if row.outcome is None:
        return None
    on = contested.sending_on or contested.law_on
    return ObjectionBlank(
        number=objection.number,
        contested=phrase(language, "decision_reference", date=written_date(on, language), number=contested.number),
        received_on=objection.received_on,
        gist=objection.gist,
        outcome=ObjectionOutcome(row.outcome).value,
        considerations=row.considerations,
        heard_on=objection.heard_on,
        not_heard=row.not_heard_because or None,
        excuse=objection.excuse or None,
        costs=row.costs or None,
    )


def _advice(row: ObjectionDecision) -> AdviceBlank | None:
    if row.advice_on is None:
        return None
    deviation = row.advice_reason if row.deviates else None
    return AdviceBlank(row.adviser, row.advice_on, check=row.advice_reason, deviation=deviation)


def fill_case(decision: Decision, case: CaseFile) -> CaseFile:
    """The case file with the hearing on the objection and the weighing anew."""
    row = queries.behind(decision)
    if row is None:
        return case
    heard = row.objection.heard_on is not None or bool(row.not_heard_because.strip())
    answered = row.outcome is not None and bool(row.considerations.strip())
    return replace(case, objection=replace(case.objection, heard=heard, reconsidered=answered))
