"""The earlier closure on which a Belgian letter rests: the one that is renewed, sealed or has a penalty put on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import law
from app import clock
from app.web.language import in_language
from decisions import particulars
from decisions.enforcement import queries
from decisions.enforcement.lifecycle import ClosureState
from decisions.enforcement.models import Closure
from decisions.enforcement.renewals import chain_of, renewed_by
from decisions.models import Decision
from decisions.particulars import Particulars
from reports import LetterBlanks
from reports.blanks_of_measures import EarlierBlank, RenewalBlank

# How a letter counts renewals: NGW 134quinquies and 134septies and the drug law (9bis) allow two.
ORDINALS = {
    "nl": ("eerste", "tweede"),
    "fr": ("premier", "second"),
    "de": ("erste", "zweite"),
}
_ON_A_CLOSURE = (law.Instrument.SEAL, law.Instrument.PENALTY_PAYMENT)


def fill(decision: Decision, blanks: LetterBlanks) -> LetterBlanks:
    """The blanks of a letter, with the closure it rests on; unchanged for a decision that rests on none."""
    before = renewed_by(decision)
    if before is not None:
        return replace(blanks, renewal=_renewal(before, decision.language), earlier=_earlier(before, decision.language))
    kind, written = decision.measure_copy.get("instrument"), particulars.of(decision)
    closed = _closure_under(decision, written) if kind in _ON_A_CLOSURE else None
    if closed is None:
        return replace(blanks, sealing_on=written.sealing_on) if written and written.sealing_on else blanks
    sealing_on = decision.effect_on if kind == law.Instrument.SEAL else blanks.sealing_on
    return replace(blanks, earlier=_earlier(closed, decision.language), sealing_on=sealing_on)


def _closure_under(decision: Decision, written: Particulars | None) -> Closure | None:
    """The closure beside which the decision was begun, or else the newest that holds here."""
    if written is not None and written.earlier_id is not None:
        return queries.closure_of(written.earlier_id)
    held = queries.closures_in((ClosureState.ORDERED, ClosureState.EXECUTED), decision.establishment_id)
    return held[-1] if held else None


def _renewal(before: Closure, language: str) -> RenewalBlank:
    chain = chain_of(before)
    # A third renewal is refused when it is begun, so the count never runs past the words.
    ordinal = ORDINALS[language][len(chain) - 1]
    return RenewalBlank(ordinal=ordinal, persists="", first_decided_on=_decided_on(chain[-1].decision))


def _earlier(closure: Closure, language: str) -> EarlierBlank:
    row = closure.decision
    name = in_language(row.measure_copy["name"], language)
    return EarlierBlank(name, row.number, _decided_on(row), closure.until)


def _decided_on(row: Decision) -> date:
    return clock.civil(row.signed_at).date() if row.signed_at else row.law_on
