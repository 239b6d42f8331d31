"""The letters of an integrity investigation, in the language of the party. That to the DIOB never goes to the party."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

from flask_babel import lazy_gettext as _l

from app import clock
from app.people import municipality_now
from app.web.language import in_language
from decisions.compartments import letters
from decisions.integrity import terms
from decisions.integrity.measures import grounds_on, measure_on
from decisions.integrity.models import IntegrityFact, IntegrityInvestigation
from decisions.letters import director_on_paper
from decisions.refusals import LetterIncomplete
from decisions.town_law import articles_on
from reports import (
    ApplicationBlank,
    DurationBlank,
    FactBlank,
    GroundBlank,
    HearingBlank,
    IntegrityBlank,
    IntegrityFactBlank,
    InterestsBlank,
    LetterBlanks,
    PermitBlank,
    RegulationBlank,
    RemediesBlank,
)

WORDS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "letter_words.toml").read_text("utf-8"))


def opening(row: IntegrityInvestigation, on: date) -> bytes:
    """To the party: an investigation was opened, why, how long, and which rights it has."""
    language = letters.language_for(row.subject)
    return letters.made("integrity-opening", language, _to_party(row, on, language))[1]


def extension(row: IntegrityInvestigation, on: date) -> bytes:
    """To the party: the investigation lasts thirty working days longer."""
    language = letters.language_for(row.subject)
    return letters.made("integrity-extension", language, _to_party(row, on, language))[1]


def diob_request(row: IntegrityInvestigation, on: date) -> bytes:
    """To the federal directorate: the four items that the law asks. Never to the party."""
    language = municipality_now().languages[0]
    words = WORDS[language]
    blanks = replace(_blanks(row, (words["diob"],), on, language), annexes=(words["register-copy"],))
    return letters.made("diob-request", language, blanks)[1]


def invitation(row: IntegrityInvestigation, on: date) -> bytes:
    """To the party: the measure considered, the facts, the day and place of the hearing."""
    language = letters.language_for(row.subject)
    assert row.hearing_at is not None
    talk = clock.civil(row.hearing_at)
    measure = measure_on(row.considered, on)
    article = in_language(dict(measure.article or {}), language)
    hearing = HearingBlank(
        invited_on=on,
        on=talk.date(),
        at=talk.time().replace(second=0, microsecond=0),
        where=f"{row.hearing_place.rstrip('.')}.",
        how=letters.ways_to_answer(language),
        file_access=WORDS[language]["file-here"],
    )
    blanks = replace(
        _to_party(row, on, language),
        measure_kind=measure.letters.decision,
        hearing=hearing,
        power=article,
        grounds=_grounds(row, on, language),
    )
    return letters.made("hearing-invitation", language, blanks)[1]


def _grounds(row: IntegrityInvestigation, on: date, language: str) -> tuple[GroundBlank, ...]:
    """The grounds considered: the words of the law where the municipality entered them, else the book's own words."""
    entered = articles_on(on)
    chosen = [one for one in grounds_on(on) if one.id in row.grounds]
    return tuple(
        GroundBlank(
            article=in_language(dict(one.article or {}), language),
            quote=entered[one.id].quote if one.id in entered else in_language(dict(one.own_words), language),
            own_words=WORDS[language]["considered"],
            motivation=row.diob_outcome,
            facts=_seen(row),
        )
        for one in chosen
    )


def _seen(row: IntegrityInvestigation) -> tuple[FactBlank, ...]:
    place = row.establishment.full_address
    return tuple(FactBlank(one.text, one.happened_on, None, place, row.number) for one in row.facts)


def decision(row: IntegrityInvestigation, kind: str, on: date) -> bytes:
    """The decision of the college, with the stand-still and the remedy."""
    language = letters.language_for(row.subject)
    town, words = municipality_now(), WORDS[language]
    heard = row.hearing_outcome in {"heard", "written"}
    blanks = replace(
        _to_party(row, on, language),
        decision_number=row.college_number or row.number,
        hearing=HearingBlank(
            invited_on=row.invited_on,
            held_on=row.hearing_on if row.hearing_outcome == "heard" else None,
            received_on=row.hearing_on if row.hearing_outcome == "written" else None,
            summary=row.hearing_summary if heard else None,
            reply=row.hearing_reply if heard else None,
        ),
        interests=InterestsBlank(row.seriousness, row.alternatives, row.balanced),
        duration=_duration(row),
        effect_on=on,
        effect_reason=row.duration_reason or None,
        remedies=RemediesBlank(town.objection_address, town.objection_route),
        annexes=(words["annex"],),
    )
    return letters.made(kind, language, blanks)[1]


