"""What a decision says on paper: the blanks of its letters. Never a worker, only party and office."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

import law
from app import clock
from app.people import Municipality, municipality_now
from app.web.language import in_language
from decisions import asking, particulars, signers, terms, town_law
from decisions.models import Decision, DecisionGround, GroundEvidence
from decisions.organ import organ_of
from decisions.refusals import LetterIncomplete
from inspections.models import Basis
from permits.models import Party
from permits.queries import designation_on
from reports import (
    ApplicationBlank,
    ClosureBlank,
    ConsultationBlank,
    ContactBlank,
    DesignationBlank,
    DurationBlank,
    EstablishmentBlank,
    FactBlank,
    GroundBlank,
    HearingBlank,
    InterestsBlank,
    LetterBlanks,
    MayorBlank,
    PermitBlank,
    PolicyBlank,
    RegulationBlank,
    RemediesBlank,
)

PHRASES: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text("utf-8"))


def phrase(language: str, key: str, **values: str) -> str:
    """A fixed phrase of the letters in one language."""
    return PHRASES[language][key].format(**values)


def mayor_on_paper(decision: Decision) -> MayorBlank:
    """Whose name stands under the decision: the mayor of the municipality, or the officer who decides on fines."""
    signing = signers.people_for(decision)
    if not signing:
        raise LetterIncomplete(names=("mayor",))
    if signers.is_fine(decision):
        return MayorBlank(signing[0].name, phrase(decision.language, "sanctioning_officer"))
    return MayorBlank(signing[0].name, capital(in_language(municipality_now().mayor_title, decision.language)))


def capital(text: str) -> str:
    """With a capital at the start."""
    return text[:1].upper() + text[1:]


def blanks_of(decision: Decision, on: date) -> LetterBlanks:
    """Everything that the letters of a decision can say on a day, in the language of the party."""
    town, language = municipality_now(), decision.language
    method = decision.served_by
    return LetterBlanks(
        municipality=town.name,
        mayor=mayor_on_paper(decision),
        addressee=envelope(decision.addressee, language),
        case_number=decision.case_number,
        decision_number=decision.number,
        letter_date=on,
        sending_on=on,
        delivery_method=phrase(language, str(method)) if method else None,
        establishment=_establishment(decision),
        contact=ContactBlank(decision.drafter.name, town.phone, town.email),
        permit=PermitBlank(decision.permit.number, decision.permit.granted_on) if decision.permit else None,
        application=ApplicationBlank(decision.application.received_on) if decision.application else None,
        effect_on=decision.effect_on,
        effect_reason=decision.effect_reason or None,
        duration=_duration(decision),
        designation=_designation(decision, on),
        grounds=tuple(_ground(decision, ground) for ground in decision.grounds),
        hearing=_hearing(decision, town),
        consultation=_consultation(decision),
        interests=_interests(decision),
        consequences=tuple(_lines(decision.consequences)),
        objection_last_day=terms.printed_last_day(decision),
        remedies=remedies_of(town),
        organ=_organ(decision),
        measure_kind=decision.measure_copy["letters"]["decision"],
        urgency=decision.further.get("urgency") or None,
        warned_on=decision.warned_on,
        policy=_policy(decision),
        power=_power(decision),
        legal_basis=_power(decision),
        regulation=_regulation(decision),
        closure=_closure(decision),
        lifting=_reopening(decision),
    )


def _interests(decision: Decision) -> InterestsBlank:
    """The weighing; the lighter measures and the answers that courts ask for stand behind the words they belong to."""
    answers, language = decision.further, decision.language
    lighter = [
        phrase(language, "lighter_measure", option=answers[name].rstrip("."), why=answers[why])
        for name, why in asking.alternative_names()
        if answers.get(name) and answers.get(why)
    ]
    return InterestsBlank(
        _joined([decision.suitable]),
        _joined([decision.necessary, *lighter]),
        _joined([decision.balanced, *asking.printed(answers, "balanced")]),
    )


def _joined(texts: list[str]) -> str:
    return " ".join(text.strip() for text in texts if text.strip())


def _policy(decision: Decision) -> PolicyBlank | None:
    name = decision.further.get("policy_name")
    return PolicyBlank(name, answer=decision.further.get("circumstances_answer") or None) if name else None


def _power(decision: Decision) -> str | None:
    """The articles on which the decision rests; a ground names the article that gives the power."""
    named = [
        phrase(decision.language, "articles" if _several(row.article) else "article", article=_lower(row.article))
        for row in decision.grounds
    ]
    return phrase(decision.language, "and").join(dict.fromkeys(named)) or None


def _several(article: str) -> bool:
    """Whether an article names more than one, as French says it: "les articles 133 et 135"."""
    return article.lower().startswith("articles ")


def _lower(article: str) -> str:
    # A by-law is typed with a capital or without; in the middle of a French or Dutch sentence it has none.
    return article[:1].lower() + article[1:] if article[:2].istitle() else article


def _regulation(decision: Decision) -> RegulationBlank | None:
    """The by-law of the first ground that has one."""
    entered = town_law.articles_on(decision.law_on)
    rows = [entered[ground.ground_id] for ground in decision.grounds if ground.ground_id in entered]
    return RegulationBlank(rows[0].bylaw, rows[0].article) if rows else None


def _closure(decision: Decision) -> ClosureBlank | None:
    """What a closure leaves to the party: time to prevent it, or the reason why there is none (Awb 5:24, 5:31)."""
    if decision.measure_copy["effect"] != law.Effect.CLOSE:
        return None
    written = particulars.of(decision)
    in_time = written is not None and written.comply_by is not None
    return ClosureBlank(
        remedy_until=written.comply_by if written else None,
        remedy_how="; ".join(_lines(written.deeds)) if written and in_time else None,
        no_remedy_time=None if in_time else decision.further.get("urgency") or None,
    )


def _reopening(decision: Decision) -> str | None:
    written = particulars.of(decision)
    return "; ".join(_lines(written.reopening)) or None if written else None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _organ(decision: Decision) -> Literal["mayor", "college"]:
    """Who speaks in the letter."""
    return "college" if organ_of(decision) is law.Organ.COLLEGE else "mayor"


def envelope(party: Party, language: str) -> tuple[str, ...]:
    """The lines of the address."""
    attention = phrase(language, "attention", name=party.contact_name) if party.contact_name else ""
    place = f"{party.postal_code}  {party.city.upper()}".strip()
    return tuple(line for line in (party.name, attention, party.address, place) if line)


def _establishment(decision: Decision) -> EstablishmentBlank:
    place = decision.establishment
    sector = in_language(place.sector.name, decision.language)
    return EstablishmentBlank(
        name=place.name,
        address=place.full_address,
        # A German noun keeps its capital.
        sector=sector if decision.language == "de" else sector[:1].lower() + sector[1:],
        register_number=place.kvk_establishment_number or place.kbo_establishment_number,
    )


def _duration(decision: Decision) -> DurationBlank | None:
    if decision.duration_from is None or decision.duration_until is None:
        return None
    return DurationBlank(decision.duration_from, decision.duration_until, reason=decision.duration_reason or None)


def _designation(decision: Decision, on: date) -> DesignationBlank | None:
    row = designation_on(decision.establishment.sector_id, on)
    if row is None or row.valid_until is None or decision.establishment.sector.permit_type != "designated_sector":
        return None
    activity = _establishment(decision).sector
    return DesignationBlank(activity, row.valid_from, row.gazette, row.valid_until)


def _ground(decision: Decision, row: DecisionGround) -> GroundBlank:
    own_words = in_language(row.own_words, decision.language)
    return GroundBlank(
        article=row.article,
        quote=row.quote,
        own_words=phrase(decision.language, "in_short", own_words=own_words.rstrip(".")),
        motivation=row.motivation,
        facts=tuple(_fact(decision, piece) for piece in sorted(row.evidence, key=_when) if _printed(piece)),
    )


def _printed(piece: GroundEvidence) -> bool:
    """Facts that carry the ground; a conclusion and what speaks against it are dealt with in the motivation."""
    return not piece.counter and (piece.finding is None or piece.finding.basis == Basis.FACT)


def _when(piece: GroundEvidence) -> tuple[str, str]:
    if piece.finding is not None:
        return piece.finding.seen_at.isoformat(), piece.finding.number
    assert piece.report is not None
    return piece.report.dated_on.isoformat(), piece.report.reference


def _fact(decision: Decision, piece: GroundEvidence) -> FactBlank:
    if piece.finding is not None:
        finding, seen = piece.finding, clock.civil(piece.finding.seen_at)
        label = in_language(finding.label, decision.language).rstrip(".")
        return FactBlank(
            text=". ".join(part for part in (label, finding.remark.strip()) if part),
            seen_on=seen.date(),
            time=seen.time().replace(second=0, microsecond=0, tzinfo=None),
            place=finding.place or decision.establishment.address,
            source=f"{finding.inspection.number}, {finding.number}",
        )
    assert piece.report is not None
    return FactBlank(
        text=piece.report.gist,
        seen_on=piece.report.dated_on,
        time=None,
        place=decision.establishment.address,
        source=piece.report.reference,
    )


def _hearing(decision: Decision, town: Municipality) -> HearingBlank:
    talk = clock.civil(decision.hearing_at) if decision.hearing_at else None
    answered = decision.hearing_outcome in {"response", "heard"}
    return HearingBlank(
        invited_on=decision.announced_on,
        until_on=decision.hearing_until,
        on=talk.date() if talk else None,
        at=talk.time().replace(second=0, microsecond=0) if talk else None,
        how=phrase(
            decision.language,
            "how",
            address=town.return_address or f"{town.street}, {town.postal_code} {town.city}",
            email=town.email,
            phone=town.phone,
        ),
        where=f"{decision.hearing_place.rstrip('.')}." if decision.hearing_place else None,
        held_on=decision.hearing_held_on,
        received_on=decision.hearing_received_on,
        summary=decision.hearing_summary if answered else None,
        reply=decision.hearing_reply if answered else None,
        exception=decision.hearing_exception_reason or None,
    )


def _consultation(decision: Decision) -> ConsultationBlank | None:
    if decision.consulted_on is None:
        return None
    return ConsultationBlank(decision.consulted_authority, decision.consulted_on, decision.consultation_answer)


def remedies_of(town: Municipality) -> RemediesBlank:
    """Where a remedy against a decision of this municipality goes."""
    court, _comma, court_address = town.court.partition(", ")
    return RemediesBlank(
        authority_address=town.objection_address,
        online_route=town.objection_route,
        court=court or None,
        court_address=court_address or None,
    )
