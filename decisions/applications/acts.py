"""Beginning a decision on an application, writing what its letter needs, and letting one go that came too late."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import NoSuchRoad, NotHere
from decisions import acts as decision_acts
from decisions.acts import desk
from decisions.applications import queries
from decisions.applications.kinds import MOST_CONDITIONS, Kind, fields_of, has_conditions, kind_of
from decisions.applications.models import ApplicationDecision, DecidedCondition
from decisions.applications.offers import must_be_possible
from decisions.models import Decision
from decisions.refusals import WrongDay
from permits import queries as register
from permits.models import Application

_TEXTS = {"end_reason": 2000, "reason": 2000, "regulation": 200, "article": 120, "organ": 8, "cause": 60}


@act(Permission.DECISION_DRAFT, name="applications.begin")
def begin(application: Application, measure_id: str) -> Decision:
    """Begin a decision on an application.

    Raises RightHasLapsed, NotYetUntreated, NothingToDecideOn or AlreadyUnderWay when it cannot be taken now.
    """
    must_be_possible(application, measure_id)
    return decision_acts.draft(application.establishment, measure_id, application.applicant, application=application)


@dataclass(frozen=True)
class Condition:
    """A condition as typed; one of which all parts are empty is left out."""

    text: str
    why: str = ""
    rule: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.why.strip() or self.rule.strip())


@dataclass(frozen=True)
class Written:
    """What was typed: columns of ApplicationDecision by name, and the conditions in their order."""

    fields: dict[str, Any] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()


@act(Permission.DECISION_DRAFT, name="applications.write")
def write(decision: Decision, seen: int | None, written: Written) -> ApplicationDecision:
    """Save what the letter of a decision on an application needs.

    Raises TypeError for a field that this decision does not have; WrongDay, TooLong, HoldsIdentityNumber.
    """
    check_version(decision, seen)
    row, kind = queries.behind(decision), kind_of(decision.measure_copy)
    if row is None or kind is None:
        raise NotHere(table="application_decision", key=str(decision.id))
    if decision.state not in desk.EDITABLE:
        raise NoSuchRoad(state=decision.state, verb="write")
    country = law.jurisdiction(decision.jurisdiction).country
    counted = register.decision_term(row.application) is not None
    unknown = set(written.fields) - set(fields_of(kind, country, counted=counted))
    if unknown:
        raise TypeError(min(unknown))
    for name, value in written.fields.items():
        setattr(row, name, desk.bounded(value or "", _TEXTS[name]) if name in _TEXTS else value)
    _check_days(row)
    if has_conditions(kind, country):
        _keep(row, written.conditions)
    desk.edited(decision)
    db.session.flush()
    return row


def _check_days(row: ApplicationDecision) -> None:
    pairs: list[tuple[date | None, date | None, str]] = [
        (row.valid_from, row.valid_until, "valid_until"), (row.from_on, row.until_on, "until_on")
    ]  # fmt: skip
    for first, last, name in pairs:
        if first is not None and last is not None and last < first:
            raise WrongDay(_l("The last day lies before the first day."), field=name)
        if last is not None and first is None:
            raise WrongDay(_l("Fill in the first day as well."), field=name)


def _keep(row: ApplicationDecision, conditions: tuple[Condition, ...]) -> None:
    given = [
        replace(
            one, text=desk.bounded(one.text, 2000), why=desk.bounded(one.why, 2000), rule=desk.bounded(one.rule, 200)
        )
        for one in conditions[:MOST_CONDITIONS]
        if not one.is_empty
    ]
    for old in list(row.conditions):
        row.conditions.remove(old)
    db.session.flush()  # the numbers are free again
    for number, one in enumerate(given, 1):
        row.conditions.append(DecidedCondition(number=number, text=one.text, why=one.why, rule=one.rule))


def fix(row: ApplicationDecision) -> ApplicationDecision:
    """Hold what the letter prints of the clock and the documents, when it leaves the draft; inside that act."""
    ends = queries.ends_of(row)
    if kind_of(row.decision.measure_copy) in (Kind.EXTENSION, Kind.SUSPENSION):
        row.old_end_on, row.new_end_on = ends.old, ends.new
    row.missing = queries.missing_of(row)
    return row
