"""What enforcement puts in a letter: the term to mend, the order, its penalty, what is collected, what is lifted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import law
from app import clock
from app.db import fetch
from app.web.language import in_language
from decisions import particulars
from decisions.enforcement import days, fines, queries, rules
from decisions.enforcement.models import Forfeiture, PolicyStep
from decisions.enforcement.money import written as euro
from decisions.enforcement.words import LETTER_UNITS
from decisions.models import Decision
from decisions.particulars import Particulars
from reports import LetterBlanks
from reports.blanks_of_measures import (
    CollectionBlank,
    EarlierBlank,
    ForfeitBlank,
    LiftingBlank,
    OrderBlank,
    PenaltyBlank,
    WarningBlank,
)


def fill(decision: Decision, blanks: LetterBlanks) -> LetterBlanks:
    """The blanks of a letter, with what stands beside its decision."""
    written = particulars.of(decision)
    kind = decision.measure_copy.get("instrument")
    if kind == law.Instrument.FINE:
        return replace(blanks, fine=fines.blank(decision, written))
    if written is None:
        return blanks
    if kind == law.Instrument.WARNING and written.comply_by is not None:
        blanks = replace(blanks, warning=_warning(decision, written))
    elif kind in (law.Instrument.ORDER_UNDER_PENALTY, law.Instrument.ORDER_UNDER_COERCION, law.Instrument.ORDER):
        blanks = replace(blanks, order=_order(written), penalty=_penalty(decision, written) or blanks.penalty)
    elif kind == law.Instrument.URGENT_ORDINANCE:
        blanks = replace(blanks, order=_order(written))
    elif kind == law.Instrument.PENALTY_PAYMENT:
        blanks = replace(blanks, penalty=_penalty(decision, written) or blanks.penalty)
    elif written.penalty_cents is not None:
        blanks = replace(blanks, penalty=_penalty(decision, written))
    elif written.earlier_id is not None and kind in (law.Instrument.LIFT, law.Instrument.COLLECTION):
        blanks = _about_earlier(decision, written, fetch(Decision, written.earlier_id), blanks)
    return blanks


def _deeds(written: Particulars) -> tuple[str, ...]:
    return tuple(line.strip() for line in written.deeds.splitlines() if line.strip())


def _warning(decision: Decision, written: Particulars) -> WarningBlank:
    assert written.comply_by is not None
    choice, grounds = queries.choice_of(decision.id), decision.grounds
    words = in_language(grounds[0].own_words, decision.language).rstrip(".") if grounds else ""
    following = queries.step_after(choice) if choice else None
    return WarningBlank(
        violation=choice.violation if choice else words,
        actions=_deeds(written),
        fix_by_on=written.comply_by,
        next_step=_step_words(following, decision) if following else None,
        look_back_until=days.months_after(written.comply_by, following.violation.lookback_months)
        if following
        else None,
        is_decision=decision.measure_copy["remedy"] is not None,
    )


def _step_words(step: PolicyStep, decision: Decision) -> str:
    name = law.jurisdiction(decision.jurisdiction).measure(step.measure_id, on=decision.law_on).name
    return f"{in_language(dict(name), decision.language)}."


def _order(written: Particulars) -> OrderBlank:
    reason = written.comply_reason or None
    return OrderBlank(obligation="", items=_deeds(written), comply_by_on=written.comply_by, term_reason=reason)


def _penalty(decision: Decision, written: Particulars) -> PenaltyBlank | None:
    if written.penalty_cents is None or written.penalty_max_cents is None or written.penalty_unit is None:
        return None
    language = decision.language
    return PenaltyBlank(
        amount=euro(written.penalty_cents, language),
        maximum=euro(written.penalty_max_cents, language),
        unit=LETTER_UNITS[language if language in LETTER_UNITS else "nl"][written.penalty_unit],
        reason=written.penalty_reason or None,
        from_on=_grace_ends(decision, written),
    )


def _grace_ends(decision: Decision, written: Particulars) -> date | None:
    """The first day on which a Belgian penalty can fall due, where days of grace were given (NGW 133ter)."""
    if decision.measure_copy["instrument"] != law.Instrument.PENALTY_PAYMENT or written.comply_by is None:
        return None
    return written.comply_by + timedelta(days=1)


def _about_earlier(decision: Decision, written: Particulars, earlier: Decision, blanks: LetterBlanks) -> LetterBlanks:
    decided_on = clock.civil(earlier.signed_at).date() if earlier.signed_at else earlier.law_on
    if decision.measure_copy["effect"] == law.Effect.LIFT:
        name = in_language(earlier.measure_copy["name"], decision.language)
        return replace(
            blanks,
            earlier=EarlierBlank(name, earlier.number, decided_on, earlier.duration_until),
            lifted=LiftingBlank(on=decision.effect_on or blanks.letter_date, reason=written.comply_reason),
        )
    under, rows = particulars.of(earlier), queries.collected_by(decision.id)
    order = _order(under) if under else OrderBlank("", ())
    penalty = _penalty(earlier, under) if under else None
    return replace(
        blanks,
        order=replace(order, number=earlier.number, imposed_on=decided_on),
        penalty=penalty or blanks.penalty,
        collection=_collection(decision, written, rows) if rows else None,
    )


def _collection(decision: Decision, written: Particulars, rows: list[Forfeiture]) -> CollectionBlank:
    language = decision.language
    lapses = [last.last_day for row in rows if (last := days.claim_lapses(row)) is not None]
    payable = [last.last_day for row in rows if (last := days.payable_by(row)) is not None]
    return CollectionBlank(
        amount=euro(sum(row.cents for row in rows), language),
        forfeits=tuple(_forfeit(row, language) for row in rows),
        pay_by_on=max([*payable, _own_last_day(decision)]),
        account=written.account,
        reference=decision.number,
        time_barred_on=min(lapses, default=None),
        circumstances=" ".join(dict.fromkeys(row.circumstances for row in rows if row.circumstances)) or None,
    )


def _own_last_day(decision: Decision) -> date:
    """Where the law gives no term to pay, the municipality gives some days from the sending of the letter."""
    own = rules.rules_of(decision.jurisdiction).days_to_pay
    return (decision.sending_on or clock.today()) + timedelta(days=own)


def _forfeit(row: Forfeiture, language: str) -> ForfeitBlank:
    finding = next(iter(row.visit.findings), None)
    return ForfeitBlank(
        text=finding.remark if finding else "",
        seen_on=row.due_on,
        place=(finding.place if finding else "") or row.visit.establishment.address,
        source=row.visit.number,
        amount=euro(row.cents, language),
    )
