"""The blanks of a letter: everything a case may say on paper, typed, and nothing else.

Those of single measures stand in ``blanks_of_measures``, those of the closed compartments in
``blanks_of_compartments``; all are optional, and a text names those it needs.

Texts are plain: one paragraph or several separated by an empty line. No blank is meant for the data of a
worker or a victim: persons appear here only as party, counsel or official.
Dates are calendar days in the municipality; times are wall-clock times there.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from reports.blanks_of_compartments import BibobBlank, IntegrityBlank
from reports.blanks_of_mailings import MailingBlank
from reports.blanks_of_measures import (
    ClosureBlank,
    CoercionBlank,
    CollectionBlank,
    CompletionBlank,
    EarlierBlank,
    FineBlank,
    LiftingBlank,
    ObjectionBlank,
    OrderBlank,
    PenaltyBlank,
    PhotoBlank,
    RegulationBlank,
    RenewalBlank,
    ServiceBlank,
    TermBlank,
    WarningBlank,
)


@dataclass(frozen=True, slots=True)
class MayorBlank:
    """Who signs: ``title`` is the function as it stands above the name ("De burgemeester van Venlo")."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class EstablishmentBlank:
    """``sector`` in words of the letter's language ("massagesalon"), ``rooms`` what a measure covers."""

    name: str
    address: str
    sector: str
    register_number: str | None = None
    rooms: str | None = None


@dataclass(frozen=True, slots=True)
class PermitBlank:
    """The permit in force on the day of the facts; for a grant, the permit that is given."""

    number: str
    granted_on: date


@dataclass(frozen=True, slots=True)
class ApplicationBlank:
    """``received_on`` is the day the application came in, which starts the decision term (Awb 4:13)."""

    received_on: date


@dataclass(frozen=True, slots=True)
class DurationBlank:
    """First and last day of a measure, both included; ``from_at`` the hour of the first day."""

    from_on: date
    until_on: date
    from_at: time | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class FactBlank:
    """One fact as seen or read, with its source ("rapport T-2026-0456, nr. 3"). Counts, never persons."""

    text: str
    seen_on: date
    time: time | None
    place: str
    source: str


@dataclass(frozen=True, slots=True)
class GroundBlank:
    """One ground: ``article`` names article and statute, ``quote`` its words on the day of drafting."""

    article: str
    quote: str
    own_words: str
    motivation: str
    facts: tuple[FactBlank, ...] = ()


@dataclass(frozen=True, slots=True)
class HearingBlank:
    """Invitation to and outcome of the hearing (Awb 4:7-4:12; NGW 134quinquies).

    ``until_on`` last day for a written reaction; ``on``/``at``/``where`` the talk; ``how`` in words the
    ways to react; ``file_access`` where and when the file can be read; ``received_on`` day of the reaction;
    ``held_on`` day on which the party was heard; ``exception`` why nobody was heard beforehand (Awb 4:11).
    """

    invited_on: date | None = None
    until_on: date | None = None
    on: date | None = None
    at: time | None = None
    how: str | None = None
    where: str | None = None
    file_access: str | None = None
    held_on: date | None = None
    received_on: date | None = None
    summary: str | None = None
    reply: str | None = None
    exception: str | None = None
    short_notice: str | None = None
    """Why the invitation gives fewer days than usual."""


@dataclass(frozen=True, slots=True)
class ConsultationBlank:
    """The prior consultation with the judicial authority: who, when and the answer, never its content."""

    authority: str
    on: date
    answer: str


@dataclass(frozen=True, slots=True)
class InterestsBlank:
    """The three questions of proportionality (Awb 3:4; ECLI:NL:RVS:2022:285)."""

    suitable: str
    necessary: str
    balanced: str


@dataclass(frozen=True, slots=True)
class AdviceBlank:
    """Advice of ``adviser`` (Awb 3:8), how its care was checked (3:9), and why it is not followed (3:50)."""

    adviser: str
    given_on: date
    check: str
    deviation: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyBlank:
    """The published policy rule that is applied, and the step it prescribes here (Awb 4:81).

    ``answer`` to the circumstances that the party put forward against following it (Awb 4:84).
    """

    name: str
    step: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class DesignationBlank:
    """The order that designates the activity; without one in force a designated sector needs no permit."""

    activity: str
    decided_on: date
    publication: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class RemediesBlank:
    """Where a remedy goes. Netherlands: ``authority_address`` for the objection, ``court`` for interim
    relief.

    Belgium: ``authority_address`` of the Council of State; ``online_route`` the electronic procedure.
    """

    authority_address: str
    online_route: str
    court: str | None = None
    court_address: str | None = None
    court_online_route: str | None = None
    court_fee: str | None = None


