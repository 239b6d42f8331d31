"""The decision and the other letters of its case: their words set again, and the files as they were issued."""

from __future__ import annotations

from typing import Any

from app import clock
from app.web.language import in_language
from decisions import terms
from decisions.bundles.drafts import Draft, Row
from decisions.bundles.parts.paper import dated, day, moment_of, original
from decisions.bundles.profiles import Field, PartKind
from decisions.models import Decision, DecisionGround, DecisionLetter, GroundEvidence
from decisions.organ import organ_of
from decisions.presenting.dossier import KIND_WORDS
from decisions.presenting.tongue import _
from decisions.words import STATES

_WEIGHED = ("suitable", "necessary", "balanced")


def decision_draft(decision: Decision) -> list[Draft]:
    """The decision with its letter; the letter of the decision is the one that was signed."""
    letter = next((row for row in reversed(decision.letters) if row.sha256 == decision.letter_sha256), None)
    signed_on = clock.civil(decision.signed_at).date() if decision.signed_at else None
    return [
        Draft(
            PartKind.DECISION,
            title=_("Decision %(number)s", number=decision.number),
            key="decision",
            on=day(signed_on, decision.language),
            rows=_rows(decision),
            letter=letter.sha256 if letter else None,
            originals=_file_of(letter) if letter else (),
            lists={"grounds": [_ground(row) for row in decision.grounds]},
            free=frozenset({"motivation", "evidence"}),
        )
    ]


def letter_drafts(decision: Decision) -> list[Draft]:
    """The letters beside it, in the order in which they were made."""
    others = [row for row in decision.letters if row.sha256 != decision.letter_sha256 and row.sent_on is not None]
    return [
        Draft(
            PartKind.LETTERS,
            title=str(KIND_WORDS.get(row.kind, row.kind)),
            key=f"letter:{row.id}",
            on=day(row.sent_on or clock.civil(row.made_at).date(), decision.language),
            rows=(
                dated(_("Sent on"), "sent_on", row.sent_on, decision.language),
                Row(_("Text"), f"{row.text_id}, {row.edition}", "text"),
            ),
            letter=row.sha256,
            originals=_file_of(row),
            own=True,
        )
        for row in sorted(others, key=lambda row: row.made_at)
    ]


def _file_of(row: DecisionLetter) -> tuple[Any, ...]:
    signed = row.signed_sha256 is not None
    description = _("The letter with its signatures, as it was issued") if signed else _("The letter as it was sent")
    return original(row.signed_sha256 or row.sha256, f"{row.decision.number}-{row.kind}", description)


def _rows(decision: Decision) -> tuple[Row, ...]:
    language, place, party = decision.language, decision.establishment, decision.addressee
    name = in_language(decision.measure_copy["name"], language)
    last, organ = terms.holding_last_day(decision), organ_of(decision)
    effect = terms.effect_day(decision) or decision.effect_on
    return (
        Row(_("Case"), decision.case_number, "case_number"),
        Row(_("Measure"), name[:1].upper() + name[1:], "measure", {"id": decision.measure_id, "name": name}),
        Row("", "", "organ", organ.value if organ else None),
        Row("", "", "jurisdiction", decision.jurisdiction),
        Row(_("Establishment"), f"{place.name}, {place.full_address}", "establishment", _place(decision)),
        Row(
            _("Addressee"),
            ", ".join(one for one in (party.name, party.address, f"{party.postal_code} {party.city}".strip()) if one),
            "addressee",
            {"name": party.name, "address": party.address, "postal_code": party.postal_code, "city": party.city},
            masked=Field.ADDRESSEE,
        ),
        dated(_("Law as on"), "law_on", decision.law_on, language),
        Row(_("Signed by"), decision.signed_by.name if decision.signed_by else "", "signed_by"),
        Row(_("Signed on"), "", "signed_at", moment_of(decision.signed_at)),
        dated(_("Takes effect on"), "effect_on", effect, language),
        dated(_("First day"), "duration_from", decision.duration_from, language),
        dated(_("Last day"), "duration_until", decision.duration_until, language),
        dated(_("Last day for a remedy"), "remedy_until", last, language),
        Row(_("State"), str(STATES[decision.state]), "state", str(decision.state)),
        *(Row("", "", key, getattr(decision, key), text=True) for key in _WEIGHED),
    )


def _place(decision: Decision) -> dict[str, Any]:
    place = decision.establishment
    number = place.kvk_establishment_number or place.kbo_establishment_number
    return {
        "name": place.name,
        "address": place.full_address,
        "sector": in_language(place.sector.name, decision.language),
        "register_number": number,
    }


def _ground(row: DecisionGround) -> dict[str, Any]:
    return {
        "id": row.ground_id,
        "article": row.article,
        "quote": row.quote,
        "own_words": in_language(row.own_words, row.decision.language),
        "motivation": row.motivation,
        "evidence": [_evidence(piece) for piece in row.evidence],
    }


def _evidence(piece: GroundEvidence) -> dict[str, Any]:
    against = {"speaks_against": piece.counter}
    if piece.finding is not None:
        return {"kind": "finding", "number": piece.finding.number, **against}
    assert piece.report is not None, "a row of evidence without a source"
    return {"kind": "report", "number": piece.report.reference, **against}
