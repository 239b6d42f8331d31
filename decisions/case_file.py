"""From rows to the plain values that the gates look at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import select

import law
from app import clock
from app.db import db
from app.people import Municipality, municipality_now
from app.web.language import in_language
from decisions import asking, organ, particulars, signers, terms
from decisions.asking import Question
from decisions.case_evidence import evidence_under, piece_of
from decisions.evidence import Need
from decisions.models import Decision, DecisionGround
from decisions.reasoning import CaseFile, ChosenGround, Rules
from decisions.reasoning.facts import (
    Clocks,
    Consultation,
    Day,
    Duration,
    Hearing,
    Policy,
    Signature,
    Taken,
    Warned,
    Weighing,
)
from decisions.reasoning.regimes import College, Order, Paper, Particulars
from decisions.town_grounds import TownGrounds, by_law_organ, designation, regulation
from law import powers
from permits.lifecycle import PERMIT, ApplicationState
from permits.models import PartyRoleName
from permits.queries import designation_on

# What the rooms around a decision know of it (a Bibob inquiry, a forfeited penalty): each adds it to the case file.
FILLERS: list[Callable[[Decision, CaseFile], CaseFile]] = []
# What those rooms say holds for a decision, in the words of ``when`` in questions.toml.
HOLDING: list[Callable[[Decision], set[str]]] = []
_TEXTS = (
    "suitable", "necessary", "balanced", "consequences", "effect_reason", "duration_reason", "hearing_summary",
    "hearing_reply", "hearing_exception_reason", "consultation_answer",
)  # fmt: skip


def case_file(decision: Decision) -> CaseFile:
    """The decision as the gates see it."""
    day = decision.sending_on or clock.today()
    town = TownGrounds(decision, day)
    rules = _rules(decision, day)
    case = CaseFile(
        rules=rules,
        taken=_taken(decision, town),
        organ_known=organ.of(decision, town.known.values()) is not None if decision.grounds else None,
        grounds=tuple(_ground(decision, row, town.known.get(row.ground_id)) for row in decision.grounds),
        evidence=evidence_under(decision),
        hearing=_hearing(decision),
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
        clocks=Clocks(due_on=_due_on(decision), closing_on=decision.duration_from, served_on=decision.served_on),
        order=_order(decision, rules),
        regulation=regulation(decision, town),
        designation=designation(decision, town),
        college=College(next_meeting_on=decision.college_due_on or False, confirmed_on=_confirmed_on(decision)),
        particulars=_completion(decision),
        paper=_paper(decision),
        texts={name: getattr(decision, name) for name in _TEXTS},
        held=_held(decision, day),
        overruled={gate: kept["reason"] for gate, kept in decision.set_aside.items()},
    )
    case = asking.answered(case, decision.further, _questions(decision, town))
    for fill in FILLERS:
        case = fill(decision, case)
    return case


def questions(decision: Decision) -> tuple[Question, ...]:
    """The questions of ``questions.toml`` that are asked of this decision."""
    return _questions(decision, TownGrounds(decision, decision.sending_on or clock.today()))


def _questions(decision: Decision, town: TownGrounds) -> tuple[Question, ...]:
    return asking.asked(_holding(decision, town))


def holding(decision: Decision) -> set[str]:
    """What holds for a decision, in the words of ``when``."""
    return _holding(decision, TownGrounds(decision, decision.sending_on or clock.today()))


def _holding(decision: Decision, town: TownGrounds) -> set[str]:
    country = law.jurisdiction(decision.jurisdiction).country
    power = powers.power(country, decision.measure_id, decision.law_on)
    found = asking.conditions(decision.measure_copy, power, country)
    needs = {kind for row in decision.grounds for need in row.needs for kind in need["kinds"]}
    more = {
        "by-law": bool(town.by_laws),
        "designation": any(ground.needs_designation for ground in town.known.values()),
        "warning-proof": "warning_proof" in needs,
    }
    for hold in HOLDING:
        found |= hold(decision)
    return found | {word for word, holds in more.items() if holds}


def _taken(decision: Decision, town: TownGrounds) -> Taken:
    effect, application, permit = decision.measure_copy["effect"], decision.application, decision.permit
    ends = effect in {law.Effect.REVOKE, law.Effect.SUSPEND}
    granted = application is not None and application.state == ApplicationState.GRANTED
    return Taken(
        organ=organ.of(decision, town.known.values()),
        # Nobody but the holder of the office signs here.
        signed=Signature.OWN,
        date=decision.sending_on,
        permits=_permits(decision),
        by_law_organ=by_law_organ(decision, town),
        effective_on=decision.effect_on or False,
        effect_reason=decision.effect_reason,
        permit_in_force=permit.state not in PERMIT.final if ends and permit is not None else None,
        deemed_granted=granted if effect == law.Effect.REFUSE else None,
    )


def _permits(decision: Decision) -> tuple[str, ...] | None:
    """The type of the one permit that is decided on, in the words of the table of powers."""
    about = decision.permit or decision.application
    name = about.permit_type.replace("_", "-") if about is not None else ""
    country = law.jurisdiction(decision.jurisdiction).country
    return (name,) if name in {one.id for one in powers.subjects(country)} else None


def _hearing(decision: Decision) -> Hearing:
    return Hearing(
        announced_on=decision.announced_on or False,
        until=decision.hearing_until,
        held_on=decision.hearing_held_on,
        outcome=decision.hearing_outcome,
        exception=decision.hearing_exception or None,
        exception_reason=decision.hearing_exception_reason,
        reply=decision.hearing_reply,
    )


def _due_on(decision: Decision) -> date | None:
    """Until when the application can be decided on; only a refusal or grant decides on one."""
    decides = decision.measure_copy["effect"] in {law.Effect.REFUSE, law.Effect.GRANT}
    return terms.decide_before(decision) if decides else None


def _confirmed_on(decision: Decision) -> Day | None:
    if decision.college_met_on is None:
        return None
    return decision.college_met_on if decision.college_confirmed else False


def _completion(decision: Decision) -> Particulars:
    """Leaving untreated: what was asked of the applicant, and until when."""
    application = decision.application
    if application is None or "completion_asked" not in decision.measure_copy["gates"]:
        return Particulars()
    return Particulars(
        completion_asked_on=application.completion_asked_on or False, completion_until=application.completion_until
    )


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
        return Warned(on=decision.warned_on)
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
    # Our own letter quotes the rule; of one on paper the page asks it.
    return Warned(on=served or decision.warned_on or False, extract=True if served else None)


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
    town, mayors = municipality_now(), signers.people_for(decision)
    known = bool(mayors) and (signers.is_fine(decision) or decision.language in town.mayor_title)
    return Paper(
        addressee=_complete(decision),
        language=decision.language,
        languages=tuple(town.languages),
        signer=known and mayors[0].id != decision.drafter_id,
        remedies=bool(town.objection_address and town.objection_route) and _court_known(decision, town),
        service_day=decision.sending_on or False,
    )


def _complete(decision: Decision) -> bool:
    party = decision.addressee
    return all((party.name, party.street, party.house_number, party.postal_code, party.city))


def _court_known(decision: Decision, town: Municipality) -> bool:
    """Whether the letter can name the court: for interim relief in the Netherlands, for a fine in Belgium."""
    named = signers.is_fine(decision) or law.jurisdiction(town.jurisdiction).country == "nl"
    return bool(town.court) or not named


def _ground(decision: Decision, row: DecisionGround, now: law.Ground | None) -> ChosenGround:
    pieces = tuple(piece_of(evidence) for evidence in row.evidence)
    return ChosenGround(
        id=row.ground_id,
        name=in_language(row.own_words),
        article=row.article,
        quote=row.quote,
        motivation=row.motivation,
        needs=tuple(Need.read(need) for need in row.needs),
        pieces=pieces,
        in_force=now is not None and now.article[decision.language] == row.article,
        announced=row.announced,
        needs_designation=now is not None and now.needs_designation,
        verified=row.confidence == law.Confidence.VERIFIED,
        max_months=now.max_months if now is not None else None,
        supports_only=now is not None and now.supports_only,
        conditions=now is not None and law.Instrument.CONDITIONS in now.instruments,
        decides=now.decides if now is not None and now.decides is not law.Organ.PER_REGULATION else None,
        # What the municipality's own inspectors saw is its own check; an answered counter-fact speaks for itself.
        own_verification=row.own_check or any(one.ref[0] == "finding" and one.counts for one in pieces),
        counter_indications=row.against or any(one.counter for one in pieces) or _answered(decision),
    )


def _answered(decision: Decision) -> bool:
    """Whether what the party brought forward was answered, or nothing came."""
    return decision.hearing_outcome == "none" or bool(decision.hearing_reply)


def _held(decision: Decision, day: date) -> frozenset[str]:
    """The kinds of proof that the dossier itself holds. The register is the house itself."""
    establishment = decision.establishment
    held = {
        "permit_register_check": True,
        "designation": designation_on(establishment.sector_id, day) is not None,
        "operator_proof": bool(establishment.parties(PartyRoleName.OPERATOR, day)),
        "consultation_record": decision.consulted_on is not None,
        "hearing_record": bool(decision.hearing_outcome),
        "counter_indications": _answered(decision) or any(row.against for row in decision.grounds),
        "own_verification": any(row.own_check for row in decision.grounds),
        "urgency_reasons": bool(decision.effect_reason) or bool(decision.further.get("urgency")),
    }
    return frozenset(kind for kind, holds in held.items() if holds)
