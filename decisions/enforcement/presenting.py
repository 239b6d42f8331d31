"""Enforcement in words: the matrix of a policy, a proposed step with its why, and the days that run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import get_locale

import law
from app import clock
from app.web.language import capital, in_language, long_date
from decisions import town_law
from decisions.enforcement import days, rules, sealing
from decisions.enforcement.acts.closures import unconfirmed
from decisions.enforcement.acts.warnings import look_of, was_repeated
from decisions.enforcement.ladder import Proposed
from decisions.enforcement.lifecycle import ClosureState, ForfeitureState, OrderState, WarningState
from decisions.enforcement.models import (
    Closure,
    Forfeiture,
    PenaltyOrder,
    Policy,
    PolicyStep,
    PolicyViolation,
    TermUnit,
    WarningFollowUp,
)
from decisions.enforcement.money import written as euro
from decisions.enforcement.next_day import Deadline
from decisions.enforcement.queries import Step, violation_codes
from decisions.enforcement.renewals import chain_of, renewals_left
from decisions.enforcement.words import PENALTY_UNITS
from decisions.presenting.tongue import _, ngettext
from inspections.models import Inspection

MOST = 3


def language() -> str:
    """The language in which amounts are written here."""
    return str(get_locale() or "nl")[:2]


def measure_word(measure_id: str, day: date | None = None) -> str:
    """The measure in the reader's language; its id where the book no longer has it."""
    try:
        name = town_law.here().measure(measure_id, on=day or clock.today()).name
    except law.UnknownEntry:
        return measure_id
    return str(capital(in_language(dict(name))))


@dataclass(frozen=True)
class Cell:
    measure: str
    term: str
    penalty: str


@dataclass(frozen=True)
class Row:
    """One row of the matrix as it is shown; ``cells`` for the first, second and third time."""

    id: str
    label: str
    found: str
    codes: str
    lookback: int
    cells: list[Cell | None]


def matrix(policy: Policy) -> list[Row]:
    """The rows of an edition, in its own order."""
    words = violation_codes()
    return [_row(violation, words) for violation in policy.violations]


def _row(violation: PolicyViolation, words: dict[str, str]) -> Row:
    by_time = {step.occurrence: step for step in violation.steps}
    return Row(
        id=str(violation.id),
        label=violation.label,
        found="; ".join(words.get(code, code) for code in violation.codes),
        codes=", ".join(violation.codes),
        lookback=violation.lookback_months,
        cells=[_cell(by_time[n]) if n in by_time else None for n in range(1, MOST + 1)],
    )


def _cell(step: PolicyStep) -> Cell:
    term = term_words(step.term_length, step.term_unit) if step.term_length and step.term_unit else ""
    penalty = ""
    if step.penalty_cents is not None and step.penalty_unit is not None:
        penalty = money_words(step.penalty_cents, step.penalty_unit, step.penalty_max_cents or 0)
    return Cell(measure_word(step.measure_id), term, penalty)


def term_words(length: int, unit: TermUnit | str) -> str:
    """ "1 week", "3 months"."""
    match TermUnit(unit):
        case TermUnit.DAYS:
            return ngettext("%(num)d day", "%(num)d days", length)
        case TermUnit.WEEKS:
            return ngettext("%(num)d week", "%(num)d weeks", length)
    return ngettext("%(num)d month", "%(num)d months", length)


def money_words(cents: int, unit: str, most: int) -> str:
    """ "€ 2.500 per breach, at most € 10.000"."""
    tongue = language()
    amount = f"{euro(cents, tongue)} {PENALTY_UNITS[unit]}"
    return _("%(amount)s, at most %(most)s", amount=amount, most=euro(most, tongue))


@dataclass(frozen=True)
class StepShown:
    """A proposed step: the measure, why, under which edition, and what was left out of the count."""

    measure_id: str
    measure: str
    because: str
    counted: list[str]
    too_old: str
    edition: str
    taken: Any = None


def step_shown(step: Step) -> StepShown:
    """A step in words, with the decision that already takes it."""
    return _shown(step.proposed, step.taken)


