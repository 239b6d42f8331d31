"""What single regimes ask besides: Bibob, integrity inquiry, orders and their collection, regulations. Pure."""

# ruff: noqa: RUF009 - `key` is dataclasses.field with a sentence; each call makes a field of its own

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from decisions.reasoning.facts import Day, Said, key
from law.notions import Organ
from law.powers import Purpose


class Degree(StrEnum):
    SERIOUS = "serious"
    LESSER = "lesser"
    NONE = "none"


class Recipient(StrEnum):
    PARTY = "party"
    THIRD_PARTY = "third-party"
    JUDGE = "judge"
    COMMITTEE = "committee"
    PARTNER = "partner"
    PUBLIC = "public"


class Contents(StrEnum):
    NONE = "none"  # nothing of the inquiry
    OWN_PART = "own-part"  # only what concerns the recipient
    REASONS = "reasons"  # what is needed for the reasons
    EVERYTHING = "everything"


class RegulationStatus(StrEnum):
    IN_FORCE = "in-force"
    CHALLENGED = "challenged"
    SUSPENDED = "suspended"
    ANNULLED = "annulled"


@dataclass(frozen=True)
class Bibob:
    """The Bibob inquiry behind a Dutch measure."""

    degree: Degree | None = key("degree of danger that was found")
    advice_asked: bool | None = key("whether the Bureau was asked for advice")
    notified: bool | None = key("whether the party was told that advice was asked (article 32)")
    heard: bool | None = key("whether the party could respond to the inquiry (article 33)")
    third_parties_named: bool | None = key("whether other persons are named")
    third_parties_heard: bool | None = key("whether those could respond (article 33)")
    inquiry_on: Day | None = key("day of the advice or of the end of the own inquiry")
    verified: Said | None = key("own check of the advice (Awb 3:9)")
    relation_checked_on: Day | None = key("day on which the relation with the tainted person was last checked")
    relation_exists: bool | None = key("whether that relation still existed then")
    relation_answer: Said | None = key("why the danger remains although the relation has ended")
    proportionality: Said | None = key("why the measure is in proportion to the danger, also in time (article 3(5))")
    conditions_considered: Said | None = key("why conditions will not do (article 3(7))")
    elsewhere_licensed: bool | None = key("whether other towns licensed the same operator")
    elsewhere_answer: Said | None = key("the answer to that")
    permit_covered: bool | None = key("whether the act applies to this permit (articles 5a and 7)")
    separable: bool | None = key("whether the danger concerns only one of several buildings or activities")
    separable_answer: Said | None = key("why all were refused or withdrawn all the same")


@dataclass(frozen=True)
class Recipients:
    """Who receives what of a confidential inquiry."""

    who: Recipient | None = key("who receives a letter or copy")
    holds: Contents | None = key("how much of the inquiry it holds")
    warned: bool | None = key("whether the recipient was told in writing to keep it secret")


@dataclass(frozen=True)
class College:
    """Confirmation by the college (Belgium)."""

    next_meeting_on: Day | None = key("next meeting of the college after the order")
    confirmed_on: Day | None = key("day of the meeting that confirmed it; false: it did not")


@dataclass(frozen=True)
class Integrity:
    """The Belgian integrity inquiry (article 119ter)."""

    ordinance: bool | None = key("whether a reasoned police ordinance of the council stands behind it")
    risk_analysis: bool | None = key("whether a municipal risk analysis went before")
    protocol: bool | None = key("whether the protocol with the prosecutor was confirmed and annexed")
    sector_listed: bool | None = key("whether the sector stands in the royal decree and in the ordinance")
    in_zone: bool | None = key("whether the establishment lies in the zone")
    register_queried: bool | None = key("whether the central register was queried")
    diob_asked: bool | None = key("whether advice was asked of the DIOB")
    diob_advice_on: Day | None = key("day of the advice; false: there is none")
    diob_due_on: Day | None = key("last day of the advice term")
    proposal: bool | None = key("whether the mayor proposed the measure to the college")
    advice_annexed: bool | None = key("whether the advice was annexed to the notification")
    executed_on: Day | None = key("day on which the decision was carried out")
    listed_offence: Said | None = key("offence on the list of § 10 that the facts concern")
    oldest_fact_on: Day | None = key("day of the oldest fact used")
    opened_on: Day | None = key("day on which the inquiry was opened")


@dataclass(frozen=True)
class Order:
    """An order under penalty or coercion, or a Belgian penalty payment."""

    must_do: Said | None = key("what must be done or left, so that anyone can see whether it is")
    term: Said | None = key("time to comply")
    unit: Said | None = key("per what the penalty is due")
    amount: int | None = key("amount in euros")
    most: int | None = key("most in euros; 0: none is stated")
    amount_reason: Said | None = key("why the amount is in proportion")
    with_coercion: bool | None = key("whether coercion was ordered for the same breach at the same time")
    offender: bool | None = key("whether the addressee is the offender")
    able: bool | None = key("whether the addressee has it in his power to comply")
    opposed_interest: bool | None = key("whether the protected interest bears no delay (then no penalty)")
    costs_stated: bool | None = key("coercion: whether the costs were announced")
    without_order: bool | None = key("coercion at once, without an order")
    decision_after: bool | None = key("coercion at once: whether a decision followed as soon as possible")
    breach: bool | None = key("whether there was, or clearly threatened, a breach")


