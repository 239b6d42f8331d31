"""Grounds and evidence as the officer, the second reader and the mayor see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

import law
from app.access import Permission, may
from app.web.language import clock_time, in_language, long_date
from decisions.evidence import EvidenceState, Proposal
from decisions.forms import GroundForm
from decisions.models import Decision, DecisionGround, GroundEvidence, OfficialReport
from decisions.presenting.facts import capital, count_words
from decisions.presenting.tongue import _, ngettext
from decisions.words import EVIDENCE_KINDS, PROOF_KINDS
from inspections.models import Basis, Finding

_LONGEST = 160  # characters of a remark on one line; the report has the rest


@dataclass(frozen=True)
class Line:
    """One finding or report as a line; ``key`` is "finding:<id>" or "report:<id>"."""

    key: str
    kind: str
    sentence: str
    code: str
    source: str
    report_url: str | None = None
    photos: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Card:
    """A ground card on the draft page."""

    anchor: str
    ground_id: str
    title: str
    article: str
    quote: str
    source: str
    chosen: bool
    unverified: bool
    sum: str
    enough: bool | None
    form: GroundForm
    text_url: str | None = None
    proposed: list[Line] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    others_open: bool = False
    against: list[Line] = field(default_factory=list)
    needs: str = ""
    checks: bool = False


@dataclass(frozen=True)
class Reason:
    """A chosen ground as it is read: name, article, sum of its evidence, the evidence itself."""

    title: str
    article: str
    count: str
    evidence: list[Line]
    unverified: bool = False


def finding_line(decision: Decision, finding: Finding, *, counter: bool = False) -> Line:
    label = in_language(finding.label)
    conclusion = finding.basis == Basis.CONCLUSION
    source = [finding.number, label, f"{long_date(finding.seen_at)}, {clock_time(finding.seen_at)}"]
    inspector = finding.inspection.inspector
    if inspector is not None:
        source.append(inspector.name)
    if conclusion and not counter:
        source.append(_("does not count: a conclusion is no fact"))
    return Line(
        key=f"finding:{finding.id}",
        kind="counter" if counter else "conclusion" if conclusion else "fact",
        sentence=_short(finding.remark) or label,
        code=finding.item_code,
        source=" · ".join(source),
        report_url=_report_url(finding),
        photos=[_photo(decision, finding, number) for number in range(len(finding.photo_sha256s))],
    )


def _report_url(finding: Finding) -> str | None:
    """The report of the visit, for who may read findings."""
    if not may(Permission.FINDING_READ):
        return None
    return url_for("inspections.report", inspection_id=finding.inspection_id)


def report_line(decision: Decision, report: OfficialReport, *, counter: bool = False) -> Line:
    words = EVIDENCE_KINDS.get(report.kind, report.kind)
    url = url_for("decisions.report_file", decision_id=decision.id, report_id=report.id) if report.file_sha256 else None
    return Line(
        key=f"report:{report.id}",
        kind="counter" if counter else "fact",
        sentence=_short(report.gist),
        code="",
        source=f"{capital(str(words))} {report.reference} · {long_date(report.dated_on)}",
        report_url=url,
    )


def _photo(decision: Decision, finding: Finding, number: int) -> dict[str, str]:
    sha256 = finding.photo_sha256s[number]
    address: dict[str, Any] = {"decision_id": decision.id, "sha256": sha256}
    return {
        "src": url_for("decisions.photo", **address, small=1),
        "href": url_for("decisions.photo", **address),
        "alt": _("Photo %(number)s of %(finding)s", number=number + 1, finding=finding.number),
    }


def _short(text: str) -> str:
    first = text.strip().split("\n", 1)[0]
    return first if len(first) <= _LONGEST else first[:_LONGEST].rsplit(" ", 1)[0] + " …"


def cards(
    decision: Decision,
    proposals: Sequence[Proposal],
    more: Iterable[law.Ground],
    findings: Sequence[Finding],
    reports: Sequence[OfficialReport],
    states: dict[str, EvidenceState],
    forms: dict[str, GroundForm],
) -> list[Card]:
    """Chosen grounds first, then proposals, then what was searched; each ground once."""
    everything = {f"finding:{f.id}": finding_line(decision, f) for f in findings}
    everything |= {f"report:{r.id}": report_line(decision, r) for r in reports}
    pointing = {p.ground.id: [f"{kind}:{key}" for kind, key in (piece.ref for piece in p.pieces)] for p in proposals}
    found = [
        _chosen_card(row, states[row.ground_id], forms[row.ground_id], everything, pointing.get(row.ground_id, []))
        for row in decision.grounds
    ]
    done = {row.ground_id for row in decision.grounds}
    for proposal in proposals:
        if proposal.ground.id not in done:
            counted = count_words(proposal.facts, proposal.conclusions, 0)
            found.append(_open_card(proposal.ground, forms, _("proposed by %(count)s", count=counted)))
    done |= set(pointing)
    return found + [_open_card(ground, forms, "") for ground in more if ground.id not in done]


def _chosen_card(
    row: DecisionGround, state: EvidenceState, form: GroundForm, everything: dict[str, Line], pointing: list[str]
) -> Card:
    typed = set(form.evidence.data or [])
    first = [key for key in everything if key in pointing or key in typed or key.startswith("report:")]
    rest = [key for key in everything if key not in first]
    return Card(
        anchor=f"ground-{row.ground_id}",
        ground_id=row.ground_id,
        title=capital(in_language(row.own_words)),
        article=row.article,
        quote=row.quote,
        source=row.source,
        chosen=True,
        unverified=row.confidence != law.Confidence.VERIFIED,
        sum=_sum(state),
        enough=state.enough,
        form=form,
        text_url=f"#ground-{row.ground_id}-text" if row.quote else None,
        proposed=[everything[key] for key in first],
        others=[everything[key] for key in rest],
        against=list(everything.values()),
        needs=_needs(state),
        checks=any("own_verification" in need["kinds"] for need in row.needs),
    )


def _open_card(ground: law.Ground, forms: dict[str, GroundForm], why: str) -> Card:
    article = in_language(dict(ground.article))
    return Card(
        anchor=f"ground-{ground.id}",
        ground_id=ground.id,
        title=capital(in_language(dict(ground.own_words))),
        article=" · ".join(part for part in (article, why) if part),
        quote="",
        source=ground.source,
        chosen=False,
        unverified=ground.confidence != law.Confidence.VERIFIED,
        sum="",
        enough=None,
        form=forms[ground.id],
    )


@dataclass(frozen=True)
class Sum:
    """The sum of the evidence of one chosen card."""

    anchor: str
    sum: str
    enough: bool


def sums(states: dict[str, EvidenceState]) -> list[Sum]:
    return [Sum(f"ground-{key}", _sum(state), state.enough) for key, state in states.items()]


def _sum(state: EvidenceState) -> str:
    facts = ngettext("%(num)d fact", "%(num)d facts", state.have)
    if state.enough:
        return _("Enough evidence: %(facts)s, %(need)s needed", facts=facts, need=state.need)
    if state.missing and state.have >= state.need:  # enough of it, but not of the kinds the ground asks for
        return _("Too little evidence, still needed: %(kinds)s", kinds=_kinds(state))
    return _("Too little evidence: %(facts)s, %(need)s needed", facts=facts, need=state.need)


def _needs(state: EvidenceState) -> str:
    return _("Still needed: %(kinds)s.", kinds=_kinds(state)) if state.missing else ""


def _kinds(state: EvidenceState) -> str:
    return ", ".join(dict.fromkeys(str(PROOF_KINDS.get(kind, _("another kind of proof"))) for kind in state.missing))


def evidence_lines(decision: Decision, rows: Iterable[GroundEvidence]) -> list[Line]:
    """The evidence under a ground as lines; what speaks against stands between what carries."""
    found = []
    for row in rows:
        if row.finding is not None:
            found.append(finding_line(decision, row.finding, counter=row.counter))
        elif row.report is not None:
            found.append(report_line(decision, row.report, counter=row.counter))
    return found


def reasons_of(decision: Decision) -> list[Reason]:
    found = []
    for row in decision.grounds:
        lines = evidence_lines(decision, row.evidence)
        facts = sum(line.kind == "fact" and line.key.startswith("finding:") for line in lines)
        reports = sum(line.kind == "fact" and line.key.startswith("report:") for line in lines)
        conclusions = sum(line.kind == "conclusion" for line in lines)
        counted = count_words(facts, conclusions, reports)
        unverified = row.confidence != law.Confidence.VERIFIED
        found.append(Reason(capital(in_language(row.own_words)), row.article, counted, lines, unverified))
    return found


def intro(findings: Sequence[Finding]) -> str:
    """From how many findings of which visits the grounds were proposed."""
    if not findings:
        return _("Nothing has been found at this establishment yet. You choose the grounds.")
    days: list[Any] = sorted({finding.inspection.sealed_at or finding.seen_at for finding in findings})
    last = ", ".join(dict.fromkeys(long_date(day) for day in days[-3:]))
    words = ngettext("Proposed from %(num)d finding", "Proposed from %(num)d findings", len(findings))
    return _("%(words)s of the visits on %(days)s. You choose. A proposal is no decision.", words=words, days=last)
