"""Whether a permit comes about by law when the decision term of an application passes (Awb 4:20a to 4:20f)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import law
from app import clock
from app.web.language import in_language
from law.silence import silence
from permits.decision_clock import decision_clock, here, stands_still
from permits.lifecycle import APPLICATION
from permits.models import Application

IN_FORCE, NOTICE = "nl.deemed-permit-in-force", "nl.deemed-permit-notice"
MENDING = "nl.deemed-permit-mending"


@dataclass(frozen=True)
class Rule:
    """``granted``: silence grants the permit. ``why`` in words, ``source``, and whether that was read in the text."""

    granted: bool
    why: str
    source: str
    verified: bool


def rule_of(application: Application) -> Rule | None:
    """The town's own by-law, else the law book; None where the law knows no permit by silence."""
    book, sector = here(), application.establishment.sector
    entry = silence(book.country, application.permit_type, application.received_on)
    if entry is None:
        return None
    if sector.silence_grants is not None:
        return Rule(sector.silence_grants, "", sector.silence_rule, verified=True)
    return Rule(entry.granted, in_language(dict(entry.why)), entry.source, entry.confidence is law.Confidence.VERIFIED)


def came_about_on(application: Application) -> date | None:
    """The last day of the term, when it passed in silence and that grants the permit; else None."""
    rule, computed, today = rule_of(application), decision_clock(application), clock.today()
    if rule is None or not rule.granted or application.state in APPLICATION.final:
        return None
    if computed is None or computed.last_day >= today or stands_still(application, today):
        return None
    return computed.last_day


def in_force_from(ended_on: date) -> date:
    """The first day of the permit: the third day after the end of the term (Awb 4:20b)."""
    return _after(IN_FORCE, ended_on)


def announce_by(ended_on: date) -> date:
    """The last day to announce it: two weeks after the end of the term (Awb 4:20c)."""
    return _after(NOTICE, ended_on)


def mend_by(announced_on: date) -> law.Computed:
    """The last day to add conditions to it or to withdraw it: six weeks after its announcement (Awb 4:20f)."""
    return law.terms.last_day(here().term(MENDING, on=announced_on), announced_on)


def mending_source(announced_on: date) -> str:
    """The article that gives this time, as the law book names it."""
    return here().term(MENDING, on=announced_on).source


def _after(term_id: str, ended_on: date) -> date:
    return law.terms.last_day(here().term(term_id, on=ended_on), ended_on).last_day
