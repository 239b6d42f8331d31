"""Decisions on an application in words: what can be begun, what the content asks, what was typed."""

from __future__ import annotations

from typing import Any

from flask import url_for

from app import clock
from app.access import Permission, may
from app.web.language import in_language, long_date
from decisions.applications import queries
from decisions.applications.kinds import GRANTS, Kind
from decisions.applications.models import ApplicationDecision
from decisions.applications.offers import Offer, Standing, offers
from decisions.presenting.facts import capital, measure_name
from decisions.presenting.frame import STATES
from decisions.presenting.tongue import _
from permits import queries as register
from permits import silence
from permits.beside import Way
from permits.lifecycle import APPLICATION
from permits.models import Application


def ways(application: Application) -> list[Way]:
    """What stands under "Decisions on this application"."""
    found = [_taken(row) for row in queries.under_way(application.id)] if may(Permission.DECISION_READ) else []
    if may(Permission.DECISION_DRAFT):
        busy = {row.measure_id for row in queries.under_way(application.id)}
        found += [_offered(application, one) for one in offers(application) if one.measure.id not in busy]
        if application.state not in APPLICATION.final:
            found.append(_refusal(application))
        found += _mending(application)
    if may(Permission.DECISION_READ):
        found += [_taken(row) for row in queries.taken_on(application.id)]
    return found


def _mending(application: Application) -> list[Way]:
    """Until when conditions can be added to an announced permit by silence, or that this right lapsed."""
    told, permit = queries.announced_on(application), queries.permit_by_silence(application)
    if told is None or permit is None:
        return []
    last, source = silence.mend_by(told).last_day, silence.mending_source(told)
    title = _("Add conditions to the permit by law, or withdraw it")
    if last < clock.today():
        note = _("This right lapsed after %(day)s and can no longer be used.", day=long_date(last))
        return [Way(title, mark=(_("Lapsed"), "circle-x", "red"), note=f"{note} {source}")]
    note = _("Possible up to and including %(day)s (%(source)s).", day=long_date(last), source=source)
    serious = _("Only against serious consequences for the general interest; the town makes damage good.")
    return [Way(title, url_for("decisions.new", establishment=application.establishment_id), note=f"{note} {serious}")]


def _taken(row: Any) -> Way:
    state = STATES[row.state]
    title = _("%(measure)s, %(number)s", measure=measure_name(row), number=row.number)
    return Way(title, url_for("decisions.decision", decision_id=row.id), mark=(state.word, state.icon, state.tone))


def _offered(application: Application, one: Offer) -> Way:
    title = capital(in_language(dict(one.measure.name)))
    if one.standing is Standing.OPEN:
        note = _("Possible up to and including %(day)s (%(source)s).", day=long_date(one.day), source=one.source)
        address = url_for("decisions.decide_on_application", application_id=application.id, measure_id=one.measure.id)
        return Way(title, address, begins=True, main=one.kind is Kind.GRANT, note=note if one.day else "")
    if one.standing is Standing.LATER:
        note = _("Not before the time to complete has passed: %(day)s.", day=long_date(one.day))
        return Way(title, note=note)
    note = _("This right lapsed after %(day)s and can no longer be used.", day=long_date(one.day))
    return Way(title, mark=(_("Lapsed"), "circle-x", "red"), note=f"{note} {one.source}")


def _refusal(application: Application) -> Way:
    address = url_for("decisions.new", establishment=application.establishment_id)
    return Way(_("Refuse, or another measure"), address, note=_("Begins with an intention, and the view of the party."))


def help_words(row: ApplicationDecision, kind: Kind) -> dict[str, str]:
    """What stands below the fields, by name."""
    found = {
        "valid_until": _("Leave empty for a permit without an end date."),
        "end_reason": _("A permit has no last day unless there is a reason for one."),
        "regulation": _("As it is called in the letter, without its article."),
        "complete_until": _("Give the applicant enough time; the decision term stands still until then."),
        "until_on": _("Leave empty as long as it is not known."),
    }
    if kind is Kind.EXTENSION:
        left = register.extension_left(row.application)
        found["weeks"] = _("At most %(weeks)s weeks.", weeks=left)
        found["reason"] = _("The letter gives this reason to the applicant.")
    if kind is Kind.UNTREATED:
        found["reason"] = _("Only what the list of missing documents does not say yet.")
    return found


def facts_of(row: ApplicationDecision, kind: Kind) -> list[tuple[str, Any]]:
    """What the letter takes from the file itself."""
    application = row.application
    found: list[tuple[str, Any]] = [
        (_("Application"), f"{application.case_number}, {long_date(application.received_on)}")
    ]
    if kind in GRANTS:
        found += [(_("Number of the permit"), row.permit_number), (_("Holder"), application.applicant.name)]
    if kind in (Kind.COMPLETION, Kind.UNTREATED):
        missing = "; ".join(in_language(label) for label in queries.missing_of(row))
        found.append((_("Missing"), missing or _("nothing")))
    ends = queries.ends_of(row)
    if kind in (Kind.EXTENSION, Kind.SUSPENSION) and register.decision_term(application) is not None:
        found += [(_("The term would end on"), long_date(ends.old)), (_("The new last day"), long_date(ends.new))]
    by = queries.decide_by(row.decision)
    if kind is Kind.UNTREATED and by is not None:
        late = by < clock.today()
        words = _("lapsed after %(day)s", day=long_date(by)) if late else long_date(by)
        found.append((_("To be sent at the latest on"), words))
    return found