def _duration(row: IntegrityInvestigation) -> DurationBlank | None:
    if row.duration_from is None or row.duration_until is None:
        return None
    return DurationBlank(row.duration_from, row.duration_until, reason=row.duration_reason or None)


def _to_party(row: IntegrityInvestigation, on: date, language: str) -> LetterBlanks:
    return _blanks(row, letters.envelope(row.subject, language), on, language)


def _blanks(row: IntegrityInvestigation, addressee: tuple[str, ...], on: date, language: str) -> LetterBlanks:
    if language not in WORDS:
        raise LetterIncomplete(_l("There is no text for this letter in this language yet."))
    scope, application, permit = row.scope, row.application, row.permit
    regulation = RegulationBlank(scope.permit_rule, scope.permit_article) if scope.permit_kind else None
    return replace(
        letters.blanks_for(row.establishment, row.number, addressee, on, language),
        delivery_method=WORDS[language]["registered"],
        application=ApplicationBlank(application.received_on) if application is not None else None,
        permit=PermitBlank(permit.number, permit.granted_on) if permit is not None else None,
        regulation=regulation,
        integrity=_integrity(row, language),
    )


def _integrity(row: IntegrityInvestigation, language: str) -> IntegrityBlank:
    scope, words = row.scope, WORDS[language]
    hit = "" if row.register_hit is None else words["hit" if row.register_hit else "no-hit"]
    ends = terms.worked_out(terms.FIRST, row.opened_on).last_day
    return IntegrityBlank(
        ordinance_on=scope.ordinance_on,
        ordinance=scope.ordinance,
        sector=in_language(scope.sector.name, language),
        zone=scope.zone,
        risk_analysis=scope.risk_analysis,
        protocol_on=scope.protocol_on,
        royal_decree_activity=scope.activity,
        permit_kind=scope.permit_kind or None,
        opening_on=row.opened_on,
        opening_reason=row.opened_because or None,
        persons=f"{row.persons.rstrip('.')}.",
        end_on=ends,
        extended_on=row.extended_on,
        extended_end_on=terms.end(row).last_day if row.extended_on else None,
        extension_reason=row.extended_because or None,
        register_on=row.register_on,
        register_result=hit or None,
        other_sources=row.sources.rstrip(".") or None,
        diob_asked_on=row.diob_asked_on,
        diob_number=row.diob_number or None,
        diob_on=row.diob_advice_on,
        diob_received_on=row.diob_received_on,
        diob_outcome=row.diob_outcome or None,
        follows_diob=row.follows_diob if not row.deviates else None,
        deviation=row.follows_diob if row.deviates else None,
        proposal_on=row.proposed_on,
        facts=tuple(_fact(fact, words) for fact in row.facts),
        ground=_ground(row, language),
        reasoning=row.reasoning or row.diob_why or None,
        seriousness=row.seriousness or None,
        sector_link=row.sector_link or None,
        benefit=row.benefit or None,
        alternatives=row.alternatives or None,
        conditions=tuple(line.strip() for line in row.conditions.splitlines() if line.strip()),
        consequence=row.consequence or None,
        college_on=row.college_on,
        director=director_on_paper(row.municipality_code),
    )


def _fact(fact: IntegrityFact, words: dict[str, str]) -> IntegrityFactBlank:
    listed = words["listed"].format(number=fact.listed)
    return IntegrityFactBlank(fact.text, fact.happened_on, words[fact.status], listed)


def _ground(row: IntegrityInvestigation, language: str) -> str | None:
    chosen = [one for one in grounds_on(row.opened_on) if one.id in row.grounds]
    return "; ".join(in_language(dict(one.own_words), language) for one in chosen) or None
