"""From a decision to its letters: the blanks in the language of the party. Never a worker, only party and office."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from flask_babel import gettext as _

import law
from app import clock
from app.access import RoleName
from app.people import Municipality, municipality_now, people_of
from app.web.language import in_language
from decisions import terms, town_law
from decisions.letter_texts.queries import text_for
from decisions.models import Decision, DecisionGround, GroundEvidence
from decisions.refusals import CannotBePrinted, LetterIncomplete
from inspections.models import Basis
from permits.models import Party
from permits.queries import designation_on
from reports import (
    ApplicationBlank,
    BlankMissing,
    CollegeBlank,
    ConsultationBlank,
    ContactBlank,
    CoveringBlank,
    DesignationBlank,
    DurationBlank,
    EstablishmentBlank,
    FactBlank,
    GroundBlank,
    HearingBlank,
    InterestsBlank,
    Letter,
    LetterBlanks,
    Letterhead,
    MayorBlank,
    PermitBlank,
    RemediesBlank,
    compose,
)
from reports.press import UnprintableCharacter, render
from reports.wording import written_date

PHRASES: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text("utf-8"))
# Rooms around a decision put in what only they know; decisions never look at them.
FILLERS: list[Callable[[Decision, LetterBlanks], LetterBlanks]] = []
_VOWEL = re.compile(r"[aeiouyhéèêâîôû]", re.IGNORECASE)


def phrase(language: str, key: str, **values: str) -> str:
    """A fixed phrase of the letters in one language."""
    return PHRASES[language][key].format(**values)


def made(decision: Decision, kind: str, blanks: LetterBlanks) -> tuple[Letter, bytes]:
    """Compose and render one letter; the same decision gives the same bytes.

    Raises LetterIncomplete with the empty blanks, or CannotBePrinted naming the character.
    """
    town = municipality_now()
    for fill in FILLERS:
        blanks = fill(decision, blanks)
    try:
        head = _letterhead(town, decision.language)
        # A letter that was made keeps the edition it names; a draft takes the one in use.
        text = text_for(kind, decision.language, decision.letter_text_id if decision.letter_sha256 else "")
        letter = compose(kind, decision.jurisdiction, decision.language, blanks, head, text)
        return letter, render(letter)
    except BlankMissing as fault:
        raise LetterIncomplete(names=fault.names) from fault
    except UnprintableCharacter as fault:
        raise CannotBePrinted(
            _(
                "The letter holds a character that cannot be printed: %(code)s. Write it otherwise.",
                code=fault.code_point,
            )
        ) from fault


def announcement(decision: Decision, on: date) -> tuple[Letter, bytes]:
    """The letter of intention or the invitation to be heard, dated on the day it is sent."""
    blanks = replace(_blanks(decision, on), sending_on=on, objection_last_day=None)
    return made(decision, decision.measure_copy["letters"]["announcement"], blanks)


def decision_letter(decision: Decision) -> tuple[Letter, bytes]:
    """The decision itself, dated on its day of sending."""
    on = decision.sending_on or clock.today()
    return made(decision, decision.measure_copy["letters"]["decision"], _blanks(decision, on))


def covering_note(decision: Decision, on: date) -> tuple[Letter, bytes]:
    """The letter that corrects a printed last day; both days must be known."""
    old, new = terms.printed_last_day(decision), terms.holding_last_day(decision)
    assert old is not None
    assert new is not None
    assert decision.sending_on is not None
    assert decision.served_on is not None
    language = decision.language
    covering = CoveringBlank(
        letter_reference=phrase(
            language, "decision_reference", date=written_date(decision.sending_on, language), number=decision.number
        ),
        old_last_day=old,
        new_last_day=new,
        reason=phrase(
            language,
            "sent_on_another_day",
            served=written_date(decision.served_on, language),
            planned=written_date(decision.sending_on, language),
        ),
    )
    return made(decision, "covering-note", replace(_blanks(decision, on), sending_on=on, covering=covering))


def college_confirmation(decision: Decision, on: date) -> tuple[Letter, bytes]:
    """What the college decided on the mayor's measure."""
    assert decision.college_met_on is not None
    college = CollegeBlank(
        meeting_on=decision.college_met_on,
        outcome="confirmed" if decision.college_confirmed else "not-confirmed",
        number=decision.college_number,
        mayor_decided_on=clock.civil(decision.signed_at).date() if decision.signed_at else None,
    )
    kind = decision.measure_copy["letters"]["confirmation"]
    return made(decision, kind, replace(_blanks(decision, on), sending_on=on, college=college))


def _letterhead(town: Municipality, language: str) -> Letterhead:
    key = "municipality_before_vowel" if _VOWEL.match(town.name) else "municipality"
    place = f"{town.postal_code} {town.city}".strip()
    return Letterhead(
        municipality=phrase(language, key, name=town.name),
        office=_capital(in_language(town.mayor_title, language)),
        address=tuple(line for line in (town.street, place) if line),
        contact=tuple(line for line in (town.phone, town.email) if line),
        return_line=town.return_address or ", ".join(line for line in (town.street, place) if line),
    )


def mayor_on_paper(decision: Decision) -> MayorBlank:
    """Whose name stands under the decision: the mayor of the municipality."""
    mayors = people_of(decision.municipality_code, RoleName.MAYOR)
    if not mayors:
        raise LetterIncomplete(names=("mayor",))
    return MayorBlank(mayors[0].name, _capital(in_language(municipality_now().mayor_title, decision.language)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _blanks(decision: Decision, on: date) -> LetterBlanks:
    town, language = municipality_now(), decision.language
    method = decision.served_by
    return LetterBlanks(
        municipality=town.name,
        mayor=mayor_on_paper(decision),
        addressee=_envelope(decision.addressee, language),
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
        interests=InterestsBlank(decision.suitable, decision.necessary, decision.balanced),
        consequences=tuple(line.strip() for line in decision.consequences.splitlines() if line.strip()),
        objection_last_day=terms.printed_last_day(decision),
        remedies=_remedies(town),
        organ=_organ(decision),
        measure_kind=decision.measure_copy["letters"]["decision"],
    )


def _organ(decision: Decision) -> Literal["mayor", "college"]:
    """Who speaks in the letter; where the law leaves it to the regulation, the ground says who decides."""
    decides = {decision.measure_copy["decides"]}
    if law.Organ.PER_REGULATION in decides:
        chosen = {row.ground_id for row in decision.grounds}
        decides = {ground.decides for ground in town_law.here().grounds(on=decision.law_on) if ground.id in chosen}
    return "college" if law.Organ.COLLEGE in decides else "mayor"


def _envelope(party: Party, language: str) -> tuple[str, ...]:
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


def _remedies(town: Municipality) -> RemediesBlank:
    court, _comma, court_address = town.court.partition(", ")
    return RemediesBlank(
        authority_address=town.objection_address,
        online_route=town.objection_route,
        court=court or None,
        court_address=court_address or None,
    )
