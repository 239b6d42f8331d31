"""What is done against a decision in words: the days that run, what they mean, and what has lapsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

import law
from app import clock
from app.web.language import in_language, long_date
from decisions import terms
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.objections import days, queries
from decisions.objections.days import Timely
from decisions.objections.lifecycle import OBJECTION, ObjectionState
from decisions.objections.models import CourtCase, Objection
from decisions.objections.rules import rules_of
from decisions.objections.words import COURT_KINDS, COURT_STATES, OBJECTION_STATES, OUTCOMES, RULINGS, TIMELY
from decisions.presenting.tongue import _


@dataclass(frozen=True)
class Deadline:
    """A legal day, what it means to miss it, and where it is explained. ``late``: it has passed."""

    what: str
    on: date
    consequence: str
    url: str = ""
    late: bool = False


@dataclass(frozen=True)
class Shown:
    """One objection or one case as a row."""

    title: str
    mark: tuple[Any, str, str]
    timely: tuple[Any, str, str] | None
    text: str
    url: str
    deadline: Deadline | None


def objection(row: Objection) -> Shown:
    text = _("received on %(day)s", day=long_date(row.received_on))
    if row.outcome is not None:
        text = f"{OUTCOMES[row.outcome]}, {long_date(row.outcome_on)}"
    return Shown(
        title=_("Objection %(number)s", number=row.number),
        mark=OBJECTION_STATES[row.state],
        timely=TIMELY[days.timely(row)],
        text=text,
        url=url_for("decisions.objection", objection_id=row.id),
        deadline=deadline(row),
    )


def deadline(row: Objection) -> Deadline | None:
    """The next legal day of an objection: to decide, or, when that was done, for appeal."""
    rules, today = rules_of(row.decision.jurisdiction), clock.today()
    if row.state in OBJECTION.final:
        computed = days.appeal_until(row) if row.state == ObjectionState.DECIDED else None
        if computed is None:
            return None
        late = computed.last_day < today
        consequence = (
            _("The term has passed: appeal can no longer be lodged in time.")
            if late
            else _("After this day appeal can no longer be lodged in time.")
        )
        url = url_for("decisions.appeal_term", objection_id=row.id)
        return Deadline(_("Appeal"), computed.last_day, consequence, url, late)
    computed = days.decide_by(row)
    if computed is None:
        return None
    consequence = _("After this day the party can give notice of default (%(source)s).", source=rules.decide_source)
    url = url_for("decisions.objection_clock", objection_id=row.id)
    late = computed.last_day < today
    return Deadline(_("Decide on the objection"), computed.last_day, consequence, url, late)


def court_case(row: CourtCase) -> Shown:
    text = _("%(court)s, lodged on %(day)s", court=row.court, day=long_date(row.lodged_on))
    if row.ruling is not None:
        text = f"{RULINGS[row.ruling]}, {long_date(row.ruled_on)}"
    kind = str(COURT_KINDS[row.kind])
    return Shown(
        title=kind[:1].upper() + kind[1:],
        mark=COURT_STATES[row.state],
        timely=None,
        text=text,
        url=url_for("decisions.court_case", case_id=row.id),
        deadline=None,
    )


def notices(decision: Decision) -> list[tuple[str, str]]:
    """What one must know about the remedies against a decision: (tone, sentence)."""
    found: list[tuple[str, str]] = []
    stay = queries.stay_of(decision.id)
    if stay is not None:
        sentence = _(
            "A court has suspended this decision since %(day)s: it does not work.", day=long_date(stay.from_on)
        )
        found.append(("danger", sentence))
    against = terms.remedy(decision)
    last = terms.holding_last_day(decision) if decision.served_on else None
    if against is not None and last is not None and last < clock.today():
        name = in_language(dict(against.name))
        found.append(
            (
                "info",
                _(
                    "%(remedy)s: the term passed on %(day)s. What comes in now is late.",
                    remedy=name,
                    day=long_date(last),
                ),
            )
        )
    if decision.state == DecisionState.LAPSED:
        found.append(("info", _("This decision no longer holds.")))
    return found


def timely_words(row: Objection) -> str:
    """Why an objection counts as in time or late, with the article where that matters."""
    source = rules_of(row.decision.jurisdiction).late_source
    last = terms.holding_last_day(row.decision)
    day = long_date(last) if last else ""
    match days.timely(row):
        case Timely.IN_TIME | Timely.POSTED:
            runs = last is not None and clock.today() <= last
            return (
                _("The term runs up to and including %(day)s.", day=day)
                if runs
                else _("The term ran up to and including %(day)s.", day=day)
            )
        case Timely.LATE:
            return _(
                "The term ran up to and including %(day)s. Without an excuse it is inadmissible (%(source)s).",
                day=day,
                source=source,
            )
        case Timely.EXCUSED:
            return _(
                "The term ran up to and including %(day)s. The lateness is excused (%(source)s).",
                day=day,
                source=source,
            )
        case Timely.PREMATURE:
            return _("It came in before the decision was served; that is no reason to refuse it.")
        case _:
            return _("The day of service or receipt is not known yet.")


def clock_of(row: Objection) -> tuple[law.Computed, law.Term] | None:
    """The term to decide with its computation, for the page that explains it."""
    computed, term = days.decide_by(row), days.term_to_decide(row)
    return None if computed is None or term is None else (computed, term)