@dataclass(frozen=True, slots=True)
class CollegeBlank:
    """The college's word on the mayor's measure at its first meeting; ``number`` of the college decision."""

    meeting_on: date
    outcome: Literal["confirmed", "not-confirmed"]
    number: str
    present: str | None = None
    director: str | None = None
    mayor_decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class CoveringBlank:
    """What a covering note corrects: the last day printed in the enclosed letter, and the day that counts."""

    letter_reference: str
    old_last_day: date
    new_last_day: date
    reason: str


@dataclass(frozen=True, slots=True)
class ContactBlank:
    """Who answers questions; never the one who signs."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class LetterBlanks:
    """All blanks of all letters. A text names those it needs; ``compose`` tells which of them are empty."""

    municipality: str
    mayor: MayorBlank
    addressee: tuple[str, ...]
    case_number: str
    letter_date: date
    establishment: EstablishmentBlank
    contact: ContactBlank
    decision_number: str | None = None
    sending_on: date | None = None
    delivery_method: str | None = None
    party_reference: str | None = None
    representative: str | None = None
    permit: PermitBlank | None = None
    application: ApplicationBlank | None = None
    effect_on: date | None = None
    effect_at: time | None = None
    effect_reason: str | None = None
    duration: DurationBlank | None = None
    having_regard_to: tuple[str, ...] = ()
    """Further "Gelet op" lines of a Belgian decision, each a noun phrase: provision, regulation, report."""
    designation: DesignationBlank | None = None
    policy: PolicyBlank | None = None
    grounds: tuple[GroundBlank, ...] = ()
    grounds_carry: Literal["alone", "together"] | None = None
    """Whether each ground is enough by itself, or all of them together carry the decision."""
    hearing: HearingBlank | None = None
    consultation: ConsultationBlank | None = None
    interests: InterestsBlank | None = None
    advice: AdviceBlank | None = None
    consequences: tuple[str, ...] = ()
    permitted_acts: str | None = None
    lifting: str | None = None
    """What the operator must show to have the closure lifted early."""
    sealing_on: date | None = None
    penalty: PenaltyBlank | None = None
    objection_last_day: date | None = None
    remedies: RemediesBlank | None = None
    holder: str | None = None
    """Who is allowed to operate by a permit that is granted."""
    managers: tuple[str, ...] = ()
    """Managers as they stand on the permit; never workers."""
    conditions: tuple[str, ...] = ()
    validity: str | None = None
    college: CollegeBlank | None = None
    covering: CoveringBlank | None = None
    annexes: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    privacy_url: str | None = None
    organ: Literal["mayor", "college"] | None = None
    """Who decides, where a Belgian regulation may give a measure to either; a text of one organ does not ask."""
    measure_kind: str | None = None
    """The kind of the decision letter ("closure-134ter") that an invitation or a confirmation is about."""
    warned_on: date | None = None
    """The warning with an extract of the rule that must go before a municipal sanction (GAS/SAC law, article 45)."""
    urgency: str | None = None
    """Why any delay would do serious damage (NGW 134ter), or why an order cannot wait."""
    legal_basis: str | None = None
    """The act and article in short, as on a door notice; never a ground that says what was suspected."""
    power: str | None = None
    """The provision that gives the power used, where the text of the letter cannot know it: a by-law's article."""
    warning: WarningBlank | None = None
    regulation: RegulationBlank | None = None
    completion: CompletionBlank | None = None
    order: OrderBlank | None = None
    collection: CollectionBlank | None = None
    coercion: CoercionBlank | None = None
    fine: FineBlank | None = None
    closure: ClosureBlank | None = None
    term: TermBlank | None = None
    earlier: EarlierBlank | None = None
    lifted: LiftingBlank | None = None
    renewal: RenewalBlank | None = None
    service: ServiceBlank | None = None
    objection: ObjectionBlank | None = None
    mailing: MailingBlank | None = None
    bibob: BibobBlank | None = None
    integrity: IntegrityBlank | None = None
    photos: tuple[PhotoBlank, ...] = ()
