"""Which decisions can be begun on an application now, and why another cannot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_babel import lazy_gettext as _l

import law
from app import clock
from decisions import town_law
from decisions.applications import queries
from decisions.applications.kinds import GRANTS, Kind
from decisions.refusals import NothingToDecideOn
from permits import queries as register
from permits.acts.applications import NotYetUntreated, RightHasLapsed
from permits.lifecycle import APPLICATION, ApplicationState
from permits.models import Application


class Standing(StrEnum):
    OPEN = "open"
    LATER = "later"  # not before ``day`` has passed
    LAPSED = "lapsed"  # the right ended on ``day``


@dataclass(frozen=True)
class Offer:
    """A measure that fits the application, and whether it can be begun; ``source`` is the rule behind the day."""

    measure: law.Measure
    kind: Kind
    standing: Standing = Standing.OPEN
    day: date | None = None
    source: str = ""


def offers(application: Application) -> list[Offer]:
    """What can be decided on an application in its present state, in the order of the law book.

    Of one that was granted by silence: its announcement.
    """
    known = [(one, Kind(one.letters.decision)) for one in town_law.application_measures(clock.today())]
    if application.state in APPLICATION.final:
        by_law = queries.unannounced(application) is not None
        return [Offer(one, kind) for one, kind in known if kind is Kind.SILENCE and by_law]
    found = (_offer(application, one, kind) for one, kind in known)
    return [one for one in found if one is not None]


def _offer(application: Application, measure: law.Measure, kind: Kind) -> Offer | None:
    state, term = application.state, register.decision_term(application)
    plain = Offer(measure, kind)
    if kind in GRANTS:
        return plain if state == ApplicationState.COMPLETE else None
    if kind is Kind.COMPLETION:
        return plain if state == ApplicationState.RECEIVED and queries.lacking(application) else None
    if kind is Kind.UNTREATED:
        return _untreated(application, plain)
    if kind is Kind.EXTENSION:
        return plain if term is None or _can_be_extended(application) else None
    if kind is Kind.SUSPENSION:
        return plain if register.causes_to_stop(application) else None
    return None  # a permit by silence is announced where it came about


def _can_be_extended(application: Application) -> bool:
    computed = register.decision_clock(application)
    in_time = computed is not None and clock.today() <= computed.last_day
    return in_time and register.extension_left(application) > 0


def _untreated(application: Application, plain: Offer) -> Offer | None:
    right, until = register.right_to_leave_untreated(application), application.completion_until
    if application.state != ApplicationState.INCOMPLETE or right is None or until is None:
        return None
    today, source = clock.today(), right.steps[-1].source
    if today <= until:
        return Offer(plain.measure, plain.kind, Standing.LATER, until, source)
    standing = Standing.LAPSED if today > right.last_day else Standing.OPEN
    return Offer(plain.measure, plain.kind, standing, right.last_day, source)


def must_be_possible(application: Application, measure_id: str) -> None:
    """Raises NothingToDecideOn, NotYetUntreated or RightHasLapsed."""
    one = next((one for one in offers(application) if one.measure.id == measure_id), None)
    if one is None:
        raise NothingToDecideOn(_l("This decision does not fit the application as it stands now."))
    if one.standing is Standing.LATER:
        raise NotYetUntreated
    if one.standing is Standing.LAPSED:
        raise RightHasLapsed
