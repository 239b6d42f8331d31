"""The ordinance that asks for an investigation, and the investigation itself until advice is asked."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

import law
from app import clock, numbers
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import Lacking, NoSuchRoad
from app.lifecycle import Lack
from app.people import municipality_now
from decisions.compartments import desk
from decisions.compartments.desk import NotThisLaw, RightLapsed
from decisions.integrity import letters, queries, terms
from decisions.integrity.acts.file import attach, edited, file_letter, tell
from decisions.integrity.lifecycle import ARTICLES, BOUNDS, INVESTIGATION, InvestigationState, is_running
from decisions.integrity.models import (
    DocumentKind,
    FactStatus,
    IntegrityDocument,
    IntegrityFact,
    IntegrityInvestigation,
    IntegrityScope,
)
from decisions.refusals import AlreadyUnderWay, NothingToDecideOn, RecordedAlready, WrongDay
from permits.lifecycle import APPLICATION
from permits.models import Establishment, Party, Sector

_WRITE = Permission.INTEGRITY_WRITE
_YEARS_AHEAD = 30


def _must_be_belgian() -> None:
    if law.jurisdiction(municipality_now().jurisdiction).country != "be":
        raise NotThisLaw


@act(_WRITE, name="integrity.name_sector")
def name_sector(
    sector: Sector,
    *,
    activity: str,
    ordinance: str,
    ordinance_on: date,
    risk_analysis: str,
    protocol_on: date,
    zone: str,
    valid_from: date,
    whole_territory: bool = True,
    ariec_on: date | None = None,
    permit_kind: str = "",
    permit_rule: str = "",
    permit_article: str = "",
    finish_by: date | None = None,
) -> IntegrityScope:
    """Enter a sector that the council's ordinance names, with its zone. Raises Lacking while a condition lacks."""
    _must_be_belgian()
    if not whole_territory and ariec_on is None:
        sentence = _l("For only a part of the municipality the binding advice of the ARIEC is needed. Fill in its day.")
        raise Lacking([Lack("ariec", sentence, "ariec_on", ARTICLES["ordinance"])])
    if permit_kind.strip() and not (permit_rule.strip() and permit_article.strip()):
        raise WrongDay(_l("Name the rule and the article that ask the permit."))
    for day in (ordinance_on, protocol_on, ariec_on):
        if day is not None:
            desk.not_in_future(day)
    if not ordinance_on <= valid_from <= ordinance_on + timedelta(days=366 * _YEARS_AHEAD):
        raise WrongDay(_l("The first day of the rule lies after the decision of the council. Compare the dates."))
    if finish_by is not None and not valid_from <= finish_by <= valid_from + timedelta(days=366 * _YEARS_AHEAD):
        raise WrongDay(_l("The term for the investigations lies after the first day of the rule."))
    row = IntegrityScope(
        sector=sector,
        activity=desk.text(activity, 200),
        ordinance=desk.text(ordinance, 200),
        ordinance_on=ordinance_on,
        risk_analysis=desk.text(risk_analysis, 200),
        protocol_on=protocol_on,
        zone=desk.text(zone, 200),
        whole_territory=whole_territory,
        ariec_on=ariec_on,
        permit_kind=desk.text(permit_kind, 120),
        permit_rule=desk.text(permit_rule, 200),
        permit_article=desk.text(permit_article, 120),
        finish_by=finish_by,
        valid_from=valid_from,
    )
    db.session.add(row)
    db.session.flush()
    return row


@act(_WRITE, name="integrity.end_sector")
def end_sector(row: IntegrityScope, seen: int | None, valid_until: date) -> IntegrityScope:
    """The ordinance names this sector until a day; what was opened before goes on."""
    check_version(row, seen)
    if not row.valid_from <= valid_until <= row.valid_from + timedelta(days=366 * _YEARS_AHEAD):
        raise WrongDay(_l("The last day lies before the first day."))
    row.valid_until = valid_until
    return row


