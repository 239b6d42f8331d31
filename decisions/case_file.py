"""From rows to the plain values that the gates look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import select

import law
from app import clock
from app.access import RoleName
from app.db import db
from app.people import Municipality, municipality_now, people_of
from app.web.language import in_language
from decisions import further, particulars
from decisions.evidence import FINDING_PROVES, Need, Piece, document_proves
from decisions.models import Decision, DecisionGround, EvidenceKind, GroundEvidence, OfficialReport
from decisions.organ import organ_of
from decisions.reasoning import CaseFile, ChosenGround, Rules
from decisions.reasoning.facts import (
    Consultation,
    Duration,
    Evidence,
    Hearing,
    Policy,
    Source,
    Standing,
    Taken,
    Warned,
    Weighing,
)
from decisions.reasoning.regimes import College, Designated, Order, Paper
from decisions.town_law import grounds_here
from inspections.models import Basis, Finding
from law import powers
from permits.models import PartyRoleName
from permits.queries import designation_on

# What the rooms around a decision know of it (a Bibob inquiry, a forfeited penalty): each adds it to the case file.
FILLERS: list[Callable[[Decision, CaseFile], CaseFile]] = []
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
    day = decision.sending_on or clock.today()
    grounds, rules = _grounds(decision, day), _rules(decision, day)
    case = CaseFile(
        rules=rules,
        taken=Taken(
            organ=organ_of(decision),
            date=decision.sending_on,
            effective_on=decision.effect_on or False,
            effect_reason=decision.effect_reason,
        ),
        grounds=grounds,
        evidence=_evidence(decision),
        hearing=Hearing(
            announced_on=decision.announced_on or False,
            until=decision.hearing_until,
            outcome=decision.hearing_outcome,
            exception=decision.hearing_exception or None,
            exception_reason=decision.hearing_exception_reason,
            reply=decision.hearing_reply,
        ),
        hearing_fixed=decision.hearing_at is not None and bool(decision.hearing_place),
        consultation=Consultation(
            on=decision.consulted_on or False,
            authority=decision.consulted_authority,
            answer=decision.consultation_answer,
        ),
        weighing=Weighing(suitable=decision.suitable, necessary=decision.necessary, balanced=decision.balanced),
        duration=Duration(
            start=decision.duration_from or False,
            until=decision.duration_until or False,
            reason=decision.duration_reason,
            reopening_conditions=_particular(decision, "reopening"),
        ),
        policy=Policy(edition_from=decision.policy_from),
        warning=_warning(decision),
        order=_order(decision, rules),
        designation=_designation(decision, day),
        college=College(next_meeting_on=decision.college_due_on or False),
        paper=_paper(decision),
        texts={name: getattr(decision, name) for name in _TEXTS},
        held=_held(decision, day),
        overruled={gate: kept["reason"] for gate, kept in decision.set_aside.items()},
    )
    case = further.answered(case, decision.further, questions(decision))
    for fill in FILLERS:
        case = fill(decision, case)
    return case


def questions(decision: Decision) -> tuple[str, ...]:
    """The further questions that are asked of this decision."""
    power = powers.power(law.jurisdiction(decision.jurisdiction).country, decision.measure_id, decision.law_on)
    return further.asked(decision.measure_copy, immediate=power is not None and power.immediate_only)


def _particular(decision: Decision, name: str) -> str:
    row = particulars.of(decision)
    return str(getattr(row, name)) if row is not None else ""


def _order(decision: Decision, rules: Rules) -> Order:
    """The particulars of an order; what is not written yet is known to lack."""
    if not rules.gates & {"penalty_amount", "costs"}:
        return Order()
    row = particulars.of(decision)
    if row is None:
        return Order(must_do="", term=False)
    euros = None if row.penalty_cents is None else row.penalty_cents // 100
    return Order(
        must_do=row.deeds,
        term=row.comply_by is not None,
        unit=row.penalty_unit is not None,
        amount=euros,
        most=(row.penalty_max_cents or 0) // 100,
        amount_reason=row.penalty_reason,
    )


def _warning(decision: Decision) -> Warned:
    """The newest warning that was served here, or one on paper from before; our letter quotes the rule."""
    needs = {kind for row in decision.grounds for need in row.needs for kind in need["kinds"]}
    if "prior_warning" not in decision.measure_copy["gates"] and "warning_proof" not in needs:
        return Warned()
    question = (
        select(Decision.served_on)
        .where(
            Decision.establishment_id == decision.establishment_id,
            Decision.measure_id.endswith(".warning"),
            Decision.served_on.is_not(None),
        )
        .order_by(Decision.served_on.desc())
    )
    served = db.session.scalars(question.limit(1)).first()
    return Warned(on=served or decision.warned_on or False, extract=True)


def _rules(decision: Decision, day: date) -> Rules:
    measure, country = decision.measure_copy, law.jurisdiction(decision.jurisdiction).country
    return Rules(
        measure=decision.measure_id,
        country=country,
        jurisdiction=decision.jurisdiction,
        gates=frozenset(measure["gates"]),
        effect=measure["effect"],
        max_months=measure["max_months"],
        needs_duration=measure["needs_duration"],
        confirmation=measure["confirmation"],
        power=powers.power(country, decision.measure_id, day),
    )


def _paper(decision: Decision) -> Paper:
    town, mayors = municipality_now(), people_of(decision.municipality_code, RoleName.MAYOR)
    known = bool(mayors) and decision.language in town.mayor_title
    return Paper(
        addressee=_complete(decision),
        language=decision.language,
        languages=tuple(town.languages),
        signer=known and mayors[0].id != decision.drafter_id,
        remedies=bool(town.objection_address and town.objection_route) and _court_known(town),
        service_day=decision.sending_on or False,
    )


def _designation(decision: Decision, day: date) -> Designated | None:
    if not any(ground.needs_designation for ground in _known(decision, day)):
        return None
    found = designation_on(decision.establishment.sector_id, day)
    return Designated(start=day if found else False)


def _known(decision: Decision, day: date) -> list[law.Ground]:
    known = {ground.id: ground for ground in grounds_here(day)}
    return [known[row.ground_id] for row in decision.grounds if row.ground_id in known]


def _evidence(decision: Decision) -> tuple[Evidence, ...]:
    """Every chosen fact and document, once for each ground it stands under."""
    return tuple(
        evidence_of(piece_of(row), ground.ground_id, row.report)
        for ground in decision.grounds
        for row in ground.evidence
        if piece_of(row).is_fact
    )


def evidence_of(piece: Piece, ground_id: str, report: OfficialReport | None = None) -> Evidence:
    """A piece as the gates see it. A document has no place of its own; what it is worth was entered with it."""
    plain = Evidence(
        source=Source.OWN_OBSERVATION if piece.ref[0] == "finding" else Source.OFFICIAL_REPORT,
        number=piece.number,
        ground=ground_id,
        on=piece.on,
        place=piece.place,
        counter=piece.counter,
    )
    if report is None:
        return plain
    # A list of incidents counts for nothing until each is linked to what happened inside, or to what was known.
    unlinked = "" if report.kind == EvidenceKind.INCIDENT_LIST else None
    return replace(
        plain,
        source=Source(report.source_class),
        on=report.seen_on or report.dated_on,
        reported_on=report.dated_on,
        linked=report.link or unlinked,
        reported_by_operator=report.reported_by_operator,
        standing=Standing(report.standing) if report.standing else None,
        dismissal_code=report.assessment,
        own_assessment=report.assessment,
        age_weighed=report.assessment,
        verified=report.assessment,
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
        supports_only=now is not None and now.supports_only,
        conditions=now is not None and law.Instrument.CONDITIONS in now.instruments,
        decides=now.decides if now is not None and now.decides is not law.Organ.PER_REGULATION else None,
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
