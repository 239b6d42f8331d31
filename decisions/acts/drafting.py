"""Drafting: measure, grounds, motivation, evidence and the bounded texts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

import law
from app import clock, files, numbers
from app.access import Permission
from app.acts import act, check_version
from app.db import db, fetch
from app.errors import NoSuchRoad, NotHere
from app.people import municipality_now
from decisions import asking, events, town_law
from decisions.acts import desk
from decisions.evidence import written_needs
from decisions.lifecycle import DECISION, DecisionState
from decisions.models import (
    Decision,
    DecisionGround,
    EvidenceKind,
    GroundEvidence,
    OfficialReport,
    ServiceMethod,
)
from decisions.reasoning.facts import Redaction, Source, Standing
from decisions.refusals import AlreadyUnderWay, NoSuchGround, NoSuchMeasure, NothingToDecideOn, WrongDay
from inspections.models import Finding
from permits.lifecycle import APPLICATION, PERMIT
from permits.models import Application, Establishment, Party, Permit

TEXTS = {
    "suitable": desk.LONGEST,
    "necessary": desk.LONGEST,
    "balanced": desk.LONGEST,
    "consequences": desk.LONGEST,
    "effect_reason": desk.LONGEST,
    "duration_reason": desk.LONGEST,
    "hearing_reply": desk.LONGEST,
    "hearing_place": 200,
}
DAYS = frozenset({"effect_on", "duration_from", "duration_until", "sending_on", "college_due_on"})
# How a letter goes out unless the officer chooses otherwise: Belgian terms run from receipt, so receipt is proved.
_USUAL_WAY = {
    "nl": ServiceMethod.REGISTERED_POST,
    "be": ServiceMethod.REGISTERED_RECEIPT,
    "lu": ServiceMethod.REGISTERED_RECEIPT,
}

Evidence = tuple[str, uuid.UUID | str, bool]


@dataclass(frozen=True)
class Worth:
    """What a report is worth as evidence; the meaning of each is that of the same key of ``reasoning.facts.Evidence``.

    ``assessment``: our own judgment of it. None: not stated.
    """

    source: Source = Source.OFFICIAL_REPORT
    reported_by_operator: bool = False
    standing: Standing | None = None
    link: str = ""
    assessment: str = ""
    seen_on: date | None = None
    dismissal_code: str = ""
    relevance: str = ""
    foreseeable: str = ""
    independent: bool | None = None
    redacted: Redaction | None = None
    restricted_request: bool | None = None
    disclosed: bool | None = None


@act(Permission.DECISION_DRAFT)
def draft(
    establishment: Establishment,
    measure_id: str,
    addressee: Party,
    *,
    application: Application | None = None,
    permit: Permit | None = None,
) -> Decision:
    """Begin a decision under the law of today, which is copied into it.

    Raises NoSuchMeasure, NothingToDecideOn (no open application, a permit that has ended) or AlreadyUnderWay.
    """
    day, town = clock.today(), municipality_now()
    measure = town_law.measure_to_draft(measure_id, day)
    if measure is None:
        raise NoSuchMeasure
    _must_have_object(measure, establishment, application, permit)
    if measure.procedure is not law.Procedure.OBJECTION:  # two objections at one place are two decisions
        _must_be_alone(establishment, measure_id)
    book = town_law.here()
    row = Decision(
        number=numbers.next_number("B"),
        case_number=application.case_number if application else numbers.next_number("ZK"),
        establishment=establishment,
        application=application,
        permit=permit,
        addressee=addressee,
        jurisdiction=town.jurisdiction,
        language=town_law.letter_language(addressee)[0],
        measure_id=measure.id,
        measure_copy=_copied(measure),
        law_on=day,
        drafter_id=desk.person_id(),
        served_by=_USUAL_WAY[book.country],
    )
    db.session.add(row)
    db.session.flush()
    desk.tell(row, "decision.drafted", measure=dict(measure.name))
    events.decision_drafted.send(row)
    return row


def _must_have_object(
    measure: law.Measure, establishment: Establishment, application: Application | None, permit: Permit | None
) -> None:
    if application is not None and application.establishment_id != establishment.id:
        raise NotHere(table="application", key=str(application.id))
    if permit is not None and permit.establishment_id != establishment.id:
        raise NotHere(table="permit", key=str(permit.id))
    on_application = measure.procedure is law.Procedure.APPLICATION
    is_open = application is not None and application.state not in APPLICATION.final
    # What came about by law is announced when the application is closed already.
    fits = is_open or (application is not None and measure.instrument is law.Instrument.BY_LAW)
    if (measure.effect is law.Effect.REFUSE or on_application) and not fits:
        raise NothingToDecideOn(_l("There is no open application to decide on."))
    if measure.effect in {law.Effect.REVOKE, law.Effect.SUSPEND} and (permit is None or permit.state in PERMIT.final):
        raise NothingToDecideOn(_l("There is no permit to end: it has already been revoked or has lapsed."))


def _must_be_alone(establishment: Establishment, measure_id: str) -> None:
    # Two drafts for one place queue here (PostgreSQL; SQLite has one writer anyway), so that the second is seen.
    db.session.execute(select(Establishment.id).where(Establishment.id == establishment.id).with_for_update())
    question = select(Decision.id).where(
        Decision.establishment_id == establishment.id,
        Decision.measure_id == measure_id,
        Decision.state.not_in([*DECISION.final]),
    )
    if db.session.scalar(question.limit(1)) is not None:
        raise AlreadyUnderWay


def _copied(measure: law.Measure) -> dict[str, Any]:
    """The measure as it was on the day of drafting, as plain values."""
    return {part.name: _plain(getattr(measure, part.name)) for part in fields(measure) if part.name != "only"}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat() if isinstance(value, date) else value


def _must_be_editable(decision: Decision) -> None:
    if decision.state not in desk.EDITABLE:
        raise NoSuchRoad(state=decision.state, verb="write")


@act(Permission.DECISION_DRAFT)
def choose_ground(decision: Decision, seen: int | None, ground_id: str) -> DecisionGround:
    """Put a ground under the decision, with a copy of its text; the same ground again takes the text of today.

    Raises NoSuchGround when it cannot carry this measure here today.
    """
    check_version(decision, seen)
    _must_be_editable(decision)
    day = clock.today()
    ground = next((g for g in town_law.grounds_for(decision.measure_id, day) if g.id == ground_id), None)
    if ground is None or decision.language not in ground.article:
        raise NoSuchGround
    copied: dict[str, Any] = {
        "article": ground.article[decision.language],
        "own_words": dict(ground.own_words),
        "quote": town_law.quoted(ground, decision.language, day),
        "source": ground.source[:300],
        "confidence": ground.confidence.value,
        "needs": written_needs(ground),
    }
    row = next((row for row in decision.grounds if row.ground_id == ground_id), None)
    if row is None:
        position = max((row.position for row in decision.grounds), default=0) + 1
        row = DecisionGround(ground_id=ground_id, position=position, **copied)
        decision.grounds.append(row)
    for name, value in copied.items():
        setattr(row, name, value)
    desk.edited(decision)
    db.session.flush()
    return row


@act(Permission.DECISION_DRAFT)
def drop_ground(decision: Decision, seen: int | None, ground_id: str) -> Decision:
    """Take a ground away, with its motivation."""
    check_version(decision, seen)
    _must_be_editable(decision)
    decision.grounds.remove(_chosen(decision, ground_id))
    desk.edited(decision)
    return decision


@act(Permission.DECISION_DRAFT)
def motivate(
    decision: Decision,
    seen: int | None,
    ground_id: str,
    text: str,
    evidence: Iterable[Evidence] = (),
    *,
    own_check: str | None = None,
    against: str | None = None,
) -> DecisionGround:
    """Write why the facts meet the ground, and choose the facts. ``evidence``: ("finding" | "report", id, counter).

    Replaces what was chosen before; ``own_check`` and ``against`` stay as they are when None.
    Raises NotHere for a finding or report of another establishment.
    """
    check_version(decision, seen)
    _must_be_editable(decision)
    row = _chosen(decision, ground_id)
    row.motivation = desk.bounded(text)
    row.own_check = row.own_check if own_check is None else desk.bounded(own_check)
    row.against = row.against if against is None else desk.bounded(against)
    row.evidence = [_evidence(decision, *piece) for piece in dict.fromkeys(evidence)]
    desk.edited(decision)
    db.session.flush()
    return row


def _chosen(decision: Decision, ground_id: str) -> DecisionGround:
    for row in decision.grounds:
        if row.ground_id == ground_id:
            return row
    raise NoSuchGround


def _evidence(decision: Decision, kind: str, key: uuid.UUID | str, counter: bool) -> GroundEvidence:
    model: type[Finding] | type[OfficialReport] = Finding if kind == "finding" else OfficialReport
    found = fetch(model, uuid.UUID(str(key)))
    if found.establishment_id != decision.establishment_id:
        raise NotHere(table=model.__tablename__, key=str(key))
    if isinstance(found, Finding):
        return GroundEvidence(finding=found, counter=counter)
    return GroundEvidence(report=found, counter=counter)


@act(Permission.DECISION_DRAFT)
def write(decision: Decision, seen: int | None, **given: str | date | datetime | None) -> Decision:
    """Save texts, days, the talk that is offered (``hearing_at``), the way of sending (``served_by``), answers.

    An answer to a question of ``decisions.asking`` is a text: "yes" or "no", a word of its list, a day as ISO.
    Raises TypeError for a field that is not the officer's to write; TooLong, HoldsIdentityNumber, CannotBePrinted;
    ValueError for an answer that is not of the kind that was asked.
    """
    check_version(decision, seen)
    _must_be_editable(decision)
    for name, value in given.items():
        if name in TEXTS:
            setattr(decision, name, desk.bounded(str(value or ""), TEXTS[name]))
        elif name in DAYS | asking.DAYS | {"hearing_at"}:
            setattr(decision, name, value)
        elif name == "served_by" and value is not None:
            decision.served_by = ServiceMethod(str(value))
        elif name in asking.NAMES:
            decision.further = {**decision.further, name: _answer(name, value)}
        else:
            raise TypeError(name)
    if decision.duration_from and decision.duration_until and decision.duration_until < decision.duration_from:
        raise WrongDay(_l("The last day lies before the first day."))
    desk.edited(decision)
    return decision


def _answer(name: str, value: str | date | datetime | None) -> str:
    text = desk.bounded(value.isoformat() if isinstance(value, date) else str(value or ""))
    asking.value_of(name, text)  # an answer of another kind is refused before it is kept
    return text


@act(Permission.DECISION_DRAFT)
def enter_report(
    establishment: Establishment,
    kind: EvidenceKind | str,
    reference: str,
    dated_on: date,
    gist: str,
    content: bytes | None = None,
    name: str = "",
    *,
    worth: Worth | None = None,
) -> OfficialReport:
    """Enter a report of police, labour inspection or a registry as evidence, with or without its file."""
    known = worth or Worth()
    if dated_on > clock.today():
        raise WrongDay(_l("The date of the report lies in the future."))
    if known.seen_on is not None and known.seen_on > dated_on:
        raise WrongDay(_l("The fact lies after the report on it."), field="seen_on")
    row = OfficialReport(
        establishment_id=establishment.id,
        kind=EvidenceKind(kind),
        reference=desk.bounded(reference, 80),
        dated_on=dated_on,
        gist=desk.reason(gist),
        file_sha256=files.keep(content, name).sha256 if content else None,
        source_class=known.source.value,
        reported_by_operator=known.reported_by_operator,
        standing=known.standing.value if known.standing else "",
        link=desk.bounded(known.link),
        assessment=desk.bounded(known.assessment),
        seen_on=known.seen_on,
        dismissal_code=desk.bounded(known.dismissal_code, 40),
        relevance=desk.bounded(known.relevance),
        foreseeable=desk.bounded(known.foreseeable),
        independent=known.independent,
        redacted=known.redacted.value if known.redacted else "",
        restricted_request=known.restricted_request,
        disclosed=known.disclosed,
    )
    db.session.add(row)
    db.session.flush()
    return row


@act(Permission.DECISION_DRAFT)
def drop(decision: Decision, seen: int | None, because: str = "") -> Decision:
    """Stop preparing; the draft stays in the story and can no longer be changed."""
    check_version(decision, seen)
    decision.state = DECISION.after(DecisionState(decision.state), "drop")
    desk.tell(decision, "decision.dropped", because=desk.bounded(because))
    desk.hide(decision)
    events.decision_dropped.send(decision)
    return decision
