"""What was entered and done on the way: documents of others, consultation, hearing, service, the college."""

from __future__ import annotations

from collections.abc import Sequence

from app.story import Happening
from app.web.language import capital, mark
from decisions import terms
from decisions.bundles.drafts import Draft, Row
from decisions.bundles.parts.paper import dated, day, original
from decisions.bundles.profiles import PartKind
from decisions.models import Decision, OfficialReport
from decisions.presenting.facts import hearing_words, is_belgian
from decisions.presenting.tongue import _
from decisions.reasoning.facts import Source
from decisions.words import EVIDENCE_KINDS, SERVICE_METHODS, SOURCES
from reports.bundle import Original, Section

_HEARD = {"decision.response", "decision.heard"}


def report_drafts(decision: Decision) -> list[Draft]:
    """The documents that stand under a ground, each once."""
    used = {one.report.id: one.report for row in decision.grounds for one in row.evidence if one.report is not None}
    ordered = sorted(used.values(), key=lambda one: (one.dated_on, one.reference))
    return [_report(one, decision.language) for one in ordered]


def _report(report: OfficialReport, language: str) -> Draft:
    kind = str(EVIDENCE_KINDS[report.kind])
    return Draft(
        PartKind.REPORTS,
        title=f"{mark(capital(kind))} {report.reference}",
        key=f"report:{report.id}",
        on=day(report.dated_on, language),
        rows=(
            Row(_("Kind"), kind, "kind", str(report.kind)),
            Row(_("Reference"), report.reference, "reference"),
            dated(_("Dated"), "dated_on", report.dated_on, language),
            Row(_("What it is"), str(SOURCES[Source(report.source_class)]), "source_class", report.source_class),
            Row(_("What it says"), report.gist, "gist", text=True),
            Row(_("Link to the business"), report.link, "link", text=True),
            Row(_("What we think of it"), report.assessment, "assessment", text=True),
        ),
        originals=original(report.file_sha256, report.reference, _("The document as it was received")),
    )


def consultation_drafts(decision: Decision) -> list[Draft]:
    if decision.consulted_on is None:
        return []
    on = day(decision.consulted_on, decision.language)
    return [
        Draft(
            PartKind.CONSULTATION,
            title=_("Consultation of the judicial authority"),
            key="consultation",
            on=on,
            rows=(
                Row(_("Authority"), decision.consulted_authority, "authority"),
                Row(_("Day"), on, "consulted_on", decision.consulted_on.isoformat()),
                Row(_("Answer"), decision.consultation_answer, "answer", text=True),
            ),
        )
    ]


def hearing_drafts(decision: Decision, told: Sequence[Happening]) -> list[Draft]:
    """What the party was asked and answered, with what it sent in; or why nobody was heard."""
    if not decision.announced_on and not decision.hearing_exception:
        return []
    held, received, language = decision.hearing_held_on, decision.hearing_received_on, decision.language
    exception = decision.hearing_exception_reason
    texts = {
        _("What the party brought forward"): decision.hearing_summary,
        _("What was answered"): decision.hearing_reply,
    }
    return [
        Draft(
            PartKind.HEARING,
            title=_("Record of the hearing") if is_belgian(decision) else _("View of the party"),
            key="hearing",
            on=day(held or received, language),
            rows=(
                dated(_("Announced on"), "announced_on", decision.announced_on, language),
                dated(_("Answer possible until"), "until", decision.hearing_until, language),
                dated(_("Received on"), "received_on", received, language),
                dated(_("Heard on"), "held_on", held, language),
                Row(_("Outcome"), hearing_words(decision), "outcome", decision.hearing_outcome or None),
                Row(_("Why nobody was heard first"), exception, "exception", exception or None),
                Row("", "", "summary", decision.hearing_summary, text=True),
                Row("", "", "reply", decision.hearing_reply, text=True),
            ),
            texts=tuple(Section(title, tuple(_paragraphs(text))) for title, text in texts.items() if text),
            originals=_sent_in(told),
            own=True,
        )
    ]


def _sent_in(told: Sequence[Happening]) -> tuple[Original, ...]:
    files = [file for one in told if one.kind in _HEARD for file in one.files]
    said = _("The file as it was received")
    labelled = [(file["sha256"], file["label"]) for file in files]
    found = [one for digest, label in labelled for one in original(digest, _(label), said)]
    return tuple(dict.fromkeys(found))


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def service_drafts(decision: Decision) -> list[Draft]:
    if decision.served_on is None:
        return []
    language = decision.language
    last = terms.holding_last_day(decision)
    proof = _("Proof of service")
    return [
        Draft(
            PartKind.SERVICE,
            title=proof,
            key="service",
            on=day(decision.served_on, language),
            rows=(
                dated(_("Served on"), "served_on", decision.served_on, language),
                Row(_("How"), _method(decision), "served_by", decision.served_by),
                dated(_("Received on"), "received_on", decision.received_on, language),
                dated(_("Day in the letter"), "printed_on", decision.sending_on, language),
                dated(_("Last day for a remedy"), "remedy_until", last, language),
            ),
            originals=original(decision.service_proof_sha256, proof, _("The file as it was received")),
            own=True,
        )
    ]


def _method(decision: Decision) -> str:
    return str(SERVICE_METHODS[decision.served_by]) if decision.served_by else ""


def college_drafts(decision: Decision) -> list[Draft]:
    if decision.college_met_on is None:
        return []
    on = day(decision.college_met_on, decision.language)
    confirmed = bool(decision.college_confirmed)
    return [
        Draft(
            PartKind.COLLEGE,
            title=_("Decision of the college"),
            key="college",
            on=on,
            rows=(
                Row(_("The college met on"), on, "met_on", decision.college_met_on.isoformat()),
                Row(_("Number"), decision.college_number, "number"),
                Row(_("Outcome"), _("confirmed") if confirmed else _("not confirmed"), "confirmed", confirmed),
            ),
        )
    ]