@dataclass(frozen=True)
class Collection:
    """Collecting a penalty: a second decision with a check of its own."""

    breach: Said | None = key("breach after the term to comply, with what was seen and when")
    breach_on: Day | None = key("day of that breach")
    term_ended_on: Day | None = key("last day to comply")
    forfeited_on: Day | None = key("day on which the penalty fell due; left out: the day of the breach")
    interrupted: bool | None = key("whether the limitation was interrupted (reminder, order to pay)")
    circumstances: Said | None = key("whether circumstances forbid to collect, checked at the time of collecting")
    order_stands: bool | None = key("whether the order still stands")
    amount: int | None = key("amount collected, in euros")
    most: int | None = key("most that the order allows, in euros")


@dataclass(frozen=True)
class Regulation:
    """The by-law or municipal regulation on which the measure rests."""

    status: RegulationStatus | None = key("status of the article on the day of decision")
    challenge_answer: Said | None = key("why the measure can rest on an article that is being challenged")
    organ: Organ | None = key("organ that the regulation makes competent")
    power: bool | None = key("whether it gives the power for this measure")
    basis: Said | None = key("legal basis of the rule or permit condition that was breached")
    purpose: Purpose | None = key("what the rule pursues")
    disorder_shown: Said | None = key("disorder, shown, that the rule answers")
    bans_activity: bool | None = key("whether the rule comes down to a ban of a lawful activity")
    valid_from: Day | None = key("first day of the edition applied")
    valid_until: Day | None = key("its last day")
    published: bool | None = key("whether it was published")
    other_sanction: bool | None = key("whether a law or decree already punishes the same breach (Belgium)")
    sanctioned_before: bool | None = key("whether the same breach was already punished")
    most_months: int | None = key("longest measure that the regulation allows, in months")


@dataclass(frozen=True)
class Designated:
    """The designation of a sector, street or building (Netherlands)."""

    start: Day | None = key("first day of the designation; false: there is none")
    until: Day | None = key("its last day")
    substantiated: Said | None = key("local, concrete and recent figures behind it")
    covers: bool | None = key("whether the business falls under its definition")
    published: bool | None = key("whether it was published")


@dataclass(frozen=True)
class Particulars:
    """Facts that only some powers ask."""

    trade_quantity: bool | None = key("drugs: whether the quantity exceeds own use")
    dealing: Said | None = key("drugs: what shows that they were sold or meant to be sold")
    disturbance_around: Said | None = key("134quater: actual disturbance around the premises, caused by conduct inside")
    serious_delay: Said | None = key("134ter: serious damage that any delay would do")
    other_authority: bool | None = key("134ter: whether a special rule gives the power to another authority")
    danger: Said | None = key("174: danger for safety or health in premises open to the public")
    serious_disturbance: Said | None = key("174a: serious disturbance of public order by conduct in the premises")
    trafficking: Said | None = key(
        "134quinquies: elements of trafficking or smuggling, more than labour or social fraud"
    )
    allocation: Said | None = key("maximum reached: how scarce permits are given out, known beforehand to all")
    completion_asked_on: Day | None = key("leaving untreated: day on which completion was asked; false: never")
    completion_until: Day | None = key("leaving untreated: last day to complete")


@dataclass(frozen=True)
class Applied:
    """The application that is decided on, and what its letter needs: conditions, validity, the term that moves."""

    open: bool | None = key("whether nothing had been decided on the application yet")
    complete: bool | None = key("a grant: whether every required document was in, or waived")
    place_free: bool | None = key("a grant: whether the place has no other permit in that period")
    conditions: bool | None = key("a grant with conditions: whether there is a condition")
    conditions_founded: bool | None = key("whether each condition has its reason and the rule that allows it")
    ends: bool | None = key("a grant: whether the permit has a last day")
    end_reason: Said | None = key("why it has one (Netherlands)")
    missing: bool | None = key("completion, leaving untreated: whether a required document lacks")
    term_reason: Said | None = key("why the term is extended or stands still")
    term_running: bool | None = key("whether the term still ran on the day of the letter")
    within_most: bool | None = key("whether the law allows this extension, or a stand-still for this cause")


@dataclass(frozen=True)
class Paper:
    """The letter: addressee, language, reasons, remedies."""

    addressee: bool | None = key("whether the addressee is named in full and is the right one")
    language: str | None = key("language of the letter (nl, fr, de)")
    languages: tuple[str, ...] | None = key("languages in which this municipality may write to this addressee")
    signer: bool | None = key("whether somebody competent signs who did not draft it")
    remedies: bool | None = key("whether it says where and by when to go against it")
    annexed: bool | None = key("whether reports it refers to were annexed or known to the party")
    service_day: Day | None = key("day on which the letter is to be sent")
    same_reasons: bool | None = key("true when the reasons are a standard text that does not answer this case")


@dataclass(frozen=True)
class Objection:
    """The answer to an objection against the measure (Netherlands)."""

    contested: tuple[str, ...] | None = key("acts that were contested, the physical closing included")
    answered: tuple[str, ...] | None = key("acts that the decision on objection answers")
    in_time: bool | None = key("whether the decision on objection is within its term")
    late_answer: Said | None = key("why it is late, and what that means for the objector")
    worse_off: bool | None = key("whether it leaves the objector worse off than the first decision")
    worse_answer: Said | None = key("why the first decision could be changed so without the objection too")
    same_person: bool | None = key("whether who took the decision under mandate also decided on the objection")
    heard: bool | None = key("whether the objector could be heard")
    reconsidered: bool | None = key("whether the decision was weighed anew in full, also with what happened since")
