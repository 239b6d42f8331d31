"""The closed lists of the law book, and its errors.

An entry that uses a word outside these lists is refused when the book is read.
"""

from __future__ import annotations

from enum import StrEnum


class LawError(Exception):
    """The law book is asked something it cannot answer, or a file of it is wrong. The text is a sentence."""


class UnknownJurisdiction(LawError, LookupError):
    """No such jurisdiction in the book."""


class UnknownEntry(LawError, LookupError):
    """No such id in the book, or not in force on the day asked about."""


class Confidence(StrEnum):
    """How sure the book is of an entry; what is not verified shows a mark wherever an officer picks it."""

    VERIFIED = "verified"  # read in the primary text
    SECONDARY = "secondary"  # read about in a secondary source
    UNVERIFIED = "unverified"  # professional knowledge, not read again


class Organ(StrEnum):
    """Who decides."""

    MAYOR = "mayor"
    COLLEGE = "college"
    COUNCIL = "council"
    MAYOR_AND_COLLEGE = "mayor+college"  # the mayor decides, the college confirms
    MAYOR_AND_COUNCIL = "mayor+council"  # the mayor decides, the council confirms
    SANCTIONING_OFFICER = "sanctioning-officer"
    PER_REGULATION = "per-regulation"  # the municipality's own regulation says who
    OTHER = "other"  # no municipal organ; the entry only informs


class Effect(StrEnum):
    """What a measure does to an application, a permit or the premises once it takes effect."""

    NONE = "none"
    REFUSE = "refuse"
    NOT_TREATED = "not_treated"  # the application ends without a decision on its substance
    REVOKE = "revoke"
    SUSPEND = "suspend"
    CLOSE = "close"
    GRANT = "grant"
    ORDER = "order"  # someone must do or leave something; permit and premises stay as they are
    LIFT = "lift"  # an earlier measure ends


class Procedure(StrEnum):
    """The lifecycle that makes the letters of a measure."""

    DRAFTING = "drafting"  # chosen from the list of the drafting page
    APPLICATION = "application"
    ENFORCEMENT = "enforcement"  # warnings, and what follows an order or a closure
    OBJECTION = "objection"
    BIBOB = "bibob"
    INTEGRITY = "integrity"


class Instrument(StrEnum):
    """The kinds of measure. A ground names all that it can carry in law, also kinds for which there is no letter."""

    GRANT = "grant"
    REFUSE = "refuse"
    REVOKE = "revoke"
    SUSPEND = "suspend"
    CLOSE = "close"
    RENEW_CLOSURE = "renew_closure"
    CONDITIONS = "conditions"
    WARNING = "warning"
    NOT_TREATED = "not_treated"
    ORDER = "order"
    ORDER_UNDER_PENALTY = "order_under_penalty"
    ORDER_UNDER_COERCION = "order_under_coercion"
    SEAL = "seal"
    PENALTY_PAYMENT = "penalty_payment"
    FINE = "fine"
    URGENT_ORDINANCE = "urgent_ordinance"
    WITHDRAW_OWN_DECISION = "withdraw_own_decision"
    REFER = "refer"
    COLLECTION = "collection"
    NOTICE = "notice"  # tells a step of a procedure; decides nothing
    DECIDE_OBJECTION = "decide_objection"
    BY_LAW = "by_law"  # tells what came about without a decision
    LIFT = "lift"


class Gate(StrEnum):
    """What must be there before a measure may be signed; `decisions` knows how to look for each."""

    MOTIVATION = "motivation"
    EVIDENCE = "evidence"
    BREACH_PLACE_TIME = "breach_place_time"
    HEARING = "hearing"
    INTEREST_WEIGHING = "interest_weighing"
    ALTERNATIVES = "alternatives"
    DURATION = "duration"
    DURATION_REASON = "duration_reason"
    END_DATE = "end_date"
    URGENCY_REASON = "urgency_reason"
    PRIOR_WARNING = "prior_warning"
    JUDICIAL_CONSULTATION = "judicial_consultation"
    DIOB_ADVICE = "diob_advice"
    BY_LAW_POWER = "by_law_power"
    DESIGNATION = "designation"
    CONDITIONS_TO_LIFT = "conditions_to_lift"
    SECOND_READER = "second_reader"
    PERSONAL_SIGNATURE = "personal_signature"
    CONFIRMATION = "confirmation"
    PENALTY_AMOUNT = "penalty_amount"  # term, unit, amount and most, in proportion
    COSTS = "costs"
    RULE_EXTRACT = "rule_extract"
    COMPLETION_ASKED = "completion_asked"
    MAYORS_PROPOSAL = "mayors_proposal"
    STANDSTILL = "standstill"
    SECTOR_AND_ZONE = "sector_and_zone"  # ordinance, sector list, zone and protocol of an integrity investigation
    BIBOB_STEPS = "bibob_steps"  # notice, hearing with third parties, proportion, no acquitted facts


class EvidenceKind(StrEnum):
    """Kinds of proof a ground can ask for."""

    INSPECTION_REPORT = "inspection_report"
    OFFICIAL_REPORT = "official_report"  # police or administrative report (bestuurlijke rapportage)
    LABOUR_REPORT = "labour_report"
    OWN_VERIFICATION = "own_verification"
    COUNTER_INDICATIONS = "counter_indications"
    INDEPENDENT_FACT = "independent_fact"
    FACT_LIST = "fact_list"
    POLICY = "policy"
    PERMIT_REGISTER_CHECK = "permit_register_check"
    OPERATOR_PROOF = "operator_proof"
    REGISTER_EXTRACT = "register_extract"
    REGISTER_HIT = "register_hit"
    IDENTITY_CHECK = "identity_check"
    CRIMINAL_RECORD = "criminal_record"
    EARLIER_DECISION = "earlier_decision"
    COMPARISON_SHEET = "comparison_sheet"
    BUSINESS_PLAN = "business_plan"
    PERMIT_CONDITION = "permit_condition"
    DESIGNATION = "designation"
    PLAN = "plan"  # plan extract or measurement
    ADVERT_CAPTURE = "advert_capture"
    INCIDENT_LIST = "incident_list"
    COMPLAINT = "complaint"
    EXPERT_REPORT = "expert_report"
    SEIZURE_REPORT = "seizure_report"
    BIBOB_INQUIRY = "bibob_inquiry"
    REQUEST_AND_DEADLINE = "request_and_deadline"
    REFUSAL_RECORD = "refusal_record"
    CONSULTATION_RECORD = "consultation_record"
    HEARING_RECORD = "hearing_record"
    WARNING_PROOF = "warning_proof"
    REGULATION_EXTRACT = "regulation_extract"
    URGENCY_REASONS = "urgency_reasons"
    DIOB_ADVICE = "diob_advice"
    MAYORS_PROPOSAL = "mayors_proposal"
    CLOSURE_DECISION = "closure_decision"
    JUDGMENT = "judgment"


class ItemClass(StrEnum):
    """What a checklist item is: a breach of a rule, an indicator of exploitation, or both."""

    VIOLATION = "V"
    INDICATOR = "I"
    BOTH = "B"


class StartRule(StrEnum):
    """Which day counts as day 1."""

    AFTER_EVENT = "after-event"  # the event is day 0; the next day is day 1
    ON_EVENT = "on-event"  # the event itself is day 1 (a closure that begins that day)
    AFTER_SERVICE = "after-service"  # by event served-by: receipt, refusal or sending


class Unit(StrEnum):
    """In what a term is counted."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
