"""The gates of warning, terms, service and execution. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

import law
from decisions.gates import number
from decisions.reasoning.case import CaseFile, Point, answered, dated, day, every, no, point, some


def warning_points(case: CaseFile) -> list[Point]:
    """A warning where law, by-law or policy asks one: before the breach, about the same rule, with its extract."""
    one = case.warning
    by_law = "prior_warning" in case.rules.gates or any(ground.asks("warning_proof") for ground in case.grounds or ())
    if not (by_law or one.required or one.on):
        return []
    given = False if one.on is False or one.given is False else some(one.given, dated(one.on))
    found = [point(case, "prior_warning", given, _l("A warning must go first: none was given"), "warned_on")]
    if given is False:
        return found
    warned, newest = day(one.on), case.newest_fact
    if by_law and case.country == "be":
        sentence = _l("The warning must quote the rule that was breached")
        found.append(point(case, "rule_extract", one.extract, sentence, "warned_on"))
    if warned is not None and newest is not None:
        outlived = one.valid_months is not None and not law.terms.within_months(warned, newest, one.valid_months)
        found += [
            point(case, "warning_first", warned < newest,
                  _l("No breach was found after the warning: the warning must go first"), "warned_on"),
            point(case, "warning_lapsed", not outlived,
             _l("The warning no longer counted when the fact was found"), "warned_on"),
        ]  # fmt: skip
    rows = every(True if one.same_rule is None else one.same_rule, True if one.consequence is None else one.consequence)
    sentence = _l("The warning was about another rule, or did not say what could follow")
    return [*found, point(case, "warning_fit", rows, sentence, "warned_on")]


def clock_points(case: CaseFile, today: date) -> list[Point]:
    """Decided in time, served before it takes effect, and carried out while it is still needed."""
    return [*_decided(case, today), *_served(case), *_executed(case)]


def _decided(case: CaseFile, today: date) -> list[Point]:
    on, due = case.decided_on or today, day(case.clocks.due_on)
    found = [
        point(
            case,
            "undated",
            True if case.taken.date is None else case.taken.date is not False,
            _l("The decision bears no date"),
            "sending_on",
        )
    ]
    if due is not None and case.rules.effect != "not_treated":
        sentence = _l("Decided after the last day of the term: say why, and what it means for the party")
        found.append(point(case, "late", answered(on > due, case.clocks.delay_reason), sentence, "delay_reason"))
    if case.rules.effect == "refuse":
        sentence = _l("The permit was granted by silence before the refusal: it can only be withdrawn now")
        found.append(point(case, "deemed_granted", no(bool(case.taken.deemed_granted)), sentence, "effect_on"))
    if "completion_asked" in case.rules.gates:
        found += _completion(case, on)
    return found


def _completion(case: CaseFile, on: date) -> list[Point]:
    asked, until = dated(case.particulars.completion_asked_on), day(case.particulars.completion_until)
    weeks = timedelta(weeks=number("untreated_weeks"))
    return [
        point(case, "completion_asked", asked,
              _l("The applicant was not asked to complete the application first"), "grounds"),
        point(case, "completion_term", None if until is None else until < on,
              _l("The time to complete the application still ran"), "grounds"),
        point(case, "untreated_in_time", None if until is None else on <= until + weeks,

               _l("More than four weeks after the time to complete: the application can no longer be left untreated"),
               "grounds"),
    ]  # fmt: skip


def _served(case: CaseFile) -> list[Point]:
    clocks = case.clocks
    served = day(clocks.served_on)
    starts = [one for one in (day(case.taken.effective_on), day(case.duration.start), day(clocks.executed_on)) if one]
    early = served is not None and any(start < served for start in starts)
    met = clocks.served_on is not False
    return [
        point(case, "service", met, _l("The decision was never served: it has no effect"), "sending_on"),
        point(case, "service_first", not early or "urgency_reason" in case.rules.gates,
              _l("It took effect, or was carried out, before it was served"), "sending_on"),
        point(case, "served_to_all",
              every(*(True if one is None else one for one in (clocks.served_to_all, clocks.served_properly))),
              _l("Serve it on everyone it concerns, in a way that the law allows"), "served_to_all"),
    ]  # fmt: skip


def _executed(case: CaseFile) -> list[Point]:
    closing = day(case.clocks.closing_on) or day(case.duration.start)
    executed = day(case.clocks.executed_on)
    if closing is None or executed is None:
        return []
    overdue = executed > _year_after(closing)
    sentence = _l(
        "More than a year between the day in the decision and its execution: decide anew whether it is needed"
    )
    return [point(case, "execution_late", answered(overdue, case.clocks.reassessed), sentence, "delay_reason")]


def _year_after(when: date) -> date:
    try:
        return when.replace(year=when.year + 1)
    except ValueError:  # 29 February
        return date(when.year + 1, 3, 1)
