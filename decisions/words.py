"""The words of this package: labels of its states and kinds, sentences of its story."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app import story
from app.story import Wording
from decisions.lifecycle import DecisionState
from decisions.models import EvidenceKind, ServiceMethod
from decisions.reasoning.facts import Redaction, Source, Standing

STATES: dict[DecisionState, Any] = {
    DecisionState.DRAFT: _l("draft"),
    DecisionState.ANNOUNCED: _l("announced"),
    DecisionState.SECOND_READING: _l("with the second reader"),
    DecisionState.WITH_MAYOR: _l("with the mayor"),
    DecisionState.SIGNED: _l("signed"),
    DecisionState.SERVED: _l("served"),
    DecisionState.IN_EFFECT: _l("in effect"),
    DecisionState.LAPSED: _l("lapsed"),
    DecisionState.DROPPED: _l("dropped"),
}
SERVICE_METHODS: dict[ServiceMethod, Any] = {
    ServiceMethod.REGISTERED_POST: _l("by registered post"),
    ServiceMethod.REGISTERED_RECEIPT: _l("by registered post with proof of receipt"),
    ServiceMethod.ORDINARY_POST: _l("by ordinary post"),
    ServiceMethod.HANDED_OVER: _l("handed over in person"),
}
EVIDENCE_KINDS: dict[EvidenceKind, Any] = {
    EvidenceKind.POLICE_REPORT: _l("report of the police"),
    EvidenceKind.LABOUR_REPORT: _l("report of the labour inspectorate"),
    EvidenceKind.REGISTRY_EXTRACT: _l("extract from a register"),
    EvidenceKind.EXPERT_REPORT: _l("report of an expert"),
    EvidenceKind.INCIDENT_LIST: _l("list of incidents"),
    EvidenceKind.FACT_LIST: _l("list of facts, each with its weight"),
    EvidenceKind.CRIMINAL_RECORD: _l("extract from the criminal record"),
    EvidenceKind.EARLIER_DECISION: _l("earlier decision"),
    EvidenceKind.COMPARISON_SHEET: _l("comparison of what was declared and what is so"),
    EvidenceKind.BUSINESS_PLAN: _l("business plan"),
    EvidenceKind.PERMIT_CONDITION: _l("condition of the permit"),
    EvidenceKind.POLICY: _l("policy rule"),
    EvidenceKind.BIBOB_INQUIRY: _l("Bibob inquiry"),
    EvidenceKind.OTHER_REPORT: _l("other report"),
}
# Classes of evidence: those that may only start an inquiry come last.
SOURCES: dict[Source, Any] = {
    Source.OFFICIAL_REPORT: _l("an official report"),
    Source.OWN_OBSERVATION: _l("seen by our own people"),
    Source.EXPERT: _l("an expert"),
    Source.DOCUMENT: _l("a document or register"),
    Source.JUDGMENT: _l("a judgment"),
    Source.STATEMENT: _l("somebody known to us, about what they saw"),
    Source.ADVICE: _l("an advice of the Bureau or the DIOB"),
    Source.HEARSAY: _l("hearsay: starts an inquiry, carries nothing alone"),
    Source.ANONYMOUS: _l("anonymous: starts an inquiry, carries nothing alone"),
    Source.OPEN_WEB: _l("a page on the web: starts an inquiry, carries nothing alone"),
}
STANDINGS: dict[Standing, Any] = {
    Standing.ESTABLISHED: _l("established"),
    Standing.SUSPECTED: _l("suspected"),
    Standing.CHARGED: _l("charged"),
    Standing.CONVICTED: _l("convicted"),
    Standing.FINED: _l("fined"),
    Standing.SETTLED: _l("settled with the prosecutor"),
    Standing.DROPPED: _l("prosecution dropped"),
    Standing.ACQUITTED: _l("acquitted"),
    Standing.ANNULLED: _l("fine annulled"),
}
REDACTIONS: dict[Redaction, Any] = {
    Redaction.NONE: _l("not at all"),
    Redaction.PARTLY: _l("partly"),
    Redaction.FULLY: _l("fully"),
}
# Kinds of proof of the law book, as named where one lacks.
PROOF_KINDS: dict[str, Any] = {
    "inspection_report": _l("a fact from an inspection"),
    "official_report": _l("a report of the police"),
    "labour_report": _l("a report of the labour inspectorate"),
    "own_verification": _l("a fact seen by an inspector of the municipality"),
    "independent_fact": _l("an independent fact"),
    "counter_indications": _l("what speaks against it, with an answer"),
    "designation": _l("a designation in force"),
    "consultation_record": _l("the consultation of the judicial authority"),
    "hearing_record": _l("the hearing of the party"),
    "permit_register_check": _l("a look in the permit register"),
    "operator_proof": _l("a known operator"),
    "register_extract": _l("an extract from a register"),
    "urgency_reasons": _l("the reasons for the urgency"),
    **{kind.value.replace("-", "_"): word for kind, word in EVIDENCE_KINDS.items() if kind.value.count("-") == 1},
}

__all__ = ["EVIDENCE_KINDS", "PROOF_KINDS", "REDACTIONS", "SERVICE_METHODS", "SOURCES", "STANDINGS", "install"]
_STORY = {
    "decision.drafted": Wording("file-plus", _l("Decision %(number)s begun"), document=_l("Decision")),
    "decision.announced": Wording("mail", _l("Intention sent"), _l("Response possible until %(until)s")),
    "decision.not-announced": Wording("mail", _l("Nobody heard first"), _l("%(reason)s")),
    "decision.response": Wording("message-square", _l("Response received")),
    "decision.heard": Wording("message-square", _l("The party was heard")),
    "decision.no-response": Wording("message-square", _l("No response within the term")),
    "decision.consulted": Wording("building-2", _l("Judicial authority consulted"), _l("%(authority)s")),
    "decision.to-reader": Wording(
        "user-check", _l("Decision %(number)s offered to the second reader"), document=_l("Decision")
    ),
    "decision.approved": Wording("user-check", _l("Second reader agreed"), _l("%(remark)s")),
    "decision.sent-back": Wording("undo-2", _l("Sent back by the second reader"), _l("%(reason)s")),
    "decision.submitted": Wording("send", _l("Decision %(number)s offered to the mayor"), document=_l("Decision")),
    "decision.photo-chosen": Wording(
        "camera", _l("A photo of %(finding)s was put into the letter"), _l("Nobody can be recognised: “%(caption)s”")
    ),
    "decision.photo-dropped": Wording("camera", _l("A photo of %(finding)s was taken out of the letter")),
    "decision.returned": Wording("undo-2", _l("Returned by the mayor"), _l("%(reason)s")),
    "decision.signed": Wording("signature", _l("Decision %(number)s signed")),
    "decision.signed-first": Wording("signature", _l("Letter of decision %(number)s signed by the mayor")),
    "decision.signed-by-both": Wording("signature", _l("Letter of decision %(number)s signed by all")),
    "decision.letter-returned": Wording("undo-2", _l("Letter of decision %(number)s sent back"), _l("%(reason)s")),
    "decision.letter-taken-back": Wording(
        "undo-2", _l("Letter of decision %(number)s taken back to be changed"), _l("%(reason)s")
    ),
    "decision.letter-offered": Wording("send", _l("Letter of decision %(number)s offered again"), _l("%(answer)s")),
    "decision.served": Wording("mail", _l("Decision %(number)s served")),
    "decision.received": Wording("mail", _l("Letter received by the addressee")),
    "decision.corrected": Wording("mail", _l("Covering note made"), _l("The last day is now %(last_day)s")),
    "decision.confirmed": Wording("building-2", _l("Confirmed by the college")),
    "decision.college-corrected": Wording("building-2", _l("Letter of the college made anew")),
    "decision.not-confirmed": Wording("building-2", _l("Not confirmed by the college")),
    "decision.in-effect": Wording(
        "scale", _l("Decision %(number)s took effect"), tone="strong", document=_l("Decision")
    ),
    "decision.lapsed": Wording("circle-x", _l("Decision %(number)s lapsed"), _l("The college did not confirm it")),
    "decision.annulled": Wording("scale", _l("Decision %(number)s annulled"), "%(because)s", tone="strong"),
    "decision.ran-out": Wording("circle-check", _l("Decision %(number)s has run its course")),
    "decision.set-aside": Wording("circle-alert", _l("Something that lacks was set aside"), _l("%(reason)s")),
    "decision.gate-restored": Wording("undo-2", _l("What was set aside is asked again")),
    "decision.dropped": Wording("trash-2", _l("Decision %(number)s dropped"), _l("%(because)s")),
}


def install() -> None:
    """Register the sentences of the story."""
    story.wordings(_STORY)