@act(_WRITE, name="integrity.open_investigation")
def open_investigation(
    place: Establishment,
    subject: Party,
    opened_on: date,
    because: str,
    persons: str,
    *,
    in_zone: bool,
    voluntary: bool = False,
) -> IntegrityInvestigation:
    """The mayor decided to open the investigation: makes the letter to the party.

    Raises Lacking when no ordinance in force names this sector on that day, or the place lies outside the zone.
    """
    _must_be_belgian()
    desk.not_in_future(opened_on, clock.today() - timedelta(days=366))
    scope = queries.scope_on(place.sector_id, opened_on)
    if scope is None or not in_zone:
        raise Lacking([_outside(scope)])
    if queries.running_at(place.id):
        raise AlreadyUnderWay
    application = next((one for one in place.applications if one.state not in APPLICATION.final), None)
    permit = place.permit_on(opened_on)
    row = IntegrityInvestigation(
        number=numbers.next_number("IO"),
        establishment_id=place.id,
        application_id=application.id if application else None,
        permit_id=permit.id if permit else None,
        scope=scope,
        subject=subject,
        state=INVESTIGATION.start,
        opened_on=opened_on,
        opened_because=desk.reason(because),
        persons=desk.text(persons, 4000) or subject.name,
        voluntary=voluntary,
    )
    db.session.add(row)
    db.session.flush()
    db.session.refresh(row)
    file_letter(row, "integrity-opening", letters.opening(row, opened_on), opened_on)
    edited(row)
    tell(row, "integrity.opened", opened_on)
    return row


def _outside(scope: IntegrityScope | None) -> Lack:
    if scope is None:
        sentence = _l("No ordinance of the council in force names this sector. Enter it first, with its zone.")
        return Lack("sector", sentence, "in_zone", ARTICLES["ordinance"])
    return Lack("zone", _l("The place must lie in the zone of the ordinance."), "in_zone", ARTICLES["ordinance"])


@act(_WRITE, name="integrity.extend")
def extend(row: IntegrityInvestigation, seen: int | None, on: date, because: str) -> IntegrityInvestigation:
    """The mayor extends the investigation, once, with the reason, before its end. Raises RightLapsed after it."""
    check_version(row, seen)
    if not is_running(InvestigationState(row.state)):
        raise NoSuchRoad(state=row.state, verb="extend")
    if row.extended_on is not None:
        raise RecordedAlready
    desk.not_in_future(on, row.opened_on)
    if not terms.may_extend(row, on):
        raise RightLapsed(_l("The investigation had ended on that day; it can no longer be extended."))
    row.extended_on, row.extended_because = on, desk.reason(because)
    file_letter(row, "integrity-extension", letters.extension(row, on), on)
    edited(row)
    tell(row, "integrity.extended", on)
    return row


@act(_WRITE, name="integrity.extend_persons")
def extend_persons(row: IntegrityInvestigation, seen: int | None, on: date, persons: str) -> IntegrityInvestigation:
    """The mayor extends the investigation to other persons, with reasons: only where offences are suspected."""
    check_version(row, seen)
    if not is_running(InvestigationState(row.state)):
        raise NoSuchRoad(state=row.state, verb="extend_persons")
    row.persons_extended_on = desk.not_in_future(on, row.opened_on)
    row.persons_extended = desk.reason(persons, 4000)
    edited(row)
    tell(row, "integrity.persons", on)
    return row


@act(_WRITE, name="integrity.record_register")
def record_register(
    row: IntegrityInvestigation,
    seen: int | None,
    on: date,
    *,
    hit: bool,
    content: bytes | None = None,
    name: str = "",
) -> IntegrityInvestigation:
    """The central register was consulted, with a hit or without; this is asked every time."""
    check_version(row, seen)
    if not is_running(InvestigationState(row.state)):
        raise NoSuchRoad(state=row.state, verb="record_register")
    row.register_on, row.register_hit = desk.not_in_future(on, row.opened_on), hit
    if content is not None:
        attach(row, DocumentKind.REGISTER, name or "register", on, content, name)
    edited(row)
    tell(row, "integrity.register", on)
    return row


