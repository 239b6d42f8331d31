"""From rows to the plain values that the gates look at."""

from __future__ import annotations

from datetime import date

import law
from app import clock
from app.access import RoleName
from app.people import Municipality, municipality_now, people_of
from app.web.language import in_language
from decisions.evidence import FINDING_PROVES, Need, Piece, document_proves
from decisions.models import Decision, DecisionGround, GroundEvidence, OfficialReport
from decisions.reasoning import CaseFile, ChosenGround
from decisions.town_law import grounds_here
from inspections.models import Basis, Finding
from permits.models import PartyRoleName
from permits.queries import designation_on

_TEXTS = (
    "suitable", "necessary", "balanced", "consequences", "effect_reason", "duration_reason", "hearing_summary",
    "hearing_reply", "hearing_exception_reason", "consultation_answer",
)  # fmt: skip


def finding_piece(finding: Finding, *, counter: bool = False) -> Piece:
    """A finding as a piece of evidence."""
    return Piece(
        ref=("finding", str(finding.id)),
        number=finding.number,
        proves=FINDING_PROVES,
        on=clock.civil(finding.seen_at).date(),
        item_code=finding.item_code,
        cls=finding.kind,
        is_fact=finding.basis == Basis.FACT,
        counter=counter,
        severity=finding.severity,
        place=finding.place,
    )


def report_piece(report: OfficialReport, *, counter: bool = False) -> Piece:
    """An entered document as a piece of evidence."""
    return Piece(
        ref=("report", str(report.id)),
        number=report.reference,
        proves=document_proves(report.kind),
        on=report.dated_on,
        counter=counter,
    )


def piece_of(evidence: GroundEvidence) -> Piece:
    if evidence.finding is not None:
        return finding_piece(evidence.finding, counter=evidence.counter)
    assert evidence.report is not None, "a row of evidence without a source"
    return report_piece(evidence.report, counter=evidence.counter)


def case_file(decision: Decision) -> CaseFile:
    """The decision as the gates see it."""
    town, day = municipality_now(), decision.sending_on or clock.today()
    measure, mayors = decision.measure_copy, people_of(decision.municipality_code, RoleName.MAYOR)
    return CaseFile(
        country=law.jurisdiction(decision.jurisdiction).country,
        gates=frozenset(measure["gates"]),
        effect=measure["effect"],
        max_months=measure["max_months"],
        needs_duration=measure["needs_duration"],
        confirmation=measure["confirmation"],
        grounds=_grounds(decision, day),
        texts={name: getattr(decision, name) for name in _TEXTS},
        addressee_complete=_complete(decision),
        language=decision.language,
        allowed_languages=tuple(town.languages),
        remedies_known=bool(town.objection_address and town.objection_route) and _court_known(town),
        mayor_known=bool(mayors) and decision.language in town.mayor_title,
        mayor_is_drafter=bool(mayors) and mayors[0].id == decision.drafter_id,
        sector_designated=designation_on(decision.establishment.sector_id, day) is not None,
        announced_on=decision.announced_on,
        hearing_until=decision.hearing_until,
        hearing_fixed=decision.hearing_at is not None and bool(decision.hearing_place),
        hearing_outcome=decision.hearing_outcome,
        hearing_exception=decision.hearing_exception,
        consulted_on=decision.consulted_on,
        consulted_authority=decision.consulted_authority,
        sending_on=decision.sending_on,
        effect_on=decision.effect_on,
        duration_from=decision.duration_from,
        duration_until=decision.duration_until,
        college_due_on=decision.college_due_on,
        held=_held(decision, day),
    )


def _complete(decision: Decision) -> bool:
    party = decision.addressee
    return all((party.name, party.street, party.house_number, party.postal_code, party.city))


def _court_known(town: Municipality) -> bool:
    return bool(town.court) or law.jurisdiction(town.jurisdiction).country != "nl"


def _grounds(decision: Decision, day: date) -> tuple[ChosenGround, ...]:
    known = {ground.id: ground for ground in grounds_here(day)}
    return tuple(_ground(row, decision.language, known.get(row.ground_id)) for row in decision.grounds)


def _ground(row: DecisionGround, language: str, now: law.Ground | None) -> ChosenGround:
    return ChosenGround(
        id=row.ground_id,
        name=in_language(row.own_words),
        article=row.article,
        quote=row.quote,
        motivation=row.motivation,
        needs=tuple(Need.read(need) for need in row.needs),
        pieces=tuple(piece_of(evidence) for evidence in row.evidence),
        in_force=now is not None and now.article[language] == row.article,
        announced=row.announced,
        needs_designation=now is not None and now.needs_designation,
        verified=row.confidence == law.Confidence.VERIFIED,
        max_months=now.max_months if now is not None else None,
    )


def _held(decision: Decision, day: date) -> frozenset[str]:
    """The kinds of proof that the dossier itself holds. The register is the house itself."""
    establishment = decision.establishment
    held = {
        "permit_register_check": True,
        "designation": designation_on(establishment.sector_id, day) is not None,
        "operator_proof": bool(establishment.parties(PartyRoleName.OPERATOR, day)),
        "consultation_record": decision.consulted_on is not None,
        "hearing_record": bool(decision.hearing_outcome),
        "counter_indications": decision.hearing_outcome == "none" or bool(decision.hearing_reply),
        "urgency_reasons": bool(decision.effect_reason),
    }
    return frozenset(kind for kind, holds in held.items() if holds)
