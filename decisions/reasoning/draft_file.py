"""A draft described in a file, as case files: the schema of docs/gates.md. Pure."""

# ruff: noqa: RUF009 - `key` is dataclasses.field with a sentence; each call makes a field of its own

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

import law
from app.web.language import in_language
from decisions.evidence import FINDING_PROVES, Need, Piece, written_needs
from decisions.gates import GATES, GENERAL_ACTS, exceptions_in
from decisions.reasoning.case import CaseFile, ChosenGround, Point, Rules, day, said
from decisions.reasoning.facts import (
    Clocks,
    Consultation,
    Duration,
    Evidence,
    Hearing,
    Policy,
    Said,
    Source,
    Taken,
    Warned,
    Weighing,
    key,
)
from decisions.reasoning.reading import Document
from decisions.reasoning.regimes import (
    Applied,
    Bibob,
    Collection,
    College,
    Designated,
    Integrity,
    Objection,
    Order,
    Paper,
    Particulars,
    Recipients,
    Regulation,
)
from law import powers

OUTCOMES = ("response", "heard", "none", "")
_PROVES = {
    Source.OWN_OBSERVATION: FINDING_PROVES,
    Source.OFFICIAL_REPORT: frozenset({"official_report", "independent_fact"}),
    Source.EXPERT: frozenset({"expert_report", "independent_fact"}),
    Source.DOCUMENT: frozenset({"independent_fact"}),
    Source.JUDGMENT: frozenset({"judgment", "independent_fact"}),
    Source.STATEMENT: frozenset({"independent_fact"}),
}


class Unstated(StrEnum):
    IN_ORDER = "in-order"
    LACKING = "lacking"


@dataclass(frozen=True)
class GroundEntry:
    """A ground of the draft."""

    id: str | None = key("id in the law book; left out: a ground that the book does not have")
    article: str | None = key("its article, where the municipality's own by-law gives it")
    carries: bool | None = key("whether the by-law lets this ground carry this measure; left out: as in the law book")
    motivation: Said | None = key("why the facts meet the ground")
    quote: Said | None = key("the text of the article")
    in_force: bool | None = key("whether the article was in force on the day of the decision")
    announced: bool | None = key("whether it stood in the intention or invitation")
    permit: str | None = key("the type of permit it is for, when one letter touches several")
    own_verification: Said | None = key("exploitation: the municipality's own check of the reports")
    counter_indications: Said | None = key("exploitation: what speaks against it, and the answer")


@dataclass(frozen=True)
class Overrule:
    """A gate that is set aside."""

    gate: str | None = key("id of the gate; it may not be absolute")
    reason: str | None = key("the reason, printed in the file of the decision")


@dataclass(frozen=True)
class Draft:
    """The whole file."""

    unstated: Unstated | None = key("what a key that is left out means; left out itself: lacking")
    jurisdiction: str | None = key("where the municipality lies (required)")
    measure: str | None = key("id of the measure (required)")
    also: tuple[str, ...] | None = key("further measures in the same decision")
    about: str | None = key("a sentence for the reader; the gates do not look at it")
    evidence_complete: bool | None = key(
        "true: the evidence listed is all there is, so each ground must find its proof in it"
    )
    decision: Taken = field(default_factory=Taken)
    ground: tuple[GroundEntry, ...] | None = key("the grounds, one table each")
    evidence: tuple[Evidence, ...] | None = key(
        "the facts and documents, one table each; an empty list: there is nothing"
    )
    hearing: Hearing = field(default_factory=Hearing)
    consultation: Consultation = field(default_factory=Consultation)
    weighing: Weighing = field(default_factory=Weighing)
    duration: Duration = field(default_factory=Duration)
    policy: Policy = field(default_factory=Policy)
    warning: Warned = field(default_factory=Warned)
    clocks: Clocks = field(default_factory=Clocks)
    bibob: Bibob | None = key("the Bibob inquiry")
    recipient: tuple[Recipients, ...] | None = key("who receives what of a confidential inquiry")
    college: College = field(default_factory=College)
    integrity: Integrity = field(default_factory=Integrity)
    order: Order = field(default_factory=Order)
    collection: Collection = field(default_factory=Collection)
    regulation: Regulation = field(default_factory=Regulation)
    designation: Designated | None = key("the designation of a sector")
    particulars: Particulars = field(default_factory=Particulars)
    application: Applied | None = key("the application that is decided on")
    letter: Paper = field(default_factory=Paper)
    objection: Objection = field(default_factory=Objection)
    overrule: tuple[Overrule, ...] | None = key("gates set aside with a reason")


def read(text: str, today: date) -> list[CaseFile]:
    """The case files of a draft, one for each measure. Raises NoDraft naming key and line."""
    return of_document(Document.of(text), today)


