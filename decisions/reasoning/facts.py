"""What a decision rests on, as the gates see it: one plain value per part of the file. Pure.

Every key may be left unstated (None). A ``Day`` or a ``Said`` can also be False: it is known that there was none.
The sentence at each key is printed in docs/gates.md.
"""

# ruff: noqa: RUF009 - `key` is dataclasses.field with a sentence; each call makes a field of its own

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Literal

import law
from law.powers import Premises, Purpose

Said = str | bool
Day = date | Literal[False]


def key(about: str) -> Any:
    """A key that may be left unstated, with the sentence that explains it."""
    return field(default=None, metadata={"about": about})


class Signature(StrEnum):
    OWN = "own"  # the organ itself
    MANDATE = "mandate"  # in the name of the organ
    DELEGATED = "delegated"  # somebody to whom the power was transferred
    WITHOUT_MANDATE = "without-mandate"  # somebody who had no mandate for it


class Source(StrEnum):
    """The class of a piece of evidence. The last four may start an inquiry; alone they carry nothing."""

    OWN_OBSERVATION = "own-observation"  # seen by the municipality's own inspectors, a mystery guest included
    OFFICIAL_REPORT = "official-report"  # police or labour inspection, sworn or administrative
    EXPERT = "expert"  # laboratory, fire service, health service
    DOCUMENT = "document"  # register, contract, payroll, invoice
    JUDGMENT = "judgment"
    STATEMENT = "statement"  # somebody known by name to the authority, about what they saw themselves
    ADVICE = "advice"  # Bibob or DIOB advice
    ANONYMOUS = "anonymous"
    HEARSAY = "hearsay"
    OPEN_WEB = "open-web"
    SCORE = "score"  # an indicator score


WEAK = frozenset({Source.ANONYMOUS, Source.HEARSAY, Source.OPEN_WEB, Source.SCORE})


class Standing(StrEnum):
    """How a fact stands in criminal or administrative procedure."""

    ESTABLISHED = "established"
    SUSPECTED = "suspected"
    CHARGED = "charged"
    CONVICTED = "convicted"
    FINED = "fined"
    SETTLED = "settled"  # a transaction with the prosecutor
    DROPPED = "dropped"  # prosecution dropped
    ACQUITTED = "acquitted"
    ANNULLED = "annulled"  # the fine or decision behind it was annulled


class Redaction(StrEnum):
    NONE = "none"
    PARTLY = "partly"
    FULLY = "fully"


@dataclass(frozen=True)
class Taken:
    """The measure itself: who takes it, against what, when."""

    organ: law.Organ | None = key("the organ that decided")
    signed: Signature | None = key(
        "who signed: the organ itself, somebody under mandate, a delegate, or somebody without mandate"
    )
    date: Day | None = key("the day of the decision; false: the letter bears no date")
    object: Premises | None = key("what the measure is taken against")
    permits: tuple[str, ...] | None = key("types of the permits that the letter touches (see the table of permits)")
    norm: str | None = key("the norm that was breached (see the table of norms)")
    by_law_organ: law.Organ | None = key("the organ that the by-law itself names, where it differs from the table")
    one_letter: bool | None = key("true when several permits are decided on in one letter (several permits: true)")
    purpose: Purpose | None = key("what the measure pursues")
    power: str | None = key("id of the power invoked, where it is not that of the measure (see the table of powers)")
    immediate: bool | None = key("whether it answered an acute event, without delay")
    urgency: Said | None = key("why it could not wait")
    effective_on: Day | None = key("first day of effect")
    effect_reason: Said | None = key("why it takes effect at once")
    permit_in_force: bool | None = key("whether the permit that is ended or suspended still existed")
    impartial: bool | None = key("false when who decided had a personal stake or a fixed opinion")
    other_business: bool | None = key("whether the decision says the business is in fact something else than it says")
    deemed_granted: bool | None = key("whether the permit had been granted by silence before the decision")


@dataclass(frozen=True)
class Evidence:
    """One fact or document, and what is known of its source."""

    source: Source | None = key("class of the source (required)")
    about: str | None = key("what it says, for the reader; no name or number of a person")
    kind: law.EvidenceKind | None = key("the kind of proof, in the words of the law book")
    number: str | None = key("number of the report")
    ground: str | None = key("id of the ground it stands under; left out: all grounds")
    on: Day | None = key("day of the fact")
    reported_on: Day | None = key("day of the report")
    place: Said | None = key("where it was seen")
    linked: Said | None = key("its link to conduct inside the business, or to what the operator knew")
    reported_by_operator: bool | None = key("whether the operator reported it himself")
    standing: Standing | None = key("how the fact stands in criminal or administrative procedure")
    dismissal_code: str | None = key("code or reason for which prosecution was dropped")
    own_assessment: Said | None = key("own judgment of a fact that was dropped or only suspected")
    relevance: Said | None = key("bad conduct: why the fact matters for this trade")
    foreseeable: Said | None = key("bad conduct: how the person could know beforehand that it would count")
    age_weighed: Said | None = key("what weight the fact still has, given its age")
    independent: bool | None = key("false when it only repeats another item")
    verified: Said | None = key("a verifiable other source that supports it")
    counter: bool | None = key("true when it speaks against the measure")
    redacted: Redaction | None = key("how far the document is blacked out")
    restricted_request: bool | None = key("whether restricted knowledge was asked of the court (Awb 8:29)")
    disclosed: bool | None = key("whether the party could see it before the decision")


