"""A Belgian administrative fine (law of 24 June 2013): its amount, its days, and what its letters say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.lifecycle import Lack
from decisions.enforcement import rules
from decisions.enforcement.money import written as euro
from decisions.models import Decision, GroundEvidence
from decisions.particulars import Particulars
from reports.blanks_of_measures import FineBlank


def found_on(decision: Decision) -> date | None:
    """The day of the oldest fact under the fine, from which the term to decide runs (article 26)."""
    rows = [row for ground in decision.grounds for row in ground.evidence if not row.counter]
    return min(map(_day, rows), default=None)


def _day(row: GroundEvidence) -> date:
    if row.finding is not None:
        return clock.civil(row.finding.seen_at).date()
    assert row.report is not None, "a row of evidence without a source"
    return row.report.seen_on or row.report.dated_on


def decide_by(decision: Decision) -> law.Computed | None:
    """The last day to impose the fine; None without a fact, and where the law book has no such term."""
    start, name = found_on(decision), rules.rules_of(decision.jurisdiction).fine_decision
    if start is None or name is None:
        return None
    return law.terms.last_day(law.jurisdiction(decision.jurisdiction).term(name, on=decision.law_on), start)


def blank(decision: Decision, written: Particulars | None) -> FineBlank:
    """What the two letters of a fine say; the amount stays empty until somebody wrote it."""
    own, language, last = rules.rules_of(decision.jurisdiction), decision.language, decide_by(decision)
    cents = written.penalty_cents if written else None
    return FineBlank(
        most=euro(decision.measure_copy["most_cents"], language),
        oral_above=euro(own.fine_oral_above_cents, language),
        # Before an amount is written the fine may still become higher.
        oral=cents is None or cents > own.fine_oral_above_cents,
        found_on=found_on(decision),
        decide_by_on=last.last_day if last else None,
        amount=euro(cents, language) if cents is not None else None,
        offender=decision.addressee.name,
        reason=(written.penalty_reason or None) if written else None,
        account=(written.account or None) if written else None,
    )


def lacking(decision: Decision, written: Particulars | None) -> Iterator[Lack]:
    """What still lacks before the officer can sign: an amount within the law, its reason, the account, time."""
    own, most = rules.rules_of(decision.jurisdiction), decision.measure_copy["most_cents"]
    cents = written.penalty_cents if written else None
    if written is None or cents is None or not written.penalty_reason:
        yield Lack("penalty", _l("Write the amount of the fine, and why this amount."), source=own.fine_source)
    elif cents > most:
        yield Lack("penalty", _l("The fine is higher than the law allows."), source=own.fine_source)
    if written is None or not written.account:
        yield Lack("account", _l("Write the account to which the fine is paid."))
    last = decide_by(decision)
    if last is not None and last.last_day < clock.today():
        sentence = _l("More than six months have passed since the fact was found: no fine can be imposed any more.")
        yield Lack("late", sentence, source=own.fine_term_source)