@act(_WRITE, name="integrity.note_sources")
def note_sources(row: IntegrityInvestigation, seen: int | None, sources: str) -> IntegrityInvestigation:
    """Which other sources were consulted: local police, own files, criminal record, open sources, ARIEC, prosecutor."""
    check_version(row, seen)
    if not is_running(InvestigationState(row.state)):
        raise NoSuchRoad(state=row.state, verb="note_sources")
    row.sources = desk.reason(sources, 4000)
    edited(row)
    tell(row, "integrity.sources")
    return row


@act(_WRITE, name="integrity.add_fact")
def add_fact(
    row: IntegrityInvestigation, seen: int | None, text: str, happened_on: date, status: FactStatus, listed: int
) -> IntegrityFact:
    """Add a fact. Only offences on the closed list count, and only data of the five years before the opening."""
    check_version(row, seen)
    if not is_running(InvestigationState(row.state)):
        raise NoSuchRoad(state=row.state, verb="add_fact")
    if not 1 <= listed <= BOUNDS["offences"]:
        raise NothingToDecideOn(
            _l("Choose a number from 1 to %(most)s of the list of offences.", most=BOUNDS["offences"])
        )
    oldest = _years_before(row.opened_on, BOUNDS["years"])
    if happened_on < oldest:
        sentence = _l("Data from more than five years before the opening may not be used (%(article)s).")
        raise WrongDay(sentence % {"article": ARTICLES["five-years"]})
    fact = IntegrityFact(
        text=desk.reason(text, 4000), happened_on=desk.not_in_future(happened_on), status=status, listed=listed
    )
    row.facts.append(fact)
    edited(row)
    return fact


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


@act(_WRITE, name="integrity.drop_fact")
def drop_fact(fact: IntegrityFact, seen: int | None) -> IntegrityInvestigation:
    """Take a fact out again."""
    row = fact.investigation
    check_version(row, seen)
    if not is_running(InvestigationState(row.state)):
        raise NoSuchRoad(state=row.state, verb="drop_fact")
    row.facts.remove(fact)
    edited(row)
    return row


@act(_WRITE, name="integrity.add_document")
def add_document(
    row: IntegrityInvestigation,
    seen: int | None,
    kind: DocumentKind,
    title: str,
    dated_on: date,
    content: bytes,
    name: str,
) -> IntegrityDocument:
    """Add a PDF or picture to the closed file."""
    check_version(row, seen)
    if not title.strip():
        raise WrongDay(_l("Fill in what this document is."))
    document = attach(row, kind, title, desk.not_in_future(dated_on), content, name)
    edited(row)
    tell(row, "integrity.document")
    return document


@act(_WRITE, name="integrity.hold")
def hold(row: IntegrityInvestigation, seen: int | None, because: str) -> IntegrityInvestigation:
    """Keep the file from destruction while a case about it is pending; an empty reason ends that."""
    check_version(row, seen)
    row.hold_because = desk.reason(because, 2000) if because.strip() else ""
    edited(row)
    tell(row, "integrity.held" if row.hold_because else "integrity.released")
    return row


@act(_WRITE, name="integrity.stop")
def stop(row: IntegrityInvestigation, seen: int | None, because: str) -> IntegrityInvestigation:
    """End the investigation without a decision: the place stopped, or the application was withdrawn."""
    check_version(row, seen)
    INVESTIGATION.after(InvestigationState(row.state), "stop")
    row.ended_because, row.closed_on = desk.reason(because), clock.today()
    row.state = INVESTIGATION.after(InvestigationState(row.state), "stop")
    edited(row)
    tell(row, "integrity.stopped")
    return row
