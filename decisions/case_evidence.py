"""Findings and entered documents as evidence: as pieces under a ground, and as the gates see them."""

from __future__ import annotations

from dataclasses import replace

from app import clock
from decisions.evidence import FINDING_PROVES, Piece, document_proves
from decisions.models import Decision, EvidenceKind, GroundEvidence, OfficialReport
from decisions.reasoning.facts import Evidence, Redaction, Source, Standing
from inspections.models import Basis, Finding


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


def evidence_under(decision: Decision) -> tuple[Evidence, ...]:
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
        dismissal_code=report.dismissal_code,
        own_assessment=report.assessment,
        relevance=report.relevance or None,
        foreseeable=report.foreseeable or None,
        independent=report.independent,
        redacted=Redaction(report.redacted) if report.redacted else None,
        restricted_request=report.restricted_request,
        disclosed=report.disclosed,
        age_weighed=report.assessment,
        verified=report.assessment,
    )
