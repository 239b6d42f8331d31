"""What permits itself hangs in the frame of the dossier: tabs, running terms, next steps."""

from __future__ import annotations

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

import law
from app.access import Permission, may
from permits import dossier, queries
from permits.dossier import NextStep, OpenTerm, Tab
from permits.lifecycle import ApplicationState
from permits.models import Application, Establishment, PartyRoleName

_READ = Permission.REGISTER_READ


def install() -> None:
    dossier.tab(Tab("story", _l("Story"), "permits.establishment", _READ, 10, _uncounted))
    dossier.tab(Tab("papers", _l("Application and documents"), "permits.papers", _READ, 50, _papers))
    dossier.tab(Tab("parties", _l("Persons and roles"), "permits.parties", _READ, 60, lambda row: len(row.roles)))
    dossier.tab(Tab("looked", _l("Who looked"), "permits.looked", _READ, 70, _uncounted))
    if open_terms not in dossier.TERMS:
        dossier.TERMS.append(open_terms)
        dossier.STEPS.append(next_steps)


def _uncounted(row: Establishment) -> None:
    return None


def _papers(row: Establishment) -> int:
    attached = sum(document.file_sha256 is not None for a in row.applications for document in a.documents)
    return queries.number_of_papers(row.id) + attached + len(row.applications) + len(row.permits)


def open_terms(row: Establishment, day: date) -> list[OpenTerm]:
    """The decision, the completion and the end of the permit."""
    found = []
    application, permit = queries.open_application(row), row.permit_on(day)
    if application is not None:
        found += _terms_of(application, day)
    if permit is not None and permit.valid_until is not None:
        whole = max(1, (permit.valid_until - permit.valid_from).days)
        share = min(1.0, (day - permit.valid_from).days / whole)
        found.append(OpenTerm(_("Permit %(number)s ends", number=permit.number), permit.valid_until, "", share))
    return found


def _terms_of(application: Application, day: date) -> list[OpenTerm]:
    found = []
    if application.state == ApplicationState.INCOMPLETE and application.completion_until is not None:
        found.append(OpenTerm(_("Completion by the applicant"), application.completion_until))
    right = queries.right_to_leave_untreated(application)
    if application.state == ApplicationState.INCOMPLETE and right is not None and day <= right.last_day:
        lapses = _("After this day the right has lapsed (%(source)s).", source=right.steps[-1].source)
        found.append(OpenTerm(_("Leave the application untreated"), right.last_day, consequence=lapses))
    computed = queries.decision_clock(application)
    if computed is not None:
        whole = max(1, (computed.last_day - application.received_on).days)
        share = min(1.0, (day - application.received_on).days / whole)
        url = url_for("permits.decision_clock", application_id=application.id)
        found.append(
            OpenTerm(_("Decision on the application"), computed.last_day, url, share, late_words(computed.last_day))
        )
    return found


def late_words(last_day: date) -> str:
    """What being late means, with the article; "" where the law book has no such rule (Belgium)."""
    try:
        source = queries.here().term("nl.late-decision-notice", on=last_day).source
    except law.UnknownEntry:
        return ""
    return str(_("After that the applicant can give us notice of default (%(source)s).", source=source))


def next_steps(row: Establishment, day: date) -> list[NextStep]:
    """Who must act next, as far as the register knows; 99 when nobody needs to."""
    found = [NextStep(99, _("Nobody needs to do anything now."))]
    if row.closed_on is not None:
        return found
    application = queries.open_application(row)
    if application is not None:
        found.append(_step_of(application, day))
    if not row.parties(PartyRoleName.OPERATOR, day):
        found.append(
            _step(
                60,
                _("Nobody is known as the operator."),
                url_for("permits.parties", establishment_id=row.id),
                _("Add the operator"),
                Permission.REGISTER_WRITE,
            )
        )
    if (
        application is None
        and row.permit_on(day) is None
        and not any(p.valid_from > day and p.ended_on is None for p in row.permits)
    ):
        found.append(
            _step(
                70,
                _("There is no permit and no application."),
                url_for("permits.apply", establishment_id=row.id),
                _("Record an application"),
                Permission.APPLICATION_WRITE,
            )
        )
    return found


def _step_of(application: Application, day: date) -> NextStep:
    url, button = url_for("permits.application", application_id=application.id), _("Open the application")
    power = Permission.APPLICATION_WRITE
    if application.state == ApplicationState.COMPLETE:
        return _step(50, _("The application is complete. Grant the permit, or prepare a refusal."), url, button, power)
    if application.state == ApplicationState.RECEIVED:
        return _step(40, _("Check whether the application is complete."), url, button, power)
    if application.completion_until is not None and application.completion_until < day:
        return _step(
            30, _("The time to complete the application is over. Decide whether it is complete."), url, button, power
        )
    return NextStep(
        45, _("The applicant must complete the application. You need not do anything now."), "", url, button
    )


def _step(order: int, sentence: str, url: str, button: str, power: Permission) -> NextStep:
    """With a button for who may press it; others read only the sentence."""
    return NextStep(order, sentence, "", url, button) if may(power) else NextStep(order, sentence)