@dataclass(frozen=True)
class Hearing:
    """Whether, when and how the party was heard before the decision."""

    announced_on: Day | None = key("day of the intention or invitation; false: there was none")
    invited_grounds: bool | None = key("whether every ground of the decision stood in the intention or invitation")
    until: Day | None = key("last day for a response in writing")
    held_on: Day | None = key("day on which the party was heard")
    notice_days: int | None = key("days the party had between invitation and hearing or last day")
    outcome: str | None = key('"response", "heard" or "none" (invited, nothing came); empty: not heard')
    exception: str | None = key("id of the exception to the duty to hear (see the table of exceptions)")
    exception_reason: Said | None = key("reason why that exception holds")
    reply: Said | None = key("answer to what the party brought forward")
    file_access: bool | None = key("whether the party could see the file")
    counsel: bool | None = key("false when a representative was refused")
    understood: bool | None = key("false when the party did not understand the language and had no interpreter")
    others: bool | None = key("whether others who are directly touched (owner, lessor) could respond")
    new_facts: bool | None = key("whether facts were used that the party could not respond to")


@dataclass(frozen=True)
class Consultation:
    """Consultation of the judicial authority (Belgium)."""

    on: Day | None = key("day of the consultation; false: there was none")
    authority: Said | None = key("which authority")
    answer: Said | None = key("its answer")


@dataclass(frozen=True)
class Alternative:
    """A lighter measure and why it would not do."""

    option: str | None = key("the lighter measure")
    rejected_because: Said | None = key("why it was not enough")


@dataclass(frozen=True)
class Weighing:
    """Suitable, necessary, balanced; and what the party put in the scale."""

    suitable: Said | None = key("why the measure serves its purpose")
    necessary: Said | None = key("why nothing lighter is enough")
    balanced: Said | None = key("how the interests weigh")
    alternatives: tuple[Alternative, ...] | None = key("lighter measures, one by one")
    circumstances_raised: bool | None = key("whether special circumstances were put forward or known")
    circumstances_answer: Said | None = key("the answer to each of them")
    blame: Said | None = key("what the operator is to blame for")
    repetition: Said | None = key("why it may happen again")
    changed_since: Said | None = key("what changed since the facts (arrests, new management, repairs)")
    own_reports: Said | None = key("what it means that the operator reported facts himself and cooperated")
    volume: Said | None = key("how the number of facts compares with the number of visitors")
    equal_cases_raised: bool | None = key("whether the party named equal cases that were treated otherwise")
    equal_cases_answer: Said | None = key("the answer to that")
    expectations_raised: bool | None = key("whether the party relied on a promise or on long tolerance")
    expectations_answer: Said | None = key("the answer to that")
    legalisation_possible: bool | None = key("whether a permit was in sight when the order was made")
    legalisation_answer: Said | None = key("why action was taken although a permit was in sight")
    occupants: Said | None = key("dwelling: who lives there, where they go, whether they can return")


@dataclass(frozen=True)
class Duration:
    """From when, until when, and why that long."""

    start: Day | None = key("first day")
    until: Day | None = key("last day; false: none is stated")
    indefinite: bool | None = key("true: for an indefinite time")
    ends_when: Said | None = key("the event that ends it (for orders: licensed, repaired)")
    months: int | None = key("length in months, where the days are not known")
    reason: Said | None = key("reason for this length: why not the next shorter step")
    reopening_conditions: Said | None = key("conditions for reopening or lifting")
    conditions_fulfilable: bool | None = key("whether the operator can fulfil and check them himself")
    renewal: int | None = key("which renewal this is: 1, 2, …; left out: a first closure")


@dataclass(frozen=True)
class Policy:
    """The enforcement policy that was followed."""

    name: str | None = key("name of the policy")
    published: bool | None = key("whether it was published before the fact")
    edition_from: Day | None = key("first day of the edition that was applied")
    stricter: bool | None = key("whether that edition is stricter than the one before")
    look_back_months: int | None = key("how far back an earlier fact counts")
    earlier_fact_on: Day | None = key("day of the earlier fact that makes this the second or third time")
    prescribes: Said | None = key("step that the policy prescribes")
    step_skipped: bool | None = key("whether a lighter step of the policy was skipped")
    deviation_reason: Said | None = key("reason for deviating from the policy")
    only_reason: bool | None = key("true when the policy is the only reason given for the measure or its length")


@dataclass(frozen=True)
class Warned:
    """The warning that went before."""

    required: bool | None = key("whether policy, by-law or law asks a warning first")
    given: bool | None = key("whether one was given")
    on: Day | None = key("its day; false: there was none")
    extract: bool | None = key("whether it quoted the rule that was breached")
    same_rule: bool | None = key("whether it concerned the same rule")
    valid_months: int | None = key("how long it counts")
    consequence: bool | None = key("whether it named what could follow")


@dataclass(frozen=True)
class Clocks:
    """The days between the facts, the decision, its service and its execution."""

    found_on: Day | None = key("day of the newest finding; left out: the newest day in the evidence")
    delay_reason: Said | None = key("reason for the time between finding and decision")
    due_on: Day | None = key("last day on which the decision could be taken")
    closing_on: Day | None = key("first day of closure that the decision names")
    executed_on: Day | None = key("day on which it was carried out")
    reassessed: Said | None = key("new decision on necessity, when carried out more than a year later")
    served_on: Day | None = key("day of service; false: never served")
    served_to_all: bool | None = key("whether it was served on everyone it concerns")
    served_properly: bool | None = key("whether the way of service was one that the law allows")