def _shown(one: Proposed, taken: Any) -> StepShown:
    rung = one.rung
    since = long_date(one.lookback_from)
    too_old = ""
    if one.too_old:
        too_old = ngettext(
            "%(num)d earlier time lies before %(since)s and does not count.",
            "%(num)d earlier times lie before %(since)s and do not count.",
            len(one.too_old),
            since=since,
        )
    return StepShown(
        measure_id=rung.measure,
        measure=measure_word(rung.measure),
        because=because(one),
        counted=[f"{earlier.number}, {long_date(earlier.found_on)}" for earlier in one.counted],
        too_old=too_old,
        edition=_(
            "%(policy)s (%(reference)s), in force since %(day)s",
            policy=rung.policy,
            reference=rung.reference,
            day=long_date(rung.valid_from),
        ),
        taken=taken,
    )


def because(one: Proposed) -> str:
    """Why this step, in one sentence."""
    facts = {
        "violation": one.rung.violation,
        "day": long_date(one.breach.found_on),
        "since": long_date(one.lookback_from),
        "number": one.occurrence,
    }
    if one.occurrence == 1:
        return _("“%(violation)s” was found on %(day)s, and not before since %(since)s.", **facts)
    return _("“%(violation)s” was found on %(day)s, time number %(number)s since %(since)s.", **facts)


@dataclass(frozen=True)
class Shown:
    """One thing that runs: its facts, its next day, what must be known (tone, sentence), and what is expected."""

    facts: list[tuple[str, Any]]
    next: Deadline | None
    notices: list[tuple[str, str]] = field(default_factory=list)
    expected: list[tuple[date, str, str]] = field(default_factory=list)


def warning(row: WarningFollowUp) -> Shown:
    """A warning that was sent."""
    facts: list[tuple[str, Any]] = [(_("Last day to mend"), long_date(row.mend_until))]
    if row.spent_on is not None:
        facts.append((_("Counts up to"), long_date(row.spent_on)))
    if row.visit is not None:
        facts.append((_("Visit"), row.visit.number))
    notices, following = [], None
    visit = look_of(row) if row.state == WarningState.VISIT_ASKED else None
    if visit is not None:
        again = was_repeated(row, visit)
        sentence = (
            _(
                "Visit %(number)s found it again: record that, and the policy proposes the next step.",
                number=visit.number,
            )
            if again
            else _("Visit %(number)s found everything in order: record that.", number=visit.number)
        )
        notices.append(("warn" if again else "ok", sentence))
    if row.state == WarningState.RUNNING:
        consequence = _("After this day a visit looks whether the violation has ended.")
        following = Deadline(_("Last day to mend"), row.mend_until, consequence, row.mend_until < clock.today())
    elif row.state == WarningState.VISIT_ASKED and row.visit is not None:
        consequence = _("Without a visit it is not known whether the violation has ended, and no next step can follow.")
        following = Deadline(_("Visit that looks"), row.visit.due_on, consequence, row.visit.due_on < clock.today())
    return Shown(facts, following, notices)


def closure(row: Closure) -> Shown:
    """A closure: its execution, confirmation, renewal and end."""
    notices = _closure_notices(row)
    facts: list[tuple[str, Any]] = [
        (_("May be executed from"), long_date(row.due_from)),
        (_("Last day"), long_date(row.until) if row.until else _("no last day")),
        (_("Executed"), _executed_words(row)),
        (_("Notice on the door"), long_date(row.door_notice_on) if row.door_notice_on else _("not recorded")),
    ]
    left = renewals_left(row)
    if left is not None:
        done = len(chain_of(row)) - 1
        facts.append((_("Renewals"), _("%(done)s done, %(left)s left", done=done, left=left)))
    if row.ended_on is not None:
        facts.append((_("Ended on"), long_date(row.ended_on)))
    return Shown(facts, _closure_next(row), notices)


def _executed_words(row: Closure) -> str:
    if row.executed_on is None:
        return _("not yet")
    day = long_date(row.executed_on)
    return _("%(day)s, by: %(by)s", day=day, by=row.executed_by)


