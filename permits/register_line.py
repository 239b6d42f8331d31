"""The line of the register: rewritten inside each act that changes one of its facts."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from sqlalchemy import delete, insert, select

from app import clock
from app.db import db, fetch, scope
from permits.decision_clock import decision_clock, stands_still
from permits.lifecycle import APPLICATION, ApplicationState, PermitState
from permits.models import (
    Application,
    Establishment,
    PartyRoleName,
    Permit,
    RegisterLine,
    RegisterStatus,
    RegisterTerm,
    SearchWord,
)
from permits.search_words import words_of

EXPIRES_SOON = timedelta(days=90)
# Of several words from upstairs the gravest is shown.
_GRAVEST = (RegisterStatus.CLOSED, RegisterStatus.SUSPENDED, RegisterStatus.WITH_MAYOR, RegisterStatus.INTENTION)


def refresh(establishment: Establishment) -> RegisterLine:
    """Work out the line and the search words of an establishment again, inside the running act."""
    db.session.flush()
    line = db.session.get(RegisterLine, establishment.id)
    if line is None:
        line = RegisterLine(establishment_id=establishment.id, red_flags=0)
    day = clock.today()
    waiting = list(db.session.scalars(select(RegisterTerm).where(RegisterTerm.establishment_id == establishment.id)))
    operators = establishment.parties(PartyRoleName.OPERATOR, day)
    line.name, line.sector_id = establishment.name, establishment.sector_id
    line.address, line.city = establishment.address[:200], establishment.city
    line.operator_name = ", ".join(party.name for party in operators)[:200]
    line.status = status_of(establishment, day, waiting)
    line.next_term_on, line.next_term_kind = next_term(establishment, day, waiting)
    db.session.add(line)
    db.session.flush()
    _write_words(establishment)
    return line


def set_term(
    establishment_id: uuid.UUID, source: str, kind: str, due_on: date | None, status: RegisterStatus | None = None
) -> None:
    """Show a day of an upper storey in the register; the same ``source`` again replaces it. Inside an act."""
    row = db.session.scalars(select(RegisterTerm).where(RegisterTerm.source == source)).one_or_none()
    if row is None:
        row = RegisterTerm(source=source)
        db.session.add(row)
    row.establishment_id, row.kind, row.due_on, row.status = establishment_id, kind, due_on, status
    refresh(fetch(Establishment, establishment_id))


def clear_term(source: str) -> None:
    """Take such a day away again; nothing happens when it is not there."""
    row = db.session.scalars(select(RegisterTerm).where(RegisterTerm.source == source)).one_or_none()
    if row is None:
        return
    establishment_id = row.establishment_id
    db.session.delete(row)
    db.session.flush()
    refresh(fetch(Establishment, establishment_id))


def note_visits(establishment_id: uuid.UUID, last_visit_on: date | None, red_flags: int) -> None:
    """Show the last visit and the number of red flags. Inside an act."""
    line = refresh(fetch(Establishment, establishment_id))
    line.last_visit_on, line.red_flags = last_visit_on, red_flags


def status_of(establishment: Establishment, day: date, waiting: list[RegisterTerm]) -> RegisterStatus:
    """The one word: what upper storeys say first, then the permit, then the application."""
    if establishment.closed_on is not None and establishment.closed_on <= day:
        return RegisterStatus.ENDED
    said = {row.status for row in waiting if row.status is not None}
    for status in _GRAVEST:
        if status in said:
            return status
    if said:
        return min(said)
    permit = permit_now(establishment, day)
    if permit is not None:
        return _word_of_permit(permit, day)
    application = open_application(establishment)
    if application is None:
        return RegisterStatus.NO_PERMIT
    paused = application.state == ApplicationState.INCOMPLETE or stands_still(application, day)
    return RegisterStatus.PAUSED if paused else RegisterStatus.APPLICATION


def permit_now(establishment: Establishment, day: date) -> Permit | None:
    """The permit that covers the day, or else one that has been granted and begins later."""
    coming = (p for p in establishment.permits if p.valid_from > day and p.ended_on is None)
    return establishment.permit_on(day) or next(coming, None)


def _word_of_permit(permit: Permit, day: date) -> RegisterStatus:
    if permit.state == PermitState.SUSPENDED:
        return RegisterStatus.SUSPENDED
    if permit.valid_until is not None and permit.valid_until - day <= EXPIRES_SOON:
        return RegisterStatus.EXPIRING
    return RegisterStatus.GRANTED


def open_application(establishment: Establishment) -> Application | None:
    """The newest application on which nothing has been decided yet."""
    return next((a for a in reversed(establishment.applications) if a.state not in APPLICATION.final), None)


def next_term(establishment: Establishment, day: date, waiting: list[RegisterTerm]) -> tuple[date, str]:
    """The earliest day on which something must happen and its kind; (date.max, "") when nothing waits."""
    days = [(row.due_on, row.kind) for row in waiting if row.due_on is not None]
    application, permit = open_application(establishment), permit_now(establishment, day)
    if application is not None:
        days += _days_of(application, day)
    if permit is not None and permit.valid_until is not None:
        days.append((permit.valid_until, "expires"))
    if establishment.closed_on is not None:
        days = [(row.due_on, row.kind) for row in waiting if row.due_on is not None]
    return min(days, default=(date.max, ""))


def _days_of(application: Application, day: date) -> list[tuple[date, str]]:
    if application.state == ApplicationState.INCOMPLETE and application.completion_until is not None:
        return [(application.completion_until, "complete")]
    if stands_still(application, day):
        return []  # the last day to decide moves with every day that passes
    computed = decision_clock(application)
    return [] if computed is None else [(computed.last_day, "decide")]


def _write_words(establishment: Establishment) -> None:
    """Plain SQL, because the words are derived facts and need no place in memory or in the audit line."""
    found = words(establishment)
    own = SearchWord.establishment_id == establishment.id
    known = set(db.session.scalars(select(SearchWord.word).where(own)))
    if known - found:
        db.session.execute(delete(SearchWord).where(own, SearchWord.word.in_(known - found)))
    if found - known:
        rows = [
            {"municipality_code": scope(), "word": word, "establishment_id": establishment.id} for word in found - known
        ]
        db.session.execute(insert(SearchWord), rows)


def words(establishment: Establishment) -> set[str]:
    """Everything by which somebody may look for it: name, address, operators, numbers of registers and cases."""
    day = clock.today()
    people = [held.party for held in establishment.roles if held.until_on is None or held.until_on >= day]
    texts = [
        establishment.name,
        establishment.street,
        establishment.house_number,
        establishment.postal_code,
        establishment.postal_code.replace(" ", ""),
        establishment.city,
        establishment.kvk_number,
        establishment.kvk_establishment_number,
        establishment.kbo_number,
        establishment.kbo_establishment_number,
    ]
    for party in people:
        texts += [party.name, party.kvk_number, party.kbo_number]
    for number in [a.case_number for a in establishment.applications] + [p.number for p in establishment.permits]:
        texts += [number, number.replace("-", "")]
    return words_of(*texts)
