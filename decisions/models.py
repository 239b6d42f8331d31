"""Rows of what is decided. A decision keeps a copy of the law as it was on the day of drafting."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal, Versioned
from app.people import User
from decisions.lifecycle import DecisionState
from inspections.models import Finding
from permits.models import Application, Establishment, Party, Permit


class ServiceMethod(StrEnum):
    REGISTERED_POST = "registered-post"
    REGISTERED_RECEIPT = "registered-receipt"
    ORDINARY_POST = "ordinary-post"
    HANDED_OVER = "handed-over"


class EvidenceKind(StrEnum):
    """Documents that can be entered as evidence beside findings; ``decisions.reasoning`` says what each proves."""

    POLICE_REPORT = "police-report"
    LABOUR_REPORT = "labour-report"
    REGISTRY_EXTRACT = "registry-extract"
    EXPERT_REPORT = "expert-report"
    INCIDENT_LIST = "incident-list"
    FACT_LIST = "fact-list"
    CRIMINAL_RECORD = "criminal-record"
    EARLIER_DECISION = "earlier-decision"
    COMPARISON_SHEET = "comparison-sheet"
    BUSINESS_PLAN = "business-plan"
    PERMIT_CONDITION = "permit-condition"
    POLICY = "policy"
    BIBOB_INQUIRY = "bibob-inquiry"
    OTHER_REPORT = "other-report"


class BylawArticle(Identified, Municipal, Versioned, Base):
    """How one municipality's by-law words an abstract ground: its article, for as long as that edition is in force.

    ``organ``: who decides under this article, where the by-law itself says so. ``max_months``: the longest measure
    that it allows.
    """

    __tablename__ = "bylaw_article"
    ground_id: Mapped[str] = mapped_column(String(80), index=True)
    bylaw: Mapped[str] = mapped_column(String(200))
    article: Mapped[str] = mapped_column(String(120))
    quote: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    verified_on: Mapped[date | None]
    confidence: Mapped[str] = mapped_column(String(12), default="unverified")
    organ: Mapped[str] = mapped_column(String(24), default="", server_default="")
    max_months: Mapped[int | None]
    __mapper_args__ = {"version_id_col": Versioned.version}


class OfficialReport(Identified, Municipal, Base):
    """A report of police, labour inspection or a registry, entered as evidence with its own reference.

    ``source_class`` and ``standing`` hold the words of ``decisions.reasoning.facts``. ``seen_on``: the day of the fact,
    where the report is of a later day. ``link``: its link to the business. ``assessment``: our own judgment of it.
    ``dismissal_code``: with which a prosecution was dropped. ``relevance`` and ``foreseeable``: why it counts as bad
    conduct. ``independent`` False: it only repeats another report. ``redacted``: how far it is blacked out.
    ``restricted_request``: restricted knowledge is asked of the court. ``disclosed``: the party could see it.
    """

    __tablename__ = "official_report"
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    kind: Mapped[EvidenceKind] = mapped_column(String(20))
    reference: Mapped[str] = mapped_column(String(80))
    dated_on: Mapped[date]
    gist: Mapped[str] = mapped_column(Text)
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    source_class: Mapped[str] = mapped_column(String(20), default="official-report", server_default="official-report")
    reported_by_operator: Mapped[bool] = mapped_column(default=False, server_default=false())
    standing: Mapped[str] = mapped_column(String(12), default="", server_default="")
    link: Mapped[str] = mapped_column(Text, default="", server_default="")
    assessment: Mapped[str] = mapped_column(Text, default="", server_default="")
    seen_on: Mapped[date | None]
    dismissal_code: Mapped[str] = mapped_column(String(40), default="", server_default="")
    relevance: Mapped[str] = mapped_column(Text, default="", server_default="")
    foreseeable: Mapped[str] = mapped_column(Text, default="", server_default="")
    redacted: Mapped[str] = mapped_column(String(8), default="", server_default="")
    independent: Mapped[bool | None]
    restricted_request: Mapped[bool | None]
    disclosed: Mapped[bool | None]


class Decision(Identified, Municipal, Versioned, Base):
    """One measure against (or for) one establishment, from draft to effect.

    ``saved_at`` moves with every edit, also of a ground, so that ``version`` does. ``hearing_until`` is the last day
    for a written response, ``hearing_at`` the talk that is offered, ``hearing_held_on`` the day somebody was heard.
    ``hearing_outcome``: "response", "heard", "none" or empty. ``hearing_exception`` names the statutory exception when
    nobody is heard first. ``sending_on`` is fixed before the signature, because a Dutch letter prints the last day for
    objection. ``letter_sha256`` is what the mayor saw, ``signed_sha256`` what was signed. ``served_by`` is the intended
    way of sending before service and the real one after it; ``served_on`` is the real day of service, ``received_on``
    that of receipt. ``college_due_on`` is the college's next meeting. ``further``: the answers to the questions of
    ``decisions.asking``, by name. ``set_aside``: per gate the reason with which somebody set it aside, who and when.
    ``warned_on``: a warning on paper, from before this register. ``policy_from``: the edition of the policy applied.
    """

    __tablename__ = "decision"
    number: Mapped[str] = mapped_column(String(40))
    case_number: Mapped[str] = mapped_column(String(40))
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    application_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("application.id"))
    permit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("permit.id"))
    addressee_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("party.id"))
    jurisdiction: Mapped[str] = mapped_column(String(12))
    language: Mapped[str] = mapped_column(String(2))
    measure_id: Mapped[str] = mapped_column(String(60))
    measure_copy: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[DecisionState] = mapped_column(String(16), default=DecisionState.DRAFT, index=True)
    law_on: Mapped[date] = mapped_column(default=clock.today)
    drafter_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    drafted_at: Mapped[datetime] = mapped_column(default=clock.now)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)

    suitable: Mapped[str] = mapped_column(Text, default="")
    necessary: Mapped[str] = mapped_column(Text, default="")
    balanced: Mapped[str] = mapped_column(Text, default="")
    consequences: Mapped[str] = mapped_column(Text, default="")
    effect_on: Mapped[date | None]
    effect_reason: Mapped[str] = mapped_column(Text, default="")
    duration_from: Mapped[date | None]
    duration_until: Mapped[date | None]
    duration_reason: Mapped[str] = mapped_column(Text, default="")

    further: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    set_aside: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON, default=dict, server_default="{}")
    policy_from: Mapped[date | None]
    warned_on: Mapped[date | None]

    announced_on: Mapped[date | None]
    hearing_until: Mapped[date | None]
    hearing_at: Mapped[datetime | None]
    hearing_place: Mapped[str] = mapped_column(String(200), default="")
    hearing_outcome: Mapped[str] = mapped_column(String(20), default="")
    hearing_received_on: Mapped[date | None]
    hearing_held_on: Mapped[date | None]
    hearing_summary: Mapped[str] = mapped_column(Text, default="")
    hearing_reply: Mapped[str] = mapped_column(Text, default="")
    hearing_exception: Mapped[str] = mapped_column(String(60), default="")
    hearing_exception_reason: Mapped[str] = mapped_column(Text, default="")
    consulted_authority: Mapped[str] = mapped_column(String(200), default="")
    consulted_on: Mapped[date | None]
    consultation_answer: Mapped[str] = mapped_column(Text, default="")

    reader_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    read_at: Mapped[datetime | None]
    reader_remark: Mapped[str] = mapped_column(Text, default="")
    submitted_at: Mapped[datetime | None]
    decide_before: Mapped[date | None]
    returned_because: Mapped[str] = mapped_column(Text, default="")
    returned_at: Mapped[datetime | None]
    sending_on: Mapped[date | None]
    letter_sha256: Mapped[str | None] = mapped_column(String(64))
    letter_text_id: Mapped[str] = mapped_column(String(80), default="")
    signed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    signed_at: Mapped[datetime | None]
    signed_sha256: Mapped[str | None] = mapped_column(String(64))

    served_by: Mapped[ServiceMethod | None] = mapped_column(String(20))
    served_on: Mapped[date | None]
    received_on: Mapped[date | None]
    service_proof_sha256: Mapped[str | None] = mapped_column(String(64))
    college_due_on: Mapped[date | None]
    college_met_on: Mapped[date | None]
    college_number: Mapped[str] = mapped_column(String(40), default="")
    college_confirmed: Mapped[bool | None]

    establishment: Mapped[Establishment] = relationship(lazy="joined")
    application: Mapped[Application | None] = relationship()
    permit: Mapped[Permit | None] = relationship()
    addressee: Mapped[Party] = relationship(lazy="joined")
    drafter: Mapped[User] = relationship(foreign_keys=[drafter_id], lazy="joined")
    reader: Mapped[User | None] = relationship(foreign_keys=[reader_id])
    signed_by: Mapped[User | None] = relationship(foreign_keys=[signed_by_id])
    grounds: Mapped[list[DecisionGround]] = relationship(
        back_populates="decision", order_by="DecisionGround.position", cascade="all, delete-orphan"
    )
    letters: Mapped[list[DecisionLetter]] = relationship(back_populates="decision", order_by="DecisionLetter.made_at")
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        # The last officer on duty: signed if and only if the state says so, and never by the drafter.
        CheckConstraint(
            "(signed_by_id is not null) = (state in ('signed', 'served', 'in-effect', 'lapsed'))", name="signed"
        ),
        CheckConstraint("(signed_by_id is null) = (signed_sha256 is null)", name="signed_bytes"),
        CheckConstraint("signed_by_id is null or signed_by_id <> drafter_id", name="four_eyes"),
        CheckConstraint("reader_id is null or reader_id <> drafter_id", name="second_reader"),
        CheckConstraint("duration_until is null or duration_until >= duration_from", name="duration"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}


class DecisionGround(Identified, Municipal, Base):
    """A chosen ground with its motivation and a copy of the law as quoted on the day of drafting.

    ``own_check`` and ``against``, where the ground asks for them: how the municipality verified the reports itself,
    and what speaks against the ground.
    """

    __tablename__ = "decision_ground"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    ground_id: Mapped[str] = mapped_column(String(80))
    article: Mapped[str] = mapped_column(String(340))
    own_words: Mapped[dict[str, str]] = mapped_column(JSON)
    quote: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    confidence: Mapped[str] = mapped_column(String(12))
    needs: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    motivation: Mapped[str] = mapped_column(Text, default="")
    announced: Mapped[bool] = mapped_column(default=False)
    own_check: Mapped[str] = mapped_column(Text, default="", server_default="")
    against: Mapped[str] = mapped_column(Text, default="", server_default="")
    decision: Mapped[Decision] = relationship(back_populates="grounds")
    evidence: Mapped[list[GroundEvidence]] = relationship(back_populates="ground", cascade="all, delete-orphan")
    __table_args__ = (UniqueConstraint("decision_id", "ground_id"),)


class GroundEvidence(Identified, Municipal, Base):
    """A finding or an official report under a ground; ``counter``: it speaks against."""

    __tablename__ = "ground_evidence"
    ground_row_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision_ground.id"), index=True)
    finding_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("finding.id"))
    report_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("official_report.id"))
    counter: Mapped[bool] = mapped_column(default=False)
    ground: Mapped[DecisionGround] = relationship(back_populates="evidence")
    finding: Mapped[Finding | None] = relationship(lazy="joined")
    report: Mapped[OfficialReport | None] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("(finding_id is null) <> (report_id is null)", name="one_source"),)


class DecisionLetter(Identified, Municipal, Base):
    """A letter that was made for a decision and is never overwritten: intention, decision, covering note, confirmation.

    ``sha256`` the unsigned bytes; ``signed_sha256`` set when it carries a signature.
    """

    __tablename__ = "decision_letter"
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    text_id: Mapped[str] = mapped_column(String(80))
    edition: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    signed_sha256: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_on: Mapped[date | None]
    decision: Mapped[Decision] = relationship(back_populates="letters")
