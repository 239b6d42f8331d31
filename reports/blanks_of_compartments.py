"""The blanks of the closed compartments: the Dutch Bibob inquiry and the Belgian integrity investigation.

They are filled only by who may read the compartment, and per recipient: what a letter to a third party may not hold is
left empty by the one who fills it (Wet Bibob 28; NGW 119ter, paragraph 9).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class BibobFactBlank:
    """One fact: ``status`` as in "onherroepelijke veroordeling", ``source`` where it stands."""

    text: str
    on: date
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class BibobConditionBlank:
    """A condition that takes the lesser danger away: what, why it works, why it goes no further (Bibob 3:7)."""

    text: str
    purpose: str
    proportion: str


@dataclass(frozen=True, slots=True)
class BibobBlank:
    """A Bibob inquiry as far as this ``recipient`` may know it.

    ``danger`` serious or lesser; ``ground`` a, b or both in words; ``weighing`` the five factors of article 3;
    ``own_part`` what a named third party may read, only about itself; ``advice_check`` how the care of the advice was
    checked; ``longest_until`` the last day to which the decision term can stand still (Bibob 31).
    """

    recipient: Literal["party", "third-party", "judge", "committee"] = "party"
    asked_on: date | None = None
    received_on: date | None = None
    reference: str | None = None
    form_on: date | None = None
    own_sources: str | None = None
    questions: str | None = None
    clock_from_on: date | None = None
    longest_until: date | None = None
    decide_by_on: date | None = None
    danger: Literal["serious", "lesser"] | None = None
    ground: str | None = None
    facts: tuple[BibobFactBlank, ...] = ()
    relation: str | None = None
    weighing: str | None = None
    intention: str | None = None
    own_part: str | None = None
    court_case: str | None = None
    advice_check: str | None = None
    deviation: str | None = None
    conditions_considered: str | None = None
    conditions: tuple[BibobConditionBlank, ...] = ()
    third_parties: str | None = None
    refused_data: str | None = None
    false_statement: str | None = None


@dataclass(frozen=True, slots=True)
class IntegrityFactBlank:
    """One fact of an integrity investigation with its number in the closed list of 119ter, paragraph 10."""

    text: str
    on: date
    status: str
    listed_as: str


@dataclass(frozen=True, slots=True)
class IntegrityBlank:
    """A Belgian integrity investigation (NGW 119ter): each field names the paragraph's fact in plain words.

    ``ordinance_on`` the council's ordinance for ``sector`` in ``zone``; ``protocol_on`` the one with the prosecutor;
    ``register_result`` hit or no hit, in words; ``diob_*`` the advice of the federal directorate; ``proposal_on`` the
    mayor's proposal to the college; ``not_before_on`` the first day of execution, when notification is known.
    """

    ordinance_on: date | None = None
    ordinance: str | None = None
    sector: str | None = None
    zone: str | None = None
    risk_analysis: str | None = None
    protocol_on: date | None = None
    royal_decree_activity: str | None = None
    permit_kind: str | None = None
    opening_on: date | None = None
    opening_reason: str | None = None
    persons: str | None = None
    end_on: date | None = None
    extended_on: date | None = None
    extended_end_on: date | None = None
    extension_reason: str | None = None
    register_on: date | None = None
    register_result: str | None = None
    other_sources: str | None = None
    diob_asked_on: date | None = None
    diob_questions: tuple[str, ...] = ()
    diob_number: str | None = None
    diob_on: date | None = None
    diob_received_on: date | None = None
    diob_outcome: str | None = None
    diob_due_on: date | None = None
    follows_diob: str | None = None
    deviation: str | None = None
    proposal_on: date | None = None
    facts: tuple[IntegrityFactBlank, ...] = ()
    ground: str | None = None
    reasoning: str | None = None
    seriousness: str | None = None
    sector_link: str | None = None
    benefit: str | None = None
    person: str | None = None
    alternatives: str | None = None
    conditions: tuple[str, ...] = ()
    consequence: str | None = None
    college_on: date | None = None
    present: str | None = None
    vote: str | None = None
    director: str | None = None
    not_before_on: date | None = None
