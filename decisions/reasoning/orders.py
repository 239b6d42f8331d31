"""The gates of orders under penalty or coercion, of collecting, and of what single powers ask. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from decisions.reasoning.case import CaseFile, Point, answered, day, no, point, said, some

# The gates that a question of its own answers, by the name of that question.
_ASKED = {
    "offender": "offender",
    "able": "able",
    "breach": "breach",
    "one_order": "with_coercion",
    "opposed_interest": "opposed_interest",
    "costs": "costs_stated",
    "haste_shown": "without_order",
    "decision_after": "decision_after",
    "no_other_authority": "other_authority",
}


def order_points(case: CaseFile, today: date) -> list[Point]:
    """An order that can be obeyed, to whom it concerns, at a price in proportion; and its collection."""
    gates, found = case.rules.gates, []
    if gates & {"penalty_amount", "costs"}:
        found += _order(case)
    if "penalty_amount" in gates:
        found += _penalty(case)
    if "costs" in gates:
        found += _coercion(case)
    if case.rules.asks("collection"):
        found += _collection(case, today)
    return [*found, *_particular(case)]


def _fine(value: bool | None) -> bool:
    """In order unless it is known not to be."""
    return value is not False


def _order(case: CaseFile) -> list[Point]:
    one = case.order
    rows: list[tuple[str, bool | None, Any]] = [
        (
            "order_clear",
            said(one.must_do),
            _l("Say exactly what must be done or left, so that anyone can see whether it is"),
        ),
        ("offender", one.offender, _l("The addressee is not the offender: address who broke the rule")),
        ("able", one.able, _l("The addressee has no power to end the breach: address who has")),
        ("breach", one.breach, _l("There is no breach, nor a clear threat of one: an order needs one")),
        (
            "one_order",
            no(one.with_coercion),
            _l("Penalty and coercion for the same breach at the same time: choose one"),
        ),
    ]
    return [point(case, gate, met, sentence, _ASKED.get(gate, "order")) for gate, met, sentence in rows]


def _penalty(case: CaseFile) -> list[Point]:
    one = case.order
    bounded = None if one.most is None else one.most > 0
    if bounded and one.amount is not None and one.most is not None:
        bounded = one.amount <= one.most
    rows: list[tuple[str, bool | None, Any]] = [
        ("penalty_unit", said(one.unit), _l("Say per what the penalty is due: at once, per time or per breach")),
        ("penalty_most", bounded, _l("State the most that can fall due, not below the amount itself")),
        (
            "penalty_amount",
            said(one.amount_reason),
            _l("Say why the amount is in proportion to the interest and the effect"),
        ),
    ]
    if case.country == "nl":
        rows += [
            ("order_term", said(one.term), _l("Give time to comply, with its last day")),
            (
                "opposed_interest",
                no(one.opposed_interest),
                _l("The interest at stake bears no delay: coercion, no penalty"),
            ),
        ]
    return [point(case, gate, met, sentence, _ASKED.get(gate, "order")) for gate, met, sentence in rows]


def _coercion(case: CaseFile) -> list[Point]:
    one = case.order
    at_once = bool(one.without_order)
    rows: list[tuple[str, bool | None, Any]] = [
        ("order_term", True if at_once else said(one.term), _l("Give time to comply, with its last day")),
        ("costs", one.costs_stated, _l("Say that the costs are for the offender, or why not")),
        ("haste_shown", bool(said(case.taken.urgency)) if at_once else True, _l("Say why no order could go first")),
        ("decision_after", bool(one.decision_after) if at_once else True,
         _l("Coercion without an order: make the decision known as soon as possible after it")),
    ]  # fmt: skip
    return [point(case, gate, met, sentence, _ASKED.get(gate, "order")) for gate, met, sentence in rows]


def _collection(case: CaseFile, today: date) -> list[Point]:
    one, on = case.collection, case.decided_on or today
    breached, ended = day(one.breach_on), day(one.term_ended_on)
    fell = day(one.forfeited_on) or breached
    after = None if breached is None or ended is None else breached > ended
    fresh = None if fell is None else law.terms.within_months(fell, on, 12) or bool(one.interrupted)
    enough = None if one.amount is None or one.most is None else one.amount <= one.most
    rows: list[tuple[str, bool | None, Any]] = [
        ("forfeited", some(said(one.breach), None) if said(one.breach) is None else said(one.breach),
         _l("Show the breach after the term: what was seen, when, by whom")),
        ("forfeited_after", after, _l("The breach lies within the time to comply: nothing fell due")),
        ("collection_circumstances", said(one.circumstances),
         _l("Collecting is a decision of its own: check the circumstances of now, and answer them")),
        ("limitation", fresh, _l("More than a year after it fell due: the claim has lapsed")),
        ("order_stands", one.order_stands, _l("The order no longer stands: nothing can be collected on it")),
        ("collection_most", enough, _l("More is collected than the order allows")),
    ]  # fmt: skip
    return [point(case, gate, met, sentence, "collection") for gate, met, sentence in rows]


def _particular(case: CaseFile) -> list[Point]:
    """What one power asks besides (see ``asks`` in the table of powers)."""
    one = case.particulars
    rows: list[tuple[str, bool | None, Any]] = [
        ("trade_quantity", answered(None if one.trade_quantity is None else not one.trade_quantity, one.dealing),
         _l("A quantity for own use: show that it was sold, or meant to be sold")),
        ("danger", said(one.danger), _l("Show the danger to safety or health inside")),
        ("serious_disturbance", said(one.serious_disturbance),
         _l("Show the serious disturbance of public order, or the violence or weapon, and its link to the premises")),
        ("trafficking", said(one.trafficking),
         _l("Name the elements of trafficking or smuggling: labour or social fraud alone is not enough")),
        ("disturbance_around", said(one.disturbance_around),
         _l("Show an actual disturbance around the premises, caused by conduct inside: a threat is not enough")),
        ("serious_delay", said(one.serious_delay), _l("Say which serious damage any delay would do")),
        ("no_other_authority", no(one.other_authority), _l("A special rule gives this power to another authority")),
    ]  # fmt: skip
    found = [
        point(case, gate, met, sentence, _ASKED.get(gate, gate))
        for gate, met, sentence in rows
        if case.rules.asks(gate)
    ]
    if said(one.allocation) is False:
        sentence = _l("Scarce permits: say how they are given out, and let everybody know beforehand")
        found.append(point(case, "allocation", False, sentence, "allocation"))
    return found


def urgency_points(case: CaseFile) -> list[Point]:
    """The reason for the haste, where the power is for haste."""
    if "urgency_reason" not in case.rules.gates:
        return []
    met = some(said(case.taken.urgency), said(case.particulars.serious_delay))
    return [point(case, "urgency_reason", met, _l("Say why it cannot wait"), "urgency")]
