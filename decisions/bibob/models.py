"""Rows of a Bibob inquiry. What they hold is not repeated in the audit line."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, Identified, Municipal, Versioned
from decisions.bibob.lifecycle import Danger, InquiryState
from decisions.compartments.models import closed
from permits.models import Application, Establishment, Party, Permit


class Heard(StrEnum):
    """Why somebody is heard: the party itself, or a third party whom the reasons name."""

    PARTY = "party"
    THIRD = "third-party"


class Recipient(StrEnum):
    """Who gets an edition of a letter; each reads only what the law lets this recipient read (Wet Bibob 28)."""

    PARTY = "party"
    THIRD_PARTY = "third-party"
    JUDGE = "judge"
    COMMITTEE = "committee"


class DocumentKind(StrEnum):
    FORM = "form"
    OWN_FINDINGS = "own-findings"
    ADVICE = "advice"
    EXTRACT = "extract"  # what of the advice concerns one third party, and nothing else
    RESPONSE = "response"
    LETTER = "letter"
    OTHER = "other"


class FactStatus(StrEnum):
    """How sure a fact is. One of which somebody was cleared is not used at all (Wet Bibob 3a)."""

    ESTABLISHED = "established"
    CONVICTION = "conviction"
    PENAL_ORDER = "penal-order"
    SETTLEMENT = "settlement"
    FINE = "fine"
    FINE_FIRST_INSTANCE = "fine-first-instance"
    PENDING = "pending"
    DROPPED = "dropped"
    SUSPICION = "suspicion"
    CLEARED = "cleared"


class BibobInquiry(Identified, Municipal, Versioned, Base):
    """One inquiry into the integrity of an applicant or holder.

    ``subject`` is the party investigated. ``form_due_on`` the last day to return the form. ``advice_extra_weeks``: by
    how much the Bureau put its advice off, once. ``reused``: the earlier inquiry whose advice is used again.
    ``profit`` and ``offences`` say for which of the two the danger is (Wet Bibob 3, first paragraph, a and b).
    ``relation``: how the party stands to the facts, ``relation_checked_on`` when that was last looked at.
    ``conditions_considered``: why conditions will not do. ``elsewhere``: what other municipalities decided about the
    same party. ``bureau_told_on``: the conclusion without advice, ``withdrawal_told_on``: that the
    party withdrew, told to the Bureau. ``covered``: the act applies to this permit (5a, 7). ``advice_check``: how the
    municipality checked the advice (Awb 3:9). ``relation_ended``: the relation is over, ``relation_answer`` why the
    danger remains. ``licensed_elsewhere``: another town gave this party a permit, ``elsewhere_answer`` why it is
    different here. ``separable``: the danger is of one building or activity, ``separable_answer`` why all the same.
    ``third_parties_said``: what named third parties brought forward and the answer. ``refused_data`` and
    ``false_statement``: what the party refused, or stated wrongly (4).
    ``stopped_because`` is set when the inquiry ended without a degree.
    ``hold_because``: a court case or objection for which the file must not be destroyed.
    """

    __tablename__ = "bibob_inquiry"
    number: Mapped[str] = mapped_column(String(40))
    establishment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("establishment.id"), index=True)
    application_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("application.id"), index=True)
    permit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("permit.id"), index=True)
    subject_id: Mapped[uuid.UUID] = closed(ForeignKey("party.id"))
    state: Mapped[InquiryState] = closed(String(16), default=InquiryState.OPENED, index=True)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    opened_on: Mapped[date] = closed(default=clock.today)
    opened_because: Mapped[str] = closed(Text, default="")
    form_sent_on: Mapped[date | None] = closed()
    form_due_on: Mapped[date | None] = closed()
    form_received_on: Mapped[date | None] = closed()
    advice_asked_on: Mapped[date | None] = closed()
    advice_questions: Mapped[str] = closed(Text, default="")
    advice_extra_weeks: Mapped[int] = closed(default=0)
    advice_received_on: Mapped[date | None] = closed()
    advice_reference: Mapped[str] = closed(String(80), default="")
    notice_sent_on: Mapped[date | None] = closed()
    reused_id: Mapped[uuid.UUID | None] = closed(ForeignKey("bibob_inquiry.id"))
    danger: Mapped[Danger | None] = closed(String(8))
    profit: Mapped[bool] = closed(default=False)
    offences: Mapped[bool] = closed(default=False)
    danger_on: Mapped[date | None] = closed()
    danger_reasons: Mapped[str] = closed(Text, default="")
    relation: Mapped[str] = closed(Text, default="")
    relation_checked_on: Mapped[date | None] = closed()
    conditions_considered: Mapped[str] = closed(Text, default="")
    elsewhere: Mapped[str] = closed(Text, default="")
    covered: Mapped[bool | None] = closed()
    advice_check: Mapped[str] = closed(Text, default="", server_default="")
    relation_ended: Mapped[bool | None] = closed()
    relation_answer: Mapped[str] = closed(Text, default="", server_default="")
    licensed_elsewhere: Mapped[bool | None] = closed()
    elsewhere_answer: Mapped[str] = closed(Text, default="", server_default="")
    separable: Mapped[bool | None] = closed()
    separable_answer: Mapped[str] = closed(Text, default="", server_default="")
    third_parties_said: Mapped[str] = closed(Text, default="", server_default="")
    refused_data: Mapped[str] = closed(Text, default="", server_default="")
    false_statement: Mapped[str] = closed(Text, default="", server_default="")
    bureau_told_on: Mapped[date | None] = closed()
    withdrawal_told_on: Mapped[date | None] = closed()
    closed_on: Mapped[date | None] = closed()
    stopped_because: Mapped[str] = closed(Text, default="")
    hold_because: Mapped[str] = closed(Text, default="")

    establishment: Mapped[Establishment] = relationship(lazy="joined")
    application: Mapped[Application | None] = relationship()
    permit: Mapped[Permit | None] = relationship()
    subject: Mapped[Party] = relationship(lazy="joined")
    reused: Mapped[BibobInquiry | None] = relationship(remote_side="BibobInquiry.id")
    data_requests: Mapped[list[BibobDataRequest]] = relationship(
        back_populates="inquiry", order_by="BibobDataRequest.asked_on", cascade="all, delete-orphan"
    )
    facts: Mapped[list[BibobFact]] = relationship(
        back_populates="inquiry", order_by="BibobFact.happened_on", cascade="all, delete-orphan"
    )
    conditions: Mapped[list[BibobCondition]] = relationship(
        back_populates="inquiry", order_by="BibobCondition.position", cascade="all, delete-orphan"
    )
    persons: Mapped[list[BibobPerson]] = relationship(
        back_populates="inquiry", order_by="BibobPerson.position", cascade="all, delete-orphan"
    )
    documents: Mapped[list[BibobDocument]] = relationship(
        back_populates="inquiry", order_by="BibobDocument.added_at", cascade="all, delete-orphan"
    )
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("(application_id is null) <> (permit_id is null)", name="about_one"),
        CheckConstraint("danger is null or danger_on is not null", name="danger_on"),
        CheckConstraint("(state = 'closed') = (closed_on is not null)", name="closed"),
        CheckConstraint("advice_extra_weeks between 0 and 4", name="extra_weeks"),
    )
    __mapper_args__ = {"version_id_col": Versioned.version}


class BibobDataRequest(Identified, Municipal, Base):
    """Days on which the Bureau waited for data of the party: the advice term stands still (Wet Bibob 15)."""

    __tablename__ = "bibob_data_request"
    inquiry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("bibob_inquiry.id"), index=True)
    asked_on: Mapped[date] = closed()
    received_on: Mapped[date | None] = closed()
    inquiry: Mapped[BibobInquiry] = relationship(back_populates="data_requests")

    @property
    def days(self) -> int:
        """Whole days waited for, the day of receipt not counted; 0 while the data have not come."""
        return (self.received_on - self.asked_on).days if self.received_on else 0


class BibobFact(Identified, Municipal, Base):
    """A fact that points to a danger: what, when, where it stands, and how sure it is; never a worker or a victim."""

    __tablename__ = "bibob_fact"
    inquiry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("bibob_inquiry.id"), index=True)
    text: Mapped[str] = closed(Text)
    happened_on: Mapped[date] = closed()
    source: Mapped[str] = closed(String(200))
    status: Mapped[FactStatus] = closed(String(24))
    code: Mapped[str] = closed(String(40), default="")
    inquiry: Mapped[BibobInquiry] = relationship(back_populates="facts")
    __table_args__ = (CheckConstraint("status <> 'cleared'", name="not_cleared"),)


class BibobCondition(Identified, Municipal, Base):
    """A condition that takes a danger away: what, by what it works, why it goes no further than needed."""

    __tablename__ = "bibob_condition"
    inquiry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("bibob_inquiry.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = closed(Text)
    purpose: Mapped[str] = closed(Text)
    proportion: Mapped[str] = closed(Text)
    inquiry: Mapped[BibobInquiry] = relationship(back_populates="conditions")


class BibobPerson(Identified, Municipal, Base):
    """Somebody to be heard (Wet Bibob 33). ``label`` stands in the letters to others ("A"); the name does not.

    ``own_part``: what of the reasons is about this third party, the only part it may read. ``outcome``: "view",
    "none" or empty.
    """

    __tablename__ = "bibob_person"
    inquiry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("bibob_inquiry.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    role: Mapped[Heard] = closed(String(12))
    name: Mapped[str] = closed(String(200))
    label: Mapped[str] = closed(String(40))
    street: Mapped[str] = closed(String(200), default="")
    place: Mapped[str] = closed(String(120), default="")
    own_part: Mapped[str] = closed(Text, default="")
    invited_on: Mapped[date | None] = closed()
    until_on: Mapped[date | None] = closed()
    outcome: Mapped[str] = closed(String(8), default="")
    answered_on: Mapped[date | None] = closed()
    summary: Mapped[str] = closed(Text, default="")
    reply: Mapped[str] = closed(Text, default="")
    inquiry: Mapped[BibobInquiry] = relationship(back_populates="persons")
    __table_args__ = (CheckConstraint("outcome = '' or invited_on is not null", name="invited"),)


class BibobDocument(Identified, Municipal, Base):
    """A document of the file. A letter has its ``letter_kind`` and the ``recipient`` whose edition it is."""

    __tablename__ = "bibob_document"
    inquiry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("bibob_inquiry.id"), index=True)
    kind: Mapped[DocumentKind] = closed(String(12))
    title: Mapped[str] = closed(String(200))
    dated_on: Mapped[date] = closed()
    file_sha256: Mapped[str] = closed(String(64))
    person_id: Mapped[uuid.UUID | None] = closed(ForeignKey("bibob_person.id"))
    letter_kind: Mapped[str] = closed(String(40), default="")
    recipient: Mapped[Recipient | None] = closed(String(12))
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
    inquiry: Mapped[BibobInquiry] = relationship(back_populates="documents")
    person: Mapped[BibobPerson | None] = relationship()