def _closure_notices(row: Closure) -> list[tuple[str, str]]:
    notices = sealing.notices(row)
    if row.state in (ClosureState.ORDERED, ClosureState.EXECUTED) and unconfirmed(row, clock.today()):
        notices.append(
            ("danger", _("The meeting of the college passed without confirmation: this closure has lapsed by law."))
        )
    if row.state == ClosureState.ORDERED and days.must_decide_anew(row):
        source = rules.rules_of(row.decision.jurisdiction).execution_source
        sentence = _(
            "More than a year has passed since the closing day. Execution first needs a new decision on whether "
            "closing is still necessary (%(source)s).",
            source=source,
        )
        notices.append(("danger", sentence))
    return notices


def _closure_next(row: Closure) -> Deadline | None:
    today, decision = clock.today(), row.decision
    urgent = sealing.next_of(row)
    if urgent is not None or row.state not in (ClosureState.ORDERED, ClosureState.EXECUTED):
        return urgent
    if decision.measure_copy["confirmation"] and decision.college_met_on is None and decision.college_due_on:
        consequence = _("Without confirmation at this meeting the closure lapses at once.")
        late = decision.college_due_on < today
        return Deadline(_("Meeting of the college"), decision.college_due_on, consequence, late)
    if row.state == ClosureState.ORDERED:
        last = days.execute_until(row)
        source = rules.rules_of(decision.jurisdiction).execution_source
        consequence = (
            _("After this day closing needs a new decision on its necessity (%(source)s).", source=source)
            if last is not None
            else _("The days of the closure run, also while it is not executed.")
        )
        ends = [day for day in (last, row.until) if day is not None]
        return Deadline(_("Execute"), min(ends, default=None), consequence, row.due_from < today)
    if row.until is None:
        return None
    return Deadline(_("Last day of the closure"), row.until, _("After this day the place may open; the seals go."))


@dataclass(frozen=True)
class DueRow:
    """A penalty that became due; ``usable``: the claim has not lapsed."""

    row: Forfeiture
    amount: str
    visit: Inspection
    pay_by: date | None
    lapses_on: date | None
    usable: bool


def due_rows(order: PenaltyOrder) -> list[DueRow]:
    """The penalties under an order, the newest first."""
    found = []
    for row in reversed(order.forfeitures):
        lapses, payable = days.claim_lapses(row), days.payable_by(row)
        last = lapses.last_day if lapses else None
        live = row.state not in (ForfeitureState.PAID, ForfeitureState.WAIVED, ForfeitureState.LAPSED)
        usable = live and (last is None or clock.today() <= last)
        amount = euro(row.cents, language())
        found.append(DueRow(row, amount, row.visit, payable.last_day if payable else None, last, usable))
    return found


def order(row: PenaltyOrder) -> Shown:
    """A penalty order: what was asked, what became due, what is left of the maximum."""
    tongue = language()
    due = sum(one.cents for one in row.forfeitures if one.state != ForfeitureState.WAIVED)
    facts: list[tuple[str, Any]] = [
        (_("Last day to comply"), long_date(row.comply_by)),
        (_("Penalty"), money_words(row.cents, row.unit, row.max_cents)),
        (_("Became due"), euro(due, tongue)),
        (_("Left of the maximum"), euro(max(0, row.max_cents - due), tongue)),
    ]
    source = rules.rules_of(row.decision.jurisdiction)
    notices = []
    if row.state == OrderState.EXHAUSTED:
        sentence = _("The maximum has been reached. The order makes nothing due any more; another step is needed.")
        notices.append(("warn", sentence))
    following = None
    open_rows = [one for one in due_rows(row) if one.usable and one.lapses_on is not None]
    if open_rows:
        first = min(open_rows, key=lambda one: one.lapses_on or date.max)
        consequence = _(
            "After this day the penalty can no longer be collected (%(source)s).", source=source.claim_source
        )
        following = Deadline(_("Collect the penalty"), first.lapses_on, consequence)
    elif row.state == OrderState.RUNNING:
        consequence = _("From the next day each breach makes a penalty due (%(source)s).", source=source.order_source)
        following = Deadline(_("Last day to comply"), row.comply_by, consequence, row.comply_by < clock.today())
    return Shown(facts, following, notices)


def is_over(row: WarningFollowUp) -> bool:
    """Whether the term to mend has ended."""
    return row.mend_until < clock.today()
