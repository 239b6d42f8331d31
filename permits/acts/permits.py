"""Granting a permit and what may become of it. What ends one is a decision; the decision calls these."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app import clock, numbers, story
from app.access import Permission
from app.acts import act, check_version, note
from app.db import db
from app.errors import Lacking, Refusal
from app.privacy import looks_like_identity_number
from permits import register_line, silence
from permits.acts.origin import Origin, stated, tell_paper
from permits.events import permit_ended, permit_granted
from permits.facts import IdentityNumber
from permits.lifecycle import APPLICATION, PERMIT, PermitState, lacks_to_grant
from permits.models import Application, Establishment, Party, Permit, PermitCondition


class AlreadyPermitted(Refusal):
    status = 422
    sentence = _l("This establishment already has a permit in that period. End it first, or choose a later first day.")


class WrongValidity(Refusal):
    status = 422
    sentence = _l("The last day lies before the first day. Check the validity.")


class NothingBySilence(Refusal):
    sentence = _l("The decision term has not passed, or silence grants nothing here.")


class AlreadyEnded(Refusal):
    """A permit ends once."""


@act(Permission.PERMIT_GRANT)
def grant(
    establishment: Establishment,
    holder: Party,
    valid_from: date,
    valid_until: date | None,
    conditions: Iterable[str] = (),
    application: Application | None = None,
    *,
    seen_version: int | None = None,
    origin: Origin | None = None,
    number: str = "",
) -> Permit:
    """Grant a permit; with an application only when that is complete. ``valid_until`` None: no end.

    ``seen_version`` is that of the application as the form showed it. ``origin``: the decision that grants it, or the
    letter on paper; only a permit from before this house, without an application, has none. ``number`` is the one that
    its letter names; a new one when it is left out.

    Raises Lacking, WrongValidity, AlreadyPermitted, NoDecision or IdentityNumber.
    """
    texts = [text.strip() for text in conditions if text.strip()]
    # Two permits for one place queue here (PostgreSQL; SQLite has one writer anyway), so that the second is seen.
    db.session.execute(select(Establishment.id).where(Establishment.id == establishment.id).with_for_update())
    db.session.expire(establishment, ["permits"])
    _check_grant(establishment, valid_from, valid_until, texts)
    known = stated(origin) if application is not None or origin else None
    if application is not None:
        check_version(application, seen_version)
        lacks = lacks_to_grant(application.state, application.documents)
        if lacks:
            raise Lacking(lacks)
        application.state = APPLICATION.after(application.state, "grant")
        application.decided_on = clock.today()
    row = Permit(
        establishment=establishment,
        application_id=application.id if application else None,
        holder=holder,
        number=number or numbers.next_number("VG"),
        granted_by=known if isinstance(known, UUID) else None,
        paper_reference=known if isinstance(known, str) else "",
        permit_type=application.permit_type if application else establishment.sector.permit_type,
        granted_on=clock.today(),
        valid_from=valid_from,
        valid_until=valid_until,
        state=PermitState.GRANTED,
        conditions=[PermitCondition(number=place, text=text) for place, text in enumerate(texts, 1)],
    )
    db.session.add(row)
    db.session.flush()
    _tell(
        row,
        "permit.granted" if valid_until else "permit.granted-without-end",
        clock.today(),
        valid_from=valid_from,
        valid_until=valid_until or "",
    )
    if application is not None and known is not None:
        tell_paper(application, known)
    permit_granted.send(row)
    register_line.refresh(establishment)
    return row


@act(Permission.PERMIT_GRANT)
def grant_by_silence(application: Application) -> Permit:
    """The permit came about by law: the term passed without a decision. Raises NothingBySilence, AlreadyPermitted.

    It is in force from the third day after the end of the term, without end date and without conditions.
    """
    APPLICATION.after(application.state, "grant_by_silence")  # no road, no questions
    ended_on = silence.came_about_on(application)
    if ended_on is None:
        raise NothingBySilence
    establishment, first = application.establishment, silence.in_force_from(ended_on)
    _must_be_free(establishment.permits, first, None)
    application.state = APPLICATION.after(application.state, "grant_by_silence")
    application.decided_on = ended_on
    row = Permit(
        establishment=establishment,
        application_id=application.id,
        holder=application.applicant,
        number=numbers.next_number("VG"),
        permit_type=application.permit_type,
        granted_on=ended_on,
        valid_from=first,
        state=PermitState.GRANTED,
        by_silence=True,
    )
    db.session.add(row)
    db.session.flush()
    _tell(row, "permit.granted-by-silence", clock.today(), ended_on=ended_on, valid_from=first)
    permit_granted.send(row)
    register_line.refresh(establishment)
    return row


def _check_grant(establishment: Establishment, valid_from: date, valid_until: date | None, texts: list[str]) -> None:
    if valid_until is not None and valid_until < valid_from:
        raise WrongValidity
    if any(looks_like_identity_number(text) for text in texts):
        raise IdentityNumber
    _must_be_free(establishment.permits, valid_from, valid_until)


def _must_be_free(permits: Iterable[Permit], valid_from: date, valid_until: date | None) -> None:
    for other in permits:
        other_end = min(other.ended_on or date.max, other.valid_until or date.max)
        running = other.ended_on is None or other.ended_on > valid_from
        if running and other.valid_from <= (valid_until or date.max) and valid_from <= other_end:
            raise AlreadyPermitted


@act(Permission.PERMIT_END)
def revoke(permit: Permit, on: date, decision_id: UUID | None = None) -> Permit:
    """End a permit by decision from a day on. A permit that has ended cannot end again."""
    return _end(permit, "revoke", on, decision_id)


@act(Permission.PERMIT_END)
def lapse(permit: Permit, on: date) -> Permit:
    """A permit ends by itself: its validity has passed or the holder stopped."""
    return _end(permit, "lapse", on, None)


def _end(permit: Permit, verb: str, on: date, decision_id: UUID | None) -> Permit:
    if permit.state == PermitState.REVOKED:
        raise AlreadyEnded(_l("Permit %(number)s has already been revoked.", number=permit.number))
    if permit.state == PermitState.LAPSED:
        raise AlreadyEnded(_l("Permit %(number)s has already lapsed.", number=permit.number))
    permit.state = PERMIT.after(permit.state, verb)
    permit.ended_on, permit.ended_by, permit.suspended_until = on, decision_id, None
    db.session.flush()
    _tell(permit, f"permit.{permit.state}", on, on=on)
    permit_ended.send(permit, on=on, how=permit.state)
    register_line.refresh(permit.establishment)
    return permit


@act(Permission.PERMIT_END)
def suspend(permit: Permit, until: date | None, decision_id: UUID | None = None) -> Permit:
    """The permit may not be used up to and including a day; None: until further notice."""
    permit.state = PERMIT.after(permit.state, "suspend")
    permit.suspended_until = until
    db.session.flush()
    _tell(
        permit,
        "permit.suspended" if until else "permit.suspended-without-end",
        clock.today(),
        until=until or "",
        decision=str(decision_id or ""),
    )
    register_line.refresh(permit.establishment)
    return permit


@act(Permission.PERMIT_END)
def resume(permit: Permit) -> Permit:
    """The suspension is over."""
    permit.state = PERMIT.after(permit.state, "resume")
    permit.suspended_until = None
    db.session.flush()
    _tell(permit, "permit.resumed", clock.today())
    register_line.refresh(permit.establishment)
    return permit


@act(Permission.PERMIT_END)
def restore(permit: Permit, decision_id: UUID) -> Permit:
    """The decision that revoked the permit was annulled or is held up: the permit stands again, as if never revoked.

    Raises AlreadyPermitted when another permit was granted for the same period meanwhile: end that one first.
    """
    PERMIT.after(permit.state, "restore")  # no road, no questions
    note(decision=str(decision_id))
    others = [other for other in permit.establishment.permits if other.id != permit.id]
    _must_be_free(others, permit.valid_from, permit.valid_until)
    permit.state = PERMIT.after(permit.state, "restore")
    permit.ended_on, permit.ended_by = None, None
    db.session.flush()
    _tell(permit, "permit.restored", clock.today())
    permit_granted.send(permit)
    register_line.refresh(permit.establishment)
    return permit


def _tell(permit: Permit, kind: str, day: date, /, **facts: Any) -> None:
    at = None if day >= clock.today() else clock.moment(day)
    story.tell(kind, [permit.establishment_id], at=at, url=f"/permits/{permit.id}", number=permit.number, **facts)
