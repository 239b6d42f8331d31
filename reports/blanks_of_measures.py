"""The blanks of measures and procedures: warnings, orders, penalties, closures, terms and their service.

As in ``reports.blanks``: texts in the language of the letter, calendar days in the municipality, and no blank for
the data of a worker or a victim. An amount is text, written as the language writes it ("€ 2.500").
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal


@dataclass(frozen=True, slots=True)
class WarningBlank:
    """A warning: ``violation`` in short, as in "Waarschuwing: …"; ``actions`` what the operator must do.

    ``next_step`` is the step the policy prescribes after a repetition before ``look_back_until``; ``sanctions`` those
    a Belgian warning announces; ``is_decision`` when a by-law makes the warning a condition for a sanction, so that it
    carries remedies (ECLI:NL:RVS:2018:1449).
    """

    violation: str
    actions: tuple[str, ...]
    fix_by_on: date
    next_step: str | None = None
    look_back_until: date | None = None
    react_by_on: date | None = None
    sanctions: str | None = None
    is_decision: bool = False


@dataclass(frozen=True, slots=True)
class RegulationBlank:
    """The municipal regulation or by-law that is applied, and its article."""

    name: str
    article: str
    adopted_on: date | None = None


@dataclass(frozen=True, slots=True)
class CompletionBlank:
    """An application that is not complete (Awb 4:5, 4:15): what was asked, when, until when, and what came.

    ``clock_from_on`` is the first day on which the decision term stands still; ``decide_by_on`` the last day on which
    the application may be left untreated (Awb 4:5, fourth paragraph).
    """

    missing: tuple[str, ...]
    due_on: date
    asked_on: date | None = None
    received_on: date | None = None
    received: str | None = None
    still_missing: str | None = None
    clock_from_on: date | None = None
    decide_by_on: date | None = None


@dataclass(frozen=True, slots=True)
class OrderBlank:
    """An order: ``obligation`` ends the sentence "Ik gelast u …"; ``items`` say what that means in deeds.

    ``test`` when the order is met; ``comply_by`` the end of the term to comply, None when the order works at once for
    the reason in ``urgency``; ``offender`` why this addressee; ``enforcement`` why the authority acts (prospect of a
    permit); ``choice`` why this instrument; ``number`` and ``imposed_on`` when a later letter names the order.
    """

    obligation: str
    items: tuple[str, ...]
    test: str | None = None
    comply_by_on: date | None = None
    comply_by_at: time | None = None
    term_reason: str | None = None
    offender: str | None = None
    enforcement: str | None = None
    choice: str | None = None
    urgency: str | None = None
    allowed: str | None = None
    number: str | None = None
    imposed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PenaltyBlank:
    """Penalty payment (Awb 5:32b; NGW 133ter): amounts as they are printed; ``unit`` as in "per week".

    ``limit`` says how often at most a breach is counted; ``reason`` why this height.
    """

    amount: str
    maximum: str
    unit: str | None = None
    limit: str | None = None
    reason: str | None = None
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class ForfeitBlank:
    """One penalty that became due: what was seen, when, where, by which report, and the amount."""

    text: str
    seen_on: date
    place: str
    source: str
    amount: str
    seen_at: time | None = None


@dataclass(frozen=True, slots=True)
class CollectionBlank:
    """Collection of penalties that became due (Awb 5:33, 5:35, 5:37)."""

    amount: str
    forfeits: tuple[ForfeitBlank, ...]
    pay_by_on: date
    account: str
    reference: str
    time_barred_on: date | None = None
    circumstances: str | None = None


@dataclass(frozen=True, slots=True)
class FineBlank:
    """A Belgian administrative fine (law of 24 June 2013, articles 4, 25, 26 and 31).

    ``most`` the highest amount by law; ``oral`` whether the amount considered is above ``oral_above``, so that the
    party may also be heard; ``found_on`` the first fact and ``decide_by_on`` six months later; ``offender`` who pays.
    """

    most: str
    oral_above: str
    oral: bool = False
    found_on: date | None = None
    decide_by_on: date | None = None
    amount: str | None = None
    offender: str | None = None
    reason: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class CoercionBlank:
    """What the authority does itself when an order is not met (Awb 5:21-5:31), and who pays (5:25)."""

    actions: tuple[str, ...]
    costs: str
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClosureBlank:
    """The particulars of a closure beside its ``duration``.

    ``premises`` what is closed; ``competence`` why this power fits this building; ``costs`` who pays; ``registration``
    in which public register the closure is entered; ``remedy_time`` the day before which the operator can prevent the
    closure (Gemeentewet 174a, fourth paragraph), ``no_remedy_time`` why there is none.
    """

    premises: str | None = None
    competence: str | None = None
    costs: str | None = None
    registration: str | None = None
    remedy_until: date | None = None
    remedy_how: str | None = None
    no_remedy_time: str | None = None
    sealing_at: time | None = None


@dataclass(frozen=True, slots=True)
class TermBlank:
    """A term that moves: ``name`` of the term, ``old_end_on`` and ``new_end_on`` its last days.

    ``article`` is the rule that allows it, ``cause`` the reason; a suspension runs from ``from_on`` to ``until_on``
    when these are known, and at most ``longest``.
    """

    name: str
    article: str
    cause: str
    old_end_on: date
    new_end_on: date | None = None
    from_on: date | None = None
    until_on: date | None = None
    longest: str | None = None


@dataclass(frozen=True, slots=True)
class EarlierBlank:
    """An earlier decision this letter speaks of: the one that is lifted, renewed, confirmed or collected.

    ``measure`` in words with its article ("de sluiting"); ``ends_on`` its last day.
    """

    measure: str
    number: str
    decided_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class LiftingBlank:
    """The end of a measure before its last day: ``reason`` what was shown, ``keeps`` what stays in force."""

    on: date
    reason: str
    at: time | None = None
    keeps: str | None = None


@dataclass(frozen=True, slots=True)
class RenewalBlank:
    """A renewal of a closure: ``ordinal`` in words ("eerste"), and why the indications persist."""

    ordinal: str
    persists: str
    first_decided_on: date


@dataclass(frozen=True, slots=True)
class ServiceBlank:
    """How and when a decision was served, and the last day for the remedy that follows from it.

    ``rule`` says in words how the last day was counted; ``by`` an office or function; ``executable_on`` the first day
    on which the decision may be carried out, where a stand-still holds it.
    """

    letter_reference: str
    method: str
    served_on: date
    last_day: date
    rule: str
    served_at: time | None = None
    by: str | None = None
    to: str | None = None
    evidence: str | None = None
    executable_on: date | None = None


@dataclass(frozen=True, slots=True)
class ObjectionBlank:
    """The decision on an objection (Awb 7:11-7:15): ``contested`` names the decision it is about, with day and number.

    ``excuse`` why a late objection is judged all the same; ``not_heard`` why nobody was heard; ``considerations`` the
    answer to what was put forward; ``costs`` the answer to a request for the costs; ``replacement`` what is said of the
    decision that takes the place of the revoked one.
    """

    number: str
    contested: str
    received_on: date
    gist: str
    outcome: Literal["inadmissible", "dismissed", "revoked", "replaced"]
    considerations: str
    heard_on: date | None = None
    not_heard: str | None = None
    excuse: str | None = None
    costs: str | None = None
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class PhotoBlank:
    """A photo of a place or thing, never of a person: ``image`` JPEG or PNG bytes, ``alt`` what is seen on it."""

    image: bytes
    alt: str
    caption: str