def of_document(document: Document, today: date) -> list[CaseFile]:
    """The same for a document that has been read. Raises NoDraft naming key and line."""
    draft = document.read(Draft, dict(document.values), ())
    here = _jurisdiction(document, draft)
    _check(document, draft, here)
    on = day(draft.decision.date) or today
    measures = [draft.measure or "", *(draft.also or ())]
    return [_case(document, draft, here, measure, on) for measure in measures]


def findings(cases: list[CaseFile], points_of: list[list[Point]]) -> list[Point]:
    """The points of all measures, each said once."""
    seen: dict[tuple[str, str], Point] = {}
    for _case_file, points in zip(cases, points_of, strict=True):
        for one in points:
            seen.setdefault((one.gate, str(one.lack.sentence if one.lack else one.overruled)), one)
    return list(seen.values())


def _jurisdiction(document: Document, draft: Draft) -> law.Jurisdiction:
    if draft.jurisdiction not in law.JURISDICTIONS:
        raise document.wrong(("jurisdiction",), f"must be one of {', '.join(law.JURISDICTIONS)}")
    return law.jurisdiction(draft.jurisdiction)


def _check(document: Document, draft: Draft, here: law.Jurisdiction) -> None:
    """What only the lists of the law can tell."""
    known = {one.id for one in powers.subjects(here.country)}
    for name in draft.decision.permits or ():
        _one_of(document, ("decision", "permits"), name, known)
    if draft.decision.norm is not None:
        _one_of(document, ("decision", "norm"), draft.decision.norm, known)
    if draft.decision.power is not None:
        _one_of(document, ("decision", "power"), draft.decision.power, {one.id for one in powers.powers(here.country)})
    if draft.hearing.outcome is not None:
        _one_of(document, ("hearing", "outcome"), draft.hearing.outcome, set(OUTCOMES))
    if draft.hearing.exception is not None:
        names = {one.id for one in exceptions_in(here.country, draft.measure or "")} | {""}
        _one_of(document, ("hearing", "exception"), draft.hearing.exception, names)
    for number, one in enumerate(draft.evidence or (), 1):
        if one.source is None:
            raise document.wrong(("evidence", number, "source"), "is missing: every piece of evidence has a class")
    for number, over in enumerate(draft.overrule or (), 1):
        _one_of(document, ("overrule", number, "gate"), over.gate or "", set(GATES))
        if not (over.reason or "").strip():
            raise document.wrong(("overrule", number, "reason"), "is missing: only a reason sets a gate aside")


def _one_of(document: Document, path: tuple[str | int, ...], name: str, known: set[str]) -> None:
    if name not in known:
        raise document.wrong(path, f"does not know {name!r}; it knows {', '.join(sorted(known))}")


def _case(document: Document, draft: Draft, here: law.Jurisdiction, measure: str, on: date) -> CaseFile:
    strict = draft.unstated is not Unstated.IN_ORDER
    rules = _rules(document, draft, here, measure, on)
    evidence = draft.evidence
    paper = draft.letter if draft.letter.languages else replace(draft.letter, languages=here.languages)
    grounds = None
    if draft.ground is not None:
        grounds = tuple(
            _ground(document, draft, rules, here, number, entry, on) for number, entry in enumerate(draft.ground, 1)
        )
    return CaseFile(
        rules=rules,
        taken=draft.decision,
        grounds=grounds,
        evidence=evidence,
        hearing=draft.hearing,
        consultation=draft.consultation,
        weighing=draft.weighing,
        duration=draft.duration,
        policy=draft.policy,
        warning=draft.warning,
        clocks=draft.clocks,
        bibob=draft.bibob,
        recipients=draft.recipient or (),
        college=draft.college,
        integrity=draft.integrity,
        order=draft.order,
        collection=draft.collection,
        regulation=draft.regulation,
        designation=draft.designation,
        particulars=draft.particulars,
        application=draft.application,
        paper=paper,
        objection=draft.objection,
        texts={"about": draft.about or ""},
        held=_held(draft),
        strict=strict,
        overruled={over.gate or "": over.reason or "" for over in draft.overrule or ()},
    )


def _rules(document: Document, draft: Draft, here: law.Jurisdiction, measure: str, on: date) -> Rules:
    chosen = draft.decision.power
    power = next((one for one in powers.powers(here.country) if one.id == chosen), None)
    power = power or powers.power(here.country, measure, on)
    plain: dict[str, Any] = {"measure": measure, "country": here.country, "jurisdiction": here.code, "power": power}
    if (here.country, measure) in GENERAL_ACTS:
        return Rules(**plain, gates=GENERAL_ACTS[here.country, measure], effect="none")
    try:
        one = _in_book(here.measure, measure, on)
    except law.UnknownEntry:
        known = sorted({entry.id for entry in here.measures(on=date.max)} | {name for _, name in GENERAL_ACTS})
        known = [name for name in known if name.startswith(here.country)]
        where = ("also",) if measure in (draft.also or ()) else ("measure",)
        raise document.wrong(where, f"does not know {measure!r}; it knows {', '.join(known)}") from None
    renewed = _in_book(here.measure, one.renews, on) if one.renews else one
    return Rules(
        **plain,
        gates=frozenset(gate.value for gate in one.gates),
        effect=one.effect.value,
        max_months=one.max_months,
        needs_duration=one.needs_duration,
        most_renewals=renewed.renewals,
        confirmation=one.confirmation,
    )


def _in_book(ask: Any, entry_id: str, on: date) -> Any:
    """An entry as on that day; for a day outside its period the edition that holds now."""
    try:
        return ask(entry_id, on=on)
    except law.UnknownEntry:
        return ask(entry_id, on=date.max)


def _ground(
    document: Document, draft: Draft, rules: Rules, here: law.Jurisdiction, number: int, entry: GroundEntry, on: date
) -> ChosenGround:
    stated: dict[str, Any] = {
        "motivation": entry.motivation,
        "quote": entry.quote,
        "in_force": entry.in_force,
        "announced": entry.announced,
        "permit": entry.permit,
        "own_verification": entry.own_verification,
        "counter_indications": entry.counter_indications,
    }
    if entry.id is None:
        return ChosenGround(
            f"own-{number}", entry.article or "", entry.article or "", **stated, carries=entry.carries is not False
        )
    try:
        ground: law.Ground = _in_book(here.ground, entry.id, on)
    except law.UnknownEntry:
        known = ", ".join(sorted(one.id for one in here.grounds(on=date.max)))
        raise document.wrong(("ground", number, "id"), f"does not know {entry.id!r}; it knows {known}") from None
    carries = _carries(draft, here, ground) if entry.carries is None else entry.carries
    needs = tuple(Need.read(need) for need in written_needs(ground))
    return ChosenGround(
        id=ground.id,
        name=in_language(dict(ground.own_words)),
        article=entry.article or next(iter(ground.article.values())),
        needs=needs,
        pieces=_pieces(draft, ground.id),
        **stated,
        needs_designation=ground.needs_designation,
        max_months=ground.max_months,
        carries=carries,
        supports_only=ground.supports_only,
        conditions=law.Instrument.CONDITIONS in ground.instruments,
        decides=_decides(ground, here.country),
    )


def _carries(draft: Draft, here: law.Jurisdiction, ground: law.Ground) -> bool:
    """Whether the book lets the ground carry one of the measures, or the town's own by-law does."""
    measures = {draft.measure or "", *(draft.also or ())}
    own = ground.by_law and draft.regulation.power is True
    return own or bool(measures & set(ground.measures)) or any((here.country, one) in GENERAL_ACTS for one in measures)


def _decides(ground: law.Ground, country: str) -> law.Organ | None:
    """The organ that a Belgian statute names for a ground; Dutch permit grounds follow their permit."""
    if country != "be" or ground.by_law or ground.decides in {law.Organ.PER_REGULATION, law.Organ.OTHER}:
        return None
    return law.Organ.MAYOR if ground.decides is law.Organ.MAYOR_AND_COLLEGE else ground.decides


def _pieces(draft: Draft, ground_id: str) -> tuple[Piece, ...] | None:
    if draft.evidence is None or not (draft.evidence_complete or draft.unstated is not Unstated.IN_ORDER):
        return None
    return tuple(
        Piece(
            ref=("file", str(number)),
            number=one.number or "",
            proves=frozenset({one.kind.value, "independent_fact"}) if one.kind else _proves(one),
            on=day(one.on) or date.min,
            counter=bool(one.counter),
            place=one.place if isinstance(one.place, str) else "",
        )
        for number, one in enumerate(draft.evidence, 1)
        if one.ground in (None, ground_id)
    )


def _proves(one: Evidence) -> frozenset[str]:
    return _PROVES.get(one.source, frozenset()) if one.source else frozenset()


def _held(draft: Draft) -> frozenset[str]:
    """The kinds of proof that another part of the draft states."""
    grounds = draft.ground or ()
    held = {
        "hearing_record": bool(draft.hearing.outcome),
        "consultation_record": day(draft.consultation.on) is not None,
        "urgency_reasons": bool(said(draft.decision.urgency)) or bool(said(draft.particulars.serious_delay)),
        "own_verification": any(said(one.own_verification) for one in grounds),
        "counter_indications": any(said(one.counter_indications) for one in grounds),
        "warning_proof": bool(draft.warning.given or day(draft.warning.on)),
        "regulation_extract": bool(draft.warning.extract),
        "designation": draft.designation is not None and draft.designation.start is not False,
        "diob_advice": day(draft.integrity.diob_advice_on) is not None,
        "mayors_proposal": bool(draft.integrity.proposal),
        "register_hit": bool(draft.integrity.register_queried),
        "bibob_inquiry": draft.bibob is not None and draft.bibob.inquiry_on is not False,
        "policy": bool(draft.policy.name),
    }
    return frozenset(kind for kind, holds in held.items() if holds)
